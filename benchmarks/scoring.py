"""How well was it heard: filled pauses and words of a transcript against one that a human wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from audio.filled_pause import TO_ERR
from benchmarks.spelling import in_one_spelling

FILLED = "<fp>"
_FILLERS = re.compile(r"um{1,3}|uhm|uh{1,3}|err?|erm|ahh?|eh|hm{1,3}|mm{1,2}")
_ASSENT = re.compile(r"\b(?:m+-?h+m+|uh-huh)\b")
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {str(number): word for number, word in enumerate(_DIGITS)}
_SKIP_WORD, _SKIP_FILLED = 1.0, 0.6
_SWAP_WORDS, _SWAP_KINDS = 1.2, 1.7


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over one recording, or over several added up."""

    hits: int = 0
    misses: int = 0
    false_alarms: int = 0
    word_errors: int = 0
    words: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.hits + other.hits,
            self.misses + other.misses,
            self.false_alarms + other.false_alarms,
            self.word_errors + other.word_errors,
            self.words + other.words,
        )

    @property
    def precision(self) -> float:
        """Of the filled pauses heard, the share that was said."""
        return self.hits / max(1, self.hits + self.false_alarms)

    @property
    def recall(self) -> float:
        """Of the filled pauses said, the share that was heard."""
        return self.hits / max(1, self.hits + self.misses)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def word_error_rate(self) -> float:
        """Words wrong, missing or added, as a share of those said; filled pauses left out."""
        return self.word_errors / max(1, self.words)


def tokens(text: str) -> list[str]:
    """Lower-case words without signs; every filled pause becomes the same sign."""
    words = re.findall(r"[a-z0-9']+", _as_said(text.lower().replace("’", "'")))
    return [FILLED if _FILLERS.fullmatch(word) else _NUMBERS.get(word, word) for word in words]


def tokens_alike(text: str) -> list[str]:
    """The same in one spelling: OK is okay, gonna is going to, 30 is thirty, its is it's."""
    return [FILLED if _FILLERS.fullmatch(word) else word for word in in_one_spelling(_as_said(text.lower()))]


def _as_said(text: str) -> str:
    """The text with what only looks like a filled pause as a word: an assent, and the verb in "we err on"."""
    text = _ASSENT.sub(lambda found: "uhhuh" if found[0].startswith("uh") else "mhm", text)
    return TO_ERR.sub(lambda found: re.sub(r"\berr\b", "errs", found[0]), text)


def score(reference: str, heard: str, *, cut: Callable[[str], list[str]] = tokens) -> Score:
    """Aligns both by edit distance; a filled pause is found when it stands at its place among the words.

    `cut` makes words of a text: `tokens` as they are written, `tokens_alike` in one spelling.
    """
    said, found = cut(reference), cut(heard)
    return sum((_one(a, b) for a, b in align(said, found)), Score())


def word_difference(one: str, other: str) -> float:
    """How far one transcript is from the other, as a word error rate without filled pauses."""
    return score(other, one).word_error_rate


def total(scores: Iterable[Score]) -> Score:
    """All counts added up."""
    return sum(scores, Score())


def align(a: Sequence[str], b: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """The cheapest pairing of two rows of tokens; a filled pause would rather stand alone than pair."""
    cost = _costs(a, b)
    pairs: list[tuple[str | None, str | None]] = []
    i, j = len(a), len(b)
    while i or j:
        if i and j and np.isclose(cost[i, j], cost[i - 1, j - 1] + _swap(a[i - 1], b[j - 1])):
            i, j = i - 1, j - 1
            pairs.append((a[i], b[j]))
        elif i and np.isclose(cost[i, j], cost[i - 1, j] + _skip(a[i - 1])):
            i -= 1
            pairs.append((a[i], None))
        else:
            j -= 1
            pairs.append((None, b[j]))
    return pairs[::-1]


def beginning(a: Sequence[str], b: Sequence[str]) -> int:
    """How many tokens of `a` it takes to match all of `b` best: where b ends in a text that goes on."""
    return int(_costs(a, b)[:, -1].argmin())


def _costs(a: Sequence[str], b: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    cost = np.zeros((len(a) + 1, len(b) + 1))
    cost[1:, 0] = np.cumsum([_skip(word) for word in a])
    cost[0, 1:] = np.cumsum([_skip(word) for word in b])
    for i, word in enumerate(a, 1):
        row, above = cost[i], cost[i - 1]
        for j, other in enumerate(b, 1):
            row[j] = min(above[j - 1] + _swap(word, other), above[j] + _skip(word), row[j - 1] + _skip(other))
    return cost


def _skip(word: str) -> float:
    return _SKIP_FILLED if word == FILLED else _SKIP_WORD


def _swap(a: str, b: str) -> float:
    if a == b:
        return 0.0
    return _SWAP_KINDS if FILLED in (a, b) else _SWAP_WORDS


def _one(said: str | None, heard: str | None) -> Score:
    if said == FILLED:
        return Score(hits=1) if heard == FILLED else Score(misses=1)
    words = 0 if said is None else 1
    if heard == FILLED:
        return Score(false_alarms=1, word_errors=words, words=words)
    return Score(word_errors=int(said != heard), words=words)
