"""The reader: a passage is read beside a point, once, and the best passage decides."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from coach.coverage import NAMED, told_missing
from coach.likeness import Near, Passage
from coach.reader import AFTER, BEFORE, REASONS, Chances, Reader, widened
from coach.reading import READ, read, unread
from seeds.bank import RubricPoint
from tests.coach.spoken import spoken

POINT = RubricPoint("drift", "Drift", "Watched the scores for drift.")
SAID = spoken(" ".join(f"w{at}" for at in range(90))).transcript.spoken


class Told(Reader):
    """Says of each passage what it was told to say, by the passage's first word."""

    def __init__(self, **chances: dict[str, float]) -> None:
        super().__init__()
        self._told = chances
        self.pairs: list[tuple[str, str]] = []

    def chances(self, pairs: Sequence[tuple[str, str]]) -> Chances:
        self.pairs += pairs
        rows = []
        for _point, passage in pairs:
            told = self._told[passage.split()[0]]
            left = 1.0 - sum(told.values())
            rows.append([told.get(one, left if one == "absent" else 0.0) for one in REASONS])
        return np.array(rows, np.float32)


def passage(first: int) -> Passage:
    words = SAID[first : first + 24]
    return Passage(first, first + len(words) - 1, " ".join(word.text for word in words), 1.0)


def near(*places: tuple[int, float]) -> tuple[Near, ...]:
    return tuple(Near(passage(first), share) for first, share in places)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_every_chance_is_one_of_a_whole(reader: Reader) -> None:
    found = reader.chances([(POINT.text, "we looked at the scores every monday"), (POINT.text, "no")])
    assert found.shape == (2, len(REASONS))
    assert np.allclose(found.sum(1), 1.0, atol=1e-5)
    assert reader.chances([]).shape == (0, len(REASONS))


def test_what_was_read_is_answered_the_same_in_any_company(reader: Reader) -> None:
    alone = reader.chances([(POINT.text, "we looked at the scores every monday")])
    again = reader.chances([("Paid the bill.", "no"), (POINT.text, "we looked at the scores every monday")])
    assert np.allclose(alone[0], again[1])


def test_a_passage_is_read_with_the_words_around_it() -> None:
    words = widened(passage(32), SAID).split()
    assert words[0] == f"w{32 - BEFORE}"
    assert words[-1] == f"w{32 + 23 + AFTER}"
    assert widened(passage(0), SAID).split()[0] == "w0"


def test_the_passage_that_makes_the_point_decides_though_another_is_as_near() -> None:
    reader = Told(w0={"negated": 0.9}, w34={"made": 0.8})
    (found,) = read((POINT,), (near((0, 0.3), (48, 0.7)),), SAID, reader=reader)
    assert found.passage == passage(48)
    assert found.figures[READ.index("read_best")] > found.figures[READ.index("read")] > 0


def test_a_passage_far_from_the_point_counts_little_whatever_is_read_in_it() -> None:
    reader = Told(w0={"negated": 0.9}, w34={"made": 0.8})
    (found,) = read((POINT,), (near((0, 0.85), (48, 0.15)),), SAID, reader=reader)
    assert found.passage == passage(0)
    assert found.figures[READ.index("read")] < 0 < found.figures[READ.index("read_best")]


def test_a_passage_that_is_hardly_about_the_point_is_not_read_at_all() -> None:
    reader = Told(w0={"negated": 0.9}, w34={"made": 0.8})
    read((POINT,), (near((0, 0.95), (48, 0.05)),), SAID, reader=reader)
    assert len(reader.pairs) == 1


def test_an_answer_too_short_to_read_says_nothing() -> None:
    (found,) = unread((near((0, 1.0)),))
    assert found.figures == (0.0,) * len(READ)
    assert not found.is_read


def test_a_reason_stands_by_itself_and_words_not_heard_are_introduced() -> None:
    assert told_missing(NAMED) == "Named, not explained"
    assert told_missing("drift monitoring") == "Not heard: drift monitoring"
    assert told_missing("") == ""
