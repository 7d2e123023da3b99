from __future__ import annotations

import numpy as np
import pytest

from audio.clip import MODEL_RATE_HZ, Samples
from audio.prosody import Melody

AT_S = np.arange(3 * MODEL_RATE_HZ) / MODEL_RATE_HZ


def melody_of(sound: Samples, *, block: int = 7_001) -> tuple[float, ...]:
    melody = Melody()
    for first in range(0, len(sound), block):
        melody.hear(sound[first : first + block].astype(np.float32))
    melody.end()
    return melody.pitch_hz()


def harmonics(pitch_hz: float, *, strengths: tuple[float, ...]) -> Samples:
    parts = [a * np.sin(2 * np.pi * pitch_hz * k * AT_S + k) for k, a in enumerate(strengths, 1)]
    sound: Samples = (0.1 * np.sum(parts, axis=0)).astype(np.float32)
    return sound


@pytest.mark.parametrize("pitch_hz", [75.0, 110.0, 200.0, 390.0])
@pytest.mark.parametrize(
    "strengths",
    [(1.0,), (1.0,) * 8, (0.1, 1.0, 0.1), (0.0, 1.0, 1.0, 1.0)],
    ids=["a pure tone", "a pulse", "a strong second harmonic", "no fundamental"],
)
def test_a_tone_has_its_own_pitch_and_not_its_octave(pitch_hz: float, strengths: tuple[float, ...]) -> None:
    inner = melody_of(harmonics(pitch_hz, strengths=strengths))[2:-2]
    assert inner == pytest.approx([pitch_hz] * len(inner), rel=0.005)


def test_noise_ten_decibels_below_the_tone_does_not_move_it() -> None:
    tone = harmonics(150.0, strengths=(1.0, 0.7, 0.5, 0.3))
    noise = np.random.default_rng(1).normal(0.0, np.sqrt(np.mean(tone**2) / 10), len(tone))
    inner = melody_of((tone + noise).astype(np.float32))[2:-2]
    assert inner == pytest.approx([150.0] * len(inner), rel=0.02)


def test_a_glide_is_followed() -> None:
    pitch_hz = 100.0 * 2 ** (AT_S / 3)
    sound = 0.1 * np.sin(2 * np.pi * np.cumsum(pitch_hz) / MODEL_RATE_HZ)
    found = melody_of(sound.astype(np.float32))[2:-2]
    wanted = [100.0 * 2 ** ((0.25 + 0.1 * step) / 3) for step in range(len(found))]
    assert found == pytest.approx(wanted, rel=0.01)


def test_noise_and_silence_have_no_pitch() -> None:
    noise = np.random.default_rng(2).normal(0.0, 0.05, 2 * MODEL_RATE_HZ).astype(np.float32)
    assert set(melody_of(noise)) == {0.0}
    assert set(melody_of(np.zeros(MODEL_RATE_HZ, np.float32))) == {0.0}


def test_the_blocks_in_which_it_arrives_change_nothing() -> None:
    sound = harmonics(120.0, strengths=(1.0, 0.5))
    assert melody_of(sound, block=333) == melody_of(sound, block=len(sound))
