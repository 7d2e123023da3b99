"""The stage: the right words in every moment, keys that do what they show, a timer that never jumps."""

from __future__ import annotations

import errno
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import notices
from desktop.pages.practice import PracticePage
from desktop.style.look import Look
from desktop.widgets.button import Button
from desktop.widgets.clock import Clock
from desktop.widgets.stage_state import StageState, announced, before_words
from tests.desktop.fits import misfits, settle
from tests.desktop.opened import opened
from tests.desktop.shots import STAGE, STAGES


@pytest.fixture
def page(qtbot: QtBot, look: Look) -> PracticePage:
    made = opened(PracticePage(), qtbot)
    made.setFocus()
    return made


def words(page: QWidget) -> str:
    settle()
    kinds = (QLabel, QAbstractButton, Clock)
    return " | ".join(
        part.accessibleName()
        for part in page.findChildren(QWidget)
        if isinstance(part, kinds) and part.isVisible()
    )


def clock_place(page: PracticePage) -> QPoint:
    settle()
    return page.speaking.clock.mapTo(page, QPoint(0, 0))


WORDS = {
    "hearing": (
        "Reading the question",
        "Data engineer · 3 of 12",
        "Start answering",
        "Hear it again",
        "No hurry. Nothing is recorded until you start. Aim for one to two minutes.",
        "Built-in Microphone",
    ),
    "ready": ("Getting ready, about 10 seconds. You can already listen to the question.", "Start answering"),
    "no-voice": ("No voice found, so the question stays on the screen.", "Start answering", "Voices"),
    "no-microphone": (
        "No microphone found.",
        "Plug one in; it will appear by itself. You can still hear the questions.",
        "Look again",
        "Hear it again",
        "No microphone",
    ),
    "starting": ("Opening the microphone", "0:00 of 1:00 to 2:00"),
    "recording": ("Recording", "0:48 of 1:00 to 2:00", "Easy pace", "Stop"),
    "past": ("2:11 past 2:00", "A little quick"),
    "nothing-heard": ("Nothing heard yet. Is Built-in Microphone the right one?", "Change", "Stop"),
    "asking": ("Keep what you said so far?", "Keep", "Go on", "Throw away", "Recording"),
    "microphone-vanished": (
        "Your answer up to 0:48 is safe",
        "The microphone “Blue Yeti” went away. Plug it in again to go on, or go on with another one.",
        "0:48 stopped here",
        "Go on with Built-in Microphone",
        "Review what I said",
        "Start again",
        "No microphone",
    ),
    "microphone-back": (
        "Your answer up to 0:48 is safe",
        "The microphone “Blue Yeti” is back. Go on when you like.",
        "0:48 stopped here",
        "Go on",
        "Review what I said",
        "Start again",
    ),
    "finishing": (
        "1:11 your answer is saved",
        "Writing down the last words",
        "Go to the recording now",
        "The transcript will be added when it is ready.",
    ),
    "finishing-slow": ("The words follow in about 20 s",),
    "finishing-lost": (
        "The transcript will be added when it is ready. The computer missed about 1.2 s of your answer.",
    ),
    "no-words": ("The sound is saved.", "Listen", "Test the microphone", "Try again"),
}


@pytest.mark.parametrize("name", WORDS)
def test_every_moment_has_its_words(page: PracticePage, name: str) -> None:
    page.show_state(STAGES[name])
    told = words(page)
    assert [expected for expected in WORDS[name] if expected not in told] == []


def test_a_screen_reader_says_that_the_microphone_went_away_and_that_it_is_back() -> None:
    recording, gone, back = (STAGES[name] for name in ("recording", "microphone-vanished", "microphone-back"))
    assert announced(gone, after=recording).startswith("Your answer up to 0:48 is safe. The microphone “Blue")
    assert announced(back, after=gone).endswith("is back. Go on when you like.")
    assert announced(replace(back, level_db=-60.0), after=back) == ""
    assert announced(recording, after=back) == "Recording"
    assert announced(replace(recording, elapsed_s=49.0), after=recording) == ""


def test_nothing_is_promised_to_be_stopped_before_it_began(page: PracticePage) -> None:
    page.show_state(STAGES["hearing"])
    assert "Stop" not in words(page)
    page.show_state(STAGES["recording"])
    assert "Start answering" not in words(page)


