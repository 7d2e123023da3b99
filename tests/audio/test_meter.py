"""The meter shows how loud it is, and whether anybody speaks."""

from __future__ import annotations

import numpy as np
import pytest

from audio.meter import SILENCE_DB, Meter, decibels
from tests.audio.fakes_sound import noise, tone

RATE_HZ = 16_000


def fed(*parts: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> Meter:
    meter = Meter(RATE_HZ)
    for part in parts:
        meter.feed(part)
    return meter


def test_a_sine_of_full_scale_has_a_level_three_decibels_below_its_peak() -> None:
    reading = fed(tone(1.0, loud=0.99)).reading
    assert reading.peak_db == pytest.approx(0.0, abs=0.2)
    assert reading.level_db == pytest.approx(-3.0, abs=0.2)


def test_silence_from_the_first_moment_is_counted() -> None:
    reading = fed(np.zeros(5 * RATE_HZ, np.float32)).reading
    assert reading.silent_for_s == pytest.approx(5.0)
    assert reading.all_zero
    assert reading.level_db == SILENCE_DB


def test_a_quiet_room_is_silence_too() -> None:
    reading = fed(noise(5.0, loud=0.0005)).reading
    assert reading.silent_for_s == pytest.approx(5.0)
    assert not reading.all_zero


def test_a_fan_is_silence_after_a_while() -> None:
    assert fed(noise(20.0, loud=0.01)).reading.silent_for_s > 5


def at_db(level_db: float) -> float:
    """How loud a sine is that has this level."""
    return float(np.sqrt(2) * 10 ** (level_db / 20))


def test_what_goes_on_alike_is_silence_after_a_second_for_each_three_decibels() -> None:
    """The quietest of late begins at -50 dB and is 9 dB below -29 dB after four seconds."""
    assert fed(tone(10.0, loud=at_db(-29.0))).reading.silent_for_s == pytest.approx(6.0, abs=0.1)


@pytest.mark.parametrize(("level_db", "silent_for_s"), [(-61.0, 2.0), (-59.0, 0.0)])
def test_what_is_softer_than_any_voice_is_silence_in_the_stillest_room(
    level_db: float, silent_for_s: float
) -> None:
    heard = fed(np.zeros(RATE_HZ, np.float32), tone(1.0, loud=at_db(level_db)))
    assert heard.reading.silent_for_s == pytest.approx(silent_for_s)


def test_words_over_a_fan_are_heard() -> None:
    assert fed(noise(20.0, loud=0.01), tone(0.3) + noise(0.3, loud=0.01)).reading.silent_for_s == 0


def test_the_silence_after_a_word_is_measured() -> None:
    reading = fed(tone(1.0), np.zeros(2 * RATE_HZ, np.float32)).reading
    assert reading.silent_for_s == pytest.approx(2.0)
    assert reading.zero_for_s == pytest.approx(2.0)


def test_clipped_samples_are_counted() -> None:
    assert fed(np.clip(tone(1.0, loud=3.0), -1, 1)).reading.clipped > RATE_HZ / 2
    assert fed(tone(1.0, loud=0.9)).reading.clipped == 0


def test_small_pieces_show_the_same_as_one_large_one() -> None:
    sound = noise(2.0)
    small = fed(*np.array_split(sound, 137)).reading
    assert small == fed(sound).reading


def test_no_amplitude_is_the_lowest_level() -> None:
    assert decibels(0.0) == SILENCE_DB
    assert decibels(1.0) == 0
