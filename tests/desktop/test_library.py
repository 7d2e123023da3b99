"""The lines of all answers: what has just been shown is among them before it is written down."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coach.attempt import AttemptSummary
from desktop.library import Library
from tests.coach.attempts import attempt
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
