"""How loud a growing sound is in each band of hearing, every 10 ms: what one loudness for all cannot show."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from audio.clip import MODEL_RATE_HZ, Samples
from audio.detector import Values
from audio.edges import STEP_S
from audio.series import Series

STEP = round(STEP_S * MODEL_RATE_HZ)
_WINDOW = 2 * STEP
_BEFORE = STEP // 2
_EDGES_HZ = (100, 200, 300, 400, 510, 630, 770, 920, 1080, 1270, 1480)
_HIGH_EDGES_HZ = (1720, 2000, 2320, 2700, 3150, 3700, 4400, 5300, 6400, 7700)
BANDS = len(_EDGES_HZ) + len(_HIGH_EDGES_HZ) - 1
"""Critical bands of hearing, one Bark each (Zwicker 1961)."""
_QUIETEST = 1e-11


class Bands:
    """The levels of a growing sound at 16 kHz, in dB, shape (steps, 20); 4 KB a second."""

    def __init__(self) -> None:
        self._levels = Series(BANDS, fine=False)
        self._rest: Samples = np.zeros(_BEFORE, np.float32)
        self._window = np.hanning(_WINDOW)
        self._members = _members()

    def __len__(self) -> int:
        return len(self._levels)

    def hear(self, samples: Samples) -> None:
        """Takes in the next samples; a step is known once 5 ms after it are."""
        sound = np.concatenate((self._rest, samples))
        steps = max(0, (len(sound) - _WINDOW) // STEP + 1)
        self._rest = sound[steps * STEP :].copy()
        if not steps:
            return
        rows = np.lib.stride_tricks.sliding_window_view(sound, _WINDOW)[::STEP][:steps]
        power = np.abs(np.fft.rfft(rows * self._window, axis=1)) ** 2 / (_WINDOW * (self._window**2).sum())
        self._levels.extend(10 * np.log10(power @ self._members + _QUIETEST))

    def end(self) -> None:
        """Tells that nothing more will come: the last step sees silence behind it."""
        self.hear(np.zeros(_BEFORE, np.float32))

    def between(self, first: int, last: int) -> Values:
        """The levels of steps `first` up to `last`, as far as there are any."""
        return self._levels.between(first, last)


def _members() -> npt.NDArray[np.float64]:
    """Which line of the spectrum belongs to which band, shape (161, 20)."""
    edges = np.array((*_EDGES_HZ, *_HIGH_EDGES_HZ))
    lines = np.arange(_WINDOW // 2 + 1) * MODEL_RATE_HZ / _WINDOW
    inside = (lines[:, None] >= edges[:-1]) & (lines[:, None] < edges[1:])
    return np.asarray(inside, np.float64)
