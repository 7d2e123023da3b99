"""An error becomes a sentence: what is safe first, then what happened, then the next step."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from audio.pace_of_machine import QUICK
from coach.spelled import clock
from desktop.words import beginning

if TYPE_CHECKING:
    from seeds.errors import Fault

Wish = Literal[
    "change_microphone",
    "choose_voice",
    "go_on",
    "go_on_with_other",
    "keep",
    "listen",
    "look_again",
    "open_folder",
    "open_log",
    "open_settings",
    "repair_model",
    "review",
    "start_again",
    "start_answering",
    "test_microphone",
    "throw_away",
    "try_again",
    "use_quick_model",
]


@dataclass(frozen=True, slots=True)
class Choice:
    """A button in a notice: what it says, and what the person wishes by pressing it."""

    label: str
    wish: Wish


_IN_TROUBLE = (
    Choice("Go on", "go_on_with_other"),
    Choice("Review what I said", "review"),
    Choice("Start again", "start_again"),
)
_ANOTHER = Choice("Choose another", "change_microphone")
_GO_ON_OR_ANOTHER = (*_IN_TROUBLE[:2], _ANOTHER)
_PLUG = "If it has a plug, plugging it in anew may help."

_HARDLY_ANY_S = 1.0
"""Of an answer with less on disk nothing is called safe: the clock would say "up to 0:00"."""

_PRESSING = ("disk", "mic-off", "mic", "chip", "speaker", "alert")
"""What keeps the answers comes first, then what hears them, writes them down, and reads the questions."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told once: `head` says what is safe, `line` what happened and what to do; the icon's name."""

    head: str
    line: str
    choices: tuple[Choice, ...] = ()
    icon: str = "alert"

    @property
    def rank(self) -> int:
        """How pressing it is, by what it is about; 1 is most."""
        return _PRESSING.index(self.icon) + 1 if self.icon in _PRESSING else len(_PRESSING)


@dataclass(frozen=True, slots=True)
class Where:
    """Where an error met the person: seconds of an answer that are on disk, and the microphones at hand.

    `asked` is whether a question stands on the screen; away from the stage a recording was to be played.
    `heard_by` is the name of the speech model that is loaded all the same, "" where none is.
    """

    safe_s: float | None = None
    asked: bool = True
    microphone: str = ""
    other_microphone: str = ""
    heard_by: str = ""

    @property
    def safe(self) -> str:
        """The sentence on what is safe."""
        if self.safe_s is None:
            return "Your recordings are safe."
        if self.safe_s < _HARDLY_ANY_S:
            return "Nothing of this answer is on the disk yet."
        return f"Your answer up to {clock(self.safe_s)} is safe."


def notice_for(error: BaseException, *, where: Where | None = None) -> Notice:
    """The sentence for this error; one that nobody knows yet gets a general one, and the log has its trace.

    Errors of the other rooms are known by their class's name, its ancestors' after it, so that telling
    a sentence imports no library.
    """
    place = where or Where()
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _disk_full(place)
    for ancestor in type(error).__mro__:
        known = _KNOWN.get(ancestor.__name__)
        if known is not None:
            return known(error, place)
    return _unknown(error, place)


def _disk_full(where: Where) -> Notice:
    choices = (
        Choice("Review it", "review"),
        Choice("Open folder", "open_folder"),
        Choice("Try again", "try_again"),
    )
    return Notice(
        where.safe.replace("is safe", "is saved"),
        "The disk is full; free about 50 MB to go on.",
        choices if where.safe_s is not None else choices[1:],
        icon="disk",
    )


def _unknown(error: BaseException, where: Where) -> Notice:
    told = str(error).strip().rstrip(".") or type(error).__name__
    line = f"Something went wrong that Greenroom does not know yet: {told}. The log has the details."
    return Notice(where.safe, line, (Choice("Open log", "open_log"),))


def no_microphone() -> Notice:
    """There is nothing to record with."""
    return Notice(
        "No microphone found.",
        "Plug one in; it will appear by itself. You can still hear the questions.",
        (Choice("Look again", "look_again"), Choice("Settings", "open_settings")),
        icon="mic-off",
    )


