from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.clip import MODEL_RATE_HZ, Samples
from audio.rumble import RumbleFilter
from tests.roaming import examples


def hummed(hz: float) -> Samples:
    return np.asarray(np.sin(2 * np.pi * hz * np.arange(MODEL_RATE_HZ) / MODEL_RATE_HZ), np.float32)


def mended(sound: Samples, *, block: int = 16_000) -> Samples:
    rumble = RumbleFilter()
    parts = [rumble.hear(sound[first : first + block]) for first in range(0, len(sound), block)]
    return np.concatenate((*parts, rumble.end()))


@pytest.mark.parametrize(
    ("hz", "left_db", "within_db"),
    [(50, -32.7, 1.0), (60, -20.0, 0.5), (80, -3.0, 0.2), (160, 0.0, 0.1), (2000, 0.0, 0.01)],
)
def test_what_lies_below_every_voice_goes_and_the_voice_stays(
    hz: float, left_db: float, within_db: float
) -> None:
    steady = mended(hummed(hz))[MODEL_RATE_HZ // 2 :]
    assert 10 * np.log10(2 * np.mean(steady**2)) == pytest.approx(left_db, abs=within_db)


def test_a_microphone_that_is_off_centre_is_centred() -> None:
    assert np.abs(mended(np.full(MODEL_RATE_HZ, 0.3, np.float32))[2048:]).max() < 1e-4


def test_nothing_is_lost_and_nothing_comes_late() -> None:
    click = np.zeros(5_000, np.float32)
    click[3_333] = 1.0
    found = mended(click)
    assert len(found) == len(click)
    assert int(np.abs(found).argmax()) == 3_333


@settings(max_examples=examples(30), deadline=None)
@given(st.integers(1, 9_000))
def test_it_does_not_matter_in_which_blocks_the_sound_arrives(block: int) -> None:
    sound = np.random.default_rng(0).standard_normal(9_000).astype(np.float32)
    assert np.array_equal(mended(sound, block=block), mended(sound))


def test_no_sound_stays_no_sound() -> None:
    rumble = RumbleFilter()
    assert len(rumble.hear(np.zeros(0, np.float32))) == 0
    assert len(rumble.end()) == 0
