"""What repeats or turns within an answer, and from one answer to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Protocol

from coach.coverage import Coverage, PointCoverage
from coach.fillers import Filler
from coach.marker_place import bare
from coach.pacing import PacePoint, Pause
from coach.review import Review

_FASTER = 1.2
_AT_LEAST_WPM = 150.0
_LEAST_WINDOWS = 2
_RIGHT_AFTER_S = 0.35
_INSIDE_CLAUSE_S = 1.2
"""Voice trainers flag pauses inside a clause from about here; at a boundary they do no harm (Kahng 2018)."""


class Earlier(Protocol):
    """An earlier attempt at the same question: a whole `Attempt` or its `AttemptSummary`."""

    @property
    def missed_points(self) -> frozenset[str]:
        """Ids of the points that did not come across then."""
        ...


@dataclass(frozen=True, slots=True)
class Turn:
    """From `at_s` on the pace is another: words a minute before and after."""

    at_s: float
    before: float
    after: float


def missed_longest(coverage: Coverage, earlier: Sequence[Earlier]) -> tuple[PointCoverage | None, int]:
    """The point missed now that was missed in the most answers in a row, and in how many, now included."""
    best: tuple[PointCoverage | None, int] = (None, 0)
    for point in coverage.points:
        if point.verdict != "missed":
            continue
        times = 1
        for attempt in reversed(earlier):
            if point.id not in attempt.missed_points:
                break
            times += 1
        if times > best[1]:
            best = (point, times)
    return best


def quickening(pace: Sequence[PacePoint]) -> Turn | None:
    """Where the pace rises by a fifth or more and stays there, to 150 words a minute or above; else None."""
    best: Turn | None = None
    for split in range(_LEAST_WINDOWS, len(pace) - _LEAST_WINDOWS + 1):
        before = fmean(point.words_per_minute for point in pace[:split])
        after = fmean(point.words_per_minute for point in pace[split:])
        if after < max(_AT_LEAST_WPM, before * _FASTER):
            continue
        if best is None or after - before > best.after - best.before:
            best = Turn(pace[split].start_s, before, after)
    return best


def fillers_after_pauses(review: Review) -> tuple[Filler, ...]:
    """The filled pauses that begin within 0.35 s after a silent pause."""
    ends = [pause.end_s for pause in review.pauses]
    return tuple(
        filler
        for filler in review.fillers
        if filler.kind == "filled_pause"
        and any(abs(filler.start_s - end_s) <= _RIGHT_AFTER_S for end_s in ends)
    )


def pause_inside_clause(review: Review) -> tuple[Pause, str] | None:
    """The longest silent pause of 1.2 s or more inside a clause, with the two words before it; else None.

    A pause that holds a filled pause is left to the remark on those.
    """
    words = review.heard.transcript.words
    for pause in sorted(review.pauses, key=lambda pause: -pause.length_s):
        if pause.length_s < _INSIDE_CLAUSE_S:
            return None
        if pause.place == "inside" and pause.kind == "silent":
            before = [word for word in words if word.start_s < pause.start_s]
            return pause, " ".join(bare(word.text) for word in before[-2:] if word.kind == "word")
    return None
