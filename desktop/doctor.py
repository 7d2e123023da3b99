"""Looks at everything Greenroom stands on, and says what is wrong and how to mend it."""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.spelled import size
from desktop import __version__
from desktop.notices import notice_for
from desktop.paths import Paths
from desktop.words import count

if TYPE_CHECKING:
    from coach.history import History

LIBRARIES = (
    "PySide6-Essentials",
    "faster-whisper",
    "ctranslate2",
    "onnxruntime",
    "sounddevice",
    "pyttsx3",
    "sqlite-utils",
)
LEAST_FREE_MB = 200


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what was found, and what is wrong and how to mend it ("" if all is well)."""

    name: str
    found: tuple[str, ...]
    wrong: str = ""
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """All checks, and the versions at work."""

    checks: tuple[Check, ...]
    versions: dict[str, str]

    @property
    def healthy(self) -> bool:
        """Whether nothing is wrong."""
        return not any(check.wrong for check in self.checks)

    def plain(self) -> dict[str, Any]:
        """The examination as plain values for JSON."""
        checks = [asdict(check) for check in self.checks]
        return {"schema": 1, "ok": self.healthy, "checks": checks, "versions": self.versions}

    def text(self) -> str:
        """The examination for people."""
        lines = [line for check in self.checks for line in _lines(check)]
        versions = ", ".join(f"{name} {version}" for name, version in self.versions.items())
        last = "All is well." if self.healthy else "The lines marked with ! say what to do."
        return "\n".join([*lines, "", versions, "", last])


def _lines(check: Check) -> list[str]:
    mark = "!" if check.wrong else " "
    lines = [f"{mark} {check.name:<14}{check.found[0] if check.found else 'none'}"]
    lines += [f"  {'':<14}{more}" for more in check.found[1:]]
    return [*lines, f"  {'':<14}{check.wrong} {check.mend}".rstrip()] if check.wrong else lines


def examine(paths: Paths) -> Examination:
    """Look at everything; nothing is changed, and one broken thing does not hide another."""
    looks: dict[str, Callable[[], Check]] = {
        "microphones": _microphones,
        "loudspeakers": _loudspeakers,
        "voices": _voices,
        "models": lambda: _models(paths),
        "data folder": lambda: _folder(paths.home),
        "history": lambda: _history(paths.history),
        "banks": lambda: _banks(paths.banks),
    }
    return Examination(tuple(_safely(name, look) for name, look in looks.items()), _versions())


def _safely(name: str, look: Callable[[], Check]) -> Check:
    try:
        return look()
    except Exception as error:  # an examination reports every trouble, it has none
        notice = notice_for(error)
        return Check(name, (), notice.head, notice.line)


def _microphones() -> Check:
    from audio.devices import microphones

    found = tuple(one.name + (" (default)" if one.is_default else "") for one in microphones())
    wrong = "" if found else "No microphone was found."
    return Check(
        "microphones",
        found,
        wrong,
        "" if found else "Plug one in, or allow microphones in the system settings.",
    )


def _loudspeakers() -> Check:
    from audio.devices import loudspeakers

    found = tuple(one.name + (" (default)" if one.is_default else "") for one in loudspeakers())
    wrong = "" if found else "No loudspeaker was found."
    return Check(
        "loudspeakers", found, wrong, "" if found else "Plug one in; questions stay on the screen meanwhile."
    )


def _voices() -> Check:
    from audio.voice import Voice

    found = tuple(str(getattr(one, "name", one)) for one in Voice().voices())
    shown = found[:3] + ((f"and {len(found) - 3} more",) if len(found) > 3 else ())
    mend = "Install espeak-ng (Debian: apt install espeak-ng); questions stay on the screen meanwhile."
    return Check("voices", shown, "" if found else "No voice was found.", "" if found else mend)


def _models(paths: Paths) -> Check:
    from audio import models
    from audio.errors import AudioError

    found, wrong = [], []
    for model in models.known(own=paths.models, cache=paths.models):
        try:
            models.check(model, thorough=True)
            found.append(f"{model.name}, {size(model.size_mb * 10**6)}, whole")
        except AudioError as error:
            found.append(f"{model.name}, damaged")
            wrong.append(str(error))
    if not found:
        return Check("models", (), "No speech model was found.", "Install Greenroom again.")
    return Check("models", tuple(found), " ".join(wrong), "Install it again." if wrong else "")


def _folder(home: Path) -> Check:
    nearest = next(place for place in (home, *home.parents) if place.exists())
    free_mb = shutil.disk_usage(nearest).free // 1_000_000
    found = (str(home), f"{size(free_mb * 10**6)} free")
    if not os.access(nearest, os.W_OK):
        return Check("data folder", found, "It cannot be written.", "Choose another with GREENROOM_HOME.")
    if free_mb < LEAST_FREE_MB:
        return Check("data folder", found, "The disk is nearly full.", f"Free {LEAST_FREE_MB} MB.")
    return Check("data folder", found)


def _history(path: Path) -> Check:
    if not path.exists():
        return Check("history", ("no answers yet",))
    from coach.history import History

    kept = History.open(path)
    try:
        whole, number = _whole(kept), kept.count()
    finally:
        kept.close()
    found = (count(number, "answer"),)
    if whole == number:
        return Check("history", found)
    wrong = f"The record of {count(number - whole, 'answer')} cannot be read."
    return Check("history", found, wrong, f"Its sound may still be in {path.parent / 'recordings'}.")


def _whole(kept: History) -> int:
    """How many answers can be read with their words; one at a time, for there may be years of them."""
    from coach.errors import AttemptDamaged

    number = 0
    for line in kept.summaries():
        with contextlib.suppress(AttemptDamaged):
            number += kept.attempt(line.id) is not None
    return number


def _banks(folder: Path) -> Check:
    from seeds.shelf import Shelf

    shelf = Shelf(folder)
    found = tuple(f"{one.name}, {count(len(one.questions), 'question')}" for one in shelf.banks())
    wrong = " ".join(map(str, shelf.faults()))
    return Check("banks", found, wrong, "The other banks work; mend the file or remove it." if wrong else "")


def _versions() -> dict[str, str]:
    versions = {
        "greenroom": __version__,
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
    }
    for name in LIBRARIES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            versions[name] = "missing"
    return versions
