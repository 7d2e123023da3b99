from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coach.errors import JudgeDamaged
from coach.network import FOLDER, Network


@pytest.mark.parametrize("name", ["reader.onnx", "tokenizer.json"])
@pytest.mark.parametrize("left", [None, 0, 1000])
def test_a_missing_or_broken_file_is_named_with_the_next_step(
    tmp_path: Path, name: str, left: int | None
) -> None:
    for one in ("reader.onnx", "tokenizer.json"):
        shutil.copy(FOLDER / one, tmp_path / one)
    if left is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes()[:left])
    network = Network("reader", longest=512, folder=tmp_path)
    with pytest.raises(JudgeDamaged, match=f"Install Greenroom again; the file is .*{name}."):
        network.load()
