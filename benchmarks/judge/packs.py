"""Which texts are read side by side."""

from __future__ import annotations

import random
from collections.abc import Sequence


def packed(sizes: Sequence[int], room: int, *, chance: random.Random) -> list[list[int]]:
    """Places of texts of about one length, so many together that `room` tokens hold them filled up to the
    longest; one that is longer than that is alone.
    """
    found: list[list[int]] = []
    longest = 0
    for at in sorted(range(len(sizes)), key=lambda at: sizes[at] * chance.uniform(0.85, 1.15)):
        longest = max(longest, sizes[at])
        if not found or longest * (len(found[-1]) + 1) > room:
            found.append([])
            longest = sizes[at]
        found[-1].append(at)
    return found
