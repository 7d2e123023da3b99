"""The echo of the room: how fast it dies away, and where in it a voice really ended."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from audio.bands import Bands
from audio.detector import Values
from audio.edges import STEP_S, Flags, runs
from coach.transcript import Span

_GROUPS = (slice(0, 5), slice(5, 9), slice(9, 13), slice(13, 17), slice(17, 20))
_FITS = ((16, 75.0), (20, 55.0))
"""Steps that a fall is fitted over, and the slowest one that counts, in dB/s: 11 or 12 dB deep."""
_STRAIGHT_DB = 2.0
_ABOVE_FLOOR_DB = 6.0
_CHUNK = round(5.0 / STEP_S)
_FLOOR_STEPS = round(30.0 / STEP_S)
_FLOOR_PERCENT = 10
_FEWEST_FALLS = 40
_DRY_SHARE, _WET_SHARE = 0.04, 0.065
_STEEPER = 1.1
_DRY_DB_S = 400.0
_DROP_DB = 8.0
_NEW_DB = 3.0
# fmt: off
_NOISE_DB = (
    4.8, 4.7, 4.7, 3.8, 4.6, 3.8, 4.0, 3.8, 3.3, 3.3, 2.9, 2.9, 2.4, 2.4, 2.1, 1.9, 1.6, 1.4, 1.2, 1.1,
)
# fmt: on
"""How far the mean of a steady noise lies above its softest fifth, in each band (simulated)."""
_FEW_BANDS = 5
_STANDS_OUT_DB = 3.0
_TAIL_S = 0.03
_BLIP_STEPS = 2
_SHORTEST_GAP = round(0.15 / STEP_S)


class Echo:
    """Learns from a growing sound how fast the room's echo dies.

    Where no new sound comes, the level in a room falls in a straight line, at the same rate each time, in
    every band; speech by itself hardly ever does. So straight, deep falls are counted (least squares over
    0.16 and 0.2 s, in five groups of bands): in dry rooms, with noise and without, 0 to 6 in a hundred
    stretches above the room's noise are such, in rooms that echo for 0.3 to 0.8 s 6 to 19. Their median
    slope is the rate. All limits were set on simulated rooms.
    """

    def __init__(self) -> None:
        self._looked = 0
        self._above = [0] * len(_FITS)
        self._slopes: list[list[Values]] = [[] for _ in _FITS]

    def follow(self, bands: Bands, *, to_the_end: bool = False) -> None:
        """Looks at the levels that have come in, 5 s at a time, and at the rest once there is no more."""
        while len(bands) - self._looked >= _CHUNK or (to_the_end and len(bands) > self._looked):
            last = min(self._looked + _CHUNK, len(bands))
            self._look(bands, self._looked, last)
            self._looked = last

    @property
    def rate_db_s(self) -> float | None:
        """How fast the echo dies, in dB a second, as far as is known; none where the room hardly echoes."""
        shares = [
            sum(map(len, slopes)) / max(1, above)
            for slopes, above in zip(self._slopes, self._above, strict=True)
        ]
        best = int(np.argmax(shares))
        wet = min(1.0, (shares[best] - _DRY_SHARE) / (_WET_SHARE - _DRY_SHARE))
        if wet <= 0 or sum(map(len, self._slopes[best])) < _FEWEST_FALLS:
            return None
        rate_db_s = _STEEPER * float(np.median(np.concatenate(self._slopes[best]))) / wet
        return rate_db_s if rate_db_s < _DRY_DB_S else None

    def _look(self, bands: Bands, first: int, last: int) -> None:
        around = 10.0 ** (bands.between(last - _FLOOR_STEPS, last) / 10)
        for group in _GROUPS:
            level_db = 10 * np.log10(around[:, group].sum(axis=1))
            floor_db = float(np.percentile(level_db, _FLOOR_PERCENT))
            for at, (steps, slowest_db_s) in enumerate(_FITS):
                row = level_db[-(last - first + steps - 1) :]
                above, slopes = _falls(row, steps, above_db=floor_db + _ABOVE_FLOOR_DB)
                self._above[at] += above
                self._slopes[at].append(slopes[slopes >= slowest_db_s])


def _falls(level_db: Values, steps: int, *, above_db: float) -> tuple[int, Values]:
    """How many stretches of so many steps stay above a level, and how steeply those that fall straight do."""
    if len(level_db) < steps:
        return 0, np.zeros(0, np.float32)
    rows = np.lib.stride_tricks.sliding_window_view(level_db, steps)
    rows = rows[rows.min(axis=1) > above_db]
    time = np.arange(steps) - (steps - 1) / 2
    flat = rows - rows.mean(axis=1, keepdims=True)
    slope = flat @ time / (time**2).sum()
    off_db = np.sqrt(((flat - slope[:, None] * time) ** 2).mean(axis=1))
    return len(rows), np.asarray(-slope[off_db < _STRAIGHT_DB] / STEP_S, np.float32)


def floor_of(levels: Values) -> Values:
    """The mean level of the room's own noise in each band, dB: a tenth of speech is a part of its pauses."""
    return np.asarray(np.percentile(levels, _FLOOR_PERCENT, axis=0) + np.array(_NOISE_DB), np.float32)


