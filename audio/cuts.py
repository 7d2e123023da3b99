"""Where to cut a long sound: in a pause, as late as one can."""

from __future__ import annotations

import numpy as np

from audio.detector import FRAME_S
from audio.edges import STEP_S, VOICE, runs
from audio.speech import Speech

_PAUSE_S = 0.3
_HARDLY_A_PAUSE_S = 0.1
_EARLIEST_SHARE = 0.4


def best_cut_s(speech: Speech, *, start_s: float, end_s: float) -> float:
    """The middle of the last pause of 0.3 s, else of the longest one, else the quietest moment.

    Only the later part of the stretch counts, so that pieces stay long.
    """
    from_s = start_s + (end_s - start_s) * _EARLIEST_SHARE
    gaps = [
        (from_s + first * FRAME_S, from_s + last * FRAME_S)
        for first, last in runs(speech.chances(from_s, end_s) < VOICE)
    ]
    for begin, end in reversed(gaps):
        if end - begin >= _PAUSE_S:
            return (begin + end) / 2
    begin, end = max(gaps, key=lambda gap: gap[1] - gap[0], default=(0.0, 0.0))
    if end - begin >= _HARDLY_A_PAUSE_S:
        return (begin + end) / 2
    power = np.convolve(speech.power_db(from_s, end_s), np.ones(5) / 5, "valid")
    return from_s + (int(power.argmin()) + 2.5) * STEP_S if len(power) else end_s
