"""Figures inside a sentence."""

from __future__ import annotations

import pytest

from coach.spelled import clock, duration, size


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (71.9, "1:11"), (3599.9, "59:59"), (3600, "1:00:00"), (3700, "1:01:40"), (-1, "0:00")],
)
def test_a_long_time_has_hours(seconds: float, text: str) -> None:
    assert clock(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(2.04, "2.0 s"), (59.94, "59.9 s"), (59.96, "1:00"), (75.4, "1:15"), (3700, "1:01:40")],
)
def test_what_lasts_a_minute_is_told_in_minutes(seconds: float, text: str) -> None:
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("size_bytes", "text"),
    [
        (0, "0 MB"),
        (1, "1 MB"),
        (312_000_000, "312 MB"),
        (999_000_000, "999 MB"),
        (999_000_001, "1.0 GB"),
        (1_400_000_000, "1.4 GB"),
        (9_949_000_000, "9.9 GB"),
        (9_951_000_000, "10 GB"),
        (67_444_000_000, "67 GB"),
        (999_400_000_000, "999 GB"),
        (999_600_000_000, "1.0 TB"),
        (1_800_000_000_000, "1.8 TB"),
    ],
)
def test_a_size_is_written_in_the_unit_people_read(size_bytes: int, text: str) -> None:
    assert size(size_bytes) == text


@pytest.mark.parametrize(
    ("size_bytes", "text"), [(1, "1 MB"), (1_630_000_000, "1.7 GB"), (12_300_000_000, "13 GB")]
)
def test_room_that_is_needed_is_rounded_up(size_bytes: int, text: str) -> None:
    assert size(size_bytes, at_least=True) == text
