"""Where sound is missing it is said in a sentence, and only where it could matter."""

from __future__ import annotations

import math

import pytest

from coach.lost_sound import lost_sound


@pytest.mark.parametrize("lost_s", [0.0, 0.02, 0.24, -1.0, math.nan])
def test_what_is_shorter_than_any_pause_is_told_to_nobody(lost_s: float) -> None:
    assert lost_sound(lost_s) == ""


@pytest.mark.parametrize(
    ("lost_s", "length"), [(0.25, "0.2 s"), (1.23, "1.2 s"), (9.9, "9.9 s"), (34.4, "34.4 s"), (75.3, "1:15")]
)
def test_it_says_how_much_and_what_is_less_sure_for_that(lost_s: float, length: str) -> None:
    told = lost_sound(lost_s)
    assert told == f"The computer missed about {length} of your answer; words, pace and pauses are less sure."


def test_where_no_figure_is_shown_none_is_spoken_of() -> None:
    assert lost_sound(1.2, has_figures=False) == "The computer missed about 1.2 s of your answer."
