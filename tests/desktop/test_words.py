"""Beginnings as they are written."""

from __future__ import annotations

import pytest

from desktop.words import beginning


def test_a_long_text_is_told_by_its_first_words() -> None:
    assert beginning("Why  us?\nReally?") == "Why us? Really?"
    told = beginning(
        "Tell me about a time when, after many weeks, a model you had shipped had to be withdrawn."
    )
    assert told == "Tell me about a time when, after many weeks, a model you had shipped had to be…"
    assert beginning("Tell me, please " + "x" * 200, letters=18) == "Tell me, please…"


@pytest.mark.parametrize("text", ["为什么" * 80, "a" * 300])
def test_a_text_without_spaces_is_cut_between_letters(text: str) -> None:
    assert beginning(text) == text[:79] + "…"
