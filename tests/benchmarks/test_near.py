"""How many of the unseen points stand nearly so in train: that is known, told apart, and does not grow."""

from __future__ import annotations

from benchmarks import coverage
from benchmarks.judge.answers import spoken
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.near import near_points, points_of, without
from coach.coverage import Coverage, PointCoverage

UNSEEN = spoken(coverage.ANSWERS, part="unseen")
TRAIN = spoken(coverage.ANSWERS, part="train")


def _lesson(*points: str) -> Lesson:
    blank = ("",) * len(points)
    return Lesson("?", points, "we did it", (1.0,) * len(points), blank, blank)


def test_the_same_words_in_other_forms_are_near_and_a_shared_word_is_not() -> None:
    learned = [_lesson("Weighs the gain against the effort or cost", "Followed a checklist.")]
    asked = [_lesson("Weighed the gain against complexity or cost.", "Followed the guest out.", "The.")]
    assert near_points(asked, learned) == {"Weighed the gain against complexity or cost."}


def test_no_more_unseen_points_than_are_known_stand_in_train_word_for_word_or_nearly() -> None:
    learned = {point.rstrip(".").lower() for point in points_of(TRAIN)}
    assert sorted(one for one in points_of(UNSEEN) if one.rstrip(".").lower() in learned) == [
        "Changed something so that it would not happen again.",
        "Says why the change was needed.",
    ]
    assert len(points_of(UNSEEN)) == 189
    assert len(near_points(UNSEEN, TRAIN)) == 23


def test_figures_without_some_points_leave_only_their_labels_out() -> None:
    lesson = _lesson("Kept.", "Left out.")
    found = Coverage.of(tuple(PointCoverage(one, one, one, "covered", 0.9) for one in lesson.points))
    ((apart, coverage_of_both),) = without([(lesson, found)], frozenset({"Left out."}))
    assert apart.labels == (1.0, -1.0)
    assert apart.points == lesson.points
    assert coverage_of_both is found
