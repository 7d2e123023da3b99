"""Lessons as what the reader reads: a point, a passage, and what the passage is to the point."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.judge.answers import Part, part_of
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.sheet_text import as_question, as_transcript
from coach.likeness import WINDOW, likeness, passages
from coach.meaning import Meaning
from coach.reader import AFTER, BEFORE, REASONS, widened

Span = tuple[int, int]
SIZE = BEFORE + WINDOW + AFTER
HOLDS, MISSES = 0.75, 0.15
"""A passage holds the words that decide, or misses them, by how much of them it has; in between it may do."""
_SAME = {"taken back": "negated", "": "made"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A point beside a passage; `kind` is a place in `REASONS`."""

    point: str
    passage: str
    kind: int


@dataclass(frozen=True, slots=True)
class Sight:
    """One point of one answer: the words that decide, as places among the spoken words; the passages that
    the matcher takes for it, each with how much of those words it holds; and the words that decide about
    sibling points and lie clear of it.
    """

    point: str
    said: tuple[str, ...]
    decides: Span | None
    kind: int
    nearest: tuple[tuple[str, float], ...]
    siblings: tuple[Span, ...]

    def pairs(self, chance: random.Random) -> list[Pair]:
        """What to learn from it this time; where the passage is cut changes from time to time.

        The passages that the matcher also takes, and those that decide about a sibling point, are not the
        point: of several things done, the reader must tell which.
        """
        wrong = [text for text, held in self.nearest if held < MISSES]
        wrong += [self._cut(one, chance) for one in self.siblings]
        some = chance.sample(wrong, min(len(wrong), 2))
        found = [Pair(self.point, text, REASONS.index("absent")) for text in some]
        if self.decides is not None:
            whole = [text for text, held in self.nearest if held > HOLDS]
            text = (
                chance.choice(whole) if whole and chance.random() < 0.5 else self._cut(self.decides, chance)
            )
            found.append(Pair(self.point, text, self.kind))
        return found

    def _cut(self, decides: Span, chance: random.Random) -> str:
        first, last = decides
        room = max(0, SIZE - (last - first + 1))
        start = max(0, first - chance.randint(0, room))
        return " ".join(self.said[start : start + max(SIZE, last - start + 1)])


def kind_of(label: float, reason: str) -> int:
    """The place in `REASONS` of a label and its reason."""
    if label == 1:
        return REASONS.index("made")
    if label == 0.5:
        return REASONS.index("half")
    told = _SAME.get(reason, reason) if reason else "absent"
    return next((at for at, one in enumerate(REASONS) if one == told), REASONS.index("absent"))


def drills(folder: Path, *, part: Part) -> tuple[Pair, ...]:
    """The short passages in `folder/*.jsonl` of one part."""
    rows = [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return tuple(
        Pair(row["point"], row["passage"], kind_of(row["label"], row["reason"]))
        for row in rows
        if part_of(row["question"]) == part
    )


def sights(lessons: Sequence[Lesson], meaning: Meaning) -> tuple[Sight, ...]:
    """Every point of every lesson with the passages that the app would read for it."""
    return tuple(one for lesson in lessons for one in _sights(lesson, meaning))


def _sights(lesson: Lesson, meaning: Meaning) -> list[Sight]:
    transcript = as_transcript(lesson.answer)
    said = transcript.spoken
    alike = likeness(as_question(lesson), passages(said, claims=[True] * len(said)), meaning)
    spans = [deciding(lesson, one) for one in lesson.evidence]
    found = []
    for at, point in enumerate(lesson.points):
        kind = kind_of(lesson.labels[at], lesson.reasons[at])
        decides = spans[at]
        if decides is None and kind != REASONS.index("absent"):
            continue
        if kind == REASONS.index("absent"):
            decides = None
        nearest = []
        for one in (near.passage for near in alike.nearest[at]):
            first, last = one.first - BEFORE, one.last + AFTER
            held = 0.0
            if decides is not None:
                both = min(last, decides[1]) - max(first, decides[0]) + 1
                held = max(0, both) / (decides[1] - decides[0] + 1)
            nearest.append((widened(one, said), held))
        clear = tuple(
            one for one in spans if one and (decides is None or one[1] < decides[0] or one[0] > decides[1])
        )
        found.append(Sight(point, tuple(word.text for word in said), decides, kind, tuple(nearest), clear))
    return found


def deciding(lesson: Lesson, evidence: str) -> tuple[int, int] | None:
    """First and last of the spoken words that the evidence covers."""
    start = lesson.answer.find(evidence) if evidence else -1
    if start < 0:
        return None
    end, at, spoken, places = start + len(evidence), 0, 0, []
    for word in as_transcript(lesson.answer).words:
        at = lesson.answer.index(word.text, at)
        if word.kind != "filled_pause":
            if at < end and at + len(word.text) > start:
                places.append(spoken)
            spoken += 1
        at += len(word.text)
    return (places[0], places[-1]) if places else None
