"""The lines of all answers: what has just been shown is among them before it is written down."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audio.take import Take
from coach.attempt import Attempt, AttemptSummary
from desktop.library import Library
from tests.coach.attempts import attempt, unheard
from tests.desktop.fakes_practice import Runner


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path / "history.db", run=Runner(), on_change=lambda: None, on_failure=_raise)
    yield made
    made.close(recordings=tmp_path)


def _raise(error: BaseException) -> None:
    raise error


def ids(library: Library) -> list[str]:
    return [line.id for line in library.lines]


def test_an_answer_that_is_not_written_down_yet_stays_in_the_lists_whatever_is_read(library: Library) -> None:
    library.history().add(attempt(1))
    library.note(attempt(2, days=1))
    library.load()
    assert ids(library) == ["attempt-1", "attempt-2"]
    library.history().add(attempt(2, days=1))
    library.load()
    assert ids(library) == ["attempt-1", "attempt-2"]
    library.delete("attempt-2")
    assert ids(library) == ["attempt-1"]


def test_letting_go_of_old_sound_does_not_hide_the_newest_answer(library: Library, tmp_path: Path) -> None:
    library.history().add(attempt(1))
    library.load()
    library.note(attempt(2, days=1))
    library.thin(keep=1, recordings=tmp_path)
    assert [line.recording for line in library.lines] == [None, "2.flac"]


def test_an_answer_deleted_before_it_is_written_down_does_not_come_back(library: Library) -> None:
    library.note(attempt(1))
    library.delete("attempt-1")
    assert ids(library) == []
    assert not library.note(attempt(1)), "its words came too late"
    library.history().add(attempt(1))
    library.load()
    assert ids(library) == []
    library.restore("attempt-1")
    assert ids(library) == ["attempt-1"]


def test_an_answer_restored_before_it_is_written_down_is_in_the_lists_at_once(library: Library) -> None:
    library.note(attempt(1, answer=""))
    library.delete("attempt-1")
    assert not library.note(attempt(1))
    library.restore("attempt-1")
    assert library.lines == (AttemptSummary.of(attempt(1)),)
    library.history().add(attempt(1))
    library.load()
    assert ids(library) == ["attempt-1"]


def test_words_that_are_not_written_down_yet_stay_in_the_lists(library: Library) -> None:
    whole = attempt(1)
    silent = attempt(1, answer="")
    library.history().add(silent)
    library.note(whole)
    library.load()
    assert library.lines == (AttemptSummary.of(whole),)
    library.history().add(whole)
    library.load()
    library.history().add(replace(whole, recording=None))
    library.load()
    assert library.lines == (AttemptSummary.of(replace(whole, recording=None)),)


def kept_with_its_take(
    library: Library, recordings: Path, *, days: float = 0.0, kept: Attempt | None = None
) -> Take:
    """An answer in the history, with its sound as a file and as the take it was made from."""
    take = Take.begin(recordings / "unfinished", rate_hz=16_000, about={})
    take.write(np.zeros(16_000, np.float32))
    take.close()
    name = f"{take.id}.flac"
    (recordings / name).touch()
    library.history().add(replace(kept or attempt(1, days=days), id=take.id, recording=name))
    library.load()
    return take


def test_a_deleted_answer_goes_with_its_take_but_not_before_the_app_ends(
    library: Library, tmp_path: Path
) -> None:
    gone, back, other = (kept_with_its_take(library, tmp_path, days=day) for day in range(3))
    library.delete(gone.id)
    library.delete(back.id)
    assert gone.sound.exists(), "it may still be brought back"
    library.restore(back.id)
    library.close(recordings=tmp_path)
    assert not gone.folder.exists()
    assert [one.stem for one in sorted(tmp_path.glob("*.flac"))] == sorted([back.id, other.id])
    assert [one.id for one in Take.unfinished(tmp_path / "unfinished")] == sorted([back.id, other.id])


def test_an_answer_deleted_before_it_is_written_down_goes_with_its_take(
    library: Library, tmp_path: Path
) -> None:
    take = Take.begin(tmp_path / "unfinished", rate_hz=16_000, about={})
    library.note(replace(attempt(1), id=take.id))
    library.delete(take.id)
    library.close(recordings=tmp_path)
    assert not take.folder.exists()


def test_all_deleted_go_with_their_takes(library: Library, tmp_path: Path) -> None:
    takes = [kept_with_its_take(library, tmp_path, days=day) for day in range(2)]
    takes[1].discard()
    library.delete_all(on_done=lambda _ids: None)
    library.close(recordings=tmp_path)
    assert [one for one in tmp_path.rglob("*") if one.is_file() and one.suffix in (".flac", ".pcm")] == []


def test_old_sound_goes_with_its_take_unless_that_is_in_hand(library: Library, tmp_path: Path) -> None:
    old, written, newest = (kept_with_its_take(library, tmp_path, days=day) for day in range(3))
    library.thin(keep=1, recordings=tmp_path, is_in_hand=lambda one: one == written.id)
    assert not old.folder.exists()
    assert written.folder.exists()
    assert newest.folder.exists()
    assert [line.recording is None for line in library.lines] == [True, False, False]
    library.thin(keep=1, recordings=tmp_path)
    assert not written.folder.exists()
    assert [line.recording is None for line in library.lines] == [True, True, False]


def test_an_answer_that_nobody_has_listened_to_keeps_its_sound_and_its_take(
    library: Library, tmp_path: Path
) -> None:
    waits = kept_with_its_take(library, tmp_path, kept=unheard())
    wordless = kept_with_its_take(library, tmp_path, kept=attempt(1, answer="", days=1))
    kept_with_its_take(library, tmp_path, days=2)
    library.thin(keep=1, recordings=tmp_path)
    assert waits.sound.exists()
    assert (tmp_path / f"{waits.id}.flac").exists()
    assert not wordless.folder.exists(), "it was listened to, and has no words"
    assert [line.recording is None for line in library.lines] == [False, True, False]
    library.history().add(replace(attempt(1), id=waits.id, recording=f"{waits.id}.flac"))
    library.thin(keep=1, recordings=tmp_path)
    assert not waits.folder.exists(), "its words are there now"


def test_all_deleted_are_all_gone(library: Library) -> None:
    library.history().add(attempt(1))
    library.load()
    library.note(attempt(2, days=1))
    told: list[tuple[str, ...]] = []
    library.delete_all(on_done=told.append)
    library.history().add(attempt(2, days=1))
    library.load()
    assert ids(library) == []
    library.restore_all(told[0])
    assert ids(library) == ["attempt-1", "attempt-2"]


def test_the_app_can_be_closed_while_another_program_holds_the_history(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def opened() -> Library:
        return Library(tmp_path / "history.db", run=Runner(), on_change=lambda: None, on_failure=_raise)

    library = opened()
    library.history().add(attempt(1))
    library.history().add(attempt(2))
    library.delete("attempt-1")
    library.history()._db.execute("pragma busy_timeout = 20").fetchone()
    other = sqlite3.connect(tmp_path / "history.db")
    other.execute("begin exclusive")
    library.close(recordings=tmp_path)
    other.rollback()
    other.close()
    assert "still on the disk" in caplog.text
    again = opened()
    again.load()
    assert ids(again) == ["attempt-2"]
    again.close(recordings=tmp_path)
    assert opened().history().attempt("attempt-1") is None
