"""How figures, times and sizes are written, in a sentence, on screen and in the terminal."""

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


_MB, _GB, _TB = 10**6, 10**9, 10**12


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


def size(size_bytes: int, *, at_least: bool = False) -> str:
    """A size on disk: 312 MB, 1.4 GB, 67 GB, 1.8 TB; under a megabyte it is 1 MB, nothing is 0 MB.

    `at_least` rounds up, for room that is needed.
    """
    if size_bytes > _GB - _MB:
        unit, name = (_GB, "GB") if size_bytes < _TB - _GB / 2 else (_TB, "TB")
        number, digits = size_bytes / unit, 1 if size_bytes / unit < 9.95 else 0
        up = 10**-digits / 2 if at_least else 0.0
        return f"{number + up:.{digits}f} {name}"
    return f"{-(-size_bytes // _MB)} MB"


def sentence(text: str) -> str:
    """The text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]
