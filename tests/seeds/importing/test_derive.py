"""Points are drawn from what the guidance asks for, and from what the answer claims."""

from __future__ import annotations

import pytest

from seeds.bank import RubricPoint
from seeds.importing.derive import derived_points

ANSWER = (
    "I began with the readers. We cut the report from forty pages to six, and I moved the figures to the "
    "front. After two months the board read it before the meeting, and questions went down by half."
)


@pytest.mark.parametrize(
    ("guidance", "names"),
    [
        ("Describe the place, the people, and how you felt.", ["Place", "People", "How you felt"]),
        ("You should mention cost and latency, and explain your choice.", ["Cost", "Latency", "Choice"]),
        (
            "In your answer, cover reading the logs, comparing good and bad runs, and limiting the damage.",
            ["Reading the logs", "Comparing good and bad runs", "Limiting the damage"],
        ),
        (
            "Talk about tools, discuss risks and give an example from your work.",
            ["Tools", "Risks", "Example from your work"],
        ),
        (
            "Mention a tool, e.g. Kafka, and why you chose it. Describe the sensors, cameras etc.",
            ["Tool, e.g. Kafka", "Why you chose it", "Sensors", "Cameras etc."],
        ),
        (
            "Explain how Node.js answers many questions side by side. Describe the market in the U.S.",
            ["How Node.js answers many questions side by side", "Market in the U.S."],
        ),
    ],
)
def test_what_the_guidance_asks_for_is_a_point_each(guidance: str, names: list[str]) -> None:
    points = derived_points("Tell me about a report.", guidance=guidance, model_answer="")
    assert [point.name for point in points] == names
    assert all(point.source.startswith("Guidance: “") for point in points)
    assert not any(point.text.endswith("..") for point in points)


def test_what_employers_do_and_what_to_avoid_is_no_point() -> None:
    guidance = "Employers give this question to see who you are. Avoid telling jokes. Do not mention money."
    assert derived_points("Why?", guidance=guidance, model_answer="") == ()


def test_the_answers_claims_are_points_where_the_guidance_asks_for_little() -> None:
    points = derived_points(
        "How do you improve a report?", guidance="Mention the readers.", model_answer=ANSWER
    )
    assert points[0].name == "Readers"
    assert 3 <= len(points) <= 8
    assert all(point.source.startswith("Model answer: “") for point in points[1:])
    assert len({point.text for point in points}) == len(points)


def test_nothing_is_made_of_nothing() -> None:
    assert derived_points("Why?", guidance="", model_answer="") == ()


def test_no_more_than_eight() -> None:
    guidance = "Mention " + ", ".join(f"topic{letter * 3}" for letter in "abcdefghijkl") + "."
    assert len(derived_points("Why?", guidance=guidance, model_answer=ANSWER)) == 8


@pytest.mark.parametrize(
    ("guidance", "names"),
    [
        ("Name the family, and keep it short.", ["Family"]),
        ("Mention cost and keep your answer to two minutes.", ["Cost"]),
        ("Discuss the risks, be honest, and describe the outcome.", ["Risks", "Outcome"]),
        ("Share how you kept to the budget, and be on time.", ["How you kept to the budget", "Be on time"]),
    ],
)
def test_how_to_speak_is_no_point(guidance: str, names: list[str]) -> None:
    points = derived_points("Why?", guidance=guidance, model_answer="")
    assert [point.name for point in points] == names


def test_two_points_of_the_source_stay_first_and_a_third_is_derived() -> None:
    given = (RubricPoint("a", "The readers", "Says who reads."), RubricPoint("b", "The board", "Says when."))
    points = derived_points("How?", guidance="", model_answer=ANSWER, given=given)
    assert points[:2] == given
    assert [point.source[:12] for point in points[2:]] == ["Model answer"]
    assert derived_points("How?", guidance="", model_answer="", given=given) == given
    many = tuple(RubricPoint(f"p{n}", f"Point {n}", f"Says {n}.") for n in range(9))
    assert derived_points("How?", guidance="", model_answer=ANSWER, given=many) == many
