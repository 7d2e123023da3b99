"""What the reader says of every point: read with the passages nearest to it, the best of them decides."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from coach.coverage import IDEAL, NAMED, NOT_DONE, OF_OTHERS, UNCLEAR
from coach.likeness import Passage
from coach.reader import REASONS, Chances, Reader, Reason, widened
from coach.transcript import Word
from seeds.bank import RubricPoint

READ = ("read", "read_next", "read_negated", "read_named", "read_of_others")
"""Log odds that the best passage makes the point, and the next best; how likely it is only touched."""
PASSAGES = 1
"""On the answers kept for tuning, held out by question, one passage is as good as three (AUC .80 each)
and takes a third of the time."""
_SURE = 0.5
_WORDS: dict[Reason, str] = {
    "negated": NOT_DONE,
    "named": NAMED,
    "others": OF_OTHERS,
    "hypothetical": IDEAL,
    "half": UNCLEAR,
    "vague": UNCLEAR,
}
_MADE, _HALF, _ABSENT = (REASONS.index(one) for one in ("made", "half", "absent"))


@dataclass(frozen=True, slots=True)
class Reading:
    """One point read: `figures` as in `READ`, the passage that decides, and why it is not made, or ""."""

    figures: tuple[float, ...]
    passage: Passage | None
    why: str
    is_read: bool = True


def read(
    points: Sequence[RubricPoint],
    nearest: Sequence[Sequence[Passage]],
    said: Sequence[Word],
    *,
    reader: Reader,
    most: int = PASSAGES,
) -> tuple[Reading, ...]:
    """Every point read with its nearest passages, at most so many."""
    pairs = [
        (point.text, widened(one, said))
        for point, few in zip(points, nearest, strict=True)
        for one in few[:most]
    ]
    chances = reader.chances(pairs)
    found, start = [], 0
    for few in nearest:
        end = start + len(few[:most])
        found.append(_reading(chances[start:end], few))
        start = end
    return tuple(found)


def unread(nearest: Sequence[Sequence[Passage]]) -> tuple[Reading, ...]:
    """For an answer too short to read: nothing is known."""
    return tuple(Reading((0.0,) * len(READ), None, "", is_read=False) for _ in nearest)


def _reading(chances: Chances, few: Sequence[Passage]) -> Reading:
    made = [float(row[_MADE] + 0.5 * row[_HALF]) for row in chances]
    ranked = sorted(made, reverse=True)
    negated, named, others, ideal = (
        float(chances[:, REASONS.index(one)].max()) for one in ("negated", "named", "others", "hypothetical")
    )
    best = made.index(ranked[0])
    touched = best if ranked[0] >= _SURE else int(chances[:, _ABSENT].argmin())
    figures = (
        _log_odds(ranked[0]),
        _log_odds(ranked[1]) if len(ranked) > 1 else _log_odds(0.0),
        negated,
        named,
        max(others, ideal),
    )
    return Reading(figures, few[touched], _why(chances[touched]))


def _why(row: Chances) -> str:
    surest = int(row.argmax())
    return _WORDS.get(REASONS[surest], "") if row[surest] >= _SURE else ""


def _log_odds(chance: float) -> float:
    held = min(0.98, max(0.02, chance))
    return math.log(held / (1 - held))
