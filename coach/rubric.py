"""Which points of a question an answer touched: the door behind which a judge reads both."""

from __future__ import annotations

from typing import Protocol

from coach.coverage import Coverage, Evidence, PointCoverage, Verdict
from coach.transcript import Transcript
from seeds.bank import Question

__all__ = ["Coverage", "Evidence", "Judge", "PointCoverage", "Verdict", "cover", "warm"]


class Judge(Protocol):
    """Reads a question's points and an answer together."""

    def cover(self, question: Question, transcript: Transcript) -> Coverage:
        """A verdict for every point, in the question's order."""
        ...


def warm() -> None:
    """Loads what judges, so that the first answer need not wait; about half a second, for a thread beside."""
    from coach.fused import usual_judge

    usual_judge().load()


def cover(question: Question, transcript: Transcript, *, judge: Judge | None = None) -> Coverage:
    """Every point of the question judged on this answer; all are missed where no word was said."""
    from coach.fused import usual_judge  # brings numpy, which the window must not wait for

    return (judge or usual_judge()).cover(question, transcript)
