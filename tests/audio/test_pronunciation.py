from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.pronunciation import pronunciations

KNOWN = {
    "dollars": ("D AA L ER Z",),
    "read": ("R IY D", "R EH D"),
    "time": ("T AY M",),
    "stamp": ("S T AE M P",),
    "it": ("IH T",),
    "i": ("AY",),
    "t": ("T IY",),
    "nineteen": ("N AY N T IY N",),
    "ninety": ("N AY N T IY",),
    "six": ("S IH K S",),
    "percent": ("P ER S EH N T",),
    "point": ("P OY N T",),
    "two": ("T UW",),
    "hundred": ("HH AH N D R AH D",),
    "team": ("T IY M",),
    "millimeters": ("M IH L AH M IY T ER Z",),
}


def look_up(word: str) -> tuple[str, ...]:
    return KNOWN.get(word, ())


def said(text: str, *, hesitant: bool = False) -> tuple[str, ...]:
    return pronunciations(text, lookup=look_up, hesitant=hesitant)


def test_a_word_of_the_dictionary_is_said_in_every_way_that_it_has() -> None:
    assert said("Read,") == ("R IY D", "R EH D")


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("1996", "N AY N T IY N N AY N T IY S IH K S"),
        ("96%", "N AY N T IY S IH K S P ER S EH N T"),
        ("2.2", "T UW P OY N T T UW"),
        ("206", "T UW HH AH N D R AH D S IH K S"),
        ("6mm", "S IH K S M IH L AH M IY T ER Z"),
        ("mm,", "M IH L AH M IY T ER Z"),
    ],
)
def test_numbers_are_read_out(text: str, phones: str) -> None:
    assert said(text) == (phones,)


@pytest.mark.parametrize("text", ["mm-hmm", "Mhm.", "mhmm"])
def test_an_assent_is_no_length(text: str) -> None:
    assert said(text)[0] == "M HH M"


def test_the_sign_of_a_sum_is_said_after_its_number() -> None:
    assert said("$206")[0] == f"{said('206')[0]} D AA L ER Z"


def test_capitals_may_be_a_word_or_be_spelled() -> None:
    assert said("IT") == ("IH T", "AY T IY")
    assert said("it") == ("IH T",)


def test_a_word_that_is_not_in_the_dictionary_is_put_together_from_two_that_are() -> None:
    assert said("timestamp") == ("T AY M S T AE M P",)


def test_a_name_that_nobody_knows_is_read_by_its_letters() -> None:
    assert said("Thone") == ("TH OW N",)


def test_a_word_with_an_s_of_possession_is_the_word_and_a_z() -> None:
    assert said("team’s") == ("T IY M Z",)


@pytest.mark.parametrize(
    ("text", "phones"),
    [("Um,", "AH AH M M"), ("uhh", "AH AH AH"), ("Hmm...", "HH M M M"), ("er", "ER ER ER")],
)
def test_a_filled_pause_is_said_as_it_sounds_however_it_is_spelled(text: str, phones: str) -> None:
    assert said(text, hesitant=True) == (phones,)


def test_signs_alone_are_not_said() -> None:
    assert said("...") == ()


@given(st.text(max_size=30))
def test_whatever_is_written_has_at_most_four_ways_to_say_it(text: str) -> None:
    ways = pronunciations(text, lookup=lambda word: ("AH", "EH") if len(word) < 9 else ())
    assert len(ways) <= 4
    assert all(way.strip() for way in ways)
