"""How like a point and a short answer are: as read, held against the sibling points, by letters and words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from coach.stems import content, stem, tokens
from seeds.bank import Question

FEATURES = ("read", "above_siblings", "above_next", "letters", "words")
_ALONE = 0.0
"""What a point without siblings is held against: as likely as not."""

Figures = npt.NDArray[np.float32]


def likeness(question: Question, said: str, read: Sequence[float]) -> Figures:
    """Compares every point with what was said, (points, len(FEATURES)); a point is held against its siblings.

    `read`: the log odds that the reader gives each point. Sibling points are the background: what speaks for
    all of them speaks for none. The question's words are left out of the letters. What is denied stays in:
    where people argue about what should not be, a "not" is the point itself.
    """
    odds = np.array(read, np.float32)
    return np.array([_row(question, at, said, odds) for at in range(len(odds))], np.float32)


def _row(question: Question, at: int, said: str, odds: Figures) -> tuple[float, ...]:
    others = np.delete(odds, at)
    mean, next_best = (float(odds.mean()), float(others.max())) if len(others) else (_ALONE, _ALONE)
    asked = set(content(question.prompt))
    point = question.points[at].text
    mine = float(odds[at])
    return (
        mine,
        mine - mean,
        mine - next_best,
        _cosine(_letters(said, asked), _letters(point, asked)),
        _recall(point, set(content(said)) - asked, asked),
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
