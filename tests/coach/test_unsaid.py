from __future__ import annotations

import pytest

from coach.hits import Answer
from coach.unsaid import unsaid
from coach.wanted import wanted_of
from seeds.bank import Question, RubricPoint
from tests.coach.spoken import spoken


def named(text: str, *, answer: str, terms: tuple[str, ...] = (), guidance: str = "") -> str:
    question = Question("q", "Why?", guidance, points=(RubricPoint("one", "", text, terms),))
    return unsaid(wanted_of(question)[0], Answer(spoken(answer).transcript.spoken))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Something leaks into validation.", "The split had leakage. Much later I told them of validation."),
        ("The rows were aggregated.", "We never aggregate a row."),
        ("The team chose Kafka.", "They choose what the team likes, and Kafka it was."),
        ("Wrote the tests before.", "I write every test first."),
        ("Three databases.", "We had 3 data bases."),
        ("The overfitting.", "It over fits."),
        ("Labelled data.", "The dataset has a label each."),
        ("Prioritised the colours.", "Prioritizing a color is hard."),
        ("A pre-aggregated table.", "We aggregated it in a table."),
        ("Uses the on-call rota.", "Whoever was on call by the rota."),
    ],
)
def test_what_was_said_in_any_form_is_not_named(text: str, answer: str) -> None:
    assert named(text, answer=answer) == ""


def test_words_are_named_whole_as_their_author_wrote_them() -> None:
    told = "We had a dashboard."
    assert named("Shows pre-aggregated numbers on a dashboard.", answer=told) == "pre-aggregated numbers"
    assert named("Runs a CI/CD pipeline in C++ (GitHub).", answer=told) == "CI/CD pipeline, C++, GitHub"
    assert named("Kafka reads it.", answer=told, terms=("Kafka",)) == "Kafka reads"


def test_words_that_a_comma_parts_are_named_apart_and_none_twice() -> None:
    assert named("Weighs latency, throughput, cost and cost.", answer="no") == "latency, throughput, cost"
    assert named("What is kept, sent and kept.", answer="no") == "kept, sent"


def test_the_verb_that_opens_a_point_is_named_only_where_there_is_nothing_else() -> None:
    assert named("Checks how the data was split.", answer="we trained it") == "data, split"
    assert named("Checks how the data was split.", answer="the data is split") == "checks"


def test_a_name_that_opens_a_point_is_no_verb() -> None:
    text = "Kubernetes is scaled by hand."
    assert named(text, answer="no", terms=("Kubernetes",)) == "Kubernetes, scaled, hand"


@pytest.mark.parametrize(
    "guidance", ["They ask about Kafka.", "Name a queue (Kafka), and why.", "E.g. Kafka."]
)
def test_a_name_that_the_question_knows_keeps_its_capital_and_is_no_verb(guidance: str) -> None:
    assert named("Kafka reads it.", answer="no", guidance=guidance) == "Kafka reads"
    assert named("Kafka's lag is read.", answer="no", guidance=guidance) == "Kafka's lag, read"
    assert named("Redis reads Kafka twice.", answer="no", guidance=guidance) == "reads Kafka twice"
    kubernetes = guidance.replace("Kafka", "Kubernetes")
    assert named("Kubernetes is scaled.", answer="no", guidance=kubernetes) == "Kubernetes, scaled"


def test_a_name_that_only_another_point_knows_keeps_its_capital() -> None:
    others = (
        RubricPoint("two", "", "The lag of Kafka."),
        RubricPoint("three", "", "Full.", ("Redis",)),
    )
    for name in ("Kafka", "Redis"):
        question = Question("q", "Why?", points=(RubricPoint("one", "", f"{name} reads it."), *others))
        told = Answer(spoken("we had lag").transcript.spoken)
        assert unsaid(wanted_of(question)[0], told) == f"{name} reads"


def test_what_opens_a_sentence_or_is_small_elsewhere_is_no_name() -> None:
    guidance = "Say what is done. Reads: what of it? “Reads it” is too little. They Write what others write."
    assert named("Reads what counts.", answer="counts", guidance=guidance) == "reads"
    assert named("Write what counts.", answer="counts", guidance=guidance) == "write"


def test_an_abbreviation_keeps_its_stop_and_for_example_is_never_missing() -> None:
    assert named("Sells it (in the U.S.).", answer="no") == "U.S."
    assert named("Takes a fee (e.g. pounds), i.e., money etc.", answer="no") == "fee, pounds, money"
