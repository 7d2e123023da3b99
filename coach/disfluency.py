"""Repetitions and restarts: words said again at once, which are not fillers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from coach.lexicon import words
from coach.transcript import Transcript, Word

RepeatKind = Literal["repetition", "restart"]
_LONGEST = 4
_LONGEST_GAP_S = 1.5
# Said twice on purpose, or by grammar.
_MEANT = words(
    "very really so much many long far no yes yeah bye ha blah again more never please okay right had "
    "that is step bit one two zero way too well little over side day back face end by now knock three "
    "four five six seven eight nine ten"
)


@dataclass(frozen=True, slots=True)
class Repeat:
    """Words said twice in a row; start and end (seconds) span what was said first, the part one could cut.

    A "repetition" is the same again without a break ("the the"); a "restart" begins the thought anew after a
    break, a filled pause or a cut-off word ("we, we did", "I wan- I wanted").
    """

    text: str
    kind: RepeatKind
    start_s: float
    end_s: float


def find_repeats(transcript: Transcript) -> tuple[Repeat, ...]:
    """All repetitions and restarts, in time order, none overlapping another."""
    said = transcript.spoken
    keys = [_key(word) for word in said]
    filled = [word.start_s for word in transcript.words if word.kind == "filled_pause"]
    found: list[Repeat] = []
    at = 0
    while at < len(said) - 1:
        length = _said_again(said, keys, at)
        if length:
            found.append(_repeat(said, filled, at=at, length=length))
        at += max(1, length)
    return tuple(found)


def _key(word: Word) -> str:
    return re.sub(r"[^\w'-]+", "", word.text.lower().replace("’", "'")).strip("'")


def _said_again(said: tuple[Word, ...], keys: list[str], at: int) -> int:
    """How many words from `at` on are said again right after; 0 for none."""
    if _cut_off(keys[at], keys[at + 1]):
        return 1
    for length in range(min(_LONGEST, (len(keys) - at) // 2), 0, -1):
        first, second = keys[at : at + length], keys[at + length : at + 2 * length]
        if first == second and all(first) and not (length == 1 and first[0] in _MEANT):
            gap_s = said[at + length].start_s - said[at + length - 1].end_s
            ended = re.search(r"[.?!;:]$", said[at + length - 1].text)
            return length if gap_s <= _LONGEST_GAP_S and not ended else 0
    return 0


def _cut_off(first: str, second: str) -> bool:
    """ "wan-" before "wanted"."""
    stem = first.rstrip("-")
    return first.endswith("-") and bool(stem) and second.startswith(stem)


def _repeat(said: tuple[Word, ...], filled: list[float], *, at: int, length: int) -> Repeat:
    first, again = said[at : at + length], said[at + length]
    broken = bool(re.search(r"[,\-–—…]$|\.\.\.$", first[-1].text))
    broken = broken or any(first[-1].start_s <= start_s <= again.start_s for start_s in filled)
    text = " ".join(word.text for word in said[at : at + 2 * length])
    return Repeat(text, "restart" if broken else "repetition", first[0].start_s, first[-1].end_s)
