"""The only door to sounddevice: which microphones and loudspeakers there are, and streams from and to them.

Devices are known by name, since their numbers change with every plug. PortAudio reads the list once, and
again only when it is ended and begun anew, which nobody may do while a stream is open: so they are counted.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

from audio import sound_server
from audio.device_names import SOUND_SERVERS, Device, Place, Way, served_places, shown_places
from audio.errors import (
    DeviceError,
    LoudspeakerBusy,
    LoudspeakerMissing,
    MicrophoneBusy,
    MicrophoneMissing,
    PortAudioMissing,
)

__all__ = [
    "Device",
    "Place",
    "Stream",
    "find",
    "keep_list",
    "loudspeakers",
    "microphones",
    "open_stream",
    "refresh",
    "stop_after_this",
]

Callback = Callable[[Any, int, Any, Any], None]

_PULSE = "pulse"
_PULSE_CHOICE = {"input": "PULSE_SOURCE", "output": "PULSE_SINK"}


class _Door:
    """PortAudio's state in this process: whether its list may be read anew, and what the server had last."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.open_streams = 0
        self.served: dict[Way, tuple[sound_server.ServerDevice, ...]] = {}
        self._counting = threading.Lock()

    def count(self, change: int) -> None:
        """A stream was opened or closed; never waits for whoever reads the list."""
        with self._counting:
            self.open_streams += change


_door = _Door()


def microphones() -> tuple[Device, ...]:
    """What can record, the system's choice first; raises PortAudioMissing.

    Looks again, which takes some 50 ms, unless a stream is open: then the list is that of the last look.
    """
    return _devices("input")


def loudspeakers() -> tuple[Device, ...]:
    """What can play, the system's choice first; raises and looks again as `microphones` does."""
    return _devices("output")


def refresh() -> bool:
    """Have PortAudio read its list anew; False while a stream is open, when nothing is done."""
    with _door.lock:
        is_first = "sounddevice" not in sys.modules  # importing it reads the list
        sound = _sounddevice()
        if _door.open_streams:
            return False
        if not is_first:
            sound._terminate()  # noqa: SLF001 - the only way to see what was plugged in since
            sound._initialize()  # noqa: SLF001 - as above
        return True


def keep_list() -> contextlib.AbstractContextManager[Any]:
    """Until this is left no other thread reads the list anew: a place that was found keeps its number."""
    return _door.lock


def find(name: str | None, way: Way) -> Place:
    """The device of that name, or the system's choice; raises MicrophoneMissing or LoudspeakerMissing.

    One that is not in the list is looked for anew: it may have been plugged in since.
    """
    with _door.lock:
        place = _named(name, way)
        if place is None and refresh():
            place = _named(name, way)
        if place is None:
            raise _missing(name, way)
        return place


def _named(name: str | None, way: Way) -> Place | None:
    places = _places(way)
    if name:
        # A name chosen by an earlier version, before the server's own names were shown, still opens.
        listed = (*_with_something_behind(places, way), *(places if way == "output" else ()))
        return next((place for place in listed if place.device.name == name), None)
    if way == "input":  # without a loudspeaker opening it fails, without a microphone it does not
        places = _with_something_behind(places, way)
    return next((place for place in places if place.device.is_default), places[0] if places else None)


def open_stream(
    place: Place,
    way: Way,
    *,
    callback: Callback,
    on_end: Callable[[], None],
    channels: int,
    rate_hz: int,
    latency_s: float,
    block_s: float = 0.0,
) -> Stream:
    """A stream of float32 frames that runs; raises MicrophoneBusy or LoudspeakerBusy.

    `callback(frames, count, time, status)` is called on PortAudio's own thread and must not wait; `block_s`
    is how much it is handed at a time (0: as PortAudio likes it).
    """
    with _door.lock:
        sound = _sounddevice()
        kind = sound.InputStream if way == "input" else sound.OutputStream
        try:
            with _chosen(place, way):
                stream = kind(
                    device=place.number,
                    channels=channels,
                    samplerate=rate_hz,
                    blocksize=round(block_s * rate_hz),
                    latency=latency_s,
                    dtype="float32",
                    callback=callback,
                    finished_callback=on_end,
                )
        except (sound.PortAudioError, ValueError) as error:
            raise _refused(place, way) from error
        try:
            stream.start()
        except sound.PortAudioError as error:
            stream.close(ignore_errors=True)
            raise _refused(place, way) from error
        _door.count(1)
        return Stream(stream)


