"""What a way of hearing gives is kept: a text, words with times, or besides what was there at Stop."""

from __future__ import annotations

from pathlib import Path

import pytest

from audio.models import ModelFolder
from benchmarks import listening
from benchmarks.listening import Hearing, Live, Task, done
from benchmarks.recordings import recordings
from coach.transcript import Heard, Sound, Transcript, Word

DATA = Path(__file__).parents[1] / "data"


def _heard(*words: str) -> Heard:
    return Heard(
        Transcript(tuple(Word(word, at, at + 0.5, 1.0) for at, word in enumerate(words))), Sound(9.0)
    )


@pytest.fixture
def task(monkeypatch: pytest.MonkeyPatch) -> Task:
    """The short recording of the tests, heard by somebody who hears the same in everything."""
    ways: dict[str, Hearing] = {
        "live": lambda _: Live(_heard("I", "wood"), _heard("I", "would")),
        "text": lambda _: "I would",
    }
    monkeypatch.setitem(listening.WAYS, "live", lambda _folder, _threads: ways["live"])
    monkeypatch.setitem(listening.WAYS, "text", lambda _folder, _threads: ways["text"])
    short = tuple(one for one in recordings(DATA) if one.path.name == "short.flac")
    return Task("live", "clean", ModelFolder("none", Path("nowhere"), 0, "bundled"), short)


def test_what_was_there_at_stop_is_kept_beside_what_stays(task: Task) -> None:
    (one,) = done(task).results
    assert one.text == "I would"
    assert one.drafted is not None
    assert one.drafted.transcript.text == "I wood"
    assert one.length_s == pytest.approx(6.9, abs=0.5)


def test_a_way_that_gives_text_has_nothing_at_stop(task: Task) -> None:
    (one,) = done(Task("text", task.room, task.folder, task.recordings)).results
    assert (one.heard, one.drafted) == ("I would", None)
