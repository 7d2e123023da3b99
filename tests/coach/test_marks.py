from __future__ import annotations

import pytest

from coach.marks import CLAUSE, FULL, TRAILING, ends_with


@pytest.mark.parametrize("closed", ["", '"', "'", "”", "’", ")", ".”)"])
def test_a_mark_ends_a_word_whatever_closes_after_it(closed: str) -> None:
    assert all(ends_with(f"word{mark}{closed}", (*CLAUSE, *TRAILING)) for mark in (*CLAUSE, *TRAILING))
    assert ends_with(f"word.{closed}", FULL)


@pytest.mark.parametrize("text", ["word", "clients'", "(word)", "word-", "3.5", ""])
def test_a_word_without_one_ends_nothing(text: str) -> None:
    assert not ends_with(text, (*CLAUSE, *TRAILING))