def test_live_words_are_shown_only_if_wanted_and_there_is_room(page: PracticePage) -> None:
    page.show_state(STAGES["recording"])
    settle()
    assert not page.speaking.recording.words.isVisible()
    page.show_state(STAGES["recording-words"])
    settle()
    assert page.speaking.recording.words.isVisible()
    page.resize(1024, 640)
    settle()
    assert not page.speaking.recording.words.isVisible()


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_timer_never_jumps(page: PracticePage, look: Look, scale: float, size: tuple[int, int]) -> None:
    look.choose("light", scale=scale)
    page.resize(*size)
    places = set()
    for name in (
        "starting",
        "recording",
        "nothing-heard",
        "asking",
        "microphone-vanished",
        "finishing",
        "past",
    ):
        page.show_state(STAGES[name])
        place = clock_place(page)
        places.add((place.x(), place.y()))
    assert len(places) == 1


def test_every_moment_begins_at_the_same_height(page: PracticePage) -> None:
    tops = set()
    for state in STAGES.values():
        page.show_state(state)
        settle()
        panel = page.hearing if state.is_before else page.speaking
        tops.add(panel.mapTo(page, QPoint(0, 0)).y())
    assert len(tops) == 1


KEYS = {
    "hearing": ("start_wished", Qt.Key.Key_Space),
    "ready": ("hear_wished", Qt.Key.Key_R),
    "recording": ("stop_wished", Qt.Key.Key_Space),
    "nothing-heard": ("stop_wished", Qt.Key.Key_Space),
    "finishing": ("leave_wished", Qt.Key.Key_Escape),
}


@pytest.mark.parametrize("name", KEYS)
def test_a_key_tells_the_wish_its_button_shows(qtbot: QtBot, page: PracticePage, name: str) -> None:
    page.show_state(STAGES[name])
    signal, key = KEYS[name]
    with qtbot.waitSignal(getattr(page, signal), timeout=1000):
        QTest.keyClick(page, key)


WISHES = {
    ("no-voice", Qt.Key.Key_Space): "start_answering",
    ("asking", Qt.Key.Key_Space): "keep",
    ("asking", Qt.Key.Key_Escape): "go_on",
    ("microphone-vanished", Qt.Key.Key_Return): "go_on_with_other",
    ("microphone-back", Qt.Key.Key_Return): "go_on_with_other",
    ("no-words", Qt.Key.Key_Enter): "listen",
}


@pytest.mark.parametrize(("name", "key"), WISHES)
def test_a_notice_answers_to_its_key(qtbot: QtBot, page: PracticePage, name: str, key: Qt.Key) -> None:
    page.show_state(STAGES[name])
    with qtbot.waitSignal(page.wished, timeout=1000) as told:
        QTest.keyClick(page, key)
    assert told.args == [WISHES[name, key]]


@pytest.mark.parametrize(
    "name", ["starting", "microphone-vanished", "finishing", "no-words", "no-microphone"]
)
def test_space_does_nothing_where_nothing_shows_it(qtbot: QtBot, page: PracticePage, name: str) -> None:
    page.show_state(STAGES[name])
    spies = [QSignalSpy(page.start_wished), QSignalSpy(page.stop_wished), QSignalSpy(page.wished)]
    QTest.keyClick(page, Qt.Key.Key_Space)
    assert [spy.count() for spy in spies] == [0, 0, 0]


def test_a_held_space_is_pressed_once(page: PracticePage, qtbot: QtBot) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    page.show_state(STAGES["ready"])
    spy = QSignalSpy(page.start_wished)
    for repeats in (False, True, True):
        none = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, none, " ", repeats)
        QApplication.sendEvent(page, event)
    assert spy.count() == 1


def test_the_focus_waits_on_the_page_when_buttons_go(qtbot: QtBot, page: PracticePage) -> None:
    page.show_state(STAGES["ready"])
    page.hearing.start.setFocus(Qt.FocusReason.TabFocusReason)
    page.show_state(STAGES["recording"])
    settle()
    assert QApplication.focusWidget() is page


def test_change_is_one_click_away_when_nothing_is_heard(qtbot: QtBot, page: PracticePage) -> None:
    page.show_state(STAGES["nothing-heard"])
    settle()
    with qtbot.waitSignal(page.wished, timeout=1000) as told:
        page.speaking.recording.quiet.button.click()
    assert told.args == ["change_microphone"]


def test_tab_comes_to_the_way_on_first(qtbot: QtBot, page: PracticePage) -> None:
    page.show_state(STAGES["ready"])
    settle()
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.hearing.start


