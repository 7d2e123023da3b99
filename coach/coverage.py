"""What is said about a question's points: covered, partly covered or missed, and the words that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["covered", "partial", "missed"]

WORTH: dict[Verdict, float] = {"covered": 1.0, "partial": 0.5, "missed": 0.0}
"""What a verdict adds to the share of points that came across."""

NAMED, OF_OTHERS, NOT_DONE = "Named, not explained", "Said of others", "Said not done"
IDEAL, UNCLEAR = "Said as what one would do", "Touched on, not told"
IN_PART, UNSURE = "Told in part", "Not sure it was said: listen to it"
WHY_NOT = (NAMED, OF_OTHERS, NOT_DONE, IDEAL, UNCLEAR, IN_PART, UNSURE)
"""Why a point that was touched is not covered, as it is told to people; the last where that is not known."""


def told_missing(missing: str) -> str:
    """The line under a point: why it is not covered, or which words were not heard; "" for neither."""
    if not missing or missing in WHY_NOT:
        return missing
    return f"Not heard: {missing}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The stretch of the answer that decides about a point, with its times in seconds."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class PointCoverage:
    """One point judged; `score` is 0 to 1, `missing` one of `WHY_NOT`, or a few words not heard, or "".

    A missed point has evidence where `missing` tells a reason: then it was spoken of.
    """

    id: str
    name: str
    text: str
    verdict: Verdict
    score: float
    evidence: Evidence | None = None
    missing: str = ""

    @property
    def is_spoken_of(self) -> bool:
        """Whether it is missed and yet was spoken of: named, denied or told of others; so not "not heard"."""
        return self.verdict == "missed" and self.missing in WHY_NOT


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
