"""Judges points by reading, in a short answer by likeness too, and by wording: one probability a point."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from coach.clauses import to_clause_ends
from coach.coverage import (
    IDEAL,
    IN_PART,
    NAMED,
    OF_OTHERS,
    UNCLEAR,
    UNSURE,
    Coverage,
    Evidence,
    PointCoverage,
    Verdict,
)
from coach.hits import Answer, find_hits
from coach.likeness import FEATURES, likeness
from coach.network import FOLDER
from coach.reader import READ, Reader, Told
from coach.reasons import log_odds
from coach.transcript import Transcript, Word
from coach.unsaid import unsaid
from coach.wanted import denies, wanted_of
from coach.wording import WordingJudge
from seeds.bank import Question

_WORDED = ("wording", "denied")
"""The wording's score, and what it lost because it was denied or told of others: in an argument of one
sentence a "not" is often the point itself, in an answer of a minute it seldom is.
"""
SHORT = 36
"""Words up to which an answer is short: a sentence or two, as people argue."""
INPUTS = (*FEATURES, *_WORDED, *READ[1:])
"""What is weighed in a short answer."""
LONG_INPUTS = (*_WORDED, *READ)
"""What is weighed in a longer one."""

_NOT_OWN = (NAMED, OF_OTHERS, IDEAL)
TERMS = 0.3
"""How much the wording counts where the author gave terms: chosen on answers to the built-in questions."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """A logistic regression over inputs, and from which probability on a point is covered, or partly so."""

    weights: tuple[float, ...]
    shift: float
    covered: float
    partly: float

    def probability(self, inputs: Sequence[float]) -> float:
        """The chance that a person would say the point was made."""
        logit = self.shift + sum(weight * one for weight, one in zip(self.weights, inputs, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))

    def verdict(self, probability: float) -> Verdict:
        """What is said of a point with this probability."""
        if probability >= self.covered:
            return "covered"
        return "partial" if probability >= self.partly else "missed"


@dataclass(frozen=True, slots=True)
class Fusion:
    """How `INPUTS` are weighed in a short answer, and `LONG_INPUTS` in a longer one.

    `short` was fitted to arguments and to a sentence or two of spoken answers, `long` to spoken answers of a
    minute; `terms` and `short_terms` make a probability of the log odds of reading and wording taken together
    (Platt 1999), fitted to answers to the built-in questions.
    """

    short: Weighing
    long: Weighing
    terms: Weighing
    short_terms: Weighing

    @staticmethod
    def read(path: Path) -> Fusion:
        """The fusion kept in a JSON file; raises ValueError if it belongs to other inputs."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["inputs"] != {"short": list(INPUTS), "long": list(LONG_INPUTS)}:
            raise ValueError(f"{path.name} was fitted to other inputs; fit it again")
        return Fusion(**{one.name: _weighing(kept[one.name]) for one in fields(Fusion)})


def _weighing(kept: dict[str, Any]) -> Weighing:
    return Weighing(tuple(kept["weights"]), kept["shift"], kept["covered"], kept["partly"])


@dataclass(frozen=True, slots=True)
class _Looked:
    """What wording and reader say of an answer, and the inputs of the fusion a point."""

    worded: Coverage
    told: tuple[Told, ...]
    inputs: tuple[tuple[float, ...], ...]


