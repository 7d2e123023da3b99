from __future__ import annotations

import pytest

from benchmarks.scoring import score, tokens_alike
from benchmarks.word_errors import WordError, kinds, word_errors


def test_errors_are_told_by_kind_with_the_place_among_the_words_said() -> None:
    found = word_errors("I just shoveled the drive again today", "I just showed the the drive today now")
    assert [(one.place, one.said, one.heard, one.kinds) for one in found] == [
        (2, ("shoveled",), ("showed", "the"), {"swapped": 1, "said twice": 1}),
        (5, ("again",), (), {"left out": 1}),
        (7, (), ("now",), {"added": 1}),
    ]


def test_of_words_that_became_fewer_the_rest_is_left_out() -> None:
    assert kinds(word_errors("so I probably sound quite different", "so I place different")) == {
        "swapped": 1,
        "left out": 2,
    }


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("um so it's about 30 of them", "so, uh, its about thirty of the"),
        ("we did we did it", "we did it"),
        ("nothing", ""),
        ("", "you you"),
        ("all right", "All right."),
    ],
)
def test_the_kinds_add_up_to_the_word_errors_of_a_score(said: str, heard: str) -> None:
    errors = score(said, heard, cut=tokens_alike).word_errors
    assert sum(kinds(word_errors(said, heard)).values()) == errors


def test_filled_pauses_are_no_words_here() -> None:
    assert word_errors("um I uh know", "I know, um") == ()


def test_errors_of_two_ways_meet_where_they_have_the_same_words_wrong() -> None:
    paint = WordError(3, ("pain",), ("paint",))
    assert paint.meets([WordError(2, ("this", "pain"), ("display",))])
    assert not paint.meets([WordError(4, ("in",), ())])
