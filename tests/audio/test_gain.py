from __future__ import annotations

import numpy as np
import pytest

from audio.clip import MODEL_RATE_HZ, Samples
from audio.detector import FRAME
from audio.gain import Gain
from tests.audio.bursts import tone


def whole(sound: Samples) -> Samples:
    return sound[: len(sound) // FRAME * FRAME]


def level_db(sound: Samples) -> float:
    return float(10 * np.log10(np.mean(sound**2)))


@pytest.mark.parametrize("height", [0.004, 0.01, 0.05])
def test_a_soft_voice_becomes_as_loud_as_people_are(height: float) -> None:
    lifted = Gain().lifted(whole(tone(height, 10.0)))
    assert level_db(lifted[-MODEL_RATE_HZ:]) == pytest.approx(-20.0, abs=0.5)


def test_what_is_loud_stays_as_it_is_and_nothing_is_lifted_beyond_full_scale() -> None:
    sound = whole(tone(0.5, 2.0))
    lifted = Gain().lifted(sound)
    assert np.array_equal(lifted[MODEL_RATE_HZ:], sound[MODEL_RATE_HZ : len(lifted)])
    assert np.abs(lifted).max() <= 1.0


def test_silence_stays_silence_and_a_whisper_of_the_room_is_lifted_by_30_db_at_most() -> None:
    gain = Gain()
    assert not gain.lifted(whole(np.zeros(20 * MODEL_RATE_HZ, np.float32))).any()
    room = whole(tone(1e-5, 1.0))
    assert np.abs(gain.lifted(room)).max() == pytest.approx(1e-5 * 10**1.5, rel=0.01)


def test_a_click_of_a_key_does_not_make_the_voice_after_it_soft() -> None:
    gain = Gain()
    gain.lifted(whole(tone(0.01, 10.0)))
    gain.lifted(tone(0.9, 0.032))
    assert level_db(gain.lifted(whole(tone(0.01, 0.3)))) > -24.0


def test_it_does_not_matter_how_many_frames_come_at_once() -> None:
    sound = whole(tone(0.02, 1.0))
    gain = Gain()
    parts = [gain.lifted(sound[first : first + FRAME]) for first in range(0, len(sound), FRAME)]
    assert np.array_equal(np.concatenate(parts), Gain().lifted(sound))
