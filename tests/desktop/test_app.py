"""The whole app with faked instruments, driven by the keyboard."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from pytestqt.qtbot import QtBot

from audio.errors import AudioError, DiskFull, MicrophoneVanished, ModelDamaged, ModelMissing
from audio.models import ModelFolder
from audio.take import Take
from audio.worker import Finished, Loaded
from coach.attempt import Attempt
from coach.errors import HistoryDamaged, HistoryFull, JudgeDamaged
from coach.history import History
from coach.transcript import Heard
from desktop.instruments import Instruments
from desktop.keeping import About, Keeper
from desktop.letting_go import let_go
from desktop.pages.review.head import READ_AGAIN, SETTLING
from desktop.pages.review.view import ReviewView
from desktop.paths import Paths
from desktop.recovery import Found
from desktop.settings import Settings, SettingsFile
from desktop.widgets.choice_menu import ChoiceMenu
from desktop.widgets.label import Label
from tests.coach.attempts import attempt
from tests.coach.model_server import open_model_server
from tests.desktop.fakes_practice import BANK, BUILT_IN, NOON, QUESTION, YETI, heard
from tests.desktop.house import WELCOMED, House

Key = Qt.Key


class SleepyHouse(House):
    """Its instruments wake when `gate` opens."""

    def __init__(self, qtbot: QtBot, home: Path) -> None:
        self.gate = threading.Event()
        super().__init__(qtbot, home)

    def _wake(self) -> Instruments:
        assert self.gate.wait(30)
        return super()._wake()


@pytest.fixture
def sleepy(qtbot: QtBot, home: Path) -> Iterator[SleepyHouse]:
    """The app while it wakes up, with a question on the screen."""
    made = SleepyHouse(qtbot, home)
    try:
        made.wait(lambda: made.app.questions_page.sheet is not None)
        yield made
    finally:
        made.gate.set()
        made.awake()
        made.app.close()


def test_an_answer_that_was_begun_while_the_app_wakes_up_begins_when_it_is_awake(sleepy: SleepyHouse) -> None:
    sleepy.press(Key.Key_Return)
    assert (sleepy.place, sleepy.state) == ("practice", "asleep")
    sleepy.press(Key.Key_Space)
    sleepy.press(Key.Key_Space)
    sleepy.gate.set()
    sleepy.wait(lambda: sleepy.state == "recording")


def test_a_stage_that_was_left_while_the_app_wakes_up_stays_left(sleepy: SleepyHouse) -> None:
    sleepy.press(Key.Key_Return)
    sleepy.press(Key.Key_Space)
    sleepy.press(Key.Key_Escape)
    assert sleepy.place == "questions"
    sleepy.gate.set()
    sleepy.awake().wait(lambda: not sleepy.app.room.tasks.running)
    assert sleepy.place == "questions"
    assert not sleepy.player.is_playing
    sleepy.recording()


def test_the_window_shows_before_anything_that_sounds_is_woken(house: House) -> None:
    house.awake()
    assert house.painted_when_woken
    assert house.woken_on not in (None, threading.get_ident())


def test_a_whole_practice_by_keyboard_ends_on_the_review(house: House) -> None:
    house.awake().answered("I built the whole pipeline")
    view = house.app.review_page.view
    assert view is not None
    assert view.review.heard.transcript.text == "I built the whole pipeline"
    kept = History.open(house.paths.history)
    assert len(kept.summaries()) == 1
    kept.close()
    assert len(list(house.paths.recordings.glob("*.flac"))) == 1


def test_the_answer_shows_up_on_the_questions_and_progress_pages(house: House) -> None:
    house.awake().answered()
    house.press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    sheet = house.app.questions_page.sheet
    assert sheet is not None
    assert len(sheet.detail.attempts) == 1
    house.press(Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert house.place == "progress"
    assert len(house.app.progress_page.shown) == 1


def test_escape_leaves_the_stage_at_once_and_silences_the_voice(house: House) -> None:
    house.awake()
    house.press(Key.Key_Return)
    house.wait(lambda: house.state == "hearing" and house.player.is_playing)
    house.press(Key.Key_Escape)
    assert house.place == "questions"
    house.wait(lambda: not house.player.is_playing)


def test_escape_while_recording_asks_first_and_other_pages_wait(house: House) -> None:
    house.awake().recording()
    house.press(Key.Key_Escape)
    assert (house.place, house.state) == ("practice", "asking")
    house.press(Key.Key_Escape)
    assert house.state == "recording"
    house.press(Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert (house.place, house.state) == ("practice", "asking")


def test_thrown_away_can_be_undone(house: House) -> None:
    house.awake().recording()
    house.press(Key.Key_Escape)
    house.app.on_wish("throw_away")
    assert house.place == "questions"
    house.wait(lambda: not house.app.room.tasks.running)
    assert not list(house.paths.unfinished.iterdir())
    house.app.window.toast._button.click()
    house.wait(lambda: house.state == "finishing")
    house.worker.finish("it is back")
    house.wait(lambda: house.place == "review")


def test_who_throws_an_answer_away_finds_the_ones_before_it_in_the_list(house: House) -> None:
    house.awake().answered()
    house.press(Key.Key_T)
    house.press(Key.Key_Space)
    house.wait(lambda: house.state == "recording")
    house.press(Key.Key_Escape)
    house.app.on_wish("throw_away")
    assert house.place == "questions"
    sheet = house.app.questions_page.sheet
    assert sheet is not None
    assert len(sheet.detail.attempts) == 1


def test_trying_again_stands_before_the_same_question(house: House) -> None:
    house.awake().answered()
    house.press(Key.Key_T)
    assert (house.place, house.state) == ("practice", "ready")


def test_the_next_question_is_another_one(house: House) -> None:
    house.awake().answered()
    before = house.reviewed
    house.press(Key.Key_N)
    house.wait(lambda: house.place == "practice")
    assert house.app.session is not None
    assert house.app.session.scene.question != before.question


def test_a_deleted_answer_can_be_brought_back(house: House) -> None:
    house.awake().answered()
    house.deleted()
    house.app.window.toast._button.click()
    house.wait(lambda: len(house.app.room.library.lines) == 1)


def test_an_answer_that_a_crash_left_behind_is_offered_at_the_next_start(
    house: House, qtbot: QtBot, home: Path
) -> None:
    house.awake().recording()
    house.app.close()
    again = House(qtbot, home)
    try:
        again.awake()
        again.wait(again.app.questions_page.unfinished.isVisible)
        card = again.app.questions_page.unfinished
        assert card.notice is not None
        assert card.notice.head == "An answer from 12:00 was not finished. It is safe."
        assert "“Tell me about a computer vision project that you owned" in card.notice.line
        card.buttons[0].click()
        again.wait(lambda: again.state == "finishing")
        assert closed(again)[2:] == ("in no hurry",)
        again.worker.finish("what was said")
        again.wait(lambda: again.place == "review")
    finally:
        again.app.close()


def closed(house: House) -> tuple[object, ...]:
    """How the listening process was last told that a take is over."""
    return [call for call in house.worker.calls if call[0] == "close"][-1]


def left_by_a_crash(paths: Paths, *, day: int) -> Take:
    """An answer of this day of November that was not finished."""
    about = About("", "", QUESTION, NOON.replace(day=day))
    take = Take.begin(paths.unfinished, rate_hz=16_000, about=about.written())
    take.write(np.zeros(32_000, np.float32))
    take.close()
    return take


def test_on_a_full_disk_what_a_crash_left_is_offered_and_then_that_is_told(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_take: Take, path: Path) -> None:
        raise DiskFull(path)

    paths = Paths(home)
    judged, crashed = (left_by_a_crash(paths, day=day) for day in (22, 23))
    history = History.open(paths.history)
    history.add(replace(attempt(1), id=judged.id))
    history.close()
    monkeypatch.setattr(Take, "keep", refuse)
    house = House(qtbot, home)
    try:
        house.awake()
        house.wait(house.app.questions_page.unfinished.isVisible)
        assert [one.id for one in house.app._waking._unfinished.takes] == [crashed.id]
        house.wait(lambda: "disk is full" in house.app.window.toast.accessibleName())
        assert [one.getMessage() for one in caplog.records] == [
            f"The take {judged.id} could not be put in order"
        ]
    finally:
        house.app.close()


def test_an_answer_given_before_the_app_has_looked_is_not_taken_for_one_that_a_crash_left(
    house: House,
) -> None:
    house.awake().recording()
    house.app._waking._unfinished.look()
    house.wait(lambda: not house.app.room.tasks.running)
    assert not house.app.questions_page.unfinished.isVisible()
    assert house.app._waking._unfinished.takes == ()
    assert len(Take.unfinished(house.paths.unfinished)) == 1


def test_every_unfinished_answer_is_offered_newest_first_and_throwing_away_can_be_undone(
    qtbot: QtBot, home: Path
) -> None:
    for day in (22, 23):
        left_by_a_crash(Paths(home), day=day)
    house = House(qtbot, home)
    try:
        house.awake()
        card = house.app.questions_page.unfinished
        house.wait(card.isVisible)
        assert card.notice is not None
        assert "yesterday" in card.notice.head
        assert "1 more" in card.notice.line
        card.buttons[1].click()
        assert "22 November" in card.notice.head
        house.wait(lambda: "Thrown away" in house.app.window.toast.accessibleName())
        assert len(Take.unfinished(house.paths.unfinished)) == 1
        house.app.window.toast._button.click()
        house.wait(lambda: len(Take.unfinished(house.paths.unfinished)) == 2)
    finally:
        house.app.close()


def in_trouble(house: House) -> None:
    """The microphone has gone two seconds into an answer."""
    recorder = house.awake().recording()
    recorder.tell(elapsed_s=2.0, error=MicrophoneVanished("Built-in Microphone"))
    house.wait(lambda: house.state == "trouble")


def test_a_microphone_that_vanishes_is_told_on_the_stage(house: House) -> None:
    in_trouble(house)
    notice = house.app.stage.state.notice
    assert notice is not None
    assert notice.head.startswith("Your answer up to 0:02 is safe")
    house.app.on_wish("review")
    house.wait(lambda: house.state == "finishing")


def test_a_microphone_that_vanished_and_is_plugged_in_again_is_said_to_be_back(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> str:
        notice = house.app.stage.state.notice
        return notice.line if notice is not None else ""

    monkeypatch.setattr("desktop.wishes.practising.LOOK_EVERY_MS", 10)
    house = House(qtbot, home)
    try:
        recorder = house.awake().recording()
        house.microphones = ()
        recorder.tell(elapsed_s=2.0, error=MicrophoneVanished("Built-in Microphone"))
        house.wait(lambda: "went away" in told())
        house.microphones = (BUILT_IN,)
        house.wait(lambda: "“Built-in Microphone” is back." in told())
        house.press(Key.Key_Return)
        house.wait(lambda: house.state == "recording")
        looks = house.app.practising._looking
        assert not looks.isActive()
        house.wait(lambda: not house.app.room.tasks.running)
    finally:
        house.app.close()


def test_starting_again_after_trouble_can_be_undone(house: House) -> None:
    in_trouble(house)
    house.app.on_wish("start_again")
    house.wait(lambda: house.state == "ready")
    toast = house.app.window.toast
    assert "Thrown away" in toast.accessibleName()
    house.wait(lambda: not house.app.room.tasks.running)
    toast._button.click()
    house.wait(lambda: house.state == "finishing")
    assert closed(house)[2:] == (), "one waits for the words"


def test_undoing_start_again_while_one_speaks_already_keeps_both_and_interrupts_nobody(house: House) -> None:
    in_trouble(house)
    house.app.on_wish("start_again")
    house.wait(lambda: house.state == "ready" and not house.app.room.tasks.running)
    house.press(Key.Key_Space)
    house.wait(lambda: house.state == "recording")
    house.app.window.toast._button.click()
    house.wait(lambda: not house.app.room.tasks.running)
    assert (house.place, house.state, house.app.stage.state.notice) == ("practice", "recording", None)
    said = "Kept. After this answer you find it above the questions."
    assert house.app.window.toast.accessibleName() == said
    assert len(Take.unfinished(house.paths.unfinished)) == 2
    house.press(Key.Key_Space)
    house.wait(lambda: any(call[0] == "close" for call in house.worker.calls))
    house.worker.finish("the second one")
    house.wait(lambda: house.place == "review" and not house.app.room.tasks.running)
    house.worker.calls.clear()
    house.app.room.go("questions")
    card = house.app.questions_page.unfinished
    house.wait(card.isVisible)
    card.buttons[0].click()
    house.wait(lambda: house.state == "finishing")
    house.worker.finish("the first one")
    house.wait(lambda: len(house.app.room.library.lines) == 2)


def test_an_answer_taken_back_before_the_app_has_looked_stays_offered(house: House) -> None:
    house.awake()
    house.wait(lambda: not house.app.room.tasks.running)
    take = Take.begin(house.paths.unfinished, rate_hz=16_000, about={})
    unfinished = house.app._waking._unfinished
    unfinished.offer(take)
    unfinished.look()
    house.wait(lambda: not house.app.room.tasks.running)
    assert unfinished.takes == (take,)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # a menu, on a screen nobody sees
def test_another_microphone_is_chosen_on_the_stage_and_the_same_answer_goes_on(house: House) -> None:
    first = house.awake().recording()
    house.wait(lambda: bool(house.app.choices.found.microphones))
    first.tell(elapsed_s=6.0, silent_for_s=6.0)
    quiet = house.app.stage.speaking.recording.quiet
    house.wait(quiet.button.isVisible)
    quiet.button.click()
    menu = house.app.stage.findChild(ChoiceMenu)
    assert menu is not None
    assert [one.text() for one in menu.actions() if one.isChecked()] == [BUILT_IN.name]
    menu.actions()[1].trigger()
    menu.close()
    house.wait(lambda: len(house.recorders) == 2 and house.state == "recording")
    assert first.stopped
    assert house.recorders[1].device == YETI.name
    assert house.recorders[1].take is first.take
    assert house.app.settings.microphone == YETI.name
    house.recorders[1].tell(elapsed_s=8.0, silent_for_s=5.0)
    house.wait(lambda: house.app.stage.state.notice is None)


def test_a_microphone_that_is_plugged_in_appears_by_itself(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.microphones = ()
    house.awake()
    house.press(Key.Key_Return)
    house.wait(lambda: house.state == "hearing" and house.player.is_playing)
    house.press(Key.Key_Space)
    house.wait(lambda: house.state == "ready" and house.app.stage.state.notice is not None)
    house.microphones = (YETI,)
    house.wait(lambda: house.app.stage.state.notice is None)
    assert house.app.stage.state.microphone == YETI.name
    assert [one.getMessage() for one in caplog.records] == ["starting to record failed"]


def test_settings_apply_at_once_and_are_written(house: House) -> None:
    house.awake()
    house.app.change(appearance="dark", microphone="Blue Yeti")
    assert house.recording().device == "Blue Yeti"
    house.app.close()
    assert SettingsFile(house.paths.settings).read().settings.appearance == "dark"
    house.app.look.choose("light", scale=1.0)


def test_an_error_nobody_caught_is_told_in_passing(house: House) -> None:
    house.awake()
    house.app.tell_error(RuntimeError("what nobody thought of"))
    assert "what nobody thought of" in house.app.window.toast.accessibleName()


def test_all_that_is_wrong_at_the_start_is_told_what_keeps_the_answers_first(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(_name: str, *, paths: Paths) -> None:
        raise ModelMissing("base")

    monkeypatch.setattr("desktop.wishes.choosing.find_model", missing)
    (home / "banks").mkdir(parents=True)
    (home / "history.db").write_text("no history at all")
    for name in ("first.toml", "second.toml"):
        (home / "banks" / name).write_text("title =")
    house = House(qtbot, home, settings=replace(WELCOMED, text_scale=9.0, pace_wpm=(1.0, 2.0))).awake()
    house.wait(lambda: not house.app.room.tasks.running)
    told = all_told(house)
    house.app.close()
    assert "the history at" in told[0]
    assert "speech model is not on this computer" in told[1]
    rest = " ".join(told[2:])
    assert "2 banks cannot be read: first.toml, second.toml." in rest
    assert "The setting pace_wpm cannot be" in rest
    assert "The setting text_scale cannot be" in rest
    assert caplog.records


def test_what_can_wait_is_told_when_one_has_stopped_speaking(house: House) -> None:
    house.awake().recording()
    house.app.tell_error(RuntimeError("what nobody thought of"))
    assert house.app.window.toast.isHidden()
    house.press(Key.Key_Space)
    house.wait(lambda: "what nobody thought of" in house.app.window.toast.accessibleName())


def test_nothing_ticks_while_nothing_moves(house: House) -> None:
    house.awake()
    house.wait(lambda: not house.app.room.clock.isActive())


def test_the_first_start_checks_microphone_voice_and_model_and_leads_to_a_question(
    qtbot: QtBot, home: Path
) -> None:
    house = House(qtbot, home, settings=Settings())
    try:
        assert house.place == "first_run"
        house.awake()
        house.wait(lambda: bool(house.recorders) and house.recorders[0].listens)
        assert house.app.choices.found.default_microphone == BUILT_IN.name
        house.press(Key.Key_Return)
        house.wait(lambda: house.state == "hearing")
        house.wait(lambda: house.recorders[0].stopped)
        assert house.app.settings.welcomed
    finally:
        house.app.close()


def test_a_microphone_is_tested_in_the_settings_and_let_go_when_one_leaves(house: House) -> None:
    house.awake()
    house.press(Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    house.wait(lambda: bool(house.app.choices.found.microphones))
    house.app.settings_page.microphone.test.click()
    house.wait(lambda: bool(house.recorders) and house.recorders[0].listens)
    house.press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    house.wait(lambda: house.recorders[0].stopped)


def test_a_microphone_that_goes_away_while_it_is_tried_shows_no_level_any_more(house: House) -> None:
    house.awake()
    house.press(Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    house.wait(lambda: bool(house.app.choices.found.microphones))
    tried = house.app.settings_page.microphone
    tried.test.click()
    house.wait(lambda: bool(house.recorders) and house.recorders[0].listens)
    house.recorders[0].tell(level_db=-20.0, error=MicrophoneVanished("Built-in Microphone"))
    house.wait(lambda: "went away" in house.app.window.toast.accessibleName())
    told = house.app.window.toast.accessibleName()
    assert told == "The microphone went away. Plug it in again, or choose another one in the settings."
    assert (tried.test.isChecked(), tried.test.text()) == (False, "Test")
    house.wait(lambda: house.recorders[0].stopped)


def test_a_microphone_that_goes_away_on_the_first_page_is_not_ticked_any_more(
    qtbot: QtBot, home: Path
) -> None:
    house = House(qtbot, home, settings=Settings())
    try:
        house.awake()
        house.wait(lambda: bool(house.recorders) and house.recorders[0].listens)
        house.microphones = ()
        house.recorders[0].tell(level_db=-20.0, error=MicrophoneVanished("Built-in Microphone"))
        check = house.app.first_run_page.rows["microphone"]
        house.wait(lambda: check.view is not None and check.view.state == "trouble")
    finally:
        house.app.close()


def test_all_answers_can_be_deleted_and_brought_back(house: House) -> None:
    house.awake().answered()
    house.app.settings_page.delete_all_wished.emit()
    house.wait(lambda: not house.app.room.library.lines)
    house.app.window.toast._button.click()
    house.wait(lambda: len(house.app.room.library.lines) == 1)


def test_what_was_deleted_goes_for_good_when_the_app_ends(house: House) -> None:
    house.awake().answered()
    house.deleted()
    assert list(house.paths.recordings.glob("*.flac"))
    house.app.close()
    assert not list(house.paths.recordings.glob("*.flac"))


def no_words_can_be_had(house: House) -> None:
    """No speech model can be loaded: answers are kept as sound."""
    house.worker.queue = []
    house.awake()
    house.wait(lambda: any(call[0] == "load" for call in house.worker.calls))
    house.worker.fail(ModelDamaged("tiny.en"))
    house.app.room.with_session(lambda one: one.tick())


def recorded_sound(house: House) -> list[Path]:
    """Every file with what somebody said."""
    return [one for one in house.paths.recordings.rglob("*") if one.suffix in (".flac", ".pcm")]


def test_an_answer_kept_as_sound_goes_for_good_too_and_is_not_offered_again(
    house: House, qtbot: QtBot, home: Path
) -> None:
    no_words_can_be_had(house)
    house.recording()
    house.press(Key.Key_Space)
    house.wait(lambda: house.place == "review" and not house.app.room.tasks.running)
    assert len(recorded_sound(house)) == 2, "as a file, and as the take from which words may come"
    house.deleted()
    assert len(recorded_sound(house)) == 2
    house.app.close()
    assert recorded_sound(house) == []
    again = House(qtbot, home)
    try:
        again.awake().wait(lambda: again.app.is_awake and not again.app.room.tasks.running)
        assert again.app._waking._unfinished.takes == ()
    finally:
        again.app.close()


def test_an_answer_deleted_before_its_last_words_are_there_goes_for_good_too(house: House) -> None:
    house.awake().recording()
    house.press(Key.Key_Space)
    house.wait(lambda: any(call[0] == "close" for call in house.worker.calls))
    house.worker.draft("I built a thing")
    house.wait(lambda: house.place == "review")
    house.deleted()
    house.app.close()
    assert recorded_sound(house) == []


def test_an_unfinished_answer_that_was_deleted_or_whose_sound_is_gone_is_no_longer_offered(
    house: House,
) -> None:
    house.awake().wait(lambda: house.app.is_awake)
    take = left_by_a_crash(house.paths, day=22)
    unfinished = house.app._waking._unfinished
    unfinished.offer(take)
    let_go(house.paths.recordings, take.id, recording=None)
    house.app.questions_page.unfinished_wished.emit("review")
    assert unfinished.takes == ()
    assert "nothing to finish" in house.app.window.toast.accessibleName()
    assert "deleted" not in house.app.window.toast.accessibleName()
    assert house.place == "questions"
    deleted = left_by_a_crash(house.paths, day=23)
    unfinished.offer(deleted)
    house.app.delete(deleted.id)
    house.app.questions_page.unfinished_wished.emit("review")
    assert unfinished.takes == ()
    assert house.place == "questions"
    house.wait(lambda: not house.app.room.tasks.running)


def test_an_answer_that_is_written_down_already_is_not_thrown_away_from_its_card(house: House) -> None:
    house.awake().wait(lambda: house.app.is_awake)
    take = left_by_a_crash(house.paths, day=22)
    unfinished, session = house.app._waking._unfinished, house.app.session
    assert session is not None
    session.recover(take, awaited=False)
    session.leave()
    unfinished.offer(take)
    house.app.questions_page.unfinished_wished.emit("throw_away")
    house.wait(lambda: not house.app.room.tasks.running)
    assert take.sound.exists()
    assert unfinished.takes == ()
    assert "being written down already" in house.app.window.toast.accessibleName()


def test_an_answer_that_is_finished_from_the_review_is_offered_no_longer(house: House) -> None:
    no_words_can_be_had(house)
    house.recording()
    house.press(Key.Key_Space)
    house.wait(lambda: house.place == "review" and not house.app.room.tasks.running)
    unfinished, session = house.app._waking._unfinished, house.app.session
    assert session is not None
    (take,) = Take.unfinished(house.paths.unfinished)
    unfinished.offer(take)  # as after another start
    house.app.choosing.load_model()
    house.wait(lambda: any(call[0] == "load" for call in house.worker.calls))
    house.worker.queue.append(Loaded("base", 0.1))
    house.wait(lambda: session.scene.model_ready)
    house.worker.calls.clear()
    house.app.review_page.notice.buttons[0].click()
    house.wait(lambda: any(call[0] == "close" for call in house.worker.calls))
    assert unfinished.takes == ()
    assert not house.app.questions_page.unfinished.isVisibleTo(house.app.questions_page)
    unfinished._on_found(Found((take,)))
    assert unfinished.takes == (), "what was found before that is in hand by now"
    unfinished.offer(take)
    house.worker.finish("I built it after all")
    house.wait(lambda: said(house) == "I built it after all")
    house.wait(lambda: not house.app.room.tasks.running)
    assert unfinished.takes == ()


def test_importing_the_app_imports_nothing_heavy() -> None:
    import subprocess

    code = (
        "import sys, desktop.app; heavy = {'numpy', 'sounddevice', 'ctranslate2', 'onnxruntime', 'av',"
        " 'faster_whisper', 'sqlite_utils'}; print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


def test_review_shows_the_last_answer_after_a_restart(house: House, qtbot: QtBot, home: Path) -> None:
    house.awake().answered("what I said yesterday")
    house.app.close()
    again = House(qtbot, home)
    try:
        again.awake()
        again.wait(lambda: bool(again.app.library.lines))
        again.press(Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        again.wait(lambda: again.app.review_page.view is not None)
        view = again.app.review_page.view
        assert view is not None
        assert view.review.heard.transcript.text == "what I said yesterday"
    finally:
        again.app.close()


def test_a_question_mark_shows_the_keys_and_any_key_puts_them_away(house: House) -> None:
    house.awake()
    focused = house.app.window.focusWidget()
    house.app.window.keys_wished.emit()
    assert house.app.keys.isVisible()
    house.press(Key.Key_Escape)
    assert not house.app.keys.isVisible()
    assert house.app.window.focusWidget() is focused
    assert house.place == "questions"


def test_only_the_sound_of_the_last_answers_is_kept_where_one_wants_that(house: House) -> None:
    house.awake().answered("the first")
    house.press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    house.answered("the second")
    house.app.change(keep_sound_of_last=1)
    house.wait(lambda: [one.recording is None for one in house.app.room.library.lines] == [True, False])
    assert len(list(house.paths.recordings.glob("*.flac"))) == 1
    assert [one.review.heard.transcript.text for one in house.app.library.history().attempts()] == [
        "the first",
        "the second",
    ]


def test_a_full_disk_is_told_on_the_review_when_keeping_failed_after_it_was_shown(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_history: History, _attempt: Attempt) -> None:
        raise HistoryFull(house.paths.history)

    monkeypatch.setattr(History, "add", refuse)
    house.awake().recording()
    house.press(Key.Key_Space)
    house.wait(lambda: house.state == "finishing")
    house.worker.finish()
    house.wait(lambda: house.place == "review")
    house.wait(lambda: "disk is full" in house.app.window.toast.accessibleName())
    assert len(Take.unfinished(house.paths.unfinished)) == 1
    assert [one.getMessage() for one in caplog.records] == ["keeping the answer failed"]


def test_answers_that_cannot_be_read_are_not_taken_for_none(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_history: History, **_which: object) -> tuple[object, ...]:
        raise HistoryDamaged(house.paths.history)

    house.awake()
    house.wait(lambda: not house.app.room.tasks.running)  # the app has read them once itself
    with monkeypatch.context() as broken:
        broken.setattr(History, "summaries", refuse)
        house.app.library.load()
        house.wait(lambda: house.app.library.fault is not None)
    house.press(Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    line = house.app.progress_page.line
    assert "are safe" in line.words
    assert "first answer" not in line.words
    house.press(Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    shown = [one.words for one in house.app.review_page.findChildren(Label) if one.isVisible()]
    assert any("are safe" in text for text in shown)
    assert "Your first answer will be here." not in shown
    house.press(Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    house.app.library.load()
    house.wait(lambda: house.app.library.fault is None)
    house.wait(lambda: line.words == "Your first answer will be here.")
    assert {one.getMessage() for one in caplog.records} == {"reading the history failed"}


def test_a_second_opinion_is_asked_for_with_a_key_and_changes_nothing_that_is_kept(
    qtbot: QtBot, home: Path, socket_enabled: None
) -> None:
    with open_model_server() as server:
        settings = replace(
            WELCOMED, second_opinion=True, opinion_address=server.address, opinion_model="tiny"
        )
        house = House(qtbot, home, settings=settings)
        try:
            house.awake().answered("I built the whole pipeline and we measured it each week")
            before = house.app.library.history().attempts()
            assert server.asked == []
            house.press(Key.Key_O)
            rows = house.app.review_page.points.rows
            house.wait(lambda: all(row.line.opinion == "Second opinion (tiny): covered." for row in rows))
            house.wait(lambda: not house.app.room.tasks.running)
            assert house.app.library.history().attempts() == before
            assert house.app.window.navigation._promise.words == "Stays on this computer"
            server.wait_s = 30
            house.press(Key.Key_O)
            assert house.app.room.tasks.running
            house.press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
            house.wait(lambda: not house.app.room.tasks.running)
            house.app.change(opinion_address="192.168.1.20:11434")
            assert house.app.window.navigation._promise.words == "Stays in your network"
        finally:
            house.app.close()


def test_a_trial_of_a_language_model_ends_when_one_goes_on_the_stage(
    qtbot: QtBot, home: Path, socket_enabled: None
) -> None:
    with open_model_server() as server:
        server.wait_s = 30
        settings = replace(
            WELCOMED, second_opinion=True, opinion_address=server.address, opinion_model="tiny"
        )
        house = House(qtbot, home, settings=settings)
        try:
            house.awake().app.go("settings")
            house.app.settings_page.second_opinion.try_it.click()
            assert "trying a language model" in house.app.room.tasks.running
            house.app.go("practice")
            assert house.app.settings_page.second_opinion.try_it.text() == "Try it"
            house.wait(lambda: "trying a language model" not in house.app.room.tasks.running)
        finally:
            house.app.close()


def test_an_answer_deleted_as_soon_as_it_is_shown_stays_deleted(house: House) -> None:
    house.awake().recording()
    house.press(Key.Key_Space)
    house.wait(lambda: any(call[0] == "close" for call in house.worker.calls))
    house.worker.finish("I built the thing")
    house.wait(lambda: house.place == "review")
    assert house.app.review.attempt is not None
    house.app.delete(house.app.review.attempt.id)
    house.wait(lambda: not house.app.room.tasks.running)
    assert house.app.room.library.lines == ()
    assert house.app.library.history().summaries() == ()


def test_an_answer_kept_as_sound_is_written_down_when_one_wishes_it_later(house: House) -> None:
    no_words_can_be_had(house)
    house.recording()
    house.press(Key.Key_Space)
    house.wait(lambda: house.place == "review")
    house.wait(lambda: not house.app.room.tasks.running)
    session = house.app.session
    assert session is not None
    session.unheard = None  # as after another start
    house.worker.calls.clear()
    house.app.choosing.load_model()
    house.wait(lambda: any(call[0] == "load" for call in house.worker.calls))
    house.worker.queue.append(Loaded("base", 0.1))
    house.wait(lambda: session.scene.model_ready)
    house.app.review_page.notice.buttons[0].click()
    house.wait(lambda: any(call[0] == "close" for call in house.worker.calls))
    assert closed(house)[2:] == (), "one waits for the words"
    house.worker.finish("I built it after all")
    house.wait(lambda: house.place == "review")
    view = house.app.review_page.view
    assert view is not None
    assert view.review.heard.transcript.text == "I built it after all"
    house.wait(lambda: not house.app.room.tasks.running)


def test_pages_that_change_while_they_are_made_ready_do_no_harm(house: House) -> None:
    house.awake()
    warming = house.app._waking._warming
    warming.stop()
    for _step in range(3):  # the stage and the review; then the review's first widgets are known
        while next(warming._steps) is not house.app.review_page:
            pass
    house.app.review_page.head.next_button.deleteLater()
    house.app.review_page.head.again_button.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert list(warming._steps)


def test_how_fast_the_machine_is_is_kept_at_once_should_the_app_not_end_in_order(house: House) -> None:
    (house.paths.pace).write_text("0.150")  # came along with the folder, from a quicker machine
    house.awake()
    assert house.worker.on_pace is not None
    house.worker.on_pace(0.9)
    assert house.paths.pace.read_text().strip() == "0.900"


@pytest.mark.parametrize(("pace_s", "usual"), [("0.150", "base"), ("0.900", "tiny.en")])
def test_the_settings_show_the_model_that_is_used_and_the_quick_one_can_be_had(
    qtbot: QtBot, home: Path, pace_s: str, usual: str
) -> None:
    home.mkdir(exist_ok=True)
    (home / "pace.txt").write_text(pace_s)
    house = House(qtbot, home).awake()
    house.worker.queue.append(Loaded(usual, 0.1))
    house.wait(lambda: house.app.session is not None and house.app.session.heard_by == usual)
    try:
        house.app.go("settings")
        house.wait(lambda: len(house.app.settings_page.models) > 1)
        assert [one.line.name for one in house.app.settings_page.models if one.choice.isChecked()] == [usual]
        house.app.on_wish("use_quick_model")
        assert house.app.settings.model == "tiny.en"
        house.app.settings_page.usual_model.click()
        assert house.app.settings.model == ""
        assert [one.line.name for one in house.app.settings_page.models if one.choice.isChecked()] == [usual]
        # The larger model is joined from its parts, which a busy machine takes a while for.
        qtbot.waitUntil(lambda: not house.app.room.tasks.running, timeout=40_000)
        [*_, (_load, model)] = [call for call in house.worker.calls if call[0] == "load"]
        assert model.name == usual
    finally:
        house.app.close()


def test_the_settings_mark_the_model_that_writes_and_say_which_one_does_from_the_next_start_on(
    house: House,
) -> None:
    house.awake()
    house.wait(lambda: house.app.session is not None and house.app.session.heard_by == "tiny.en")
    house.wait(lambda: not house.app.room.tasks.running)
    assert house.worker.on_pace is not None
    house.worker.on_pace(0.2)
    page = house.app.settings_page
    house.app.go("settings")
    house.wait(lambda: len(page.models) > 1)
    house.wait(lambda: not house.app.room.tasks.running)
    assert [one.line.name for one in page.models if one.choice.isChecked()] == ["tiny.en"]

    def words() -> str:
        return " ".join(one.words for one in page.findChildren(Label))

    told = (
        "From the next start on it will be Balanced: the better model, since this computer keeps up with it."
    )
    assert told in words()
    house.worker.loading = "base"
    house.app.choosing.choices.show()
    assert [one.line.name for one in page.models if one.choice.isChecked()] == ["base"]
    assert "next start" not in words()


def test_a_model_that_took_long_to_be_found_does_not_replace_one_that_was_chosen_after_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.awake()
    house.wait(lambda: not house.app.room.tasks.running)
    joined = threading.Event()

    def found(name: str, *, paths: Paths) -> ModelFolder:
        if name == "base":
            joined.wait(5.0)
        return ModelFolder(name, paths.models / name, 145, "own")

    monkeypatch.setattr("desktop.wishes.choosing.find_model", found)
    house.worker.calls.clear()
    house.app.choosing.change(model="base")
    house.app.choosing.change(model="tiny.en")
    house.wait(lambda: bool(house.worker.calls))
    joined.set()
    house.wait(lambda: not house.app.room.tasks.running)
    assert [call[1].name for call in house.worker.calls if call[0] == "load"] == ["tiny.en"]


def test_a_model_that_is_killed_while_it_is_loaded_is_told_where_it_was_chosen(house: House) -> None:
    house.awake()
    session = house.app.session
    assert session is not None
    house.wait(lambda: not house.app.room.tasks.running and session.scene.model_ready)
    house.app.go("settings")
    house.worker.loading = "large-v3"  # it takes its time
    house.app.choosing.load_model()
    house.wait(lambda: not house.app.room.tasks.running)
    house.worker.fail_to_load("large-v3", left="tiny.en")
    house.wait(lambda: "Quick writes your answers down meanwhile." in house.app.window.toast.accessibleName())


def all_told(house: House) -> list[str]:
    """What the toast says now, and what waits behind it."""
    toast, told = house.app.window.toast, list[str]()
    while not toast.isHidden():
        told.append(toast.accessibleName())
        toast.findChildren(QTimer)[0].timeout.emit()
    return told


def test_a_model_change_that_failed_while_one_spoke_is_told_beside_what_the_answer_has_to_tell(
    house: House,
) -> None:
    house.awake().recording()
    house.worker.fail_to_load("large-v3", left="base")
    house.app.room.with_session(lambda one: one.tick())
    house.press(Key.Key_Space)
    house.wait(lambda: any(call[0] == "close" for call in house.worker.calls))
    house.worker.queue.append(Finished(heard(), hastened=True))
    house.wait(lambda: house.place == "review" and not house.app.room.tasks.running)
    told = " ".join(all_told(house))
    assert "The quick model wrote down the rest." in told
    assert "Another one writes your answers down meanwhile." in told


def test_a_model_that_cannot_be_found_is_told_once_after_one_has_spoken(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(_name: str, *, paths: Paths) -> None:
        raise ModelMissing("base")

    house.awake()
    session = house.app.session
    assert session is not None
    house.wait(lambda: not house.app.room.tasks.running and session.scene.model_ready)
    house.recording()
    monkeypatch.setattr("desktop.wishes.choosing.find_model", missing)
    house.app.choosing.load_model()
    house.wait(lambda: not house.app.room.tasks.running)
    assert house.app.window.toast.isHidden()
    house.press(Key.Key_Space)
    house.wait(lambda: any(call[0] == "close" for call in house.worker.calls))
    house.worker.finish()
    house.wait(lambda: house.place == "review" and not house.app.room.tasks.running)
    assert sum("not on this computer" in one for one in all_told(house)) == 1
    assert caplog.records


def test_a_model_that_nobody_wants_any_more_is_not_told_to_be_missing(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    gone = threading.Event()

    def found(name: str, *, paths: Paths) -> ModelFolder:
        if name == "base":
            gone.wait(5.0)
            raise ModelMissing("base")
        return ModelFolder(name, paths.models / name, 145, "own")

    house.awake()
    house.wait(lambda: not house.app.room.tasks.running)
    monkeypatch.setattr("desktop.wishes.choosing.find_model", found)
    house.app.choosing.change(model="base")
    house.app.choosing.change(model="tiny.en")
    gone.set()
    house.wait(lambda: not house.app.room.tasks.running)
    assert house.app.window.toast.isHidden()
    assert caplog.records


def large_model(name: str, *, paths: Paths) -> ModelFolder:
    """One's own, whatever its name."""
    return ModelFolder(name, paths.models / name, 3_000, "own")


