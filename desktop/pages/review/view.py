"""What the review page shows: one answer, judged, and its place among the answers to its question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coach.attempt import Attempt
from coach.norms import Norms
from coach.patterns import Earlier
from coach.review import Review
from coach.suggestions import Suggestion, suggest, summary
from desktop.days import day_and_time
from seeds.bank import Question

_USUAL = Norms()


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One answer as the page shows it.

    `number` of `count` answers to this question, from 1; `when` in words. While `is_settling` the words still
    arrive: figures and points are not shown yet, and `wait` says how long it takes, as in "about 20 s" ("" if
    nobody knows).
    While it `is_read_again` all is shown, but the last words are drafts, and what rests on them may change.
    """

    attempt_id: str
    bank_title: str
    question: Question | None
    when: str
    review: Review
    summary: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    norms: Norms = _USUAL
    number: int = 1
    count: int = 1
    has_sound: bool = True
    is_settling: bool = False
    is_read_again: bool = False
    wait: str = ""

    @property
    def has_words(self) -> bool:
        """Whether anything was heard."""
        return bool(self.review.heard.transcript.words)

    @property
    def was_listened_to(self) -> bool:
        """Whether a speech model has heard the sound, if only to find no words in it."""
        return bool(self.review.heard.model)

    @staticmethod
    def of(
        attempt: Attempt,
        *,
        earlier: Sequence[Earlier],
        now: datetime,
        norms: Norms | None = None,
        is_read_again: bool = False,
        wait: str | None = None,
    ) -> ReviewView:
        """The view of an answer; `earlier` are the answers to this question before it, oldest first.

        `wait` is how long its words still take, None where they are there.
        """
        bands, is_settling = norms or _USUAL, wait is not None
        question, review = attempt.question, attempt.review
        return ReviewView(
            attempt_id=attempt.id,
            bank_title=attempt.bank_title,
            question=question,
            when=day_and_time(attempt.started_at, now=now),
            review=review,
            summary="" if is_settling else summary(review, question=question, norms=bands),
            suggestions=()
            if is_settling
            else suggest(review, question=question, earlier=earlier, norms=bands),
            norms=bands,
            number=len(earlier) + 1,
            count=len(earlier) + 1,
            has_sound=attempt.recording is not None,
            is_settling=is_settling,
            is_read_again=is_read_again,
            wait=wait or "",
        )
