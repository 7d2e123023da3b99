"""A voice for which a reading has no word may be somebody's "um": it is listened to once more by itself."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from audio.clip import MODEL_RATE_HZ, Samples
from audio.doubt import covered, left_over
from audio.transcriber import Writer, Written, WrittenWord
from coach.transcript import Span

_LEAST_S, _AROUND_S = 0.35, 0.55
"""How long such a voice lasts, beyond the quarter of a second that words may reach over their times; and what
is heard with it on either side: the margin of the words around it, and a little of what comes before them."""
_SHARP_S, _SHARP_LEAST_S, _SHARP_AROUND_S = 0.05, 0.25, 0.25
"""The same where it is known to some 20 ms when the words around it were said: how far they may reach, how
long a voice lasts, what is heard with it."""
_LEAST_LOG_PROBABILITY = -1.2
"""A guess is less likely: the creaking end of a word was one at -1.4, filled pauses were above -1.15."""


def with_hesitations(
    written: Written,
    samples: Samples,
    *,
    writer: Writer,
    context: Sequence[int] = (),
    voiced: Sequence[Span] = (),
    is_wanted: Callable[[], bool] = lambda: True,
) -> Written:
    """What was written down of a piece, with the filled pauses that the reading left out of it.

    A long reading leaves some out, most of all in rooms that echo. Each stretch of voice without a word is
    read by itself, after what was said before it. Only if that gives filled pauses and nothing else, one is
    put there: where words come, they are those around it, or guesses, and the long reading knows them better.
    Where a filled pause stands beside the stretch already, it is the one. A short one is seen only where the
    phones of the words around it were found: Whisper's own times are too rough.
    """
    words = list(written.words)
    for stretch in reversed(left_over(voiced, taken=[part for one in words for part in _taken(one)])):
        at = sum(_middle(one) < (stretch.start_s + stretch.end_s) / 2 for one in words)
        beside = words[max(0, at - 1) : at + 1]
        sharp = bool(beside) and all(one.found for one in beside)
        least_s, around_s = (_SHARP_LEAST_S, _SHARP_AROUND_S) if sharp else (_LEAST_S, _AROUND_S)
        if stretch.length_s < least_s or any(one.word.kind == "filled_pause" for one in beside):
            continue
        if not is_wanted():
            break
        said = (*context, *(token for one in words[:at] for token in one.tokens))
        found = _hesitation(writer, samples, stretch, around_s=around_s, said=said)
        words[at:at] = [] if found is None else [found]
    return replace(written, words=tuple(words))


def _hesitation(
    writer: Writer, samples: Samples, stretch: Span, *, around_s: float, said: Sequence[int]
) -> WrittenWord | None:
    """The filled pause that a stretch of a piece is, as sure as Whisper is of it; none if it is none."""
    first, last = (
        round(MODEL_RATE_HZ * at_s) for at_s in (stretch.start_s - around_s, stretch.end_s + around_s)
    )
    alone = writer.write_down(samples[max(0, first) : last], context=said, hurried=True)
    if not alone.words or any(one.word.kind == "word" for one in alone.words):
        return None
    if alone.mean_log_probability < _LEAST_LOG_PROBABILITY:
        return None
    found = alone.words[0]
    sure = round(min(1.0, math.exp(alone.mean_log_probability)), 3)
    word = replace(found.word, start_s=stretch.start_s, end_s=stretch.end_s, probability=sure)
    return replace(found, word=word, found=None)  # where it was found is told from the start of the look


def _taken(written: WrittenWord) -> tuple[tuple[float, float], ...]:
    """The time a word accounts for."""
    if written.found is None:
        return covered(written.word)
    return ((written.found.start_s - _SHARP_S, written.found.end_s + _SHARP_S),)


def _middle(written: WrittenWord) -> float:
    when = written.found or written.word
    return (when.start_s + when.end_s) / 2
