"""Fillers: filled pauses as the listener heard them, and discourse markers where they fill a gap."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from coach.marker_place import Place, bare
from coach.marker_rules import QUOTING, confidence_of
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


@dataclass(frozen=True, slots=True)
class Filler:
    """One filler with its times in seconds; `confidence` (0 to 1) that it is one.

    A marker's `text` is spelled as in the list of markers. "like" that introduces a quotation ("she was like,
    no way") is a marker with the text "was like", so that it can be counted apart.
    """

    text: str
    kind: FillerKind
    start_s: float
    end_s: float
    confidence: float


def find_fillers(transcript: Transcript, *, markers: Collection[str] = DEFAULT_MARKERS) -> tuple[Filler, ...]:
    """All filled pauses, and the markers in filler position, in time order.

    `markers` is the user's list. Those of the usual list are judged by where they stand ("I like that" has
    none); any other is taken wherever it is said.
    """
    wanted = sorted(((tuple(map(bare, one.split())), one) for one in markers), key=lambda pair: -len(pair[0]))
    words = transcript.words
    found: list[Filler] = []
    at = 0
    while at < len(words):
        if words[at].kind == "filled_pause":
            found.append(_filled_pause(words[at]))
            at += 1
            continue
        marker = next(_markers_at(words, at, wanted=wanted), None)
        if marker is not None:
            found.append(marker)
        at += len(marker.text.split()) if marker is not None and marker.text != QUOTING else 1
    return tuple(found)


def _filled_pause(word: Word) -> Filler:
    return Filler(bare(word.text) or word.text, "filled_pause", word.start_s, word.end_s, word.probability)


def _markers_at(
    words: tuple[Word, ...], at: int, *, wanted: list[tuple[tuple[str, ...], str]]
) -> Iterator[Filler]:
    """The markers that begin with this word, the longest first."""
    for keys, name in wanted:
        inside = words[at : at + len(keys)]
        if not keys or tuple(bare(word.text) for word in inside) != keys:
            continue
        if any(word.kind == "filled_pause" for word in inside):
            continue
        place = Place(words, at, at + len(keys))
        confidence, text = confidence_of(name, place)
        if confidence > 0:
            yield Filler(text, "discourse_marker", inside[0].start_s, inside[-1].end_s, confidence)
