"""The melody of a voice: how high it is, followed as the sound arrives.

After Boersma (1993): the autocorrelation of windowed frames, divided by that of the window, shows the periods
that a frame may have; the cheapest path through them is the melody, where a leap of an octave has its price.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from audio.clip import MODEL_RATE_HZ, Samples

Values = npt.NDArray[np.float64]

LOWEST_HZ, HIGHEST_HZ = 70.0, 400.0
STEP_S = 0.01
STEPS_A_VALUE = 10
_EVERY = 4
"""Four samples become one: above 2 kHz nothing tells how high a voice is."""
_RATE_HZ = MODEL_RATE_HZ // _EVERY
_HOP = round(STEP_S * _RATE_HZ)
_CUT_HZ = 1500.0
_TAPS = 65
_PERIODS = 3
_FRAME = 2 * round(_PERIODS / LOWEST_HZ * _RATE_HZ / 2)
_FINER = 8
_FFT = 256
_SHORTEST, _LONGEST = int(_RATE_HZ * _FINER / HIGHEST_HZ), round(_RATE_HZ * _FINER / LOWEST_HZ)
_BLOCK = MODEL_RATE_HZ
_CANDIDATES = 4
_LEAST_STRENGTH = 0.45
"""Boersma's threshold of voicing; in noise as strong as the voice the strength is about .5."""
_LEAST_POWER_DB = -70.0
_OCTAVE_COST = 0.03
_LEAP_COST = 0.35
_LEAST_RUN = 3
_LONGEST_RUN = 300
_LEAST_VOICED = 3


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A pitch that a frame may have, in octaves above 1 Hz, and its strength (0 to 1), less what it costs."""

    octaves: float
    strength: float


class Melody:
    """Follows the pitch of a growing sound at 16 kHz; keeps one value a tenth of a second."""

    def __init__(self) -> None:
        self._taps = _low_pass()
        self._window = np.hanning(_FRAME + 2)[1:-1]
        self._scale = _autocorrelation(self._window[None, :])[0]
        self._waiting: Samples = np.zeros(0, np.float32)
        self._raw: Samples = np.zeros(_TAPS // 2, np.float32)
        self._slow: Values = np.zeros(_FRAME // 2 - _HOP // 2)
        self._run: list[list[_Candidate]] = []
        self._pitch: list[float] = []
        self._values: list[float] = []

    def hear(self, samples: Samples) -> None:
        """Takes in the next samples, any number of them; they are looked at by the second."""
        self._waiting = np.concatenate((self._waiting, samples)) if len(self._waiting) else samples
        while len(self._waiting) >= _BLOCK:
            self._look(self._waiting[:_BLOCK])
            self._waiting = self._waiting[_BLOCK:]
        self._waiting = self._waiting.copy()  # of a view the whole block would be kept

    def end(self) -> None:
        """Tells that nothing more will come: the rest is looked at too."""
        rest = np.zeros(_TAPS + _EVERY * _FRAME // 2, np.float32)
        self._look(np.concatenate((self._waiting, rest)))
        self._waiting = self._waiting[:0]
        self._close_run()
        self._gather()

    def pitch_hz(self) -> tuple[float, ...]:
        """The pitch in successive tenths of a second, in Hz, so far; 0 where no voice is steady.

        Each is the median of its ten steps of 10 ms, if three of them at least are voiced.
        """
        return tuple(self._values)

    def _look(self, samples: Samples) -> None:
        """Finds the candidates of all steps that these samples complete."""
        raw = np.concatenate((self._raw, samples))
        count = max(0, (len(raw) - _TAPS) // _EVERY + 1)
        if not count:
            self._raw = raw
            return
        rows = np.lib.stride_tricks.sliding_window_view(raw, _TAPS)[::_EVERY][:count]
        self._raw = raw[count * _EVERY :].copy()
        self._slow = np.concatenate((self._slow, rows @ self._taps))
        steps = max(0, (len(self._slow) - _FRAME) // _HOP + 1)
        if steps:
            frames = np.lib.stride_tricks.sliding_window_view(self._slow, _FRAME)[::_HOP][:steps]
            for found in self._candidates(frames):
                self._go_on(found)
            self._slow = self._slow[steps * _HOP :].copy()
        self._gather()

    def _candidates(self, frames: Values) -> list[list[_Candidate]]:
        """What each frame's pitch may be; nothing for a frame that is silent or has no period."""
        centred = frames - frames.mean(axis=1, keepdims=True)
        power = np.mean(centred**2, axis=1)
        likeness = _autocorrelation(centred * self._window)
        likeness /= np.where(likeness[:, :1] > 0, likeness[:, :1], 1.0) * (self._scale / self._scale[0])
        inner = likeness[:, _SHORTEST : _LONGEST + 1]
        before, after = likeness[:, _SHORTEST - 1 : _LONGEST], likeness[:, _SHORTEST + 1 : _LONGEST + 2]
        peaks = (inner > before) & (inner >= after) & (inner >= _LEAST_STRENGTH / 2)
        peaks &= (power > 10 ** (_LEAST_POWER_DB / 10))[:, None]
        found: list[list[_Candidate]] = [[] for _ in frames]
        at, lag = np.nonzero(peaks)
        low, top, high = before[at, lag], inner[at, lag], after[at, lag]
        bend = low - 2 * top + high
        shift = np.where(bend < 0, (low - high) / (2 * np.where(bend < 0, bend, -1.0)), 0.0)
        strength = top - (low - high) * shift / 4
        octaves = np.log2(_RATE_HZ * _FINER / (lag + _SHORTEST + shift))
        for index, one, how in zip(at.tolist(), octaves.tolist(), strength.tolist(), strict=True):
            cost = _OCTAVE_COST * (np.log2(HIGHEST_HZ) - one)
            found[index].append(_Candidate(one, min(1.0, how) - cost))
        return [_best(some) for some in found]

    def _go_on(self, candidates: list[_Candidate]) -> None:
        """A frame with a voice lengthens the run; any other ends it."""
        if candidates:
            self._run.append(candidates)
            if len(self._run) >= _LONGEST_RUN:
                self._close_run()
        else:
            self._close_run()
            self._pitch.append(0.0)

    def _close_run(self) -> None:
        run, self._run = self._run, []
        if len(run) < _LEAST_RUN:
            self._pitch += [0.0] * len(run)
        else:
            self._pitch += [2.0**octaves for octaves in _path(run)]

    def _gather(self) -> None:
        """Turns each ten steps into one value."""
        whole = len(self._pitch) // STEPS_A_VALUE * STEPS_A_VALUE
        for first in range(0, whole, STEPS_A_VALUE):
            voiced = [pitch for pitch in self._pitch[first : first + STEPS_A_VALUE] if pitch > 0]
            self._values.append(round(float(np.median(voiced)), 1) if len(voiced) >= _LEAST_VOICED else 0.0)
        del self._pitch[:whole]


