"""How fast this machine reads speech, measured at each start, and which model it can keep up with."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

BETTER = "base"
QUICK = "tiny.en"
ENOUGH_S = 0.4
"""Up to this pace base keeps up: it takes two to three times as long, for what stays; it drafts nothing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The model that was chosen, and why, in a sentence for people."""

    model: str
    reason: str


def choose(pace_s: float | None, *, installed: tuple[str, ...]) -> Choice:
    """The best model that keeps up; `pace_s` is what `Transcriber.pace_s` measured, none if nobody has yet.

    Both models are only offered if they are installed; the quick one always is.
    """
    if BETTER not in installed:
        return Choice(QUICK, "The quick model is the only one here.")
    if pace_s is None:
        return Choice(QUICK, "The quick model, until this computer has been measured.")
    if pace_s > ENOUGH_S:
        return Choice(QUICK, "The quick model, since this computer would fall behind with the better one.")
    return Choice(BETTER, "The better model, since this computer keeps up with it.")


def keep(pace_s: float, path: Path) -> None:
    """Writes a new measure for the next start; one that cannot be written is only measured again."""
    with suppress(OSError):
        path.write_text(f"{pace_s:.3f}\n", encoding="ascii")


def kept(path: Path) -> float | None:
    """The last measure, none if there is none that can be read."""
    try:
        return float(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
