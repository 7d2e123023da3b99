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

_LATENCY_S = 0.15
_TAIL_S = 0.05
_STALLED_S = 3.0


class _Playing:
    """One clip on its way out; the callback alone moves `given`.

    WORKAROUND: ALSA drops what is still in its buffer when a stream ends, so silence follows the last sample
    (measured: 2 s of sound came out as 1.75 s with 0.2 s of latency).
    """

    def __init__(self, samples: Samples, *, rate_hz: int, start_s: float) -> None:
        self.samples = samples
        self.rate_hz = rate_hz
        self.given = min(len(samples), max(0, round(start_s * rate_hz)))
        self._furthest = float(self.given)
        self.enough = len(samples) + round((_LATENCY_S + _TAIL_S) * rate_hz)
        self.called_at = time.monotonic()
        self.has_ended = False
        self.worst_callback_s = 0.0
        self.stream: devices.Stream | None = None

    def on_frames(self, out: npt.NDArray[np.float32], count: int, _time: Any, _status: Any) -> None:
        """PortAudio's thread: hand out the next frames, then silence, then nothing."""
        began = time.monotonic()
        part = self.samples[self.given : self.given + count]
        out[: len(part)] = part[:, np.newaxis]
        out[len(part) :] = 0
        self.given += count
        self.called_at = time.monotonic()
        self.worst_callback_s = max(self.worst_callback_s, self.called_at - began)
        if self.given >= self.enough:
            raise devices.stop_after_this()

    def on_end(self) -> None:
        """PortAudio's thread: the last frame was played, or the stream broke off."""
        self.has_ended = True

    @property
    def position_s(self) -> float:
        """The second that is heard now: what was given less what is still on its way."""
        latency_s = self.stream.latency_s if self.stream is not None else 0.0
        on_its_way_s = max(0.0, latency_s - (time.monotonic() - self.called_at))
        heard = self.given - on_its_way_s * self.rate_hz
        self._furthest = max(self._furthest, heard)  # the clock and the callback may disagree by some ms
        return min(len(self.samples), self._furthest) / self.rate_hz

    @property
    def is_over(self) -> bool:
        """Whether the last sample was heard."""
        return self.given >= self.enough or self.position_s * self.rate_hz >= len(self.samples)

    @property
    def is_broken(self) -> bool:
        """Whether the loudspeaker takes no more."""
        return self.has_ended or time.monotonic() - self.called_at > _STALLED_S


class Player:
    """Plays one clip at a time; all of it may be called from any thread, and nothing waits for the sound."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._playing: _Playing | None = None
        self._prepared: tuple[Clip, int, Samples] | None = None
        self._position_s = 0.0
        self._device = ""
        self._error: AudioError | None = None

    def play(self, clip: Clip, *, start_s: float = 0.0, device: str | None = None) -> None:
        """Play from that second through the loudspeaker of that name (None: the system's choice).

        What played before stops. Raises LoudspeakerMissing, LoudspeakerBusy or PortAudioMissing.
        """
        self.stop()
        place = devices.find(device, "output")
        rate_hz = place.device.rate_hz
        playing = _Playing(self._at(clip, rate_hz), rate_hz=rate_hz, start_s=start_s)
        with self._lock:
            self._close()
            self._error = None
            self._device = place.device.name
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
        """Whether one still hears something; this is also what notices the end."""
        playing = self._playing
        if playing is None:
            return False
        if not playing.is_over and not playing.is_broken:
            return True
        with self._lock:
            if playing is self._playing:
                self._error = None if playing.is_over else LoudspeakerVanished(self._device)
                self._close()
        return False

    @property
    def error(self) -> AudioError | None:
        """Why the last clip broke off, if it did; `is_playing` notices it."""
        return self._error

    def _at(self, clip: Clip, rate_hz: int) -> Samples:
        """The clip at the loudspeaker's rate, kept so that going to another second of it takes no time."""
        kept = self._prepared
        if kept is None or kept[0] is not clip or kept[1] != rate_hz:
            kept = self._prepared = (clip, rate_hz, clip.at(rate_hz).samples)
        return kept[2]

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
