"""A take is on disk as it comes, survives a crash, and goes only when its FLAC file is whole."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from io import FileIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile as sf

from audio.clip import as_samples, as_whole
from audio.errors import DiskFull, FileError
from audio.take import KEPT_AWAY_S, Take, purge
from tests.audio.fakes_sound import begin, fill_the_disk, noise

CRASH = """
import os, sys, pathlib, numpy as np
from audio.take import Take
take = Take.begin(pathlib.Path(sys.argv[1]), rate_hz=16000, about={"question": "first"})
take.write(np.full(8000, 0.25, np.float32))
take._opened().write(b"x")
os.kill(os.getpid(), 9)
"""


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    take = begin(tmp_path)
    said = noise(1.0)
    take.write(said[:7_000])
    take.write(said[7_000:])
    assert take.duration_s == 1.0
    assert np.abs(take.read().samples - said).max() <= 1 / 65_536
    take.close()


def test_what_was_lost_is_still_known_after_a_crash(tmp_path: Path) -> None:
    take = begin(tmp_path)
    take.note_lost(1.2)
    found = Take.at(take.folder)
    assert found is not None
    assert (found.lost_s, found.about) == (1.2, {"question": "first"})


@pytest.mark.parametrize("told", ['"lost_s": "much"', '"lost_s": -1.0', '"lost_s": NaN', '"other": 1'])
def test_a_loss_that_nobody_can_read_costs_no_take(tmp_path: Path, told: str) -> None:
    take = begin(tmp_path)
    about = take.folder / "take.json"
    about.write_text(about.read_text("utf-8").replace('"lost_s": 0.0', told), "utf-8")
    found = Take.at(take.folder)
    assert found is not None
    assert found.lost_s == 0.0


def test_a_loss_that_cannot_be_noted_disturbs_no_recording(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_fd: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    take = begin(tmp_path)
    monkeypatch.setattr("os.fsync", full)
    take.note_lost(1.2)
    monkeypatch.undo()
    found = Take.at(take.folder)
    assert found is not None  # what stood there before still does
    assert (take.lost_s, found.lost_s) == (1.2, 0.0)
    assert sorted(path.name for path in take.folder.iterdir()) == ["sound.pcm", "take.json"]


def test_a_take_survives_a_crash(tmp_path: Path) -> None:
    folder = tmp_path / "unfinished"
    died = subprocess.run([sys.executable, "-c", CRASH, str(folder)], check=False, cwd=Path.cwd())
    assert died.returncode == -9
    (take,) = Take.unfinished(folder)
    assert (take.frames, take.rate_hz, take.about) == (8_000, 16_000, {"question": "first"})
    take.write(np.full(8_000, -0.25, np.float32))
    take.close()
    assert take.sound.stat().st_size == 2 * 16_000  # the half sample of the crash is gone
    samples = take.read().samples
    assert set(samples[:8_000]) == {0.25}
    assert set(samples[8_000:]) == {-0.25}


def test_the_disk_itself_is_asked_to_hold_what_is_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take, held = begin(tmp_path), list[int]()
    monkeypatch.setattr(os, "fsync", lambda number: held.append(os.fstat(number).st_ino))
    take.sync()
    assert held == []
    take.write(noise(0.1))
    take.sync()
    assert held == [take.sound.stat().st_ino]
    take.close()


def test_a_take_without_a_sample_is_no_unfinished_answer(tmp_path: Path) -> None:
    take = begin(tmp_path)
    assert Take.unfinished(take.folder.parent) == ()


def test_a_folder_that_is_no_take_is_passed_over(tmp_path: Path) -> None:
    take = begin(tmp_path)
    take.write(noise(0.1))
    take.close()
    broken = take.folder.parent / "broken"
    broken.mkdir()
    (broken / "take.json").write_text("{")
    assert [one.id for one in Take.unfinished(take.folder.parent)] == [take.id]


def test_kept_means_whole_on_disk_before_the_folder_goes(tmp_path: Path) -> None:
    take = begin(tmp_path)
    said = noise(3.0)
    take.write(said)
    kept = take.keep(tmp_path / "recordings" / "answer.flac")
    assert not take.folder.exists()
    assert kept.frames == len(said)
    assert kept.duration_s == 3.0
    samples, rate_hz = sf.read(kept.path, dtype="int16")
    assert rate_hz == 16_000
    assert np.array_equal(samples, as_whole(said))


def test_a_take_that_cannot_be_kept_stays_where_it_is(tmp_path: Path) -> None:
    take = begin(tmp_path)
    take.write(noise(0.5))
    (tmp_path / "no folder").write_text("a file stands in the way")
    with pytest.raises(FileError):
        take.keep(tmp_path / "no folder" / "answer.flac")
    assert take.duration_s == 0.5


def test_a_full_disk_costs_only_what_found_no_room(tmp_path: Path) -> None:
    take = begin(tmp_path)
    fill_the_disk(take)
    with pytest.raises(DiskFull, match="what was written is safe"):
        take.write(noise(0.5))
    take.close()


class TearingFile(FileIO):
    """Takes a part of what it is given, and then fails as it is told."""

    def __init__(self, take: Take, error: Exception) -> None:
        super().__init__(take.sound, "ab")
        self._error = error

    def write(self, raw: Any) -> int:
        super().write(raw[:101])
        raise self._error


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "no room"), MemoryError()])
def test_what_a_write_that_broke_off_has_left_goes_before_the_next_however_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuses(_path: Path, _length: int) -> None:
        raise OSError(errno.EIO, "the disk does not answer")

    take, said = begin(tmp_path), noise(1.0)
    take.write(said[:8_000])
    take.close()
    take._file = TearingFile(take, error)
    with monkeypatch.context() as disk:
        disk.setattr("os.truncate", refuses)
        with pytest.raises(DiskFull if isinstance(error, OSError) else MemoryError):
            take.write(said[8_000:])
    take.close()
    take.write(said[8_000:])
    take.close()
    assert np.array_equal(as_whole(take.read().samples), as_whole(said))


def test_a_disk_that_does_not_answer_for_a_moment_costs_nothing_of_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take, said = begin(tmp_path), noise(1.0)
    take.write(said[:8_000])
    take.close()
    take._file = TearingFile(take, OSError(errno.EIO, "the disk does not answer"))
    with monkeypatch.context() as disk:
        disk.setattr(Take, "frames", property(lambda _: 0))  # what it says where its file cannot be asked
        with pytest.raises(FileError):
            take.write(said[8_000:])
    take.close()
    assert np.array_equal(as_whole(take.read().samples), as_whole(said[:8_000]))


def test_throwing_away_can_be_undone_for_a_day(tmp_path: Path) -> None:
    take = begin(tmp_path)
    take.write(noise(0.5))
    unfinished = take.folder.parent
    take.discard()
    assert Take.unfinished(unfinished) == ()
    assert purge(unfinished) == 0
    take.restore()
    assert [one.id for one in Take.unfinished(unfinished)] == [take.id]


def test_what_was_thrown_away_goes_after_a_day(tmp_path: Path) -> None:
    take = begin(tmp_path)
    take.write(noise(0.5))
    unfinished = take.folder.parent
    take.discard()
    away = unfinished.parent / "discarded" / take.id
    assert purge(unfinished, now_s=away.stat().st_mtime + KEPT_AWAY_S + 1) == 1
    assert not away.exists()


def test_an_unfinished_take_is_never_purged(tmp_path: Path) -> None:
    take = begin(tmp_path)
    take.write(noise(0.5))
    take.close()
    os.utime(take.folder, (0, 0))
    assert purge(take.folder.parent) == 0
    assert take.duration_s == 0.5


def test_louder_than_full_scale_is_cut_off_and_never_wraps(tmp_path: Path) -> None:
    loud = np.array([1.5, -1.5, 1.0, -1.0], np.float32)
    assert list(as_whole(loud)) == [32_767, -32_768, 32_767, -32_768]
    assert list(as_samples(np.array([-32_768], np.int16))) == [-1.0]
