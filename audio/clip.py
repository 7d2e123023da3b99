"""A clip: sound in memory, one channel, and the files it is read from and kept in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]

MODEL_RATE_HZ = 16_000


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """Mono samples, float32 in -1 to 1, shape (n,), at `rate_hz`."""

    samples: Samples
    rate_hz: int

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate_hz
