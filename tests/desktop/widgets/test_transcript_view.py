"""The transcript: each word is a handle on the sound, by mouse and by keyboard, however many there are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from desktop.style.look import Look
from desktop.style.tokens import Shade
from desktop.widgets.layout import box, column
from desktop.widgets.script import Stretch, script
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


PAUSES = " ".join(["one two three four five six seven", "[1.5]"] * 6) + " eight"
AGAIN = "I think the the load stopped, and we, we did it once more with the whole team."


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_pause_is_not_torn_apart_at_the_end_of_a_line(qtbot: QtBot, look: Look, scale: float) -> None:
    look.choose("light", scale=scale)
    made = opened(qtbot)
    made.show_script(script(shown.judged(PAUSES), long_pause_s=1.0))
    pauses = [one for one in made.script.stretches if one.kind == "pause"]
    assert len(pauses) == 6
    for width in range(200, 620, 5):
        made.resize(width, made.height())
        torn = [one for one in pauses if len(list(made._layout.boxes(one.start, one.end))) != 1]
        assert not torn, width


def repeat(view: TranscriptView) -> Stretch:
    return next(one for one in view.script.stretches if one.kind == "repeat")


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("shade", ["light", "dark"])
def test_what_was_said_twice_is_marked_under_the_word_and_the_word_stays_as_it_is(
    qtbot: QtBot, look: Look, shade: Shade, scale: float
) -> None:
    look.choose(shade, scale=scale)
    made = opened(qtbot)
    review = shown.judged(AGAIN)
    made.show_script(script(replace(review, repeats=()), long_pause_s=1.0))
    settle()
    bare = made.grab().toImage()
    made.show_script(script(review, long_pause_s=1.0))
    settle()
    marked = made.grab().toImage()
    box = next(made._layout.boxes(repeat(made).start, repeat(made).end))
    rows = changed_rows(bare, marked)
    assert len(rows) > 1  # a wave, not a straight line
    assert min(rows) > box.baseline + 5  # clear of the lines, dots and dashes
    assert max(rows) < made.height() - 1  # not cut off


def changed_rows(one: QImage, other: QImage) -> set[int]:
    assert one.size() == other.size()
    places = ((x, y) for y in range(one.height()) for x in range(one.width()))
    return {y for x, y in places if one.pixel(x, y) != other.pixel(x, y)}


@pytest.mark.qt_log_ignore(r"does not support raise", extend=True)
def test_under_the_pointer_a_mark_says_what_it_means(qtbot: QtBot, look: Look) -> None:
    made = opened(qtbot)
    made.show_script(script(shown.judged(AGAIN), long_pause_s=1.0))
    settle()

    def point_at(place: QPoint) -> str:
        here = made.viewport().mapToGlobal(place)
        QApplication.sendEvent(made.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, here))
        return QToolTip.text()

    marked, plain = repeat(made), made.script.words[0]
    assert point_at(made._layout.whole(marked.start, marked.end).center()) == "Said twice"
    point_at(made._layout.whole(plain.start, plain.end).center())
    qtbot.waitUntil(lambda: not QToolTip.isVisible() and not QToolTip.text())


def test_a_screen_reader_hears_what_is_marked(qtbot: QtBot, look: Look) -> None:
    made = opened(qtbot)
    review = shown.judged(AGAIN)
    made.show_script(script(review, long_pause_s=1.0))
    assert made.accessibleDescription() == "1 said twice, 1 begun again."
    for _word in made.script.words:  # what is marked is said on the way, too
        QTest.keyClick(made, Qt.Key.Key_Right)
    made.show_script(script(replace(review, repeats=()), long_pause_s=1.0))
    assert made.accessibleDescription() == ""
