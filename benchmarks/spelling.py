"""One spelling for what was said and what was heard: how a word is written is no error of hearing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audio.pronunciation import read_out

_SAID_AS = {
    **dict.fromkeys(("ok", "okey"), "okay"),
    **dict.fromkeys(("cause", "cuz", "cos", "coz"), "because"),
    "em": "them",
    **dict.fromkeys(("till", "til"), "until"),
    **dict.fromkeys(("mhmm", "mmhm", "mmhmm"), "mhm"),
    "alright": "all right",
    "yknow": "you know",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "kinda": "kind of",
    "sorta": "sort of",
    "lotta": "lot of",
    "outta": "out of",
    "dunno": "dont know",
    "gimme": "give me",
    "lemme": "let me",
    "cannot": "can not",
    "dr": "doctor",
    "mr": "mister",
    "vs": "versus",
    "grey": "gray",
    "centre": "center",
    "metre": "meter",
    "mm": "millimeters",
}
"""Written in several ways, or run together; without apostrophes, which some transcripts leave out."""
_BRITISH = (
    (re.compile(r"(?<=[a-z]{2})our(?=(s|ed|ing|ite|ites)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{2})is(?=(e|es|ed|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2}[aeo])ll(?=(ed|ing|er|ers)$)"), "l"),
)
_PART = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z']+|%")
_DIGIT = re.compile(r"\d")


def in_one_spelling(text: str) -> Iterator[str]:
    """The words of a text in lower case, without signs, numbers as words: 20 % is twenty percent.

    Apostrophes are left out, so that "its" is "it's"; few words fall together that way (we're and were).
    Whoever compares two texts must put both through this.
    """
    before = ""
    for part in _PART.findall(text.lower().replace("’", "'")):
        yield from _spoken(part, before=before)
        before = part


def _spoken(part: str, *, before: str) -> Iterator[str]:
    if part == "%":
        yield "percent"
    elif _DIGIT.match(part):
        yield from read_out(part.rstrip(","))
    elif word := part.replace("'", ""):
        if word == "mm" and not _DIGIT.match(before):
            yield word
        else:
            yield from _SAID_AS.get(word, _american(word)).split()


def _american(word: str) -> str:
    for british, american in _BRITISH:
        word = british.sub(american, word)
    return word