def test_a_level_that_changes_lays_nothing_out_anew(page: PracticePage) -> None:
    page.show_state(STAGES["recording"])
    settle()
    buttons = [part.geometry() for part in page.findChildren(Button) if part.isVisible()]
    for step in range(60):
        page.show_state(replace(STAGES["recording"], level_db=-60.0 + step, elapsed_s=48 + step / 15))
    settle()
    assert [part.geometry() for part in page.findChildren(Button) if part.isVisible()] == buttons


@pytest.mark.parametrize("name", STAGES)
@pytest.mark.parametrize(
    ("size", "scale"),
    [((1280, 800), 1.0), ((1024, 640), 1.0), ((640, 480), 1.0), ((1280, 800), 2.0), ((1024, 640), 2.0)],
)
def test_nothing_is_cut_off(qtbot: QtBot, look: Look, name: str, size: tuple[int, int], scale: float) -> None:
    look.choose("light", scale=scale)
    page = PracticePage()
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    page.show_state(STAGES[name])
    assert misfits(page) == []


@pytest.mark.parametrize("name", STAGES)
@pytest.mark.parametrize(("size", "scale"), [((1024, 640), 1.0), ((1280, 800), 2.0), ((1024, 640), 2.0)])
def test_the_way_on_is_in_view(
    qtbot: QtBot, look: Look, name: str, size: tuple[int, int], scale: float
) -> None:
    look.choose("light", scale=scale)
    page = PracticePage()
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    page.show_state(STAGES[name])
    settle()
    panel = page.hearing if STAGES[name].is_before else page.speaking
    shown = [part for part in panel.findChildren(Button) if part.isVisible() and part.kind == "primary"]
    for button in shown:
        assert button.mapTo(page, QPoint(0, button.height())).y() <= page.height()


def test_a_long_microphone_name_is_cut_not_the_page(qtbot: QtBot, page: PracticePage) -> None:
    page.resize(640, 480)
    name = "A microphone with a name that goes on for ever " * 4
    page.show_state(
        replace(STAGE, moment="recording", microphone=name, notice=notices.nothing_heard_yet(name))
    )
    assert misfits(page) == []


def test_a_model_that_will_not_come_is_not_waited_for() -> None:
    waiting = StageState(model_ready=False)
    assert "Getting ready" in before_words(waiting)
    gone = before_words(replace(waiting, model_gone=True))
    assert "Getting ready" not in gone
    assert "kept as sound" in gone


@pytest.mark.parametrize("name", ["recording", "asking", "microphone-vanished", "ready"])
def test_the_way_on_is_in_sight_under_a_question_that_is_a_story(
    qtbot: QtBot, page: PracticePage, name: str
) -> None:
    story = "You take over a service that nobody has touched for years, and whose tests do not run. " * 7
    page.show_state(replace(STAGES[name], question=story))
    for size in ((1280, 800), (1024, 640), (800, 520)):
        page.resize(*size)
        settle()
        panel = page.hearing if page.state.is_before else page.speaking
        shown = [one for one in panel.findChildren(Button) if one.isVisible() and one.kind == "primary"]
        assert shown[0].visibleRegion().boundingRect().height() == shown[0].height(), (name, size)


def test_a_key_of_a_card_that_is_gone_does_nothing(qtbot: QtBot, page: PracticePage) -> None:
    full = notices.notice_for(OSError(errno.ENOSPC, "full"), where=notices.Where(safe_s=72.0))
    page.show_state(replace(STAGE, moment="trouble", notice=full))
    wished = QSignalSpy(page.wished)
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert wished.count() == 1
    page.show_state(replace(STAGE, moment="recording", notice=notices.nothing_heard_yet("A microphone")))
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert wished.count() == 1


def test_a_slow_microphone_is_told_where_one_looks_for_the_level(qtbot: QtBot, page: PracticePage) -> None:
    page.show_state(replace(STAGE, moment="starting", notice=notices.microphone_slow()))
    told = words(page)
    assert "Nothing is recorded now. The microphone does not answer yet. Esc leaves it." in told
    assert "No microphone" not in told
    assert misfits(page) == []


def test_one_is_ready_only_where_nothing_stands_in_the_way(page: PracticePage) -> None:
    page.show_state(STAGES["ready"])
    assert page.hearing.words == "Ready when you are"
    page.show_state(STAGES["no-voice"])
    assert page.hearing.words == "Ready when you are"
    page.show_state(STAGES["no-microphone"])
    assert page.hearing.words == "Not ready yet"
