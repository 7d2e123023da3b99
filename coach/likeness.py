"""How like a point and a passage are: by meaning, letters and words, held against the sibling points."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coach.meaning import Meaning
from coach.stems import content, stem, tokens
from coach.transcript import Word
from seeds.bank import Question

WINDOW, STEP, SHORT = 24, 8, 36
"""Words in a passage, words from one to the next, and the length up to which an answer is one passage."""
FEATURES = ("meaning", "above_siblings", "above_next", "letters", "words", "claimed", "passages")
NEAREST, SHARP = 3, 15.0
"""Passages near a point, and how sharply likeness becomes a share: as sharply as the matcher learnt."""
_ALONE = 0.3

Figures = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words `first` to `last` of an answer; `claimed` is the share of them said of oneself and affirmed."""

    first: int
    last: int
    text: str
    claimed: float


@dataclass(frozen=True, slots=True)
class Near:
    """A passage near to a point; `share` is the chance that it, of those near, is the one about the point."""

    passage: Passage
    share: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """For every point its `figures` (points, len(FEATURES)), the passage that is most like it, and the
    `nearest` ones that do not overlap, the most alike first.
    """

    figures: Figures
    passages: tuple[Passage | None, ...]
    nearest: tuple[tuple[Near, ...], ...]


def passages(said: Sequence[Word], *, claims: Sequence[bool]) -> tuple[Passage, ...]:
    """Overlapping stretches of about 24 words, whatever the punctuation.

    What is denied or told of others stays in: taken out, it it costs where people argue about what should
    not be (ArgKP dev, average precision .826 against .836); how much of it there is, is told instead.
    """
    if not said:
        return ()
    short = len(said) <= SHORT
    starts = [0] if short else range(0, max(1, len(said) - WINDOW + STEP), STEP)
    return tuple(_passage(said, first, len(said) if short else first + WINDOW, claims) for first in starts)


def _passage(said: Sequence[Word], first: int, end: int, claims: Sequence[bool]) -> Passage:
    words, meant = said[first:end], claims[first:end]
    return Passage(
        first, first + len(words) - 1, " ".join(one.text for one in words), sum(meant) / len(meant)
    )


def likeness(question: Question, found: Sequence[Passage], meaning: Meaning) -> Likeness:
    """Compares every point with every passage; a point is held against its siblings in the same passage.

    Sibling points are the background: what is like all of them speaks for none (in ArgKP dev, taking away
    their mean lifts average precision from .76 to .80). The question's words are left out of the letters.
    """
    count = len(question.points)
    if not found or not count:
        return Likeness(np.zeros((count, len(FEATURES)), np.float32), (None,) * count, ((),) * count)
    vectors = meaning.vectors([*(point.text for point in question.points), *(one.text for one in found)])
    alike = vectors[:count] @ vectors[count:].T
    above = alike - alike.mean(0) if count > 1 else alike - _ALONE
    best = (alike + above).argmax(1)
    nearest = tuple(_apart(found, row) for row in alike + above)
    rows = [
        _row(question, at, found[best[at]], alike=alike[:, best[at]], above=float(above[at, best[at]]))
        for at in range(count)
    ]
    size = math.log(len(found))
    figures = np.array([[*row, size] for row in rows], np.float32)
    return Likeness(figures, tuple(found[place] for place in best), nearest)


def _apart(found: Sequence[Passage], scores: Figures) -> tuple[Near, ...]:
    """The passages with the highest scores, none of which overlaps another; their shares add up to one."""
    chosen: list[int] = []
    for place in np.argsort(-scores, kind="stable").tolist():
        if all(abs(found[place].first - found[one].first) >= WINDOW for one in chosen):
            chosen.append(place)
        if len(chosen) == NEAREST:
            break
    powers = np.exp(SHARP * (scores[chosen] - scores[chosen[0]]))
    shares = (powers / powers.sum()).tolist()
    return tuple(Near(found[place], share) for place, share in zip(chosen, shares, strict=True))


def _row(question: Question, at: int, passage: Passage, *, alike: Figures, above: float) -> tuple[float, ...]:
    others = np.delete(alike, at)
    next_best = float(others.max()) if len(others) else _ALONE
    asked = set(content(question.prompt))
    letters = _cosine(_letters(passage.text, asked), _letters(question.points[at].text, asked))
    said = set(content(passage.text)) - asked
    return (
        float(alike[at]),
        above,
        float(alike[at]) - next_best,
        letters,
        _recall(question.points[at].text, said, asked),
        passage.claimed,
    )


def _letters(text: str, asked: set[str]) -> dict[str, float]:
    """Weights of the runs of three to five letters in the words that the question did not say."""
    counted: Counter[str] = Counter()
    for word in tokens(text):
        if stem(word) not in asked:
            framed = f" {word} "
            counted.update(
                framed[at : at + size] for size in (3, 4, 5) for at in range(len(framed) - size + 1)
            )
    return {run: 1 + math.log(count) for run, count in counted.items()}


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    product = sum(weight * other.get(run, 0.0) for run, weight in one.items())
    lengths = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return product / lengths if lengths else 0.0


def _recall(point: str, said: set[str], asked: set[str]) -> float:
    """The share of a point's content words that are said, a longer word counting more: it is rarer."""
    weights = {one: float(min(len(one), 8)) for one in content(point) if one not in asked}
    whole = sum(weights.values())
    return sum(weight for one, weight in weights.items() if one in said) / whole if whole else 0.0
