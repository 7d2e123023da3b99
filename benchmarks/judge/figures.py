"""What is told of a method that judged answers: how it ranks, and what its verdicts are worth.

Points labelled half count for calibration only, points of unknown label (below 0) for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.judge.labels import deciding
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.scores import auc, average_precision, best_f1, calibration_error, within
from benchmarks.judge.sheet_text import as_transcript
from coach.coverage import (
    IDEAL,
    IN_PART,
    NAMED,
    NOT_DONE,
    OF_OTHERS,
    UNCLEAR,
    UNSURE,
    Coverage,
    Evidence,
    PointCoverage,
)

Judged = Sequence[tuple[Lesson, Coverage]]
Scored = Sequence[tuple[Lesson, Sequence[float]]]

LABELLED = {
    NAMED: ("named",),
    OF_OTHERS: ("others",),
    NOT_DONE: ("negated", "taken back"),
    IDEAL: ("hypothetical",),
    UNCLEAR: ("half", "vague"),
    IN_PART: ("half",),
}
"""The labelled reasons with which a told one is right; of a point that is half made the last two always are.
That the judge is unsure is no reason.
"""
NOT_MADE = ("negated", "named", "others", "hypothetical", "vague", "taken back", "absent")
"""The reasons why a point is not made, as they are labelled."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, and of how many points (or whatever its name says) it is."""

    value: float
    of: int


Figures = dict[str, Figure]


@dataclass(frozen=True, slots=True)
class _Point:
    """One point of one answer: what it is, and what was said of it."""

    label: float
    reason: str
    found: PointCoverage

    @property
    def is_heard(self) -> bool:
        return self.found.verdict != "missed"

    @property
    def is_covered(self) -> bool:
        return self.found.verdict == "covered"


def ranking(scored: Scored) -> Figures:
    """How well scores tell made from not made, over all points and among those of one answer."""
    rows = [
        (score, label == 1)
        for lesson, scores in scored
        for score, label in zip(scores, lesson.labels, strict=True)
        if label in (0, 1)
    ]
    values, truth = [score for score, _ in rows], [made for _, made in rows]
    if not 0 < sum(truth) < len(truth):
        return {}
    found = {
        "average precision": average_precision(values, truth),
        "AUC": auc(values, truth),
        "AUC among the points of one answer": within([(s, lesson.labels) for lesson, s in scored]),
        "best F1": best_f1(values, truth),
    }
    return {name: Figure(value, len(rows)) for name, value in found.items()}


def calibration(scored: Scored) -> Figures:
    """The calibration error of scores as they are, below 0 taken as 0; nothing where some are above 1."""
    rows = [
        (max(0.0, score), label)
        for lesson, scores in scored
        for score, label in zip(scores, lesson.labels, strict=True)
        if label >= 0
    ]
    if not rows or max(score for score, _ in rows) > 1:
        return {}
    error = calibration_error([score for score, _ in rows], [label for _, label in rows])
    return {"calibration error": Figure(error, len(rows))}


def scores_of(judged: Judged) -> Scored:
    """The scores of what was judged."""
    return [(lesson, [point.score for point in coverage.points]) for lesson, coverage in judged]


def verdicts(judged: Judged) -> Figures:
    """What is found of the points made, and what is called covered or partly though not made, by why."""
    points = _points(judged)
    made = [one for one in points if one.label == 1]
    found = {
        "made: covered or partly": _share(one.is_heard for one in made),
        "made: covered": _share(one.is_covered for one in made),
        "half made: covered or partly": _share(one.is_heard for one in points if one.label == 0.5),
        "half made: covered": _share(one.is_covered for one in points if one.label == 0.5),
    }
    for reason in NOT_MADE:
        few = [one for one in points if one.label == 0 and one.reason == reason]
        found[f"{reason}: called covered"] = _share(one.is_covered for one in few)
        found[f"{reason}: called partly"] = _share(one.is_heard and not one.is_covered for one in few)
    found["of the points called covered: made"] = _share(one.label == 1 for one in points if one.is_covered)
    return _known(found)


