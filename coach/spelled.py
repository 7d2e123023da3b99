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
    """Minutes and seconds, rounded down: 71.9 is 1:11."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def sentence(text: str) -> str:
    """The text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]
