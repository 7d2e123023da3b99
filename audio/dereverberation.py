"""A room's late echo, taken out of a piece of sound before Whisper hears it."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from audio.clip import MODEL_RATE_HZ, Samples

Line: TypeAlias = npt.NDArray[np.complex64]
"""One line of the spectrum over time."""
_WINDOW, _STEP = 512, 256
_DELAY, _TAPS = 2, 15
"""An echo is foretold from what was heard 32 to 256 ms before it; what comes sooner belongs to the voice."""
_ROUNDS = 2
_NEAR = 3
"""So many steps count for how loud the voice is at one of them."""
_FLOOR, _CALM, _NOTHING = np.float32(1e-4), np.float32(1e-5), np.float32(1e-12)
_ROW = 200
"""So many steps are multiplied at a time: products of more are given to several threads by OpenBLAS, which on
a busy machine cost thirty times as much."""
_LEAST_S = 6.0
"""Less sound does not show what the room does, and would be foretold by chance."""
_PROBED = slice(8, 129, 8)
"""Every 250 Hz up to 4 kHz."""
_ECHOES_DB = 0.3
"""17 stretches in simulated and measured rooms that die in 0.3 to 0.8 s had 0.32 to 1.35 dB, with noise at
20 dB 0.27 to 0.72; 151 pieces close to the microphone had 0.16 at most, in noise .18, by telephone .29."""


def dereverberated(samples: Samples) -> Samples:
    """The samples at 16 kHz without what the room still says of them; where it does not echo, as they are.

    Weighted prediction error (Nakatani et al., IEEE Trans. Audio, Speech, Language Process. 18(7), 2010): in
    each line of the spectrum the best linear forecast from some time before is taken away, moments weighing
    the less, the louder the voice is. Whether a room echoes is seen by how much of 16 lines can be foretold;
    a buzz or a beep can be as well, and is taken out too.
    """
    if len(samples) < _LEAST_S * MODEL_RATE_HZ:
        return samples
    lines = _lines(samples)
    if not float(np.mean([_foretold_db(line) for line in lines[_PROBED]])) >= _ECHOES_DB:
        return samples
    return _sound(np.stack([_unforeseen(line) for line in lines]))[: len(samples)]


def _foretold_db(line: Line) -> float:
    left = _power(_unforeseen(line)).sum()
    return float(10 * np.log10((_power(line).sum() + _NOTHING) / (left + _NOTHING)))


def _unforeseen(line: Line) -> Line:
    """What is left of a line when what its past foretells is taken away."""
    steps = len(line)
    rows = -(-steps // _ROW)
    before = np.zeros(_DELAY + _TAPS - 1 + rows * _ROW, np.complex64)
    before[_DELAY + _TAPS - 1 :][: steps - _DELAY] = line[:-_DELAY]
    past = sliding_window_view(before, _TAPS)[: rows * _ROW].reshape(rows, _ROW, _TAPS)
    now, weights = np.zeros((rows, _ROW, 1), np.complex64), np.zeros((rows, _ROW, 1), np.float32)
    now.reshape(-1)[:steps] = line
    left = line
    for _ in range(_ROUNDS):
        voice = np.convolve(_power(left), np.full(_NEAR, 1 / _NEAR, np.float32), "same")
        weights.reshape(-1)[:steps] = 1 / np.maximum(voice, _FLOOR * voice.mean() + _NOTHING)
        weighted = (past * weights).conj().swapaxes(1, 2)
        square, cross = (weighted @ past).sum(axis=0), (weighted @ now).sum(axis=0)
        square[np.diag_indices(_TAPS)] += _CALM * np.trace(square).real / _TAPS + _NOTHING
        left = line - (past @ np.linalg.solve(square, cross)).reshape(-1)[:steps]
    return np.asarray(left, np.complex64)


def _power(line: Line) -> npt.NDArray[np.float32]:
    return np.asarray(line.real**2 + line.imag**2, np.float32)


def _lines(samples: Samples) -> npt.NDArray[np.complex64]:
    """The spectrum every 16 ms, shape (257, steps)."""
    padded = np.pad(samples, (_WINDOW, _WINDOW + -len(samples) % _STEP))
    return np.asarray(np.fft.rfft(sliding_window_view(padded, _WINDOW)[::_STEP] * _BELL).T, np.complex64)


def _sound(lines: npt.NDArray[np.complex64]) -> Samples:
    """The sound of a spectrum, from where `_lines` began it; it may be a little longer."""
    rows = np.asarray(np.fft.irfft(lines.T, _WINDOW) * _BELL, np.float32)
    overlapping = _WINDOW // _STEP
    sound = np.zeros(_STEP * (len(rows) + overlapping), np.float32)
    for part in range(overlapping):
        first = part * _STEP
        sound[first : first + len(rows) * _STEP] += rows[:, first : first + _STEP].reshape(-1)
    return sound[_WINDOW:]


_BELL = np.sqrt(np.hanning(_WINDOW + 1)[:-1] * 2 * _STEP / _WINDOW)
"""Twice over, at every step, it adds up to one."""
