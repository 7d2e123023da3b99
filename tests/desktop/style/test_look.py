"""A look put on reaches what is already on screen, and follows the system where it should."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.style import theme
from desktop.style.look import Look
from desktop.widgets.button import Button
from desktop.widgets.label import Label


def test_what_is_on_screen_takes_the_new_size_of_text(qtbot: QtBot, look: Look) -> None:
    label, button = Label("Recording"), Button("Stop", "primary")
    qtbot.addWidget(label)
    qtbot.addWidget(button)
    small, low = label.sizeHint().width(), button.sizeHint().height()
    look.choose("light", scale=2.0)
    assert label.font().pixelSize() == 28
    assert label.sizeHint().width() > 1.8 * small
    assert button.sizeHint().height() == 2 * low


def test_a_change_is_told_once_everything_is_dressed(qtbot: QtBot, look: Look) -> None:
    with qtbot.waitSignal(look.changed, timeout=1000):
        look.choose("dark", scale=1.0)
    assert theme.current().shade == "dark"
    with qtbot.assertNotEmitted(look.changed):
        look.choose("dark", scale=1.0)


def test_the_look_follows_the_system_only_if_asked_to(look: Look) -> None:
    look.choose("system", scale=1.0)
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.current().shade == "dark"
    look.choose("light", scale=1.0)
    # Not by the signal: another app of this run may still listen to it.
    look._on_system_changed(Qt.ColorScheme.Dark)
    assert theme.current().shade == "light"
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
