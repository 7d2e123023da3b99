"""Model answers are read by every voice in its turn, until there is enough of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from audio.clip import Clip
from audio.voice import Voice, VoiceName
from benchmarks.read_aloud import RATES, read_aloud
from benchmarks.recordings import recordings, sound_of


class Monotone(Voice):
    """Says everything in ten seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str | None, float]] = []

    def voices(self) -> tuple[VoiceName, ...]:
        return (VoiceName("low", "Low", "en"), VoiceName("high", "High", "en"), VoiceName("odd", "Odd", "en"))

    def say(self, text: str, *, voice: str | None = None, rate: float = 1.0) -> Clip:
        assert text
        self.said.append((voice, rate))
        return Clip(np.full(80_000, 0.1, np.float32), 8_000)


def test_so_many_minutes_are_read_an_answer_a_file_by_one_voice_after_another(tmp_path: Path) -> None:
    voice = Monotone()
    assert read_aloud(tmp_path, minutes=0.8, voice=voice) == 3
    assert [one for one, _ in voice.said] == ["low", "high", "odd", "low", "high"]
    assert [rate for _, rate in voice.said] == [*RATES, RATES[0]]
    found = list(recordings(tmp_path))
    assert len(found) == 5
    assert all(len(one.truth.said.split()) > 50 for one in found)
    assert len(sound_of(found[0].path)) == pytest.approx(160_000, rel=0.01)


def test_what_is_read_has_no_filled_pause(tmp_path: Path) -> None:
    from benchmarks.scoring import FILLED, tokens

    read_aloud(tmp_path, minutes=3, voice=Monotone())
    assert not [one.path.name for one in recordings(tmp_path) if FILLED in tokens(one.truth.said)]
