"""What Whisper says that nobody said is left out."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from audio.clip import Samples
from audio.detector import FRAME, Values
from audio.filled_pause import kind_of
from audio.hallucination import believed
from audio.speech import Speech
from audio.transcriber import Written, WrittenWord
from coach.transcript import Span, Word
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


class DeafDetector:
    """Hears no voice in anything."""

    def chances(self, samples: Samples) -> Values:
        """0 for every frame."""
        return np.zeros(len(samples) // FRAME, np.float32)


def test_the_voice_detector_alone_takes_no_word_that_is_far_louder_than_the_room() -> None:
    speech = Speech(DeafDetector())
    speech.hear(spoken([0.5, 0.5]))
    speech.end()
    written = read(("one", 0.5, 0.8), ("nobody", 0.9, 1.2), ("two", 1.3, 1.6))
    found = believed(written, speech, start_s=0.0, end_s=speech.duration_s)
    assert [one.word.text for one in found] == ["one", "two"]


def hesitations(*times: tuple[float, float, float]) -> Written:
    """Filled pauses all alike, each with start, end and probability."""
    words = [Word("uh,", start_s, end_s, sure, "filled_pause") for start_s, end_s, sure in times]
    return Written(tuple(WrittenWord(word, (1,)) for word in words))


def test_of_a_long_row_of_filled_pauses_as_many_stay_as_there_are_sounds() -> None:
    speech = Speech(BurstDetector())
    speech.hear(spoken([0.5, 0.5, 0.5]))
    speech.end()
    at_s = np.linspace(0.2, speech.duration_s, 9)
    row = [(float(a), float(b), 0.9 - a / 10) for a, b in pairwise(at_s)]
    found = believed(hesitations(*row), speech, start_s=0.0, end_s=speech.duration_s)
    assert len(found) == 3
    assert list(found) == sorted(found, key=lambda one: one.word.start_s)


def test_two_filled_pauses_in_one_breath_are_two() -> None:
    assert len(left(hesitations((0.1, 0.4, 0.6), (0.4, 0.7, 0.5)))) == 2


def test_in_one_breath_none_begins_before_the_one_ahead_is_over() -> None:
    row = hesitations((0.3, 0.4, 0.9), (0.4, 0.5, 0.6), (0.5, 0.55, 0.5), (0.6, 0.8, 0.5))
    the, acoustic = read(("the", 0.1, 0.3), ("acoustic", 0.9, 1.3)).words
    assert left(Written((the, *row.words, acoustic))) == ["the", "uh,", "uh,", "acoustic"]


def test_where_their_phones_were_found_counts_more_than_where_whisper_has_them() -> None:
    row = hesitations((0.3, 0.4, 0.9), (0.4, 0.5, 0.6)).words
    the, acoustic = read(("the", 0.1, 0.3), ("acoustic", 0.9, 1.3)).words
    apart = [replace(one, found=Span(at_s, at_s + 0.2)) for one, at_s in zip(row, (0.3, 0.65), strict=True)]
    assert left(Written((the, *row, acoustic))) == ["the", "uh,", "acoustic"]
    assert left(Written((the, *apart, acoustic))) == ["the", "uh,", "uh,", "acoustic"]


def test_as_many_as_there_are_sounds_stay_however_they_are_timed() -> None:
    speech = Speech(BurstDetector())
    speech.hear(spoken([0.5, 0.5]))
    speech.end()
    row = hesitations((0.8, 0.8, 0.9), (0.8, 0.9, 0.6))
    assert len(believed(row, speech, start_s=0.0, end_s=speech.duration_s)) == 2


def test_a_repeated_filled_pause_next_to_impossible_is_an_echo_but_a_lone_one_stays() -> None:
    assert len(left(hesitations((0.1, 0.4, 0.6), (1.0, 1.3, 0.01)))) == 1
    assert len(left(hesitations((0.1, 0.4, 0.01)))) == 1


def in_the_pause(*words: tuple[str, float, float]) -> list[str]:
    """What is believed of two words 2.6 s apart, with a voice of 0.3 s soon after the first, and of these."""
    speech = Speech(BurstDetector())
    speech.hear(spoken([0.5, 0.4, 2.0]))
    speech.end()
    written = read(("one", 0.5, 0.8), *words, ("two", 3.5, 3.8))
    kinds = [
        WrittenWord(Word(one.word.text, one.word.start_s, one.word.end_s, 0.9, kind_of(one.word.text)), (1,))
        for one in written.words
    ]
    found = believed(Written(tuple(kinds)), speech, start_s=0.0, end_s=speech.duration_s)
    return [one.word.text for one in found]


def test_a_filled_pause_timed_into_the_silence_after_its_voice_is_believed() -> None:
    assert in_the_pause(("um,", 2.2, 2.5)) == ["one", "um,", "two"]


def test_one_before_its_voice_too() -> None:
    speech = Speech(BurstDetector())
    speech.hear(spoken([1.0, 0.5]))
    speech.end()
    written = Written(
        (
            WrittenWord(Word("Uh,", 0.0, 0.0, 0.1, "filled_pause"), (1,)),
            WrittenWord(Word("so", 1.8, 2.1, 0.9), (1,)),
        )
    )
    found = believed(written, speech, start_s=0.0, end_s=speech.duration_s)
    assert [one.word.text for one in found] == ["Uh,", "so"]


def test_in_a_later_piece_the_voice_is_looked_for_where_the_piece_is() -> None:
    """The words' times are from the piece's start, those of the voice from the recording's."""
    speech = Speech(BurstDetector())
    speech.hear(spoken([6.0, 0.5]))
    speech.end()
    um = WrittenWord(Word("Uh,", 0.0, 0.0, 0.1, "filled_pause"), (1,))
    so = WrittenWord(Word("so", 1.8, 2.1, 0.9), (1,))
    found = believed(Written((um, so)), speech, start_s=5.0, end_s=speech.duration_s)
    assert [one.word.text for one in found] == ["Uh,", "so"]
    assert [one.word.text for one in believed(Written((um,)), speech, start_s=3.0, end_s=5.5)] == []


def test_a_word_in_silence_is_not_believed_for_a_voice_farther_off() -> None:
    assert in_the_pause(("and", 2.2, 2.5)) == ["one", "two"]


def test_a_filled_pause_in_silence_is_not_believed_when_words_account_for_the_voice() -> None:
    assert in_the_pause(("then", 1.2, 1.5), ("um,", 2.2, 2.5)) == ["one", "then", "two"]


def test_a_word_that_lasts_too_long_does_not_account_for_all_of_it() -> None:
    assert in_the_pause(("it's,", 0.8, 2.1), ("um,", 2.2, 2.5)) == ["one", "it's,", "um,", "two"]
