"""How much sound is missing is known to a block, and nothing is called lost that only came late."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from audio.overflow import Overflow

RATE_HZ = 16_000
BLOCK = 320


def played(
    seconds: float,
    *,
    missing: dict[int, float] | None = None,
    told: frozenset[int] | None = None,
    late_s: Callable[[int], float] = lambda _block: 0.0,
    drift: float = 0.0,
) -> Overflow:
    """Blocks of 20 ms; before those in `missing` so much is lost, and the blocks `told` say that some was."""
    overflow, gone = Overflow(RATE_HZ), missing or {}
    flagged = frozenset(gone) if told is None else told
    now_s = 5.0
    for block in range(round(seconds * RATE_HZ / BLOCK)):
        now_s += gone.get(block, 0.0) + BLOCK / RATE_HZ * (1 + drift)
        overflow.came(BLOCK, at_s=now_s + late_s(block), lost_some=block in flagged)
    return overflow


def test_nothing_is_lost_where_the_system_tells_of_nothing() -> None:
    assert played(10.0, missing={100: 2.0}, told=frozenset()).lost_s == 0.0


def test_all_that_is_lost_is_counted_together() -> None:
    assert played(10.0, missing={100: 0.5, 101: 0.25, 300: 2.0}).lost_s == pytest.approx(2.75)


def test_sound_that_comes_late_by_chance_changes_little() -> None:
    chance = Random(3)
    overflow = played(10.0, missing={250: 1.0}, late_s=lambda _block: chance.uniform(0.0, 0.15))
    assert overflow.lost_s == pytest.approx(1.0, abs=0.02)


def test_an_overflow_after_which_all_sound_still_comes_lost_nothing() -> None:
    held_up = {200 + late: 0.5 - late * 0.02 for late in range(25)}
    overflow = played(10.0, told=frozenset({200}), late_s=lambda block: held_up.get(block, 0.0))
    assert overflow.lost_s == pytest.approx(0.0, abs=0.001)


def test_what_is_lost_before_the_first_sound_belongs_to_no_answer() -> None:
    assert played(10.0, missing={0: 2.0}).lost_s == 0.0


def test_a_clock_that_goes_a_little_wrong_for_half_an_hour_is_no_loss_worth_telling() -> None:
    assert played(1800.0, told=frozenset({89_000}), drift=50e-6).lost_s < 0.1


@pytest.mark.parametrize("drift", [1e-3, -1e-3])
def test_a_clock_that_goes_more_than_a_little_wrong_changes_little(drift: float) -> None:
    assert played(600.0, told=frozenset({29_000}), drift=drift).lost_s < 0.01
    lost = played(600.0, missing={3_000: 1.0, 20_000: 0.5}, drift=drift).lost_s
    assert lost == pytest.approx(1.5, abs=0.02)
