"""What is told of a method: its verdicts by why a point was not made, the reasons it tells, its groups."""

from __future__ import annotations

import pytest

from benchmarks.judge.figures import (
    Figure,
    Judged,
    by_group,
    calibration,
    evidence_held,
    ranking,
    reasons_told,
    scores_of,
    verdicts,
)
from benchmarks.judge.lesson import Lesson
from coach.coverage import (
    IN_PART,
    NOT_DONE,
    OF_OTHERS,
    UNCLEAR,
    UNSURE,
    Coverage,
    Evidence,
    PointCoverage,
    Verdict,
)

Row = tuple[float, str, Verdict, float, str]


def _judged(*rows: Row, kind: str = "good", source: str = "nursing") -> Judged:
    """One answer: of every point label and reason, verdict and score, and what is told as missing."""
    points = tuple(f"Point {at}." for at, _ in enumerate(rows))
    lesson = Lesson(
        "What happened?",
        points,
        "we did it",
        tuple(row[0] for row in rows),
        ("",) * len(rows),
        tuple(row[1] for row in rows),
        kind,
        source,
    )
    found = tuple(
        PointCoverage(f"p{at}", text, text, row[2], row[3], missing=row[4])
        for at, (text, row) in enumerate(zip(points, rows, strict=True))
    )
    return [(lesson, Coverage.of(found))]


MIXED = _judged(
    (1, "", "covered", 0.9, ""),
    (1, "", "partial", 0.6, UNCLEAR),
    (0.5, "half", "partial", 0.5, UNCLEAR),
    (0, "hypothetical", "covered", 0.8, ""),
    (0, "hypothetical", "missed", 0.1, ""),
    (0, "taken back", "missed", 0.2, NOT_DONE),
    (0, "vague", "partial", 0.4, "the figure"),
    (0, "absent", "missed", 0.1, OF_OTHERS),
)


def test_verdicts_are_told_of_every_reason_why_a_point_is_not_made() -> None:
    found = verdicts(MIXED)
    assert found["made: covered or partly"] == Figure(1.0, 2)
    assert found["made: covered"] == Figure(0.5, 2)
    assert found["half made: covered or partly"] == Figure(1.0, 1)
    assert found["hypothetical: called covered"] == Figure(0.5, 2)
    assert found["taken back: called covered"] == Figure(0.0, 1)
    assert found["vague: called partly"] == Figure(1.0, 1)
    assert found["absent: called covered"] == Figure(0.0, 1)
    assert found["of the points called covered: made"] == Figure(0.5, 2)
    assert not [name for name in found if name.startswith(("negated", "named"))]


def test_a_reason_told_is_right_where_it_is_the_labelled_one() -> None:
    found = reasons_told(MIXED)
    assert found[f"told “{UNCLEAR}”: right"] == Figure(0.5, 2)
    assert found[f"told “{NOT_DONE}”: right"] == Figure(1.0, 1)
    assert found[f"told “{OF_OTHERS}”: right"] == Figure(0.0, 1)
    assert found["told any reason: right"] == Figure(0.5, 4)
    assert found["called partly: a reason is told"].value == pytest.approx(2 / 3)
    assert found["called partly: words not heard are told"].value == pytest.approx(1 / 3)
    assert found["not heard: a reason is told"].value == pytest.approx(2 / 3)


def test_told_in_part_is_right_of_a_half_and_to_be_unsure_is_no_reason() -> None:
    found = reasons_told(
        _judged(
            (0.5, "half", "partial", 0.5, IN_PART),
            (1, "", "partial", 0.6, IN_PART),
            (0, "absent", "partial", 0.5, UNSURE),
            (1, "", "partial", 0.6, UNSURE),
        )
    )
    assert found[f"told “{IN_PART}”: right"] == Figure(0.5, 2)
    assert found["told any reason: right"] == Figure(0.5, 2)
    assert found["called partly: a reason is told"] == Figure(0.5, 4)
    assert found["called partly: it is said to be unsure"] == Figure(0.5, 4)
    assert found["called partly: words not heard are told"] == Figure(0.0, 4)


def test_a_point_of_unknown_label_counts_for_nothing() -> None:
    with_one = _judged(
        (1, "", "covered", 0.9, ""), (0, "named", "missed", 0.1, ""), (-1, "named", "covered", 0.95, "")
    )
    alone = _judged((1, "", "covered", 0.9, ""), (0, "named", "missed", 0.1, ""))
    assert verdicts(with_one) == verdicts(alone)
    assert ranking(scores_of(with_one)) == ranking(scores_of(alone))
    assert calibration(scores_of(with_one)) == calibration(scores_of(alone))


def test_groups_have_recall_and_false_ticks_as_well_as_the_ranking() -> None:
    rows: tuple[Row, ...] = ((1, "", "covered", 0.9, ""), (0, "named", "covered", 0.8, ""))
    missed: Row = (0, "absent", "missed", 0.1, "")
    both = [*_judged(*rows), *_judged(missed, kind="offtopic", source="teaching")]
    found = by_group(both)
    assert found["kind good: AUC"].value == 1.0
    assert found["kind good: made: covered or partly"] == Figure(1.0, 1)
    assert found["kind good: not made: called covered"] == Figure(1.0, 1)
    assert "kind good: calibration error" in found
    assert found["profession nursing: not made: called covered"] == Figure(1.0, 1)
    assert found["profession teaching: not made: called covered"] == Figure(0.0, 1)
    assert "kind offtopic: AUC" not in found


def test_a_score_above_one_is_no_probability() -> None:
    assert calibration(scores_of(_judged((1, "", "covered", 3.5, "")))) == {}
    assert (
        calibration(scores_of(_judged((0, "absent", "missed", -0.2, ""))))["calibration error"].value == 0.0
    )


@pytest.mark.parametrize(
    ("verdict", "start", "end", "held"),
    [("covered", 4, 9, 1.0), ("partial", 6, 9, 1.0), ("covered", 8, 12, 0.0), ("missed", 0, 1, None)],
)
def test_evidence_counts_where_it_has_half_of_the_words_that_decide(
    verdict: Verdict, start: int, end: int, held: float | None
) -> None:
    lesson = Lesson(
        "?", ("One.",), "um and so we closed the big valve by hand", (1.0,), ("closed the big valve",), ("",)
    )
    point = PointCoverage("p", "One.", "One.", verdict, 0.9, Evidence("", start / 3, end / 3))
    found = evidence_held([(lesson, Coverage.of((point,)))])
    assert [one.value for one in found.values()] == ([] if held is None else [held])
