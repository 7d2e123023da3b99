from __future__ import annotations

import numpy as np
import pytest

from audio.clip import MODEL_RATE_HZ
from benchmarks.box import response
from benchmarks.pauses import Take, figures, pasted, tally
from benchmarks.rooms import ROOMS
from coach.transcript import Span


def test_a_pause_that_is_found_too_short_counts_with_what_was_found_of_it() -> None:
    take = Take(
        "a", np.zeros(1, np.float32), (Span(0.0, 1.0), Span(2.0, 3.0), Span(3.5, 4.0), Span(4.1, 5.0))
    )
    found = tally(take, [Span(0.0, 1.4), Span(2.0, 5.0)])
    assert (found.true, found.met) == (2, 1)
    assert (found.true_s, found.found_s) == pytest.approx((1.5, 0.6))
    assert found.late_s == pytest.approx((0.4,))


def test_figures_hold_the_total_of_all_takes_and_count_pauses_that_nobody_made_as_false() -> None:
    take = Take("a", np.zeros(1, np.float32), (Span(0.0, 1.0), Span(2.0, 5.0)))
    right, false = [Span(0.0, 1.0), Span(2.0, 5.0)], [Span(0.0, 1.2), Span(2.0, 3.0), Span(3.5, 5.0)]
    found = figures("echo", [tally(take, right), tally(take, false)])
    assert (found["pauses_found"], found["pauses_true"], found["pause_f1"]) == (2, 2, 0.8)
    assert (found["pause_total_error"], found["each_total_error"]) == (-0.1, [0.0, -0.2])


def test_pasted_phrases_lie_where_the_take_says_with_silence_between() -> None:
    tone = np.asarray(0.1 * np.sin(np.arange(MODEL_RATE_HZ // 2) / 3), np.float32)
    take = pasted("tones", [tone, tone, tone])
    loud = np.abs(take.sound) > 0.01
    for span in take.spoken:
        first, last = round(span.start_s * MODEL_RATE_HZ), round(span.end_s * MODEL_RATE_HZ)
        assert loud[first:last].mean() > 0.8
        loud[first:last] = False
    assert not loud.any()
    assert all(
        0.1 < after.start_s - before.end_s < 1.7
        for before, after in zip(take.spoken, take.spoken[1:], strict=False)
    )


def test_a_box_answers_with_the_direct_sound_first_and_dies_when_it_should() -> None:
    found = response((4.0, 3.0, 2.5), voice=(1.0, 1.0, 1.2), microphone=(1.6, 1.5, 1.1), dies_in_s=0.3)
    assert abs(found).argmax() <= 8
    left_db = 10 * np.log10(np.cumsum((found**2)[::-1])[::-1] / (found**2).sum())
    fall_s = float(np.argmax(left_db < -25) - np.argmax(left_db < -5)) / MODEL_RATE_HZ
    assert 3 * fall_s == pytest.approx(0.3, rel=0.1)


@pytest.mark.parametrize("room", ["echo", "echo0.3", "box0.5"])
def test_rooms_keep_the_length_and_the_peak_of_a_sound(room: str) -> None:
    sound = np.zeros(MODEL_RATE_HZ, np.float32)
    sound[100:400] = 0.5
    heard = ROOMS[room](sound)
    assert len(heard) == len(sound)
    assert np.abs(heard).max() == pytest.approx(0.5, rel=1e-3)
