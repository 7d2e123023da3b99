"""A small file is replaced whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from seeds.whole_file import write_whole


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"one")
    write_whole(tmp_path / "a", b"2\r\n")
    assert files_in(tmp_path) == {"a": b"2\r\n"}


@pytest.mark.parametrize("name", [".new", "a.new", ".a.part", "x" * 255])
def test_no_other_file_is_written_over_whatever_the_names(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"another")
    write_whole(tmp_path / "a", b"one")
    assert files_in(tmp_path) == {"a": b"one", name: b"another"}
    write_whole(tmp_path / name, b"two")
    assert files_in(tmp_path) == {"a": b"one", name: b"two"}


def test_who_may_read_it_is_as_for_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "any").touch()
    write_whole(tmp_path / "a", b"one")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "any").stat().st_mode


@pytest.mark.parametrize("where", ["written", "put in place"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failing_write_keeps_the_old_file_and_leaves_nothing_beside_it(
    where: str, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    write_whole(tmp_path / "a", b"old")
    if where == "written":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    for name in ("a", "b"):
        with pytest.raises(type(error)):
            write_whole(tmp_path / name, b"new")
    assert files_in(tmp_path) == {"a": b"old"}


def test_the_disk_has_it_before_the_old_one_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, seen = tmp_path / "a", list[tuple[bytes, int]]()

    def fsync(handle: int) -> None:
        seen.append((path.read_bytes(), os.fstat(handle).st_size))

    write_whole(path, b"old")
    monkeypatch.setattr(os, "fsync", fsync)
    write_whole(path, b"newer")
    assert seen == [(b"old", 5)]
