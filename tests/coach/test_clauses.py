from __future__ import annotations

import pytest

from coach.clauses import to_clause_ends, with_the_rest
from coach.pacing import pauses
from tests.coach.spoken import spoken


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("We moved the office. [0.6] Then we hired.", "clause_end"),
        ("When it rained, [0.6] we stayed in.", "clause_end"),
        ("I called them [0.6] because nobody had. Fine.", "clause_end"),
        ("They said 'we moved.' [0.6] Somebody hired. Fine.", "clause_end"),
        ("I called the [0.6] landlord. Fine.", "inside"),
        ("They said “we mov-” [0.6] everything green. Fine.", "inside"),
        ("I called the, [0.6] the landlord. Fine.", "inside"),
        ("They painted [0.6] everything green. Fine.", "inside"),
        ("they painted [0.6] everything green", ""),
    ],
)
def test_a_pause_is_inside_a_clause_or_at_its_end(said: str, place: str) -> None:
    assert [one.place for one in pauses(spoken(said))] == [place]


def test_silence_beside_an_um_belongs_to_a_filled_pause() -> None:
    found = pauses(spoken("We moved [0.5] um [0.5] out. [0.5] Fine."))
    assert [one.kind for one in found] == ["filled", "filled", "silent"]


def _cut(said: str, first: int, last: int) -> str:
    heard = spoken(said).transcript.words
    begin, end = to_clause_ends(heard, first, last)
    return " ".join(word.text for word in heard[begin : end + 1])


def test_what_is_shown_is_widened_to_the_sentence_it_lies_in() -> None:
    said = "We had a leak. I closed the valve by hand and rang the plumber. Then we mopped up."
    assert _cut(said, 5, 12) == "I closed the valve by hand and rang the plumber."


def test_a_sentence_ends_before_the_quotation_mark_that_closes_it() -> None:
    said = "We said “we had a leak.” I closed the valve by hand and they said 'well.' Nobody mopped up."
    assert _cut(said, 7, 16) == "I closed the valve by hand and they said 'well.'"


def test_what_is_shown_loses_the_beginning_of_another_sentence() -> None:
    said = "We had a leak. I closed the valve by hand and rang the plumber. Then we mopped up."
    assert _cut(said, 2, 15) == "I closed the valve by hand and rang the plumber."


def test_without_punctuation_a_long_pause_ends_what_is_shown() -> None:
    said = "we had a leak [0.7] I closed the valve by hand [0.8] then we mopped up for an hour"
    assert _cut(said, 3, 11) == "I closed the valve by hand"


def test_a_short_pause_ends_nothing() -> None:
    said = "we had there for a week some two [0.2] leaks in the roof over all of it"
    assert _cut(said, 7, 9) == "two leaks in"


def test_the_whole_of_a_short_answer_stays_whole() -> None:
    assert _cut("I rang him.", 0, 2) == "I rang him."


def test_the_words_that_say_it_are_shown_with_the_rest_of_their_clause() -> None:
    heard = spoken("It dripped. The cause was a valve that nobody had closed. We closed it.").transcript.words
    assert with_the_rest(heard, 3, 6) == (2, 10)
    assert with_the_rest(heard, 2, 10) == (2, 10)


def test_without_an_end_of_a_clause_nearby_the_words_stay_as_they_are() -> None:
    heard = spoken("word " * 40).transcript.words
    assert with_the_rest(heard, 18, 22) == (18, 22)
