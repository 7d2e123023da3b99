"""The three figures that are followed: how each is named, explained and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.attempt import AttemptSummary
from coach.norms import Norms
from coach.progress import Trend, trend
from coach.spelled import number
from desktop.widgets.chart_axes import Axis, axis
from desktop.widgets.trend_plot import ChartLook

_MOST_POINTS = (0.6, 1.0)


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of the page: `recent` is the mean of the last five as written, `words` say what it means."""

    name: str
    recent: str
    unit: str
    words: str
    trend: Trend
    axis: Axis
    look: ChartLook


def parts(answers: Sequence[AttemptSummary], *, norms: Norms) -> tuple[Part, ...]:
    """Pace, um and uh, points covered; figures that no answer has are left out."""
    made = (_pace(answers, norms), _fillers(answers, norms), _coverage(answers))
    return tuple(part for part in made if part.trend.points)


def _pace(answers: Sequence[AttemptSummary], norms: Norms) -> Part:
    shown = trend(answers, figure="pace")
    low, high = norms.pace_wpm
    return Part(
        "Pace",
        _recent(shown, "{:.0f}"),
        "words a minute",
        f"Average of your last answers, up to five. {low:.0f} to {high:.0f} is comfortable to follow.",
        shown,
        axis(_values(shown), band=norms.pace_wpm, floor=None, ceiling=None),
        ChartLook("Pace in words a minute", "{:.0f}".format, "{:.0f} wpm".format, figure="pace"),
    )


def _fillers(answers: Sequence[AttemptSummary], norms: Norms) -> Part:
    shown = trend(answers, figure="fillers")
    band = norms.fillers_per_minute
    most = number(int(band[1])) if band[1] == int(band[1]) else f"{band[1]:g}"
    return Part(
        "Um and uh",
        _recent(shown, "{:.1f}"),
        "a minute",
        f"Below {most} a minute hardly anyone notices them.",
        shown,
        axis(_values(shown), band=band, floor=0.0, ceiling=None),
        ChartLook("Um and uh a minute", "{:g}".format, "{:.1f} a minute".format, figure="fillers"),
    )


def _coverage(answers: Sequence[AttemptSummary]) -> Part:
    shown = trend(answers, figure="coverage")
    return Part(
        "Points covered",
        _recent(shown, "{:.0%}"),
        "of the points",
        "A point said in part counts half. Different questions differ, so look at the line.",
        shown,
        axis(_values(shown), band=_MOST_POINTS, floor=0.0, ceiling=1.0),
        ChartLook("Points covered", _percent, _percent, "most of the points"),
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"


def _values(shown: Trend) -> list[float]:
    return [point.value for point in shown.points]


def _recent(shown: Trend, form: str) -> str:
    return "–" if shown.recent is None else form.format(shown.recent)
