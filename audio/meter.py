"""What can be told of a sound while it comes in: level, peak, clipping, how long nobody has spoken."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from audio.clip import Samples

SILENCE_DB = -120.0

_BLOCK_S = 0.05
_CLIPPED_AT = 0.999
_PEAK_FALLS_DB_PER_S = 20.0
_FLOOR_AT_FIRST_DB = -50.0
_FLOOR_RISES_DB_PER_S = 3.0
_ABOVE_FLOOR_DB = 9.0
_NEVER_A_VOICE_DB = -60.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a meter shows: decibels below full scale, counts of samples, seconds."""

    level_db: float = SILENCE_DB
    peak_db: float = SILENCE_DB
    clipped: int = 0
    silent_for_s: float = 0.0
    zero_for_s: float = 0.0
    all_zero: bool = True


class Meter:
    """Is fed every sample once, in order, and shows the present moment.

    A block of 50 ms counts as something heard when it is 9 dB above the quietest of late (which creeps up by
    3 dB a second, so that a fan does not count for long) and above -60 dB, where no voice is.
    """

    def __init__(self, rate_hz: int) -> None:
        self._size = max(1, round(rate_hz * _BLOCK_S))
        self._rest: Samples = np.zeros(0, np.float32)
        self._floor_db = _FLOOR_AT_FIRST_DB
        self.reading = Reading()

    def feed(self, samples: Samples) -> None:
        """Look at what came in; shape (n,), in -1 to 1."""
        sound = np.concatenate((self._rest, samples))
        whole = len(sound) // self._size * self._size
        self._rest = sound[whole:]
        for block in sound[:whole].reshape(-1, self._size):
            self._look(block)

    def _look(self, block: Samples) -> None:
        loud = np.abs(block)
        most = float(loud.max())
        level_db = decibels(math.sqrt(float(np.mean(np.square(block, dtype=np.float64)))))
        before = self.reading
        self.reading = Reading(
            level_db=level_db,
            peak_db=max(decibels(most), before.peak_db - _PEAK_FALLS_DB_PER_S * _BLOCK_S),
            clipped=before.clipped + int(np.count_nonzero(loud >= _CLIPPED_AT)),
            silent_for_s=0.0 if self._is_heard(level_db) else before.silent_for_s + _BLOCK_S,
            zero_for_s=before.zero_for_s + _BLOCK_S if most == 0.0 else 0.0,
            all_zero=before.all_zero and most == 0.0,
        )

    def _is_heard(self, level_db: float) -> bool:
        self._floor_db = min(level_db, self._floor_db + _FLOOR_RISES_DB_PER_S * _BLOCK_S)
        return level_db > max(self._floor_db + _ABOVE_FLOOR_DB, _NEVER_A_VOICE_DB)


def decibels(amplitude: float) -> float:
    """An amplitude, 1 being full scale, in decibels; never below -120."""
    return max(SILENCE_DB, 20 * math.log10(amplitude)) if amplitude > 0 else SILENCE_DB
