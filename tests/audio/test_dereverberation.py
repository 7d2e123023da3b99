from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from audio.clip import MODEL_RATE_HZ, Samples, blocks
from audio.dereverberation import dereverberated
from benchmarks.rooms import ROOMS

ANSWER = Path(__file__).parent.parent / "data" / "answer.flac"


def answer(*, length_s: float = 20.0) -> Samples:
    return np.concatenate(list(blocks(ANSWER)))[: round(length_s * MODEL_RATE_HZ)]


def strange_share(sound: Samples, *, voice: Samples) -> float:
    """How much of the power of a sound is not the voice itself, at whatever loudness."""
    loudness = float(sound @ voice) / float(voice @ voice)
    rest = sound - loudness * voice
    return float(rest @ rest) / float(sound @ sound)


@pytest.mark.parametrize("room", ["echo", "echo0.3", "echo0.8", "noisy-echo"])
def test_in_a_room_that_echoes_more_of_the_sound_is_the_voice_itself_afterwards(room: str) -> None:
    voice = answer()
    there = ROOMS[room](voice)
    near = dereverberated(there)
    assert len(near) == len(there)
    assert near.dtype == np.float32
    assert strange_share(near, voice=voice) < 0.9 * strange_share(there, voice=voice)


@pytest.mark.parametrize("room", ["clean", "noise20", "noise5", "telephone", "quiet", "clipped"])
def test_what_was_said_close_to_the_microphone_stays_as_it_is(room: str) -> None:
    sound = ROOMS[room](answer())
    assert dereverberated(sound) is sound


def test_a_hum_is_no_echo() -> None:
    voice = answer()
    hum = np.sin(2 * np.pi * 50 * np.arange(len(voice)) / MODEL_RATE_HZ)
    sound = np.asarray(voice + 0.15 * hum, np.float32)
    assert dereverberated(sound) is sound


def test_a_steady_beep_is_taken_out_and_the_voice_stays() -> None:
    voice = answer()
    beep = np.sin(2 * np.pi * 1000 * np.arange(len(voice)) / MODEL_RATE_HZ)
    beep *= 0.3 * np.sqrt((voice**2).mean() / (beep**2).mean())
    left = dereverberated(np.asarray(voice + beep, np.float32))
    assert ((left - voice) ** 2).mean() < 0.5 * (beep**2).mean()


def test_sound_that_is_no_number_somewhere_is_left_alone() -> None:
    sound = np.array(answer())
    sound[1000] = np.nan
    assert dereverberated(sound) is sound


@pytest.mark.parametrize("length_s", [0.0, 0.01, 1.0, 5.9])
def test_little_sound_stays_as_it_is(length_s: float) -> None:
    sound = ROOMS["echo"](answer())[: round(length_s * MODEL_RATE_HZ)]
    assert dereverberated(sound) is sound


@pytest.mark.parametrize("length", [6 * MODEL_RATE_HZ, 6 * MODEL_RATE_HZ + 1, 10 * MODEL_RATE_HZ + 255])
def test_silence_stays_silent_whatever_its_length(length: int) -> None:
    assert not dereverberated(np.zeros(length, np.float32)).any()


def test_silence_around_a_voice_in_a_room_harms_nothing() -> None:
    there = ROOMS["echo"](answer(length_s=8.0))
    pause = np.zeros(7 * MODEL_RATE_HZ, np.float32)
    near = dereverberated(np.concatenate((pause, there, pause)))
    assert np.isfinite(near).all()
    assert len(near) == len(there) + 2 * len(pause)
    assert np.abs(near).max() < 1.5 * np.abs(there).max()
