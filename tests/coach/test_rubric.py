from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import hits, marker_place
from coach.coverage import Coverage, PointCoverage
from coach.rubric import cover
from coach.stems import stem
from coach.transcript import Transcript
from coach.wording import WordingJudge
from seeds.bank import Question, RubricPoint
from tests.coach.spoken import spoken

QUESTION = Question(
    id="video",
    prompt="How do you keep a detector reliable on live video with changing light?",
    points=(
        RubricPoint(
            "exposure",
            "Light and exposure",
            "Normalises exposure and colour before the network sees a frame.",
            ("auto exposure", "white balance", "histogram equalisation", "CLAHE"),
        ),
        RubricPoint(
            "smoothing",
            "Smoothing over time",
            "Smooths detections across frames so that single misses do not flicker.",
            ("temporal smoothing", "Kalman filter", "tracker", "hysteresis"),
        ),
        RubricPoint(
            "drift",
            "Watching for drift",
            "Monitors the health of the stream and the drift of scores in production.",
            ("drift monitoring", "confidence histogram", "health check"),
        ),
        RubricPoint(
            "fallback",
            "A fallback",
            "Falls back to a safe mode when confidence drops.",
            ("fallback", "fail safe", "degraded mode"),
        ),
    ),
)


def verdicts(answer: str, *, question: Question = QUESTION) -> dict[str, str]:
    return {point.id: point.verdict for point in cover(question, spoken(answer).transcript).points}


def test_a_good_answer_covers_its_points_and_no_other() -> None:
    answer = (
        "We locked the white balance and normalised exposure before each frame went into the network. "
        "Then a Kalman filter gave us temporal smoothing across frames, so single misses did not flicker."
    )
    assert verdicts(answer) == {
        "exposure": "covered",
        "smoothing": "covered",
        "drift": "missed",
        "fallback": "missed",
    }


def test_the_same_words_without_punctuation_do_too() -> None:
    answer = (
        "we locked the white balance and normalised exposure before each frame went into the network then a "
        "kalman filter gave us temporal smoothing across frames so single misses did not flicker"
    )
    found = verdicts(answer)
    assert (found["exposure"], found["smoothing"], found["fallback"]) == ("covered", "covered", "missed")


def test_an_answer_about_something_else_covers_nothing() -> None:
    answer = "I joined the company because my sister worked there, and on Saturdays I coach a football team."
    assert set(verdicts(answer).values()) == {"missed"}


def test_repeating_the_question_covers_nothing() -> None:
    assert set(verdicts("How do I keep a detector reliable on live video with changing light.").values()) == {
        "missed"
    }


@pytest.mark.parametrize(
    "answer",
    [
        "We did not monitor drift in production, and there was no health check of the stream.",
        "We never had drift monitoring or a health check.",
        "Drift monitoring, no, we never set that up.",
        "Another team did the drift monitoring and the health check of the stream.",
        "The platform team, they monitored drift of the scores in production.",
    ],
)
def test_what_was_not_done_or_done_by_others_is_not_covered(answer: str) -> None:
    assert verdicts(answer)["drift"] == "missed"


def test_a_term_that_denies_something_counts_when_it_is_said() -> None:
    point = RubricPoint("timing", "Hard limits", "Names hardware limits.", ("no GPU on the line",))
    question = Question("q", "Why?", points=(point,))
    assert verdicts("There was no GPU on the line.", question=question) == {"timing": "covered"}
    assert verdicts("Another team had no GPU on the line.", question=question) == {"timing": "missed"}


def test_other_terms_of_such_a_point_are_no_better_for_it() -> None:
    terms = ("no GPU", "low latency", "microcontroller", "quantisation", "deterministic")
    point = RubricPoint("timing", "Hard limits", "Names the hardware limits that it had to meet.", terms)
    other = RubricPoint("team", "The team", "Says who else worked on it.", ("electrician",))
    question = Question("q", "What was hard about it?", points=(point, other))
    for answer in (
        "Deterministic. Low latency, quantisation, microcontroller, I know all of these.",
        "The platform team had a microcontroller with low latency, all deterministic.",
    ):
        assert verdicts(answer, question=question)["timing"] != "covered"


def test_a_point_about_something_avoided_is_covered_by_a_denial() -> None:
    point = RubricPoint("leak", "No leak", "Keeps near duplicates from leaking, so no split leaks.", ())
    question = Question("q", "Why?", points=(point,))
    answer = "We split by day so that near duplicates never leak into the split we keep."
    assert verdicts(answer, question=question) == {"leak": "covered"}


def test_a_bare_list_of_terms_covers_points_at_most_in_part() -> None:
    answer = (
        "CLAHE, auto exposure, white balance, Kalman filter, tracker, hysteresis, drift monitoring, "
        "confidence histogram, health check, fallback, fail safe, degraded mode."
    )
    assert "covered" not in verdicts(answer).values()


