"""Reading, likeness and wording together: plain words are understood, nothing said is nothing covered."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coach.coverage import IDEAL, IN_PART, NOT_DONE, OF_OTHERS, UNCLEAR, UNSURE, PointCoverage
from coach.fused import (
    INPUTS,
    LONG_INPUTS,
    SHORT,
    FusedJudge,
    Fusion,
    Weighing,
    usual_judge,
)
from coach.network import FOLDER
from coach.reader import Reader, Reading
from coach.reasons import REASONS
from coach.transcript import Transcript
from seeds.bank import Question, RubricPoint
from seeds.shelf import Shelf
from tests.coach.spoken import spoken

QUESTION = Question(
    "uniform",
    "Should schools have uniforms?",
    points=(
        RubricPoint("cost", "Cost", "Uniforms save families money."),
        RubricPoint("bullying", "Bullying", "Uniforms reduce bullying among pupils."),
        RubricPoint("self", "Expression", "Uniforms keep children from expressing themselves."),
    ),
)


@pytest.fixture(scope="module")
def judge() -> FusedJudge:
    return usual_judge()


def scores(judge: FusedJudge, answer: str, question: Question = QUESTION) -> dict[str, float]:
    return {point.id: point.score for point in judge.cover(question, spoken(answer).transcript).points}


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("parents don't have to buy so many expensive clothes any more", "cost"),
        ("nobody gets picked on because of the trousers he has on", "bullying"),
        ("a teenager wants to show who she is by what she wears", "self"),
    ],
)
def test_a_point_said_in_other_words_scores_above_its_siblings(
    judge: FusedJudge, answer: str, meant: str
) -> None:
    found = scores(judge, answer)
    assert max(found, key=lambda one: found[one]) == meant


def test_scores_are_probabilities_and_the_verdict_follows_them(judge: FusedJudge) -> None:
    covered = judge.cover(QUESTION, spoken("uniforms save families money, that is all").transcript)
    for point in covered.points:
        assert 0.0 <= point.score <= 1.0
        assert (point.evidence is None) == (point.verdict == "missed" and not point.missing)
    assert covered.points[0].verdict == "covered"


def test_no_words_cover_nothing(judge: FusedJudge) -> None:
    silent = judge.cover(QUESTION, Transcript(()))
    assert [point.verdict for point in silent.points] == ["missed"] * 3
    assert [point.score for point in silent.points] == [0.0] * 3


def test_a_question_without_points_is_judged_to_nothing(judge: FusedJudge) -> None:
    assert judge.cover(Question("q", "Why?"), spoken("because of this").transcript).points == ()


def test_the_evidence_lies_inside_the_answer_and_has_its_times(judge: FusedJudge) -> None:
    weather = "well it rained a lot that year and the bus was late again as it always is on mondays "
    told = "so with each delivery I opened every crate myself and ticked the goods off against our order"
    answer = spoken(weather * 4 + told)
    points = (
        RubricPoint("goods", "Goods", "Checked the goods on arrival against the order."),
        RubricPoint("paper", "Paper", "Kept the papers of every supplier."),
    )
    asked = Question("kitchen", "What do you do when something is delivered?", points=points)
    point = judge.cover(asked, answer.transcript).points[0]
    assert point.evidence is not None
    assert "crate" in point.evidence.text
    assert point.evidence.start_s > 8.0
    assert point.evidence.end_s <= answer.transcript.words[-1].end_s


class Told(Reader):
    """Says of the point at each place what it was told to say."""

    def __init__(self, *made: float, why: str = "absent") -> None:
        self._made, self._why = made, why

    def read(self, points: Sequence[str], said: Sequence[str]) -> Reading:
        chances = np.zeros((len(points), len(REASONS)), np.float32)
        made = np.array(self._made, np.float32)
        chances[:, REASONS.index("made")], chances[:, REASONS.index(self._why)] = made, 1 - made
        return Reading(chances, np.full((len(points), len(said)), 1 / len(said), np.float32))


def test_in_a_short_answer_a_point_is_weighed_against_its_siblings() -> None:
    said = spoken("uniforms save families money and so on " * 9).transcript.words
    judge = FusedJudge(reader=Told(0.9, 0.5, 0.1))
    nine = math.log(9.0)
    rows = [dict(zip(INPUTS, row, strict=True)) for row in judge.inputs(QUESTION, Transcript(said[:SHORT]))]
    assert [row["read"] for row in rows] == pytest.approx([nine, 0.0, -nine], abs=1e-4)
    assert [row["above_siblings"] for row in rows] == pytest.approx([nine, 0.0, -nine], abs=1e-4)
    assert [row["above_next"] for row in rows] == pytest.approx([nine, -nine, -2 * nine], abs=1e-4)
    assert rows[0]["words"] > rows[1]["words"]
    longer = judge.inputs(QUESTION, Transcript(said[: SHORT + 1]))
    assert [len(row) for row in longer] == [len(LONG_INPUTS)] * 3


def test_a_short_answer_that_denies_a_point_is_told_so() -> None:
    judge = FusedJudge(reader=Told(0.2, 0.2, 0.2, why="negated"))
    found = judge.cover(QUESTION, spoken("we have no uniforms and never had").transcript)
    assert [point.verdict for point in found.points] == ["missed"] * 3
    assert {point.missing for point in found.points} == {NOT_DONE}


def test_a_point_that_is_denied_keeps_the_words_that_deny_it_and_one_that_is_absent_has_none() -> None:
    said = spoken("we have no uniforms and never had. " + "it rained all day and we sat inside " * 6)
    denied = FusedJudge(reader=Told(0.1, 0.1, 0.1, why="negated")).cover(QUESTION, said.transcript)
    assert [(one.verdict, one.missing) for one in denied.points] == [("missed", NOT_DONE)] * 3
    assert denied.points[0].evidence is not None
    assert denied.points[0].evidence.text.startswith("we have no uniforms and never had.")
    absent = FusedJudge(reader=Told(0.1, 0.1, 0.1)).cover(QUESTION, said.transcript)
    assert [(one.verdict, one.evidence) for one in absent.points] == [("missed", None)] * 3


LEAK = Question(
    "leak",
    "What happened?",
    points=(
        RubricPoint("valve", "Valve", "Closed the valve by hand."),
        RubricPoint("plumber", "Plumber", "Rang a plumber."),
    ),
)


class Torn(Reader):
    """Is torn about every point in the same way."""

    def __init__(self, **chances: float) -> None:
        self._row = [chances.get(one, 0.0) for one in REASONS]

    def read(self, points: Sequence[str], said: Sequence[str]) -> Reading:
        looks = np.full((len(points), len(said)), 1 / len(said), np.float32)
        return Reading(np.array([self._row] * len(points), np.float32), looks)


def in_part(said: str, **chances: float) -> PointCoverage:
    """The first point of LEAK, judged as said in part whatever the reader makes of it."""
    even = Weighing((0.0,) * len(LONG_INPUTS), 0.0, covered=0.6, partly=0.4)
    fusion = replace(Fusion.read(FOLDER / "fusion.json"), long=even)
    judge = FusedJudge(reader=Torn(**chances), fusion=fusion)
    point = judge.cover(LEAK, spoken(said).transcript).points[0]
    assert point.verdict == "partial"
    return point


LONG = "it rained and the bus was late again as it always is on mondays " * 3


def test_a_point_said_in_part_tells_the_reason_that_is_likelier_than_not() -> None:
    assert in_part(LONG, others=0.6, made=0.4).missing == OF_OTHERS
    assert in_part(LONG, vague=0.5, made=0.4).missing == UNCLEAR


def test_where_no_reason_is_likelier_than_not_the_point_is_to_be_listened_to() -> None:
    assert in_part(LONG, made=0.6, negated=0.4).missing == UNSURE
    assert in_part(LONG, made=0.3, negated=0.4).missing == UNSURE
    assert in_part(f"{LONG} there was a valve", made=0.4, absent=0.4).missing == UNSURE


def test_a_point_half_told_says_which_of_its_words_were_not_heard_if_some_were() -> None:
    assert in_part(f"{LONG} so I went to the valve", half=0.6, made=0.4).missing == "closed, hand"
    assert in_part(f"{LONG} so I went down and turned it off", half=0.6, made=0.4).missing == IN_PART
    closed = f"{LONG} so I closed the valve with one hand"
    assert in_part(closed, half=0.6, made=0.4).missing == IN_PART


def test_a_fusion_fitted_to_other_inputs_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fusion.json"
    path.write_text(json.dumps({"inputs": {"short": ["luck"], "long": ["luck"]}}), encoding="utf-8")
    with pytest.raises(ValueError, match="fit it again"):
        Fusion.read(path)


def test_a_fusion_belongs_to_the_reader_beside_it() -> None:
    kept = json.loads((FOLDER / "fusion.json").read_text(encoding="utf-8"))
    assert kept["reader"] == hashlib.sha256((FOLDER / "reader.onnx").read_bytes()).hexdigest()


def test_the_verdicts_part_where_the_weighing_says() -> None:
    read = Weighing((1.0,) * len(LONG_INPUTS), 0.0, covered=0.6, partly=0.35)
    assert [read.verdict(one) for one in (0.34, 0.35, 0.59, 0.6)] == [
        "missed", "partial", "partial", "covered",
    ]  # fmt: skip
    assert read.probability([1000.0] * len(LONG_INPUTS)) == pytest.approx(1.0)


def test_where_the_author_gave_terms_reading_and_wording_are_weighed_together() -> None:
    point = RubricPoint("p1", "Closed the valve", "Closed the valve by hand.", ("closed the valve",))
    question = Question("q", "What happened?", points=(point, RubricPoint("p2", "Mopped up", "Mopped up.")))
    cellar = "we had a leak in the cellar "
    terms = Weighing((0.0,), 2.0, covered=0.9, partly=0.8)
    fusion = replace(Fusion.read(FOLDER / "fusion.json"), terms=terms, short_terms=terms)
    judge = FusedJudge(fusion=fusion)
    for times in (1, 6):
        said = spoken(cellar * times + "so I closed the valve by hand and rang the plumber").transcript
        found = judge.cover(question, said)
        assert found.points[0].score == pytest.approx(1 / (1 + math.exp(-2.0)))
        assert found.points[0].verdict == "partial"
        assert found.points[1].score != pytest.approx(1 / (1 + math.exp(-2.0)))


VALVE = RubricPoint(
    "valve", "Closed the valve", "Closed the valve by hand, at once.", ("closed the valve", "stopcock")
)
CELLAR = Question(
    "cellar",
    "What did you do about the leak?",
    points=(
        VALVE,
        RubricPoint("rang", "Rang the plumber", "Rang a plumber and told him what it was.", ("plumber",)),
        RubricPoint("wrote", "Wrote it down", "Wrote down how to do it the next time.", ("checklist",)),
    ),
)


@pytest.mark.parametrize(
    "answer",
    [
        "valves, stopcocks, plumber, checklist, I know all of these well, stopcock, checklist, plumber",
        "the other team closed the valve and their foreman rang the plumber, I was on leave that week",
        "we never closed the valve, we did not ring a plumber, nobody wrote a checklist for next time",
    ],
)
def test_in_a_short_answer_terms_that_are_named_denied_or_of_others_cover_nothing(
    judge: FusedJudge, answer: str
) -> None:
    assert judge.cover(CELLAR, spoken(answer).transcript).count("covered") == 0


def test_a_short_answer_is_heard_without_the_terms(judge: FusedJudge) -> None:
    told = "I went down on my knees in the water and turned the main tap off myself before anything else"
    assert judge.cover(CELLAR, spoken(told).transcript).points[0].verdict != "missed"


def test_a_point_that_was_not_heard_is_not_said_to_be_touched(judge: FusedJudge) -> None:
    vague = (
        "I work a lot with models and data, and I always try to get good results. The team was happy with "
        "what I did. We had many meetings, and in the end everything was fine, and the customer liked it. I "
        "think that it went well and I would do it the same way again, since it is how I like to work."
    )
    ideal = "I would look at the images first. Then I would check how they were labelled, and train a model. "
    bank = Shelf(None).bank("computer-vision-engineer")
    found = [
        point
        for one in bank.questions[:3]
        for said in (vague, 2 * ideal)
        for point in judge.cover(one, spoken(said).transcript).points
    ]
    touched = (UNCLEAR, IDEAL, IN_PART, UNSURE)
    assert any(point.verdict == "missed" for point in found)
    assert not [one.id for one in found if one.verdict == "missed" and one.missing in touched]
