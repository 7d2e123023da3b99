"""How days and times of day are written: today, 23:04; yesterday, 22:41; 9 November, 10:12."""

from __future__ import annotations

from datetime import datetime

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(when: datetime, *, now: datetime) -> str:
    """The day in words: today, yesterday, 9 November, and with the year where it is another one."""
    days_ago = (now.date() - when.date()).days
    if days_ago in (0, 1):
        return "yesterday" if days_ago else "today"
    year = "" if when.year == now.year else f" {when.year}"
    return f"{when.day} {_MONTHS[when.month - 1]}{year}"


def day_and_time(when: datetime, *, now: datetime) -> str:
    """The day in words and the time of day, both on this computer's clock."""
    here = when.astimezone(now.tzinfo)
    return f"{day(here, now=now)}, {here:%H:%M}"


def short_day(when: datetime) -> str:
    """The day for a chart: 9 Nov."""
    return f"{when.day} {_MONTHS[when.month - 1][:3]}"
