"""Devices under the names people know them by, out of what PortAudio and the sound server list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from audio.sound_server import ServerDevice

Way = Literal["input", "output"]

SOUND_SERVERS = ("default", "pipewire", "pulse")
"""Under these names PortAudio lists a sound server, not a device."""
_HARDWARE_NUMBER = re.compile(r"\s*\((?:plug)?hw:\d+(?:,\d+)?\)$")
_PREFERRED_ON_WINDOWS = "Windows WASAPI"


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone or a loudspeaker: its name, whether the system would choose it, its own rate in Hz.

    `host` is the sound system it is reached through, such as "ALSA" or "Core Audio".
    """

    name: str
    is_default: bool
    rate_hz: int
    host: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where PortAudio keeps a device: its number, valid until the next look, and its channels.

    `behind` is the sound server's own name of the device, where PortAudio knows only the server.
    """

    device: Device
    number: int
    channels: int
    behind: str = ""


def shown_places(
    listed: Sequence[Mapping[str, Any]], way: Way, *, hosts: Sequence[Mapping[str, Any]]
) -> list[Place]:
    """Every device worth showing, under a name that only it has; both lists are PortAudio's own."""
    shown = [
        _place(told, number, way, hosts=hosts)
        for number, told in enumerate(listed)
        if told[f"max_{way}_channels"] > 0 and _is_shown(told["name"], hosts[told["hostapi"]]["name"])
    ]
    return _distinct(_of_preferred_host(shown))


def served_places(served: Sequence[ServerDevice], *, by: Place) -> list[Place]:
    """The devices of the server that PortAudio keeps at this place, each under a name that only it has."""
    often = Counter(one.title for one in served)
    return [
        replace(
            by,
            device=Device(
                name=one.title if often[one.title] == 1 else f"{one.title} ({one.name})",
                is_default=one.is_default,
                rate_hz=one.rate_hz,
                host="PulseAudio",
            ),
            channels=one.channels,
            behind=one.name,
        )
        for one in served
    ]


def _place(told: Mapping[str, Any], number: int, way: Way, *, hosts: Sequence[Mapping[str, Any]]) -> Place:
    host = hosts[told["hostapi"]]
    device = Device(
        name=told["name"],
        is_default=host[f"default_{way}_device"] == number,
        rate_hz=round(told["default_samplerate"]),
        host=host["name"],
    )
    return Place(device, number, int(told[f"max_{way}_channels"]))


def _is_shown(name: str, host: str) -> bool:
    """ALSA lists its plugs beside the devices ("dmix", "surround40"): those are nobody's choice."""
    return host != "ALSA" or name in SOUND_SERVERS or _HARDWARE_NUMBER.search(name) is not None


def _of_preferred_host(places: list[Place]) -> list[Place]:
    """Windows shows every device through four sound systems; one of them is enough."""
    preferred = [place for place in places if place.device.host == _PREFERRED_ON_WINDOWS]
    return preferred or places


def _distinct(places: list[Place]) -> list[Place]:
    """Names without ALSA's number of the card, which changes with every plug, unless two share the name.

    More than one default (one a sound system) becomes one.
    """
    short = [_HARDWARE_NUMBER.sub("", place.device.name) for place in places]
    often = Counter(short)
    named: list[Place] = []
    for place, name in zip(places, short, strict=True):
        is_default = place.device.is_default and not any(one.device.is_default for one in named)
        kept = name if often[name] == 1 else place.device.name
        named.append(replace(place, device=replace(place.device, name=kept, is_default=is_default)))
    return named