def microphone_vanished(where: Where) -> Notice:
    """The microphone went away: in the middle of an answer, or while it was only tried."""
    if where.safe_s is None:
        return Notice(
            "The microphone went away.",
            "Plug it in again, or choose another one in the settings.",
            (Choice("Settings", "open_settings"),),
            icon="mic-off",
        )
    line = f"{_the_microphone(where)} went away. Plug it in again to go on, or go on with another one."
    other = f"Go on with {where.other_microphone}" if where.other_microphone else "Go on"
    return _in_trouble(where, line, choices=(Choice(other, "go_on_with_other"), *_IN_TROUBLE[1:]))


def microphone_back(where: Where) -> Notice:
    """The microphone that went away in the middle of an answer is plugged in again."""
    return _in_trouble(where, f"{_the_microphone(where)} is back. Go on when you like.", icon="mic")


def _the_microphone(where: Where) -> str:
    return f"The microphone “{where.microphone}”" if where.microphone else "The microphone"


def microphone_does_not_answer(where: Where) -> Notice:
    """One did not wait any longer for the microphone with which an answer was to go on."""
    return _in_trouble(where, "The microphone does not answer yet. Go on tries again.", icon="mic")


def no_microphone_to_go_on(where: Where) -> Notice:
    """One wished to go on with an answer, and there is still no microphone."""
    return _in_trouble(
        where, "No microphone is here yet. Plug one in to go on; what you said stays as long as you like."
    )


def microphone_busy_to_go_on(where: Where) -> Notice:
    """One wished to go on with an answer, and the microphone cannot be opened."""
    line = f"{_named(where.microphone)} cannot be opened now. Another program may hold it."
    return _in_trouble(where, line, choices=_GO_ON_OR_ANOTHER, icon="mic")


def _in_trouble(
    where: Where, line: str, *, choices: tuple[Choice, ...] = _IN_TROUBLE, icon: str = "mic-off"
) -> Notice:
    """An answer cannot go on as it is: what is safe of it comes first. "mic-off" means there is none."""
    return Notice(where.safe.rstrip("."), line, choices, icon=icon)


def microphone_busy(microphone: str) -> Notice:
    """Another program holds the microphone, or the system forbids it."""
    why = "Another program may hold it, or the system may not allow it yet."
    return _nothing_recorded(f"{_named(microphone)} cannot be opened. {why}")


def microphone_silent(microphone: str) -> Notice:
    """The microphone was opened, and gives nothing."""
    return _nothing_recorded(f"{_named(microphone)} was opened and gives no sound. {_PLUG}")


def microphone_silent_to_go_on(where: Where) -> Notice:
    """One wished to go on with an answer, and the microphone was opened and gives nothing."""
    line = f"{_named(where.microphone)} was opened and gives no sound now. {_PLUG}"
    return _in_trouble(where, line, choices=_GO_ON_OR_ANOTHER, icon="mic")


def _nothing_recorded(line: str) -> Notice:
    """An answer cannot begin with this microphone."""
    choices = (Choice("Try again", "try_again"), _ANOTHER)
    return Notice("Nothing is recorded yet.", line, choices, icon="mic")


def _named(microphone: str) -> str:
    return f"“{microphone}”" if microphone else "The microphone"


def no_voice() -> Notice:
    """No voice can read the question aloud."""
    return Notice(
        "No voice found, so the question stays on the screen.",
        "Install a voice to hear it: on Debian and Ubuntu “apt install espeak-ng”.",
        (Choice("Start answering", "start_answering"), Choice("Voices", "choose_voice")),
        icon="speaker",
    )


def no_loudspeaker(*, asked: bool = True) -> Notice:
    """There is nothing to play sound on."""
    meanwhile = " Questions stay on the screen, and you can answer." if asked else ""
    return Notice(
        "No loudspeaker found, so nothing can be played.",
        f"Plug one in, or choose another in the settings.{meanwhile}",
        (Choice("Start answering", "start_answering"), Choice("Settings", "open_settings")),
        icon="speaker",
    )


