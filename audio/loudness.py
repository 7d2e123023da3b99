"""How loud a recording is over time: found at once, so that it can be shown before anybody has listened."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from audio.clip import Whole, as_samples

FRAME_S = 0.1
_QUIETEST_DB = -100.0


def loudness_db(blocks: Iterable[Whole], *, rate_hz: int) -> tuple[float, ...]:
    """dBFS of successive frames of `FRAME_S` seconds, rounded to a tenth; an incomplete last one is left out.

    `blocks` are 16 bit samples, piece by piece, of any length.
    """
    frame, rest = round(rate_hz * FRAME_S), np.zeros(0, np.float32)
    found: list[float] = []
    for block in blocks:
        samples = np.concatenate((rest, as_samples(block)))
        whole = len(samples) // frame * frame
        rest = samples[whole:]
        power = np.mean(samples[:whole].reshape(-1, frame) ** 2, axis=1) + 10 ** (_QUIETEST_DB / 10)
        found += np.round(10 * np.log10(power), 1).tolist()
    return tuple(found)
