from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from coach.likeness import FEATURES, likeness
from coach.meaning import Meaning, Vectors
from seeds.bank import Question, RubricPoint

POINTS = (RubricPoint("money", "Cost", "Saves money."), RubricPoint("time", "Pace", "Saves hours."))
ASKED = Question("q", "Why would a family want it?", points=POINTS)
ANGLES = {"Saves money.": 0.0, "Saves hours.": 90.0, "it was cheap for us": 20.0, "we want a family": 45.0}


class Placed(Meaning):
    """A text means its angle on a circle."""

    def vectors(self, texts: Sequence[str]) -> Vectors:
        turned = np.radians([ANGLES[text] for text in texts])
        return np.stack([np.cos(turned), np.sin(turned)], 1).astype(np.float32)


def _row(found: Vectors, point: int) -> dict[str, float]:
    return dict(zip(FEATURES, found[point].tolist(), strict=True))


def test_a_point_is_held_against_its_siblings() -> None:
    found = likeness(ASKED, "it was cheap for us", Placed())
    money, time = _row(found, 0), _row(found, 1)
    cosines = np.cos(np.radians([20.0, 70.0]))
    assert money["meaning"] == pytest.approx(cosines[0], abs=1e-5)
    assert money["above_siblings"] == pytest.approx(cosines[0] - cosines.mean(), abs=1e-5)
    assert money["above_next"] == pytest.approx(cosines[0] - cosines[1], abs=1e-5)
    assert time["above_next"] == pytest.approx(cosines[1] - cosines[0], abs=1e-5)


def test_words_of_the_question_say_nothing() -> None:
    found = likeness(ASKED, "we want a family", Placed())
    assert [(_row(found, at)["words"], _row(found, at)["letters"]) for at in (0, 1)] == [(0.0, 0.0)] * 2


def test_nothing_said_is_like_nothing_and_no_points_have_no_rows() -> None:
    assert not likeness(ASKED, "", Placed()).any()
    assert likeness(Question("q", "Why?"), "it was cheap for us", Placed()).shape == (0, len(FEATURES))


def test_with_the_real_model_no_row_is_infinite() -> None:
    found = likeness(ASKED, "families save money", Meaning())
    assert found.shape == (2, len(FEATURES))
    assert np.isfinite(found).all()
