from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.words_wait import WordsWait

STOPPED = datetime(2026, 11, 27, 23, 0, tzinfo=UTC)
WAIT = WordsWait(STOPPED, from_s=20.0)


def told(after_s: float, *, upto_s: float, duration_s: float = 100.0) -> str:
    return WAIT.told(now=STOPPED + timedelta(seconds=after_s), upto_s=upto_s, duration_s=duration_s)


def test_nothing_is_told_before_it_is_known_how_quickly_the_words_come() -> None:
    assert told(0.5, upto_s=30) == ""
    assert told(4.0, upto_s=20) == ""


def test_a_wait_is_told_in_steps_of_five_seconds() -> None:
    assert told(5.0, upto_s=40) == "about 15 s"
    assert told(5.0, upto_s=34) == "about 25 s"


def test_a_long_wait_is_told_in_minutes() -> None:
    assert told(10.0, upto_s=30, duration_s=150) == "about 2 minutes"


@pytest.mark.parametrize("upto_s", [95.0, 100.0, 101.0])
def test_a_moment_is_not_worth_telling(upto_s: float) -> None:
    assert told(10.0, upto_s=upto_s) == ""
