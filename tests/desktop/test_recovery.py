"""What an earlier run left is found; what is recorded in this very moment is nobody's to touch."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audio import take as takes
from audio.errors import DiskFull, ReadOnlyFolder
from audio.take import Take
from coach.history import History
from desktop.recovery import Found, find_unfinished, left_behind
from tests.coach.attempts import attempt, unheard


def take(folder: Path, *, seconds: float) -> Take:
    made = Take.begin(folder, rate_hz=16_000, about={"started_at": "2026-11-22T12:00:00+00:00"})
    made.write(np.zeros(round(16_000 * seconds), np.float32))
    return made


def found(folder: Path, *, left: frozenset[str], history: History) -> tuple[Take, ...]:
    looked = look(folder, left=left, history=history)
    assert looked.failure is None
    return looked.takes


def look(folder: Path, *, left: frozenset[str], history: History) -> Found:
    work = find_unfinished(folder, left=left, recordings=folder.parent, history=lambda: history)
    while True:
        try:
            next(work)
        except StopIteration as ended:
            told: Found = ended.value
            return told


def test_what_is_being_recorded_is_neither_offered_nor_removed_nor_packed(tmp_path: Path) -> None:
    folder = tmp_path / "recordings" / "unfinished"
    crashed, cut = take(folder, seconds=3), take(folder, seconds=0.5)
    left = left_behind(folder)
    begun, longer = take(folder, seconds=0.5), take(folder, seconds=3)
    history = History.open(tmp_path / "history.db")
    history.add(replace(attempt(1), id=longer.id))  # its draft is shown, its last words are still to come
    assert [one.id for one in found(folder, left=left, history=history)] == [crashed.id]
    assert not cut.folder.exists()
    assert begun.sound.exists()
    assert longer.sound.exists()
    for one in (crashed, cut, begun, longer):
        one.close()
    history.close()


def test_before_the_first_start_nothing_was_left(tmp_path: Path) -> None:
    assert left_behind(tmp_path / "recordings" / "unfinished") == frozenset()


def test_a_deleted_answer_s_take_is_neither_offered_nor_packed_and_stays_until_that_goes(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "recordings" / "unfinished"
    deleted, wordless = take(folder, seconds=3), take(folder, seconds=3)
    history = History.open(tmp_path / "history.db")
    history.add(replace(attempt(1), id=deleted.id))
    history.add(replace(attempt(1, answer=""), id=wordless.id))
    history.delete(deleted.id)
    history.delete(wordless.id)
    assert found(folder, left=left_behind(folder), history=history) == ()
    assert deleted.sound.exists()
    assert wordless.sound.exists()
    history.restore(wordless.id)
    assert [one.id for one in found(folder, left=left_behind(folder), history=history)] == [wordless.id]
    assert not list(tmp_path.rglob("*.flac"))
    for one in (deleted, wordless):
        one.close()
    history.close()


def test_the_take_of_an_answer_whose_sound_was_let_go_of_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "recordings" / "unfinished"
    judged, wordless = take(folder, seconds=3), take(folder, seconds=3)
    history = History.open(tmp_path / "history.db")
    history.add(replace(attempt(1), id=judged.id, recording=None))
    history.add(replace(attempt(1, answer=""), id=wordless.id, recording=None))
    judged.close()
    wordless.close()
    assert found(folder, left=left_behind(folder), history=history) == ()
    assert [one for one in (tmp_path / "recordings").rglob("*") if one.is_file()] == []
    history.close()


def test_the_take_of_an_answer_that_nobody_listened_to_is_offered_though_its_file_is_gone(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "recordings" / "unfinished"
    left = take(folder, seconds=3)
    history = History.open(tmp_path / "history.db")
    history.add(replace(unheard(1), id=left.id, recording=None))
    left.close()
    assert [one.id for one in found(folder, left=left_behind(folder), history=history)] == [left.id]
    assert left.sound.exists()
    history.close()


def test_takes_that_cannot_be_put_in_order_hide_none_of_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "recordings" / "unfinished"
    short, judged, crashed = (take(folder, seconds=length) for length in (0.5, 3, 3))
    for one in (short, judged, crashed):
        one.close()
    history = History.open(tmp_path / "history.db")
    history.add(replace(attempt(1), id=judged.id))

    def refuse(take: Take, path: Path | None = None) -> None:
        raise ReadOnlyFolder(take.folder) if path is None else DiskFull(path)

    with monkeypatch.context() as full:
        full.setattr(Take, "keep", refuse)
        full.setattr(Take, "discard", refuse)
        told = look(folder, left=left_behind(folder), history=history)
    assert [one.id for one in told.takes] == [crashed.id]
    assert isinstance(told.failure, ReadOnlyFolder | DiskFull)
    assert len(caplog.records) == 2
    assert short.id in caplog.text
    assert judged.id in caplog.text
    assert [one.id for one in found(folder, left=left_behind(folder), history=history)] == [crashed.id]
    assert not judged.folder.exists(), "it is tried the next time"
    assert not short.folder.exists()
    history.close()


def test_what_was_thrown_away_and_cannot_be_removed_hides_no_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(unfinished: Path) -> int:
        raise PermissionError(unfinished)

    folder = tmp_path / "recordings" / "unfinished"
    crashed = take(folder, seconds=3)
    crashed.close()
    history = History.open(tmp_path / "history.db")
    monkeypatch.setattr(takes, "purge", refuse)
    told = look(folder, left=left_behind(folder), history=history)
    assert [one.id for one in told.takes] == [crashed.id]
    assert isinstance(told.failure, PermissionError)
    assert "thrown away" in caplog.text
    history.close()
