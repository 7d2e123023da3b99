"""How times and counts are written on screen and in the terminal."""

from __future__ import annotations


def clock(seconds: float) -> str:
    """Minutes and seconds as on a stopwatch, rounded down: 71.9 is 1:11; hours only where there are any."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes}:{rest:02d}"
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


def count(number: int, noun: str) -> str:
    """A number and its noun: 1 answer, 2 answers."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
