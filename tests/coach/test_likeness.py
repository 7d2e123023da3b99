from __future__ import annotations

import pytest

from coach.likeness import FEATURES, Figures, likeness
from seeds.bank import Question, RubricPoint

POINTS = (RubricPoint("money", "Cost", "Saves money."), RubricPoint("time", "Pace", "Saves hours."))
ASKED = Question("q", "Why would a family want it?", points=POINTS)


def _row(found: Figures, point: int) -> dict[str, float]:
    return dict(zip(FEATURES, found[point].tolist(), strict=True))


def test_a_point_is_held_against_its_siblings() -> None:
    found = likeness(ASKED, "it was cheap for us", (2.0, -1.0))
    money, time = _row(found, 0), _row(found, 1)
    assert (money["read"], time["read"]) == (2.0, -1.0)
    assert (money["above_siblings"], time["above_siblings"]) == (1.5, -1.5)
    assert (money["above_next"], time["above_next"]) == (3.0, -3.0)


def test_a_point_without_siblings_is_held_against_an_even_chance() -> None:
    alone = Question("q", ASKED.prompt, points=POINTS[:1])
    row = _row(likeness(alone, "it was cheap for us", (0.7,)), 0)
    assert row["above_siblings"] == row["above_next"] == pytest.approx(0.7)


def test_words_of_a_point_are_seen_and_those_of_the_question_say_nothing() -> None:
    found = likeness(ASKED, "we saved a lot of money", (0.0, 0.0))
    assert _row(found, 0)["words"] > _row(found, 1)["words"] > 0.0
    assert _row(found, 0)["letters"] > 0.0
    found = likeness(ASKED, "we want a family", (0.0, 0.0))
    assert [(_row(found, at)["words"], _row(found, at)["letters"]) for at in (0, 1)] == [(0.0, 0.0)] * 2
