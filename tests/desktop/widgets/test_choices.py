"""Segments, selects and boxes to tick: one tells what a person chose, never what the app set."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from desktop.style.look import Look
from desktop.widgets.check import Check
from desktop.widgets.segments import Segments
from desktop.widgets.select import Select

PARTS = (("all", "All 12"), ("next", "Up next 3"), ("untried", "Not tried 4"))


def test_segments_tell_a_click_but_not_what_was_set(qtbot: QtBot, look: Look) -> None:
    segments = Segments(PARTS, name="Which questions")
    qtbot.addWidget(segments)
    segments.show()
    told: list[str] = []
    segments.picked.connect(told.append)
    segments.choose("untried")
    assert (segments.chosen, told) == ("untried", [])
    first = next(part for part in segments.findChildren(QRadioButton) if part.text() == "All 12")
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert (segments.chosen, told) == ("all", ["all"])


def test_arrows_go_through_the_segments(qtbot: QtBot, look: Look) -> None:
    segments = Segments(PARTS, name="Which questions")
    qtbot.addWidget(segments)
    segments.show()
    segments.activateWindow()
    qtbot.waitUntil(segments.isActiveWindow)
    first = next(part for part in segments.findChildren(QRadioButton) if part.text() == "All 12")
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert segments.chosen == "next"


def test_segments_keep_their_choice_when_renamed(qtbot: QtBot, look: Look) -> None:
    segments = Segments(PARTS, name="Which questions", chosen="next")
    qtbot.addWidget(segments)
    wide = segments.sizeHint().width()
    segments.rename((("all", "All 1200"), ("next", "Up next 300"), ("untried", "Not tried 400")))
    assert segments.chosen == "next"
    assert segments.sizeHint().width() > wide


def test_a_select_tells_the_value_behind_the_words(qtbot: QtBot, look: Look) -> None:
    select = Select(name="Bank")
    qtbot.addWidget(select)
    told: list[str] = []
    select.picked.connect(told.append)
    select.offer((("data", "Data engineer · 12 questions"), ("common", "Common")), chosen="common")
    assert (select.chosen, told) == ("common", [])
    QTest.keyClick(select, Qt.Key.Key_Up)
    assert (select.chosen, told) == ("data", ["data"])


def test_a_select_falls_back_to_the_first(qtbot: QtBot, look: Look) -> None:
    select = Select(name="Bank")
    qtbot.addWidget(select)
    select.offer((("data", "Data"), ("common", "Common")), chosen="gone")
    assert select.chosen == "data"
    select.offer((), chosen="")
    assert select.chosen == ""


def test_a_box_is_ticked_by_its_words_too(qtbot: QtBot, look: Look) -> None:
    check = Check("Show the words while I speak")
    qtbot.addWidget(check)
    check.resize(check.sizeHint())
    check.show()
    QTest.mouseClick(check, Qt.MouseButton.LeftButton, pos=check.rect().center())
    assert check.isChecked()