def lookback(rate_db_s: float) -> int:
    """How many steps back a level is compared with: the echo loses 8 dB in them."""
    return max(2, round(_DROP_DB / rate_db_s / STEP_S))


def without_echo(
    spans: Sequence[Span], levels: Values, *, from_s: float, floor: Values, rate_db_s: float
) -> list[Span]:
    """The stretches, each ended where the voice did, and parted where only the echo filled a gap.

    `levels` are those of all bands from `from_s` on, `lookback` steps before the first stretch included.
    There is new sound where the bands that stand out of the noise are, in the mean of five or more, 3 dB
    above what the echo has left of them. A voice that falls as fast as the echo cannot be told from it: what
    people usually need for that, 30 ms, is given back.
    """
    new = _without_blips(_new(levels, floor, rate_db_s))
    found: list[Span] = []
    for span in spans:
        first, last = (round((at_s - from_s) / STEP_S) for at_s in (span.start_s, span.end_s))
        parts = _joined(new[first:last])
        for at, (begin, end) in enumerate(parts):
            start_s = span.start_s if not at else from_s + (first + begin) * STEP_S
            found.append(Span(start_s, min(span.end_s, from_s + (first + end) * STEP_S + _TAIL_S)))
        if not parts:
            found.append(span)
    return found


def _new(levels: Values, floor: Values, rate_db_s: float) -> Flags:
    """In which steps there is new sound; the first ones, before which nothing is known, count as such."""
    back = lookback(rate_db_s)
    power = 10.0 ** (levels / 10)
    power[1:-1] = (power[:-2] + 2 * power[1:-1] + power[2:]) / 4
    level_db = 10 * np.log10(power)
    heard = np.maximum(level_db, floor)
    left = np.maximum(heard[:-back] - rate_db_s * STEP_S * back, floor)
    stands_out = level_db[back:] > floor + _STANDS_OUT_DB
    bands = np.maximum(_FEW_BANDS, stands_out.sum(axis=1))
    gain_db = np.sum((heard[back:] - left) * stands_out, axis=1) / bands
    return np.concatenate((np.ones(min(back, len(levels)), np.bool_), gain_db > _NEW_DB))


def _without_blips(new: Flags) -> Flags:
    kept = new.copy()
    for first, last in runs(new):
        if last - first <= _BLIP_STEPS:
            kept[first:last] = False
    return kept


def _joined(new: Flags) -> list[tuple[int, int]]:
    """The parts with new sound; the first begins with the stretch, and a short lull parts nothing."""
    parts: list[tuple[int, int]] = []
    for first, last in runs(new):
        begin = first if parts else 0
        if parts and first - parts[-1][1] < _SHORTEST_GAP:
            begin, _ = parts.pop()
        parts.append((begin, last))
    return parts
