"""An ear at the loudspeakers knows when the first sound came out of them."""

from __future__ import annotations

import io
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest

from benchmarks.ear import an_ear, first_loud
from tests.sound import SoundCard

SHORT = Path(__file__).parents[1] / "data" / "short.flac"
BLOCK = 160


def _blocks(*levels: int) -> io.BytesIO:
    return io.BytesIO(np.repeat(np.array(levels, "<i2"), BLOCK).tobytes())


def test_it_tells_the_moment_of_the_first_block_that_is_not_silent() -> None:
    clock, seen = iter((10.0, 11.0)), list[int]()
    found = first_loud(
        _blocks(0, 100, -32768, 20_000), on_block=lambda: seen.append(1), now=lambda: next(clock)
    )
    assert found == (10.0,)
    assert len(seen) == 3


def test_of_a_stream_that_is_silent_to_its_end_it_tells_nothing() -> None:
    assert first_loud(_blocks(0, 0), on_block=lambda: None) == ()


@pytest.mark.sound
def test_it_hears_what_a_program_plays(sound_card: SoundCard) -> None:
    with an_ear(sound_card) as ear:
        began = time.monotonic()
        subprocess.run(["paplay", str(SHORT)], env=sound_card.environment, check=True, timeout=20)
        ended = time.monotonic()
    assert began < ear.heard_at < ended


@pytest.mark.sound
def test_where_nothing_is_played_it_says_so(sound_card: SoundCard) -> None:
    with an_ear(sound_card) as ear:
        pass
    with pytest.raises(RuntimeError, match="silent"):
        _ = ear.heard_at
