from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
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
    network = Network(tmp_path)
    with pytest.raises(JudgeDamaged, match=f"Install Greenroom again; the file is .*{name}."):
        network.load()


def test_two_who_come_at_once_load_the_model_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    really = Network._opened

    def counted(self: Network) -> object:
        opened.append(self)
        return really(self)

    monkeypatch.setattr(Network, "_opened", counted)
    network = Network(threads=1)
    with ThreadPoolExecutor(2) as both:
        for loading in [both.submit(network.load) for _ in range(2)]:
            loading.result()
    assert opened == [network]


def test_a_thread_that_waits_takes_nobody_a_core_and_no_pool_is_kept() -> None:
    options = Network()._opened().get_session_options()
    assert options.get_session_config_entry("session.intra_op.allow_spinning") == "0"
    assert not options.enable_cpu_mem_arena


def test_the_models_have_room_on_a_small_laptop() -> None:
    assert sum(one.stat().st_size for one in FOLDER.iterdir()) <= 60_000_000