def voice_silent() -> Notice:
    """A voice is there and did not read the question, as on a very busy computer."""
    return Notice(
        "The voice did not answer, so the question stays on the screen.",
        "The key R tries once more. Settings has other voices.",
        (Choice("Start answering", "start_answering"), Choice("Voices", "choose_voice")),
        icon="speaker",
    )


def loudspeaker_silent(*, asked: bool = True) -> Notice:
    """A loudspeaker is there and did not play the question, or the recording."""
    head = "The loudspeaker does not play"
    return Notice(
        f"{head}, so the question stays on the screen." if asked else f"{head}; your recording is safe.",
        "Another program may hold it. Choose another in the settings; answers can be recorded.",
        (Choice("Start answering", "start_answering"), Choice("Settings", "open_settings")),
        icon="speaker",
    )


def no_words(*, silent: bool = False) -> Notice:
    """The sound was kept, but nobody speaks in it."""
    line = "The microphone gave only silence." if silent else "No words were heard in it."
    return Notice(
        "The sound is saved.",
        line,
        (
            Choice("Listen", "listen"),
            Choice("Test the microphone", "test_microphone"),
            Choice("Try again", "start_again"),
        ),
        icon="mic",
    )


def nothing_heard_yet(microphone: str) -> Notice:
    """Five seconds without a sound."""
    name = microphone or "the microphone"
    return Notice(
        "Nothing heard yet.",
        f"Is {name} the right one?",
        (Choice("Change", "change_microphone"),),
        icon="mic",
    )


def microphone_slow() -> Notice:
    """A microphone that is being opened and does not answer; what one says meanwhile nobody hears."""
    return Notice(
        "Nothing is recorded now.", "The microphone does not answer yet. Esc leaves it.", icon="mic"
    )


def leave_question() -> Notice:
    """Leaving while recording; the recording goes on meanwhile."""
    return Notice(
        "Keep what you said so far?",
        "The recording goes on while you choose.",
        (Choice("Keep", "keep"), Choice("Go on", "go_on"), Choice("Throw away", "throw_away")),
        icon="mic",
    )


def not_finished(at: str, *, asked: str = "") -> Notice:
    """A take was found that the app did not come to finish; `asked` is the question, if it is known."""
    question = f"You were asked: “{beginning(asked)}” " if asked else ""
    return Notice(
        f"An answer from {at} was not finished. It is safe.",
        f"{question}Greenroom can write it down now.",
        (Choice("Review it", "review"), Choice("Throw away", "throw_away")),
        icon="mic",
    )


def model_damaged(where: Where) -> Notice:
    """The speech model on disk is not whole."""
    line = f"The speech model is damaged and needs a new copy. {_heard_meanwhile(where)}"
    return Notice(
        "Your recordings are fine.",
        line.rstrip(),
        (Choice("Repair", "repair_model"), Choice("Use Quick for now", "use_quick_model")),
        icon="chip",
    )


def model_not_loaded(where: Where) -> Notice:
    """The listening process ended twice while it loaded the speech model."""
    line = "The speech model could not be loaded; there may be too little memory for it."
    return _no_model(
        f"{line} {_heard_meanwhile(where) or 'Until another one is, answers are kept as sound.'}"
    )


def model_missing(where: Where) -> Notice:
    """The speech model is not on this computer."""
    line = "The speech model is not on this computer."
    return _no_model(f"{line} {_heard_meanwhile(where) or 'Until it is, answers are kept as sound.'}")


def _no_model(line: str) -> Notice:
    choices = (Choice("Use Quick for now", "use_quick_model"), Choice("Settings", "open_settings"))
    return Notice("Your recordings are fine.", line, choices, icon="chip")


def _heard_meanwhile(where: Where) -> str:
    """Which model writes the answers down all the same; "" where none does."""
    if where.heard_by == QUICK:
        return "Quick writes your answers down meanwhile."
    return "Another one writes your answers down meanwhile." if where.heard_by else ""


def quick_model_took_over() -> Notice:
    """The listener was so far behind that the end was written down with the quick model."""
    return Notice(
        "The quick model wrote down the rest.",
        "This computer was behind with the larger one. Settings has both.",
        (Choice("Use the quick model", "use_quick_model"),),
        icon="chip",
    )


