"""What is told of recordings that were heard: rows of counts and rates that one can check by hand."""

from __future__ import annotations

from dataclasses import fields

import pytest

from benchmarks.against_truth import Result, figures, verdicts_changed
from benchmarks.feedback import Row, summary
from benchmarks.recordings import Truth
from coach.coverage import Coverage, PointCoverage, Verdict
from coach.transcript import Heard, Sound, Span, Transcript, Word
from seeds.bank import Question, RubricPoint

ASKED_FOR = {
    "file",
    "duration_s",
    "model",
    "stop_to_feedback_s",
    "whole_file_s",
    "ratio",
    "wer_live_against_whole",
    "peak_backlog_s",
    "peak_memory_mb",
    "cpu_s_per_minute",
}


def _transcript(text: str) -> Transcript:
    """Half a second a word, and half a second of silence after it."""
    kinds = {"um": "filled_pause", "uh": "filled_pause"}
    return Transcript(
        tuple(
            Word(word, float(at), at + 0.5, 1.0, "filled_pause" if word in kinds else "word")
            for at, word in enumerate(text.split())
        )
    )


def _heard(text: str) -> Heard:
    words = _transcript(text).words
    return Heard(
        Transcript(words), Sound(float(len(words)), speech=tuple(Span(w.start_s, w.end_s) for w in words))
    )


def _result(said: str, heard: str | Heard, *, drafted: Heard | None = None, length_s: float = 60.0) -> Result:
    return Result("a.flac", Truth(said), heard, 3.0, length_s, 6.0, drafted=drafted)


class Terms:
    """Covers a point whose word was said."""

    def cover(self, question: Question, transcript: Transcript) -> Coverage:
        said = transcript.text.split()
        verdicts: list[Verdict] = ["covered" if one.text in said else "missed" for one in question.points]
        points = zip(question.points, verdicts, strict=True)
        return Coverage.of(
            tuple(PointCoverage(one.id, one.text, one.text, verdict, 1.0) for one, verdict in points)
        )


def _question(*points: str) -> Question:
    return Question("asked", "?", points=tuple(RubricPoint(one, one, one) for one in points))


def test_recall_is_told_of_the_mean_and_of_the_worst_file_among_those_with_filled_pauses() -> None:
    found = figures([_result("um so uh", "um so"), _result("um yes", "um yes"), _result("yes", "yes")])
    assert (found["recall_mean_file"], found["recall_worst_file"]) == (0.75, 0.5)
    assert figures([_result("yes", "yes")])["recall_worst_file"] is None


def test_false_alarms_are_told_for_ten_minutes_and_processor_time_for_one() -> None:
    found = figures([_result("so it was", "so um it was", length_s=120.0), _result("yes", "yes")])
    assert (found["minutes"], found["false_alarms_in_10_min"]) == (3.0, 3.33)
    assert found["cpu_s_per_minute"] == 4.0


def test_what_was_there_at_stop_is_held_against_the_truth_and_against_what_stays() -> None:
    one = _result("so um we did it", _heard("so um we did it"), drafted=_heard("so we did its"))
    found = figures([one])
    assert found["drafted_wer"] == 0.25
    assert found["drafted_words_changed_median"] == found["drafted_words_changed_most"] == 0.25
    assert found["drafted_f1"] == 0
    assert "drafted_wer" not in figures([_result("so", _heard("so"))])


def test_a_verdict_that_the_settled_words_change_counts_at_the_question_they_answer_best() -> None:
    questions = [_question("far", "off"), _question("drift", "weekly", "alarm")]
    before, after = _transcript("we watched drift monthly"), _transcript("we watched drift weekly")
    assert verdicts_changed(before, after, questions=questions, judge=Terms()) == (1, 3)


def test_a_pause_that_nobody_made_lowers_f1_and_not_the_total() -> None:
    truth = Truth("one two three", pauses=(Span(0.5, 1.0),), words_per_minute=72.0)
    found = figures([Result("a.flac", truth, _heard("one two three"), 1.0, 3.0)])
    assert (found["pauses_found"], found["pauses_true"], found["pauses_shown"]) == (1, 1, 2)
    assert found["pause_f1"] == pytest.approx(0.667)
    assert found["pause_total_error"] == 0


def test_a_row_of_waits_has_what_it_is_asked_for_and_all_of_them_are_summed_up() -> None:
    assert {one.name for one in fields(Row)} >= ASKED_FOR
    rows = [
        Row(
            file="a.flac",
            duration_s=30.0,
            model="base",
            stop_to_words_s=wait_s / 2,
            stop_to_feedback_s=wait_s,
            stop_to_settled_s=10 * wait_s,
            whole_file_s=None,
            ratio=None,
            wer_live_against_whole=None,
            wer_drafted_against_settled=wait_s / 10,
            peak_backlog_s=6.0,
            peak_memory_mb=500.0,
            cpu_s_per_minute=10.0,
        )
        for wait_s in (0.2, 0.3, 0.4)
    ]
    found = summary(rows)
    assert (found["answers"], found["median_s"], found["worst_s"]) == (3, 0.3, 0.4)
    assert (found["words_median_s"], found["settled_median_s"]) == (0.15, 3.0)
    assert (found["drafted_changed_median"], found["drafted_changed_most"]) == (0.03, 0.04)
