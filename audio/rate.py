"""The only door to soxr: sound at another rate, whole or as it comes."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]


def resample(samples: Samples, *, from_hz: int, to_hz: int) -> Samples:
    """The same sound at another rate, in soxr's high quality."""
    if from_hz == to_hz or not len(samples):
        return samples
    import soxr

    resampled: Samples = soxr.resample(samples, from_hz, to_hz)
    return resampled.astype(np.float32, copy=False)


class Converter:
    """Sound at another rate as it comes, with no seam between the pieces."""

    def __init__(self, *, from_hz: int, to_hz: int) -> None:
        import soxr

        self._stream: Any = soxr.ResampleStream(from_hz, to_hz, 1, dtype="float32")

    def more(self, samples: Samples) -> Samples:
        """The next piece; some of it comes with the one after."""
        converted: Samples = self._stream.resample_chunk(samples)
        return converted

    def last(self) -> Samples:
        """What is still inside."""
        converted: Samples = self._stream.resample_chunk(np.zeros(0, np.float32), last=True)
        return converted


def converter(*, from_hz: int, to_hz: int) -> Converter | None:
    """A converter, or None where there is nothing to convert."""
    return None if from_hz == to_hz else Converter(from_hz=from_hz, to_hz=to_hz)
