"""Every error becomes a calm sentence with the next step."""

from __future__ import annotations

import errno
import re
import sqlite3
from pathlib import Path

import pytest

from audio.errors import (
    DamagedSound,
    DiskFull,
    EmptySound,
    FileError,
    FileMissing,
    LoudspeakerBusy,
    LoudspeakerMissing,
    LoudspeakerVanished,
    MicrophoneBusy,
    MicrophoneMissing,
    MicrophoneSilent,
    MicrophoneVanished,
    ModelDamaged,
    ModelError,
    ModelMissing,
    ModelNotLoaded,
    NotSound,
    PortAudioMissing,
    ReadOnlyFolder,
    RecordingFailed,
    VoiceMissing,
    VoiceTimeout,
    WorkerDied,
)
from coach.errors import (
    HistoryBusy,
    HistoryDamaged,
    HistoryFull,
    HistoryReadOnly,
    HistoryTooNew,
    JudgeDamaged,
)
from desktop.notices import Notice, Where, banks_unreadable, notice_for
from desktop.refusals import Refusal
from seeds.errors import BankError, BankNotKept, Fault

ERRORS: list[BaseException] = [
    MicrophoneMissing(),
    MicrophoneVanished("Yeti"),
    MicrophoneBusy("Yeti"),
    MicrophoneSilent("Yeti"),
    LoudspeakerMissing(),
    LoudspeakerBusy("Speakers"),
    PortAudioMissing(),
    VoiceMissing(),
    VoiceTimeout(),
    ModelMissing("base"),
    ModelDamaged("base"),
    ModelNotLoaded("large-v3"),
    JudgeDamaged(Path("reader.onnx")),
    BankNotKept("The bank was not saved. The folder is read-only."),
    BankError((Fault("mine.toml", "line 3", "", "no question"),)),
    RecordingFailed(),
    WorkerDied(),
    DiskFull(Path("a.pcm")),
    ReadOnlyFolder(Path("recordings")),
    DamagedSound(Path("a.flac"), 3.0),
    HistoryTooNew(Path("history.db")),
    HistoryDamaged(Path("history.db")),
    HistoryReadOnly(Path("history.db")),
    HistoryFull(Path("history.db")),
    HistoryBusy(Path("history.db")),
    OSError(errno.ENOSPC, "No space left on device"),
    PermissionError(errno.EACCES, "Permission denied", "/data"),
    sqlite3.OperationalError("database is locked"),
    RuntimeError("what nobody thought of"),
    ValueError(""),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_the_sentence_is_calm_and_complete(error: BaseException) -> None:
    notice = notice_for(error)
    assert "!" not in notice.head + notice.line
    assert notice.head
    assert notice.line.endswith(".")
    assert 1 <= len(notice.choices) <= 3


def test_what_is_safe_comes_first() -> None:
    notice = notice_for(OSError(errno.ENOSPC, "full"), where=Where(safe_s=72.4))
    assert notice.head == "Your answer up to 1:12 is saved."


def test_a_recording_that_broke_off_can_be_gone_on_with() -> None:
    notice = notice_for(RecordingFailed(), where=Where(safe_s=48.0))
    assert notice.head == "Your answer up to 0:48 is safe"
    assert [one.wish for one in notice.choices] == ["go_on_with_other", "review", "start_again"]


def test_an_unknown_error_is_shown_all_the_same_with_its_own_words() -> None:
    assert "what nobody thought of" in notice_for(RuntimeError("what nobody thought of")).line
    assert "ValueError" in notice_for(ValueError()).line


def test_a_commands_refusal_is_told_as_the_error_behind_it() -> None:
    try:
        raise Refusal("The speech model is damaged (/a/long/path/model.bin).") from ModelDamaged("tiny.en")
    except Refusal as error:
        told = notice_for(error)
    assert told == notice_for(ModelDamaged("tiny.en"))
    assert "does not know yet" not in notice_for(Refusal("There is no such bank.")).line


@pytest.mark.parametrize("kind", [FileMissing, NotSound, EmptySound, DamagedSound])
def test_a_recording_that_cannot_be_played_is_not_called_safe(kind: type[FileError], tmp_path: Path) -> None:
    told = notice_for(kind(tmp_path / "20261127-1.flac"))
    assert told.head == "The words and figures of this answer are kept."
    assert "20261127-1.flac" in told.line
    assert str(tmp_path) not in told.line


@pytest.mark.parametrize(
    "error",
    [VoiceMissing(), VoiceTimeout(), LoudspeakerMissing(), LoudspeakerBusy(), LoudspeakerVanished()],
    ids=lambda error: type(error).__name__,
)
def test_a_question_that_is_not_read_aloud_can_be_answered_all_the_same(error: BaseException) -> None:
    assert notice_for(error).choices[0].wish == "start_answering"


def test_a_child_of_a_known_error_gets_its_parents_sentence() -> None:
    class VoiceMissing(Exception):
        pass

    class OneVoiceMissing(VoiceMissing):
        pass

    assert notice_for(OneVoiceMissing()).head.startswith("No voice found")


def test_every_button_says_something_short() -> None:
    labels = [choice.label for error in ERRORS for choice in notice_for(error).choices]
    assert all(re.fullmatch(r"[A-Z][\w ’'-]{2,30}", label) for label in labels)
    assert isinstance(notice_for(ERRORS[0]), Notice)


@pytest.mark.parametrize("error", [LoudspeakerMissing(), LoudspeakerBusy(), LoudspeakerVanished()])
def test_away_from_the_stage_no_question_is_said_to_stay_on_the_screen(error: Exception) -> None:
    on_the_stage, elsewhere = notice_for(error), notice_for(error, where=Where(asked=False))
    assert "on the screen" in f"{on_the_stage.head} {on_the_stage.line}"
    assert "on the screen" not in f"{elsewhere.head} {elsewhere.line}"


@pytest.mark.parametrize("safe_s", [None, 48.0])
def test_one_that_was_opened_and_gives_no_sound_is_not_said_to_be_held_by_others(
    safe_s: float | None,
) -> None:
    notice = notice_for(MicrophoneSilent("Yeti"), where=Where(safe_s=safe_s))
    assert "“Yeti” was opened and gives no sound" in notice.line
    assert "nother program" not in notice.line
    assert notice.choices[-1].wish == "change_microphone"


@pytest.mark.parametrize(
    ("heard_by", "after"),
    [
        ("base", "Another one writes your answers down meanwhile."),
        ("tiny.en", "Quick writes your answers down meanwhile."),
        ("", "kept as sound."),
    ],
)
@pytest.mark.parametrize("error", [ModelNotLoaded("large-v3"), ModelMissing("large-v3")])
def test_a_model_that_cannot_be_used_says_who_listens_now(
    heard_by: str, after: str, error: ModelError
) -> None:
    notice = notice_for(error, where=Where(heard_by=heard_by))
    assert notice.head == "Your recordings are fine."
    assert notice.line.endswith(after)
    assert [one.wish for one in notice.choices] == ["use_quick_model", "open_settings"]


@pytest.mark.parametrize("error", [JudgeDamaged(Path("reader.onnx")), BankNotKept("It was not saved. Why.")])
def test_what_keeps_the_answers_comes_before_a_bank_and_the_judge(error: Exception) -> None:
    history, other = notice_for(HistoryDamaged(Path("history.db"))), notice_for(error)
    assert (history.icon, other.icon) == ("disk", "alert")
    assert history.rank < notice_for(ModelMissing("base")).rank < other.rank


def test_a_bank_that_cannot_be_read_is_told_alike_wherever_it_is_found() -> None:
    faults = (Fault("mine.toml", "line 3", "", "no question"), Fault("mine.toml", "line 9", "", "no points"))
    assert notice_for(BankError(faults)) == banks_unreadable(faults)


def test_a_notice_offers_only_what_helps() -> None:
    judge = notice_for(JudgeDamaged(Path("reader.onnx")))
    assert [one.wish for one in judge.choices] == ["start_answering", "open_log"]
    bank = notice_for(BankNotKept("It was not saved. The folder is read-only."))
    assert [one.wish for one in bank.choices] == ["open_folder"]


@pytest.mark.parametrize("safe_s", [None, 48.0])
@pytest.mark.parametrize("error", [MicrophoneBusy("Yeti"), MicrophoneSilent("Yeti")])
def test_a_microphone_that_is_busy_or_silent_is_not_called_none(
    safe_s: float | None, error: Exception
) -> None:
    assert notice_for(error, where=Where(safe_s=safe_s)).icon == "mic"
    assert notice_for(MicrophoneMissing(), where=Where(safe_s=safe_s)).icon == "mic-off"


def test_a_damaged_model_says_who_listens_now() -> None:
    told = notice_for(ModelDamaged("base"), where=Where(heard_by="tiny.en")).line
    assert told.endswith("needs a new copy. Quick writes your answers down meanwhile.")
