"""A button says what it does, shows its key, and answers to the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from desktop.style.look import Look
from desktop.widgets.button import Button


def test_a_button_makes_room_for_its_icon_and_its_key(qtbot: QtBot, look: Look) -> None:
    plain, full = Button("Stop"), Button("Stop", icon="stop", key="Space")
    qtbot.addWidget(plain)
    qtbot.addWidget(full)
    assert full.sizeHint().width() > plain.sizeHint().width() + 50
    assert full.accessibleName() == "Stop"
    assert full.accessibleDescription() == "Key: Space"


def test_a_button_without_words_still_has_a_name(qtbot: QtBot, look: Look) -> None:
    button = Button("", "quiet", icon="pencil", name="Change this question")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "Change this question"
    assert button.sizeHint().width() == button.sizeHint().height()


def test_enter_and_space_press_a_button_that_has_the_focus(qtbot: QtBot, look: Look) -> None:
    button = Button("Practise")
    qtbot.addWidget(button)
    pressed = QSignalSpy(button.clicked)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        QTest.keyClick(button, key)
    assert pressed.count() == 3


def test_a_click_leaves_the_focus_where_it_was(qtbot: QtBot, look: Look) -> None:
    button = Button("Hear it")
    qtbot.addWidget(button)
    assert button.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_the_focus_is_seen_only_by_those_who_came_by_keyboard(qtbot: QtBot, look: Look) -> None:
    button = Button("Practise")
    qtbot.addWidget(button)
    button.show()
    button.activateWindow()
    qtbot.waitUntil(button.isActiveWindow)
    calm = button.grab().toImage()
    button.setFocus(Qt.FocusReason.OtherFocusReason)
    assert button.grab().toImage() == calm
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.grab().toImage() != calm
