"""What the stage shows at one moment, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.norms import side
from coach.spelled import clock
from desktop.notices import Notice
from desktop.style.tokens import Color

Moment = Literal["hearing", "ready", "starting", "recording", "asking", "trouble", "finishing"]

QUIET_DB = -90.0
GETTING_READY = "Getting ready, about 10 seconds. You can already listen to the question."
KEPT_AS_SOUND = "No speech model can be used now, so your answer is kept as sound. Settings has others."
NO_HURRY = "No hurry. Nothing is recorded until you start."
ADDED_LATER = "The transcript will be added when it is ready."
_ANNOUNCED: dict[Moment, str] = {
    "hearing": "Reading the question",
    "recording": "Recording",
    "finishing": "Your answer is saved. Writing down the last words.",
}
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class StageState:
    """One moment of a practice.

    `place` is where the question stands ("Data engineer · 3 of 12"). `progress` is 0 to 1: of the voice while
    hearing, of the writing down while finishing. `level_db` is dBFS. `hint` is one calm word on the pace and
    `said` the last words heard; both are "" until there are any, and `said` is shown only with `live_words`.
    `wait` says how long the words will take where that is long ("about 20 s"); `lost`, in a sentence, how
    much of the answer was not recorded. `notice` takes the place of the buttons, but while recording it is
    one quiet line. `model_gone`: no speech model will be ready.
    """

    moment: Moment = "ready"
    question: str = ""
    place: str = ""
    target_s: tuple[float, float] = (60.0, 120.0)
    microphone: str = ""
    progress: float = 0.0
    elapsed_s: float = 0.0
    level_db: float = QUIET_DB
    hint: str = ""
    said: str = ""
    live_words: bool = False
    wait: str = ""
    lost: str = ""
    model_ready: bool = True
    model_gone: bool = False
    notice: Notice | None = None

    @property
    def is_before(self) -> bool:
        """Whether nothing has been said yet."""
        return self.moment in ("hearing", "ready")


def beside_clock(state: StageState) -> str:
    """The words beside the timer."""
    low, high = state.target_s
    if state.moment == "finishing":
        return "your answer is saved"
    if state.moment == "trouble":
        return "stopped here"
    if side("length", state.elapsed_s, state.target_s) > 0:
        return f"past {clock(high)}"
    return f"of {clock(low)} to {clock(high)}"


def clock_tone(state: StageState) -> Color:
    """The colour of the timer: full while it runs."""
    return "ink" if state.moment in ("recording", "asking") else "ink2"


def aim(target_s: tuple[float, float]) -> str:
    """How long an answer should take, in a sentence."""
    low, high = (seconds / 60 for seconds in target_s)
    if low.is_integer() and high.is_integer() and 1 <= low < high <= 10:
        return f"Aim for {_NUMBERS[int(low)]} to {_NUMBERS[int(high)]} minutes."
    return f"Aim for {clock(target_s[0])} to {clock(target_s[1])}."


def before_words(state: StageState) -> str:
    """What stands under the buttons before the answer."""
    words = f"{NO_HURRY} {aim(state.target_s)}"
    if state.model_ready:
        return words
    return f"{words}\n{KEPT_AS_SOUND if state.model_gone else GETTING_READY}"


def announced(state: StageState, *, after: StageState) -> str:
    """What a screen reader says, once, when this comes after that; "" for nothing."""
    notice = state.notice
    if state.moment == "trouble" and notice is not None and notice != after.notice:
        return f"{notice.head.rstrip('.')}. {notice.line}"
    return _ANNOUNCED.get(state.moment, "") if state.moment != after.moment else ""
