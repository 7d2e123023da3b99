"""A player: one clip through one loudspeaker, from any second, silent at once when told so."""

from __future__ import annotations

import threading
import time
from typing import Any

import numpy as np
import numpy.typing as npt

from audio import devices
from audio.clip import Clip, Samples
from audio.errors import AudioError, LoudspeakerBusy, LoudspeakerVanished

_LATENCY_S = 0.1
_STALLED_S = 1.0


class _Playing:
    """One clip on its way out; the callback alone moves `handed`."""

    def __init__(self, samples: Samples, *, rate_hz: int, start_s: float) -> None:
        self.samples = samples
        self.rate_hz = rate_hz
        self.handed = min(len(samples), max(0, round(start_s * rate_hz)))
        self.first = self.handed
        self.called_at = time.monotonic()
        self.has_ended = False
        self.stream: devices.Stream | None = None

    def on_frames(self, out: npt.NDArray[np.float32], count: int, _time: Any, _status: Any) -> None:
        """PortAudio's thread: hand out the next frames."""
        part = self.samples[self.handed : self.handed + count]
        out[: len(part)] = part[:, np.newaxis]
        out[len(part) :] = 0
        self.handed += len(part)
        self.called_at = time.monotonic()
        if len(part) < count:
            raise devices.stop_after_this()

    def on_end(self) -> None:
        """PortAudio's thread: the last frame was played, or the stream broke off."""
        self.has_ended = True

    @property
    def position_s(self) -> float:
        """The second that is heard now: what was handed out less what is still on its way."""
        latency_s = self.stream.latency_s if self.stream is not None else 0.0
        if self.has_ended:
            return self.handed / self.rate_hz
        on_its_way_s = max(0.0, latency_s - (time.monotonic() - self.called_at))
        return max(self.first, self.handed - on_its_way_s * self.rate_hz) / self.rate_hz


class Player:
    """Plays one clip at a time; all of it may be called from any thread, and nothing waits for the sound."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._playing: _Playing | None = None
        self._position_s = 0.0
        self._device = ""
        self._error: AudioError | None = None

    def play(self, clip: Clip, *, start_s: float = 0.0, device: str | None = None) -> None:
        """Play from that second through the loudspeaker of that name (None: the system's choice).

        What played before stops. Raises LoudspeakerMissing, LoudspeakerBusy or PortAudioMissing.
        """
        with self._lock:
            self._close()
            self._error = None
            place = devices.find(device, "output")
            self._device = place.device.name
            rate_hz = place.device.rate_hz
            playing = _Playing(clip.at(rate_hz).samples, rate_hz=rate_hz, start_s=start_s)
            playing.stream = _opened(place, playing)
            self._playing = playing

    def stop(self) -> None:
        """Be silent at once; harmless when nothing plays."""
        with self._lock:
            self._close()

    @property
    def position_s(self) -> float:
        """The second of the clip that is heard now; where it ended once it has."""
        playing = self._playing
        return playing.position_s if playing is not None else self._position_s

    @property
    def is_playing(self) -> bool:
        """Whether one still hears something; also notices the end and a loudspeaker that went away."""
        playing = self._playing
        if playing is None:
            return False
        whole = playing.handed >= len(playing.samples)
        stalled = not playing.has_ended and time.monotonic() - playing.called_at > _STALLED_S
        if (playing.has_ended and not whole) or (stalled and not whole):
            self._error = LoudspeakerVanished(self._device)
        if playing.has_ended or stalled:
            self.stop()
            return False
        return True

    @property
    def error(self) -> AudioError | None:
        """Why the last clip broke off, if it did."""
        return self._error

    def _close(self) -> None:
        playing, self._playing = self._playing, None
        if playing is not None and playing.stream is not None:
            self._position_s = playing.position_s
            playing.stream.close()


def _opened(place: devices.Place, playing: _Playing) -> devices.Stream:
    """Two channels where there are two: some systems would play one of them on the left only."""
    try:
        return _open(place, playing, channels=min(2, place.channels))
    except LoudspeakerBusy:
        return _open(place, playing, channels=1)


def _open(place: devices.Place, playing: _Playing, *, channels: int) -> devices.Stream:
    return devices.open_stream(
        place,
        "output",
        callback=playing.on_frames,
        on_end=playing.on_end,
        channels=channels,
        rate_hz=playing.rate_hz,
        latency_s=_LATENCY_S,
    )
