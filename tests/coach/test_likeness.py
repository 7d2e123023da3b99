from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from coach.likeness import NEAREST, WINDOW, likeness, passages
from coach.meaning import Meaning, Vectors
from coach.transcript import Word
from seeds.bank import Question, RubricPoint

SAID = tuple(Word(f"w{at}", at / 3, at / 3 + 0.3, 1.0, "word") for at in range(120))
POINTS = (RubricPoint("p0", "At forty", "About w50."), RubricPoint("p1", "At ninety", "About w100."))
ASKED = Question("q", "What happened?", points=POINTS)


class Placed(Meaning):
    """A text means the place of its middle word, on a half circle over the answer."""

    def vectors(self, texts: Sequence[str]) -> Vectors:
        rows = []
        for text in texts:
            told = [int(word.strip("w.")) for word in text.split() if word.strip(".")[1:].isdigit()]
            angle = np.pi * float(np.mean(told)) / 120
            rows.append([np.cos(angle), np.sin(angle)])
        return np.array(rows, np.float32)


def test_the_nearest_passages_do_not_overlap_and_their_shares_make_a_whole() -> None:
    found = likeness(ASKED, passages(SAID, claims=[True] * len(SAID)), Placed())
    for few in found.nearest:
        assert 1 < len(few) <= NEAREST
        assert sum(one.share for one in few) == pytest.approx(1.0)
        assert [one.share for one in few] == sorted((one.share for one in few), reverse=True)
        firsts = sorted(one.passage.first for one in few)
        assert all(after - before >= WINDOW for before, after in pairwise(firsts))


def test_the_passage_about_the_point_has_the_largest_share() -> None:
    found = likeness(ASKED, passages(SAID, claims=[True] * len(SAID)), Placed())
    for few, place in zip(found.nearest, (50, 100), strict=True):
        assert few[0].passage.first - 8 <= place <= few[0].passage.last + 8
        assert few[0].share > 0.5


def test_an_answer_of_one_passage_is_all_there_is_to_read() -> None:
    found = likeness(ASKED, passages(SAID[:30], claims=[True] * 30), Placed())
    assert [[one.share for one in few] for few in found.nearest] == [[1.0], [1.0]]


def test_nothing_said_has_nothing_near() -> None:
    assert likeness(ASKED, (), Placed()).nearest == ((), ())
