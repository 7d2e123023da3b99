"""How loud a take is, at once."""

from __future__ import annotations

import numpy as np
import pytest

from audio.clip import as_whole
from audio.loudness import loudness_db


def test_a_frame_is_as_loud_as_its_sound() -> None:
    rate_hz = 16_000
    seconds = np.arange(rate_hz) / rate_hz
    tone = 0.1 * np.sin(2 * np.pi * 440 * seconds).astype(np.float32)
    half = as_whole(np.concatenate((tone[: rate_hz // 2], np.zeros(rate_hz // 2, np.float32))))
    found = loudness_db([half], rate_hz=rate_hz)
    assert found[:5] == pytest.approx([-23.0] * 5, abs=0.1)
    assert found[5:] == (-100.0,) * 5


@pytest.mark.parametrize("rate_hz", [11_025, 16_000, 44_100, 48_000])
def test_it_does_not_matter_where_the_sound_is_cut(rate_hz: int) -> None:
    sound = as_whole(np.random.default_rng(1).normal(0, 0.1, round(rate_hz * 1.75)).astype(np.float32))
    whole = loudness_db([sound], rate_hz=rate_hz)
    pieces = [sound[:7], sound[7:7], sound[7:20_001], sound[20_001:]]
    assert loudness_db(pieces, rate_hz=rate_hz) == whole
    assert len(whole) == 17


def test_no_sound_has_no_loudness() -> None:
    assert loudness_db([], rate_hz=16_000) == ()
    assert loudness_db([np.zeros(0, np.int16)], rate_hz=16_000) == ()
