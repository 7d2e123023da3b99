"""The quiet bands as a person types them, and the sentence where that makes no band; no widget."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coach.spelled import clock

LENGTH_LIMITS_S = (5.0, 3600.0)
PACE_LIMITS_WPM = (20.0, 400.0)
FILLER_LIMITS = (0.0, 60.0)
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}(?:[.,]\d+)?)\s*s?")
_NUMBER = re.compile(r"\d{1,4}(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: a value, or the sentence that says what would fit."""

    value: tuple[float, float] | float | None = None
    fault: str = ""


def length(low: str, high: str) -> Read:
    """The length aimed at, from minutes and seconds ("1:30") or seconds ("90")."""
    fault = "A length goes from a shorter to a longer time, such as 1:00 to 2:00."
    return _band(_seconds(low), _seconds(high), limits=LENGTH_LIMITS_S, fault=fault)


def pace(low: str, high: str) -> Read:
    """The quiet pace, in words a minute."""
    fault = "A pace goes from a slower to a faster one, between 20 and 400, such as 110 to 175."
    return _band(_number(low), _number(high), limits=PACE_LIMITS_WPM, fault=fault)


def fillers(most: str) -> Read:
    """How many um and uh a minute need no remark."""
    value = _number(most)
    low, high = FILLER_LIMITS
    if value is None or not low <= value <= high:
        return Read(fault="Um and uh is a number between 0 and 60, such as 5.")
    return Read(value)


def written_length(value: tuple[float, float]) -> tuple[str, str]:
    """The length as it stands in its fields."""
    return clock(value[0]), clock(value[1])


def written_number(value: float) -> str:
    """A number as it stands in its field."""
    return f"{value:g}"


def _band(low: float | None, high: float | None, *, limits: tuple[float, float], fault: str) -> Read:
    if low is None or high is None or not limits[0] <= low < high <= limits[1]:
        return Read(fault=fault)
    return Read((low, high))


def _seconds(text: str) -> float | None:
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    seconds = float(found[2].replace(",", "."))
    if found[1] is None:
        return seconds
    return int(found[1]) * 60 + seconds if seconds < 60 else None


def _number(text: str) -> float | None:
    found = _NUMBER.fullmatch(text.strip())
    return float(found[0].replace(",", ".")) if found else None
