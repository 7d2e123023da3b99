"""What is said about a question's points: covered, partly covered or missed, and the words that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["covered", "partial", "missed"]

WORTH: dict[Verdict, float] = {"covered": 1.0, "partial": 0.5, "missed": 0.0}
"""What a verdict adds to the share of points that came across."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The stretch of the answer that decides about a point, with its times in seconds."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class PointCoverage:
    """One point judged; `score` is 0 to 1, `missing` a few words on what was not heard, or ""."""

    id: str
    name: str
    text: str
    verdict: Verdict
    score: float
    evidence: Evidence | None = None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """All points judged, in the question's order; `score` is their mean, a point said in part counts half."""

    score: float
    points: tuple[PointCoverage, ...]

    @staticmethod
    def of(points: tuple[PointCoverage, ...]) -> Coverage:
        """The coverage that these points make; 0 for none."""
        return Coverage(sum(WORTH[point.verdict] for point in points) / max(1, len(points)), points)

    def count(self, verdict: Verdict) -> int:
        """How many points have this verdict."""
        return sum(point.verdict == verdict for point in self.points)
