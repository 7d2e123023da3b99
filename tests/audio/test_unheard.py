"""A voice that a reading has no word for is listened to once more, and may be a filled pause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest

from audio.clip import MODEL_RATE_HZ, Samples
from audio.filled_pause import kind_of
from audio.transcriber import Written, WrittenWord
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
    assert um.probability == pytest.approx(np.exp(-0.5) / 2, abs=0.001)  # the long reading had none there


@dataclass
class AskedEar(SecondEar):
    """Notes whether it was told that its reading is wanted."""

    asked: list[bool] = field(default_factory=list)

    def write_down(self, samples: Samples, **options: Any) -> Written:
        self.asked.append(options["is_wanted"]())
        return super().write_down(samples, **options)


def test_within_a_second_look_too_it_is_asked_whether_it_is_wanted() -> None:
    ear = AskedEar(says=found_where_timed(read(("w3", 0.0, 0.4), ("w5", 1.0, 1.4))))
    heard(found_where_timed(LEFT_OUT), ear)
    assert ear.asked == [True, True], "alone, and in its sentence"


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


ANSWERED = tuple((f"w{at}", at + 0.25 * (at == 4), at + 1.0) for at in range(10))
"""Ten seconds of voice, a quarter of one with nothing written down: too short to be heard by itself."""


def around(*said: str) -> Written:
    """What a reading of the eight seconds around it has, with so much in its place."""
    before = [(f"w{at}", at + 0.0, at + 1.0) for at in range(4)]
    there = [(text, 4.0 + 0.1 * place, 4.1 + 0.1 * place) for place, text in enumerate(said)]
    return read(*before, *there, ("w4", 4.3, 5.0), ("w5", 5.0, 6.0), ("w6", 6.0, 7.0))


def heard_by(
    ear: SecondEar, other: SecondEar | None = None, *, words: tuple[tuple[str, float, float], ...] = ANSWERED
) -> Written:
    sound = np.zeros(10 * MODEL_RATE_HZ, np.float32)
    first = found_where_timed(read(*words))
    return with_hesitations(first, sound, writer=ear, other=other, context=(77,), voiced=ALL_ALONG)


def test_a_pause_that_a_reading_of_its_sentence_has_between_the_same_words_is_put_there() -> None:
    found = heard_by(SecondEar(says=around("um,")))
    assert text(found) == "w0 w1 w2 w3 um, w4 w5 w6 w7 w8 w9"
    um = found.words[4]
    assert 4.0 <= um.word.start_s < um.word.end_s <= 4.25
    assert um.found is None


def test_its_confidence_says_that_one_of_two_readings_had_it() -> None:
    found = heard_by(SecondEar(says=around("um,")))
    assert found.words[4].word.probability == pytest.approx(0.9 / 2)


def test_another_model_is_asked_first_and_alone_where_it_has_one() -> None:
    ear, other = SecondEar(says=around("uh")), SecondEar(says=around("um"))
    found = heard_by(ear, other)
    assert found.words[4].word.text == "um"
    assert (len(ear.pieces_s), len(other.pieces_s)) == (0, 1)


def test_where_the_other_model_has_other_words_the_same_is_asked_and_believed_less() -> None:
    found = heard_by(SecondEar(says=around("uh")), SecondEar(says=around("well")))
    assert found.words[4].word.text == "uh"
    assert found.words[4].word.probability == pytest.approx(0.9 / 3)


def test_where_the_other_model_has_the_two_words_side_by_side_nobody_else_is_asked() -> None:
    ear = SecondEar(says=around("uh"))
    assert heard_by(ear, SecondEar(says=around())) == found_where_timed(read(*ANSWERED))
    assert ear.pieces_s == []


def test_some_words_on_both_sides_are_read_with_it_and_none_is_cut() -> None:
    ear = SecondEar(says=around())
    heard_by(ear)
    [length_s] = ear.pieces_s
    assert 7.0 < length_s < 9.5
    assert length_s == pytest.approx(8.0, abs=0.26)  # cut where a word ends, and each lasts a second
    assert ear.contexts == [()]


@pytest.mark.parametrize(
    "says",
    [
        around("well"),
        around("well", "um"),
        around("um", "well"),
        read(("w9", 3.0, 4.0), ("um", 4.0, 4.2), ("w4", 4.3, 5.0)),
        read(("w3", 3.0, 4.0), ("um", 4.0, 4.2)),
        read(),
    ],
)
def test_a_pause_between_other_words_is_left_where_it_is(says: Written) -> None:
    assert heard_by(SecondEar(says=says)) == found_where_timed(read(*ANSWERED))


def test_one_that_the_second_reading_has_somewhere_else_is_not_it() -> None:
    away = read(("w3", 0.0, 0.4), ("um", 0.4, 0.8), ("w4", 6.0, 6.5))
    assert heard_by(SecondEar(says=away)) == found_where_timed(read(*ANSWERED))


def test_one_that_the_second_reading_takes_for_next_to_impossible_is_none() -> None:
    words = around("um").words
    doubted = [replace(one, word=replace(one.word, probability=0.04)) for one in words]
    says = Written(tuple(doubted))
    assert heard_by(SecondEar(says=says)) == found_where_timed(read(*ANSWERED))


def test_signs_and_capitals_make_no_other_words() -> None:
    says = read(("W3.", 3.0, 4.0), ("um,", 4.0, 4.2), ("W4", 4.3, 5.0))
    assert text(heard_by(SecondEar(says=says))) == "w0 w1 w2 w3 um, w4 w5 w6 w7 w8 w9"


def test_at_the_head_of_a_piece_the_word_after_it_is_enough() -> None:
    words = tuple((f"w{at}", at + 0.25 * (at == 0), at + 1.0) for at in range(10))
    says = read(("Uh,", 0.0, 0.2), ("w0", 0.2, 1.0), ("w1", 1.0, 2.0))
    assert text(heard_by(SecondEar(says=says), words=words)) == "Uh, w0 w1 w2 w3 w4 w5 w6 w7 w8 w9"


def test_between_words_that_were_not_found_in_the_sound_no_sentence_is_read_again() -> None:
    ear = SecondEar(says=around("um"))
    assert heard(read(*ANSWERED), ear) == read(*ANSWERED)
    assert ear.pieces_s == []


def test_what_a_look_at_the_voice_alone_has_found_is_not_looked_for_again() -> None:
    ear = SecondEar(says=read(("um", 0.2, 0.4)))
    found = heard(found_where_timed(read(*BRIEFLY)), ear)
    assert text(found).split().count("um") == 1
    assert len(ear.pieces_s) == 1


def test_what_follows_is_read_as_if_it_had_not_been_found() -> None:
    for other in (None, SecondEar("small", says=around("um,"))):
        um = heard_by(SecondEar("large", says=around("um,")), other).words[4]
        assert (um.word.text, um.writer, um.tokens) == ("um,", "large", ())
