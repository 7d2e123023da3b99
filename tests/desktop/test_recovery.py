"""What an earlier run left is found; what is recorded in this very moment is nobody's to touch."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from audio.take import Take
from coach.history import History
from desktop.recovery import find_unfinished, left_behind
from tests.coach.attempts import attempt


def take(folder: Path, *, seconds: float) -> Take:
    made = Take.begin(folder, rate_hz=16_000, about={"started_at": "2026-11-22T12:00:00+00:00"})
    made.write(np.zeros(round(16_000 * seconds), np.float32))
    return made


def found(folder: Path, *, left: frozenset[str], history: History) -> tuple[Take, ...]:
    work = find_unfinished(folder, left=left, recordings=folder.parent, history=lambda: history)
    while True:
        try:
            next(work)
        except StopIteration as ended:
            takes: tuple[Take, ...] = ended.value
            return takes


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
    deleted, unheard = take(folder, seconds=3), take(folder, seconds=3)
    history = History.open(tmp_path / "history.db")
    history.add(replace(attempt(1), id=deleted.id))
    history.add(replace(attempt(1, answer=""), id=unheard.id))
    history.delete(deleted.id)
    history.delete(unheard.id)
    assert found(folder, left=left_behind(folder), history=history) == ()
    assert deleted.sound.exists()
    assert unheard.sound.exists()
    history.restore(unheard.id)
    assert [one.id for one in found(folder, left=left_behind(folder), history=history)] == [unheard.id]
    assert not list(tmp_path.rglob("*.flac"))
    for one in (deleted, unheard):
        one.close()
    history.close()


def test_the_take_of_an_answer_whose_sound_was_let_go_of_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "recordings" / "unfinished"
    judged, unheard = take(folder, seconds=3), take(folder, seconds=3)
    history = History.open(tmp_path / "history.db")
    history.add(replace(attempt(1), id=judged.id, recording=None))
    history.add(replace(attempt(1, answer=""), id=unheard.id, recording=None))
    judged.close()
    unheard.close()
    assert found(folder, left=left_behind(folder), history=history) == ()
    assert [one for one in (tmp_path / "recordings").rglob("*") if one.is_file()] == []
    history.close()
