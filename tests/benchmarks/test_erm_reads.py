"""What the package erm finds is put among its words."""

from __future__ import annotations

from benchmarks.erm_reads import in_order

WORDS = [(0.0, "So"), (1.0, "we"), (1.5, "built")]


def test_a_cut_becomes_an_um_at_its_place() -> None:
    assert in_order(WORDS, [(0.4, 0.8)]) == "So um we built"


def test_cuts_that_overlap_are_one() -> None:
    assert in_order(WORDS, [(0.6, 0.9), (0.4, 0.8), (2.0, 2.4)]) == "So um we built um"


def test_without_cuts_the_words_stay_as_they_are() -> None:
    assert in_order(WORDS, []) == "So we built"
