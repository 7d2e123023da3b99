from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desktop.days import day, day_and_time, short_day

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def test_the_last_two_days_have_names() -> None:
    assert day(NOW, now=NOW) == "today"
    assert day(NOW - timedelta(hours=10), now=NOW) == "yesterday"


def test_other_days_are_dates_with_the_year_only_where_it_differs() -> None:
    assert day(datetime(2026, 11, 9, tzinfo=UTC), now=NOW) == "9 November"
    assert day(datetime(2025, 2, 1, tzinfo=UTC), now=NOW) == "1 February 2025"


def test_the_time_of_day_is_that_of_the_clock_on_the_wall() -> None:
    assert day_and_time(NOW - timedelta(minutes=26), now=NOW) == "today, 09:04"


def test_a_chart_says_the_day_shortly() -> None:
    assert short_day(NOW) == "23 Nov"
