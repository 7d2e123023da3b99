"""A real sound stack without a sound card: PulseAudio in user space, a virtual mouth and a virtual ear.

Whoever speaks into the "mouth" is heard by the microphone; whatever the loudspeakers play, the "ear" records.
Every test run has its own server in its own folder, so two runs never hear one another, and nothing here ever
reaches the loudspeakers of the machine.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile as sf
from numpy.typing import NDArray

Samples = NDArray[np.float32]

MICROPHONE, MOUTH, LOUDSPEAKERS = "mic", "mouth", "speakers"
_CALLED = """source_properties="device.description='Desk Microphone'" """.strip()
MODULES = (
    "module-native-protocol-unix",
    # A null sink works ahead by up to 2 s and a new program waits for that long; without rewinds, 50 ms.
    f"module-null-sink sink_name={LOUDSPEAKERS} norewinds=1 sink_properties=device.description=Speakers",
    f"module-null-sink sink_name={MOUTH} norewinds=1",
    f"module-remap-source source_name={MICROPHONE} master={MOUTH}.monitor {_CALLED}",
)
QUIET = subprocess.DEVNULL


def environment(folder: Path) -> dict[str, str]:
    """The variables by which programs find the server in `folder`, and no other."""
    return {
        "XDG_RUNTIME_DIR": str(folder),
        "PULSE_SERVER": f"unix:{folder}/pulse/native",
        "PULSE_COOKIE": str(folder / "cookie"),
        "PULSE_STATE_PATH": str(folder / "state"),
        "PULSE_CONFIG_PATH": str(folder / "config"),
    }


@dataclass(frozen=True, slots=True)
class Ear:
    """What the loudspeakers played while it listened: a file that is whole once listening has ended."""

    path: Path

    def samples(self) -> tuple[Samples, int]:
        """Mono samples and their rate in Hz."""
        sound, rate_hz = sf.read(self.path, dtype="float32", always_2d=True)
        return sound.mean(axis=1), int(rate_hz)

    def loud_s(self, *, above: float = 0.01) -> float:
        """Seconds in which something was heard, counted in blocks of 20 ms."""
        samples, rate_hz = self.samples()
        block = rate_hz // 50
        blocks = np.abs(samples[: samples.size // block * block]).reshape(-1, block).max(axis=1, initial=0.0)
        return float((blocks > above).sum()) * 0.02


class SoundCard:
    """A PulseAudio server of one's own in `folder` (a short path: sockets have a limit of 107 characters)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, **environment(folder)}
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers, at most 10 s; raises RuntimeError."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        load = [part for module in MODULES for part in ("-L", module)]
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disallow-exit", *load]
        self._server = subprocess.Popen(command, env=self.environment, stdout=QUIET, stderr=QUIET)
        self._wait_until(lambda: self._call("info", check=False).returncode == 0)
        self._call("set-default-sink", LOUDSPEAKERS)
        self._call("set-default-source", MICROPHONE)

    def stop(self) -> None:
        """End the server; harmless when it is not running."""
        if self._server is not None:
            self._server.terminate()
            self._server.wait(10)
            self._server = None

    def speak(self, path: Path) -> subprocess.Popen[bytes]:
        """Say a sound file into the microphone; the process ends when all of it was said."""
        # Two seconds ahead: on a busy machine the mouth itself would stutter.
        command = ["paplay", f"--device={MOUTH}", "--latency-msec=2000", str(path)]
        return subprocess.Popen(command, env=self.environment)

    @contextlib.contextmanager
    def hear(self, path: Path, *, source: str = f"{LOUDSPEAKERS}.monitor") -> Iterator[Ear]:
        """Record what the loudspeakers play (or another source) into a WAV file, until the block ends."""
        before = self._lines("source-outputs")
        command = ["parec", f"--device={source}", "--file-format=wav", "--latency-msec=50", str(path)]
        recording = subprocess.Popen(command, env=self.environment)
        try:
            self._wait_until(lambda: self._lines("source-outputs") > before)
            yield Ear(path)
            time.sleep(0.2)  # what has been played is still on its way to the file
        finally:
            recording.terminate()
            recording.wait(10)

    @contextlib.contextmanager
    def another_plugged(self, name: str) -> Iterator[None]:
        """One more microphone, which hears nothing, until the block ends."""
        described = f"source_properties=device.description={name}"
        behind = ("module-null-sink", f"sink_name={name}_nothing")
        itself = ("module-remap-source", f"source_name={name}", f"master={name}_nothing.monitor", described)
        loaded = [self._call("load-module", *module).stdout.strip() for module in (behind, itself)]
        try:
            yield
        finally:
            for number in reversed(loaded):
                self._call("unload-module", number)

    def recorded_from(self) -> tuple[str, ...]:
        """The names of the microphones that programs record from now."""
        names = dict(
            line.split("\t")[:2] for line in self._call("list", "short", "sources").stdout.splitlines()
        )
        lines = self._call("list", "short", "source-outputs").stdout.splitlines()
        return tuple(names[line.split("\t")[1]] for line in lines if "protocol-native.c" in line)

    def unplug(self) -> None:
        """The microphone goes away, also in the middle of a recording."""
        self._call("unload-module", "module-remap-source")

    def plug(self) -> None:
        """The microphone comes back; harmless when it is there."""
        if MICROPHONE not in self._call("list", "short", "sources").stdout:
            module, arguments = MODULES[-1].split(maxsplit=1)
            self._call("load-module", module, arguments)
        self._call("set-default-source", MICROPHONE)

    def is_recorded(self) -> bool:
        """Whether some program records now."""
        return self._lines("source-outputs") > 0

    def is_playing(self) -> bool:
        """Whether some program plays now, through the loudspeakers or into the microphone."""
        return self._lines("sink-inputs") > 0

    def _lines(self, kind: str) -> int:
        # The microphone itself listens to the mouth, as a module: only programs count.
        lines = self._call("list", "short", kind).stdout.splitlines()
        return sum("protocol-native.c" in line for line in lines)

    def _wait_until(self, what: Callable[[], bool]) -> None:
        until = time.monotonic() + 10
        while not what():
            if time.monotonic() > until:
                raise RuntimeError("PulseAudio does not answer")
            time.sleep(0.02)

    def _call(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["pactl", *words], env=self.environment, check=check, capture_output=True, text=True, timeout=10
        )
