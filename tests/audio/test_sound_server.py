"""A sound server is asked what is behind "default"; where none answers, nothing is claimed."""

from __future__ import annotations

import pytest

from audio import sound_server
from tests.audio.fake_server import FakeServer


def asks(monkeypatch: pytest.MonkeyPatch, server: FakeServer) -> None:
    monkeypatch.setattr(sound_server, "_asked", server)


def test_a_loudspeakers_echo_is_no_microphone(monkeypatch: pytest.MonkeyPatch) -> None:
    asks(
        monkeypatch, FakeServer(sink="speakers", source="speakers.monitor", sources="0\tspeakers.monitor\tm")
    )
    assert sound_server.has_microphone() is False
    assert sound_server.is_echo("speakers.monitor")


def test_another_sinks_echo_may_be_chosen_as_a_microphone(monkeypatch: pytest.MonkeyPatch) -> None:
    both = "0\tspeakers.monitor\tm\n1\tmouth.monitor\tm"
    asks(monkeypatch, FakeServer(sink="speakers", source="mouth.monitor", sources=both))
    assert sound_server.has_microphone() is True
    assert not sound_server.is_echo("mouth.monitor")


def test_a_microphone_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asks(monkeypatch, FakeServer(sink="speakers", source="mic", sources="0\tspeakers.monitor\tm\n5\tmic\tm"))
    assert sound_server.has_microphone() is True
    assert sound_server.recorded_source() == "mic"


def test_devices_are_told_by_the_name_people_know_and_an_echo_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asks(monkeypatch, FakeServer(sink="speakers", source="alsa_input.usb-Blue_Yeti"))
    yeti = sound_server.ServerDevice("alsa_input.usb-Blue_Yeti", "Blue Yeti", True, 44_100, 1)
    assert sound_server.devices("input") == (yeti,)
    asks(monkeypatch, FakeServer(sink="speakers", source="speakers.monitor"))
    assert [one.title for one in sound_server.devices("input") or ()] == ["Blue Yeti"]


def test_a_dummy_output_is_no_loudspeaker(monkeypatch: pytest.MonkeyPatch) -> None:
    asks(monkeypatch, FakeServer(sink="auto_null", source="(null)", sinks="0\tauto_null\tm"))
    assert sound_server.has_loudspeaker() is False
    asks(monkeypatch, FakeServer(sink="speakers", source="(null)"))
    assert sound_server.has_loudspeaker() is True


def test_a_server_that_is_slow_in_the_middle_has_not_lost_its_devices(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = FakeServer(sink="speakers", source="alsa_input.usb-Blue_Yeti")
    for words in (("list", "short", "sources"), ("list", "short", "sinks"), ("list", "sources")):
        del server.answers[words]
    asks(monkeypatch, server)
    assert sound_server.has_microphone() is None
    assert sound_server.has_loudspeaker() is None
    assert sound_server.recorded_source() is None
    assert sound_server.devices("input") is None


def test_without_a_server_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere/at/all")
    assert sound_server.has_microphone() is None
    assert sound_server.has_loudspeaker() is None
    assert sound_server.recorded_source() is None
    assert sound_server.devices("input") is sound_server.devices("output") is None
    monkeypatch.setenv("PATH", "/nowhere")
    assert sound_server.has_microphone() is None
