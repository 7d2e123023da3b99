"""Which larger speech models can be fetched; without the network's libraries, which take long to load."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that can be fetched: its name here, where it lives, and its size in MB (10^6 bytes)."""

    name: str
    repository: str
    size_mb: int


OFFERS = (
    Offer("base.en", "Systran/faster-whisper-base.en", 148),
    Offer("small.en", "Systran/faster-whisper-small.en", 486),
    Offer("medium.en", "Systran/faster-whisper-medium.en", 1530),
    Offer("large-v3", "Systran/faster-whisper-large-v3", 3090),
)
