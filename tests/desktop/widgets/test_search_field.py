"""The search field: shows the key that leads to it, and keeps Esc while there is something to empty."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.style.look import Look
from desktop.widgets.key_cap import KeyCap
from desktop.widgets.search_field import SearchField


def test_esc_empties_the_field(qtbot: QtBot, look: Look) -> None:
    field = SearchField("Search questions")
    qtbot.addWidget(field)
    QTest.keyClicks(field, "kafka")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_the_key_is_shown_only_while_the_field_is_empty(qtbot: QtBot, look: Look) -> None:
    field = SearchField("Search questions")
    qtbot.addWidget(field)
    field.show()
    cap = field.findChildren(KeyCap)[0]
    assert cap.isVisible()
    QTest.keyClicks(field, "k")
    assert not cap.isVisible()
