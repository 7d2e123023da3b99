from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.bands import BANDS, Bands
from audio.clip import MODEL_RATE_HZ, Samples
from tests.roaming import examples


def hum(hz: float, length_s: float = 1.0) -> Samples:
    time_s = np.arange(round(length_s * MODEL_RATE_HZ)) / MODEL_RATE_HZ
    return np.asarray(0.1 * np.sin(2 * np.pi * hz * time_s), np.float32)


def heard(sound: Samples, *, block: int) -> Bands:
    bands = Bands()
    for first in range(0, len(sound), block):
        bands.hear(sound[first : first + block])
    bands.end()
    return bands


def test_a_tone_is_loud_in_its_own_band() -> None:
    for hz, band in ((250.0, 1), (1_000.0, 7), (5_800.0, 18)):
        levels = heard(hum(hz), block=MODEL_RATE_HZ).between(20, 80)
        assert set(levels.argmax(axis=1)) == {band}


def test_there_is_one_step_for_each_10_ms_and_silence_is_finite() -> None:
    bands = heard(np.zeros(3 * MODEL_RATE_HZ, np.float32), block=1_000)
    assert len(bands) == 300
    assert bands.between(0, 1_000).shape == (300, BANDS)
    assert np.isfinite(bands.between(0, 300)).all()


@settings(max_examples=examples(20), deadline=None)
@given(st.integers(1, 20_000))
def test_it_does_not_matter_in_which_blocks_the_sound_arrives(block: int) -> None:
    sound = hum(300.0, 0.5) + hum(2_500.0, 0.5)
    assert np.array_equal(
        heard(sound, block=block).between(0, 50), heard(sound, block=len(sound)).between(0, 50)
    )
