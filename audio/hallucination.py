"""Words that nobody said: what Whisper makes of silence and noise is found out by listening again."""

from __future__ import annotations

from collections.abc import Iterable

from audio.speech import Speech
from audio.transcriber import Written, WrittenWord

_REACH_S = 0.3
_NO_VOICE = 0.1
_MOSTLY_NOISE_S = 0.25
_DOUBTFUL_LOG_PROBABILITY = -1.0
_NO_SPEECH = 0.6


def believed(written: Written, speech: Speech, *, start_s: float) -> tuple[WrittenWord, ...]:
    """The words of a piece that begins at `start_s` for which there is a voice in the sound.

    A piece that Whisper itself takes for no speech and reads with low confidence gives no words (both
    thresholds are Whisper's own, Radford et al. 2022); neither does a word with no voice near it.
    """
    if written.no_speech > _NO_SPEECH and written.mean_log_probability < _DOUBTFUL_LOG_PROBABILITY:
        return ()
    return tuple(_with_voice(written.words, speech, start_s=start_s))


def _with_voice(words: Iterable[WrittenWord], speech: Speech, *, start_s: float) -> Iterable[WrittenWord]:
    for written in words:
        begin, end = start_s + written.word.start_s, start_s + written.word.end_s
        chances = speech.chances(begin - _REACH_S, end + _REACH_S)
        if len(chances) and float(chances.max()) >= _NO_VOICE:
            yield written
