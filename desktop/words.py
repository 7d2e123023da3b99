"""How times and counts are written on screen and in the terminal."""

from __future__ import annotations

import re

LONG_PROMPT = 200
"""With more letters a question is a story, set one size smaller: the button under it should be seen."""
_ENDLESS = re.compile(r"\S{30,}")
_BREAK_EVERY, _BREAK = 8, "\u200b"


def clock(seconds: float) -> str:
    """Minutes and seconds as on a stopwatch, rounded down: 71.9 is 1:11; hours only where there are any."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes}:{rest:02d}"
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


_MB, _GB, _TB = 10**6, 10**9, 10**12


def size(size_bytes: int) -> str:
    """A size on disk: 312 MB, 1.4 GB, 67 GB, 1.8 TB; under a megabyte it is 1 MB, nothing is 0 MB."""
    if size_bytes > _GB - _MB:
        unit, name = (_GB, "GB") if size_bytes < _TB - _GB / 2 else (_TB, "TB")
        number = size_bytes / unit
        return f"{number:.1f} {name}" if number < 9.95 else f"{number:.0f} {name}"
    return f"{-(-size_bytes // _MB)} MB"


def beginning(text: str, *, letters: int = 80) -> str:
    """A text, or its first words and a sign that it goes on."""
    whole = " ".join(text.split())
    if len(whole) <= letters:
        return whole
    cut = whole[: letters - 1]
    at_word = cut[: cut.rfind(" ")] if " " in cut[letters // 2 :] else cut
    return at_word.rstrip(" ,;:") + "…"


def count(number: int, noun: str) -> str:
    """A number and its noun: 1 answer, 2 answers."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def breakable(text: str) -> str:
    """The text with invisible places to break inside words that no line may hold: an address, a path."""
    return _ENDLESS.sub(lambda found: _in_pieces(found[0]), text)


def _in_pieces(word: str) -> str:
    return _BREAK.join(word[at : at + _BREAK_EVERY] for at in range(0, len(word), _BREAK_EVERY))
