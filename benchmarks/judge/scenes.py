"""Answers as what the reader learns from: words, points, and where each is decided.

Labels follow the deciding words, so an answer may be told otherwise and stay true: the clause that decides
about a point is cut out (nothing is said of it any more), or what another answer to the same question says of
the point is put in, or a stretch of the answer stands for the whole of it.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.judge.answers import Part, part_of
from benchmarks.judge.labels import Span, deciding, kind_of
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.sheet_text import as_transcript
from coach.clauses import place_of
from coach.reasons import REASONS

UNKNOWN = -1
"""The kind of a point about which nothing can be said: its deciding words are there in part only."""
ABSENT = REASONS.index("absent")
_LEAST, _LEAST_LEFT = 40, 25
_REACH, _CONTEXT = 6, 12
"""Words around the deciding ones among which a clause may end: where they are cut out, and where put in."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One answer: spoken words; for every point its place in `REASONS` (or `UNKNOWN`) and the first and last
    of the words that decide about it; the places between words where a clause ends. What is taken back later
    must not be torn from it: such an answer is never told otherwise.
    """

    points: tuple[str, ...]
    said: tuple[str, ...]
    kinds: tuple[int, ...]
    spans: tuple[Span | None, ...]
    breaks: frozenset[int]
    is_whole: bool = False

    def only(self, places: Sequence[int]) -> Scene:
        """The same answer with these points, in this order."""
        return replace(
            self,
            points=tuple(self.points[at] for at in places),
            kinds=tuple(self.kinds[at] for at in places),
            spans=tuple(self.spans[at] for at in places),
        )


def scenes(lessons: Sequence[Lesson]) -> tuple[Scene, ...]:
    """Every answer as a scene."""
    return tuple(_scene(lesson) for lesson in lessons)


def _scene(lesson: Lesson) -> Scene:
    said = as_transcript(lesson.answer).spoken
    kinds: list[int] = []
    spans: list[Span | None] = []
    for label, reason, evidence in zip(lesson.labels, lesson.reasons, lesson.evidence, strict=True):
        kind, span = kind_of(label, reason), deciding(lesson, evidence)
        if kind == ABSENT:
            span = None
        kinds.append(UNKNOWN if span is None and kind != ABSENT else kind)
        spans.append(span)
    inner = {at for at in range(1, len(said)) if place_of(said, at) == "clause_end"}
    return Scene(
        lesson.points,
        tuple(word.text for word in said),
        tuple(kinds),
        tuple(spans),
        frozenset(inner | {0, len(said)}),
        is_whole="taken back" in lesson.reasons,
    )


def drilled(folder: Path, *, part: Part) -> tuple[Scene, ...]:
    """The short passages in `folder/*.jsonl` of one part, each with its one point."""
    rows = [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    found = []
    for row in rows:
        if part_of(row["question"]) == part:
            said = tuple(row["passage"].split())
            kind = kind_of(row["label"], row["reason"])
            found.append(Scene((row["point"],), said, (kind,), (None,), frozenset({0, len(said)})))
    return tuple(found)


def arguing(lessons: Sequence[Lesson]) -> tuple[Scene, ...]:
    """Arguments with the key points that they were labelled against: expressed, or not. Nobody has labelled
    which of the words decide.
    """
    found = []
    for one in lessons:
        said = tuple(word.text for word in as_transcript(one.answer).spoken)
        kinds = tuple(kind_of(label, "") for label in one.labels)
        found.append(Scene(one.points, said, kinds, (None,) * len(kinds), frozenset({0, len(said)})))
    return tuple(found)


def mates(lessons: Sequence[Lesson], found: Sequence[Scene]) -> tuple[tuple[Scene, ...], ...]:
    """For every scene the others to the same question with the same points."""
    groups: dict[tuple[str, tuple[str, ...]], list[Scene]] = defaultdict(list)
    for lesson, scene in zip(lessons, found, strict=True):
        groups[lesson.question, lesson.points].append(scene)
    return tuple(
        tuple(one for one in groups[lesson.question, lesson.points] if one is not scene)
        for lesson, scene in zip(lessons, found, strict=True)
    )


def varied(scene: Scene, others: Sequence[Scene], *, chance: random.Random, share: float = 0.6) -> Scene:
    """The scene told otherwise this time, or as it is; `share` is how often it is told otherwise."""
    if scene.is_whole:
        return scene
    if chance.random() < share:
        for _change in range(chance.randint(1, 3)):
            scene = _changed(scene, others, chance)
    if chance.random() < 0.25:
        size = chance.randint(min(_LEAST, len(scene.said)), len(scene.said))
        scene = stretch(scene, chance.randint(0, len(scene.said) - size), size)
    return scene


def _changed(scene: Scene, others: Sequence[Scene], chance: random.Random) -> Scene:
    decided = [at for at, span in enumerate(scene.spans) if span]
    if chance.random() < 0.4:
        return (without(scene, chance.choice(decided)) or scene) if decided else scene
    usable = [one for one in others if not one.is_whole and any(one.spans)]
    if not usable:
        return scene
    other = chance.choice(usable)
    at = chance.choice([at for at, span in enumerate(other.spans) if span])
    cleared = without(scene, at) if scene.spans[at] else scene
    return (with_told(cleared, at, other=other, chance=chance) or scene) if cleared else scene


def without(scene: Scene, at: int) -> Scene | None:
    """The clause that decides about point `at` cut out, so that nothing is said of the point; None where it
    decides about another point too, or hardly anything would be left.
    """
    span = scene.spans[at]
    if span is None:
        return scene
    told = _told(scene, at, span, reach=_REACH)
    if told is None:
        return None
    start, end = told
    size = end - start
    if len(scene.said) - size < _LEAST_LEFT:
        return None
    return replace(
        scene,
        said=scene.said[:start] + scene.said[end:],
        kinds=tuple(ABSENT if one == at else kind for one, kind in enumerate(scene.kinds)),
        spans=tuple(
            None if one == at else _moved(span, start, by=-size) for one, span in enumerate(scene.spans)
        ),
        breaks=frozenset(
            {one for one in scene.breaks if one < start}
            | {one - size for one in scene.breaks if one >= end}
            | {start}
        ),
    )


def with_told(scene: Scene, at: int, *, other: Scene, chance: random.Random) -> Scene | None:
    """What `other` says of point `at` put in where a clause ends; None where it says more than that."""
    span = other.spans[at]
    if span is None:
        return None
    told = _told(other, at, span, reach=_CONTEXT)
    if told is None:
        return None
    first, end = told
    places = [
        one
        for one in sorted(scene.breaks)
        if all(s is None or one <= s[0] or one > s[1] for s in scene.spans)
    ]
    if not places:
        return None
    place, size = chance.choice(places), end - first
    spans = [_moved(one, place, by=size) for one in scene.spans]
    spans[at] = (place + span[0] - first, place + span[1] - first)
    return replace(
        scene,
        said=scene.said[:place] + other.said[first:end] + scene.said[place:],
        kinds=tuple(other.kinds[at] if one == at else kind for one, kind in enumerate(scene.kinds)),
        spans=tuple(spans),
        breaks=frozenset(
            {one for one in scene.breaks if one <= place}
            | {one + size for one in scene.breaks if one >= place}
        ),
    )


def stretch(scene: Scene, start: int, size: int) -> Scene:
    """Words `start` to `start + size` alone; what is decided outside is not said, what is cut is unknown."""
    kinds: list[int] = []
    spans: list[Span | None] = []
    end = start + size
    for kind, span in zip(scene.kinds, scene.spans, strict=True):
        whole = span is not None and start <= span[0] and span[1] < end
        outside = span is not None and (span[1] < start or span[0] >= end)
        kinds.append(kind if span is None or whole else ABSENT if outside else UNKNOWN)
        spans.append((span[0] - start, span[1] - start) if span is not None and whole else None)
    breaks = frozenset(one - start for one in scene.breaks if start <= one <= end)
    return replace(scene, said=scene.said[start:end], kinds=tuple(kinds), spans=tuple(spans), breaks=breaks)


def _told(scene: Scene, at: int, span: Span, *, reach: int) -> tuple[int, int] | None:
    """Where nothing but point `at` is decided: the clause around its words, these alone, or nowhere."""
    ways = (_clause(scene, span, reach=reach), (span[0], span[1] + 1))
    return next((way for way in ways if not _touches(scene, at, way[0], end=way[1])), None)


def _clause(scene: Scene, span: Span, *, reach: int) -> tuple[int, int]:
    """First word of the clause around `span` and the one after its last, as far as `reach` words away."""
    first, end = span[0], span[1] + 1
    start = max((one for one in scene.breaks if first - reach <= one <= first), default=first)
    stop = min((one for one in scene.breaks if end <= one <= end + reach), default=end)
    return start, stop


def _touches(scene: Scene, at: int, start: int, *, end: int) -> bool:
    """Whether words `start` to `end` hold something that decides about another point."""
    return any(
        span is not None and one != at and span[0] < end and span[1] >= start
        for one, span in enumerate(scene.spans)
    )


def _moved(span: Span | None, place: int, *, by: int) -> Span | None:
    if span is None or span[1] < place:
        return span
    return span[0] + by, span[1] + by
