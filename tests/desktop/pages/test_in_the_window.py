"""Pages in the window: a key that both know belongs to the page while the page needs it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.pages.practice import PracticePage
from desktop.pages.questions import QuestionsPage
from desktop.style.look import Look
from desktop.widgets.search_field import SearchField
from desktop.window import Window
from tests.desktop import shots
from tests.desktop.fits import settle
from tests.desktop.shots import STAGES


class Rooms:
    """A window with the two pages in it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.stage, self.questions = PracticePage(), shots.questions_page()
        pages: dict[str, QWidget] = {"questions": self.questions, "practice": self.stage}
        for name in ("review", "progress", "settings"):
            pages[name] = QWidget()
        self.window = Window(pages, stages=frozenset({"practice"}))
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key)
        settle()


@pytest.fixture
def rooms(qtbot: QtBot, look: Look) -> Rooms:
    return Rooms(qtbot)


def test_esc_while_recording_leaves_and_while_asking_stays(rooms: Rooms) -> None:
    rooms.window.show_place("practice")
    rooms.stage.show_state(STAGES["recording"])
    left, stayed = QSignalSpy(rooms.window.leave_wished), QSignalSpy(rooms.stage.wished)
    rooms.press(Qt.Key.Key_Escape)
    assert (left.count(), stayed.count()) == (1, 0)
    rooms.stage.show_state(STAGES["asking"])
    rooms.press(Qt.Key.Key_Escape)
    assert (left.count(), stayed.count()) == (1, 1)
    assert stayed.at(0) == ["go_on"]


def test_the_stage_hears_its_keys_as_soon_as_it_is_shown(rooms: Rooms) -> None:
    rooms.stage.show_state(STAGES["ready"])
    rooms.window.show_place("practice")
    started = QSignalSpy(rooms.stage.start_wished)
    rooms.press(Qt.Key.Key_Space)
    assert started.count() == 1


def test_esc_empties_the_search_before_the_window_hears_of_it(rooms: Rooms) -> None:
    rooms.window.show_place("questions")
    left = QSignalSpy(rooms.window.leave_wished)
    rooms.questions.list.setFocus()
    rooms.press(Qt.Key.Key_Slash)
    assert isinstance(QApplication.focusWidget(), SearchField)
    QTest.keyClicks(rooms.questions.search, "kafka")
    rooms.press(Qt.Key.Key_Escape)
    assert (rooms.questions.search.text(), left.count()) == ("", 0)
    rooms.press(Qt.Key.Key_Escape)
    assert left.count() == 1


def test_in_one_column_esc_goes_back_to_the_list(rooms: Rooms) -> None:
    page: QuestionsPage = rooms.questions
    rooms.window.resize(800, 640)
    settle()
    page.list.setFocus()
    rooms.press(Qt.Key.Key_Return)
    left = QSignalSpy(rooms.window.leave_wished)
    assert not page.list.isVisible()
    rooms.press(Qt.Key.Key_Escape)
    assert page.list.isVisible()
    assert left.count() == 0


def test_a_wider_window_leaves_the_focus_on_the_page(rooms: Rooms) -> None:
    rooms.window.resize(800, 640)
    settle()
    rooms.questions.list.setFocus()
    rooms.press(Qt.Key.Key_Return)
    rooms.window.resize(1280, 800)
    settle()
    assert QApplication.focusWidget() is rooms.questions.list
