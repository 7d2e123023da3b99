from __future__ import annotations

import json
import math
import re
from dataclasses import replace

from hypothesis import given, settings

from coach.attempt import AttemptSummary
from coach.coverage import NOT_DONE, Coverage, Evidence, PointCoverage
from coach.disfluency import Repeat
from coach.export import attempt_as_dict, coverage_as_dict, review_as_dict, review_as_text
from coach.norms import Norms
from coach.pacing import Pause
from coach.review import Review, review
from coach.transcript import Sound
from tests.coach.attempts import ANSWER, QUESTION, attempt
from tests.coach.made_up import reviews
from tests.coach.spoken import spoken
from tests.roaming import examples

REVIEW = review(spoken(ANSWER), question=QUESTION)


def test_the_json_has_every_key_that_was_promised() -> None:
    plain = review_as_dict(REVIEW)
    assert plain["schema"] == 1
    assert plain["model"] == "tiny.en"
    assert plain["audio"]["duration_s"] == round(REVIEW.heard.sound.duration_s, 3)
    assert set(plain["words"][0]) == {"text", "start_s", "end_s", "probability", "kind"}
    assert set(plain["fillers"][0]) == {"text", "kind", "start_s", "end_s", "confidence"}
    assert set(plain["pauses"][0]) == {"start_s", "end_s", "place", "kind"}
    promised = (
        "duration_s speaking_s time_to_first_word_s words_per_minute articulation_rate_syllables_per_s "
        "filled_pause_count filled_pauses_per_minute discourse_marker_count pause_count longest_pause_s"
    )
    assert set(promised.split()) <= set(plain["delivery"])
    point = plain["coverage"]["points"][0]
    assert {"id", "text", "verdict", "score", "evidence"} <= set(point)
    assert set(point["evidence"]) == {"text", "start_s", "end_s"}


def test_words_joined_are_the_verbatim_transcript() -> None:
    plain = review_as_dict(REVIEW)
    assert " ".join(word["text"] for word in plain["words"]) == plain["text"] == ANSWER.replace("[1.3] ", "")
    assert plain["words"][0]["kind"] == "filled_pause"


def test_coverage_is_null_without_a_question() -> None:
    assert review_as_dict(review(spoken(ANSWER), question=None))["coverage"] is None


def test_silence_is_an_object_with_zeros_and_nulls() -> None:
    plain = review_as_dict(review(spoken(""), question=QUESTION))
    assert plain["words"] == plain["fillers"] == plain["pauses"] == []
    assert plain["text"] == ""
    assert plain["delivery"]["words_per_minute"] is None
    assert plain["coverage"]["score"] == 0
    assert {point["verdict"] for point in plain["coverage"]["points"]} == {"missed"}
    assert all(point["evidence"] is None for point in plain["coverage"]["points"])


def test_times_are_rounded_to_the_millisecond() -> None:
    odd = replace(REVIEW, pauses=(Pause(1.23456, 2.0004),))
    assert review_as_dict(odd)["pauses"] == [{"start_s": 1.235, "end_s": 2.0, "place": "", "kind": "silent"}]


def test_a_figure_that_is_not_finite_is_null() -> None:
    odd = replace(REVIEW, heard=replace(REVIEW.heard, sound=Sound(math.inf)))
    assert review_as_dict(odd)["audio"]["duration_s"] is None


@settings(max_examples=examples(40), deadline=None)
@given(reviews)
def test_whatever_is_judged_is_valid_json(made: Review) -> None:
    plain = review_as_dict(made)
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain


def test_a_line_of_the_history_is_the_same_from_an_attempt_and_from_its_summary() -> None:
    made = attempt()
    plain = attempt_as_dict(made)
    assert plain == attempt_as_dict(AttemptSummary.of(made))
    assert plain["started_at"] == "2026-03-01T12:00:00.000000+00:00"
    assert plain["question"] == {"id": "pipeline", "prompt": QUESTION.prompt}
    assert [point["id"] for point in plain["points"]] == ["tests", "result"]
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain


