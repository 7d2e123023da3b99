"""Words and filled pauses held against what was said, as written and in one spelling."""

from __future__ import annotations

import pytest

from benchmarks.scoring import FILLED, score, tokens, tokens_alike
from benchmarks.spelling import in_one_spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OK, it's all right", "okay its alright"),
        ("y'know I'm gonna go", "you know im going to go"),
        ("'cause I kinda wanna", "because i kind of want to"),
        ("about 30 of 2,000", "about thirty of two thousand"),
        ("91% in 2012", "ninety one percent in twenty twelve"),
        ("the coloured centre, labelled", "the colored center labeled"),
        ("we organised and travelled", "we organized and traveled"),
        ("4 mm wide", "four millimeters wide"),
        ("all-female", "all female"),
        ("till then", "until then"),
        ("Dr. Who’s", "doctor whos"),
    ],
)
def test_what_is_only_written_in_another_way_is_the_same(one: str, other: str) -> None:
    assert list(in_one_spelling(one)) == list(in_one_spelling(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("yeah", "yes"), ("do not", "don't"), ("a", "the"), ("fifteen", "50"), ("our", "or"), ("hour", "or")],
)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert list(in_one_spelling(one)) != list(in_one_spelling(other))


def test_filled_pauses_are_the_same_sign_in_either_way() -> None:
    said = "Um, so it was, uh, mm, 30 mm."
    assert tokens(said)[:1] == tokens_alike(said)[:1] == [FILLED]
    assert tokens_alike(said) == [FILLED, "so", "it", "was", FILLED, FILLED, "thirty", "millimeters"]


def test_an_assent_and_the_verb_to_err_are_words() -> None:
    said = "Mhm, err, we'd rather err on the side of caution. Uh-huh."
    for cut in (tokens, tokens_alike):
        assert cut(said).count(FILLED) == 1
        assert cut(said)[1] == FILLED
        assert cut("Mm-hmm.") == cut("MHM") == ["mhm"]
    assert score(said, "mhm we'd rather err on the side of caution").misses == 1
    assert score("we are on it", "we err on it").false_alarms == 0


def test_an_error_of_spelling_counts_as_written_and_not_in_one_spelling() -> None:
    said, heard = "OK um I was going to take 30 pills", "okay, um, I was gonna take thirty bills"
    written, alike = score(said, heard), score(said, heard, cut=tokens_alike)
    assert (written.word_errors, written.hits, written.false_alarms) == (5, 1, 0)
    assert (alike.word_errors, alike.words, alike.hits, alike.false_alarms) == (1, 8, 1, 0)


def test_the_same_text_has_no_errors_in_either_way() -> None:
    said = "We're at 3.5 million, 20% of it for our colour-coded OK signs."
    assert score(said, said).word_errors == 0
    assert score(said, said, cut=tokens_alike).word_errors == 0
