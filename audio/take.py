"""A take: a recording in the making, in a folder of its own until it is kept or put away."""

from __future__ import annotations

import json
import math
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from io import FileIO
from pathlib import Path
from typing import Any

import numpy as np

from audio.clip import Clip, Samples, SoundFile, Whole, as_samples, as_whole, sync_folder, write_flac
from audio.errors import writing_failed
from seeds.whole_file import write_whole

ABOUT, SOUND, DISCARDED = "take.json", "sound.pcm", "discarded"
KEPT_AWAY_S = 24 * 3600.0

_BYTES_A_FRAME = 2
_BLOCK_BYTES = 1 << 17


@dataclass(eq=False, slots=True)
class Take:
    """16 bit mono little-endian samples at `rate_hz` in a folder of their own; `about` is the caller's.

    `lost_s` are the seconds of sound that were lost while it was recorded: those before and after stand side
    by side in it.
    One thread writes; `frames` and the file may be read from anywhere at any time. `_torn_at` is set while a
    write is not whole: so many bytes were there before it.
    """

    folder: Path
    rate_hz: int
    about: dict[str, str]
    lost_s: float = 0.0
    _file: FileIO | None = field(default=None, repr=False)
    _torn_at: int | None = field(default=None, repr=False)

    @classmethod
    def begin(cls, folder: Path, *, rate_hz: int, about: dict[str, str]) -> Take:
        """A new take inside `folder`; raises DiskFull, ReadOnlyFolder or FileUnreadable."""
        begun = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
        take = cls(folder / f"{begun}-{secrets.token_hex(3)}", rate_hz, dict(about))
        try:
            take.folder.mkdir(parents=True)
            take._write_about()
            take.sound.touch()
            sync_folder(take.folder)
        except OSError as error:
            shutil.rmtree(take.folder, ignore_errors=True)
            raise writing_failed(error, path=take.folder) from error
        return take

    @classmethod
    def unfinished(cls, folder: Path) -> tuple[Take, ...]:
        """Takes that were neither kept nor discarded, oldest first: what a crash left behind.

        Those without a sample are left out; a `take.json` that cannot be read is passed over.
        """
        found = (cls.at(path.parent) for path in sorted(folder.glob(f"*/{ABOUT}")))
        return tuple(take for take in found if take is not None and take.frames)

    @classmethod
    def at(cls, folder: Path) -> Take | None:
        """The take in this very folder; None where there is none, or its `take.json` cannot be read."""
        try:
            told = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
            return cls(folder, int(told["rate_hz"]), dict(told["about"]), _seconds(told.get("lost_s")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @property
    def id(self) -> str:
        """Its name, of which there is one only: when it began, and some chance."""
        return self.folder.name

    @property
    def sound(self) -> Path:
        """The file that grows while one speaks."""
        return self.folder / SOUND

    @property
    def frames(self) -> int:
        """Samples that the system has."""
        try:
            return self.sound.stat().st_size // _BYTES_A_FRAME
        except OSError:
            return 0

    @property
    def duration_s(self) -> float:
        """Its length in seconds."""
        return self.frames / self.rate_hz

    def write(self, samples: Samples) -> None:
        """Add samples to the end; the system has them when this returns, the disk after `sync`.

        They are in -1 to 1. Raises DiskFull, ReadOnlyFolder or FileUnreadable, and has then written none of
        them, so that they may be given again: a part that cannot be taken away at once goes before that.
        """
        raw = memoryview(as_whole(samples).astype("<i2", copy=False).tobytes())
        try:
            self._cut_back()
            file = self._opened()
            self._torn_at = self.sound.stat().st_size
            while raw:
                raw = raw[file.write(raw) :]  # a disk that fills up takes a part first
        except OSError as error:
            with suppress(OSError):
                self._cut_back()
            raise writing_failed(error, path=self.sound) from error
        self._torn_at = None

    def sync(self) -> None:
        """Have the disk itself hold everything up to now; raises as `write` does."""
        if self._file is None:
            return
        try:
            os.fsync(self._file.fileno())
        except OSError as error:
            raise writing_failed(error, path=self.sound) from error

    def note_lost(self, lost_s: float) -> None:
        """So much sound has been lost by now; never raises, since the sound itself matters more."""
        self.lost_s = lost_s
        with suppress(OSError):
            self._write_about()

    def close(self) -> None:
        """Let go of the file; `write` opens it again and goes on at its end."""
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def read(self) -> Clip:
        """All of it."""
        parts = list(self.blocks())
        whole = np.concatenate(parts) if parts else np.zeros(0, np.int16)
        return Clip(as_samples(whole), self.rate_hz)

    def blocks(self) -> Iterator[Whole]:
        """All of it, piece by piece."""
        with self.sound.open("rb") as file:
            left = self.frames * _BYTES_A_FRAME
            while left > 0 and (raw := file.read(min(left, _BLOCK_BYTES))):
                left -= len(raw)
                yield np.frombuffer(raw, "<i2").astype(np.int16, copy=False)

    def keep(self, path: Path) -> SoundFile:
        """Make it a FLAC file that was read back and compared; only then the folder goes.

        Raises DiskFull, ReadOnlyFolder or FileUnreadable; the take is then still where it was.
        """
        self.close()
        kept = write_flac(path, self.blocks(), rate_hz=self.rate_hz)
        shutil.rmtree(self.folder, ignore_errors=True)
        return kept

    def discard(self) -> None:
        """Put it away, so that throwing away can be undone for a day; harmless when it is gone."""
        self.close()
        away = self.folder.parent.parent / DISCARDED
        if not self.folder.exists():
            return
        try:
            away.mkdir(exist_ok=True)
            self.folder.rename(away / self.id)
            os.utime(away / self.id)
        except OSError as error:
            raise writing_failed(error, path=self.folder) from error

    def restore(self) -> None:
        """Take `discard` back; harmless when it was not discarded."""
        away = self.folder.parent.parent / DISCARDED / self.id
        if away.exists():
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            away.rename(self.folder)

    def _opened(self) -> FileIO:
        if self._file is None:
            if self.sound.is_file():
                size = self.sound.stat().st_size
                self._cut_to(size - size % _BYTES_A_FRAME)  # a crash may have ended the file within a sample
            self._file = self.sound.open("ab", buffering=0)
        return self._file

    def _cut_back(self) -> None:
        """Takes away what a write that broke off has left."""
        if self._torn_at is not None:
            self._cut_to(self._torn_at)
        self._torn_at = None

    def _cut_to(self, length: int) -> None:
        if self.sound.is_file() and self.sound.stat().st_size > length:
            os.truncate(self.sound, length)

    def _write_about(self) -> None:
        told = {"rate_hz": self.rate_hz, "about": self.about, "lost_s": self.lost_s, "version": 1}
        write_whole(self.folder / ABOUT, json.dumps(told, ensure_ascii=False, indent=1).encode())


def _seconds(told: Any) -> float:
    is_length = isinstance(told, int | float) and math.isfinite(told) and told > 0
    return float(told) if is_length else 0.0


def purge(unfinished: Path, *, now_s: float | None = None) -> int:
    """Remove what was thrown away more than a day ago, and takes without a sample; how many went.

    `unfinished` is the folder of the takes, `now_s` a Unix time.
    """
    now_s = time.time() if now_s is None else now_s
    away = unfinished.parent / DISCARDED
    old = [path for path in away.glob("*/") if now_s - path.stat().st_mtime > KEPT_AWAY_S]
    empty = [path for path in unfinished.glob("*/") if _is_empty(path, now_s=now_s)]
    for path in (*old, *empty):
        shutil.rmtree(path, ignore_errors=True)
    return len(old) + len(empty)


def _is_empty(folder: Path, *, now_s: float) -> bool:
    sound = folder / SOUND
    is_old = now_s - folder.stat().st_mtime > KEPT_AWAY_S
    return is_old and (not sound.exists() or not sound.stat().st_size)
