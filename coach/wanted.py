"""What a point asks for: which words and terms, and how much each of them says."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from coach.lexicon import words
from coach.names import names_in
from coach.stems import FUNCTION_WORDS, content, stem, tokens
from seeds.bank import Question, RubricPoint

_PHRASE, _LONG_WORD, _WORD = 0.55, 0.45, 0.36
_LONG = 10
_DENYING = words("not no never without avoid avoids nothing nobody")

# What rubrics say about every answer: it says nothing about this point.
_RUBRIC_WORDS = words(
    "describes describe names name named explains explain mentions mention says said shows show gives give "
    "states state tells tell links link covers discusses example examples concrete specific clear clearly "
    "good answer point least also using used use uses made make makes making done makes sure something "
    "someone somebody how what why when which where own such than rather instead into way kind several "
    "different part work works"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a point asks for: weights of its stems (they add up to 1), and its terms, as letters,
    with what each is worth; `names` are those that its question knows.
    """

    point: RubricPoint
    weights: dict[str, float]
    terms: dict[str, float]
    negative: bool
    denying: frozenset[str]
    names: frozenset[str]


def wanted_of(question: Question) -> tuple[Wanted, ...]:
    """What each of the question's points asks for, in order; the question's own words count for none."""
    asked = set(content(question.prompt))
    stems = [_stems_of(point) - asked for point in question.points]
    shared = Counter(one for each in stems for one in each)
    return tuple(
        Wanted(
            point,
            _weights(each, shared, total=len(stems)),
            {"".join(tokens(term)): _worth(term) for term in point.terms},
            negative=denies(point.text),
            denying=frozenset("".join(tokens(term)) for term in point.terms if denies(term)),
            names=names_in(question),
        )
        for point, each in zip(question.points, stems, strict=True)
    )


def denies(text: str) -> bool:
    """Whether the words themselves deny something, as in "no GPU on the line"."""
    return bool(_DENYING & set(tokens(text))) or "n't" in text


def _worth(term: str) -> float:
    """How sure one term alone makes a point: two words together are rarely said by chance, a short one is."""
    if len(tokens(term)) > 1:
        return _PHRASE
    return _LONG_WORD if len(term) >= _LONG else _WORD


def _stems_of(point: RubricPoint) -> set[str]:
    said = tokens(f"{point.name} {point.text}")
    return {stem(word) for word in said if word not in FUNCTION_WORDS and word not in _RUBRIC_WORDS}


def _weights(stems: set[str], shared: Counter[str], *, total: int) -> dict[str, float]:
    raw = {one: math.log(1 + total / shared[one]) * min(1.0, max(0.4, len(one) / 6)) for one in stems}
    whole = sum(raw.values())
    return {one: weight / whole for one, weight in raw.items()} if whole else {}
