"""What PortAudio cannot tell of PulseAudio and PipeWire: whether anything is behind "default" and "pulse".

When a microphone is unplugged these servers move a recording to whatever else gives sound, at the worst to
what the loudspeaker plays: the recording goes on, and is silence. So the server is asked, through its own
`pactl`; where that is missing nothing is known, and nothing is claimed. It also knows every device by the
name that people know it by, where PortAudio sees only "pulse".
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_WITHIN_S = 2.0
_MONITOR = ".monitor"
_DUMMY = "auto_null"
_BLOCK = re.compile(r"^S(?:ource|ink) #\d+$", re.MULTILINE)
_NAME = re.compile(r"^\s*Name: (\S+)$", re.MULTILINE)
_TITLE = re.compile(r"^\s*Description: (.+)$", re.MULTILINE)
_SAMPLES = re.compile(r"^\s*Sample Specification: \S+ (\d+)ch (\d+)Hz$", re.MULTILINE)
_DEFAULT = re.compile(r"^Default (Sink|Source): (\S+)$", re.MULTILINE)
_RECORDING = re.compile(r"^Source Output #\d+$", re.MULTILINE)
_SOURCE = re.compile(r"^\s*Source: (\d+)$", re.MULTILINE)
_PROCESS = re.compile(r'^\s*application\.process\.id = "(\d+)"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ServerDevice:
    """A source or a sink: the server's own name for it, the name people know, its rate in Hz."""

    name: str
    title: str
    is_default: bool
    rate_hz: int
    channels: int


def devices(way: Literal["input", "output"]) -> tuple[ServerDevice, ...] | None:
    """What the server has to record from or to play on; None where none answers.

    A loudspeaker's echo is no microphone, unless somebody made it the server's choice on purpose.
    """
    told = _told()
    listed = None if told is None else _asked("list", "sources" if way == "input" else "sinks")
    if told is None or listed is None:
        return None
    chosen = told.source if way == "input" else told.sink
    return tuple(
        one
        for one in _listed(listed, chosen=chosen)
        if one.name != _DUMMY
        and (not one.name.endswith(_MONITOR) or (one.is_default and one.name != told.echo))
    )


def _listed(told: str, *, chosen: str) -> Iterator[ServerDevice]:
    for block in _BLOCK.split(told)[1:]:
        name, title, samples = _NAME.search(block), _TITLE.search(block), _SAMPLES.search(block)
        if name and title and samples:
            channels, rate_hz = int(samples[1]), int(samples[2])
            yield ServerDevice(name[1], title[1].strip(), name[1] == chosen, rate_hz, channels)


def has_microphone() -> bool | None:
    """Whether the server has anything to record but the echo of its loudspeaker; None where none answers."""
    told = _told()
    names = None if told is None else _names("sources")
    if told is None or names is None:
        return None
    return any(name == told.source != told.echo or not name.endswith(_MONITOR) for name in names.values())


def has_loudspeaker() -> bool | None:
    """Whether the server has a sink that somebody can hear; None where no server answers."""
    names = None if _told() is None else _names("sinks")
    return None if names is None else any(name != _DUMMY for name in names.values())


def recorded_source() -> str | None:
    """The name of the source this process records from, if it does so through a server that answers."""
    numbers = list(_own_sources(_asked("list", "source-outputs") or ""))
    names = _names("sources") if numbers else None
    return names.get(numbers[-1]) if names else None


def is_echo(source: str) -> bool:
    """Whether a source is only what the loudspeaker plays."""
    told = _told()
    return told is not None and source == told.echo


@dataclass(frozen=True, slots=True)
class _Defaults:
    """The sink and the source the server would choose."""

    sink: str
    source: str

    @property
    def echo(self) -> str:
        """The source that gives what the sink plays."""
        return self.sink + _MONITOR


def _told() -> _Defaults | None:
    told = _asked("info")
    if told is None:
        return None
    found = dict(_DEFAULT.findall(told))
    return _Defaults(found.get("Sink", ""), found.get("Source", ""))


def _own_sources(told: str) -> Iterator[str]:
    for one in _RECORDING.split(told)[1:]:
        source, process = _SOURCE.search(one), _PROCESS.search(one)
        if source and process and int(process[1]) == os.getpid():
            yield source[1]


def _names(kind: str) -> dict[str, str] | None:
    """Names by number; None where no server answers."""
    told = _asked("list", "short", kind)
    if told is None:
        return None
    return {
        number: name for number, name, *_ in (line.split("\t") for line in told.splitlines() if "\t" in line)
    }


def _asked(*words: str) -> str | None:
    """What `pactl` answers; None where it is missing, slow, or meets no server."""
    pactl = shutil.which("pactl")
    if pactl is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - fixed words
            [pactl, *words],
            env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_WITHIN_S,
            check=False,
        )
    except (OSError, KeyError, subprocess.TimeoutExpired):  # a variable may go while they are copied
        return None
    return done.stdout if done.returncode == 0 else None
