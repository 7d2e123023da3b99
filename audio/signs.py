"""The signs that Whisper writes around a word, and the word without them."""

from __future__ import annotations

SIGNS = ' .,;:!?…-–—"'
"""What is no part of a word at its two ends. An apostrophe may be one: 'em is them, em is an um."""


def bare(text: str) -> str:
    """The word in small letters, without the signs around it."""
    return text.strip(SIGNS).lower()
