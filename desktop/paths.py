"""Where things are kept: one data folder, named by the platform or by GREENROOM_HOME."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Paths:
    """Every place in the data folder `home`; nothing outside it is ever written."""

    home: Path

    @property
    def recordings(self) -> Path:
        """The kept recordings, one FLAC file an attempt."""
        return self.home / "recordings"

    @property
    def unfinished(self) -> Path:
        """Takes that are being recorded, or were when the app ended."""
        return self.recordings / "unfinished"

    @property
    def banks(self) -> Path:
        """The user's own question banks, TOML."""
        return self.home / "banks"

    @property
    def models(self) -> Path:
        """Speech models beside the bundled one."""
        return self.home / "models"

    @property
    def history(self) -> Path:
        """The SQLite file of all attempts."""
        return self.home / "history.db"

    @property
    def settings(self) -> Path:
        """The settings, TOML."""
        return self.home / "settings.toml"

    @property
    def log(self) -> Path:
        """What went wrong, with traces."""
        return self.home / "greenroom.log"

    @property
    def pace(self) -> Path:
        """How fast this machine reads speech, measured by the listening process."""
        return self.home / "pace.txt"

    def make(self) -> None:
        """Create the folders that are missing; raises OSError where the data folder cannot be written."""
        for folder in (self.recordings, self.unfinished, self.banks, self.models):
            folder.mkdir(parents=True, exist_ok=True)


def find_paths(environ: Mapping[str, str] | None = None) -> Paths:
    """The data folder: GREENROOM_HOME if it is set, else the platform's own place for an app's data."""
    named = (os.environ if environ is None else environ).get("GREENROOM_HOME", "").strip()
    if named:
        return Paths(Path(named).expanduser().absolute())
    return Paths(Path(platformdirs.user_data_dir("greenroom", appauthor=False)))
