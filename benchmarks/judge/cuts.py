"""Short answers: a sentence or two out of the long ones, whose labels follow the deciding words.

Nobody wrote short spoken answers with labels; people give them all the same. What they cannot show: who
answers in one sentence says more in it than a sentence of a long answer does.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from benchmarks.judge.scenes import Scene, stretch
from coach.fused import SHORT

_LEAST = 8
_ABOUT_A_POINT = 0.8
"""How often a cut is about a point; else it is anywhere."""
_NEAR = 6
"""Words from a place within which a clause may begin."""


def cut(scene: Scene, chance: random.Random) -> Scene | None:
    """Eight to 36 words of a scene, from where a clause begins if one does near there; None where what is
    taken back later could be torn from it, or the words that decide are too many.
    """
    if scene.is_whole:
        return None
    size, spans = chance.randint(_LEAST, SHORT), [one for one in scene.spans if one]
    if spans and chance.random() < _ABOUT_A_POINT:
        first, last = chance.choice(spans)
        size = max(size, last - first + 1)
        start = chance.randint(max(0, last + 1 - size), max(0, first))
        start = _at_a_clause(scene, start, latest=first)
    else:
        start = chance.randint(0, max(0, len(scene.said) - size))
        start = _at_a_clause(scene, start, latest=len(scene.said) - 1)
    size = min(size, len(scene.said) - start)
    return stretch(scene, start, size) if size <= SHORT else None


def _at_a_clause(scene: Scene, start: int, *, latest: int) -> int:
    near = [one for one in scene.breaks if abs(one - start) <= _NEAR and one <= latest]
    return min(near, key=lambda one: (abs(one - start), one), default=start)


def cuts(found: Sequence[Scene], *, each: int, seed: int) -> tuple[tuple[int, Scene], ...]:
    """So many cuts of every scene, the same for the same seed, each with the place of its scene."""
    chance = random.Random(seed)
    made = ((at, cut(scene, chance)) for at, scene in enumerate(found) for _ in range(each))
    return tuple((at, one) for at, one in made if one)
