from __future__ import annotations

import math

import pytest

from coach.norms import NOTES, Norms, as_shown, side


@pytest.mark.parametrize(
    ("figure", "value", "band", "where"),
    [
        ("articulation", 5.54, (3.5, 5.5), 0),
        ("articulation", 5.56, (3.5, 5.5), 1),
        ("articulation", 3.46, (3.5, 5.5), 0),
        ("pace", 175.4, (110.0, 175.0), 0),
        ("pace", 109.4, (110.0, 175.0), -1),
        ("pace", 110.3, (110.4, 175.0), 0),  # both read 110
        ("length", 120.9, (60.0, 120.0), 0),
        ("length", 59.9, (60.0, 120.0), -1),
        ("melody", 1.96, (2.0, math.inf), 0),
        ("first_word", 40.0, None, 0),
    ],
)
def test_a_figure_is_held_against_its_band_as_it_is_shown(
    figure: str, value: float, band: tuple[float, float] | None, where: int
) -> None:
    assert side(figure, value, band) == where


@pytest.mark.parametrize("figure", NOTES)
def test_every_figure_has_a_form_in_which_it_is_shown_and_its_limits_are_inside(figure: str) -> None:
    assert abs(as_shown(figure, 3.14159) - 3.14159) < 0.5
    band = Norms().band(figure)
    limits = () if band is None else tuple(limit for limit in band if math.isfinite(limit))
    assert [side(figure, limit, band) for limit in limits] == [0] * len(limits)
