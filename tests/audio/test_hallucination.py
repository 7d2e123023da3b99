"""What Whisper says that nobody said is left out."""

from __future__ import annotations

import numpy as np

from audio.hallucination import believed
from audio.speech import Speech
from audio.transcriber import Written, WrittenWord
from coach.transcript import Word
from tests.audio.bursts import BurstDetector, spoken


def read(*words: tuple[str, float, float]) -> Written:
    return Written(
        tuple(WrittenWord(Word(text, start_s, end_s, 0.9), (1,)) for text, start_s, end_s in words)
    )


def left(written: Written) -> list[str]:
    """What is believed of a reading of three seconds in which somebody speaks all the time."""
    speech = Speech(BurstDetector())
    speech.hear(spoken([0.1] * 12))
    speech.end()
    return [one.word.text for one in believed(written, speech, start_s=0.0, end_s=speech.duration_s)]


def test_a_sentence_said_again_in_no_time_is_left_out() -> None:
    again = [(text, 1.0, 1.0) for text in ("look", "at", "the", "images")]
    assert left(read(("look", 0.2, 0.4), ("first", 0.5, 0.9), *again)) == ["look", "first"]


def test_quick_speech_is_believed() -> None:
    quick = [(f"w{place}", at_s, at_s + 0.12) for place, at_s in enumerate(np.arange(0.2, 1.4, 0.12))]
    assert left(read(*((text, float(a), float(b)) for text, a, b in quick))) == [text for text, _, _ in quick]


def test_two_words_at_one_moment_are_only_badly_timed() -> None:
    assert left(read(("so", 0.2, 0.2), ("I", 0.2, 0.2), ("went", 0.2, 0.5))) == ["so", "I", "went"]
