"""The transcript: each word is a handle on the sound, by mouse and by keyboard, however many there are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.style.look import Look
from desktop.widgets.layout import box, column
from desktop.widgets.script import script
from desktop.widgets.transcript_view import TranscriptView
from tests.desktop import shown
from tests.desktop.fits import settle

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
PAGES: list[QWidget] = []


def opened(qtbot: QtBot) -> TranscriptView:
    made = TranscriptView()
    page = box(column(made, None))
    qtbot.addWidget(page, before_close_func=PAGES.remove)
    PAGES.append(page)
    page.resize(620, 600)
    page.show()
    settle()
    return made


@pytest.fixture
def view(qtbot: QtBot, look: Look) -> TranscriptView:
    made = opened(qtbot)
    made.show_script(script(shown.judged(), long_pause_s=1.0))
    return made


def word_place(view: TranscriptView, number: int) -> QPoint:
    cursor = view.textCursor()
    cursor.setPosition(view.script.words[number].start + 1)
    return view.cursorRect(cursor).center()


@pytest.mark.parametrize("number", [0, 7, 40, 90])
def test_a_click_on_a_word_tells_its_time(view: TranscriptView, qtbot: QtBot, number: int) -> None:
    with qtbot.waitSignal(view.word_chosen) as told:
        QTest.mouseClick(view.viewport(), LEFT, NONE, word_place(view, number))
    assert told.args == [view.script.words[number].start_s]


def test_enter_on_a_word_tells_its_time(view: TranscriptView, qtbot: QtBot) -> None:
    for _step in range(5):
        QTest.keyClick(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(view.word_chosen) as told:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert told.args == [view.script.words[5].start_s]


def test_down_goes_to_the_line_below(view: TranscriptView, qtbot: QtBot) -> None:
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.word_chosen) as told:
        QTest.keyClick(view, Qt.Key.Key_Return)
    above, below = (
        word_place(view, 0),
        word_place(view, [w.start_s for w in view.script.words].index(told.args[0])),
    )
    assert below.y() > above.y()


def test_dragging_selects_and_plays_nothing(view: TranscriptView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.word_chosen):
        QTest.mousePress(view.viewport(), LEFT, NONE, word_place(view, 2))
        QTest.mouseMove(view.viewport(), word_place(view, 6))
        cursor = view.textCursor()
        cursor.setPosition(0)
        cursor.setPosition(30, cursor.MoveMode.KeepAnchor)
        view.setTextCursor(cursor)
        QTest.mouseRelease(view.viewport(), LEFT, NONE, word_place(view, 6))
    assert view.textCursor().hasSelection()


def test_it_is_as_high_as_its_words(view: TranscriptView) -> None:
    assert view.height() >= view.document().size().height()


def test_the_words_are_real_text(view: TranscriptView) -> None:
    assert view.toPlainText() == view.script.text.replace("\u00a0", " ")


def test_half_an_hour_of_words_is_opened_whole(qtbot: QtBot, look: Look) -> None:
    review = shown.judged(shown.long_text(5000))
    made = opened(qtbot)
    made.show_script(script(review, long_pause_s=1.0))
    assert not made.grab(made.visibleRegion().boundingRect()).isNull()
    assert len(made.script.words) == 5000
