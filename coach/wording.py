"""Judges points by their wording: which words and terms of a point are said close together, and meant."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coach.coverage import Coverage, Evidence, PointCoverage, Verdict
from coach.lexicon import words
from coach.marker_place import bare
from coach.scope import own_claims
from coach.stems import FUNCTION_WORDS, content, near, stem, tokens
from coach.transcript import Transcript, Word
from seeds.bank import Question, RubricPoint

COVERED, PARTLY = 0.5, 0.28
"""From these scores on a point counts as covered, or as covered in part."""
_WINDOWS = ((20, 1.0), (45, 0.8))
_STEP = 4
_PHRASE, _LONG_WORD, _WORD = 0.55, 0.45, 0.36
_LONG = 10
_LIST_SHARE = 0.22
_LIST_REACH = 8
_DENYING = words("not no never without avoid avoids nothing nobody")
_LEAST_EVIDENCE = 6
_WORDS_IN_TERM, _LONGEST_TERM = 6, 40
_LETTERS_OFF = 3
_MAY_BE_MISHEARD = 7
_ONE_WORD, _ONE_OF_TWO = 0.24, 0.4

# What rubrics say about every answer: it says nothing about this point.
_RUBRIC_WORDS = words(
    "describes describe names name named explains explain mentions mention says said shows show gives give "
    "states state tells tell links link covers discusses example examples concrete specific clear clearly "
    "good answer point least also using used use uses made make makes making done makes sure something "
    "someone somebody how what why when which where own such than rather instead into way kind several "
    "different part work works"
)


@dataclass(frozen=True, slots=True)
class _Token:
    """A content word of the answer: its stem, and which spoken word it is part of."""

    key: str
    stem: str
    word: int


@dataclass(frozen=True, slots=True)
class _Hit:
    """A stretch of spoken words that says something of a point; `key` tells what."""

    first: int
    last: int
    key: str
    weight: float
    is_term: bool


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a point asks for: weights of its stems (they add up to 1), and its terms, as letters,
    with what each is worth.
    """

    point: RubricPoint
    weights: dict[str, float]
    terms: dict[str, float]
    negative: bool
    denying: frozenset[str]


class WordingJudge:
    """Compares the words of points and answer; no model, no training, a few milliseconds.

    The question's own words count on neither side. A point's stems are weighted by how few of its sibling
    points share them and by their length, a rough sign of rarity. The best of overlapping windows of 20 words
    counts (or of 45, a little less), terms of the author's weigh most and may be misheard by a letter or two.
    Words that are negated or told of others do not count, and terms that are only listed make a point covered
    in part.
    """

    def cover(self, question: Question, transcript: Transcript) -> Coverage:
        """A verdict for every point, in the question's order."""
        said = transcript.spoken
        answer = _Answer(said)
        wanted = _wanted(question)
        return Coverage.of(tuple(_judged(one, answer) for one in wanted))


class _Answer:
    """The spoken words, prepared once for all points."""

    def __init__(self, said: Sequence[Word]) -> None:
        self.said = said
        self.claims = own_claims(said)
        self.told = own_claims(said, affirmed=False)
        self.keys = [bare(word.text) for word in said]
        self.tokens = [
            _Token(key, stem(key), index) for index, word in enumerate(said) for key in tokens(word.text)
        ]
        self.joined = _joined(self.tokens)

    def is_list(self, first: int, last: int) -> bool:
        """Whether the words around are hardly joined by grammar: names in a row."""
        around = self.keys[max(0, first - _LIST_REACH) : last + 1 + _LIST_REACH]
        return len(around) > _LIST_REACH and sum(key in FUNCTION_WORDS for key in around) < _LIST_SHARE * len(
            around
        )


def _joined(said: Sequence[_Token]) -> dict[tuple[str, int], dict[str, list[tuple[int, int]]]]:
    """One to six words in a row written as one, by first letter and length, each with where it is said."""
    found: dict[tuple[str, int], dict[str, list[tuple[int, int]]]] = {}
    for start, first in enumerate(said):
        letters = ""
        for token in said[start : start + _WORDS_IN_TERM]:
            letters += token.key
            if len(letters) > _LONGEST_TERM:
                break
            places = found.setdefault((letters[0], len(letters)), {}).setdefault(letters, [])
            places.append((first.word, token.word))
    return found


# ---- what the points ask for


def _wanted(question: Question) -> tuple[_Wanted, ...]:
    asked = set(content(question.prompt))
    stems = [_stems_of(point) - asked for point in question.points]
    shared = Counter(one for each in stems for one in each)
    return tuple(
        _Wanted(
            point,
            _weights(each, shared, total=len(stems)),
            {"".join(tokens(term)): _worth(term) for term in point.terms},
            negative=_denies(point.text),
            denying=frozenset("".join(tokens(term)) for term in point.terms if _denies(term)),
        )
        for point, each in zip(question.points, stems, strict=True)
    )


def _denies(text: str) -> bool:
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


# ---- one point


