"""Reasons to doubt a reading: it runs in circles, or there is a voice where it has no words."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from audio.edges import STEP_S, flags, runs
from audio.signs import bare
from coach.transcript import Span, Word

LOOPING = 2.4
"""Compression ratio above which a text repeats itself: Whisper's own threshold (Radford et al. 2022)."""
CHANTED_TIMES = 5
"""From so many times on end on, what is said again and again may be a circle."""
_LONGEST_PHRASE = 6
_SPACE_S = 0.25
_SLOW_WORD_S = 0.45
_SLOW_LETTER_S = 0.1
_TOO_LONG_UNREAD_S = 1.2
_CROWD, _CROWD_S = 4, 0.2
"""Nobody says four words in a fifth of a second: the quickest talkers manage eight in a whole one."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What speaks against a reading: it loops; `unread_s` of voice without words, `longest_s` on end."""

    loops: bool
    unread_s: float = 0.0
    longest_s: float = 0.0

    @property
    def serious(self) -> bool:
        """Whether the piece should be read again in another way."""
        return self.loops or self.longest_s >= _TOO_LONG_UNREAD_S

    @property
    def weight(self) -> tuple[bool, int]:
        """For choosing among readings: the lightest is best; in half seconds, since edges are soft."""
        return self.loops, round(2 * self.unread_s) if self.serious else 0


def doubt(words: Sequence[Word], *, voiced: Sequence[Span], complete: bool = True) -> Doubt:
    """What speaks against these words for a sound with a voice in the given stretches.

    A reading that is not `complete` was broken off at its limit of tokens: that is what loops look like too.
    People do say "uh, uh, uh, uh, uh": a row of filled pauses that comes to an end is no loop.
    """
    spoken = " ".join(word.text for word in words if word.kind == "word")
    loops = not complete or bool(crowded(words)) or repeats_itself(spoken)
    lengths = [span.length_s for span in unread(words, voiced=voiced)]
    return Doubt(loops, sum(lengths), max(lengths, default=0.0))


def unread(words: Sequence[Word], *, voiced: Sequence[Span]) -> tuple[Span, ...]:
    """Stretches with a voice and without a word; words may be a quarter of a second off."""
    return left_over(voiced, taken=[part for word in words for part in covered(word)])


def left_over(voiced: Sequence[Span], *, taken: Sequence[tuple[float, float]]) -> tuple[Span, ...]:
    """What is left of stretches with a voice without the parts that are taken, from and to a second."""
    steps = round(max((span.end_s for span in voiced), default=0.0) / STEP_S)
    left = flags([(span.start_s, span.end_s) for span in voiced], steps)
    left &= ~flags(taken, steps)
    return tuple(Span(first * STEP_S, last * STEP_S) for first, last in runs(left))


def repeats_itself(text: str) -> bool:
    """Whether a text runs in circles: it compresses too well, or says a phrase five times on end."""
    raw = text.encode()
    if raw and len(raw) / len(zlib.compress(raw)) > LOOPING:
        return True
    words = re.findall(r"[a-z0-9']+", text.lower())
    return any(_chants(words, length) for length in range(1, _LONGEST_PHRASE + 1))


def crowded(words: Sequence[Word]) -> frozenset[int]:
    """Places of words for which the sound has no time: a sentence that Whisper says twice ends so."""
    found = set[int]()
    for first in range(len(words) - _CROWD + 1):
        last = first + _CROWD - 1
        if words[last].end_s - words[first].start_s < _CROWD_S:
            found.update(range(first, last + 1))
    return frozenset(found)


def in_circles(words: Sequence[Word]) -> frozenset[int]:
    """Places of words that only say again what was said five times on end; the first time is not among them.

    What comes after a circle is kept, and a row of filled pauses is none: people do that.
    """
    plain = [bare(word.text) for word in words]
    hesitant = [word.kind == "filled_pause" for word in words]
    found = set[int]()
    for length in range(1, _LONGEST_PHRASE + 1):
        for first, last in _circles(plain, length):
            if not all(hesitant[first:last]):
                found.update(range(first, last))
    return frozenset(found)


def said_again(words: Sequence[Word]) -> tuple[str, ...]:
    """What stands in circles, without its signs."""
    return tuple(bare(words[place].text) for place in sorted(in_circles(words)))


def all_say(again: Collection[tuple[str, ...] | None]) -> bool:
    """Whether several readings have the same in circles; none that was broken off (None) may be among them.

    Whisper goes in circles as long as chance has it: what it says as often whatever it was told before,
    somebody said.
    """
    return len(again) > 1 and None not in again and len(set(again)) == 1


def _chants(words: list[str], length: int) -> bool:
    return next(_circles(words, length), None) is not None


def _circles(words: list[str], length: int) -> Iterator[tuple[int, int]]:
    """Where a phrase of so many words is said again and again: first and one past the last of the repeats."""
    same = 0
    for at in range(length, len(words) + 1):
        if at < len(words) and words[at] == words[at - length]:
            same += 1
            continue
        if same >= (CHANTED_TIMES - 1) * length:
            yield at - same, at
        same = 0


def covered(word: Word) -> tuple[tuple[float, float], ...]:
    """The sound a word accounts for. One that lasts far too long accounts for its two ends only."""
    longest_s = _SLOW_WORD_S + _SLOW_LETTER_S * len(word.text)
    start_s, end_s = word.start_s - _SPACE_S, word.end_s + _SPACE_S
    return (start_s, min(end_s, start_s + longest_s)), (max(start_s, end_s - longest_s), end_s)
