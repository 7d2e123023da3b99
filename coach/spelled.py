"""How figures are written inside a sentence."""

from __future__ import annotations

_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def number(count: int) -> str:
    """A count in words up to twelve, in digits beyond: 0 is "no"."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def clock(seconds: float) -> str:
    """Minutes and seconds, rounded down: 71.9 is 1:11; hours only where there are any."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    if minutes < 60:
        return f"{minutes}:{rest:02d}"
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


def duration(seconds: float) -> str:
    """How long something lasts: 2.4 s; from a minute on as on a stopwatch, 1:15."""
    return f"{seconds:.1f} s" if seconds < 59.95 else clock(round(seconds))


def sentence(text: str) -> str:
    """The text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]
