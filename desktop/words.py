"""How texts and counts are written on screen and in the terminal; figures as the coach writes them."""

from __future__ import annotations

import re

LONG_PROMPT = 200
"""With more letters a question is a story, set one size smaller: the button under it should be seen."""
_ENDLESS = re.compile(r"\S{30,}")
_BREAK_EVERY, _BREAK = 8, "\u200b"


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
