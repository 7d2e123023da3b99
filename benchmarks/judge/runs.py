"""One method on one set of answers: what it said of them, and how long that took."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.judge.baselines import Scorer, Tuned
from benchmarks.judge.figures import (
    Figure,
    Figures,
    Judged,
    Scored,
    by_group,
    calibration,
    evidence_held,
    ranking,
    reasons_told,
    scores_of,
    verdicts,
)
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.sheet_text import as_question, as_transcript
from coach.coverage import Coverage
from coach.fused import FusedJudge


@dataclass(frozen=True, slots=True)
class Run:
    """One method on one set of answers; `tuned` where it is a baseline."""

    judged: Judged
    ms_a_point: float | None = None
    tuned: Tuned | None = None

    def figures(self) -> Figures:
        """All that is told of it."""
        scored = scores_of(self.judged)
        found = ranking(scored) | calibration(scored)
        if self.tuned:
            found |= self.tuned.calibration(scored)
        if self.ms_a_point is not None:
            found["ms a point"] = Figure(self.ms_a_point, sum(len(scores) for _, scores in scored))
        found |= verdicts(self.judged)
        if not self.tuned:
            found |= reasons_told(self.judged) | evidence_held(self.judged)
        return found | by_group(self.judged)


@dataclass(frozen=True, slots=True)
class Rival:
    """A baseline as it is held against spoken answers."""

    scorer: Scorer
    tuned: Tuned

    def run(self, lessons: Sequence[Lesson], *, paced: bool) -> Run:
        """Judges them all."""
        scored, took_ms = timed(self.scorer, lessons)
        judged = [(lesson, self.tuned.judged(lesson, scores)) for lesson, scores in scored]
        return Run(judged, took_ms if paced else None, self.tuned)


def judged_by(judge: FusedJudge, lessons: Sequence[Lesson]) -> Run:
    """Greenroom on these answers."""
    judge.load()
    started = time.perf_counter()
    judged = [(lesson, covered(judge, lesson)) for lesson in lessons]
    took_ms = 1000 * (time.perf_counter() - started)
    return Run(judged, took_ms / max(1, sum(len(one.points) for one in lessons)))


def scorer_of(judge: FusedJudge) -> Scorer:
    """The judge as what gives scores."""
    return lambda lesson: [point.score for point in covered(judge, lesson).points]


def covered(judge: FusedJudge, lesson: Lesson) -> Coverage:
    """The lesson judged as the app would judge it."""
    return judge.cover(as_question(lesson), as_transcript(lesson.answer))


def timed(scorer: Scorer, lessons: Sequence[Lesson]) -> tuple[Scored, float]:
    """What it says of them all, and milliseconds a point; what it loads is loaded before."""
    for first in lessons[:1]:
        scorer(replace(first, answer="This is to load what there is."))
    started = time.perf_counter()
    scored = [(lesson, scorer(lesson)) for lesson in lessons]
    took_ms = 1000 * (time.perf_counter() - started)
    return scored, took_ms / max(1, sum(len(scores) for _, scores in scored))
