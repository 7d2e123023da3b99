from __future__ import annotations

import pytest

from coach.coverage import NAMED, UNSURE, PointCoverage
from coach.wording import COVERED, PARTLY, WordingJudge
from seeds.bank import Question, RubricPoint
from tests.coach.spoken import spoken

TERMED = RubricPoint("smoothing", "Smoothing", "Smooths over time.", ("Kalman filter", "hysteresis"))
PLAIN = RubricPoint("baseline", "", "Compared against yesterday's volunteers beforehand.")
FILLING = "and so it was that we all went on with it "


def judged(point: RubricPoint, *, answer: str) -> PointCoverage:
    question = Question("q", "Why?", points=(point, RubricPoint("other", "", "Bread rises overnight.")))
    return WordingJudge().cover(question, spoken(answer).transcript).points[0]


def test_a_term_that_is_only_listed_covers_its_point_in_part_and_says_what_is_missing() -> None:
    listed = judged(
        TERMED, answer="CLAHE, gamma curves, Kalman filter, hysteresis, optical flow, median blur."
    )
    assert listed.verdict == "partial"
    assert PARTLY <= listed.score < COVERED
    assert listed.missing == NAMED
    told = judged(TERMED, answer="We had a Kalman filter so that it would not jump from one to the other.")
    assert told.verdict == "covered"


def test_words_of_a_point_count_together_within_twenty_and_a_little_less_within_forty_five() -> None:
    near = judged(PLAIN, answer=f"We compared it against volunteers {FILLING}").score
    apart = judged(PLAIN, answer=f"We compared it {FILLING * 2} against volunteers").score
    far = judged(PLAIN, answer=f"We compared it {FILLING * 5} against volunteers").score
    assert near > apart > far
    assert apart == pytest.approx(0.8 * near)


def test_one_word_of_many_is_not_a_part_of_a_point_and_one_of_two_is() -> None:
    assert judged(PLAIN, answer=f"{FILLING} volunteers {FILLING}").verdict == "missed"
    two = RubricPoint("two", "", "Rollback rehearsed.")
    half = judged(two, answer=f"{FILLING} rehearsed {FILLING}")
    assert (half.verdict, half.missing) == ("partial", "rollback")
    assert judged(two, answer="We rehearsed the rollback.").verdict == "covered"


def test_the_evidence_is_the_tightest_stretch_with_the_rest_of_its_clause() -> None:
    answer = (
        "We asked volunteers once. It rained a lot. I remember that we compared it against volunteers of "
        "yesterday. Then we left."
    )
    found = judged(PLAIN, answer=answer)
    assert found.evidence is not None
    assert found.evidence.text == "I remember that we compared it against volunteers of yesterday."


def test_a_brief_piece_of_evidence_is_shown_with_at_least_six_words() -> None:
    point = judged(TERMED, answer="So. Then. We took a Kalman filter, and it was fine.")
    assert point.evidence is not None
    assert len(point.evidence.text.split()) >= 6
    assert "Kalman filter" in point.evidence.text


def test_a_word_that_was_said_far_from_the_rest_or_denied_is_not_named_as_unheard() -> None:
    point = RubricPoint("two", "", "Rollback rehearsed.")
    answer = f"We rehearsed it. {FILLING * 6} And a rollback we did not have."
    found = judged(point, answer=answer)
    assert (found.verdict, found.missing) == ("partial", UNSURE)
