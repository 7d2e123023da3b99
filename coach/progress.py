"""How answers change over time: series for the charts, and one sentence that sums them up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean
from typing import Literal

from coach.attempt import AttemptSummary
from coach.pacing import LEAST_S, LEAST_WORDS
from coach.spelled import number, sentence

Figure = Literal["pace", "fillers", "coverage"]
WINDOW = 5
LEAST = 3
"""From so many answers on there is a line to draw."""

_VALUE: dict[Figure, Callable[[AttemptSummary], float | None]] = {
    "pace": lambda attempt: attempt.words_per_minute,
    "fillers": lambda attempt: attempt.filled_pauses_per_minute,
    "coverage": lambda attempt: attempt.coverage if attempt.word_count else None,
}


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One answer in a chart: its value, and the mean of it and up to four before it."""

    attempt_id: str
    prompt: str
    started_at: datetime
    value: float
    mean: float


@dataclass(frozen=True, slots=True)
class Trend:
    """One figure answer by answer, oldest first; answers that have no such figure are left out.

    Units: words a minute, filled pauses a minute, share of the points (0 to 1).
    """

    figure: Figure
    points: tuple[TrendPoint, ...]

    @property
    def recent(self) -> float | None:
        """The mean of the last five, or None for none."""
        return self.points[-1].mean if self.points else None

    @property
    def first(self) -> float | None:
        """The mean of the first five where they are others than the last five, else None."""
        if len(self.points) < 2 * WINDOW:
            return None
        return fmean(point.value for point in self.points[:WINDOW])


def trend(attempts: Sequence[AttemptSummary], *, figure: Figure) -> Trend:
    """One figure over these attempts, which are oldest first."""
    kept = [(attempt, value) for attempt in attempts if (value := _VALUE[figure](attempt)) is not None]
    values = [value for _attempt, value in kept]
    return Trend(
        figure,
        tuple(
            TrendPoint(
                attempt.id,
                attempt.prompt,
                attempt.started_at,
                value,
                fmean(values[max(0, place + 1 - WINDOW) : place + 1]),
            )
            for place, (attempt, value) in enumerate(kept)
        ),
    )


def overview(attempts: Sequence[AttemptSummary]) -> str:
    """One sentence on the last five answers, compared with the first five once there are ten."""
    heard = [attempt for attempt in attempts if attempt.word_count]
    if not heard:
        return "Your first answer will be here."
    if len(heard) < LEAST:
        return f"After three answers a line appears here. {sentence(number(len(heard)))} so far."
    parts = [part for part in (_pace(heard), _fillers(heard), _coverage(heard)) if part]
    if not parts:
        return f"{sentence(number(len(heard)))} answers so far."
    told = f"Over your last {number(min(WINDOW, len(heard)))} answers {_joined(parts)}."
    return f"{told} {_left_out(heard[-WINDOW:])}".rstrip()


def _left_out(recent: Sequence[AttemptSummary]) -> str:
    """That rates leave out answers which are too short for them; "" where there are none."""
    if all(attempt.words_per_minute is not None for attempt in recent):
        return ""
    return f"Pace, um and uh leave out answers under {LEAST_S:.0f} seconds or {number(LEAST_WORDS)} words."


def _pace(attempts: Sequence[AttemptSummary]) -> str:
    recent = trend(attempts, figure="pace").recent
    return f"you spoke about {recent:.0f} words a minute" if recent is not None else ""


def _fillers(attempts: Sequence[AttemptSummary]) -> str:
    shown = trend(attempts, figure="fillers")
    if shown.recent is None:
        return ""
    now = f"{shown.recent:.0f}"
    if shown.first is not None and f"{shown.first:.0f}" != now:
        return f"um and uh went from about {shown.first:.0f} a minute to {now}"
    return f"um and uh came about {now} times a minute" if now != "0" else "there was hardly an um or uh"


def _coverage(attempts: Sequence[AttemptSummary]) -> str:
    recent = trend(attempts, figure="coverage").recent
    if recent is None:
        return ""
    share = f"{100 * recent:.0f}"
    return f"about {share}% of the points came across" if share != "0" else "hardly a point was heard"


def _joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}, and {parts[-1]}"
