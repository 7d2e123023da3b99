from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from coach.attempt import AttemptSummary
from coach.coverage import Verdict
from coach.schedule import next_up
from seeds.bank import Question
from tests.coach.attempts import NOON, attempt

QUESTIONS = tuple(Question(f"q{place}", "Why?") for place in range(4))


def answered(
    question_id: str, *, days_ago: float, coverage: float | None, verdicts: tuple[Verdict, ...] = ()
) -> AttemptSummary:
    made = AttemptSummary.of(attempt(1))
    return replace(
        made,
        question_id=question_id,
        coverage=coverage,
        started_at=NOON - timedelta(days=days_ago),
        verdicts=tuple((f"p{place}", verdict) for place, verdict in enumerate(verdicts)),
    )


def due(*attempts: AttemptSummary) -> list[str]:
    return [one.question_id for one in next_up(QUESTIONS, attempts, now=NOON)]


def test_what_was_never_tried_comes_first_in_the_banks_order() -> None:
    assert due() == ["q0", "q1", "q2", "q3"]
    assert due(answered("q1", days_ago=30, coverage=0.1)) == ["q0", "q2", "q3", "q1"]


@pytest.mark.parametrize(
    ("coverage", "days_ago", "again"),
    [(0.2, 0.5, False), (0.2, 1.0, True), (0.6, 2, False), (0.6, 3.5, True), (0.9, 6, False), (0.9, 7, True)],
)
def test_the_weaker_the_answer_the_sooner_it_is_due(coverage: float, days_ago: float, again: bool) -> None:
    assert ("q0" in due(answered("q0", days_ago=days_ago, coverage=coverage))) is again


def test_each_good_answer_in_a_row_doubles_the_wait() -> None:
    good = [answered("q0", days_ago=days, coverage=0.9) for days in (30, 20, 10)]
    assert "q0" not in due(*good)
    assert "q0" in due(good[2])


def test_a_weak_answer_begins_the_row_of_good_ones_anew() -> None:
    again = [
        answered("q0", days_ago=days, coverage=share) for days, share in ((30, 0.9), (20, 0.2), (8, 0.9))
    ]
    assert "q0" in due(*again)


def test_the_wait_grows_to_sixteen_weeks_and_no_further() -> None:
    good = [answered("q0", days_ago=112 + 10 * place, coverage=0.9) for place in reversed(range(8))]
    assert "q0" in due(*good)
    assert "q0" not in due(*good, answered("q0", days_ago=111, coverage=0.9))


def test_an_unjudged_answer_is_taken_for_a_middling_one() -> None:
    assert "q0" not in due(answered("q0", days_ago=2, coverage=None))
    assert "q0" in due(answered("q0", days_ago=4, coverage=None))


def test_the_most_overdue_comes_first() -> None:
    weak = answered("q2", days_ago=5, coverage=0.1)
    good = answered("q1", days_ago=8, coverage=0.9)
    assert due(good, weak)[-2:] == ["q2", "q1"]


def test_only_the_last_answer_decides() -> None:
    assert "q0" not in due(answered("q0", days_ago=9, coverage=0.0), answered("q0", days_ago=1, coverage=0.9))


def test_the_reason_is_the_persons_own_last_answer() -> None:
    one = answered("q0", days_ago=5, coverage=0.5, verdicts=("covered", "missed", "partial"))
    reasons = {item.question_id: item.reason for item in next_up(QUESTIONS, [one], now=NOON)}
    assert reasons["q0"] == "Last time one of three points came across"
    assert reasons["q1"] == "Not tried yet"
