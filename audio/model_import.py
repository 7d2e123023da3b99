"""Brings in a speech model from a folder on this computer, such as a copy from another one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from audio.errors import DownloadFailed
from audio.model_download import Fetched
from audio.models import NEEDED, WANTED, move_in, own_name

_BLOCK = 1 << 20


def bring_in(source: Path, folder: Path, *, name: str = "") -> Iterator[Fetched]:
    """Yields progress until a copy lies whole in `folder`, under `own_name` of `name`, or of the source's.

    The source is left alone; close the generator to cancel. Raises `DownloadFailed` with one sentence where
    a file is missing or cannot be copied.
    """
    missing = [one for one in NEEDED if not (source / one).is_file()]
    if missing:
        raise DownloadFailed(
            f"That folder holds no speech model: {missing[0]} is missing. Choose one in CTranslate2's form."
        )
    files = [source / one for one in WANTED if (source / one).is_file()]
    called = own_name(name or source.name)
    half = folder / f".{called}.copy"
    total = sum(file.stat().st_size for file in files)
    done = 0
    try:
        shutil.rmtree(half, ignore_errors=True)  # of a copy that ended with the app
        half.mkdir(parents=True, exist_ok=True)
        for file in files:
            for size in _copied(file, half / file.name):
                done += size
                yield Fetched(done, total)
        move_in(half, folder / called)
    except OSError as error:
        raise DownloadFailed("The model could not be copied. Free some space, then try again.") from error
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _copied(source: Path, to: Path) -> Iterator[int]:
    with source.open("rb") as data, to.open("wb") as out:
        while block := data.read(_BLOCK):
            out.write(block)
            yield len(block)
