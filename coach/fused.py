"""Judges points by wording and by meaning together: one calibrated probability a point."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coach.coverage import Coverage, Evidence, PointCoverage, Verdict
from coach.likeness import FEATURES, Likeness, Passage, likeness, passages
from coach.meaning import FOLDER, Meaning
from coach.scope import own_claims
from coach.transcript import Transcript, Word
from coach.wording import WordingJudge
from seeds.bank import Question

INPUTS = (*FEATURES, "wording", "denied", "denied_at_length")
"""Likeness, then the wording's score, and what that score lost because it was denied or told of others: in an
argument of one sentence a "not" is often the point itself, in an answer of a minute it seldom is.
"""


@dataclass(frozen=True, slots=True)
class Weighing:
    """A logistic regression over `INPUTS`."""

    weights: tuple[float, ...]
    shift: float

    def probability(self, inputs: Sequence[float]) -> float:
        """The chance that a person would say the point was made."""
        logit = self.shift + sum(weight * one for weight, one in zip(self.weights, inputs, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))


@dataclass(frozen=True, slots=True)
class Fusion:
    """How the inputs are weighed in an answer of one passage and in a longer one, and what verdict follows.

    `short` was fitted to arguments of a sentence or two, `long` to those and to spoken answers of a minute.
    """

    short: Weighing
    long: Weighing
    covered: float
    partly: float

    @staticmethod
    def read(path: Path) -> Fusion:
        """The fusion kept in a JSON file; raises ValueError if it belongs to other inputs."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        if tuple(kept["inputs"]) != INPUTS:
            raise ValueError(f"{path.name} was fitted to other inputs; fit it again")
        short, long = (Weighing(tuple(kept[one]["weights"]), kept[one]["shift"]) for one in ("short", "long"))
        return Fusion(short, long, kept["covered"], kept["partly"])

    def probability(self, inputs: Sequence[float]) -> float:
        """The chance that a person would say the point was made."""
        is_long = inputs[INPUTS.index("passages")] > 0
        return (self.long if is_long else self.short).probability(inputs)

    def verdict(self, probability: float) -> Verdict:
        """What is said of a point with this probability."""
        if probability >= self.covered:
            return "covered"
        return "partial" if probability >= self.partly else "missed"


@dataclass(frozen=True, slots=True)
class _Looked:
    """Both looks at one answer, and the inputs of the fusion a point."""

    worded: Coverage
    alike: Likeness
    inputs: tuple[tuple[float, ...], ...]


class FusedJudge:
    """Compares every point with every passage of the answer; no training on the person, no network.

    A point whose author gave terms is judged by its wording alone: the terms are surer than likeness, and the
    wording knows what is denied. Where all have them, the model is not even loaded.
    """

    def __init__(self, meaning: Meaning | None = None, *, fusion: Fusion | None = None) -> None:
        self._meaning = meaning or Meaning()
        self._fusion = fusion or Fusion.read(FOLDER / "fusion.json")
        self._wording = WordingJudge()
        self._literal = WordingJudge(literal=True)

    def cover(self, question: Question, transcript: Transcript) -> Coverage:
        """A verdict for every point, in the question's order."""
        if not transcript.spoken or all(point.terms for point in question.points):
            return self._wording.cover(question, transcript)
        looked = self._look(question, transcript)
        points = []
        for at, (point, worded) in enumerate(zip(question.points, looked.worded.points, strict=True)):
            if point.terms:
                points.append(worded)
                continue
            probability = self._fusion.probability(looked.inputs[at])
            points.append(self._judged(worded, probability, looked.alike.passages[at], transcript.spoken))
        return Coverage.of(tuple(points))

    def inputs(self, question: Question, transcript: Transcript) -> tuple[tuple[float, ...], ...]:
        """What the fusion is fitted on: `INPUTS` for every point."""
        return self._look(question, transcript).inputs

    def _look(self, question: Question, transcript: Transcript) -> _Looked:
        said = transcript.spoken
        alike = likeness(question, passages(said, claims=own_claims(said)), self._meaning)
        worded, literal = self._wording.cover(question, transcript), self._literal.cover(question, transcript)
        size = FEATURES.index("passages")
        rows = []
        for figures, one, plain in zip(alike.figures.tolist(), worded.points, literal.points, strict=True):
            denied = max(0.0, plain.score - one.score)
            rows.append((*figures, one.score, denied, denied * figures[size]))
        return _Looked(worded, alike, tuple(rows))

    def _judged(
        self, worded: PointCoverage, probability: float, passage: Passage | None, said: Sequence[Word]
    ) -> PointCoverage:
        verdict = self._fusion.verdict(probability)
        evidence = worded.evidence or (_evidence(passage, said) if passage else None)
        return PointCoverage(
            id=worded.id,
            name=worded.name,
            text=worded.text,
            verdict=verdict,
            score=probability,
            evidence=None if verdict == "missed" else evidence,
            missing=worded.missing if verdict == "partial" else "",
        )


def _evidence(passage: Passage, said: Sequence[Word]) -> Evidence:
    words = said[passage.first : passage.last + 1]
    return Evidence(" ".join(word.text for word in words), words[0].start_s, words[-1].end_s)


@cache
def usual_judge() -> FusedJudge:
    """The judge that the app and the command line share; its model is loaded at the first answer."""
    return FusedJudge()
