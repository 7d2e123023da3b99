from __future__ import annotations

import pytest

from benchmarks.word_times import Errors, TimedWord


def timed(*words: tuple[str, float, float]) -> list[TimedWord]:
    return [TimedWord(*word) for word in words]


TRUE = timed(("So", 0.0, 0.2), ("um", 0.3, 0.6), ("we", 0.7, 0.8), ("stopped", 0.8, 1.2))


def test_only_words_that_were_heard_right_are_timed() -> None:
    errors = Errors()
    errors.note(TRUE, timed(("so", 0.05, 0.2), ("we", 0.7, 0.9), ("shopped", 2.0, 3.0)))
    assert errors.starts == pytest.approx([0.05, 0.0])
    assert errors.ends == pytest.approx([0.0, 0.1])


def test_filled_pauses_are_told_apart() -> None:
    errors = Errors()
    errors.note(TRUE, timed(("Uh,", 0.4, 0.6)))
    assert errors.filled == pytest.approx([0.1, 0.0])
    assert not errors.starts


def test_what_is_told_holds_the_constant_and_how_far_off_the_middle_word_is() -> None:
    told = Errors(starts=[-0.01, 0.03, 0.05], ends=[0.0, 0.0, 0.0]).told()
    assert "starts +30, off 30" in told
    assert "ends +0, off 0" in told


def test_figures_are_in_milliseconds_and_empty_where_nothing_was_heard_right() -> None:
    found = Errors(starts=[0.02, -0.04], ends=[0.0, 0.1], filled=[0.03, 0.05], rates=[-0.02]).figures()
    assert found["starts"] == {"late_ms": -10, "off_ms": 30, "off_90_ms": 38}
    assert (found["words"], found["off_ms"], found["filled_pauses"], found["filled_off_ms"]) == (2, 30, 1, 40)
    assert found["rate_error"] == 0.02
    nothing = Errors()
    assert (nothing.figures()["off_ms"], nothing.figures()["rate_error"]) == (None, None)
    assert nothing.told()
