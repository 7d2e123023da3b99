"""The real PortAudio on the virtual sound card: what is said is recorded, what is played is heard."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf

from audio import devices
from audio.clip import Clip, Samples
from audio.errors import LoudspeakerMissing, MicrophoneMissing, MicrophoneVanished
from audio.player import Player
from audio.rate import resample
from audio.recorder import Recorder
from audio.take import Take
from audio.voice import Voice
from tests.audio.fakes_sound import begin, noise, wait_until
from tests.sound import MICROPHONE, SoundCard

pytestmark = pytest.mark.sound

RATE_HZ = 44_100


@pytest.fixture
def player(sound_card: SoundCard) -> Iterator[Player]:
    one = Player()
    yield one
    one.stop()


@pytest.fixture
def recorder(sound_card: SoundCard) -> Iterator[Recorder]:
    one = Recorder()
    yield one
    one.stop()


def likeness(said: Samples, heard: Samples) -> tuple[float, int]:
    """How alike two sounds are at the best shift, 1 being equal, and the shift in samples."""
    size = 1 << (len(said) + len(heard)).bit_length()
    found = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(said, size)), size)
    shift = int(np.argmax(found[: len(heard)]))
    part = heard[shift : shift + len(said)]
    whole = np.linalg.norm(said[: len(part)]) * np.linalg.norm(part)
    return float(np.dot(said[: len(part)], part) / whole), shift


def spoken(samples: Samples) -> Samples:
    """From the first sound to the last."""
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    assert len(loud) > 3.9 * RATE_HZ * 0.8
    return samples[loud[0] : loud[-1]]


def record(card: SoundCard, recorder: Recorder, take: Take, *, into: Path) -> None:
    """Record what is said, and see that not one sample is missing between its beginning and its end."""
    recorder.start(take)
    with card.hear(into / "ear.wav", source=MICROPHONE) as ear:
        assert card.speak(into / "said.wav").wait(50) == 0
    state = recorder.stop()
    assert (state.lost, state.overflows, state.error) == (0, 0, None)
    assert state.elapsed_s == take.duration_s
    # The ear hears what the microphone gave: on a busy machine the speaker himself may falter.
    given, heard = spoken(ear.samples()[0]), take.read().samples
    assert likeness(given, heard)[0] > 0.999
    first, last = likeness(given[:RATE_HZ], heard)[1], likeness(given[-RATE_HZ:], heard)[1]
    assert last - first == len(given) - RATE_HZ


def test_what_is_said_is_recorded_whole(sound_card: SoundCard, recorder: Recorder, tmp_path: Path) -> None:
    sf.write(tmp_path / "said.wav", noise(4.0, rate_hz=RATE_HZ), RATE_HZ)
    take = begin(tmp_path, rate_hz=RATE_HZ)
    record(sound_card, recorder, take, into=tmp_path)


def test_with_every_core_busy_not_one_sample_is_lost(
    sound_card: SoundCard, recorder: Recorder, tmp_path: Path
) -> None:
    sf.write(tmp_path / "said.wav", noise(5.0, rate_hz=RATE_HZ), RATE_HZ)
    take = begin(tmp_path, rate_hz=RATE_HZ)
    burn = "while True: sum(range(100_000))"
    burning = [subprocess.Popen([sys.executable, "-c", burn]) for _ in range(2 * (os.cpu_count() or 1))]
    try:
        record(sound_card, recorder, take, into=tmp_path)
    finally:
        for one in burning:
            one.kill()
            one.wait(10)


def test_every_level_is_told_while_one_speaks(
    sound_card: SoundCard, recorder: Recorder, tmp_path: Path
) -> None:
    recorder.listen()
    assert recorder.state().level_db < -100
    sf.write(tmp_path / "said.wav", noise(1.5, rate_hz=RATE_HZ), RATE_HZ)
    speaking = sound_card.speak(tmp_path / "said.wav")
    wait_until(lambda: -25 < recorder.state().level_db < -15)
    assert recorder.state().silent_for_s < 0.3
    speaking.wait(10)


def test_a_microphone_that_is_unplugged_is_told_and_nothing_is_lost(
    sound_card: SoundCard, recorder: Recorder, tmp_path: Path
) -> None:
    take = begin(tmp_path, rate_hz=RATE_HZ)
    recorder.start(take)
    sf.write(tmp_path / "said.wav", noise(1.0, rate_hz=RATE_HZ), RATE_HZ)
    sound_card.speak(tmp_path / "said.wav").wait(10)
    sound_card.unplug()
    wait_until(lambda: recorder.state().stalled)
    assert isinstance(recorder.state().error, MicrophoneVanished)
    recorder.stop()
    assert likeness(noise(0.5, rate_hz=RATE_HZ), take.read().samples)[0] > 0.99
    with pytest.raises(MicrophoneMissing):
        Recorder().start(take)
    sound_card.plug()
    before_s = take.duration_s
    again = Recorder()
    again.start(take)
    wait_until(lambda: again.state().elapsed_s > before_s + 0.3)
    again.stop()
    assert take.duration_s > before_s + 0.3


def test_what_is_played_is_heard_to_its_end(sound_card: SoundCard, player: Player, tmp_path: Path) -> None:
    said = noise(2.0, rate_hz=22_050)
    with sound_card.hear(tmp_path / "heard.wav") as ear:
        player.play(Clip(said, 22_050))
        positions = []
        while player.is_playing:
            positions.append(player.position_s)
            time.sleep(0.02)
    heard, rate_hz = ear.samples()
    expected = resample(said, from_hz=22_050, to_hz=rate_hz)
    assert likeness(expected, heard)[0] > 0.98
    assert likeness(expected[-rate_hz // 4 :], heard)[0] > 0.95
    assert positions == sorted(positions)
    assert player.position_s == pytest.approx(2.0)


def test_stop_is_silence_at_once(sound_card: SoundCard, player: Player, tmp_path: Path) -> None:
    with sound_card.hear(tmp_path / "heard.wav") as ear:
        player.play(Clip(noise(5.0), 16_000), start_s=1.0)
        wait_until(lambda: player.position_s > 1.5)
        player.stop()
        assert not player.is_playing
        played_s = player.position_s - 1.0
    assert ear.loud_s() < played_s + 0.5


def test_a_question_is_spoken_aloud(sound_card: SoundCard, player: Player, tmp_path: Path) -> None:
    voice = Voice()
    voice.voices()
    with sound_card.hear(tmp_path / "heard.wav") as ear:
        player.play(voice.say("What is a convolution?"))
        wait_until(lambda: player.position_s > 0)
        wait_until(lambda: not player.is_playing)
    voice.stop()
    assert ear.loud_s() > 0.8


def test_without_a_microphone_there_is_none_to_choose(sound_card: SoundCard) -> None:
    assert [one.name for one in devices.microphones()] == ["Desk Microphone"]
    sound_card.unplug()
    assert devices.microphones() == ()
    with pytest.raises(MicrophoneMissing):
        devices.find(None, "input")
    with pytest.raises(LoudspeakerMissing):
        devices.find("Headphones", "output")


def test_devices_bear_the_names_people_know_and_the_chosen_one_is_recorded(sound_card: SoundCard) -> None:
    with sound_card.another_plugged("Yeti"):
        assert [(one.name, one.is_default) for one in devices.microphones()] == [
            ("Desk Microphone", True),
            ("Yeti", False),
        ]
        assert "Speakers" in [one.name for one in devices.loudspeakers()]
        for chosen, source in (("Yeti", "Yeti"), ("Desk Microphone", MICROPHONE), (None, MICROPHONE)):
            recorder = Recorder(chosen)
            recorder.listen()
            assert sound_card.recorded_from() == (source,)
            recorder.stop()
    assert devices.find("pulse", "output").device.name == "pulse", "chosen by an earlier version"
    assert "PULSE_SOURCE" not in os.environ
