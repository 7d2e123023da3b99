"""Figures inside a sentence."""

from __future__ import annotations

import pytest

from coach.spelled import clock, duration


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (71.9, "1:11"), (3599.9, "59:59"), (3700, "1:01:40"), (-1, "0:00")]
)
def test_a_long_time_has_hours(seconds: float, text: str) -> None:
    assert clock(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(2.04, "2.0 s"), (59.94, "59.9 s"), (59.96, "1:00"), (75.4, "1:15"), (3700, "1:01:40")],
)
def test_what_lasts_a_minute_is_told_in_minutes(seconds: float, text: str) -> None:
    assert duration(seconds) == text