def by_group(judged: Judged) -> Figures:
    """Ranking, recall and false ticks by kind of answer and by profession; calibration by kind, as a
    profession has too few points for ten bins.
    """
    found: Figures = {}
    for name, key in (("kind", "kind"), ("profession", "source")):
        for group in sorted({getattr(lesson, key) for lesson, _ in judged}):
            some = [one for one in judged if getattr(one[0], key) == group]
            told = ranking(scores_of(some)) | verdicts(some) | _falsely(some)
            if name == "kind":
                told |= calibration(scores_of(some))
            found |= {f"{name} {group}: {one}": told[one] for one in _BY_GROUP if one in told}
    return found


_FALSELY = "not made: called covered"
_BY_GROUP = ("AUC", "made: covered or partly", _FALSELY, "calibration error")


def _falsely(judged: Judged) -> Figures:
    return _known({_FALSELY: _share(one.is_covered for one in _points(judged) if one.label == 0)})


def reasons_told(judged: Judged) -> Figures:
    """Of each reason that is told how often it is the labelled one, and how many of the points said in part
    have a reason, or words that were not heard.
    """
    points = _points(judged)
    found = {
        f"told “{told}”: right": _share(_is_right(one) for one in points if one.found.missing == told)
        for told in LABELLED
    }
    found["told any reason: right"] = _share(
        _is_right(one) for one in points if one.found.missing in LABELLED
    )
    partly = [one.found.missing for one in points if one.found.verdict == "partial"]
    missed = [one for one in points if not one.is_heard]
    found["called partly: a reason is told"] = _share(missing in LABELLED for missing in partly)
    found["called partly: it is said to be unsure"] = _share(missing == UNSURE for missing in partly)
    found["called partly: words not heard are told"] = _share(
        bool(missing) and missing not in (*LABELLED, UNSURE) for missing in partly
    )
    found["not heard: a reason is told"] = _share(one.found.missing in LABELLED for one in missed)
    return _known(found)


def _is_right(one: _Point) -> bool:
    if one.label == 1:
        return False
    half = one.label == 0.5 and one.found.missing in (UNCLEAR, IN_PART)
    return half or one.reason in LABELLED.get(one.found.missing, ())


def evidence_held(judged: Judged) -> Figures:
    """Of the points made and found: how often the evidence holds half and more of the deciding words."""
    held = [
        share >= 0.5
        for lesson, coverage in judged
        for at, point in enumerate(coverage.points)
        if lesson.labels[at] == 1 and point.verdict != "missed"
        if (share := _held(lesson, at, point.evidence)) is not None
    ]
    return _known({"made and found: evidence holds half of the deciding words": _share(held)})


def _held(lesson: Lesson, at: int, evidence: Evidence | None) -> float | None:
    """The share of a point's deciding words that its evidence has; None where no words are known."""
    span = deciding(lesson, lesson.evidence[at])
    if span is None:
        return None
    words = as_transcript(lesson.answer).spoken[span[0] : span[1] + 1]
    middles_s = [(word.start_s + word.end_s) / 2 for word in words]
    start_s, end_s = (evidence.start_s, evidence.end_s) if evidence else (0.0, 0.0)
    return sum(start_s < middle_s < end_s for middle_s in middles_s) / len(words)


def _points(judged: Judged) -> list[_Point]:
    return [
        _Point(label, reason, point)
        for lesson, coverage in judged
        for point, label, reason in zip(coverage.points, lesson.labels, lesson.reasons, strict=True)
        if label >= 0
    ]


def _share(hits: Iterable[bool]) -> Figure:
    held = list(hits)
    return Figure(sum(held) / max(1, len(held)), len(held))


def _known(found: Figures) -> Figures:
    """Without those that are of nothing."""
    return {name: one for name, one in found.items() if one.of}
