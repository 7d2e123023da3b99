"""A name that is drawn from a sentence ends where a phrase does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.importing.draft import point_from
from seeds.importing.naming import shortened
from seeds.letters import same_sentence
from seeds.shelf import Shelf

ANSWERS = Path(__file__).parents[3] / "benchmarks" / "judge" / "answers"
LEADS_ON = """
    a an the my your his her its our their this these those each every and or nor but of in on at by for from
    with without into through during about between to as than that which who what when where why how because
    if while until is are was were be been being am has have had do does did will would can could should may
    might must not
"""
WORDS = "a|fish,|of|(the|and|otter|that|was|“seen”|by|who;|both"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Feeds the otters.", "Feeds the otters"),
        ("Explains how the otters come to be fed.", "Explains how the otters come to be fed"),
        (
            "Feeds the fish before the gates open and writes it all down.",
            "Feeds the fish before the gates open",
        ),
        ("Mends the fence or a part of it in the rain, unasked.", "Mends the fence or a part of it"),
        (
            "Tells the keeper, the vet and the driver about a bite.",
            "Tells the keeper, the vet and the driver",
        ),
        (
            "Chooses between the old and the new fence by its height.",
            "Chooses between the old and the new fence",
        ),
        (
            "Looks after an injured otter for as long as it takes.",
            "Looks after an injured otter",
        ),
        ("Counts the fish because nobody else there has ever done it before.", "Counts the fish"),
        ("Says what the pond is for and for how long it has been dry.", "Says what the pond…"),
        (
            "Names a fee (e.g. nine, eight or ten pounds a day) that the pond asks of everybody.",
            "Names a fee",
        ),
        (
            "The keeper did not only count the fish but fed each of the otters too.",
            "The keeper did not only count the fish…",
        ),
        (
            "Never opens the gate until the last of the visitors has left the pond.",
            "Never opens the gate until the last…",
        ),
        ("Takes away what is not needed, such as old nets and empty pails.", "Takes away what is not needed"),
        ("Feeds the otters, the seals, etc.", "Feeds the otters, the seals, etc."),
        ("Sells the fish in the U.S.", "Sells the fish in the U.S."),
        ("Feeds the fish of the pond, e.g., with one that nobody else eats.", "Feeds the fish of the pond"),
        ("Says what the pond is for e.g. for how long it has been dry.", "Says what the pond…"),
        ("Why did the keeper feed the otters?", "Why did the keeper feed the otters?"),
    ],
)
def test_a_long_sentence_ends_with_a_phrase(sentence: str, name: str) -> None:
    assert shortened(sentence) == name


def test_no_point_that_was_ever_written_for_us_is_called_by_half_a_phrase() -> None:
    written = {one.text for bank in Shelf(None).banks() for asked in bank.questions for one in asked.points}
    for file in ANSWERS.glob("*.jsonl"):
        written.update(
            point
            for line in file.read_text(encoding="utf-8").splitlines()
            for point in json.loads(line)["points"]
        )
    names = {text: shortened(text) for text in written}
    cut = {text: name for text, name in names.items() if not same_sentence(text, name)}
    assert len(cut) > 1000
    assert [name for name in cut.values() if name.rstrip("…").split()[-1].lower() in LEADS_ON.split()] == []
    assert max(len(name.split()) for name in names.values()) <= 12
    assert sum(name.endswith("…") for name in names.values()) < len(names) / 50


@given(st.lists(st.sampled_from(WORDS.split("|")), min_size=1))
def test_whatever_the_words_a_name_begins_as_they_do_and_is_never_empty(words: list[str]) -> None:
    name = shortened(" ".join(words))
    assert name.rstrip("…")
    assert " ".join(words).startswith(name.rstrip("…"))


def test_the_judge_reads_the_sentence_as_its_author_wrote_it() -> None:
    point = point_from("Feeds the otters before the gates open.")
    assert point.name == "Feeds the otters before the gates open"
    assert point.text == "Feeds the otters before the gates open."
    longer = point_from("Feeds the otters before the gates open and writes down what is left.")
    assert longer.text == "Feeds the otters before the gates open and writes down what is left."
