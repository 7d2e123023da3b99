"""Where one sound lies inside another, and whether anything between its beginning and its end was lost."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile as sf
import soxr
from numpy.typing import NDArray

Samples = NDArray[np.float32]

RATE_HZ = 16_000
PIECE_S = 4.0


def mono(path: Path) -> Samples:
    """A sound file as mono samples at 16 kHz."""
    sound, rate_hz = sf.read(path, dtype="float32", always_2d=True)
    return np.asarray(soxr.resample(sound.mean(axis=1), rate_hz, RATE_HZ), np.float32)


def find(piece: Samples, *, within: Samples) -> tuple[float, float]:
    """Where `piece` begins in the longer sound, in seconds, and how alike they are there, 0 to 1."""
    size = 1 << (within.size + piece.size).bit_length()
    product = np.fft.irfft(np.fft.rfft(within, size) * np.conj(np.fft.rfft(piece, size)), size)
    at = int(product[: within.size - piece.size + 1].argmax())
    there = within[at : at + piece.size]
    alike = float(product[at] / (np.linalg.norm(piece) * np.linalg.norm(there) + 1e-9))
    return at / RATE_HZ, alike


def lost_s(recording: Path, *, of: Path) -> float:
    """Seconds of sound missing (below zero: added) between the beginning and the end of what was played.

    Finds the first and the last seconds of the one in the other; raises AssertionError if they are not there.
    """
    played, heard = mono(of), mono(recording)
    size = min(int(PIECE_S * RATE_HZ), played.size // 2)
    first_s, first_alike = find(played[:size], within=heard)
    last_s, last_alike = find(played[-size:], within=heard)
    if min(first_alike, last_alike) < 0.8:
        raise AssertionError(
            f"what was played is not in the recording: alike {first_alike:.2f}, {last_alike:.2f}"
        )
    return (played.size - size) / RATE_HZ - (last_s - first_s)