def words_later() -> Notice:
    """The recogniser fell over; the sound did not."""
    return Notice(
        "The sound is saved.",
        "Writing it down did not work this time. It will be tried again at the next start.",
        (Choice("Try again", "try_again"), Choice("Listen", "listen")),
        icon="chip",
    )


def not_listened() -> Notice:
    """An answer is looked at whose words nobody has written down."""
    return Notice(
        "The sound is saved.",
        "It could not be written down. You can have that tried again, now or after the next start.",
        (Choice("Write it down", "try_again"), Choice("Listen", "listen")),
        icon="chip",
    )


def unreadable_history() -> Notice:
    """The history file cannot be opened."""
    return Notice(
        "Your recordings are safe.",
        "The list of answers cannot be opened. Another program may hold it, or the folder may be read-only.",
        (Choice("Open folder", "open_folder"), Choice("Try again", "try_again")),
        icon="disk",
    )


def read_only(path: str) -> Notice:
    """The data folder cannot be written."""
    return Notice(
        "Your recordings are safe.",
        f"The folder {path or 'of your answers'} cannot be written. Allow writing there to keep new answers.",
        (Choice("Open folder", "open_folder"), Choice("Try again", "try_again")),
        icon="disk",
    )


def banks_unreadable(faults: Sequence[Fault]) -> Notice:
    """Files of questions that are not read: each is named, and of one alone what is wrong first."""
    files = list(dict.fromkeys(one.file for one in faults))
    if len(files) > 1:
        told = f"{len(files)} banks cannot be read: {', '.join(files)}. “greenroom doctor” says why."
    else:
        told = f"One bank cannot be read: {faults[0]}."
        told += " “greenroom doctor” names all that is wrong in it." if len(faults) > 1 else ""
    return Notice("Your other questions are fine.", told, (Choice("Open folder", "open_folder"),))


def settings_unreadable(faults: Sequence[str]) -> Notice:
    """What the settings file says that no setting can be, all of it."""
    return Notice(faults[0], " ".join(faults[1:]), (Choice("Open folder", "open_folder"),))


def _microphone_missing(_error: BaseException, where: Where) -> Notice:
    return no_microphone() if where.safe_s is None else no_microphone_to_go_on(where)


def _microphone_busy(error: BaseException, where: Where) -> Notice:
    named = _at(error, where)
    return microphone_busy(named.microphone) if where.safe_s is None else microphone_busy_to_go_on(named)


def _microphone_silent(error: BaseException, where: Where) -> Notice:
    named = _at(error, where)
    return microphone_silent(named.microphone) if where.safe_s is None else microphone_silent_to_go_on(named)


def _at(error: BaseException, where: Where) -> Where:
    """The same with the microphone that the error names, if it names one."""
    return replace(where, microphone=getattr(error, "device", "") or where.microphone)


def _sound_missing(_error: BaseException, _where: Where) -> Notice:
    return Notice(
        "Your recordings are safe.",
        "The sound library PortAudio is missing. On Debian and Ubuntu “apt install libportaudio2” brings it.",
        (Choice("Look again", "look_again"),),
        icon="speaker",
    )


def _with_what_is_safe(error: BaseException, where: Where) -> Notice:
    """These errors say themselves what happened and what to do."""
    line = str(error)
    return Notice(where.safe, line[:1].upper() + line[1:], (Choice("Open log", "open_log"),))


def _recording_failed(error: BaseException, where: Where) -> Notice:
    if where.safe_s is None:
        return _with_what_is_safe(error, where)
    line = "The recording broke off; the log has the details. Go on tries again, in the same answer."
    return _in_trouble(where, line, icon="mic")


def nothing_written(error: BaseException) -> Notice:
    """The answer is over, and nothing of what was said is on disk; `error` says why."""
    cause = notice_for(error)
    line, choices = cause.line, (Choice("Open log", "open_log"),)
    if type(error).__name__ == "RecordingFailed":
        line = "The recording broke off; the log has the details. Answer again when you like."
    elif cause.icon == "disk":
        line = f"{cause.line.replace(' to go on', '').rstrip('.')}, then answer again."
        choices = (Choice("Open folder", "open_folder"),)
    return Notice("Nothing of this answer could be written to the disk.", line, choices, icon="disk")


