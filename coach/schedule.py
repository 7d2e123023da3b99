"""What to practise next: what was never tried, then what is weakest and longest ago."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coach.attempt import AttemptSummary
from coach.spelled import number
from seeds.bank import Question

_DAY_S = 86_400.0
_UNKNOWN = 0.5
_SOON, _LATER, _LATEST = 1.0, 3.0, 7.0
_WEAK, _GOOD = 0.5, 0.8


@dataclass(frozen=True, slots=True)
class Due:
    """A question worth practising now, and why, in a few words."""

    question_id: str
    reason: str


def next_up(
    questions: Sequence[Question], attempts: Sequence[AttemptSummary], *, now: datetime
) -> tuple[Due, ...]:
    """The questions that are due, the most useful first.

    `attempts` are those of the same bank. Untried questions come first, in the bank's order. A tried one is
    due again a day after an answer that covered under half of its points, three days after one under four
    fifths, and a week after a better one; that week doubles with each good answer in a row. The more overdue,
    the earlier. The intervals are a convention of spaced practice, not measured here.
    """
    tried = {
        question.id: [one for one in attempts if one.question_id == question.id] for question in questions
    }
    untried = [Due(question.id, "Not tried yet") for question in questions if not tried[question.id]]
    overdue = [
        (_overdue(kept, now=now), place, Due(question.id, _reason(_latest(kept))))
        for place, question in enumerate(questions)
        if (kept := tried[question.id])
    ]
    due = [(-ratio, place, one) for ratio, place, one in overdue if ratio >= 1.0]
    return (*untried, *(one for _ratio, _place, one in sorted(due, key=lambda item: item[:2])))


def _latest(attempts: Sequence[AttemptSummary]) -> AttemptSummary:
    return max(attempts, key=lambda attempt: attempt.started_at)


def _overdue(attempts: Sequence[AttemptSummary], *, now: datetime) -> float:
    """Time since the last answer as a share of the time to wait after it."""
    ordered = sorted(attempts, key=lambda attempt: attempt.started_at)
    days = (now - ordered[-1].started_at).total_seconds() / _DAY_S
    return days / _wait_days([_share(attempt) for attempt in ordered])


def _share(attempt: AttemptSummary) -> float:
    return _UNKNOWN if attempt.coverage is None else attempt.coverage


def _wait_days(shares: Sequence[float]) -> float:
    if shares[-1] < _WEAK:
        return _SOON
    if shares[-1] < _GOOD:
        return _LATER
    good = 0
    while good < len(shares) and shares[-1 - good] >= _GOOD:
        good += 1
    return float(_LATEST * 2 ** min(good - 1, 4))


def _reason(attempt: AttemptSummary) -> str:
    total = len(attempt.verdicts)
    if not total:
        return "Some days ago"
    covered = sum(verdict == "covered" for _point, verdict in attempt.verdicts)
    count = "none" if covered == 0 else "all" if covered == total else number(covered)
    return f"Last time {count} of {number(total)} points came across"
