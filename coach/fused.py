"""Judges points by reading, meaning and wording together: one calibrated probability a point."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coach.clauses import to_clause_ends
from coach.coverage import IDEAL, UNCLEAR, Coverage, Evidence, PointCoverage, Verdict
from coach.likeness import FEATURES, SHORT, Likeness, likeness, passages
from coach.meaning import Meaning
from coach.network import FOLDER, trunk
from coach.reader import Reader, log_odds
from coach.reading import READ, Reading, read, unread
from coach.scope import own_claims
from coach.transcript import Transcript, Word
from coach.whole import UNTOLD, WHOLE, Told, WholeReader
from coach.wording import WordingJudge
from seeds.bank import Question, RubricPoint

INPUTS = (*FEATURES, "wording", "denied", "denied_at_length")
"""Likeness, then the wording's score, and what that score lost because it was denied or told of others: in an
argument of one sentence a "not" is often the point itself, in an answer of a minute it seldom is.
"""
LONG_INPUTS = (*INPUTS, *READ, *WHOLE)
"""In an answer of more than one passage, what is read in the nearest ones and in the whole counts as well."""

TERMS, TERMS_COVERED, TERMS_PARTLY = 0.35, 0.5, 0.28
"""How much the wording counts where the author gave terms, and the thresholds there: chosen on 120 answers to
the built-in questions, and so that the model answer to one covers few points of another (.14 in 40 pairs).
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
    told: tuple[Told, ...]
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
        whole: WholeReader | None = None,
        fusion: Fusion | None = None,
    ) -> None:
        self._meaning = meaning or Meaning()
        below = trunk()
        self._reader = reader or Reader(below=below)
        self._whole = whole or WholeReader(below=below)
        self._fusion = fusion or Fusion.read(FOLDER / "fusion.json")
        self._wording = WordingJudge()
        self._literal = WordingJudge(literal=True)

    def load(self) -> None:
        """Loads the models now, so that the first answer need not wait for them."""
        self._meaning.load()
        self._reader.load()
        self._whole.load()

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
        points = question.points
        is_long = bool(points) and len(said) > SHORT
        with ThreadPoolExecutor(1, "whole") as beside:
            whole = beside.submit(self._read_whole, points, said) if is_long else None
            alike = likeness(question, passages(said, claims=own_claims(said)), self._meaning)
            near = alike.nearest
            readings = read(points, near, said, reader=self._reader) if is_long else unread(near)
        told = whole.result() if whole else (UNTOLD,) * len(points)
        worded, literal = self._wording.cover(question, transcript), self._literal.cover(question, transcript)
        size = FEATURES.index("passages")
        rows = []
        for at, (one, plain) in enumerate(zip(worded.points, literal.points, strict=True)):
            figures = alike.figures[at].tolist()
            denied = max(0.0, plain.score - one.score)
            worded_too = (one.score, denied, denied * figures[size])
            rows.append((*figures, *worded_too, *readings[at].figures, *told[at].figures))
        return _Looked(worded, alike, readings, told, tuple(rows))

    def _read_whole(self, points: Sequence[RubricPoint], said: Sequence[Word]) -> tuple[Told, ...]:
        return self._whole.read([point.text for point in points], [word.text for word in said]).told()

    def _judged(self, looked: _Looked, at: int, *, question: Question, said: Sequence[Word]) -> PointCoverage:
        worded, reading = looked.worded.points[at], looked.readings[at]
        probability = self._fusion.probability(looked.inputs[at])
        verdict = self._fusion.verdict(probability)
        by_author = bool(question.points[at].terms)
        if by_author:
            together = _taken_together(probability, worded.score)
            probability = self._fusion.terms.probability((log_odds(together),))
            verdict = _verdict(together, covered=TERMS_COVERED, partly=TERMS_PARTLY)
        told = looked.told[at]
        passage = reading.passage if reading.is_read else looked.alike.passages[at]
        place = told.seen or ((passage.first, passage.last) if passage else None)
        shown = _evidence(said, *place) if place else None
        if by_author and shown and worded.evidence and _lies_in(worded.evidence, shown):
            shown = worded.evidence  # the few words that say it, of a passage cut by the number of its words
        missing = _missing(verdict, told.why, worded.missing)
        return PointCoverage(
            id=worded.id,
            name=worded.name,
            text=worded.text,
            verdict=verdict,
            score=probability,
            evidence=None if verdict == "missed" else shown if reading.is_read else worded.evidence or shown,
            missing=missing,
        )


def _missing(verdict: Verdict, why: str, words: str) -> str:
    """Why a point is not covered; of one that was not heard it is not said that it was touched."""
    if verdict == "partial":
        return why or words
    return why if verdict == "missed" and why not in (UNCLEAR, IDEAL) else ""


def _taken_together(read: float, worded: float) -> float:
    return (1 - TERMS) * read + TERMS * worded


def _lies_in(part: Evidence, whole: Evidence) -> bool:
    return whole.start_s <= part.start_s and part.end_s <= whole.end_s


def _evidence(said: Sequence[Word], first: int, last: int) -> Evidence:
    first, last = to_clause_ends(said, first, last)
    words = said[first : last + 1]
    return Evidence(" ".join(word.text for word in words), words[0].start_s, words[-1].end_s)


@cache
def usual_judge() -> FusedJudge:
    """The judge that the app and the command line share; its models are loaded at the first answer."""
    return FusedJudge()