def test_a_term_misheard_by_a_letter_or_two_still_counts() -> None:
    answer = (
        "So we added a Calman filter with histerisis over the last few frames, and it stopped to flicker."
    )
    assert verdicts(answer)["smoothing"] == "covered"


def test_a_term_written_in_two_words_is_the_same_term() -> None:
    answer = "When the confidence drops below a limit we have a fall back into a safe mode on the device."
    assert verdicts(answer)["fallback"] == "covered"


def test_evidence_is_the_tightest_stretch_with_its_times() -> None:
    heard = spoken(
        "I worked there for years and it was fun. We locked the white balance and normalised exposure. "
        "After that I went on holiday for some weeks."
    )
    point = cover(QUESTION, heard.transcript).points[0]
    assert point.evidence is not None
    assert "white balance" in point.evidence.text
    assert "holiday" not in point.evidence.text
    said = {word.start_s for word in heard.transcript.words}
    assert point.evidence.start_s in said
    assert point.evidence.start_s < point.evidence.end_s <= heard.sound.duration_s


def test_what_is_said_in_part_tells_what_was_not_heard_but_for_the_terms() -> None:
    point = cover(QUESTION, spoken("We looked at the health of it and at the scores.").transcript).points[2]
    assert point.verdict == "partial"
    assert point.missing
    assert "drift" not in point.missing


def test_words_that_several_points_share_weigh_less() -> None:
    shared = Question(
        id="q",
        prompt="Tell me.",
        points=(
            RubricPoint("a", "", "Pipeline alerts reached the pager."),
            RubricPoint("b", "", "Pipeline reruns duplicated nothing."),
            RubricPoint("c", "", "Pipeline costs halved."),
        ),
    )
    scores = [
        point.score
        for point in cover(shared, spoken("The pipeline had a pager and alerts.").transcript).points
    ]
    assert scores[0] > 0.6
    assert max(scores[1:]) < 0.3


def test_silence_misses_every_point() -> None:
    found = cover(QUESTION, Transcript(()))
    assert {point.verdict for point in found.points} == {"missed"}
    assert all(point.evidence is None and point.score == 0 for point in found.points)
    assert found.score == 0


def test_a_question_without_points_has_nothing_to_cover() -> None:
    assert cover(Question("q", "Why?"), spoken("Because.").transcript) == Coverage(0.0, ())


def test_the_score_is_the_mean_with_a_part_counted_half() -> None:
    made = Coverage.of(
        (
            PointCoverage("a", "", "", "covered", 0.9),
            PointCoverage("b", "", "", "partial", 0.4),
            PointCoverage("c", "", "", "missed", 0.1),
            PointCoverage("d", "", "", "missed", 0.0),
        )
    )
    assert made.score == pytest.approx(0.375)
    assert (made.count("covered"), made.count("partial"), made.count("missed")) == (1, 1, 2)


def test_another_judge_can_sit_behind_the_same_door() -> None:
    class Lenient:
        def cover(self, question: Question, transcript: Transcript) -> Coverage:
            return Coverage.of(
                tuple(PointCoverage(one.id, one.name, one.text, "covered", 1.0) for one in question.points)
            )

    assert cover(QUESTION, Transcript(()), judge=Lenient()).score == 1.0


def test_a_growing_answer_is_judged_in_the_end_as_if_it_had_been_whole_at_once() -> None:
    said = spoken(
        "We normalise exposure with white balance, and a Kalman filter smooths the detections. We never had "
        "a fallback, the drift of the scores was watched by another team, and we alert on a health check."
    ).transcript.words
    for upto in range(5, len(said), 5):
        WordingJudge().cover(QUESTION, Transcript(said[:upto]))
        WordingJudge(literal=True).cover(QUESTION, Transcript(said[:upto]))
    grown = [WordingJudge(literal=one).cover(QUESTION, Transcript(said)) for one in (False, True)]
    for kept in (hits._apart, hits._named, hits._tokens_in, marker_place.bare, stem):
        kept.cache_clear()
    assert grown == [WordingJudge(literal=one).cover(QUESTION, Transcript(said)) for one in (False, True)]


def test_a_long_answer_is_judged_like_a_short_one() -> None:
    heard = spoken(" ".join(["We locked the white balance, monitored drift and had a fallback."] * 30))
    found = cover(QUESTION, heard.transcript)
    assert [point.id for point in found.points] == [point.id for point in QUESTION.points]


@given(st.text(max_size=120), st.text(max_size=60), st.lists(st.text(max_size=12), max_size=3))
def test_whatever_is_said_every_point_gets_a_verdict_between_zero_and_one(
    answer: str, text: str, terms: list[str]
) -> None:
    question = Question(
        "q", "Why?", points=(RubricPoint("a", "", text, tuple(terms)), RubricPoint("b", "", answer))
    )
    found = cover(question, spoken(answer).transcript)
    assert [point.id for point in found.points] == ["a", "b"]
    assert all(0.0 <= point.score <= 1.0 for point in found.points)
    for point in found.points:
        assert (point.evidence is None) == (point.verdict == "missed" and not point.missing)
