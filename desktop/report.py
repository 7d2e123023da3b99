"""What the command line prints for people about banks and about the answers that are kept."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

from coach.spelled import clock

if TYPE_CHECKING:
    from coach.attempt import AttemptSummary
    from seeds.bank import Bank, Question

WIDTH = 88


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
    pace = "-" if value.words_per_minute is None else f"{value.words_per_minute:.0f} wpm"
    return f"{when}  {clock(value.duration_s):>6}  {pace:>8}  {textwrap.shorten(value.prompt, 60)}"


def _wrapped(text: str, *, indent: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
