"""Which of the words that Whisper writes are filled pauses: um, uh, er, ah, hmm, mm."""

from __future__ import annotations

import re

from audio.signs import SIGNS
from coach.transcript import WordKind

_FILLED_PAUSE = re.compile(r"(u+h*m+|u+h+|e+r+m*|a+h+|e+h+|h+m+|mm+)", re.IGNORECASE)
TO_ERR = re.compile(
    r"\b(?:(?:to|i|we|you|they|who|people|rather|would|could|should|might|may|will|can|must|do|did|not|never"
    r"|always|often|sometimes|usually)|\w+['’](?:d|ll|t)) err(?![,…–—-]|\.\.)|\berr (?:on|to|towards?)\b",
    re.IGNORECASE,
)
"""The verb, among the words beside it: we err on the side of caution."""
_EM = re.compile(r"^[Ee]m+(?=\W*$)")


def kind_of(text: str, *, before: str = "", after: str = "") -> WordKind:
    """Whether this is a filled pause or a word; `before` and `after` are the words beside it.

    Mm is a filled pause, mhm and mm-hmm are an assent. In capitals, ER is a place; right after a figure, mm
    are millimetres.
    """
    bare = text.strip(f"{SIGNS}'")  # quoted too: no filled pause begins or ends with an apostrophe
    is_length = bare == "mm" and before[-1:].isdigit()
    if is_length or bare.isupper() or not _FILLED_PAUSE.fullmatch(bare):
        return "word"
    return "word" if bare.lower() == "err" and TO_ERR.search(f"{before} {text} {after}") else "filled_pause"


def in_one_spelling(text: str) -> str:
    """The text with "em", as Whisper spells some people's um, written as um; 'em for them stays."""
    return _EM.sub(lambda found: "Um" if found[0][0] == "E" else "um", text)
