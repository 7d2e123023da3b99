"""What the settings page shows: what was chosen, and what there is to choose from on this computer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.settings import Settings
from desktop.widgets.model_row import ModelLine

_USUAL = Settings()


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen: the value that is kept, and how it is called."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class SettingsView:
    """What the page shows; devices and voices that are not listed are not there.

    `default_microphone` is the name of the system's own choice, "" if unknown; `model` the name of the model
    in use, `next_model` which one the automatic choice falls on at the next start and why, "" if on the same,
    `model_fault` says in a sentence or two what is wrong with one and how to mend it.
    `answers` and `size_bytes` count what is kept in `folder`. While `is_looking` devices are still being
    looked for, so that none is missed too early.
    """

    settings: Settings = _USUAL
    microphones: tuple[Option, ...] = ()
    loudspeakers: tuple[Option, ...] = ()
    voices: tuple[Option, ...] = ()
    models: tuple[ModelLine, ...] = ()
    model: str = ""
    next_model: str = ""
    model_fault: str = ""
    default_microphone: str = ""
    default_loudspeaker: str = ""
    answers: int = 0
    size_bytes: int = 0
    folder: str = ""
    is_looking: bool = False


def choices(
    options: Sequence[Option], *, chosen: str, default: str, nothing: str = "System default"
) -> tuple[tuple[str, str], ...]:
    """What a list of devices offers: the system's choice first, and a chosen one even while it is away."""
    first = f"{default} (system default)" if default else nothing
    listed = [(one.value, one.words) for one in options]
    away = [] if not chosen or chosen in dict(listed) else [(chosen, f"{chosen} (not there now)")]
    return (("", first), *listed, *away)
