"""A voice for which a reading has no word may be somebody's "um": it is listened to once more."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from audio.clip import MODEL_RATE_HZ, Samples
from audio.doubt import covered, left_over
from audio.transcriber import Writer, Written, WrittenWord
from coach.transcript import Span

log = logging.getLogger(__name__)

_LEAST_S, _AROUND_S = 0.35, 0.55
"""How long such a voice lasts, beyond the quarter of a second that words may reach over their times; and what
is heard with it on either side: the margin of the words around it, and a little of what comes before them."""
_SHARP_S, _SHARP_LEAST_S, _SHARP_AROUND_S = 0.05, 0.25, 0.25
"""The same where it is known to some 20 ms when the words around it were said: how far they may reach, how
long a voice lasts, what is heard with it."""
_LEAST_LOG_PROBABILITY = -1.2
"""A guess is less likely: the creaking end of a word was one at -1.4, filled pauses were above -1.15."""
_CLOSE_S, _CLOSE_LEAST_S = 0.03, 0.15
"""The same where the words around it must be heard again beside it: then a voice may be as short as any."""
_SENTENCE_S = 8.0
"""How much is read again then, with some words on both sides; with half of it one in three was not heard."""
_BESIDE_S = 0.3
_OFF_S = 0.6
"""How far from the stretch Whisper may time it then."""
_LEAST_PROBABILITY = 0.05


def with_hesitations(
    written: Written,
    samples: Samples,
    *,
    writer: Writer,
    other: Writer | None = None,
    context: Sequence[int] = (),
    voiced: Sequence[Span] = (),
    is_wanted: Callable[[], bool] = lambda: True,
) -> Written:
    """What was written down of a piece, with the filled pauses that the reading left out of it.

    A long reading leaves some out. Each stretch of voice without a word is read by itself, after what was
    said before it; where that shows nothing, once more with the words around it, first by an `other` model
    if there is one: two models leave out different ones. Words are never taken from a second look: where
    words come, they are those around it, or guesses, and the long reading knows them better.
    """
    words = list(written.words)
    look = _Look(samples, writer=writer, other=other, context=tuple(context), is_wanted=is_wanted)
    _put_in(words, look.alone, stretches=left_over(voiced, taken=_taken(words, reach_s=_SHARP_S)))
    _put_in(words, look.in_its_sentence, stretches=left_over(voiced, taken=_taken(words, reach_s=_CLOSE_S)))
    return replace(written, words=tuple(words))


def _put_in(
    words: list[WrittenWord],
    found_in: Callable[[Sequence[WrittenWord], int, Span], WrittenWord | None],
    *,
    stretches: Sequence[Span],
) -> None:
    """Puts the filled pauses into the words that are found in the stretches, from the last to the first.

    Where a filled pause stands beside a stretch already, it is the one.
    """
    for stretch in reversed(stretches):
        at = sum(_middle(one) < (stretch.start_s + stretch.end_s) / 2 for one in words)
        if not any(one.word.kind == "filled_pause" for one in words[max(0, at - 1) : at + 1]):
            found = found_in(words, at, stretch)
            words[at:at] = [] if found is None else [found]


@dataclass(frozen=True, slots=True)
class _Look:
    """A second look at stretches of a piece: `words` are those of the piece, `at` is the place among them."""

    samples: Samples
    writer: Writer
    other: Writer | None
    context: tuple[int, ...]
    is_wanted: Callable[[], bool]

    def alone(self, words: Sequence[WrittenWord], at: int, stretch: Span) -> WrittenWord | None:
        """The filled pause that a stretch is by itself; none if it is none.

        A short one is seen only where the phones of the words around it were found: Whisper's own times are
        too rough. It is half as sure as Whisper is of it: the long reading had none there.
        """
        beside = words[max(0, at - 1) : at + 1]
        sharp = bool(beside) and all(one.found for one in beside)
        least_s, around_s = (_SHARP_LEAST_S, _SHARP_AROUND_S) if sharp else (_LEAST_S, _AROUND_S)
        if stretch.length_s < least_s or not self.is_wanted():
            return None
        said = (*self.context, *(token for one in words[:at] for token in one.tokens))
        part = self._part(Span(stretch.start_s - around_s, stretch.end_s + around_s))
        alone = self.writer.write_down(part, context=said, hurried=True, is_wanted=self.is_wanted)
        if not alone.words or any(one.word.kind == "word" for one in alone.words):
            return None
        if alone.mean_log_probability < _LEAST_LOG_PROBABILITY:
            return None
        return _said_in(stretch, alone.words[0], probability=math.exp(alone.mean_log_probability) / 2)

    def in_its_sentence(self, words: Sequence[WrittenWord], at: int, stretch: Span) -> WrittenWord | None:
        """The filled pause that another reading has there, between the very words that this one has there.

        A reading that has the two words side by side is believed: there is none. One that has other words
        there says nothing. The confidence is the mean of those of all readings: the long one had none. It has
        no tokens: what follows is read as it would have been without it.
        """
        beside = words[max(0, at - 1) : at + 1]
        if stretch.length_s < _CLOSE_LEAST_S or not beside or any(one.found is None for one in beside):
            return None
        before = _plain(words[at - 1]) if at else None
        after = _plain(words[at]) if at < len(words) else None
        window = _around(stretch, words, length_s=len(self.samples) / MODEL_RATE_HZ)
        for number, ear in enumerate(one for one in (self.other, self.writer) if one is not None):
            if not self.is_wanted():
                break
            heard = self._read_by(ear, window)
            there = Span(stretch.start_s - window.start_s, stretch.end_s - window.start_s)
            likely = _between(heard, before=before, after=after, stretch=there)
            if likely is not None:
                found = _said_in(stretch, likely, probability=likely.word.probability / (number + 2))
                return replace(found, tokens=(), writer=self.writer.name)
            if _side_by_side(heard, before=before, after=after):
                break
        return None

    def _read_by(self, ear: Writer, window: Span) -> tuple[WrittenWord, ...]:
        try:
            part = self._part(window)
            return ear.write_down(part, hurried=True, awaited=True, is_wanted=self.is_wanted).words
        except Exception:  # whatever a model raises that has no memory left: it is only asked what it thinks
            log.warning("A second look was not possible", exc_info=True)
            return ()

    def _part(self, span: Span) -> Samples:
        first, last = (round(MODEL_RATE_HZ * at_s) for at_s in (span.start_s, span.end_s))
        return self.samples[max(0, first) : last]


def _around(stretch: Span, words: Sequence[WrittenWord], *, length_s: float) -> Span:
    """The stretch with what is said around it, cut between words, of about the length to be read."""
    spans = [one.found or Span(one.word.start_s, one.word.end_s) for one in words]
    cuts = [0.0, *((one.end_s + other.start_s) / 2 for one, other in pairwise(spans)), length_s]
    early = [cut for cut in cuts if cut <= stretch.start_s - _BESIDE_S] or [0.0]
    late = [cut for cut in cuts if cut >= stretch.end_s + _BESIDE_S] or [length_s]
    return Span(
        min(early, key=lambda cut: abs(cut - stretch.start_s + _SENTENCE_S / 2)),
        min(late, key=lambda cut: abs(cut - stretch.end_s - _SENTENCE_S / 2)),
    )


def _between(
    words: Sequence[WrittenWord], *, before: str | None, after: str | None, stretch: Span
) -> WrittenWord | None:
    """The likeliest filled pause near a stretch between these words; None stands for an end of the piece."""
    near = [
        one
        for place, one in enumerate(words)
        if one.word.kind == "filled_pause"
        and one.word.probability >= _LEAST_PROBABILITY
        and max(stretch.start_s - one.word.end_s, one.word.start_s - stretch.end_s) < _OFF_S
        and before in (None, _next_word(reversed(words[:place])))
        and after in (None, _next_word(words[place + 1 :]))
    ]
    return max(near, key=lambda one: one.word.probability, default=None)


def _side_by_side(words: Sequence[WrittenWord], *, before: str | None, after: str | None) -> bool:
    """Whether these two words follow one another; None stands for an end of the piece."""
    plain = ["", *(_plain(one) for one in words), ""]
    return any(before in (None, one) and after in (None, other) for one, other in pairwise(plain))


def _next_word(words: Iterable[WrittenWord]) -> str | None:
    return next((_plain(one) for one in words if one.word.kind == "word"), None)


def _plain(written: WrittenWord) -> str:
    return "".join(letter for letter in written.word.text.lower() if letter.isalnum())


def _said_in(stretch: Span, found: WrittenWord, *, probability: float) -> WrittenWord:
    """What was found in a second look, said where the stretch is; its phones are told from another start."""
    sure = round(min(1.0, probability), 3)
    word = replace(found.word, start_s=stretch.start_s, end_s=stretch.end_s, probability=sure)
    return replace(found, word=word, found=None)


def _taken(words: Sequence[WrittenWord], *, reach_s: float) -> list[tuple[float, float]]:
    """The time that words account for; those whose phones were found reach so far over them."""
    taken = list[tuple[float, float]]()
    for one in words:
        found = one.found
        taken += covered(one.word) if found is None else ((found.start_s - reach_s, found.end_s + reach_s),)
    return taken


def _middle(written: WrittenWord) -> float:
    when = written.found or written.word
    return (when.start_s + when.end_s) / 2
