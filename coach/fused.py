"""Judges points by reading, meaning and wording together: one calibrated probability a point."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coach.clauses import to_clause_ends
from coach.coverage import Coverage, Evidence, PointCoverage, Verdict
from coach.likeness import FEATURES, SHORT, Likeness, Passage, likeness, passages
from coach.meaning import Meaning
from coach.network import FOLDER
from coach.reader import Reader
from coach.reading import READ, Reading, log_odds, read, unread
from coach.scope import own_claims
from coach.transcript import Transcript, Word
from coach.wording import WordingJudge
from seeds.bank import Question

INPUTS = (*FEATURES, "wording", "denied", "denied_at_length")
"""Likeness, then the wording's score, and what that score lost because it was denied or told of others: in an
argument of one sentence a "not" is often the point itself, in an answer of a minute it seldom is.
"""
LONG_INPUTS = (*INPUTS, *READ)
"""In an answer of more than one passage, what the reader says of the nearest ones is weighed as well."""

TERMS, TERMS_COVERED, TERMS_PARTLY = 0.3, 0.54, 0.32
"""How much the wording counts where the author gave terms, and the thresholds there. On 120 answers to the
built-in questions: AUC .81 (wording alone .52), of the points called covered .81 made (.50).
"""


@dataclass(frozen=True, slots=True)
class Weighing:
    """A logistic regression over inputs."""

    weights: tuple[float, ...]
    shift: float

    def probability(self, inputs: Sequence[float]) -> float:
        """The chance that a person would say the point was made."""
        logit = self.shift + sum(weight * one for weight, one in zip(self.weights, inputs, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))


@dataclass(frozen=True, slots=True)
class Fusion:
    """How `INPUTS` are weighed in an answer of one passage, `LONG_INPUTS` in a longer one, and the verdicts.

    `short` was fitted to arguments of a sentence or two, `long` to spoken answers of a minute; `terms` makes
    a probability of the log odds of reading and wording taken together (Platt 1999), fitted to answers to the
    built-in questions.
    """

    short: Weighing
    long: Weighing
    terms: Weighing
    covered: float
    partly: float

    @staticmethod
    def read(path: Path) -> Fusion:
        """The fusion kept in a JSON file; raises ValueError if it belongs to other inputs."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        if tuple(kept["inputs"]) != LONG_INPUTS:
            raise ValueError(f"{path.name} was fitted to other inputs; fit it again")
        short, long, terms = (
            Weighing(tuple(kept[one]["weights"]), kept[one]["shift"]) for one in ("short", "long", "terms")
        )
        return Fusion(short, long, terms, kept["covered"], kept["partly"])

    def probability(self, inputs: Sequence[float]) -> float:
        """The chance that a person would say the point was made."""
        if inputs[INPUTS.index("passages")] > 0:
            return self.long.probability(inputs)
        return self.short.probability(inputs[: len(INPUTS)])

    def verdict(self, probability: float) -> Verdict:
        """What is said of a point with this probability."""
        return _verdict(probability, covered=self.covered, partly=self.partly)


def _verdict(probability: float, *, covered: float, partly: float) -> Verdict:
    if probability >= covered:
        return "covered"
    return "partial" if probability >= partly else "missed"


@dataclass(frozen=True, slots=True)
class _Looked:
    """All looks at one answer, and the inputs of the fusion a point."""

    worded: Coverage
    alike: Likeness
    readings: tuple[Reading, ...]
    inputs: tuple[tuple[float, ...], ...]


