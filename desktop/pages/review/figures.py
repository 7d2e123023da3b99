"""The six figures of an answer, each with its band in words; no widget."""

from __future__ import annotations

from collections.abc import Callable

from coach.norms import Norms
from coach.pacing import Delivery
from desktop.widgets.band_track import Scale
from desktop.widgets.figure import FigureValue
from desktop.words import clock
from seeds.bank import Question

_PACE_ENDS = (80.0, 220.0)
_ARTICULATION_ENDS = (2.5, 7.0)
_FILLER_END = 12.0
_PAUSE_END_S = 4.0
_FIRST_WORD_END_S = 8.0


def figures(delivery: Delivery | None, *, question: Question | None, norms: Norms) -> tuple[FigureValue, ...]:
    """Length, pace, articulation, um and uh, longest pause, first word; without a delivery, empty places."""
    return (
        _length(delivery, question=question, norms=norms),
        _pace(delivery, norms),
        _articulation(delivery, norms),
        _fillers(delivery, norms),
        _longest_pause(delivery, norms),
        _first_word(delivery, norms),
    )


def _length(delivery: Delivery | None, *, question: Question | None, norms: Norms) -> FigureValue:
    low, high = question.target_band_s if question else norms.length_s
    value = delivery.duration_s if delivery else None
    return FigureValue(
        "length",
        "Length",
        _text(value, clock),
        "",
        Scale(0.0, high * 1.5, (low, high)),
        f"Target {clock(low)} to {clock(high)}",
        value,
    )


def _pace(delivery: Delivery | None, norms: Norms) -> FigureValue:
    low, high = norms.pace_wpm
    value = delivery.words_per_minute if delivery else None
    scale = Scale(min(_PACE_ENDS[0], low - 20), max(_PACE_ENDS[1], high + 20), norms.pace_wpm)
    band = f"Quiet band {low:.0f} to {high:.0f}"
    return FigureValue("pace", "Pace", _text(value, _whole), "wpm", scale, band, value)


def _articulation(delivery: Delivery | None, norms: Norms) -> FigureValue:
    low, high = norms.articulation_syllables_per_s
    value = delivery.articulation_rate_syllables_per_s if delivery else None
    scale = Scale(*_ARTICULATION_ENDS, (low, high))
    band = f"Usual {low:g} to {high:g}"
    return FigureValue("articulation", "Articulation", _text(value, _tenth), "syll/s", scale, band, value)


def _fillers(delivery: Delivery | None, norms: Norms) -> FigureValue:
    high = norms.fillers_per_minute[1]
    value = delivery.filled_pauses_per_minute if delivery else None
    scale = Scale(0.0, max(_FILLER_END, high * 1.5), norms.fillers_per_minute)
    return FigureValue(
        "fillers", "Um and uh", _text(value, _tenth), "a min", scale, f"Quiet below {high:g}", value
    )


def _longest_pause(delivery: Delivery | None, norms: Norms) -> FigureValue:
    noticed = norms.noticed_pause_s
    value = delivery.longest_pause_s if delivery else None
    scale = Scale(0.0, max(_PAUSE_END_S, noticed * 1.5), (0.0, noticed))
    band = f"Noticed above {noticed:g} s"
    return FigureValue("longest_pause", "Longest pause", _text(value, _tenth), "s", scale, band, value)


def _first_word(delivery: Delivery | None, norms: Norms) -> FigureValue:
    low, high = norms.first_word_s
    value = delivery.time_to_first_word_s if delivery else None
    scale = Scale(0.0, max(_FIRST_WORD_END_S, high * 1.5), (low, high))
    band = f"Usual up to {high:g} s"
    return FigureValue("first_word", "First word", _text(value, _tenth), "s", scale, band, value)


def _text(value: float | None, write: Callable[[float], str]) -> str:
    return "" if value is None else write(value)


def _whole(value: float) -> str:
    return f"{value:.0f}"


def _tenth(value: float) -> str:
    return f"{value:.1f}"