class FusedJudge:
    """Reads the answer with all points at once.

    No training on the person, no network. A point whose author gave terms is judged by its wording as well.
    """

    def __init__(self, *, reader: Reader | None = None, fusion: Fusion | None = None) -> None:
        self._reader = reader or Reader()
        self._fusion = fusion or Fusion.read(FOLDER / "fusion.json")
        self._wording = WordingJudge()
        self._literal = WordingJudge(literal=True)

    def load(self) -> None:
        """Loads the model now, so that the first answer need not wait for it."""
        self._reader.load()

    def cover(self, question: Question, transcript: Transcript) -> Coverage:
        """A verdict for every point, in the question's order."""
        said = transcript.spoken
        if not question.points or not said:
            return self._wording.cover(question, transcript)
        looked = self._look(question, transcript)
        places = range(len(question.points))
        return Coverage.of(tuple(self._judged(looked, at, question=question, said=said) for at in places))

    def inputs(self, question: Question, transcript: Transcript) -> tuple[tuple[float, ...], ...]:
        """What the fusion is fitted on, for every point: `INPUTS`, or `LONG_INPUTS` in a longer answer.

        There is at least one point, and one word.
        """
        return self._look(question, transcript).inputs

    def with_terms(self, question: Question, transcript: Transcript) -> tuple[float, ...]:
        """The log odds of reading and wording together, for every point: what is weighed where there are
        terms.
        """
        looked = self._look(question, transcript)
        weighing = self._weighing(transcript.spoken)
        return tuple(
            _together(weighing.probability(row), worded.score)
            for row, worded in zip(looked.inputs, looked.worded.points, strict=True)
        )

    def _weighing(self, said: Sequence[Word]) -> Weighing:
        return self._fusion.short if len(said) <= SHORT else self._fusion.long

    def _look(self, question: Question, transcript: Transcript) -> _Looked:
        texts = [word.text for word in transcript.spoken]
        reading = self._reader.read([point.text for point in question.points], texts)
        told = reading.told()
        worded, rows = self._worded(question, transcript)
        if len(texts) > SHORT:
            inputs = ((*row, *one.figures) for row, one in zip(rows, told, strict=True))
        else:
            alike = likeness(question, " ".join(texts), reading.log_odds()).tolist()
            inputs = (
                (*like, *row, *one.figures[1:]) for like, row, one in zip(alike, rows, told, strict=True)
            )
        return _Looked(worded, told, tuple(inputs))

    def _worded(
        self, question: Question, transcript: Transcript
    ) -> tuple[Coverage, tuple[tuple[float, float], ...]]:
        """The wording's verdicts, and `_WORDED` for every point."""
        worded, literal = self._wording.cover(question, transcript), self._literal.cover(question, transcript)
        both = zip(worded.points, literal.points, strict=True)
        return worded, tuple((one.score, max(0.0, plain.score - one.score)) for one, plain in both)

    def _judged(self, looked: _Looked, at: int, *, question: Question, said: Sequence[Word]) -> PointCoverage:
        worded, told, terms = looked.worded.points[at], looked.told[at], question.points[at].terms
        weighing = self._weighing(said)
        probability = weighing.probability(looked.inputs[at])
        shown = _evidence(said, *told.seen)
        if terms:
            together = _together(probability, worded.score)
            weighing = self._fusion.short_terms if len(said) <= SHORT else self._fusion.terms
            probability = weighing.probability((together,))
            if worded.evidence and _lies_in(worded.evidence, shown):
                shown = worded.evidence  # the few that say it, of words cut by their number
        if (
            worded.verdict == "covered"
            and told.why not in _NOT_OWN
            and _is_denied_on_purpose(question, at, said)
        ):
            probability = max(probability, weighing.covered)
        verdict = weighing.verdict(probability)
        missing = _missing(verdict, told.why)
        if missing == IN_PART:
            missing = _unsaid(question, at, said) or IN_PART
        return _covered(worded, verdict, probability, shown, missing)


def _covered(
    worded: PointCoverage, verdict: Verdict, score: float, shown: Evidence, missing: str
) -> PointCoverage:
    return PointCoverage(
        id=worded.id,
        name=worded.name,
        text=worded.text,
        verdict=verdict,
        score=score,
        evidence=shown if verdict != "missed" or missing else None,
        missing=missing,
    )


def _missing(verdict: Verdict, why: str) -> str:
    """Why a point is not covered; of one that was not heard it is not said that it was touched."""
    if verdict == "partial":
        return why or UNSURE
    return why if verdict == "missed" and why not in (UNCLEAR, IDEAL, IN_PART) else ""


def _is_denied_on_purpose(question: Question, at: int, said: Sequence[Word]) -> bool:
    """Whether a term is said that itself says what is not there: to the reader that is a denial."""
    if not any(map(denies, question.points[at].terms)):
        return False
    wanted = wanted_of(question)[at]
    return any(hit.key in wanted.denying for hit in find_hits(wanted, Answer(said)))


def _unsaid(question: Question, at: int, said: Sequence[Word]) -> str:
    """Which words of the point's text were not heard, if some were."""
    return unsaid(wanted_of(question)[at], Answer(said, literal=True))


def _together(read: float, worded: float) -> float:
    return log_odds((1 - TERMS) * read + TERMS * worded)


def _lies_in(part: Evidence, whole: Evidence) -> bool:
    return whole.start_s <= part.start_s and part.end_s <= whole.end_s


def _evidence(said: Sequence[Word], first: int, last: int) -> Evidence:
    first, last = to_clause_ends(said, first, last)
    words = said[first : last + 1]
    return Evidence(" ".join(word.text for word in words), words[0].start_s, words[-1].end_s)


@cache
def usual_judge() -> FusedJudge:
    """The judge that the app and the command line share; its model is loaded at the first answer."""
    return FusedJudge()