def _low_pass() -> Values:
    """A windowed sinc that lets pass what is below 1.5 kHz."""
    at = np.arange(_TAPS) - _TAPS // 2
    taps: Values = np.sinc(2 * _CUT_HZ / MODEL_RATE_HZ * at) * np.hamming(_TAPS)
    taps /= taps.sum()
    return taps


def _autocorrelation(frames: Values) -> Values:
    """The autocorrelation of each frame at eight lags a sample, as far as it is wanted."""
    spectrum = np.abs(np.fft.rfft(frames, _FFT, axis=1)) ** 2
    return np.fft.irfft(spectrum, _FFT * _FINER, axis=1)[:, : _LONGEST + 2]


def _best(candidates: list[_Candidate]) -> list[_Candidate]:
    if not any(one.strength >= _LEAST_STRENGTH for one in candidates):
        return []
    return sorted(candidates, key=lambda one: -one.strength)[:_CANDIDATES]


def _path(run: list[list[_Candidate]]) -> list[float]:
    """The path of greatest strength through the candidates, less the price of its leaps (Viterbi)."""
    totals = [one.strength for one in run[0]]
    origins: list[list[int]] = []
    for before, now in pairwise(run):
        chosen: list[int] = []
        sums: list[float] = []
        for one in now:
            ways = [
                total - _LEAP_COST * abs(one.octaves - other.octaves)
                for total, other in zip(totals, before, strict=True)
            ]
            best = max(range(len(ways)), key=ways.__getitem__)
            chosen.append(best)
            sums.append(ways[best] + one.strength)
        origins.append(chosen)
        totals = sums
    at = max(range(len(totals)), key=totals.__getitem__)
    path = [at]
    for chosen in reversed(origins):
        at = chosen[at]
        path.append(at)
    path.reverse()
    return [some[index].octaves for some, index in zip(run, path, strict=True)]
