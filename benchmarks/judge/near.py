"""Points that stand nearly so in what is learned from: an unseen question may have them, an exam not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from benchmarks.judge.figures import Judged
from benchmarks.judge.lesson import Lesson
from coach.stems import content

NEAR = 0.6
"""The share of the stems of two points that both have, from which they are near. At .60 "Watched the inputs
or the predictions for changes over time." and "Watches the inputs for changes." are; at .50 they share words.
"""
_UNKNOWN = -1.0


def points_of(lessons: Iterable[Lesson]) -> frozenset[str]:
    """Every point that they have, once."""
    return frozenset(point for lesson in lessons for point in lesson.points)


def near_points(lessons: Sequence[Lesson], learned: Sequence[Lesson]) -> frozenset[str]:
    """The points of these lessons that are near one of `learned`, or the same."""
    known = [frozenset(content(point)) for point in points_of(learned)]
    asked = {point: frozenset(content(point)) for point in points_of(lessons)}
    return frozenset(
        point
        for point, stems in asked.items()
        if any(len(stems & other) >= NEAR * len(stems | other) > 0 for other in known)
    )


def without(judged: Judged, points: frozenset[str]) -> Judged:
    """The same verdicts, with these points of unknown label: the answers were read with them."""
    return [(_unlabelled(lesson, points), coverage) for lesson, coverage in judged]


def _unlabelled(lesson: Lesson, points: frozenset[str]) -> Lesson:
    labels = (
        _UNKNOWN if point in points else label
        for point, label in zip(lesson.points, lesson.labels, strict=True)
    )
    return replace(lesson, labels=tuple(labels))