def test_the_quick_model_is_there_to_stand_in_for_one_that_memory_cannot_hold(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.awake()
    house.wait(lambda: not house.app.room.tasks.running)
    monkeypatch.setattr("desktop.wishes.choosing.find_model", large_model)
    for name, stands_in in (("large-v3", "tiny.en"), ("tiny.en", None)):
        house.app.choosing.change(model=name)
        house.wait(lambda: not house.app.room.tasks.running)
        quick = house.worker.otherwise
        assert (quick.name if quick is not None else None) == stands_in


def test_trying_a_microphone_again_writes_down_no_answer_of_before(house: House) -> None:
    house.awake().recording()
    house.press(Key.Key_Space)
    house.wait(lambda: any(call[0] == "close" for call in house.worker.calls))
    house.worker.fail(AudioError("the process ended"))
    house.wait(lambda: house.place == "review" and not house.app.room.tasks.running)
    session = house.app.session
    assert session is not None
    assert session.unheard is not None
    house.app.practise(BANK, QUESTION, aloud=False)
    house.app.on_wish("try_again")
    house.wait(lambda: house.state == "recording")


def test_an_answer_without_words_hides_nothing_of_the_one_before(house: House) -> None:
    house.awake().answered("I built the whole pipeline")
    house.press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    sheet = house.app.questions_page.sheet
    assert sheet is not None
    points, row = sheet.detail.points, house.app.questions_page.list.rows[0]
    assert row.states
    house.answered("")
    house.press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    sheet = house.app.questions_page.sheet
    assert sheet is not None
    assert len(sheet.detail.attempts) == 2
    assert sheet.detail.points == points
    assert house.app.questions_page.list.rows[0].states == ()


def test_while_the_last_words_are_read_once_more_the_review_says_so(house: House) -> None:
    house.awake().recording()
    house.press(Key.Key_Space)
    house.wait(lambda: any(call[0] == "close" for call in house.worker.calls))
    house.worker.draft("I built a thing")
    house.wait(lambda: house.place == "review")
    where = house.app.review_page.head._where
    assert where.words.endswith(READ_AGAIN)
    house.worker.finish("I built the thing")
    house.wait(lambda: not where.words.endswith(READ_AGAIN))
    view = house.app.review_page.view
    assert view is not None
    assert view.review.heard.transcript.text == "I built the thing"
    house.wait(lambda: not house.app.room.tasks.running)


def test_a_silent_answer_is_told_by_its_page_and_not_once_more_in_passing(house: House) -> None:
    house.awake().answered("")
    house.wait(lambda: not house.app.room.tasks.running)
    assert house.place == "review"
    assert "No words" not in house.app.window.toast.accessibleName()


def shown_now(house: House, *, so_far: str = "") -> ReviewView:
    """Record, stop, and go to the recording before its words are there; what the review page shows."""
    house.worker.calls.clear()
    house.recording()
    take = house.recorders[-1].take
    assert take is not None
    house.press(Key.Key_Space)
    house.wait(lambda: any(call[0] == "close" for call in house.worker.calls))
    if so_far:
        house.worker.settle(so_far, upto_s=1.0)
        house.wait(lambda: not house.worker.queue)
    house.app.stage.show_now_wished.emit()
    house.wait(lambda: house.place == "review")
    view = house.app.review_page.view
    assert view is not None
    assert view.attempt_id == take.id
    assert view.is_settling
    assert view.review.heard.transcript.text == so_far
    assert view.review.heard.sound.duration_s == take.duration_s
    assert len(view.review.heard.sound.loudness_db) == round(take.duration_s * 10)
    return view


def points_shown(house: House) -> set[str]:
    """What the review page says of the points."""
    return {one.line.state for one in house.app.review_page.points.rows}


def test_the_very_first_recording_can_be_gone_to_before_its_words(house: House) -> None:
    before = shown_now(house.awake())
    assert house.app.library.lines == (), "what is known so far is in no list, and on no chart"
    assert points_shown(house) == {"untried"}
    assert house.app.review_page.head._summary.words == SETTLING
    house.press(Key.Key_Space)
    house.wait(lambda: house.player.is_playing)
    assert house.player.playing is not None
    assert house.player.playing.duration_s == before.review.heard.sound.duration_s
    house.worker.finish("I built the thing")
    house.wait(lambda: said(house) == "I built the thing")
    view = house.app.review_page.view
    assert view is not None
    assert (view.attempt_id, view.is_settling) == (before.attempt_id, False)
    assert "untried" not in points_shown(house)
    assert house.player.is_playing, "who listens goes on listening"
    house.wait(lambda: not house.app.room.tasks.running)
    assert "saved" not in house.app.window.toast.accessibleName()


def test_a_second_recording_gone_to_before_its_words_is_shown_and_not_the_first(house: House) -> None:
    house.awake().answered("I built the first thing")
    house.press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    before = shown_now(house, so_far="I built")
    house.worker.draft("I built the second")
    house.wait(lambda: said(house) == "I built the second")
    house.worker.finish("I built the second thing")
    house.wait(lambda: said(house) == "I built the second thing")
    house.wait(lambda: not house.app.room.tasks.running)
    view = house.app.review_page.view
    assert view is not None
    assert (view.attempt_id, view.is_settling) == (before.attempt_id, False)
    assert "saved" not in house.app.window.toast.accessibleName()
    assert len(house.app.library.lines) == 2


def test_words_that_come_while_one_is_being_led_to_the_recording_are_there(house: House) -> None:
    house.awake().recording()
    house.press(Key.Key_Space)
    house.wait(lambda: any(call[0] == "close" for call in house.worker.calls))
    session = house.app.session
    assert session is not None
    session.show_now()
    house.wait(lambda: session.scene.state == "reviewed")
    assert house.place == "practice", "the page is laid out first"
    house.worker.finish("I built the thing")
    session.tick()
    house.wait(lambda: said(house) == "I built the thing")
    house.wait(lambda: house.place == "review" and not house.app.room.tasks.running)
    assert "saved" not in house.app.window.toast.accessibleName()


def test_one_who_leaves_a_recording_shown_before_its_words_finds_it_again(house: House) -> None:
    before = shown_now(house.awake())
    house.press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    house.press(Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    view = house.app.review_page.view
    assert view == before
    house.press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    house.worker.finish("I built the thing")
    house.wait(lambda: "saved" in house.app.window.toast.accessibleName())
    house.press(Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    house.wait(lambda: said(house) == "I built the thing")
    house.wait(lambda: not house.app.room.tasks.running)


def test_a_recording_shown_before_its_words_that_cannot_be_judged_offers_to_write_it_down(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_keeper: Keeper, _take: Take, _heard: Heard | None) -> Attempt:
        raise JudgeDamaged(Path("reader.onnx"))

    before = shown_now(house.awake(), so_far="I built")
    with monkeypatch.context() as damaged:
        damaged.setattr(Keeper, "judge", refuse)
        house.worker.finish("I built the thing")
        house.wait(lambda: not is_settling(house) and not house.app.room.tasks.running)
    assert [one.getMessage() for one in caplog.records] == ["keeping the answer failed"]
    notice = house.app.review_page.notice
    assert notice.isVisible()
    assert notice.buttons[0].text() == "Write it down"
    house.press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    house.press(Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert not is_settling(house)
    house.worker.calls.clear()
    notice.buttons[0].click()
    house.wait(lambda: any(call[0] == "close" for call in house.worker.calls))
    house.worker.finish("I built the thing")
    house.wait(lambda: said(house) == "I built the thing")
    assert house.reviewed.id == before.attempt_id
    house.wait(lambda: not house.app.room.tasks.running)


@pytest.mark.parametrize("words", ["I built the thing", ""])
def test_words_that_were_awaited_are_announced_where_there_are_any(
    house: House, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    shown_now(house.awake())
    announced: list[str] = []
    monkeypatch.setattr(house.app.window, "announce", announced.append)
    house.worker.queue.append(Finished(heard(words), hastened=True))
    house.wait(lambda: not is_settling(house) and not house.app.room.tasks.running)
    assert announced == (["Your words are there"] if words else [])
    assert ("The quick model wrote down the rest." in " ".join(all_told(house))) is bool(words)


def test_who_waits_for_an_answer_is_not_shown_another_one_in_its_place(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shown_now(house.awake())
    house.press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    house.recording()
    house.press(Key.Key_Space)
    house.wait(lambda: house.state == "finishing" and not house.app.room.tasks.running)
    announced: list[str] = []
    monkeypatch.setattr(house.app.window, "announce", announced.append)
    house.worker.finish("I built the first thing")
    house.wait(lambda: bool(house.app.library.lines) and not house.app.room.tasks.running)
    assert said(house) == ""
    assert (house.place, house.state, announced) == ("practice", "finishing", [])
    assert "saved" in house.app.window.toast.accessibleName()
    house.worker.finish("I built the second thing")
    house.wait(lambda: house.place == "review" and not house.app.room.tasks.running)
    assert said(house) == "I built the second thing"
    house.app.open_attempt(before.attempt_id)
    house.wait(lambda: said(house) == "I built the first thing")


def is_settling(house: House) -> bool:
    """Whether the review page says that the words are still to come."""
    view = house.app.review_page.view
    return view is not None and view.is_settling


def test_the_answers_before_a_recording_without_its_words_are_beside_it(house: House) -> None:
    house.awake().answered("I built the first thing")
    house.now = NOON.replace(hour=13)
    house.press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    before = shown_now(house)
    assert (before.number, before.count) == (2, 2)
    house.press(Key.Key_BracketLeft)
    house.wait(lambda: said(house) == "I built the first thing")
    view = house.app.review_page.view
    assert view is not None
    assert (view.number, view.count) == (1, 2)
    house.press(Key.Key_BracketRight)
    assert house.app.review_page.view == before
    house.app.delete(before.attempt_id)
    house.app.open_attempt(house.app.library.lines[0].id)
    house.wait(lambda: said(house) == "I built the first thing")
    view = house.app.review_page.view
    assert view is not None
    assert (view.number, view.count) == (1, 1)
    house.worker.finish("I built the second thing")
    house.wait(lambda: not house.app.room.tasks.running)


def test_a_recording_shown_before_its_words_can_be_deleted_and_brought_back(house: House) -> None:
    before = shown_now(house.awake())
    house.app.delete(before.attempt_id)
    assert house.app.review_page.view is None
    house.wait(lambda: not house.app.room.tasks.running)
    house.app.window.toast._button.click()
    house.wait(lambda: not house.app.room.tasks.running)
    assert house.app.review_page.view == before
    house.app.settings_page.delete_all_wished.emit()
    house.worker.finish("I built the thing")
    house.wait(lambda: not house.app.room.tasks.running)
    assert house.app.library.lines == ()
    house.app.close()
    assert recorded_sound(house) == []


def said(house: House) -> str:
    """What was said in the answer that the review page shows."""
    view = house.app.review_page.view
    return view.review.heard.transcript.text if view is not None else ""


def test_an_answer_that_was_kept_while_one_was_elsewhere_is_the_next_that_review_shows(house: House) -> None:
    house.awake().answered("I built the first thing")
    house.press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    house.recording()
    house.press(Key.Key_Space)
    house.wait(lambda: house.state == "finishing")
    house.press(Key.Key_Escape)
    assert house.place == "questions"
    house.worker.finish("I built the second thing")
    house.wait(lambda: "saved" in house.app.window.toast.accessibleName())
    house.press(Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    house.wait(lambda: said(house) == "I built the second thing")
    house.app.open_attempt(house.app.room.library.lines[0].id)
    house.wait(lambda: said(house) == "I built the first thing")
    house.press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    house.press(Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    house.wait(lambda: not house.app.room.tasks.running)
    assert said(house) == "I built the first thing"


def left_while_finishing(house: House) -> None:
    """Stop, and leave the stage while the words are still being written down."""
    house.recording()
    house.press(Key.Key_Space)
    house.wait(lambda: house.state == "finishing")
    house.press(Key.Key_Escape)
    assert house.place == "questions"


def test_a_later_answer_that_was_shown_is_not_pushed_aside_by_one_that_was_kept_meanwhile(
    house: House,
) -> None:
    left_while_finishing(house.awake())
    house.recording()
    house.worker.finish("I built the first thing")
    house.wait(lambda: "saved" in house.app.window.toast.accessibleName())
    house.worker.calls.clear()
    house.press(Key.Key_Space)
    house.wait(lambda: any(call[0] == "close" for call in house.worker.calls))
    house.worker.finish("I built the second thing")
    house.wait(lambda: house.place == "review")
    house.wait(lambda: not house.app.room.tasks.running)
    assert said(house) == "I built the second thing"
    house.press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    house.press(Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    house.wait(lambda: not house.app.room.tasks.running)
    assert said(house) == "I built the second thing"


def test_an_answer_that_is_deleted_is_no_longer_the_next_that_review_shows(house: House) -> None:
    house.awake().answered("I built the first thing")
    first = house.reviewed.id
    house.press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    left_while_finishing(house)
    house.press(Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    house.wait(lambda: said(house) == "I built the first thing")
    house.worker.finish("I built the second thing")
    house.wait(lambda: "saved" in house.app.window.toast.accessibleName())
    house.wait(lambda: not house.app.room.tasks.running)
    house.app.delete(next(one.id for one in house.app.room.library.lines if one.id != first))
    house.wait(lambda: len(house.app.room.library.lines) == 1)
    house.wait(lambda: said(house) == "I built the first thing")
    house.press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    house.press(Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    house.wait(lambda: not house.app.room.tasks.running)
    assert said(house) == "I built the first thing"


def test_a_chosen_model_that_is_missing_is_stood_in_for_by_the_quick_one_and_that_is_said(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def found(name: str, *, paths: Paths) -> ModelFolder:
        if name == "large-v3":
            raise ModelMissing(name)
        return ModelFolder(name, paths.models / name, 3_000, "own")

    house.awake()
    house.wait(lambda: not house.app.room.tasks.running)
    monkeypatch.setattr("desktop.wishes.choosing.find_model", found)
    house.app.choosing.change(model="large-v3")
    house.wait(lambda: not house.app.window.toast.isHidden())
    loaded = house.worker.calls[-1]
    assert (loaded[0], loaded[1].name) == ("load", "tiny.en")
    told = house.app.window.toast.accessibleName()
    assert told.startswith("Your recordings are fine. The speech model is not on this computer.")
    assert told.endswith("Quick writes your answers down meanwhile.")
    assert caplog.records


def test_a_chosen_model_that_was_missing_is_used_when_it_has_come(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    here = {"tiny.en"}

    def found(name: str, *, paths: Paths) -> ModelFolder:
        if name not in here:
            raise ModelMissing(name)
        return ModelFolder(name, paths.models / name, 3_000, "own")

    house.awake()
    house.wait(lambda: not house.app.room.tasks.running)
    monkeypatch.setattr("desktop.wishes.choosing.find_model", found)
    house.app.choosing.change(model="large-v3")
    house.wait(lambda: not house.app.room.tasks.running)
    house.worker.queue.append(Loaded("tiny.en", 0.1))
    house.app.room.with_session(lambda one: one.tick())
    here.add("large-v3")
    house.app.choosing._on_new_model("large-v3")
    toast = house.app.window.toast
    while not toast.isHidden() and "Largest is here" not in toast.accessibleName():
        toast._button.click()
    toast._button.click()
    house.wait(lambda: house.worker.calls[-1][1].name == "large-v3")
    assert caplog.records


def loads_of(house: House, name: str) -> int:
    """How often this model was asked for, once all that was begun is done."""
    house.wait(lambda: not house.app.room.tasks.running)
    return sum(call[0] == "load" and call[1].name == name for call in house.worker.calls)


def test_choosing_the_model_that_failed_once_more_tries_it_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.awake()
    house.wait(lambda: not house.app.room.tasks.running)
    monkeypatch.setattr("desktop.wishes.choosing.find_model", large_model)
    page = house.app.settings_page
    page.changed.emit("model", "large-v3")
    assert loads_of(house, "large-v3") == 1
    house.worker.fail_to_load("large-v3", left="tiny.en")
    house.app.room.with_session(lambda one: one.tick())
    page.changed.emit("model", "large-v3")
    assert loads_of(house, "large-v3") == 2
    house.worker.queue.append(Loaded("large-v3", 0.1))
    house.app.room.with_session(lambda one: one.tick())
    page.changed.emit("model", "large-v3")
    assert loads_of(house, "large-v3") == 2


def test_choosing_the_model_that_failed_while_another_stands_in_for_it_is_taken_up(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.awake()
    house.wait(lambda: not house.app.room.tasks.running)
    monkeypatch.setattr("desktop.wishes.choosing.find_model", large_model)
    page = house.app.settings_page
    page.changed.emit("model", "large-v3")
    assert loads_of(house, "large-v3") == 1
    house.worker.loading = "large-v3"
    page.changed.emit("model", "large-v3")
    assert loads_of(house, "large-v3") == 1, "it is on its way"
    house.worker.fail_to_load("large-v3", left="tiny.en")
    house.worker.loading = "tiny.en"
    house.app.room.with_session(lambda one: one.tick())
    page.changed.emit("model", "large-v3")
    assert loads_of(house, "large-v3") == 2


def test_settings_do_not_say_that_another_model_writes_while_the_one_that_is_gone_still_does(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.awake()
    house.wait(lambda: not house.app.room.tasks.running)
    monkeypatch.setattr("desktop.wishes.choosing.find_model", large_model)
    house.app.choosing.change(model="large-v3")
    house.wait(lambda: not house.app.room.tasks.running)
    house.worker.queue.append(Loaded("large-v3", 0.1))
    house.app.room.with_session(lambda one: one.tick())
    house.app.go("settings")
    house.wait(lambda: not house.app.room.tasks.running)
    told = house.app.settings_page._model_fault.words
    assert told.startswith("Largest is no longer on this computer. It still writes your answers down")


@pytest.mark.parametrize("place", ["settings", "first_run"])
def test_a_microphone_that_is_plugged_in_appears_by_itself_where_that_is_said(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setattr("desktop.wishes.plugging.LOOK_EVERY_MS", 10)
    house = House(qtbot, home, settings=Settings(welcomed=place == "settings"))
    house.microphones = ()
    try:
        house.wait(lambda: house.app.session is not None and not house.app.room.tasks.running)
        house.app.go(place)
        found = house.app.choices
        house.wait(lambda: not house.app.room.tasks.running)
        assert not found.found.microphones
        house.microphones = (YETI,)
        house.wait(lambda: bool(found.found.microphones))
    finally:
        house.app.close()