class FusedJudge:
    """Compares every point with every passage of the answer and reads it with the nearest ones.

    No training on the person, no network. A point whose author gave terms is judged by its wording as well,
    and in a short answer by its wording alone: there the terms are surer than likeness. Where all have them
    and the answer is short, no model is loaded.
    """

    def __init__(
        self,
        meaning: Meaning | None = None,
        *,
        reader: Reader | None = None,
        fusion: Fusion | None = None,
    ) -> None:
        self._meaning = meaning or Meaning()
        self._reader = reader or Reader()
        self._fusion = fusion or Fusion.read(FOLDER / "fusion.json")
        self._wording = WordingJudge()
        self._literal = WordingJudge(literal=True)

    def load(self) -> None:
        """Loads the models now, so that the first answer need not wait for them."""
        self._meaning.load()
        self._reader.load()

    def cover(self, question: Question, transcript: Transcript) -> Coverage:
        """A verdict for every point, in the question's order."""
        said = transcript.spoken
        if not said or (len(said) <= SHORT and all(point.terms for point in question.points)):
            return self._wording.cover(question, transcript)
        looked = self._look(question, transcript)
        points = []
        for at, (point, worded) in enumerate(zip(question.points, looked.worded.points, strict=True)):
            by_words = bool(point.terms) and not looked.readings[at].is_read
            points.append(worded if by_words else self._judged(looked, at, question=question, said=said))
        return Coverage.of(tuple(points))

    def inputs(self, question: Question, transcript: Transcript) -> tuple[tuple[float, ...], ...]:
        """What the fusion is fitted on: `LONG_INPUTS` for every point."""
        return self._look(question, transcript).inputs

    def with_terms(self, question: Question, transcript: Transcript) -> tuple[float, ...]:
        """Reading and wording together, for every point: what verdicts rest on where there are terms."""
        looked = self._look(question, transcript)
        return tuple(
            _taken_together(self._fusion.probability(row), worded.score)
            for row, worded in zip(looked.inputs, looked.worded.points, strict=True)
        )

    def _look(self, question: Question, transcript: Transcript) -> _Looked:
        said = transcript.spoken
        alike = likeness(question, passages(said, claims=own_claims(said)), self._meaning)
        worded, literal = self._wording.cover(question, transcript), self._literal.cover(question, transcript)
        size = FEATURES.index("passages")
        is_long = bool(len(alike.figures)) and bool(alike.figures[0, size] > 0)
        points = question.points
        readings = (
            read(points, alike.nearest, said, reader=self._reader) if is_long else unread(alike.nearest)
        )
        rows = []
        for at, (one, plain) in enumerate(zip(worded.points, literal.points, strict=True)):
            figures = alike.figures[at].tolist()
            denied = max(0.0, plain.score - one.score)
            rows.append((*figures, one.score, denied, denied * figures[size], *readings[at].figures))
        return _Looked(worded, alike, readings, tuple(rows))

    def _judged(self, looked: _Looked, at: int, *, question: Question, said: Sequence[Word]) -> PointCoverage:
        worded, reading = looked.worded.points[at], looked.readings[at]
        probability = self._fusion.probability(looked.inputs[at])
        verdict = self._fusion.verdict(probability)
        by_author = bool(question.points[at].terms)
        if by_author:
            together = _taken_together(probability, worded.score)
            probability = self._fusion.terms.probability((log_odds(together),))
            verdict = _verdict(together, covered=TERMS_COVERED, partly=TERMS_PARTLY)
        passage = reading.passage if reading.is_read else looked.alike.passages[at]
        shown = _evidence(passage, said) if passage else None
        if by_author and shown and worded.evidence and _lies_in(worded.evidence, shown):
            shown = worded.evidence  # the few words that say it, of a passage cut by the number of its words
        missing = "" if verdict == "covered" else reading.why
        if verdict == "partial" and not missing:
            missing = worded.missing
        return PointCoverage(
            id=worded.id,
            name=worded.name,
            text=worded.text,
            verdict=verdict,
            score=probability,
            evidence=None if verdict == "missed" else shown if reading.is_read else worded.evidence or shown,
            missing=missing,
        )


def _taken_together(read: float, worded: float) -> float:
    return (1 - TERMS) * read + TERMS * worded


def _lies_in(part: Evidence, whole: Evidence) -> bool:
    return whole.start_s <= part.start_s and part.end_s <= whole.end_s


def _evidence(passage: Passage, said: Sequence[Word]) -> Evidence:
    first, last = to_clause_ends(said, passage.first, passage.last)
    words = said[first : last + 1]
    return Evidence(" ".join(word.text for word in words), words[0].start_s, words[-1].end_s)


@cache
def usual_judge() -> FusedJudge:
    """The judge that the app and the command line share; its models are loaded at the first answer."""
    return FusedJudge()
