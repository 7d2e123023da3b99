"""What the reader says of every point: read with the passages nearest to it, each as likely as it is near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coach.likeness import Near, Passage
from coach.reader import REASONS, Chances, Reader, log_odds, widened
from coach.transcript import Word
from seeds.bank import RubricPoint

READ = ("read", "read_best", "read_negated", "read_named", "read_of_others")
"""Log odds that the point is made, over the passages by their shares, and in the best of them; how likely it
is only touched, over the passages by their shares.
"""
LEAST_SHARE = 0.1
"""A passage with a smaller share is not worth the time of reading it."""
_SURE = 0.5
_MADE, _HALF, _ABSENT = (REASONS.index(one) for one in ("made", "half", "absent"))


@dataclass(frozen=True, slots=True)
class Reading:
    """One point read: `figures` as in `READ`, and the passage that decides."""

    figures: tuple[float, ...]
    passage: Passage | None
    is_read: bool = True


def read(
    points: Sequence[RubricPoint],
    nearest: Sequence[Sequence[Near]],
    said: Sequence[Word],
    *,
    reader: Reader,
) -> tuple[Reading, ...]:
    """Every point read with its nearest passages."""
    worth = [[one for one in few if one.share >= LEAST_SHARE] for few in nearest]
    pairs = [
        (point.text, widened(one.passage, said))
        for point, few in zip(points, worth, strict=True)
        for one in few
    ]
    chances = reader.chances(pairs)
    found, start = [], 0
    for few in worth:
        end = start + len(few)
        found.append(_reading(chances[start:end], few))
        start = end
    return tuple(found)


def unread(nearest: Sequence[Sequence[Near]]) -> tuple[Reading, ...]:
    """For an answer too short to read: nothing is known."""
    return tuple(Reading((0.0,) * len(READ), None, is_read=False) for _ in nearest)


def _reading(chances: Chances, few: Sequence[Near]) -> Reading:
    shares = np.array([one.share for one in few])
    shares /= shares.sum()
    made = chances[:, _MADE] + 0.5 * chances[:, _HALF]
    negated, named, others, ideal = (
        float(shares @ chances[:, REASONS.index(one)])
        for one in ("negated", "named", "others", "hypothetical")
    )
    whole = float(shares @ made)
    # Made: where it is made. Not made: where something about the point is said.
    decides = int((shares * (made if whole >= _SURE else 1.0 - chances[:, _ABSENT])).argmax())
    figures = (
        log_odds(whole),
        log_odds(float(made.max())),
        negated,
        named,
        others + ideal,
    )
    return Reading(figures, few[decides].passage)
