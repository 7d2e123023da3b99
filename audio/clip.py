"""A clip: sound in memory, one channel, and the files it is read from and kept in."""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from audio.decoder import decode
from audio.errors import DamagedSound, DiskFull, FileUnreadable, writing_failed
from audio.rate import Converter, resample

Samples = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int16]

MODEL_RATE_HZ = 16_000

_FULL_SCALE = np.float32(32_768)
_VERIFIED_FRAMES = 1 << 16
_ROOM_BYTES = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """Mono samples, float32 in -1 to 1, shape (n,), at `rate_hz`."""

    samples: Samples
    rate_hz: int

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate_hz

    def at(self, rate_hz: int) -> Clip:
        """The same sound at another rate."""
        return Clip(resample(self.samples, from_hz=self.rate_hz, to_hz=rate_hz), rate_hz)


@dataclass(frozen=True, slots=True)
class SoundFile:
    """A sound file that was read back after it was written, and is whole."""

    path: Path
    frames: int
    rate_hz: int

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.frames / self.rate_hz


def read_clip(path: Path) -> Clip:
    """All of a sound file, at its own rate, mixed to one channel; raises `FileError` as `blocks` does."""
    decoded = decode(path)
    return Clip(np.concatenate(list(decoded.blocks)), decoded.rate_hz)


def blocks(path: Path, *, rate_hz: int = MODEL_RATE_HZ, block_s: float = 1.0) -> Iterator[Samples]:
    """A sound file of any length in blocks of `block_s` seconds at `rate_hz`; only the last one is shorter.

    Reads whatever PyAV reads, one block at a time in memory. The file is opened at once: FileMissing,
    NotSound, EmptySound and FileUnreadable are raised here, DamagedSound where the damage is.
    """
    decoded = decode(path)
    return _cut(
        _at_rate(decoded.blocks, from_hz=decoded.rate_hz, to_hz=rate_hz), size=round(rate_hz * block_s)
    )


def as_whole(samples: Samples) -> Whole:
    """16 bit samples of full scale 32768, rounded; what is louder than that is cut off."""
    scaled: Samples = np.rint(samples * _FULL_SCALE)
    return scaled.clip(-32_768, 32_767).astype(np.int16)


def as_samples(whole: Whole) -> Samples:
    """Float samples in -1 to 1 of 16 bit ones."""
    return whole.astype(np.float32) / _FULL_SCALE


def write_flac(path: Path, sound: Iterable[Whole], *, rate_hz: int) -> SoundFile:
    """Keep 16 bit samples as FLAC: written beside, read back sample by sample, and only then given its name.

    Raises DiskFull, ReadOnlyFolder or FileUnreadable; then nothing of it is left, and what bore that name
    before is untouched.
    """
    beside = part_of(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.open("wb").close()
        frames = _written(beside, sound, rate_hz=rate_hz)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        _forget(beside)
        raise writing_failed(error, path=path) from error
    except BaseException:
        _forget(beside)
        raise
    return SoundFile(path, frames, rate_hz)


def part_of(path: Path) -> Path:
    """Where `write_flac` writes, until all of it is there; a crash in the middle leaves it behind."""
    return path.with_name(f".{path.name}.part")


def _forget(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Let a new name in a folder survive a power cut; Windows has no such wish."""
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _written(path: Path, sound: Iterable[Whole], *, rate_hz: int) -> int:
    """Frames written to a FLAC file that reads back as exactly the same samples."""
    import soundfile

    frames, checksum = 0, 0
    try:
        with soundfile.SoundFile(
            path, "w", samplerate=rate_hz, channels=1, format="FLAC", subtype="PCM_16"
        ) as file:
            for block in sound:
                file.write(block)
                frames += len(block)
                checksum = zlib.crc32(block.tobytes(), checksum)
        if _read_back(path) != (frames, checksum):
            raise _why_not(path)
    except soundfile.LibsndfileError as error:
        raise _why_not(path) from error
    return frames


def _read_back(path: Path) -> tuple[int, int]:
    """Frames and their checksum, as the file on disk says them."""
    import soundfile

    frames, checksum = 0, 0
    with soundfile.SoundFile(path) as file:
        while len(block := file.read(_VERIFIED_FRAMES, dtype="int16")):
            frames += len(block)
            checksum = zlib.crc32(block.tobytes(), checksum)
    return frames, checksum


def _why_not(path: Path) -> DiskFull | FileUnreadable:
    import shutil

    full = shutil.disk_usage(path.parent).free < _ROOM_BYTES
    return DiskFull(path) if full else FileUnreadable(path)


def _at_rate(sound: Iterator[Samples], *, from_hz: int, to_hz: int) -> Iterator[Samples]:
    if from_hz == to_hz:
        yield from sound
        return
    stream = Converter(from_hz=from_hz, to_hz=to_hz)
    for block in sound:
        yield stream.more(block)
    yield stream.last()


def _cut(sound: Iterator[Samples], *, size: int) -> Iterator[Samples]:
    """Blocks of one size; a damaged end is told after what came before it."""
    kept: list[Samples] = []
    damage: DamagedSound | None = None
    try:
        for block in sound:
            kept.append(block)
            while sum(map(len, kept)) >= size:
                whole = np.concatenate(kept)
                yield whole[:size]
                kept = [whole[size:]]
    except DamagedSound as error:
        damage = error
    rest = np.concatenate(kept) if kept else np.zeros(0, np.float32)
    if len(rest):
        yield rest
    if damage is not None:
        raise damage
