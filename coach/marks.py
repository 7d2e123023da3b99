"""The marks after a word, as its author or the recogniser writes them."""

from __future__ import annotations

FULL = (".", "!", "?")
"""End a sentence."""
CLAUSE = (*FULL, ",", ";", ":")
"""End a clause at least."""
TRAILING = ("…", "–", "—")
"""Part a word from what follows, or leave it hanging."""
CLOSING = "\"'”’)"


def ends_with(text: str, marks: tuple[str, ...]) -> bool:
    """Whether one of the marks ends the word, whatever quotation or bracket closes after it."""
    return text.rstrip(CLOSING).endswith(marks)
