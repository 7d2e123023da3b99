from __future__ import annotations

from itertools import pairwise

from benchmarks.judge.passages import STEP, WINDOW, passages
from coach.fused import SHORT

SAID = [f"w{at}" for at in range(100)]


def test_passages_hold_every_word_and_overlap() -> None:
    found = [one.split() for one in passages(SAID)]
    assert {word for one in found for word in one} == set(SAID)
    assert all(one == SAID[SAID.index(one[0]) :][: len(one)] for one in found)
    assert all(len(one) <= WINDOW for one in found)
    assert all(SAID.index(after[0]) - SAID.index(one[0]) == STEP for one, after in pairwise(found))


def test_what_is_short_is_one_passage_and_silence_none() -> None:
    assert passages(SAID[:SHORT]) == (" ".join(SAID[:SHORT]),)
    assert passages([]) == ()
