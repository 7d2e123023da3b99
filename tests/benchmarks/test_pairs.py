from __future__ import annotations

import random

from benchmarks.judge.lesson import Lesson
from benchmarks.judge.pairs import SIZE, Sight, deciding, kind_of
from coach.reader import REASONS

ANSWER = "well um we had a leak in the cellar and I closed the valve by hand then I rang the plumber twice"


def _lesson(*evidence: str) -> Lesson:
    points = tuple(f"Point {at}." for at, _ in enumerate(evidence))
    labels = (1.0,) * len(points)
    return Lesson("What happened?", points, ANSWER, labels, evidence, ("",) * len(points))


def _sight(decides: tuple[int, int] | None, *, siblings: tuple[tuple[int, int], ...] = ()) -> Sight:
    said = tuple(f"w{at}" for at in range(200))
    held = (1.0, 0.5, 0.0) if decides else (0.0, 0.0, 0.0)
    nearest = tuple(zip(("the right passage", "half of it", "another passage"), held, strict=True))
    return Sight("A point.", said, decides, REASONS.index("made"), nearest, siblings)


def test_the_deciding_words_are_places_among_what_was_spoken_without_filled_pauses() -> None:
    evidence = "I closed the valve by hand"
    first, last = deciding(_lesson(evidence), evidence) or (-1, -1)
    spoken = [word for word in ANSWER.split() if word != "um"]
    assert " ".join(spoken[first : last + 1]) == evidence


def test_words_that_are_not_in_the_answer_decide_nothing() -> None:
    assert deciding(_lesson("nobody said this"), "nobody said this") is None
    assert deciding(_lesson(""), "") is None


def test_the_passage_learnt_as_made_holds_the_deciding_words() -> None:
    for seed in range(30):
        made = [one for one in _sight((90, 99)).pairs(random.Random(seed)) if REASONS[one.kind] == "made"]
        assert len(made) == 1
        held = set(made[0].passage.split())
        assert made[0].passage == "the right passage" or {f"w{at}" for at in range(90, 100)} <= held
        assert len(made[0].passage.split()) <= SIZE


def test_what_only_touches_the_deciding_words_is_never_learnt_as_absent() -> None:
    absent = {
        one.passage
        for seed in range(30)
        for one in _sight((90, 99)).pairs(random.Random(seed))
        if REASONS[one.kind] == "absent"
    }
    assert absent == {"another passage"}


def test_what_decides_about_a_sibling_is_learnt_as_not_the_point() -> None:
    pairs = [
        pair for seed in range(30) for pair in _sight(None, siblings=((150, 155),)).pairs(random.Random(seed))
    ]
    assert {REASONS[one.kind] for one in pairs} == {"absent"}
    assert any("w152" in one.passage for one in pairs)


def test_labels_and_reasons_become_kinds() -> None:
    assert REASONS[kind_of(1, "")] == "made"
    assert REASONS[kind_of(0.5, "half")] == "half"
    assert REASONS[kind_of(0, "taken back")] == "negated"
    assert REASONS[kind_of(0, "named")] == "named"
    assert REASONS[kind_of(0, "")] == "absent"
