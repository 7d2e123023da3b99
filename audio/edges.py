"""The edges of speech: from rough chances of a voice and the loudness to stretches with sharp ends."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from audio.detector import FRAME_S, Values

STEP_S = 0.01
"""Loudness is measured every 10 ms."""
VOICE = 0.5
"""From this chance on a frame is called voice; Silero's own default."""
_STILL_VOICE = 0.2
"""Under Silero's own .35, since held vowels sink below that; in a quiet room the loudness ends a stretch."""
_SHORTEST_GAP_S = 0.1
_SHORTEST_SPAN_S = 0.05
_REACH_S = 0.15
_BELOW_LEVEL_DB = 32.0
_ABOVE_FLOOR_DB = 3.0

Flags = npt.NDArray[np.bool_]


def voiced_spans(chances: Values, power_db: Values, *, floor_db: float) -> list[tuple[float, float]]:
    """Stretches with a voice, in seconds from the start of the arrays.

    `chances` are for successive 32 ms, `power_db` for successive 10 ms of the same sound; `floor_db` is the
    loudness of the room. The detector says where a voice is, the loudness where it begins and ends: a voice
    reaches as far as it stays above the room, and a gap in loudness inside it splits it.
    """
    steps = len(power_db)
    if not steps or not len(chances):
        return []
    voiced = _on_steps(_held(chances), steps)
    if not voiced.any():
        return []
    level_db = float(np.percentile(power_db[voiced], 90))
    loud = power_db > max(floor_db + _ABOVE_FLOOR_DB, level_db - _BELOW_LEVEL_DB)
    reach = round(_REACH_S / STEP_S)
    near = np.convolve(voiced, np.ones(2 * reach + 1))[reach : reach + steps] > 0
    active = _touching(loud & near, voiced)
    joined = _without_short_gaps(active, round(_SHORTEST_GAP_S / STEP_S))
    return [
        (first * STEP_S, last * STEP_S)
        for first, last in runs(joined)
        if (last - first) * STEP_S >= _SHORTEST_SPAN_S
    ]


def runs(flags: Flags) -> Iterator[tuple[int, int]]:
    """First and one-past-last index of each unbroken run of true flags."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        yield int(first), int(last)


def _held(chances: Values) -> Flags:
    """Voice begins at one chance and lasts until it falls under a lower one."""
    held = np.zeros(len(chances), np.bool_)
    on = False
    for at, chance in enumerate(chances):
        on = bool(chance >= (_STILL_VOICE if on else VOICE))
        held[at] = on
    return held


def _on_steps(frames: Flags, steps: int) -> Flags:
    at = np.minimum((np.arange(steps) + 0.5) * STEP_S / FRAME_S, len(frames) - 1).astype(int)
    flags: Flags = frames[at]
    return flags


def _touching(active: Flags, voiced: Flags) -> Flags:
    """Only those runs that hold a step the detector called voice."""
    kept = np.zeros_like(active)
    for first, last in runs(active):
        if voiced[first:last].any():
            kept[first:last] = True
    return kept


def _without_short_gaps(active: Flags, shortest: int) -> Flags:
    joined = active.copy()
    for first, last in runs(~active):
        if first > 0 and last < len(active) and last - first < shortest:
            joined[first:last] = True
    return joined
