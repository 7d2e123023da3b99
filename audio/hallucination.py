"""Words that nobody said: what Whisper makes of silence and noise is found out by listening again."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from audio.detector import Values
from audio.doubt import crowded
from audio.speech import Speech
from audio.transcriber import Written, WrittenWord

_REACH_S = 0.3
_NO_VOICE = 0.1
_NO_SPEECH = 0.6
_NO_SPEECH_LOG_PROBABILITY = -1.0
_DOUBTFUL_LOG_PROBABILITY = -0.6
_STANDS_OUT_DB = 10.0


def believed(written: Written, speech: Speech, *, start_s: float, end_s: float) -> tuple[WrittenWord, ...]:
    """The words of a piece from `start_s` to `end_s` for which there is a voice in the sound.

    No words come from a piece that Whisper itself takes for no speech and reads with low confidence (both
    thresholds are Whisper's own, Radford et al. 2022), and none from a doubtful reading of a sound that stays
    as loud as it is: running water, a fan. Measured: water reads at -0.8 with 8 dB between its loud and its
    soft moments; speech in noise at 5 dB reads above -0.4 with 11 dB and more. Nor does a word count with no
    voice near it, nor words that crowd where there is no time to say them: so end readings in which Whisper
    said its sentence twice.
    """
    confidence = written.mean_log_probability
    if written.no_speech > _NO_SPEECH and confidence < _NO_SPEECH_LOG_PROBABILITY:
        return ()
    if confidence < _DOUBTFUL_LOG_PROBABILITY and _steady(speech.power_db(start_s, end_s)):
        return ()
    without_time = crowded([one.word for one in written.words])
    timely = [one for place, one in enumerate(written.words) if place not in without_time]
    return tuple(_with_voice(timely, speech, start_s=start_s))


def _steady(power_db: Values) -> bool:
    if not len(power_db):
        return True
    soft, loud = np.percentile(power_db, (10, 95))
    return bool(loud - soft < _STANDS_OUT_DB)


def _with_voice(words: Iterable[WrittenWord], speech: Speech, *, start_s: float) -> Iterable[WrittenWord]:
    for written in words:
        begin, end = start_s + written.word.start_s, start_s + written.word.end_s
        chances = speech.chances(begin - _REACH_S, end + _REACH_S)
        if len(chances) and float(chances.max()) >= _NO_VOICE:
            yield written
