"""A voice that a reading has no word for is listened to once more, and may be a filled pause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from audio.clip import MODEL_RATE_HZ, Samples
from audio.transcriber import Written, WrittenWord, kind_of
from audio.unheard import with_hesitations
from coach.transcript import Span, Word
from tests.audio.bursts import BurstWriter

ALL_ALONG = (Span(0.0, 10.0),)


def read(*words: tuple[str, float, float]) -> Written:
    """A reading in which each word has the number of its place as its token."""
    return Written(
        tuple(
            WrittenWord(Word(text, start_s, end_s, 0.9, kind_of(text)), (place,))
            for place, (text, start_s, end_s) in enumerate(words)
        ),
        mean_log_probability=-0.5,
    )


def found_where_timed(written: Written) -> Written:
    """The same words, their phones found in the sound at the very times they have."""
    words = (replace(one, found=Span(one.word.start_s, one.word.end_s)) for one in written.words)
    return replace(written, words=tuple(words))


@dataclass
class SecondEar(BurstWriter):
    """Makes the same of whatever it is given, and remembers what that was."""

    says: Written = field(default_factory=lambda: Written(()))

    def made_of(self, samples: Samples) -> Written:
        return self.says


def heard(
    written: Written, ear: SecondEar, *, voiced: Sequence[Span] = ALL_ALONG, wanted: bool = True
) -> Written:
    sound = np.zeros(10 * MODEL_RATE_HZ, np.float32)
    return with_hesitations(
        written, sound, writer=ear, context=(77,), voiced=voiced, is_wanted=lambda: wanted
    )


def text(written: Written) -> str:
    return " ".join(one.word.text for one in written.words)


LEFT_OUT = read(*((f"w{at}", at + 0.0, at + 1.0) for at in (0, 1, 2, 3, 5, 6, 7, 8, 9)))
"""Ten seconds of voice with nothing written down from the fifth to the sixth."""


def test_a_voice_without_a_word_that_is_an_um_by_itself_is_put_in_its_place() -> None:
    ear = SecondEar(says=read(("Um,", 0.6, 0.9), ("um,", 1.0, 1.1)))
    found = heard(LEFT_OUT, ear)
    assert text(found) == "w0 w1 w2 w3 Um, w5 w6 w7 w8 w9"
    um = found.words[4].word
    assert um.kind == "filled_pause"
    assert 4.0 <= um.start_s < um.end_s <= 5.0
    assert um.probability == pytest.approx(np.exp(-0.5), abs=0.001)


def test_it_is_said_where_the_stretch_is_not_where_the_second_look_found_it() -> None:
    ear = SecondEar(says=found_where_timed(read(("Um,", 0.6, 0.9))))
    assert heard(LEFT_OUT, ear).words[4].found is None


def test_only_the_stretch_and_what_is_around_it_is_listened_to_after_what_was_said_before() -> None:
    ear = SecondEar(says=read(("um", 0.6, 0.9)))
    heard(LEFT_OUT, ear)
    assert len(ear.pieces_s) == 1
    assert 1.0 < ear.pieces_s[0] < 2.5
    assert ear.contexts == [(77, 0, 1, 2, 3)]


@pytest.mark.parametrize(
    "says", [read(("um", 0.1, 0.4), ("yeah", 0.5, 0.9)), read(("here", 0.1, 0.4)), read()]
)
def test_a_stretch_that_has_words_or_nothing_by_itself_is_left_alone(says: Written) -> None:
    assert heard(LEFT_OUT, SecondEar(says=says)) == LEFT_OUT


def test_beside_a_filled_pause_nothing_is_looked_for_since_it_is_the_one() -> None:
    words = [("um," if at == 5 else f"w{at}", at + 0.0, at + 1.0) for at in (0, 1, 2, 3, 5, 6, 7, 8, 9)]
    ear = SecondEar(says=read(("um", 0.6, 0.9)))
    assert heard(read(*words), ear) == read(*words)
    assert ear.pieces_s == []


def test_a_guess_is_left_alone() -> None:
    guess = replace(read(("um", 0.1, 0.4)), mean_log_probability=-1.5)
    assert heard(LEFT_OUT, SecondEar(says=guess)) == LEFT_OUT


def test_silence_without_a_word_is_nothing() -> None:
    ear = SecondEar(says=read(("um", 0.6, 0.9)))
    assert heard(LEFT_OUT, ear, voiced=(Span(0.0, 4.0), Span(5.0, 10.0))) == LEFT_OUT
    assert ear.pieces_s == []


def test_a_reading_that_nobody_wants_any_more_is_not_looked_at_again() -> None:
    ear = SecondEar(says=read(("um", 0.6, 0.9)))
    assert heard(LEFT_OUT, ear, wanted=False) == LEFT_OUT
    assert ear.pieces_s == []


BRIEFLY = tuple((f"w{at}", at + 0.4 * (at == 4), at + 1.0) for at in range(10))
"""Ten seconds of voice, 0.4 s of it with nothing written down."""


def test_between_words_whose_phones_were_found_a_brief_one_is_seen_too() -> None:
    ear = SecondEar(says=read(("um", 0.2, 0.4)))
    found = heard(found_where_timed(read(*BRIEFLY)), ear)
    assert text(found) == "w0 w1 w2 w3 um w4 w5 w6 w7 w8 w9"
    assert 4.0 <= found.words[4].word.start_s < found.words[4].word.end_s <= 4.4
    assert ear.pieces_s[0] < 1.0


def test_between_words_with_rough_times_it_is_not() -> None:
    ear = SecondEar(says=read(("um", 0.2, 0.4)))
    assert heard(read(*BRIEFLY), ear) == read(*BRIEFLY)
    assert ear.pieces_s == []


def test_where_nothing_was_written_down_at_all_an_um_is_found() -> None:
    found = heard(read(), SecondEar(says=read(("Um.", 0.6, 0.9))), voiced=(Span(1.0, 1.6),))
    assert text(found) == "Um."
