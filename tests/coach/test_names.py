from __future__ import annotations

import pytest

from coach.names import names_in, unmarked
from seeds.bank import Question, RubricPoint


def test_names_are_told_from_words_that_only_open_something() -> None:
    question = Question(
        "q",
        "Why did you move to Kafka?",
        guidance="Name a tool, e.g. Redis (or Flink's own). Then: Say why.\nCosts… And “Speed of it”.",
        model_answer="We left Oracle. The Queue was a queue for us.",
        points=(RubricPoint("one", "Reads Twice", "Reads it twice in Berlin.", ("Exactly once", "Avro")),),
        follow_ups=("What of Spark?",),
    )
    assert names_in(question) == {"Kafka", "Redis", "Flink", "Oracle", "Berlin", "Exactly", "Avro", "Spark"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("(GitHub).", "GitHub"),
        ("C++,", "C++"),
        ("100%.", "100%"),
        ("“U.S.”,", "U.S."),
        ("end.", "end"),
        ("–", ""),
    ],
)
def test_a_word_goes_without_the_marks_around_it(text: str, word: str) -> None:
    assert unmarked(text) == word
