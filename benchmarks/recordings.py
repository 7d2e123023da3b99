"""Recordings to measure with, and what is known of each: the words, and the times if there are any."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from audio.clip import Samples, blocks
from coach.transcript import Span

_PAUSE_S = 0.25
_KINDS = {"words": "say", "filled_pause": "fill", "silence": "rest"}
"""Other names of the kinds of pieces, those of tests/data."""
_MARKS = re.compile(r"\[[^\]]*\]|<[^>]*>")
"""What labellers write for what is no whole word: [0.8], [laughter], <cutoff-montreal>."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What was said, and, where somebody measured them, the times of it."""

    said: str
    filled: tuple[Span, ...] | None = None
    pauses: tuple[Span, ...] | None = None
    phrases: tuple[tuple[str, Span], ...] = ()
    words_per_minute: float | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound file with the truth about it."""

    path: Path
    truth: Truth


def recordings(folder: Path) -> Iterator[Recording]:
    """Every FLAC and WAV file of the folder beside which stands what was said in it."""
    for path in sorted((*folder.glob("*.flac"), *folder.glob("*.wav"))):
        truth = _truth(path)
        if truth is not None:
            yield Recording(path, truth)


def sound_of(path: Path) -> Samples:
    """The whole file, one channel, at 16 kHz."""
    return np.concatenate(list(blocks(path)))


def _truth(path: Path) -> Truth | None:
    labels = path.parent / "labels.json"
    if labels.is_file():
        label = json.loads(labels.read_text(encoding="utf-8")).get(path.name)
        return _labelled(label) if label else None
    for text in (path.with_suffix(".script.txt"), path.with_suffix(".txt")):
        if text.is_file():
            said = _MARKS.sub(" ", text.read_text(encoding="utf-8"))
            pieces = path.with_suffix(".json")
            known = json.loads(pieces.read_text(encoding="utf-8")).get("pieces") if pieces.is_file() else None
            return _pieced(said, known) if known else Truth(said)
    return None


def _labelled(label: dict[str, Any]) -> Truth:
    times = label.get("filled_pauses")
    filled = tuple(_span(one) for one in times) if times is not None else None
    return Truth(_MARKS.sub(" ", label["transcript"]), filled)


def _pieced(said: str, pieces: list[dict[str, Any]]) -> Truth:
    named = [{**piece, "kind": _KINDS.get(piece["kind"], piece["kind"])} for piece in pieces]
    spoken = [piece for piece in named if piece["kind"] != "rest"]
    phrases = tuple((piece["text"], _span(piece)) for piece in spoken if piece["kind"] == "say")
    words = sum(len(text.split()) for text, _ in phrases)
    took_s = phrases[-1][1].end_s - phrases[0][1].start_s
    gaps = (Span(a["end_s"], b["start_s"]) for a, b in pairwise(spoken))
    return Truth(
        said,
        filled=tuple(_span(piece) for piece in spoken if piece["kind"] == "fill"),
        pauses=tuple(gap for gap in gaps if gap.length_s >= _PAUSE_S),
        phrases=phrases,
        words_per_minute=60 * words / took_s,
    )


def _span(piece: dict[str, Any]) -> Span:
    return Span(float(piece["start_s"]), float(piece["end_s"]))
