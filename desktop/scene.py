"""What the stage shows at one moment of a practice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desktop.notices import Notice
from seeds.bank import Bank, Question

State = Literal[
    "idle", "hearing", "ready", "starting", "recording", "asking", "trouble", "finishing", "reviewed"
]

QUIET_DB = -90.0


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment of a practice.

    `progress` is 0 to 1: of the voice while hearing, of the writing down while finishing. `level_db` and
    `peak_db` are dBFS. `hint` is one calm word on the pace, `said` the last words heard, both "" until there
    are any. `wait` says how long the words will take, where that is known, and `lost` how much of the answer
    was not recorded, "" where none was lost. `model_gone`: none will be ready.
    """

    state: State = "idle"
    bank: Bank | None = None
    question: Question | None = None
    microphone: str = ""
    progress: float = 0.0
    elapsed_s: float = 0.0
    level_db: float = QUIET_DB
    peak_db: float = QUIET_DB
    hint: str = ""
    said: str = ""
    wait: str = ""
    lost: str = ""
    model_ready: bool = False
    model_gone: bool = False
    notice: Notice | None = None