@contextlib.contextmanager
def _chosen(place: Place, way: Way) -> Iterator[None]:
    """Has PulseAudio's library open this device and no other: it reads a variable when a stream is opened."""
    variable = _PULSE_CHOICE[way]
    before = os.environ.get(variable)
    if place.behind:
        os.environ[variable] = place.behind
    try:
        yield
    finally:
        if place.behind:
            os.environ.pop(variable)
            if before is not None:
                os.environ[variable] = before


class Stream:
    """A stream that runs until it is closed, once."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._is_open = True

    @property
    def latency_s(self) -> float:
        """Seconds between the device and the callback."""
        return float(self._stream.latency)

    def close(self) -> None:
        """Stop at once and give the device back; never fails, harmless when closed."""
        if not self._is_open:
            return
        self._is_open = False
        try:
            self._stream.abort(ignore_errors=True)
            self._stream.close(ignore_errors=True)
        finally:
            _door.count(-1)


def _sounddevice() -> Any:
    """The library, imported when first needed: it starts PortAudio, and fails where there is none."""
    try:
        import sounddevice
    except OSError as error:
        raise PortAudioMissing from error
    return sounddevice


def _devices(way: Way) -> tuple[Device, ...]:
    with _door.lock:
        refresh()
        places = _places(way)
    found = [place.device for place in _with_something_behind(places, way)]
    return tuple(sorted(found, key=lambda device: not device.is_default))


def _places(way: Way) -> list[Place]:
    sound = _sounddevice()
    return shown_places(sound.query_devices(), way, hosts=sound.query_hostapis())


def _with_something_behind(places: list[Place], way: Way) -> list[Place]:
    """What a sound server has, by name, where it can be asked: PortAudio sees only the server.

    The server's device is there even when no microphone is: it would record the loudspeaker. Where the server
    answers, its devices are all there are: what it holds, nobody else can open. Where it once does not, they
    are those of the last time: a microphone that was listed is not missing because of that.
    """
    pulse = next((place for place in places if place.device.name == _PULSE), None)
    served = _served_now(way) if pulse is not None else ()
    if pulse is not None and served:
        return served_places(served, by=pulse)
    if not any(place.device.name in SOUND_SERVERS for place in places) or not _server_has_none(way):
        return places
    return [place for place in places if place.device.name not in SOUND_SERVERS]


def _served_now(way: Way) -> tuple[sound_server.ServerDevice, ...]:
    served = sound_server.devices(way)
    if served is None:
        return _door.served.get(way, ())
    _door.served[way] = served
    return served


def _server_has_none(way: Way) -> bool:
    has = sound_server.has_microphone() if way == "input" else sound_server.has_loudspeaker()
    return has is False


def _missing(name: str | None, way: Way) -> DeviceError:
    return MicrophoneMissing(name or "") if way == "input" else LoudspeakerMissing(name or "")


def _refused(place: Place, way: Way) -> DeviceError:
    name = place.device.name
    if (place.behind or name in SOUND_SERVERS) and _server_has_none(way):
        return _missing("", way)
    return MicrophoneBusy(name) if way == "input" else LoudspeakerBusy(name)


def stop_after_this() -> Exception:
    """What a callback raises when these were its last frames: they are still played."""
    stop: Exception = _sounddevice().CallbackStop()
    return stop
