"""The word error rate that the stories judge by."""

from __future__ import annotations

import pytest

from tests.word_errors import word_error_rate


def test_the_same_words_have_no_errors_whatever_their_case_and_fillers() -> None:
    assert (
        word_error_rate(
            "Um, I labeled 600 images, uh, 91%.", said="I labelled six hundred images, ninety one percent"
        )
        == 0
    )


def test_a_word_more_a_word_less_and_another_word_count_alike() -> None:
    assert word_error_rate("a b x", said="a b") == pytest.approx(1 / 2)
    assert word_error_rate("a", said="a b") == pytest.approx(1 / 2)
    assert word_error_rate("a x", said="a b") == pytest.approx(1 / 2)


def test_nothing_written_down_is_all_wrong() -> None:
    assert word_error_rate("", said="a b c") == 1
