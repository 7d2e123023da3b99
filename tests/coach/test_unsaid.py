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


def lacking(text: str, *, guidance: str = "") -> str:
    """What is named of a point of whose text nothing is said; something else of the point is."""
    return named(f"{text} Tonight.", answer="it was tonight", guidance=guidance)


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
    text = "Runs a CI/CD pipeline in C++ (GitHub) with a dashboard."
    assert named(text, answer=told) == "CI/CD pipeline, C++, GitHub"
    assert named("iOS reads the dashboard.", answer=told) == "iOS reads"


def test_words_that_a_comma_parts_are_named_apart_and_none_twice() -> None:
    assert lacking("Weighs latency, throughput, cost and cost.") == "latency, throughput, cost"
    assert lacking("What is kept, sent and kept.") == "kept, sent"


def test_the_verb_that_opens_a_point_is_named_only_where_there_is_nothing_else() -> None:
    assert lacking("Checks how the data was split.") == "data, split"
    assert named("Checks how the data was split.", answer="the data is split") == "checks"


@pytest.mark.parametrize(
    "guidance", ["They ask about Kafka.", "Name a queue (Kafka), and why.", "E.g. Kafka."]
)
def test_a_name_that_the_question_knows_keeps_its_capital_and_is_no_verb(guidance: str) -> None:
    assert lacking("Kafka reads it.", guidance=guidance) == "Kafka reads"
    assert lacking("Kafka's lag is read.", guidance=guidance) == "Kafka's lag, read"
    assert lacking("Redis reads Kafka twice.", guidance=guidance) == "reads Kafka twice"
    kubernetes = guidance.replace("Kafka", "Kubernetes")
    assert lacking("Kubernetes is scaled.", guidance=kubernetes) == "Kubernetes, scaled"


def test_a_name_that_only_another_point_knows_keeps_its_capital() -> None:
    others = (
        RubricPoint("two", "", "The lag of Kafka."),
        RubricPoint("three", "", "Full.", ("Redis",)),
    )
    for name in ("Kafka", "Redis"):
        question = Question(
            "q", "Why?", points=(RubricPoint("one", "", f"{name} reads it tonight."), *others)
        )
        told = Answer(spoken("we had lag tonight").transcript.spoken)
        assert unsaid(wanted_of(question)[0], told) == f"{name} reads"


def test_what_opens_a_sentence_or_is_small_elsewhere_is_no_name() -> None:
    guidance = "Say what is done. Reads: what of it? “Reads it” is too little. They Write what others write."
    assert named("Reads what counts.", answer="counts", guidance=guidance) == "reads"
    assert named("Write what counts.", answer="counts", guidance=guidance) == "write"


def test_an_abbreviation_keeps_its_stop_and_for_example_is_never_missing() -> None:
    assert lacking("Sells it (in the U.S.).") == "U.S."
    assert lacking("Takes a fee (e.g. pounds), i.e., money etc.") == "fee, pounds, money"


def test_the_terms_of_a_point_are_not_named_since_other_words_may_have_said_them() -> None:
    text, told = "Kafka is read by hand at night.", "It was night."
    assert named(text, answer=told) == "kafka, read, hand"
    assert named(text, answer=told, terms=("kafka topic",)) == "read, hand"
    assert named(text, answer=told, terms=("Kafka", "reading", "by hand")) == ""
    assert named("Ran a CI/CD pipeline at night.", answer=told, terms=("CI",)) == "ran, pipeline"


def test_of_a_point_told_in_other_words_alone_no_word_is_named() -> None:
    assert named("Kept the images apart.", answer="whatever they took at the gate went into a box") == ""
