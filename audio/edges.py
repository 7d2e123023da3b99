"""The edges of speech: from rough chances of a voice and the loudness to stretches with sharp ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from audio.detector import FRAME_S, Values
from coach.transcript import Span

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
_RISE_S, _FALL_S = 0.0004, 0.00011
"""What noise hides of a voice: of its start so much a dB, of its end so much a dB squared (simulated)."""
_LEAST_SILENCE_S = 0.05

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Voiced:
    """Stretches with a voice, in seconds; the lowest `masked_db` of them drown in the noise of the room."""

    spans: tuple[Span, ...] = ()
    masked_db: float = 0.0


def voiced(chances: Values, power_db: Values, *, floor_db: float) -> Voiced:
    """Stretches with a voice, in seconds from the start of the arrays.

    `chances` are for successive 32 ms, `power_db` for successive 10 ms of the same sound; `floor_db` is the
    loudness of the room. The detector says where a voice is, the loudness where it begins and ends: a voice
    reaches as far as it stays above the room, and a gap in loudness inside it splits it.
    """
    steps = len(power_db)
    if not steps or not len(chances):
        return Voiced()
    called = _on_steps(_held(chances), steps)
    if not called.any():
        return Voiced()
    softest_db = float(np.percentile(power_db[called], 90)) - _BELOW_LEVEL_DB
    audible_db = max(floor_db + _ABOVE_FLOOR_DB, softest_db)
    loud = power_db > audible_db
    reach = round(_REACH_S / STEP_S)
    near = np.convolve(called, np.ones(2 * reach + 1))[reach : reach + steps] > 0
    active = _touching(loud & near, called)
    joined = _without_short_gaps(active, round(_SHORTEST_GAP_S / STEP_S))
    spans = (
        Span(first * STEP_S, last * STEP_S)
        for first, last in runs(joined)
        if (last - first) * STEP_S >= _SHORTEST_SPAN_S
    )
    return Voiced(tuple(spans), audible_db - softest_db)


def unmasked(spans: Sequence[Span], *, masked_db: float) -> list[Span]:
    """The stretches with what noise hides of them: in noise at 10 dB about 8 ms before and 50 ms after."""
    found: list[Span] = []
    for at, span in enumerate(spans):
        latest_s = spans[at + 1].start_s - _LEAST_SILENCE_S if at + 1 < len(spans) else np.inf
        end_s = max(span.end_s, min(span.end_s + _FALL_S * masked_db**2, latest_s))
        earliest_s = found[-1].end_s if found else 0.0
        found.append(Span(max(earliest_s, span.start_s - _RISE_S * masked_db), end_s))
    return found


def runs(flags: Flags) -> Iterator[tuple[int, int]]:
    """First and one-past-last index of each unbroken run of true flags."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        yield int(first), int(last)


def flags(spans: Iterable[tuple[float, float]], steps: int) -> Flags:
    """So many steps of 10 ms, true where one of the spans (in seconds from the first step) lies."""
    found = np.zeros(steps, np.bool_)
    for start_s, end_s in spans:
        found[max(0, round(start_s / STEP_S)) : max(0, round(end_s / STEP_S))] = True
    return found


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
