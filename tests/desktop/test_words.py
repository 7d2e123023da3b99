"""Times, counts and beginnings as they are written."""

from __future__ import annotations

import pytest

from desktop.words import beginning, clock, size


def test_a_long_text_is_told_by_its_first_words() -> None:
    assert beginning("Why  us?\nReally?") == "Why us? Really?"
    told = beginning(
        "Tell me about a time when, after many weeks, a model you had shipped had to be withdrawn."
    )
    assert told == "Tell me about a time when, after many weeks, a model you had shipped had to be…"
    assert beginning("Tell me, please " + "x" * 200, letters=18) == "Tell me, please…"


@pytest.mark.parametrize("text", ["为什么" * 80, "a" * 300])
def test_a_text_without_spaces_is_cut_between_letters(text: str) -> None:
    assert beginning(text) == text[:79] + "…"


def test_a_clock_shows_hours_only_where_there_are_any() -> None:
    assert [clock(seconds) for seconds in (0, 71.9, 3599, 3600)] == ["0:00", "1:11", "59:59", "1:00:00"]


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
