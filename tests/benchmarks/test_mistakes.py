"""The surest mistakes, of both sorts, with what one needs to see why."""

from __future__ import annotations

from benchmarks.judge.lesson import Lesson
from benchmarks.judge.mistakes import surest
from coach.coverage import NOT_DONE, Coverage, Evidence, PointCoverage

LESSON = Lesson(
    "What happened?",
    ("Ticked a little.", "Ticked surely.", "Unheard.", "Right.", "Half."),
    "we closed the valve",
    (0, 0, 1, 1, 0.5),
    ("", "closed", "the valve", "we", ""),
    ("named", "negated", "", "", "half"),
    "good",
    "plumbing",
)
FOUND = Coverage.of(
    (
        PointCoverage("p1", "", "", "covered", 0.8, Evidence("closed", 0, 1)),
        PointCoverage("p2", "", "", "covered", 0.95, Evidence("we closed", 0, 1)),
        PointCoverage("p3", "", "", "missed", 0.05, missing=NOT_DONE),
        PointCoverage("p4", "", "", "covered", 0.99),
        PointCoverage("p5", "", "", "missed", 0.01),
    )
)


def test_false_ticks_come_first_the_surest_before_the_others_then_what_was_not_heard() -> None:
    assert [one.at for one in surest([(LESSON, FOUND)], 5)] == [1, 0, 2]
    assert [one.at for one in surest([(LESSON, FOUND)], 1)] == [1, 2]


def test_a_mistake_tells_the_point_the_passage_the_score_the_label_and_the_reason() -> None:
    ticked, unheard = (one.told() for one in surest([(LESSON, FOUND)], 1))
    for text in ("covered at 0.95", "not made: negated", "Ticked surely.", "we closed", "plumbing"):
        assert text in ticked
    for text in ("missed at 0.05, but made", NOT_DONE, "passage shown: -", "words that decide: the valve"):
        assert text in unheard
