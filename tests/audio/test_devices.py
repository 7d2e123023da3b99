"""Devices have names people know, and the list is read anew when something was plugged in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from audio import devices
from audio.devices import Device
from audio.errors import DeviceError, LoudspeakerMissing, MicrophoneBusy, MicrophoneMissing, PortAudioMissing
from tests.audio.fake_server import FakeServer

ALSA = ("ALSA", 5, 5)


@dataclass
class FakeStream:
    """A stream of a made-up PortAudio."""

    fails: bool = False
    events: list[str] = field(default_factory=list)
    latency: float = 0.1

    def start(self) -> None:
        if self.fails:
            raise PortAudioError
        self.events.append("start")

    def abort(self, *, ignore_errors: bool) -> None:
        self.events.append("abort")

    def close(self, *, ignore_errors: bool) -> None:
        self.events.append("close")


class PortAudioError(Exception):
    """What PortAudio raises."""


class FakePortAudio:
    """Lists what it is told, in PortAudio's form."""

    PortAudioError = PortAudioError

    def __init__(self, *names: str, host: str = "ALSA", default: int = 0, inputs: int = 2) -> None:
        self.names, self.host, self.default, self.inputs = names, host, default, inputs
        self.reads = 0
        self.stream = FakeStream()
        self.sources: list[str | None] = []

    def query_hostapis(self) -> list[dict[str, Any]]:
        return [
            {"name": host, "default_input_device": self.default, "default_output_device": self.default}
            for host in self.hosts()
        ]

    def hosts(self) -> list[str]:
        return [self.host]

    def query_devices(self) -> list[dict[str, Any]]:
        return [
            {
                "name": name,
                "hostapi": number % len(self.hosts()),
                "max_input_channels": self.inputs,
                "max_output_channels": 2,
                "default_samplerate": 48_000.0,
            }
            for number, name in enumerate(self.names)
        ]

    def InputStream(self, **_: Any) -> FakeStream:  # noqa: N802 - PortAudio's own name
        self.sources.append(os.environ.get("PULSE_SOURCE"))  # read when a stream is opened
        return self.stream

    def _terminate(self) -> None:
        self.reads += 1

    def _initialize(self) -> None: ...


class FakeWindows(FakePortAudio):
    """Every device through two sound systems."""

    def hosts(self) -> list[str]:
        return ["MME", "Windows WASAPI"]


Use = Callable[[FakePortAudio], FakePortAudio]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    """Put a made-up PortAudio behind the door, with no sound server."""

    def put(portaudio: FakePortAudio) -> FakePortAudio:
        library: Any = portaudio
        monkeypatch.setitem(sys.modules, "sounddevice", library)
        monkeypatch.setattr(devices, "_door", devices._Door())
        monkeypatch.setattr("audio.sound_server._asked", lambda *_: None)
        return portaudio

    return put


def test_alsa_plugs_are_hidden_and_card_numbers_left_out(use: Use) -> None:
    use(FakePortAudio("dmix", "surround40", "Blue Yeti: USB Audio (hw:1,0)", "pulse", "default", default=4))
    assert devices.microphones() == (
        Device("default", is_default=True, rate_hz=48_000, host="ALSA"),
        Device("Blue Yeti: USB Audio", is_default=False, rate_hz=48_000, host="ALSA"),
        Device("pulse", is_default=False, rate_hz=48_000, host="ALSA"),
    )


def test_two_of_the_same_make_keep_their_numbers(use: Use) -> None:
    use(FakePortAudio("Yeti: USB (hw:1,0)", "Yeti: USB (hw:2,0)"))
    assert [one.name for one in devices.microphones()] == ["Yeti: USB (hw:1,0)", "Yeti: USB (hw:2,0)"]


def test_windows_shows_every_device_once(use: Use) -> None:
    use(FakeWindows("Microphone (Blue Ye", "Microphone (Blue Yeti)", host="", default=1))
    assert [(one.name, one.host) for one in devices.microphones()] == [
        ("Microphone (Blue Yeti)", "Windows WASAPI")
    ]


