"""One labelled answer, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lesson:
    """One answer with its truth: `labels` 1, 0.5, 0 or -1 (unknown) a point, and the words that decide."""

    question: str
    points: tuple[str, ...]
    answer: str
    labels: tuple[float, ...]
    evidence: tuple[str, ...]
    reasons: tuple[str, ...]
    kind: str = ""
    source: str = ""
    stance: str = ""