def _judged(wanted: _Wanted, answer: _Answer) -> PointCoverage:
    hits = _hits(wanted, answer)
    score, inside = _best_window(hits, len(answer.said))
    listed = bool(inside) and all(answer.is_list(hit.first, hit.last) for hit in inside)
    if listed:
        score = min(score, (COVERED + PARTLY) / 2)
    verdict: Verdict = "covered" if score >= COVERED else "partial" if score >= PARTLY else "missed"
    point = wanted.point
    return PointCoverage(
        id=point.id,
        name=point.name,
        text=point.text,
        verdict=verdict,
        score=score,
        evidence=_evidence(inside, answer.said) if verdict != "missed" else None,
        missing=_missing(wanted, inside, listed=listed) if verdict == "partial" else "",
    )


def _hits(wanted: _Wanted, answer: _Answer) -> list[_Hit]:
    """Everything in the answer that says something of the point, in order."""
    found = []
    for token in answer.tokens:
        named = _named(token, wanted.weights) if token.key not in FUNCTION_WORDS else None
        if named is not None:
            found.append(_Hit(token.word, token.word, named, wanted.weights[named], is_term=False))
    for term, worth in wanted.terms.items():
        found.extend(_term_hits(term, answer, worth=worth))
    return sorted((hit for hit in found if _meant(hit, wanted, answer)), key=lambda hit: hit.first)


def _meant(hit: _Hit, wanted: _Wanted, answer: _Answer) -> bool:
    """Whether it is told of oneself, and not denied unless the point or the term itself denies something."""
    claims = answer.told if wanted.negative or hit.key in wanted.denying else answer.claims
    return all(claims[hit.first : hit.last + 1])


def _named(token: _Token, stems: Iterable[str]) -> str | None:
    """The stem that a word of the answer stands for; long words may be misheard."""
    for one in stems:
        if token.stem == one or (
            min(len(token.stem), len(one)) >= _MAY_BE_MISHEARD and near(token.stem, one)
        ):
            return one
    return None


def _term_hits(term: str, answer: _Answer, *, worth: float) -> Iterator[_Hit]:
    """Where a term is said, in one word or in several: "back fill" is backfill, "s l a" is SLA."""
    singular = term.removesuffix("s")
    for length in range(len(term) - _LETTERS_OFF, len(term) + _LETTERS_OFF + 1):
        for letters, places in answer.joined.get((term[:1], length), {}).items():
            if near(letters, term) or near(letters.removesuffix("s"), singular):
                yield from (_Hit(first, last, term, worth, is_term=True) for first, last in places)


def _best_window(hits: Sequence[_Hit], length: int) -> tuple[float, list[_Hit]]:
    """The best score of all windows, and the hits in that window."""
    best: tuple[float, list[_Hit]] = (0.0, [])
    for size, worth in _WINDOWS:
        for hit in hits:
            inside = [one for one in hits if hit.first <= one.first and one.last < hit.first + size]
            score = worth * _score(inside)
            if score > best[0]:
                best = (score, inside)
        if length <= size:
            break
    return best


def _score(hits: Sequence[_Hit]) -> float:
    terms = {hit.key: hit.weight for hit in hits if hit.is_term}
    taken = {word for hit in hits if hit.is_term for word in range(hit.first, hit.last + 1)}
    stems = {hit.key: hit.weight for hit in hits if not hit.is_term and hit.first not in taken}
    recall = sum(stems.values())
    if len(stems) == 1:
        recall = _ONE_OF_TWO if recall > _ONE_OF_TWO else min(recall, _ONE_WORD)
    return 1.0 - (1.0 - min(1.0, 1.15 * recall)) * math.prod(1.0 - worth for worth in terms.values())


# ---- what shows it, what was not heard


def _evidence(hits: Sequence[_Hit], said: Sequence[Word]) -> Evidence:
    """The tightest stretch that holds most of the weight, from the beginning of its phrase to the end."""
    first, last = _tightest(hits)
    while last - first + 1 < _LEAST_EVIDENCE and (first > 0 or last + 1 < len(said)):
        if first > 0 and not _ends_phrase(said[first - 1]):
            first -= 1
        elif last + 1 < len(said):
            last += 1
        else:
            first -= 1
    return Evidence(
        " ".join(word.text for word in said[first : last + 1]), said[first].start_s, said[last].end_s
    )


def _ends_phrase(word: Word) -> bool:
    return word.text[-1:] in ".?!"


def _tightest(hits: Sequence[_Hit]) -> tuple[int, int]:
    whole = _score(hits)
    spans = [
        (max(hit.last for hit in part) - part[0].first, part[0].first, max(hit.last for hit in part))
        for start in range(len(hits))
        for end in range(start + 1, len(hits) + 1)
        if _score(part := hits[start:end]) >= 0.85 * whole
    ]
    _length, first, last = min(spans)
    return first, last


def _missing(wanted: _Wanted, hits: Sequence[_Hit], *, listed: bool) -> str:
    """Up to three phrases of the point that were not heard, in its own words."""
    if listed:
        return "more than the name of it"
    heard = {hit.key for hit in hits}
    phrases: list[list[str]] = []
    together = False
    for word in tokens(wanted.point.text):
        unheard = stem(word) in wanted.weights and stem(word) not in heard
        if unheard and together:
            phrases[-1].append(word)
        elif unheard:
            phrases.append([word])
        together = unheard
    return ", ".join(" ".join(phrase) for phrase in phrases[:3])
