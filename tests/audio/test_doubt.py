from __future__ import annotations

import pytest

from audio.doubt import all_say, covered, doubt, in_circles, left_over, repeats_itself, said_again
from coach.transcript import Span, Word


def said(*words: tuple[str, float, float]) -> list[Word]:
    return [Word(text, start_s, end_s, 0.9) for text, start_s, end_s in words]


def test_words_under_the_whole_voice_leave_no_doubt() -> None:
    words = said(("I", 0.0, 0.2), ("tried", 0.3, 0.7), ("it", 0.7, 1.0))
    assert not doubt(words, voiced=[Span(0.0, 1.1)]).serious


def test_a_reading_that_stops_early_is_doubted() -> None:
    words = said(("I", 0.0, 0.2), ("tried", 0.3, 0.7))
    assert doubt(words, voiced=[Span(0.0, 4.0), Span(4.2, 6.0)]).serious


def test_a_last_word_stretched_to_the_end_does_not_hide_what_is_missing() -> None:
    words = said(("I", 0.0, 0.2), ("with", 0.3, 15.0))
    found = doubt(words, voiced=[Span(0.0, 15.0)])
    assert found.serious
    assert found.longest_s > 10


def test_a_word_stretched_over_others_accounts_for_its_two_ends_only() -> None:
    first, last = covered(Word("with", 2.0, 9.0, 0.9))
    assert first[0] < 2.0 < first[1] < 4.0
    assert 7.0 < last[0] < 9.0 < last[1]
    between = left_over([Span(0.0, 11.0)], taken=[first, last])[1]
    assert (between.start_s, between.end_s) == pytest.approx((first[1], last[0]), abs=0.01)


def test_of_two_doubtful_readings_the_one_that_misses_less_is_better() -> None:
    voiced = [Span(0.0, 8.0)]
    little, more = said(("I", 0.0, 0.2)), said(("I", 0.0, 0.2), ("tried", 3.0, 3.4), ("it", 3.4, 3.6))
    assert doubt(more, voiced=voiced).weight < doubt(little, voiced=voiced).weight


def test_a_reading_broken_off_at_its_limit_counts_as_looping() -> None:
    assert doubt(said(("I", 0.0, 0.2)), voiced=[], complete=False).loops


def test_running_in_circles_is_noticed() -> None:
    assert repeats_itself("um " * 12)
    assert repeats_itself("and then we did it " * 6)


def test_an_emphatic_speaker_does_not_run_in_circles() -> None:
    assert not repeats_itself("It was very, very, very good, and no, no, we did not stop there.")


def test_only_the_circle_is_taken_out_and_what_follows_is_kept() -> None:
    texts = ["we", "tried", "it", *["and", "then"] * 6, "left"]
    words = [Word(text, at, at + 0.5, 0.9) for at, text in enumerate(texts)]
    assert in_circles(words) == frozenset(range(5, 15))
    assert in_circles(words[:6]) == frozenset()


def test_what_is_said_again_is_told_without_its_signs() -> None:
    texts = ["more", "words.", "Words,", "words,", "words,", "words.", "Um."]
    words = [Word(text, at, at + 0.5, 0.9) for at, text in enumerate(texts)]
    assert said_again(words) == ("words",) * 4
    assert said_again(words[:5]) == ()


def test_what_all_readings_say_as_often_was_said() -> None:
    row = ("words",) * 4
    assert all_say([row, row, row])
    assert not all_say([row, row, ("words",) * 9])
    assert not all_say([row, None])
    assert not all_say([row])


def test_a_row_of_filled_pauses_that_ends_is_no_circle() -> None:
    row = [Word("uh,", at, at + 0.3, 0.8, "filled_pause") for at in range(8)]
    words = [Word("well", -1.0, -0.5, 0.9), *row, Word("yes", 9.0, 9.4, 0.9)]
    assert not doubt(words, voiced=[]).loops
    assert doubt(words, voiced=[], complete=False).loops
    assert in_circles(words) == frozenset()


def test_a_sentence_said_again_in_no_time_is_doubted() -> None:
    once = said(("look", 0.0, 0.3), ("at", 0.3, 0.5), ("the", 0.5, 0.6), ("images", 0.6, 1.1))
    again = said(("look", 1.1, 1.1), ("at", 1.1, 1.1), ("the", 1.1, 1.1), ("images", 1.1, 1.2))
    assert not doubt(once, voiced=()).loops
    assert doubt([*once, *again], voiced=()).loops
