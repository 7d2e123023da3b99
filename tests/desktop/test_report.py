"""What the command line prints about an answer: exactly the promised JSON, and a readable page."""

from __future__ import annotations

import json
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


def test_the_json_holds_what_was_promised_and_survives_a_round_trip() -> None:
    plain = json.loads(as_json.text(as_json.review(answer())))
    assert list(plain) == [
        "schema",
        "audio",
        "model",
        "words",
        "text",
        "fillers",
        "pauses",
        "delivery",
        "coverage",
    ]
    assert plain["text"] == "So um I built the pipeline myself"
    assert plain["words"][1] == {
        "text": "um",
        "start_s": 0.8,
        "end_s": 1.1,
        "probability": 0.8,
        "kind": "filled_pause",
    }
    assert set(plain["fillers"][0]) == {"text", "kind", "start_s", "end_s", "confidence"}
    assert {
        "duration_s",
        "speaking_s",
        "time_to_first_word_s",
        "words_per_minute",
        "articulation_rate_syllables_per_s",
        "filled_pause_count",
        "filled_pauses_per_minute",
        "discourse_marker_count",
        "pause_count",
        "longest_pause_s",
    } <= set(plain["delivery"])
    (point,) = plain["coverage"]["points"]
    assert {"id", "text", "verdict", "score", "evidence"} <= set(point)


def test_without_a_question_the_coverage_is_null() -> None:
    assert as_json.review(answer(None))["coverage"] is None


def test_what_is_not_finite_becomes_null() -> None:
    assert as_json.text({"a": float("nan"), "b": (1 / 3, float("inf"))}) == '{"a": null, "b": [0.333, null]}'


def test_the_page_reads_well() -> None:
    text = report.review(answer(), question=QUESTION)
    assert text.startswith("Tell me about a pipeline")
    assert "Um and uh     1" in text
    assert "um 0:00" in text
    assert "Your own part" in text
    assert text.endswith("So um I built the pipeline myself")


def test_silence_says_so() -> None:
    silent = review(Heard(Transcript(()), Sound(3.0), "tiny.en"), question=None)
    assert report.review(silent, question=None).endswith("No words were heard.")


def test_an_answer_is_one_line_in_the_history() -> None:
    moment = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    attempt = Attempt("a1", "data", "Data engineer", QUESTION, moment, answer(), "a1.flac")
    summary = AttemptSummary.of(attempt)
    line = report.attempts([summary])
    assert "Tell me about a pipeline" in line
    assert "0:05" in line
    assert as_json.attempt_line(summary)["question"] == {"id": "pipeline", "prompt": QUESTION.prompt}
    assert report.attempts([]) == "No answers yet."


def test_a_bank_shows_its_questions_and_points() -> None:
    bank = Bank("data", "Data engineer", (QUESTION,))
    assert "- Your own part" in report.bank(bank)
    assert as_json.bank(bank)["questions"][0]["points"][0]["terms"] == ("I built the pipeline",)
