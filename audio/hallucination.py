"""Words that nobody said: what Whisper makes of silence and noise is found out by listening again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import numpy as np

from audio.detector import Values
from audio.doubt import CHANTED_TIMES, crowded
from audio.edges import STEP_S, flags, runs
from audio.signs import bare
from audio.speech import Speech
from audio.transcriber import Written, WrittenWord
from coach.transcript import Span, Word

_REACH_S = 0.3
_NO_VOICE = 0.1
_NO_SPEECH = 0.6
_NO_SPEECH_LOG_PROBABILITY = -1.0
_DOUBTFUL_LOG_PROBABILITY = -0.6
_STANDS_OUT_DB = 10.0
_MOSTLY = 0.5
_IMPOSSIBLE = 0.05
_OFF_S = 1.5
"""How far from where it was said Whisper may time a filled pause: it looks at the silence around."""
_BRIEF_S = 0.15
_SAID_IN_S = 0.25
"""Inside a phrase filled pauses last .35 s on average (Zhu et al. 2022): in less than this none is over."""
_USUAL_WORD_S, _USUAL_LETTER_S = 0.35, 0.09
"""A word that lasts longer hides something else that was said."""


def believed(written: Written, speech: Speech, *, start_s: float, end_s: float) -> tuple[WrittenWord, ...]:
    """The words of a piece from `start_s` to `end_s` for which there is a voice in the sound.

    No words come from a piece that Whisper itself takes for no speech and reads with low confidence (both
    thresholds are Whisper's own, Radford et al. 2022), and none from a doubtful reading of a sound that stays
    as loud as it is: running water, a fan. Measured: water reads at -0.8 with 8 dB between its loud and its
    soft moments; speech in noise at 5 dB reads above -0.4 with 11 dB and more. Nor does a word count with no
    voice near it, nor words that crowd where there is no time to say them: so end readings in which Whisper
    said its sentence twice; nor a filled pause that only repeats the one before it, as Whisper likes to.
    """
    confidence = written.mean_log_probability
    if written.no_speech > _NO_SPEECH and confidence < _NO_SPEECH_LOG_PROBABILITY:
        return ()
    if confidence < _DOUBTFUL_LOG_PROBABILITY and _steady(speech.power_db(start_s, end_s)):
        return ()
    without_time = crowded([one.word for one in written.words])
    timely = [one for place, one in enumerate(written.words) if place not in without_time]
    voiced = _with_voice(timely, speech, start_s=start_s, end_s=end_s)
    return tuple(_without_echoes(voiced, speech, start_s=start_s, end_s=end_s))


def _steady(power_db: Values) -> bool:
    if not len(power_db):
        return True
    soft, loud = np.percentile(power_db, (10, 95))
    return bool(loud - soft < _STANDS_OUT_DB)


def _with_voice(
    words: Sequence[WrittenWord], speech: Speech, *, start_s: float, end_s: float
) -> Iterable[WrittenWord]:
    """The words near which a voice is heard, or which are at least far louder than the room.

    In echo the voice detector takes half of some people's speech for none: it may not take their words alone.
    Whisper times filled pauses into the silence around them: for those a voice farther off counts that no
    word accounts for.
    """
    power_db = speech.power_db(start_s, end_s)
    room_db = float(np.percentile(power_db, 10)) if len(power_db) else 0.0
    for written in words:
        begin, end = start_s + written.word.start_s, start_s + written.word.end_s
        chances = speech.chances(begin - _REACH_S, end + _REACH_S)
        loud = speech.power_db(begin, end) >= room_db + _STANDS_OUT_DB
        if (len(chances) and float(chances.max()) >= _NO_VOICE) or (len(loud) and loud.mean() >= _MOSTLY):
            yield written
        elif written.word.kind == "filled_pause":
            others = [one.word for one in words if one is not written]
            near = Span(
                max(0.0, written.word.start_s - _OFF_S), min(end_s - start_s, written.word.end_s + _OFF_S)
            )
            if (
                _spare_s(near, others, voiced=[_earlier(span, start_s) for span in speech.spans()])
                >= _BRIEF_S
            ):
                yield written


def _spare_s(stretch: Span, words: Iterable[Word], *, voiced: Iterable[Span]) -> float:
    """How long the longest voice in a stretch is that no word accounts for, in seconds."""
    steps = round(stretch.length_s / STEP_S)
    taken = [part for word in words for part in _accounted(word)]
    voice = [(span.start_s, span.end_s) for span in voiced]
    spare = flags([(begin_s - stretch.start_s, last_s - stretch.start_s) for begin_s, last_s in voice], steps)
    spare &= ~flags(
        [(begin_s - stretch.start_s, last_s - stretch.start_s) for begin_s, last_s in taken], steps
    )
    return max(((last - first) * STEP_S for first, last in runs(spare)), default=0.0)


def _earlier(span: Span, by_s: float) -> Span:
    return Span(span.start_s - by_s, span.end_s - by_s)


def _accounted(word: Word) -> tuple[tuple[float, float], ...]:
    """The time a word accounts for: of one that lasts too long only its beginning and its end."""
    longest_s = _USUAL_WORD_S + _USUAL_LETTER_S * len(bare(word.text))
    if word.end_s - word.start_s <= longest_s:
        return ((word.start_s, word.end_s),)
    return ((word.start_s, word.start_s + longest_s / 2), (word.end_s - longest_s / 2, word.end_s))


def _without_echoes(
    words: Iterable[WrittenWord], speech: Speech, *, start_s: float, end_s: float
) -> list[WrittenWord]:
    """Rows of equal filled pauses without those that only repeat.

    One that Whisper itself takes for next to impossible is an echo, and so is one that follows in the same
    stretch of voice before it could be said. Of a long row, which may be a circle, as many stay as there are
    stretches of voice between the words around it, the likeliest ones.
    """
    rows = [(hesitation, list(row)) for hesitation, row in groupby(words, key=_hesitation)]
    kept: list[WrittenWord] = []
    for at, (hesitation, row) in enumerate(rows):
        if hesitation is None or len(row) == 1:
            kept += row
            continue
        begin_s = start_s + kept[-1].word.end_s if kept else start_s
        last_s = start_s + rows[at + 1][1][0].word.start_s if at + 1 < len(rows) else end_s
        kept += _said(row, voiced=speech.spans(), between=Span(begin_s, max(begin_s, last_s)))
    return kept


def _said(row: Sequence[WrittenWord], *, voiced: Sequence[Span], between: Span) -> list[WrittenWord]:
    """Which of a row of equal filled pauses were said, `between` the words around it."""
    likely = sorted(row, key=lambda one: -one.word.probability)
    is_long = len(row) >= CHANTED_TIMES
    if is_long:
        likely = likely[: max(1, sum(_lies_in(span, between) for span in voiced))]
    said = [one for place, one in enumerate(likely) if not place or one.word.probability >= _IMPOSSIBLE]
    said = sorted(said, key=lambda one: one.word.start_s)
    sounds = sum(_shared_s(span, between) >= _BRIEF_S for span in voiced)
    return said if is_long or sounds >= len(said) else _in_time(said)


def _in_time(row: Sequence[WrittenWord]) -> list[WrittenWord]:
    """The row without those that begin before the one ahead of them could have been said."""
    said = list(row[:1])
    said += [one for one in row[1:] if _later_by_s(one, said[-1]) >= _SAID_IN_S]
    return said


def _later_by_s(one: WrittenWord, other: WrittenWord) -> float:
    """How much later one begins, by Whisper's times or by its phones: what has room by either is believed."""
    later_s = one.word.start_s - other.word.start_s
    if one.found is None or other.found is None:
        return later_s
    return max(later_s, one.found.start_s - other.found.start_s)


def _lies_in(span: Span, stretch: Span) -> bool:
    """Whether a stretch of voice lies in another stretch for the most part."""
    return stretch.start_s < (span.start_s + span.end_s) / 2 < stretch.end_s


def _shared_s(span: Span, stretch: Span) -> float:
    return min(span.end_s, stretch.end_s) - max(span.start_s, stretch.start_s)


def _hesitation(written: WrittenWord) -> str | None:
    """Which filled pause it is, in plain letters; none if it is a word."""
    word = written.word
    return bare(word.text) if word.kind == "filled_pause" else None