def _refused(error: BaseException, where: Where) -> Notice:
    """A command's own sentence; where it tells of an error that has a notice, that one."""
    cause = error.__cause__
    return _with_what_is_safe(error, where) if cause is None else notice_for(cause, where=where)


def _sound_gone(error: BaseException, _where: Where) -> Notice:
    return Notice(
        "The words and figures of this answer are kept.",
        f"Its sound, {_file_name(error)}, is no longer in the folder of recordings.",
        (Choice("Open folder", "open_folder"),),
    )


def _sound_broken(error: BaseException, _where: Where) -> Notice:
    return Notice(
        "The words and figures of this answer are kept.",
        f"Its sound cannot be played: the file {_file_name(error)} is damaged.",
        (Choice("Open folder", "open_folder"),),
    )


def _file_name(error: BaseException) -> str:
    return Path(getattr(error, "path", "")).name


def _in_its_own_words(error: BaseException, where: Where) -> Notice:
    """These errors say themselves what is safe, in their first sentence, and what to do."""
    head, dot, line = str(error).partition(". ")
    if not dot:
        head, line = where.safe, str(error)
    return Notice(
        head.rstrip(".") + ".",
        line,
        (Choice("Open folder", "open_folder"), Choice("Try again", "try_again")),
        icon="disk",
    )


def _bank_not_kept(error: BaseException, where: Where) -> Notice:
    """It says so as well, and no answer is kept or not kept for it: it does not press like the disk."""
    choices = (Choice("Open folder", "open_folder"),)
    return replace(_in_its_own_words(error, where), icon="alert", choices=choices)


def _judge_damaged(error: BaseException, where: Where) -> Notice:
    """Only installing mends it, as it says; meanwhile one may speak on."""
    choices = (Choice("Start answering", "start_answering"), Choice("Open log", "open_log"))
    return replace(_in_its_own_words(error, where), icon="alert", choices=choices)


_Teller = Callable[[BaseException, Where], Notice]

_KNOWN: dict[str, _Teller] = {
    "DiskFull": lambda _error, where: _disk_full(where),
    "ReadOnlyFolder": lambda error, _where: read_only(str(getattr(error, "path", ""))),
    "MicrophoneMissing": _microphone_missing,
    "MicrophoneVanished": lambda _error, where: microphone_vanished(where),
    "MicrophoneBusy": _microphone_busy,
    "MicrophoneSilent": _microphone_silent,
    "LoudspeakerMissing": lambda _error, where: no_loudspeaker(asked=where.asked),
    "LoudspeakerBusy": lambda _error, where: loudspeaker_silent(asked=where.asked),
    "LoudspeakerVanished": lambda _error, where: loudspeaker_silent(asked=where.asked),
    "VoiceMissing": lambda _error, _where: no_voice(),
    "VoiceError": lambda _error, _where: voice_silent(),
    "PortAudioMissing": _sound_missing,
    "ModelDamaged": lambda _error, where: model_damaged(where),
    "ModelMissing": lambda _error, where: model_missing(where),
    "ModelNotLoaded": lambda _error, where: model_not_loaded(where),
    "Refusal": _refused,
    "FileMissing": _sound_gone,
    "NotSound": _sound_broken,
    "EmptySound": _sound_broken,
    "DamagedSound": _sound_broken,
    "RecordingFailed": _recording_failed,
    "WorkerDied": lambda _error, _where: words_later(),
    "AudioError": _with_what_is_safe,
    "BankError": lambda error, _where: banks_unreadable(getattr(error, "faults", ())),
    "BankNotKept": _bank_not_kept,
    "HistoryFull": lambda _error, where: _disk_full(where),
    "HistoryError": _in_its_own_words,
    "JudgeDamaged": _judge_damaged,
    sqlite3.DatabaseError.__name__: lambda _error, _where: unreadable_history(),
    PermissionError.__name__: lambda error, _where: read_only(str(getattr(error, "filename", "") or "")),
}
