"""A voice for which a reading has no word may be somebody's "um": it is listened to once more by itself."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from audio.clip import MODEL_RATE_HZ, Samples
from audio.doubt import unread
from audio.transcriber import Writer, Written, WrittenWord
from coach.transcript import Span

_LEAST_S = 0.35
"""Of voice, beyond the quarter of a second that words may reach over their times."""
_AROUND_S = 0.55
"""Heard with it on either side: the margin of the words around it, and a little of what comes before them."""
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
    Where a filled pause stands beside the stretch already, it is the one.
    """
    words = list(written.words)
    for stretch in reversed(unread([one.word for one in words], voiced=voiced)):
        at = sum(_middle(one) < (stretch.start_s + stretch.end_s) / 2 for one in words)
        beside = words[max(0, at - 1) : at + 1]
        if stretch.length_s < _LEAST_S or any(one.word.kind == "filled_pause" for one in beside):
            continue
        if not is_wanted():
            break
        said = (*context, *(token for one in words[:at] for token in one.tokens))
        found = _hesitation(writer, samples, stretch, said=said)
        words[at:at] = [] if found is None else [found]
    return replace(written, words=tuple(words))


def _hesitation(
    writer: Writer, samples: Samples, stretch: Span, *, said: Sequence[int]
) -> WrittenWord | None:
    """The filled pause that a stretch of a piece is, as sure as Whisper is of it; none if it is none."""
    first, last = (
        round(MODEL_RATE_HZ * at_s) for at_s in (stretch.start_s - _AROUND_S, stretch.end_s + _AROUND_S)
    )
    alone = writer.write_down(samples[max(0, first) : last], context=said, hurried=True)
    if not alone.words or any(one.word.kind == "word" for one in alone.words):
        return None
    if alone.mean_log_probability < _LEAST_LOG_PROBABILITY:
        return None
    found = alone.words[0]
    sure = round(min(1.0, math.exp(alone.mean_log_probability)), 3)
    word = replace(found.word, start_s=stretch.start_s, end_s=stretch.end_s, probability=sure)
    return replace(found, word=word)


def _middle(written: WrittenWord) -> float:
    return (written.word.start_s + written.word.end_s) / 2
