"""A recorder: a microphone, a ring, and a writer that has every sample on disk while one still speaks.

The callback copies into the ring and counts, nothing else. One channel is recorded: a device that can be
opened with one channel is, and then the system mixes; one that cannot is opened with two, and they are
averaged, so that a voice on either is there.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from audio import devices, sound_server
from audio.clip import Samples
from audio.errors import (
    AudioError,
    MicrophoneBusy,
    MicrophoneSilent,
    MicrophoneVanished,
    RecordingFailed,
)
from audio.meter import SILENCE_DB, Meter
from audio.overflow import Overflow
from audio.rate import Converter, converter
from audio.ring import Frames, Ring
from audio.take import Take

log = logging.getLogger(__name__)

RING_S = 30.0
STALLED_S = 1.2
LET_GO_WITHIN_S = 5.0
"""A device that does not come to be closed, as one that was pulled out may not, keeps nobody for longer."""

_FIRST_SOUND_WITHIN_S = 3.0
_BLOCK_S = 0.02
_LATENCY_S = 0.2
_DRAIN_EVERY_S = 0.05
_SYNC_EVERY_S = 0.4
_LAST_TRIES = 3
_LAST_SOUND_S = 0.1
_TICK_S = 0.01
_ZEROS_ARE_STRANGE_S = 0.4
_ASK_AGAIN_S = 0.8


@dataclass(frozen=True, slots=True)
class RecorderState:
    """The present moment of a recording; counts are of frames, levels in decibels below full scale.

    `elapsed_s` is the length of the take, `overflows` how often the system lost sound before we got it,
    `lost` what found no room here, `lost_s` the seconds of both together and of what could not be written to
    the end, `all_zero` that nothing but zeros came (on macOS: no permission), `stalled` that the microphone
    gives nothing any more, `unwritten_s` how much of the take is not on disk.
    """

    elapsed_s: float = 0.0
    level_db: float = SILENCE_DB
    peak_db: float = SILENCE_DB
    overflows: int = 0
    clipped: int = 0
    silent_for_s: float = 0.0
    stalled: bool = False
    error: AudioError | None = None
    lost: int = 0
    all_zero: bool = False
    lost_s: float = 0.0
    unwritten_s: float = 0.0


class Recorder:
    """Records from the microphone of that name (None: the system's choice), once.

    `start` may be given a take that holds something already: it goes on at its end, at the take's rate.
    """

    def __init__(self, device: str | None = None) -> None:
        self._device = device
        self._name = device or ""
        self._take: Take | None = None
        self._stream: devices.Stream | None = None
        self._writer: threading.Thread | None = None
        self._rate_hz = 0
        self._before_s = 0.0
        self._lost_before_s = 0.0
        self._overflow = Overflow(1)
        self._ring = Ring(1, channels=1)
        self._meter = Meter(1)
        self._metered = 0
        self._metering = threading.Lock()
        self._converter: Converter | None = None
        self._unwritten: list[Samples] = []
        self._wake = threading.Event()
        self._closing = threading.Lock()
        self._is_letting_go = False
        self._let_go = threading.Event()
        self._ending = False
        self._is_over = False
        self._left_s = 0.0
        self._ended = False
        self._overflows = 0
        self._last_heard_at = 0.0
        self._source: str | None = None
        self._asked_at = 0.0
        self._stalled = False
        self._error: AudioError | None = None
        self.worst_callback_s = 0.0

    def start(self, take: Take) -> None:
        """Record into the take; returns when the first sound has come, usually after a tenth of a second.

        Raises MicrophoneMissing, MicrophoneBusy, MicrophoneSilent (it is open and gives nothing for 3 s) or
        PortAudioMissing.
        """
        self._take = take
        self._before_s, self._lost_before_s = take.duration_s, take.lost_s
        self._open()

    def listen(self) -> None:
        """Only show the level, for trying a microphone: nothing is kept; raises as `start` does."""
        self._open()

    def state(self) -> RecorderState:
        """The present moment, from any thread, in less than a millisecond."""
        self._guarded(self._measure)
        reading = self._meter.reading
        put = self._ring.put_frames
        return RecorderState(
            elapsed_s=self._before_s + (put / self._rate_hz if self._rate_hz else 0.0),
            level_db=reading.level_db,
            peak_db=reading.peak_db,
            overflows=self._overflows,
            clipped=reading.clipped,
            silent_for_s=reading.silent_for_s,
            stalled=self._stalled,
            error=self._error or self._writer_died(),
            lost=self._ring.lost_frames,
            all_zero=put > 0 and reading.all_zero,
            lost_s=self._lost_s,
            unwritten_s=self._unwritten_s,
        )

    def stop(self) -> RecorderState:
        """Stop, with every sample up to now on disk, or counted as lost; harmless when it is stopped.

        Who calls it while another thread does so waits for the same: the device is let go, the take complete.
        """
        if self._stream is not None:
            self._await_last_sound()
        self._close()
        return self.state()

    def _open(self) -> None:
        with devices.keep_list():
            place = devices.find(self._device, "input")
            self._name = place.device.name
            try:
                self._stream = self._opened(place, channels=1)
            except MicrophoneBusy:
                if place.channels < 2:
                    raise
                self._stream = self._opened(place, channels=2)
        self._await_first_sound()
        self._begin_to_write()

    def _opened(self, place: devices.Place, *, channels: int) -> devices.Stream:
        self._set_up(rate_hz=place.device.rate_hz, channels=channels)
        return devices.open_stream(
            place,
            "input",
            callback=self._on_frames,
            on_end=self._on_end,
            channels=channels,
            rate_hz=self._rate_hz,
            latency_s=_LATENCY_S,
            block_s=_BLOCK_S,
        )

    def _set_up(self, *, rate_hz: int, channels: int) -> None:
        self._rate_hz = rate_hz
        self._ring = Ring(round(RING_S * rate_hz), channels=channels)
        self._meter = Meter(rate_hz)
        self._overflow = Overflow(rate_hz)
        if self._take is not None:
            self._converter = converter(from_hz=rate_hz, to_hz=self._take.rate_hz)

    def _begin_to_write(self) -> None:
        writer = threading.Thread(target=self._write_on, name="recorder", daemon=True)
        try:
            writer.start()
        except RuntimeError:  # the system has no thread to give
            self._close()
            raise
        self._writer = writer

    def _close(self) -> None:
        with self._closing:
            stream, self._stream = self._stream, None
            if stream is not None:
                self._is_letting_go = True
        if stream is not None:
            self._guarded(stream.close)
            self._let_go.set()
        elif self._is_letting_go:
            self._let_go.wait(LET_GO_WITHIN_S)
        with self._closing:
            self._end_writing()

    def _end_writing(self) -> None:
        """Everything is on disk after this, or counted as lost; from then on the take is another's."""
        if self._is_over:
            return
        self._error = self._error or self._writer_died()
        self._ending = True
        self._wake.set()
        if self._writer is not None:
            self._writer.join()
        self._write_the_rest()
        if self._take is not None:
            self._guarded(self._take.close)
        self._is_over = True

    def _write_the_rest(self) -> None:
        """What the writer has left; what cannot be written in several tries is lost, and is counted."""
        for _ in range(_LAST_TRIES):
            if self._guarded(self._drain_all):
                break
            time.sleep(_DRAIN_EVERY_S)
        self._left_s = self._unwritten_s
        self._guarded(self._sync)

    def _await_first_sound(self) -> None:
        """Nobody should be told that they are heard before they are."""
        until = time.monotonic() + _FIRST_SOUND_WITHIN_S
        while not self._ring.put_frames:
            if time.monotonic() > until or self._ended:
                self._close()
                raise MicrophoneSilent(self._name)
            time.sleep(_TICK_S)

    def _await_last_sound(self) -> None:
        """What was said before Stop may still be on its way from the device."""
        until = time.monotonic() + _LAST_SOUND_S
        while time.monotonic() < until and self._error is None and not self._ended:
            time.sleep(_TICK_S)

    # PortAudio's thread

    def _on_frames(self, frames: Frames, _count: int, _time: Any, status: Any) -> None:
        """Copy and count."""
        began = time.monotonic()
        self._ring.put(frames)
        self._overflow.came(len(frames), at_s=self._now(), lost_some=bool(status.input_overflow))
        if status.input_overflow:
            self._overflows += 1
        self._last_heard_at = time.monotonic()
        self.worst_callback_s = max(self.worst_callback_s, self._last_heard_at - began)

    def _now(self) -> float:
        """The clock that goes on while sound is missing, in seconds."""
        return time.monotonic()

    def _on_end(self) -> None:
        """The stream ended, by us or by itself."""
        self._ended = True

    # The writer's thread

    def _write_on(self) -> None:
        synced_at = time.monotonic()
        self._source = self._recorded_source()
        while not self._ending:
            self._wake.wait(_DRAIN_EVERY_S)
            for act in (self._watch, self._measure, self._drain):
                self._guarded(act)
            if time.monotonic() - synced_at >= _SYNC_EVERY_S:
                self._guarded(self._sync)
                synced_at = time.monotonic()

    def _guarded(self, act: Callable[[], None]) -> bool:
        """Whether it went well. The first trouble is told; work goes on: a disk may get room again."""
        try:
            act()
        except AudioError as error:
            self._error = self._error or error
        except Exception:  # the edge of a thread; without it everything said from here on would be lost
            if self._error is None:
                log.exception("The recording broke off")
                self._error = RecordingFailed()
        else:
            return True
        return False

    def _writer_died(self) -> AudioError | None:
        """Only whoever ends it sets `_ending` before the writer ends."""
        writer = self._writer
        is_dead = writer is not None and not writer.is_alive()
        return RecordingFailed() if is_dead and not self._ending else None

    def _recorded_source(self, *, if_echo: bool = False) -> str | None:
        """What the sound server says we record from, maybe only if it is an echo; None where nobody knows."""
        try:
            source = sound_server.recorded_source()
            return source if source and (not if_echo or sound_server.is_echo(source)) else None
        except Exception:  # whatever it is: it only helps to notice trouble, and is none itself
            log.warning("The sound server could not be asked", exc_info=True)
            return None

    def _drain(self) -> None:
        """Everything in the ring goes to disk; what the disk refuses is given again the next time."""
        if self._take is None:
            self._ring.take_to(self._ring.put_frames)
            return
        if not self._unwritten:
            frames = self._ring.look(self._ring.taken_frames)
            if len(frames):
                samples = mono(frames)
                self._unwritten = [samples if self._converter is None else self._converter.more(samples)]
                self._ring.take_to(self._ring.taken_frames + len(frames))
        self._write()

    def _drain_all(self) -> None:
        while self._unwritten or self._ring.put_frames > self._ring.taken_frames:
            self._drain()
        if self._converter is not None:
            last, self._converter = self._converter.last(), None
            self._unwritten = [last]
            self._write()

    def _write(self) -> None:
        for samples in self._unwritten:
            if self._take is not None:
                self._take.write(samples)
        self._unwritten = []

    def _sync(self) -> None:
        if self._take is None:
            return
        lost_s = self._lost_before_s + round(self._lost_s, 3)
        if lost_s != self._take.lost_s:
            self._take.note_lost(lost_s)
        self._take.sync()

    @property
    def _lost_s(self) -> float:
        """Seconds of sound in no take: lost by the system, without room here, or not written in the end."""
        no_room_s = self._ring.lost_frames / self._rate_hz if self._rate_hz else 0.0
        return no_room_s + self._overflow.lost_s + self._left_s

    @property
    def _unwritten_s(self) -> float:
        """Seconds of sound that came in and are not on disk."""
        if self._take is None or not self._rate_hz:
            return 0.0
        waiting_s = sum(len(samples) for samples in self._unwritten) / self._take.rate_hz
        return waiting_s + (self._ring.put_frames - self._ring.taken_frames) / self._rate_hz

    def _watch(self) -> None:
        """A microphone that is pulled out often says nothing: it only stops calling."""
        silent_s = time.monotonic() - self._last_heard_at
        if self._ending or self._stream is None or self._stalled:
            return
        if self._ended or silent_s > STALLED_S or self._was_moved():
            self._stalled = True
            self._error = self._error or MicrophoneVanished(self._name)

    def _was_moved(self) -> bool:
        """Whether a sound server gives us the loudspeaker's echo instead: zeros; no microphone does."""
        zeros_s = self._meter.reading.zero_for_s
        now = time.monotonic()
        if self._source is None or zeros_s < _ZEROS_ARE_STRANGE_S or now - self._asked_at < _ASK_AGAIN_S:
            return False
        self._asked_at = now
        return self._recorded_source(if_echo=True) not in (None, self._source)

    def _measure(self) -> None:
        """Let the meter see what has come since it last looked; on the writer's thread or the asker's."""
        with self._metering:
            frames = self._ring.look(self._metered)
            self._metered += len(frames)
            if len(frames):
                self._meter.feed(mono(frames))


def mono(frames: Frames) -> Samples:
    """One channel of frames of shape (n, channels): the channels' average."""
    samples: Samples = frames[:, 0] if frames.shape[1] == 1 else frames.mean(axis=1, dtype=np.float32)
    return samples
