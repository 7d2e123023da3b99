"""An answer told otherwise keeps labels that are true: they follow the words that decide."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.judge.answers import spoken
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.scenes import (
    UNKNOWN,
    Scene,
    mates,
    scenes,
    stretch,
    varied,
    with_told,
    without,
)
from coach.reasons import REASONS

ANSWERS = Path(__file__).parents[2] / "benchmarks" / "judge" / "answers"
MADE, ABSENT, NEGATED = (REASONS.index(one) for one in ("made", "absent", "negated"))
POINTS = ("Closed the valve.", "Rang the plumber.", "Wrote it down.")
FIRST = (
    "well, it was a monday in the cellar of the school and everything was wet. I closed the valve by hand, "
    "then I rang the plumber twice, and nobody wrote a line about it. after that we went up for tea and cake"
)
SECOND = (
    "it was quiet at the harbour with the rain on the roof and all the boats in, so I shut the tap "
    "myself. and the book has it all on page nine, in my hand. the plumber I never called, he was in spain"
)


def _scene(answer: str, decides: tuple[str, str, str], labels: tuple[float, float, float]) -> Scene:
    reasons = tuple("" if label else "negated" for label in labels)
    (found,) = scenes([Lesson("What happened?", POINTS, answer, labels, decides, reasons)])
    return found


@pytest.fixture
def leak() -> Scene:
    decides = ("I closed the valve by hand", "I rang the plumber twice", "nobody wrote a line about it")
    return _scene(FIRST, decides, (1, 1, 0))


@pytest.fixture
def harbour() -> Scene:
    decides = ("I shut the tap myself", "the plumber I never called", "the book has it all on page nine")
    return _scene(SECOND, decides, (1, 0, 1))


def _decides(scene: Scene, at: int) -> str:
    span = scene.spans[at]
    return " ".join(scene.said[span[0] : span[1] + 1]) if span else ""


def test_what_decided_is_cut_out_and_the_other_points_stay_as_they_were(leak: Scene) -> None:
    cut = without(leak, 0)
    assert cut is not None
    assert "valve" not in " ".join(cut.said)
    assert cut.kinds == (ABSENT, MADE, NEGATED)
    assert _decides(cut, 0) == ""
    assert _decides(cut, 1).startswith("I rang the plumber twice")
    assert _decides(cut, 2).startswith("nobody wrote a line about it")


def test_words_that_decide_about_two_points_are_not_cut_for_one_of_them() -> None:
    both = "I closed the valve by hand"
    assert without(_scene(FIRST, (both, both, "nobody wrote a line about it"), (1, 1, 0)), 0) is None


def test_hardly_a_word_left_is_no_answer() -> None:
    short = "so I closed the valve by hand and then I rang the plumber twice and nobody wrote a line about it"
    decides = ("I closed the valve by hand", "I rang the plumber twice", "nobody wrote a line about it")
    assert without(_scene(short, decides, (1, 1, 0)), 0) is None


def test_what_another_says_of_a_point_is_put_in_with_its_label(leak: Scene, harbour: Scene) -> None:
    cleared = without(leak, 1)
    assert cleared is not None
    for seed in range(20):
        told = with_told(cleared, 1, other=harbour, chance=random.Random(seed))
        assert told is not None
        assert told.kinds == (MADE, NEGATED, NEGATED)
        assert _decides(told, 1) == "the plumber I never called,"
        assert _decides(told, 0).startswith("I closed the valve by hand")
        assert _decides(told, 2).startswith("nobody wrote a line about it")


def test_of_a_stretch_only_what_is_decided_in_it_is_known(leak: Scene) -> None:
    first, last = leak.spans[1] or (0, 0)
    part = stretch(leak, first, last - first + 3)
    assert part.kinds == (ABSENT, MADE, UNKNOWN)
    assert _decides(part, 1).startswith("I rang the plumber twice")
    assert part.spans[0] is None
    assert part.spans[2] is None


def test_what_is_taken_back_later_is_never_torn_from_what_was_said(harbour: Scene) -> None:
    lesson = Lesson("?", POINTS, FIRST, (0, 1, 0), ("", "", ""), ("taken back", "", "absent"))
    (scene,) = scenes([lesson])
    for seed in range(20):
        assert varied(scene, [harbour], chance=random.Random(seed), share=1.0) is scene


def test_mates_answer_the_same_question_and_nobody_is_his_own_mate(leak: Scene, harbour: Scene) -> None:
    blank = ("",) * 3
    lessons = [
        Lesson(question, POINTS, answer, (0, 0, 0), blank, blank)
        for question, answer in (("One?", FIRST), ("One?", SECOND), ("Two?", FIRST))
    ]
    found = scenes(lessons)
    assert mates(lessons, found) == ((found[1],), (found[0],), ())


def test_told_otherwise_every_point_still_lies_where_its_words_are() -> None:
    lessons = spoken(ANSWERS, part="tune")
    found = scenes(lessons)
    chance = random.Random(1)
    for scene, others in zip(found, mates(lessons, found), strict=True):
        told = varied(scene, others, chance=chance, share=1.0)
        known = {_decides(one, at) for one in (scene, *others) for at in range(len(scene.points))} | {""}
        assert len(told.said) >= min(25, len(scene.said))
        for at, (kind, span) in enumerate(zip(told.kinds, told.spans, strict=True)):
            assert _decides(told, at) in known
            assert (kind == ABSENT) <= (span is None)
            assert span is None or kind not in (ABSENT, UNKNOWN)
