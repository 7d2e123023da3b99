"""The pace hint is calm: late, rare, and quiet inside the band."""

from __future__ import annotations

import pytest

from coach.transcript import Transcript, Word
from desktop.pace_hint import PaceHint, words_per_minute

BAND = (110.0, 175.0)


def spoken(pace: float, *, to_s: float) -> Transcript:
    step_s = 60.0 / pace
    count = int(to_s / step_s)
    return Transcript(tuple(Word("so", i * step_s, (i + 1) * step_s, 1.0) for i in range(count)))


@pytest.mark.parametrize(("pace", "text"), [(90, "Unhurried"), (150, "Easy pace"), (200, "A little quick")])
def test_the_pace_is_told_in_one_word(pace: float, text: str) -> None:
    assert PaceHint().after(spoken(pace, to_s=25), upto_s=25, band=BAND).text == text


@pytest.mark.parametrize(
    ("pace", "text"),
    [(109.6, "Easy pace"), (109.4, "Unhurried"), (175.4, "Easy pace"), (175.6, "A little quick")],
)
def test_the_pace_is_held_against_its_band_as_it_is_written(pace: float, text: str) -> None:
    assert PaceHint().after(spoken(pace, to_s=25), upto_s=25, band=BAND).text == text


def test_nothing_is_said_in_the_first_twenty_seconds() -> None:
    assert PaceHint().after(spoken(200, to_s=19), upto_s=19, band=BAND).text == ""


def test_it_changes_at_most_every_fifteen_seconds() -> None:
    first = PaceHint("Easy pace", 25.0)
    fast = spoken(220, to_s=60)
    assert first.after(fast, upto_s=39, band=BAND) == first
    assert first.after(fast, upto_s=41, band=BAND).text == "A little quick"


def test_a_few_words_make_no_pace() -> None:
    assert words_per_minute(spoken(150, to_s=2), upto_s=30) is None


def test_filled_pauses_are_no_words() -> None:
    um = Transcript(tuple(Word("um", i, i + 0.3, 1.0, "filled_pause") for i in range(30)))
    assert words_per_minute(um, upto_s=30) is None
