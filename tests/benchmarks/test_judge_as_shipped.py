"""The judge's files are good: forty answers that were kept for tuning are judged well.

Limits stand far below what is measured on all of them (docs/coverage.md): they tell a file that was badly
trained, or fitted to another reader, not a judge that is a little less good.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from benchmarks import coverage
from benchmarks.judge.answers import spoken
from benchmarks.judge.figures import Judged, calibration, ranking, scores_of, verdicts
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.runs import covered
from coach.fused import FusedJudge
from coach.reader import Reader, Reading
from coach.reasons import REASONS

LEAST_AUC, MOST_COVERED, MOST_ERROR = 0.85, 0.15, 0.12
SOME = spoken(coverage.ANSWERS, part="tune")[::13]


def faults(judged: Judged) -> list[str]:
    """What is worse than it may be."""
    found = ranking(scores_of(judged)) | calibration(scores_of(judged)) | verdicts(judged)
    limits = {f"{reason}: called covered": MOST_COVERED for reason in ("negated", "named", "others")} | {
        "calibration error": MOST_ERROR
    }
    told = [name for name, most in limits.items() if found[name].value > most]
    return [*told, *(["AUC"] if found["AUC"].value < LEAST_AUC else [])]


def test_the_shipped_judge_is_good() -> None:
    judge = FusedJudge()
    assert faults([(lesson, covered(judge, lesson)) for lesson in SOME]) == []


class _Untaught(Reader):
    """Stands for a reader that has learned nothing: what it says of a point has nothing to do with it."""

    def __init__(self) -> None:
        super().__init__()
        self._chance = np.random.default_rng(1)

    def read(self, points: Sequence[str], said: Sequence[str]) -> Reading:
        chances = self._chance.dirichlet(np.full(len(REASONS), 0.3), len(points))
        looks = np.full((len(points), len(said)), 1 / len(said))
        return Reading(chances.astype(np.float32), looks.astype(np.float32))


def test_a_reader_that_has_learned_nothing_would_be_found_out() -> None:
    judge = FusedJudge(reader=_Untaught())
    assert "AUC" in faults([(lesson, covered(judge, lesson)) for lesson in SOME])


@pytest.mark.parametrize("reason", ["negated", "named", "others"])
def test_there_is_enough_of_what_is_asked_about(reason: str) -> None:
    def count(lesson: Lesson) -> int:
        return lesson.reasons.count(reason)

    assert sum(map(count, SOME)) >= 12
