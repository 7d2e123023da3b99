"""Brings in a speech model from a folder on this computer, such as a copy from another one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from audio.errors import DiskFull, DownloadFailed, writing_failed
from audio.model_download import Fetched
from audio.models import NEEDED, WANTED, move_in, own_name
from coach.spelled import size

_BLOCK = 1 << 20


def bring_in(source: Path, folder: Path, *, name: str = "") -> Iterator[Fetched]:
    """Yields progress until a copy lies whole in `folder`, under `own_name` of `name`, or of the source's.

    The source is left alone; close the generator to cancel. Raises `DownloadFailed` with one sentence where
    a file is missing, cannot be read or cannot be written, and where the disk is full.
    """
    sizes = _sizes(source)
    called = own_name(name or source.name)
    half = folder / f".{called}.copy"
    total = sum(sizes.values())
    done = 0
    try:
        shutil.rmtree(half, ignore_errors=True)  # of a copy that ended with the app
        half.mkdir(parents=True, exist_ok=True)
        for file in sizes:
            for written in _copied(source / file, half / file):
                done += written
                yield Fetched(done, total)
        move_in(half, folder / called)
    except OSError as error:
        raise _not_written(error, folder=folder, total=total) from error
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _sizes(source: Path) -> dict[str, int]:
    """The bytes of each file of the model in this folder; raises `DownloadFailed` where one is missing."""
    try:
        sizes = {one: (source / one).stat().st_size for one in WANTED if (source / one).is_file()}
    except OSError as error:
        raise _not_read(source) from error
    if missing := [one for one in NEEDED if one not in sizes]:
        raise DownloadFailed(
            f"That folder holds no speech model: {missing[0]} is missing. Choose one in CTranslate2's form."
        )
    return sizes


def _copied(source: Path, to: Path) -> Iterator[int]:
    """Yields the bytes of each block once it is written; an OSError is one of writing."""
    with to.open("wb") as out:
        for block in _read(source):
            out.write(block)
            yield len(block)


def _read(source: Path) -> Iterator[bytes]:
    try:
        with source.open("rb") as data:
            while block := data.read(_BLOCK):
                yield block
    except OSError as error:
        raise _not_read(source) from error


def _not_read(path: Path) -> DownloadFailed:
    return DownloadFailed(
        f"{path.name or path} cannot be read. If it is on a stick, take that out and plug it in again; "
        "or choose another copy of the model."
    )


def _not_written(error: OSError, *, folder: Path, total: int) -> DownloadFailed:
    if isinstance(writing_failed(error, path=folder), DiskFull):
        return DownloadFailed(
            f"There is no room for the model, which takes {size(total)}. Free some space, then try again."
        )
    return DownloadFailed(f"The folder {folder} cannot be written. Allow writing there, then try again.")
