"""A microphone driven by hand, and disks that are slow or full: of the same types as the real ones."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from audio.clip import Samples
from audio.devices import Stream
from audio.recorder import Recorder
from audio.take import Take

PATIENCE_S = 10.0


def wait_until(what: Callable[[], bool], *, within_s: float = PATIENCE_S) -> None:
    """Ask until it is so; raises AssertionError after the deadline."""
    until = time.monotonic() + within_s
    while not what():
        assert time.monotonic() < until, "it did not come to be"
        time.sleep(0.005)


def tone(seconds: float, *, rate_hz: int = 16_000, hz: float = 440.0, loud: float = 0.3) -> Samples:
    """A sine."""
    at_s = np.arange(round(seconds * rate_hz)) / rate_hz
    samples: Samples = (loud * np.sin(2 * np.pi * hz * at_s)).astype(np.float32)
    return samples


def noise(seconds: float, *, rate_hz: int = 16_000, loud: float = 0.1, seed: int = 1) -> Samples:
    """Noise that is the same every time, and like no other moment of itself."""
    samples = np.random.default_rng(seed).normal(0, loud, round(seconds * rate_hz))
    return samples.astype(np.float32).clip(-0.9, 0.9)


class NoStream(Stream):
    """A stream to nowhere, which takes so long to get there."""

    def __init__(self, *, latency_s: float = 0.0) -> None:
        self.closed = 0
        self._latency_s = latency_s

    @property
    def latency_s(self) -> float:
        return self._latency_s

    def close(self) -> None:
        self.closed += 1


class DrivenRecorder(Recorder):
    """A recorder whose microphone is the test: `say` is what PortAudio would call."""

    def __init__(self, *, rate_hz: int = 16_000, channels: int = 1) -> None:
        super().__init__("driven")
        self._at_hz = rate_hz
        self._channels = channels
        self.nothing = NoStream()
        self._clock_s = 0.0

    def _open(self) -> None:
        self._set_up(rate_hz=self._at_hz, channels=self._channels)
        self._last_heard_at = time.monotonic()
        self._stream = self.nothing
        self._begin_to_write()

    def say(self, samples: NDArray[np.float32], *, overflow: bool = False) -> None:
        frames = samples.reshape(-1, self._channels)
        self._clock_s += len(frames) / self._at_hz
        self._on_frames(frames, len(frames), None, SimpleNamespace(input_overflow=overflow))

    def say_no_faster_than_the_disk(self, samples: NDArray[np.float32]) -> None:
        """As `say`, once there is room: a second of a test is many of sound."""
        frames = len(samples) // self._channels
        wait_until(lambda: self._ring.put_frames - self._ring.taken_frames + frames <= self._ring._size)
        self.say(samples)

    def miss(self, seconds: float) -> None:
        """Time goes on, and nothing comes of what is said in it."""
        self._clock_s += seconds

    def _now(self) -> float:
        return self._clock_s

    def fall_silent(self, *, for_s: float) -> None:
        self._last_heard_at -= for_s

    def pull_out(self) -> None:
        self._on_end()


@dataclass(eq=False)
class SlowTake(Take):
    """A take on a disk that stands still while `held` is set."""

    held: threading.Event = field(default_factory=threading.Event)

    def write(self, samples: Samples) -> None:
        wait_until(lambda: not self.held.is_set())
        super().write(samples)


@dataclass(eq=False)
class FailingTake(Take):
    """A take that fails with these errors, one a write, and then goes on."""

    errors: list[Exception] = field(default_factory=list)

    def write(self, samples: Samples) -> None:
        if self.errors:
            raise self.errors.pop(0)
        super().write(samples)


def fill_the_disk(take: Take) -> None:
    """From now on nothing more finds room: /dev/full answers as a full disk does."""
    take.close()
    take.sound.rename(take.folder / "aside")
    take.sound.symlink_to("/dev/full")


def free_the_disk(take: Take) -> None:
    """There is room again."""
    take.close()
    take.sound.unlink()
    (take.folder / "aside").rename(take.sound)


def begin(folder: Path, *, rate_hz: int = 16_000, kind: type[Take] = Take) -> Take:
    """A take in a folder of its own."""
    return kind.begin(folder / "recordings" / "unfinished", rate_hz=rate_hz, about={"question": "first"})
