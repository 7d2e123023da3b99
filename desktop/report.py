"""What the command line prints for people: values of the coach as readable text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop.words import clock

if TYPE_CHECKING:
    from coach.attempt import AttemptSummary
    from coach.coverage import PointCoverage
    from coach.review import Review
    from seeds.bank import Bank, Question

WIDTH = 88
VERDICTS = {"covered": "Covered", "partial": "Partly", "missed": "Not heard"}


def review(value: Review, *, question: Question | None) -> str:
    """One answer: how long and how fast, its fillers and pauses, its points, and every word of it."""
    parts = [_delivery(value), _fillers(value)]
    if value.coverage is not None:
        parts.append("\n".join(_point(point) for point in value.coverage.points))
    parts.append(_wrapped(value.heard.transcript.text or "No words were heard."))
    if question is not None:
        parts.insert(0, _wrapped(question.prompt))
    return "\n\n".join(part for part in parts if part)


def _delivery(value: Review) -> str:
    delivery = value.delivery
    rows = [
        ("Length", clock(delivery.duration_s)),
        ("Pace", f"{_figure(delivery.words_per_minute)} words a minute"),
        (
            "Articulation",
            f"{_figure(delivery.articulation_rate_syllables_per_s, digits=1)} syllables a second",
        ),
        ("First word", f"after {_figure(delivery.time_to_first_word_s, digits=1)} s"),
        ("Pauses", f"{delivery.pause_count}, the longest {_figure(delivery.longest_pause_s, digits=1)} s"),
        (
            "Um and uh",
            f"{delivery.filled_pause_count}, {_figure(delivery.filled_pauses_per_minute, digits=1)} a minute",
        ),
        ("Model", value.heard.model),
    ]
    return "\n".join(f"{name:<14}{text}" for name, text in rows)


def _figure(value: float | None, *, digits: int = 0) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def _fillers(value: Review) -> str:
    return _wrapped(", ".join(f"{one.text} {clock(one.start_s)}" for one in value.fillers))


def _point(point: PointCoverage) -> str:
    line = f"{VERDICTS[point.verdict]:<11}{point.name}"
    if point.evidence is None:
        return line
    return f"{line}\n           {clock(point.evidence.start_s)} “{point.evidence.text}”"


def bank(value: Bank) -> str:
    """A bank's questions, each with its points."""
    head = f"{value.title} ({value.name}), {len(value.questions)} questions"
    return "\n\n".join([head, *map(_question, value.questions)])


def _question(value: Question) -> str:
    low, high = value.target_band_s
    lines = [f"{value.id}  ({clock(low)} to {clock(high)})", _wrapped(value.prompt, indent="  ")]
    return "\n".join([*lines, *(f"  - {point.name}" for point in value.points)])


def attempts(values: Iterable[AttemptSummary]) -> str:
    """One line an answer, or a sentence where there is none."""
    return "\n".join(map(_attempt, values)) or "No answers yet."


def _attempt(value: AttemptSummary) -> str:
    when = value.started_at.astimezone().strftime("%Y-%m-%d %H:%M")
    pace = f"{_figure(value.words_per_minute)} wpm"
    return f"{when}  {clock(value.duration_s):>6}  {pace:>8}  {textwrap.shorten(value.prompt, 60)}"


def _wrapped(text: str, *, indent: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
