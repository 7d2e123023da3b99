"""An answer as a script: its text, and which stretches of it are what. No widget, only places in a text.

The text is the words joined by spaces, with the length of each long pause in between.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.coverage import PointCoverage
from coach.review import Review
from coach.spelled import duration
from coach.transcript import Word

StretchKind = Literal["filled_pause", "marker", "repeat", "pause", "evidence"]
_NBSP = "\u00a0"
_ROOM = 2 * _NBSP
"""Beside the length of a pause, inside its rim: a line does not end there, as it does after other spaces."""
_SAYS = {"repetition": "said twice", "restart": "begun again", "drawn_out": "drawn out"}
"""What each kind of repeat is called, in the order in which they are counted."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One word: the characters it fills (`end` is behind the last), and when it is said, in seconds."""

    start: int
    end: int
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of characters that something is said about.

    For evidence `point` is the number of its point from 0; for a repeat `says` is what it is called.
    """

    start: int
    end: int
    kind: StretchKind
    point: int = -1
    is_whole: bool = True
    says: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """The text of an answer with its words and stretches, both in the order of the text."""

    text: str = ""
    words: tuple[Spoken, ...] = ()
    stretches: tuple[Stretch, ...] = ()

    def word_at(self, place: int) -> int | None:
        """The number of the word that holds this character, or else the next one; None behind the last."""
        number = bisect_right(self.words, place, key=lambda word: word.end)
        return number if number < len(self.words) else None

    def word_during(self, now_s: float) -> int | None:
        """The number of the word that is being said, None in a pause."""
        number = bisect_right(self.words, now_s, key=lambda word: word.start_s) - 1
        if number < 0 or now_s >= self.words[number].end_s + _LINGER_S:
            return None
        return number

    def evidence(self, point: int) -> Stretch | None:
        """Where the words stand that show a point."""
        return next((one for one in self.stretches if one.point == point), None)

    def says(self, number: int) -> str:
        """What a word that begins a repeat is called, to be heard beside it; "" for any other word."""
        start = self.words[number].start
        return next((one.says for one in self.stretches if one.says and one.start == start), "")

    def repeats_told(self) -> str:
        """How many words are marked as said twice, begun again or drawn out; "" for none."""
        found = Counter(one.says for one in self.stretches if one.kind == "repeat")
        return ", ".join(f"{found[says]} {says}" for says in _SAYS.values() if found[says])


_LINGER_S = 0.03


def script(review: Review, *, long_pause_s: float) -> Script:
    """The script of an answer; pauses longer than `long_pause_s` are written into the text."""
    words = review.heard.transcript.words
    long = [pause for pause in review.pauses if pause.is_over(long_pause_s)]
    pieces: list[str] = []
    spoken: list[Spoken] = []
    silent: list[Stretch] = []
    at = 0
    for word in words:
        while long and _middle(long[0].start_s, long[0].end_s) <= _middle(word.start_s, word.end_s):
            chip = f"{_ROOM}{duration(long.pop(0).length_s).replace(' ', _NBSP)}{_ROOM}"
            silent.append(Stretch(at, at + len(chip), "pause"))
            pieces.append(chip)
            at += len(chip) + 1
        pieces.append(word.text)
        spoken.append(Spoken(at, at + len(word.text), word.start_s, word.end_s))
        at += len(word.text) + 1
    said = (*_fillers(review, spoken, words), *_repeats(review, spoken), *_evidence(review, spoken))
    stretches = sorted((*silent, *said), key=lambda one: (one.start, one.end))
    return Script(" ".join(pieces), tuple(spoken), tuple(stretches))


def _middle(start_s: float, end_s: float) -> float:
    return (start_s + end_s) / 2


def _fillers(review: Review, spoken: Sequence[Spoken], words: Sequence[Word]) -> Iterator[Stretch]:
    for word, place in zip(words, spoken, strict=True):
        if word.kind == "filled_pause":
            yield Stretch(place.start, place.end, "filled_pause")
    for filler in review.fillers:
        if filler.kind == "discourse_marker":
            found = _between(spoken, filler.start_s, filler.end_s)
            if found:
                yield Stretch(found[0].start, found[-1].end, "marker")


def _repeats(review: Review, spoken: Sequence[Spoken]) -> Iterator[Stretch]:
    for repeat in review.repeats:
        found = _between(spoken, repeat.start_s, repeat.end_s)
        if found and repeat.kind in _SAYS:
            yield Stretch(found[0].start, found[-1].end, "repeat", says=_SAYS[repeat.kind])


def _evidence(review: Review, spoken: Sequence[Spoken]) -> Iterator[Stretch]:
    points: tuple[PointCoverage, ...] = review.coverage.points if review.coverage else ()
    for number, point in enumerate(points):
        if point.evidence is None:
            continue
        found = _between(spoken, point.evidence.start_s, point.evidence.end_s)
        if found:
            whole = point.verdict == "covered"
            yield Stretch(found[0].start, found[-1].end, "evidence", number, whole)


def _between(spoken: Sequence[Spoken], start_s: float, end_s: float) -> list[Spoken]:
    """The words whose middle lies in a stretch of time."""
    first = bisect_right(spoken, start_s, key=lambda word: _middle(word.start_s, word.end_s))
    while first > 0 and _middle(spoken[first - 1].start_s, spoken[first - 1].end_s) >= start_s:
        first -= 1
    last = first
    while last < len(spoken) and _middle(spoken[last].start_s, spoken[last].end_s) <= end_s:
        last += 1
    return list(spoken[first:last])
