from __future__ import annotations

from pathlib import Path

from audio.take import Take
from coach.transcript import Heard, Sound, Transcript
from desktop.drafts import Drafts

HEARD = Heard(Transcript(()), Sound(1.0))


def a_take(folder: Path) -> Take:
    return Take.begin(folder, rate_hz=48_000, about={})


def test_a_take_without_a_draft_is_kept_at_once(tmp_path: Path) -> None:
    done: list[str] = []
    Drafts().then(a_take(tmp_path), lambda: done.append("kept"))
    assert done == ["kept"]


def test_a_take_is_kept_after_its_draft_and_then_forgotten(tmp_path: Path) -> None:
    drafts, take, done = Drafts(), a_take(tmp_path), list[str]()
    drafts.begin(take, HEARD)
    drafts.then(take, lambda: done.append("kept"))
    assert done == []
    assert drafts.heard_of(take) == HEARD
    drafts.on_kept(take)
    assert done == ["kept"]
    assert drafts.heard_of(take) is None


def test_a_draft_that_is_written_down_keeps_nothing_waiting(tmp_path: Path) -> None:
    drafts, take, done = Drafts(), a_take(tmp_path), list[str]()
    drafts.begin(take, HEARD)
    drafts.on_kept(take)
    assert drafts.heard_of(take) == HEARD
    drafts.then(take, lambda: done.append("kept"))
    assert done == ["kept"]
