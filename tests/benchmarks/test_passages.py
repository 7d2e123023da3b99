from __future__ import annotations

from itertools import pairwise

from benchmarks.judge.passages import STEP, WINDOW, passages
from coach.likeness import SHORT

SAID = [f"w{at}" for at in range(100)]


def test_passages_hold_every_word_and_overlap() -> None:
    found = passages(SAID)
    assert {at for one in found for at in range(one.first, one.last + 1)} == set(range(100))
    assert all(one.text.split() == SAID[one.first : one.last + 1] for one in found)
    assert all(one.last - one.first < WINDOW for one in found)
    assert all(after.first - one.first == STEP for one, after in pairwise(found))


def test_what_is_short_is_one_passage_and_silence_none() -> None:
    assert [one.text for one in passages(SAID[:SHORT])] == [" ".join(SAID[:SHORT])]
    assert passages([]) == ()
