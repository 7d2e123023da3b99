"""The axes of a chart: how far up and down it goes, and which answers get a day below them; no widget."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.days import short_day

_ROOM = 0.12


@dataclass(frozen=True, slots=True)
class Axis:
    """The ends of the vertical axis and the quiet band on it; `ticks` are the values that are written."""

    low: float
    high: float
    band: tuple[float, float]
    ticks: tuple[float, ...]

    def part(self, value: float) -> float:
        """How far up a value lies, 0 to 1; values outside stay at the ends."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


def axis(
    values: Sequence[float], *, band: tuple[float, float], floor: float | None, ceiling: float | None
) -> Axis:
    """An axis that shows the band and all values, with a little room where it has no floor or ceiling."""
    low, high = min((*values, band[0])), max((*values, band[1]))
    room = (high - low) * _ROOM or 1.0
    low = floor if floor is not None else low - room
    high = ceiling if ceiling is not None else high + room
    inside = [limit for limit in band if low <= limit <= high]
    ends = [end for end in (floor, ceiling) if end is not None]
    return Axis(low, high, band, tuple(sorted({*inside, *ends, *_beyond(high, band)})))


def _beyond(high: float, band: tuple[float, float]) -> list[float]:
    """One more value to write where the axis goes far above the band."""
    top = band[1]
    return [2 * top] if top > 0 and high >= 2 * top else []


def days(times: Sequence[datetime], *, most: int) -> tuple[tuple[int, str], ...]:
    """At most so many answers, evenly apart, each with its day; a day is written once."""
    if not times or most < 1:
        return ()
    step = max(1, math.ceil(len(times) / most))
    found: list[tuple[int, str]] = []
    for place in range(0, len(times), step):
        written = short_day(times[place])
        if not found or found[-1][1] != written:
            found.append((place, written))
    return tuple(found)
