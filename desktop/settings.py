"""The settings: one frozen value, read and written in one place, and never lost."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal, cast

from coach.fillers import DEFAULT_MARKERS
from coach.language_model import USUAL_ADDRESS, AddressRefused, server_at
from coach.norms import Norms
from desktop import toml_text
from seeds.whole_file import write_whole

Appearance = Literal["system", "light", "dark"]
Band = tuple[float, float]

TEXT_SCALES = (1.0, 1.25, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose.

    An empty name of a device, voice or model means the system's or the app's own choice. Bands are quiet:
    inside them Greenroom says nothing. `voice_rate` is 1.0 for the voice's own speed.
    `keep_sound_of_last` keeps the sound of that many answers only (0: of all); transcripts are always kept.
    `markers` are the discourse markers that are counted. With `second_opinion` a language model that the
    person runs, `opinion_model` at `opinion_address`, is asked about points when a button is pressed.
    """

    microphone: str = ""
    loudspeaker: str = ""
    voice: str = ""
    voice_rate: float = 1.0
    model: str = ""
    live_words: bool = False
    length_s: Band = (60.0, 120.0)
    pace_wpm: Band = (110.0, 175.0)
    fillers_per_minute: float = 5.0
    keep_sound_of_last: int = 0
    appearance: Appearance = "system"
    text_scale: float = 1.0
    welcomed: bool = False
    bank: str = ""
    window: str = ""
    markers: tuple[str, ...] = DEFAULT_MARKERS
    second_opinion: bool = False
    opinion_address: str = USUAL_ADDRESS
    opinion_model: str = ""

    @property
    def norms(self) -> Norms:
        """The quiet bands a person chose."""
        return Norms(
            pace_wpm=self.pace_wpm,
            fillers_per_minute=(0.0, self.fillers_per_minute),
            length_s=self.length_s,
        )

    @property
    def words_go_to(self) -> str:
        """The other computer, with its port, that answers may be shown to; "" while all stays on this one."""
        try:
            server = server_at(self.opinion_address) if self.second_opinion else None
        except AddressRefused:
            return ""
        return "" if server is None or server.is_here else server.place


@dataclass(frozen=True, slots=True)
class Reading:
    """Settings as read, the sentences about what could not be read, and the keys that are not ours."""

    settings: Settings
    faults: tuple[str, ...] = ()
    unknown: Mapping[str, object] = field(default_factory=dict)


class SettingsFile:
    """The file the settings live in; keys it does not know, of a newer version, are kept as they are."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._unknown: Mapping[str, object] = {}

    def read(self) -> Reading:
        """The settings; what is missing or unreadable falls back, and each fault is one sentence.

        A file that is no TOML is set aside as `settings.toml.unreadable`, so that writing loses nothing.
        """
        try:
            text = self._path.read_bytes().decode("utf-8")
        except FileNotFoundError:
            return Reading(Settings())
        except (OSError, UnicodeDecodeError) as error:
            return self._set_aside(str(error))
        try:
            reading = parse(tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            return self._set_aside(str(error))
        self._unknown = reading.unknown
        return reading

    def write(self, settings: Settings) -> None:
        """Replace the file in one step, so a crash leaves the old one or the new one; raises OSError."""
        known = {one.name: getattr(settings, one.name) for one in fields(Settings)}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._path, toml_text.dumps({**known, **self._unknown}).encode())

    def _set_aside(self, why: str) -> Reading:
        aside = self._path.with_name(f"{self._path.name}.unreadable")
        line = f"The settings file cannot be read, so the usual settings hold ({why})."
        try:
            self._path.replace(aside)
        except OSError:
            return Reading(Settings(), (line,))
        return Reading(Settings(), (f"{line} It is kept as {aside.name}.",))


def parse(raw: Mapping[str, object]) -> Reading:
    """Settings from plain TOML values; each value that does not fit falls back and is told."""
    usual = Settings()
    good: dict[str, object] = {}
    faults: list[str] = []
    names = {one.name for one in fields(Settings)}
    for name in sorted(names & raw.keys()):
        value = _fit(name, raw[name], like=getattr(usual, name))
        if value is None:
            faults.append(f"The setting {name} cannot be {raw[name]!r}, so the usual value holds.")
        else:
            good[name] = value
    unknown = {key: value for key, value in raw.items() if key not in names}
    return Reading(Settings(**good), tuple(faults), unknown)  # type: ignore[arg-type]  # each fitted to its field


_LIMITS: dict[str, tuple[float, float]] = {
    "voice_rate": (0.5, 2.0),
    "length_s": (5.0, 3600.0),
    "pace_wpm": (20.0, 400.0),
    "fillers_per_minute": (0.0, 60.0),
    "keep_sound_of_last": (0.0, 100_000.0),
    "text_scale": (1.0, 2.0),
}


def _fit(name: str, value: object, *, like: object) -> object | None:
    """The value in the field's type and limits, or None if it does not fit."""
    if name == "markers":
        return _fit_words(value)
    if isinstance(like, tuple):
        return _fit_band(name, value)
    if isinstance(like, bool) or isinstance(value, bool):
        return value if isinstance(like, bool) and isinstance(value, bool) else None
    if isinstance(like, str):
        return _fit_text(name, value)
    return _fit_number(name, value, whole=isinstance(like, int))


def _fit_words(value: object) -> tuple[str, ...] | None:
    """A list of words or phrases, each once; an empty list counts none."""
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        return None
    return tuple(dict.fromkeys(one.strip() for one in cast("tuple[str, ...]", tuple(value)) if one.strip()))


def _fit_text(name: str, value: object) -> str | None:
    if not isinstance(value, str) or (name == "appearance" and value not in ("system", "light", "dark")):
        return None
    return value


def _fit_number(name: str, value: object, *, whole: bool) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    low, high = _LIMITS[name]
    if not low <= value <= high or (whole and value != int(value)):
        return None
    return int(value) if whole else float(value)


def _fit_band(name: str, value: object) -> Band | None:
    if not isinstance(value, list | tuple) or len(value) != 2:
        return None
    low, high = (_fit_number(name, one, whole=False) for one in cast("tuple[object, object]", tuple(value)))
    return (low, high) if low is not None and high is not None and low < high else None
