"""Fetches a larger speech model from its hub when the user asks for it: resumable, checked, cancellable.

The hub tells each file's size and hash; a file counts only when both are right, and a model appears among the
others only when all its files are whole. What was fetched stays in a hidden folder, so the next try goes on.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from audio.errors import DownloadFailed
from audio.models import NEEDED, WANTED, move_in
from audio.offers import Offer
from coach.spelled import size

HUB = "https://huggingface.co"
_BLOCK = 1 << 18
_SPARE = 100_000_000
_REFUSED = (401, 403, 404, 410, 451)


@dataclass(frozen=True, slots=True)
class Fetched:
    """How far a download is: bytes that are on disk, of all bytes of the model."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class _File:
    """A file as the hub describes it; `digest` is a SHA-256, or git's SHA-1 for a small file."""

    name: str
    size: int
    digest: str
    is_git: bool


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def hexdigest(self) -> str: ...


def fetch(
    offer: Offer, folder: Path, *, hub: str = HUB, timeout_s: float = 20.0, tries: int = 5
) -> Iterator[Fetched]:
    """Yields progress until the model lies whole in `folder / offer.name`; close the generator to cancel.

    A dropped connection is taken up again where it broke, up to `tries` times without a new byte. Raises
    `DownloadFailed` with one sentence: no network, a hub that answers nonsense, wrong bytes, a full disk.
    """
    half = folder / f".{offer.name}.part"
    files, revision = _files_of(offer, hub=hub, timeout_s=timeout_s)
    total = sum(file.size for file in files)
    half.mkdir(parents=True, exist_ok=True)
    _need_room(half, total - _on_disk(half, files), offer=offer)
    done = 0
    for file in files:
        address = f"{hub}/{offer.repository}/resolve/{quote(revision)}/{quote(file.name)}"
        for here in _fetch_file(address, half / file.name, file, timeout_s=timeout_s, tries=tries):
            yield Fetched(done + here, total)
        done += file.size
    move_in(half, folder / offer.name)


def _files_of(offer: Offer, *, hub: str, timeout_s: float) -> tuple[tuple[_File, ...], str]:
    """The model's files and the revision they belong to, as the hub tells them."""
    address = f"{hub}/api/models/{offer.repository}?blobs=true"
    try:
        with urllib.request.urlopen(address, timeout=timeout_s) as answer:  # noqa: S310  (https or the tests' own server)
            told = json.loads(answer.read(4_000_000))
        files = tuple(_described(one) for one in told["siblings"] if one["rfilename"] in WANTED)
        revision = str(told["sha"])
    except (OSError, http.client.HTTPException) as error:
        raise DownloadFailed(
            "The model's download page did not answer. Check the connection, then try again."
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise DownloadFailed("The download page answered something unexpected. Try again later.") from error
    if missing := set(NEEDED) - {file.name for file in files}:
        raise DownloadFailed(f"The download page has no {', '.join(sorted(missing))}. Try another model.")
    return files, revision


def _described(one: dict[str, object]) -> _File:
    large = one.get("lfs")
    if isinstance(large, dict):
        return _File(str(one["rfilename"]), int(large["size"]), str(large["sha256"]), is_git=False)
    return _File(str(one["rfilename"]), int(str(one["size"])), str(one["blobId"]), is_git=True)


def _fetch_file(address: str, path: Path, file: _File, *, timeout_s: float, tries: int) -> Iterator[int]:
    """Yields the bytes of this file on disk; returns when size and hash are right."""
    barren = wrong = 0
    while not _is_whole(path, file):
        before = _size(path)
        if before >= file.size:  # all there, and not what it should be: nothing of it can be trusted
            path.unlink()
            before, wrong = 0, wrong + 1
            if wrong > 1:
                raise DownloadFailed(
                    f"{file.name} arrived damaged twice. Try again later; nothing else was changed."
                )
        try:
            yield from _take_up(address, path, file, timeout_s=timeout_s)
        except (OSError, http.client.HTTPException) as error:
            if isinstance(error, urllib.error.HTTPError) and error.code in _REFUSED:
                raise DownloadFailed(
                    f"The download page refused {file.name} ({error.code}). Try again later."
                ) from error
        barren = 0 if _size(path) > before else barren + 1
        if barren >= tries:
            raise DownloadFailed("The connection broke off. What has arrived is kept; try again to go on.")
    yield file.size


def _take_up(address: str, path: Path, file: _File, *, timeout_s: float) -> Iterator[int]:
    """One connection: goes on from what is on disk, or starts over where the server will not."""
    start = _size(path)
    wanted = {"Range": f"bytes={start}-"} if start else {}
    request = urllib.request.Request(address, headers=wanted)  # noqa: S310  (https or the tests' own server)
    with urllib.request.urlopen(request, timeout=timeout_s) as answer:  # noqa: S310  (the same)
        goes_on = answer.status == 206 and _starts_at(answer.headers.get("Content-Range", "")) == start
        here = start if goes_on else 0
        if not goes_on:
            path.unlink(missing_ok=True)
        while here < file.size and (block := answer.read(min(_BLOCK, file.size - here))):
            _append(path, block)
            here += len(block)
            yield here


def _append(path: Path, block: bytes) -> None:
    try:
        with path.open("ab") as out:
            out.write(block)
    except OSError as error:
        raise DownloadFailed(
            "The model could not be written to disk. Free some space, then try again."
        ) from error


def _starts_at(content_range: str) -> int | None:
    first = content_range.removeprefix("bytes ").partition("-")[0]
    return int(first) if first.isdigit() else None


def _is_whole(path: Path, file: _File) -> bool:
    if _size(path) != file.size or not path.is_file():
        return False
    digest: _Hash = hashlib.sha1(usedforsecurity=False) if file.is_git else hashlib.sha256()
    if file.is_git:  # git hashes a blob behind a short header
        digest.update(b"blob %d\0" % file.size)
    with path.open("rb") as data:
        while block := data.read(1 << 20):
            digest.update(block)
    return digest.hexdigest() == file.digest


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _on_disk(half: Path, files: tuple[_File, ...]) -> int:
    return sum(_size(half / file.name) for file in files)


def _need_room(half: Path, missing: int, *, offer: Offer) -> None:
    free = shutil.disk_usage(half).free
    if free < missing + _SPARE:
        need = size(missing + _SPARE - free, at_least=True)
        raise DownloadFailed(f"There is not enough room for {offer.name}. Free about {need}, then try again.")
