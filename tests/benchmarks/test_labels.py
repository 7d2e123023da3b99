from __future__ import annotations

from benchmarks.judge.labels import deciding, kind_of
from benchmarks.judge.lesson import Lesson
from coach.reasons import REASONS

ANSWER = "well um we had a leak in the cellar and I closed the valve by hand then I rang the plumber twice"


def _lesson(*evidence: str) -> Lesson:
    points = tuple(f"Point {at}." for at, _ in enumerate(evidence))
    labels = (1.0,) * len(points)
    return Lesson("What happened?", points, ANSWER, labels, evidence, ("",) * len(points))


def test_the_deciding_words_are_places_among_what_was_spoken_without_filled_pauses() -> None:
    evidence = "I closed the valve by hand"
    first, last = deciding(_lesson(evidence), evidence) or (-1, -1)
    spoken = [word for word in ANSWER.split() if word != "um"]
    assert " ".join(spoken[first : last + 1]) == evidence


def test_words_that_are_not_in_the_answer_decide_nothing() -> None:
    assert deciding(_lesson("nobody said this"), "nobody said this") is None
    assert deciding(_lesson(""), "") is None


def test_labels_and_reasons_become_kinds() -> None:
    assert REASONS[kind_of(1, "")] == "made"
    assert REASONS[kind_of(0.5, "half")] == "half"
    assert REASONS[kind_of(0, "taken back")] == "negated"
    assert REASONS[kind_of(0, "named")] == "named"
    assert REASONS[kind_of(0, "")] == "absent"