def test_coverage_alone_is_an_object_too() -> None:
    assert REVIEW.coverage is not None
    assert coverage_as_dict(REVIEW.coverage) == review_as_dict(REVIEW)["coverage"]


def test_the_report_can_be_read() -> None:
    text = review_as_text(REVIEW, question=QUESTION, line="One of two points came across.")
    assert text.startswith(f"{QUESTION.prompt}\n\nOne of two points came across.\n\nLength")
    assert "Um and uh       2\n" in text
    longer = review_as_text(review(spoken(f"{ANSWER} " * 3), question=None), question=None)
    assert "Um and uh       6, " in longer
    assert " words a minute\n" in longer
    assert "How you tested it" in text
    assert "row counts before each release" in text
    assert max(map(len, text.splitlines())) <= 110


def test_the_report_says_when_and_what_and_what_is_usual() -> None:
    said = "So we um built it, you know, and the the line ran. " + "we looked at all of the parts " * 8
    heard = spoken(said)
    clipped = replace(heard, sound=replace(heard.sound, clipped_share=0.004), model="base")
    text = review_as_text(review(clipped, question=None), question=None, norms=Norms(pace_wpm=(90.0, 130.0)))
    assert re.search(r"^Pace +\d+ words a minute\n +usual 90 to 130$", text, re.MULTILINE)
    assert re.search(r"^Along the way +0:00 \d+", text, re.MULTILINE)
    assert re.search(r"^Um and uh +1, .*\n +at 0:0\d$", text, re.MULTILINE)
    assert re.search(r"^Like, you know +1\n +you know 1$", text, re.MULTILINE)
    assert re.search(r"^Said twice +0:0\d “the the”", text, re.MULTILINE)
    assert re.search(r"^Too loud +0\.4% of the recording", text, re.MULTILINE)
    assert text.count("Heard by        base") == 1
    quiet = review_as_text(review(heard, question=None), question=None)
    assert "Drawn out" not in quiet
    assert "Too loud" not in quiet


def test_a_drawn_out_word_is_in_the_report_by_itself() -> None:
    said = review(spoken("We we built it."), question=None)
    drawn = (*said.repeats, Repeat("and,", "drawn_out", 61.0, 61.6))
    text = review_as_text(replace(said, repeats=drawn), question=None)
    assert re.search(r"^Said twice +0:0\d “We we”$", text, re.MULTILINE)
    assert re.search(r"^Drawn out +1:01 “and,”$", text, re.MULTILINE)


def test_the_report_does_not_call_a_point_unheard_that_was_denied() -> None:
    evidence = Evidence("we never tested it", 12.0, 14.0)
    denied = PointCoverage("tests", "How you tested it", "", "missed", 0.1, evidence, NOT_DONE)
    absent = PointCoverage("result", "The result", "", "missed", 0.1)
    made = replace(REVIEW, coverage=Coverage.of((denied, absent)))
    text = review_as_text(made, question=QUESTION)
    told = ("Not made   How you tested it", "0:12 “we never tested it”", "Said not done")
    assert f"\n{' ' * 11}".join(told) in text
    assert "Not heard  The result\n" in text


def test_the_report_spells_a_marker_as_the_list_of_markers_does() -> None:
    text = review_as_text(review(spoken("It was slow, I mean, really slow."), question=None), question=None)
    assert re.search(r"^ +I mean 1$", text, re.MULTILINE)


def test_the_report_of_silence_says_so() -> None:
    text = review_as_text(review(spoken(""), question=None), question=None)
    assert "No words were heard." in text
    assert "Pace            -\n" in text


def test_a_rate_that_is_not_known_is_a_dash_without_its_unit_and_the_report_says_why() -> None:
    told = review_as_text(review(spoken("We um built it."), question=None), question=None)
    assert "Pace            -\n" in told
    assert "Um and uh       1\n" in told
    assert "Too little was said to tell a pace" in told
