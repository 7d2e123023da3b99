"""The virtual sound card carries sound both ways, so that every test on it means something."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf

from tests.sound import LOUDSPEAKERS, MICROPHONE, SoundCard

pytestmark = pytest.mark.sound


def tone(path: Path, *, seconds: float = 0.6) -> Path:
    """A file with a sine of 440 Hz at 16 kHz."""
    at_s = np.arange(int(16_000 * seconds)) / 16_000
    sf.write(path, (0.3 * np.sin(2 * np.pi * 440 * at_s)).astype(np.float32), 16_000)
    return path


def test_what_is_said_arrives_at_the_microphone(sound_card: SoundCard, tmp_path: Path) -> None:
    with sound_card.hear(tmp_path / "heard.wav", source=MICROPHONE) as ear:
        assert sound_card.speak(tone(tmp_path / "tone.wav")).wait(10) == 0
    assert 0.5 < ear.loud_s() < 0.7


def test_the_ear_hears_the_loudspeakers_and_not_the_mouth(sound_card: SoundCard, tmp_path: Path) -> None:
    play = ["paplay", f"--device={LOUDSPEAKERS}", "--latency-msec=100", str(tone(tmp_path / "tone.wav"))]
    with sound_card.hear(tmp_path / "played.wav") as ear:
        subprocess.run(play, env=sound_card.environment, check=True)
    assert 0.5 < ear.loud_s() < 0.7
    with sound_card.hear(tmp_path / "said.wav") as ear:
        sound_card.speak(tmp_path / "tone.wav").wait(10)
    assert ear.loud_s() == 0


def test_the_microphone_can_go_away_and_come_back(sound_card: SoundCard) -> None:
    sound_card.unplug()
    assert "source_name=mic" not in sound_card._call("list", "short", "modules").stdout
    sound_card.plug()
    assert "source_name=mic" in sound_card._call("list", "short", "modules").stdout


def test_portaudio_finds_the_card(sound_card: SoundCard) -> None:
    import sounddevice

    sounddevice._terminate()
    sounddevice._initialize()
    names = {device["name"] for device in sounddevice.query_devices()}
    assert {"pulse", "default"} <= names