def test_a_device_that_cannot_record_is_no_microphone(use: Use) -> None:
    use(FakePortAudio("Speakers (hw:0,0)", inputs=0))
    assert devices.microphones() == ()
    assert [one.name for one in devices.loudspeakers()] == ["Speakers"]
    with pytest.raises(MicrophoneMissing, match="No microphone was found"):
        devices.find(None, "input")


def test_a_device_that_is_gone_is_told_by_its_name(use: Use) -> None:
    use(FakePortAudio("default"))
    with pytest.raises(LoudspeakerMissing, match="Headphones"):
        devices.find("Headphones", "output")


def test_one_slow_answer_of_the_sound_server_loses_no_microphone(
    use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(FakePortAudio("pulse"))
    server = FakeServer(sink="speakers", source="alsa_input.usb-Blue_Yeti")
    monkeypatch.setattr("audio.sound_server._asked", server)
    assert [one.name for one in devices.microphones()] == ["Blue Yeti"]
    monkeypatch.setattr("audio.sound_server._asked", lambda *_: None)
    assert [one.name for one in devices.microphones()] == ["Blue Yeti"]
    assert devices.find("Blue Yeti", "input").behind == "alsa_input.usb-Blue_Yeti"
    server.answers["list", "sources"] = server.answers["list", "short", "sources"] = ""
    monkeypatch.setattr("audio.sound_server._asked", server)
    assert devices.microphones() == ()
    with pytest.raises(MicrophoneMissing, match="Blue Yeti"):
        devices.find("Blue Yeti", "input")


def opened() -> devices.Stream:
    return opened_at(devices.find(None, "input"))


def opened_at(place: devices.Place) -> devices.Stream:
    return devices.open_stream(
        place,
        "input",
        callback=lambda *_: None,
        on_end=lambda: None,
        channels=1,
        rate_hz=place.device.rate_hz,
        latency_s=0.1,
    )


def test_the_list_is_not_read_anew_while_a_stream_is_open(use: Use) -> None:
    portaudio = use(FakePortAudio("default"))
    stream = opened()
    assert devices.refresh() is False
    devices.microphones()
    assert portaudio.reads == 0
    stream.close()
    stream.close()
    assert portaudio.stream.events == ["start", "abort", "close"]
    assert devices.refresh() is True
    assert portaudio.reads == 1


def test_a_microphone_that_another_program_holds_is_told_and_given_back(use: Use) -> None:
    portaudio = use(FakePortAudio("Yeti (hw:1,0)"))
    portaudio.stream.fails = True
    with pytest.raises(MicrophoneBusy, match="cannot be opened"):
        opened()
    assert portaudio.stream.events == ["close"]
    assert devices.refresh() is True


def test_the_server_is_asked_for_the_chosen_device_while_it_is_opened_and_for_no_other_later(
    use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    portaudio = use(FakePortAudio("pulse"))
    monkeypatch.setattr(
        "audio.sound_server._asked", FakeServer(sink="speakers", source="alsa_input.usb-Blue_Yeti")
    )
    monkeypatch.setenv("PULSE_SOURCE", "their own")
    opened().close()
    assert portaudio.sources == ["alsa_input.usb-Blue_Yeti"]
    assert os.environ["PULSE_SOURCE"] == "their own"


@pytest.mark.parametrize(
    ("has_one", "told"), [(False, MicrophoneMissing), (True, MicrophoneBusy), (None, MicrophoneBusy)]
)
def test_a_server_that_opens_nothing_is_held_by_others_unless_it_has_no_microphone(
    has_one: bool | None, told: type[DeviceError], use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    portaudio = use(FakePortAudio("default"))
    place = devices.find(None, "input")
    portaudio.stream.fails = True
    monkeypatch.setattr("audio.sound_server.has_microphone", lambda: has_one)
    with pytest.raises(told):
        opened_at(place)


def test_a_machine_without_portaudio_is_told_in_a_sentence(tmp_path: Any) -> None:
    (tmp_path / "sounddevice.py").write_text("raise OSError('PortAudio library not found')")
    program = "from audio import devices\ntry:\n devices.microphones()\nexcept Exception as e: print(repr(e))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": f"{tmp_path}:."},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == repr(PortAudioMissing())
    assert "libportaudio2" in str(PortAudioMissing())
