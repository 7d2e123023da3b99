"""What is let go of is really gone, and nothing beside it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from audio.clip import Whole, part_of, write_flac
from audio.errors import AudioError
from audio.take import Take
from desktop.letting_go import let_go


def take(recordings: Path) -> Take:
    made = Take.begin(recordings / "unfinished", rate_hz=16_000, about={})
    made.write(np.zeros(16_000, np.float32))
    made.close()
    return made


def test_the_file_goes_and_the_take_whether_unfinished_or_thrown_away(tmp_path: Path) -> None:
    one, thrown, other = (take(tmp_path) for _ in range(3))
    thrown.discard()
    (tmp_path / "one.flac").touch()
    assert let_go(tmp_path, one.id, recording="one.flac")
    assert let_go(tmp_path, thrown.id, recording=None)
    assert not (tmp_path / "one.flac").exists()
    assert not one.folder.exists()
    assert list((tmp_path / "discarded").iterdir()) == []
    assert other.sound.exists()


def test_a_recording_that_is_being_made_small_does_not_come_to_be(tmp_path: Path) -> None:
    def blocks() -> Iterator[Whole]:
        yield from one.blocks()
        assert let_go(tmp_path, one.id, recording="one.flac")

    one = take(tmp_path)
    with pytest.raises(AudioError):
        write_flac(tmp_path / "one.flac", blocks(), rate_hz=one.rate_hz)
    assert [left for left in tmp_path.rglob("*") if left.is_file()] == []


def test_what_a_crash_left_of_a_recording_goes_as_well(tmp_path: Path) -> None:
    part_of(tmp_path / "one.flac").touch()
    assert let_go(tmp_path, "one", recording="one.flac")
    assert [left for left in tmp_path.rglob("*") if left.is_file()] == []


@pytest.mark.parametrize("name", ["", ".", "..", "../unfinished", "a/b"])
def test_a_damaged_id_takes_nothing_else_along(tmp_path: Path, name: str) -> None:
    left = take(tmp_path)
    assert let_go(tmp_path, name, recording=None)
    assert left.sound.exists()


def test_what_cannot_be_removed_is_not_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(path)

    held = take(tmp_path)
    (tmp_path / "held.flac").touch()
    monkeypatch.setattr(shutil, "rmtree", refuse)
    assert not let_go(tmp_path, held.id, recording="held.flac")
    assert "still on the disk" in caplog.text
    assert held.sound.exists()
    assert not (tmp_path / "held.flac").exists()
