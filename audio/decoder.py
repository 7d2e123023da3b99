"""The only door to PyAV: any sound file, decoded piece by piece to one channel."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from audio.errors import DamagedSound, EmptySound, FileMissing, FileUnreadable, NotSound

_NO_NETWORK = {"protocol_whitelist": "file,pipe"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A sound file being read: float32 mono blocks in -1 to 1, each at `rate_hz`, to be read once."""

    blocks: Iterator[npt.NDArray[np.float32]]
    rate_hz: int


def decode(path: Path) -> Decoded:
    """Open a sound file and read its first block.

    Raises FileMissing, FileUnreadable, NotSound or EmptySound; the blocks raise DamagedSound at the damage.
    """
    if not path.exists():
        raise FileMissing(path)
    if not path.is_file():
        raise NotSound(path)
    sound = _frames(path)
    first = next(sound, None)
    if first is None:
        raise EmptySound(path)
    rate_hz, block = first
    return Decoded(itertools.chain((block,), (later for _, later in sound)), rate_hz)


def _frames(path: Path) -> Iterator[tuple[int, npt.NDArray[np.float32]]]:
    """Rate and samples of every frame; the file is closed when the last one is taken or nobody asks on."""
    import av

    try:
        # Opened by us, not by name: a name such as "http://..." would be a wish to the network.
        with path.open("rb") as file, av.open(file, options=_NO_NETWORK) as container:
            if not container.streams.audio:
                raise NotSound(path)
            yield from _mono(container, path=path)
    except av.FFmpegError as error:
        raise (EmptySound(path) if not path.stat().st_size else NotSound(path)) from error
    except PermissionError as error:
        raise FileUnreadable(path) from error


def _mono(container: Any, *, path: Path) -> Iterator[tuple[int, npt.NDArray[np.float32]]]:
    """Frames at the rate of the first one, mixed to one channel."""
    import av

    mixer: Any = None
    done = 0
    try:
        for frame in container.decode(audio=0):
            if mixer is None:
                rate_hz = int(frame.sample_rate)
                mixer = av.AudioResampler(format="fltp", layout=frame.layout, rate=rate_hz)
            for mixed in mixer.resample(frame):
                samples = _averaged(mixed)
                done += len(samples)
                yield rate_hz, samples
    except av.FFmpegError as error:
        if not done:
            raise
        raise DamagedSound(path, done / rate_hz) from error
    if mixer is not None:
        for mixed in mixer.resample(None):
            yield rate_hz, _averaged(mixed)


def _averaged(frame: Any) -> npt.NDArray[np.float32]:
    """One channel; FFmpeg's own mix of two equal channels is 3 dB louder than they are, and may clip."""
    averaged: npt.NDArray[np.float32] = frame.to_ndarray().mean(axis=0, dtype=np.float32)
    return averaged
