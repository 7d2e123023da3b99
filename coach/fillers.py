"""Fillers: filled pauses as the listener heard them, and discourse markers where they fill a gap."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from coach.marker_place import Place, bare
from coach.marker_rules import SPELLINGS, confidence_of
from coach.transcript import Transcript, Word

FillerKind = Literal["filled_pause", "discourse_marker"]

DEFAULT_MARKERS = (
    "like",
    "so",
    "right",
    "okay",
    "well",
    "you know",
    "I mean",
    "sort of",
    "kind of",
    "basically",
    "actually",
    "literally",
    "honestly",
)
"""What is looked for unless the user's own list says otherwise."""
_AROUND = ' .,;:!?…-–—"“”'
"""What may stand around a word in such a list and is no part of it."""


@dataclass(frozen=True, slots=True)
class Filler:
    """One filler with its times in seconds; `confidence` (0 to 1) that it is one.

    A marker's `text` is spelled as in the list of markers, however it was said ("kinda" is kind of). "like"
    that introduces a quotation ("she was like, no way") is a marker with the text "was like", so that it can
    be counted apart.
    """

    text: str
    kind: FillerKind
    start_s: float
    end_s: float
    confidence: float


def find_fillers(transcript: Transcript, *, markers: Collection[str] = DEFAULT_MARKERS) -> tuple[Filler, ...]:
    """All filled pauses, and the markers in filler position, in time order.

    `markers` is the user's list. Those of the usual list are judged by where they stand ("I like that" has
    none), however they are written in it; any other is taken wherever it is said.
    """
    wanted = _by_first_word(markers)
    words = transcript.words
    keys = [bare(word.text) if word.kind == "word" else "" for word in words]
    found: list[Filler] = []
    at = 0
    while at < len(words):
        if words[at].kind == "filled_pause":
            found.append(_filled_pause(words[at]))
        for phrase, name in wanted.get(keys[at], ()):
            place = Place(words, at, at + len(phrase))
            confidence, text = confidence_of(name, place) if keys[at : place.end] == phrase else (0.0, name)
            if confidence > 0:
                found.append(
                    Filler(text, "discourse_marker", words[at].start_s, place.last.end_s, confidence)
                )
                at = place.end - 1
                break
        at += 1
    return tuple(found)


def _by_first_word(markers: Collection[str]) -> dict[str, list[tuple[list[str], str]]]:
    """The markers as words, the longest first, by their first word; each in every way that it is written."""
    found: dict[str, list[tuple[list[str], str]]] = {}
    listed = [([*map(bare, one.split())], one.strip(_AROUND)) for one in markers]
    listed += [
        (other.split(), name) for phrase, name in listed for other in SPELLINGS.get(" ".join(phrase), ())
    ]
    for phrase, name in sorted(listed, key=lambda pair: -len(pair[0])):
        if phrase and all(phrase):
            found.setdefault(phrase[0], []).append((phrase, name))
    return found


def _filled_pause(word: Word) -> Filler:
    return Filler(bare(word.text) or word.text, "filled_pause", word.start_s, word.end_s, word.probability)
