"""Two readings of the same points are compared as everybody compares them."""

from __future__ import annotations

import pytest

from benchmarks.agreement import JUDGE, Labels, agreement, held_now


def test_what_is_alike_by_chance_is_taken_off() -> None:
    first: dict[str, Labels] = {"a": [1, 1, 0, 0], "b": [0.5, 0]}
    found = agreement("toy", {"a": [1, 0, 0, 0], "b": [0.5, 0]}, first)
    assert (found.answers, found.points, found.same) == (2, 6, 5)
    # By chance: (2 * 1 + 1 * 1 + 3 * 4) / 36 alike.
    assert found.kappa == pytest.approx((5 / 6 - 15 / 36) / (1 - 15 / 36), abs=1e-4)


def test_readings_that_know_one_label_only_are_alike() -> None:
    assert agreement("toy", {"a": [0, 0]}, {"a": [0, 0]}).kappa == 1


def test_every_answer_that_is_held_has_labels() -> None:
    held = held_now(JUDGE)
    assert len(held) > 5_000
    assert all(held.values())
