"""The judge's surest mistakes, to be read: of the tune part only, lest somebody learn an exam by heart."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.judge.figures import Judged
from benchmarks.judge.lesson import Lesson
from coach.coverage import PointCoverage, told_missing


@dataclass(frozen=True, slots=True)
class Mistake:
    """A point called covered though nothing made it, or not heard though it was made; `at` its place."""

    lesson: Lesson
    at: int
    found: PointCoverage

    def told(self) -> str:
        """Some lines for people: what was asked, what was said, what it was taken for."""
        label, reason = self.lesson.labels[self.at], self.lesson.reasons[self.at]
        truth = "made" if label == 1 else f"not made: {reason}"
        why = told_missing(self.found.missing)
        passage = self.found.evidence.text if self.found.evidence else ""
        lines = (
            f"{self.found.verdict} at {self.found.score:.2f}, but {truth}" + (f" ({why})" if why else ""),
            f"  question: {self.lesson.question} [{self.lesson.source}, {self.lesson.kind}]",
            f"  point: {self.lesson.points[self.at]}",
            f"  passage shown: {passage or '-'}",
            f"  words that decide: {self.lesson.evidence[self.at] or '-'}",
        )
        return "\n".join(lines)


def surest(judged: Judged, count: int) -> tuple[Mistake, ...]:
    """So many of each sort, the surest first."""
    found = [
        Mistake(lesson, at, point) for lesson, coverage in judged for at, point in enumerate(coverage.points)
    ]
    ticked = [one for one in found if one.lesson.labels[one.at] == 0 and one.found.verdict == "covered"]
    unheard = [one for one in found if one.lesson.labels[one.at] == 1 and one.found.verdict == "missed"]
    ticked.sort(key=lambda one: -one.found.score)
    unheard.sort(key=lambda one: one.found.score)
    return (*ticked[:count], *unheard[:count])
