"""The recordings in tests/data: their sound, and what is said in them and when."""

from __future__ import annotations

import json
from math import inf
from pathlib import Path
from typing import Any

from audio.clip import MODEL_RATE_HZ, Samples, read_clip

DATA = Path(__file__).parent / "data"
BEGINNING_S = 32.6
"""A sentence of "answer" ends just before: more than the longest piece, and little more than half of it."""


def sound_of(name: str, *, upto_s: float = inf) -> Samples:
    """A recording up to this second, at 16 kHz, of shape (n,)."""
    whole = read_clip(DATA / f"{name}.flac").at(MODEL_RATE_HZ).samples
    return whole[: round(min(upto_s * MODEL_RATE_HZ, len(whole)))]


def pieces_of(name: str) -> list[dict[str, Any]]:
    """Its words, filled pauses and silences in order, each with kind, text, start_s and end_s."""
    pieces: list[dict[str, Any]] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))["pieces"]
    return pieces


def said_in(name: str, *, upto_s: float = inf) -> str:
    """What is said up to this second, without the filled pauses."""
    said = (piece for piece in pieces_of(name) if piece["kind"] == "words" and piece["end_s"] <= upto_s)
    return " ".join(piece["text"] for piece in said)
