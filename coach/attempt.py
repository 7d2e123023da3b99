"""One answer as it is kept: the question as it was then, when it was given, how it was judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coach.coverage import Verdict
from coach.pacing import shown
from coach.review import Review
from seeds.bank import Question


@dataclass(frozen=True, slots=True)
class Attempt:
    """An answer with everything known about it.

    `id` is unique, `bank` the bank's name and `bank_title` what people call it, `started_at` knows its
    zone, `recording` the file's name in the folder of recordings, or None where there is none.
    """

    id: str
    bank: str
    bank_title: str
    question: Question
    started_at: datetime
    review: Review
    recording: str | None = None

    @property
    def was_listened_to(self) -> bool:
        """Whether its sound was written down, if only to find no words in it."""
        heard = self.review.heard
        return bool(heard.model or heard.transcript.words)

    @property
    def missed_points(self) -> frozenset[str]:
        """Ids of the points that did not come across."""
        coverage = self.review.coverage
        return (
            frozenset(point.id for point in coverage.points if point.verdict == "missed")
            if coverage
            else frozenset()
        )


@dataclass(frozen=True, slots=True)
class AttemptSummary:
    """An answer in one line: enough for lists and charts, without its words.

    `coverage` is 0 to 1, or None where no points were judged; `verdicts` are those of its points by their id,
    in the question's order. Rates are None where there were too few words.
    """

    id: str
    bank: str
    bank_title: str
    question_id: str
    prompt: str
    started_at: datetime
    duration_s: float
    word_count: int
    words_per_minute: float | None
    filled_pauses_per_minute: float | None
    coverage: float | None
    verdicts: tuple[tuple[str, Verdict], ...]
    model: str
    recording: str | None = None

    @property
    def missed_points(self) -> frozenset[str]:
        """Ids of the points that did not come across; none where no word was heard."""
        if not self.word_count:
            return frozenset()
        return frozenset(point_id for point_id, verdict in self.verdicts if verdict == "missed")

    @staticmethod
    def of(attempt: Attempt) -> AttemptSummary:
        """The line of a whole attempt."""
        delivery, coverage = shown(attempt.review.delivery), attempt.review.coverage
        return AttemptSummary(
            id=attempt.id,
            bank=attempt.bank,
            bank_title=attempt.bank_title,
            question_id=attempt.question.id,
            prompt=attempt.question.prompt,
            started_at=attempt.started_at,
            duration_s=delivery.duration_s,
            word_count=delivery.word_count,
            words_per_minute=delivery.words_per_minute,
            filled_pauses_per_minute=delivery.filled_pauses_per_minute,
            coverage=coverage.score if coverage else None,
            verdicts=tuple((point.id, point.verdict) for point in coverage.points) if coverage else (),
            model=attempt.review.heard.model,
            recording=attempt.recording,
        )
