"""Where an answer says something of a point: the words and terms that match, if they are meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coach.marker_place import bare
from coach.scope import own_claims
from coach.stems import FUNCTION_WORDS, near, stem, tokens
from coach.transcript import Word
from coach.wanted import Wanted

_LIST_SHARE = 0.22
_LIST_REACH = 8
_WORDS_IN_TERM, _LONGEST_TERM = 6, 40
_LETTERS_OFF = 3
MAY_BE_MISHEARD = 7
"""Letters from which on a stem may be taken for one that is a letter or two off."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A content word of the answer: its stem, and which spoken word it is part of."""

    key: str
    stem: str
    word: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of spoken words that says something of a point; `key` tells what."""

    first: int
    last: int
    key: str
    weight: float
    is_term: bool


Places = dict[tuple[str, int], dict[str, list[tuple[int, int]]]]


@dataclass(frozen=True, slots=True)
class _Apart:
    """What was said, taken apart: each word bare, its content words, and those in a row written as one."""

    keys: tuple[str, ...]
    tokens: tuple[_Token, ...]
    joined: Places


class Answer:
    """The spoken words, prepared once for all points; `literal` takes what is denied as well."""

    def __init__(self, said: Sequence[Word], *, literal: bool = False) -> None:
        self.said = said
        self.claims = [True] * len(said) if literal else own_claims(said)
        self.told = [True] * len(said) if literal else own_claims(said, affirmed=False)
        apart = _apart(tuple(word.text for word in said))
        self.keys, self.tokens, self.joined = apart.keys, apart.tokens, apart.joined

    def is_list(self, first: int, last: int) -> bool:
        """Whether the words around are hardly joined by grammar: names in a row."""
        around = self.keys[max(0, first - _LIST_REACH) : last + 1 + _LIST_REACH]
        return len(around) > _LIST_REACH and sum(key in FUNCTION_WORDS for key in around) < _LIST_SHARE * len(
            around
        )


@lru_cache(maxsize=2)  # the same words are looked through twice, what is denied left out and not
def _apart(texts: tuple[str, ...]) -> _Apart:
    said = tuple(
        _Token(key, stem(key), index) for index, text in enumerate(texts) for key in _tokens_in(text)
    )
    return _Apart(tuple(map(bare, texts)), said, _joined(said))


@lru_cache(maxsize=20_000)
def _tokens_in(text: str) -> tuple[str, ...]:
    return tuple(tokens(text))


def _joined(said: Sequence[_Token]) -> Places:
    """One to six words in a row written as one, by first letter and length, each with where it is said."""
    found: Places = {}
    for start, first in enumerate(said):
        letters = ""
        for token in said[start : start + _WORDS_IN_TERM]:
            letters += token.key
            if len(letters) > _LONGEST_TERM:
                break
            places = found.setdefault((letters[0], len(letters)), {}).setdefault(letters, [])
            places.append((first.word, token.word))
    return found


def find_hits(wanted: Wanted, answer: Answer) -> list[Hit]:
    """Everything in the answer that says something of the point, in order."""
    found = []
    stems = tuple(wanted.weights)
    for token in answer.tokens:
        named = _named(token.stem, stems) if token.key not in FUNCTION_WORDS else None
        if named is not None:
            found.append(Hit(token.word, token.word, named, wanted.weights[named], is_term=False))
    for term, worth in wanted.terms.items():
        found.extend(_find_term(term, answer, worth=worth))
    return sorted((hit for hit in found if _meant(hit, wanted, answer)), key=lambda hit: hit.first)


def _meant(hit: Hit, wanted: Wanted, answer: Answer) -> bool:
    """Whether it is told of oneself, and not denied unless the point or the term itself denies something."""
    claims = answer.told if wanted.negative or hit.key in wanted.denying else answer.claims
    return all(claims[hit.first : hit.last + 1])


@lru_cache(maxsize=20_000)
def _named(said: str, stems: tuple[str, ...]) -> str | None:
    """The stem that a word's stem stands for; long words may be misheard."""
    for one in stems:
        if said == one or (min(len(said), len(one)) >= MAY_BE_MISHEARD and near(said, one)):
            return one
    return None


def _find_term(term: str, answer: Answer, *, worth: float) -> Iterator[Hit]:
    """Where a term is said, in one word or in several: "back fill" is backfill, "s l a" is SLA."""
    singular = term.removesuffix("s")
    for length in range(len(term) - _LETTERS_OFF, len(term) + _LETTERS_OFF + 1):
        for letters, places in answer.joined.get((term[:1], length), {}).items():
            if near(letters, term) or near(letters.removesuffix("s"), singular):
                yield from (Hit(first, last, term, worth, is_term=True) for first, last in places)
