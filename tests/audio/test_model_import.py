from __future__ import annotations

import errno
import os
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from audio.errors import DownloadFailed
from audio.model_import import bring_in
from audio.models import NEEDED, find


def fails_to_open(monkeypatch: pytest.MonkeyPatch, *, under: Path, number: int) -> None:
    """Files below this folder cannot be opened, with this number of an OSError."""
    usual = Path.open

    def opened(path: Path, *how: Any, **more: Any) -> Any:
        if under in path.parents:
            raise OSError(number, os.strerror(number), str(path))
        return usual(path, *how, **more)

    monkeypatch.setattr(Path, "open", opened)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A model as another computer has it, with a file beside it that is nobody's."""
    folder = tmp_path / "stick" / "small.en"
    folder.mkdir(parents=True)
    for name in (*NEEDED, "vocabulary.txt", "holiday.jpg"):
        (folder / name).write_bytes(name.encode() * 100_000)
    return folder


def test_a_copy_of_the_model_and_of_nothing_else_lies_there_in_the_end(copy: Path, tmp_path: Path) -> None:
    own = tmp_path / "models"
    progress = list(bring_in(copy, own))
    assert all(before.done < after.done <= after.total for before, after in pairwise(progress))
    assert progress[-1].done == progress[-1].total
    assert find("small.en", own=own).kind == "own"
    assert sorted(one.name for one in (own / "small.en").iterdir()) == sorted((*NEEDED, "vocabulary.txt"))
    assert (own / "small.en" / "model.bin").read_bytes() == (copy / "model.bin").read_bytes()
    assert (copy / "holiday.jpg").exists()


def test_it_takes_the_name_one_gives_it_and_the_place_of_a_damaged_one(copy: Path, tmp_path: Path) -> None:
    own = tmp_path / "models"
    (own / "mine").mkdir(parents=True)
    (own / "mine" / "half.bin").touch()
    list(bring_in(copy, own, name="mine"))
    assert [one.name for one in own.iterdir()] == ["mine"]
    assert not (own / "mine" / "half.bin").exists()


@pytest.mark.parametrize("taken", ["tiny.en", "base"])
def test_one_with_the_name_of_a_model_that_comes_along_gets_another_and_leaves_that_one_alone(
    taken: str, copy: Path, tmp_path: Path
) -> None:
    own = tmp_path / "models"
    (own / "base").mkdir(parents=True)
    (own / "base" / "model.bin").write_bytes(b"joined")
    list(bring_in(copy.rename(copy.with_name(taken)), own))
    assert find(f"{taken}-2", own=own, cache=own).path == own / f"{taken}-2"
    assert find(taken, own=own, cache=own).kind != "own"
    assert (own / "base" / "model.bin").read_bytes() == b"joined"


def test_of_a_copy_that_broke_off_with_the_app_nothing_gets_into_the_next(copy: Path, tmp_path: Path) -> None:
    own = tmp_path / "models"
    (own / ".small.en.copy").mkdir(parents=True)
    (own / ".small.en.copy" / "vocabulary.json").write_bytes(b"of another one")
    list(bring_in(copy, own))
    assert not (own / "small.en" / "vocabulary.json").exists()


def test_a_folder_without_a_model_is_told_with_the_file_that_is_missing(copy: Path, tmp_path: Path) -> None:
    (copy / "tokenizer.json").unlink()
    with pytest.raises(DownloadFailed, match=r"tokenizer\.json is missing"):
        list(bring_in(copy, tmp_path / "models"))
    assert not (tmp_path / "models").exists()


def test_of_a_copy_that_was_cancelled_nothing_is_left(copy: Path, tmp_path: Path) -> None:
    copying = bring_in(copy, tmp_path / "models")
    next(copying)
    getattr(copying, "close")()  # noqa: B009  (a generator is cancelled by closing it)
    assert list((tmp_path / "models").iterdir()) == []


def test_a_place_that_cannot_be_written_is_told_with_the_next_step(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "models").touch()
    with pytest.raises(DownloadFailed, match=r"models cannot be written. Allow writing there") as told:
        list(bring_in(copy, tmp_path / "models"))
    assert "space" not in str(told.value)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_with_what_the_model_needs(
    number: int, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_to_open(monkeypatch, under=tmp_path / "models", number=number)
    with pytest.raises(DownloadFailed, match=r"no room .* takes 5 MB\. Free some space, then try again"):
        list(bring_in(copy, tmp_path / "models"))
    assert list((tmp_path / "models").iterdir()) == []


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES, errno.ENODEV])
def test_a_stick_that_cannot_be_read_is_told_and_nobody_is_sent_to_free_space(
    number: int, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_to_open(monkeypatch, under=copy, number=number)
    with pytest.raises(DownloadFailed, match=r"config\.json cannot be read. .* plug it in again") as told:
        list(bring_in(copy, tmp_path / "models"))
    assert "space" not in str(told.value)
    assert list((tmp_path / "models").iterdir()) == []


def test_a_stick_that_was_pulled_out_half_way_is_a_file_that_cannot_be_read(
    copy: Path, tmp_path: Path
) -> None:
    copying = bring_in(copy, tmp_path / "models")
    next(copying)
    (copy / "model.bin").unlink()
    with pytest.raises(DownloadFailed, match=r"model\.bin cannot be read"):
        list(copying)
