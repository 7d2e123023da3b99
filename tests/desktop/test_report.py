"""What the command line prints about banks and answers: one JSON object, or lines for people."""

from __future__ import annotations

from datetime import UTC, datetime

from coach.attempt import Attempt, AttemptSummary
from coach.review import Review, review
from coach.transcript import Heard, Sound, Span, Transcript, Word
from desktop import as_json, report
from seeds.bank import Bank, Question, RubricPoint

QUESTION = Question(
    id="pipeline",
    prompt="Tell me about a pipeline you built.",
    points=(
        RubricPoint("own", "Your own part", "Says what they built themselves.", ("I built the pipeline",)),
    ),
)


def answer(question: Question | None = QUESTION) -> Review:
    words = (
        Word("So", 0.5, 0.7, 0.9),
        Word("um", 0.8, 1.1, 0.8, "filled_pause"),
        *(
            Word(text, 2.4 + i * 0.4, 2.7 + i * 0.4, 0.95)
            for i, text in enumerate(("I", "built", "the", "pipeline", "myself"))
        ),
    )
    sound = Sound(5.0, speech=(Span(0.5, 1.1), Span(2.4, 4.3)))
    return review(Heard(Transcript(words), sound, "tiny.en"), question=question)


def test_what_is_not_finite_becomes_null() -> None:
    assert as_json.text({"a": float("nan"), "b": (1 / 3, float("inf"))}) == '{"a": null, "b": [0.333, null]}'


def test_an_answer_is_one_line_in_the_history() -> None:
    moment = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    attempt = Attempt("a1", "data", "Data engineer", QUESTION, moment, answer(), "a1.flac")
    summary = AttemptSummary.of(attempt)
    line = report.attempts([summary])
    assert "Tell me about a pipeline" in line
    assert "0:05" in line
    assert report.attempts([]) == "No answers yet."


def test_a_bank_shows_its_questions_and_points() -> None:
    bank = Bank("data", "Data engineer", (QUESTION,))
    assert "- Your own part" in report.bank(bank)
    assert as_json.bank(bank)["questions"][0]["points"][0]["terms"] == ("I built the pipeline",)


def test_a_short_answer_has_a_dash_for_its_pace_in_the_history() -> None:
    moment = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    made = Attempt("a1", "data", "Data engineer", QUESTION, moment, answer())
    assert "       -  Tell me" in report.attempts([AttemptSummary.of(made)])
