"""What lies below every voice: the hum of mains, the rumble of a desk, the drift of a cheap microphone."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from audio.clip import MODEL_RATE_HZ, Samples

FRAME = 512
"""Samples that are mended in one go, counted from the start: so it does not matter how the sound arrives."""
_CUT_HZ = 80.0
"""Speech has next to nothing below it; the usual low cut of microphones and mixers."""
_QUALITIES = (0.5098, 0.6013, 0.9000, 2.5629)
"""Of the four parts of a Butterworth filter of eighth order."""
_TAPS = 1536
"""Its ring dies within these 96 ms by 80 dB."""
_FFT = _TAPS + FRAME


class RumbleFilter:
    """Takes from a growing sound at 16 kHz what lies below 80 Hz: 3 dB there, 33 dB at 50 Hz, none at 150 Hz.

    A man's answer over a hum 10 dB louder than his voice showed why: the voice detector took almost all of it
    for silence as soon as a telephone or a fan was added, and with it his words were lost.
    """

    def __init__(self) -> None:
        self._before: Samples = np.zeros(_TAPS, np.float32)
        self._rest: Samples = np.zeros(0, np.float32)
        self._spectrum = np.fft.rfft(_ring(), _FFT)

    def hear(self, samples: Samples) -> Samples:
        """The next samples, mended, as far as they fill whole frames; what is left waits."""
        sound = np.concatenate((self._rest, samples))
        whole = len(sound) // FRAME * FRAME
        self._rest = sound[whole:].copy()
        return self._mended(sound[:whole])

    def end(self) -> Samples:
        """Tells that nothing more will come: what was left, mended."""
        rest, self._rest = self._rest, self._rest[:0]
        if not len(rest):
            return rest
        return self._mended(np.pad(rest, (0, FRAME - len(rest))))[: len(rest)]

    def _mended(self, sound: Samples) -> Samples:
        """Whole frames by the FFT (overlap-save): each sees the 1536 samples before it."""
        if not len(sound):
            return sound
        joined = np.concatenate((self._before, sound))
        self._before = joined[-_TAPS:].copy()
        rows = np.lib.stride_tricks.sliding_window_view(joined, _FFT)[::FRAME]
        mended = np.fft.irfft(np.fft.rfft(rows, _FFT, axis=1) * self._spectrum, _FFT, axis=1)
        return np.asarray(mended[:, _TAPS:].reshape(-1), np.float32)


def _ring() -> npt.NDArray[np.float64]:
    """What the filter makes of a single click, sample by sample."""
    click = np.zeros(_TAPS)
    click[0] = 1.0
    for quality in _QUALITIES:
        click = _part(click, quality)
    return click


def _part(sound: npt.NDArray[np.float64], quality: float) -> npt.NDArray[np.float64]:
    """One high pass of second order, by the bilinear transform (Audio EQ Cookbook, R. Bristow-Johnson)."""
    angle = 2 * np.pi * _CUT_HZ / MODEL_RATE_HZ
    cosine, alpha = float(np.cos(angle)), float(np.sin(angle)) / (2 * quality)
    b = (1 + cosine) / 2
    heard = np.zeros(len(sound))
    x1 = x2 = y1 = y2 = 0.0
    for at, x in enumerate(sound):
        y = (b * (x - 2 * x1 + x2) + 2 * cosine * y1 - (1 - alpha) * y2) / (1 + alpha)
        x1, x2, y1, y2 = float(x), x1, y, y1
        heard[at] = y
    return heard
