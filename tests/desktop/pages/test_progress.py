"""The progress page: charts once there is something to follow, the same as a table, and kind words before."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coach.norms import Norms
from desktop.pages.progress import ProgressPage
from desktop.style.look import Look
from desktop.style.theme import current
from desktop.widgets.answer_table import COLUMNS, cells
from desktop.window import Window
from tests.desktop import shown
from tests.desktop.fits import misfits, settle
from tests.desktop.opened import BESIDE_NAVIGATION_PX, opened


@pytest.fixture
def page(qtbot: QtBot, look: Look) -> ProgressPage:
    made = ProgressPage()
    made.show_answers(shown.summaries(40), norms=Norms())
    return opened(made, qtbot, width=BESIDE_NAVIGATION_PX)


def test_the_last_thirty_answers_are_looked_at_unless_all_are_wished(page: ProgressPage) -> None:
    assert len(page.shown) == 30
    page.span.setCurrentIndex(1)
    page.span.activated.emit(1)
    assert len(page.shown) == 40


def test_one_bank_can_be_looked_at(page: ProgressPage) -> None:
    page.bank.setCurrentIndex(1)
    page.bank.activated.emit(1)
    assert {one.bank for one in page.shown} == {"data-engineer"}


def test_three_figures_are_followed(page: ProgressPage) -> None:
    names = [chart.accessibleName().split(",")[0] for chart in page.charts]
    assert names == ["Pace in words a minute", "Um and uh a minute", "Points covered"]


def test_enter_on_a_ring_opens_that_answer(page: ProgressPage, qtbot: QtBot) -> None:
    chart = page.charts[1]
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(page.opened) as told:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert told.args == ["s39"]


def test_the_table_says_what_the_charts_show_newest_first(page: ProgressPage, qtbot: QtBot) -> None:
    page.as_table.click()
    assert page.table.isVisible()
    assert not page.charts[0].isVisible()
    model = page.table.model()
    shown_cells = tuple(model.index(0, column).data() for column in range(len(COLUMNS)))
    assert shown_cells == cells(page.shown[-1])
    with qtbot.waitSignal(page.opened) as told:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert told.args == ["s39"]
    page.as_table.click()
    assert page.charts[0].isVisible()


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "Your first answer will be here."),
        (1, "After three answers a line appears here. One so far."),
        (2, "After three answers a line appears here. Two so far."),
    ],
)
def test_before_there_is_a_line_a_sentence_stands_there(
    page: ProgressPage, qtbot: QtBot, count: int, words: str
) -> None:
    page.show_answers(shown.summaries(count), norms=Norms())
    assert page.line.words == words
    assert page.charts == ()
    with qtbot.waitSignal(page.practise_wished):
        page.practise.click()


def test_the_band_is_the_one_that_was_chosen(page: ProgressPage) -> None:
    page.show_answers(shown.summaries(40), norms=Norms(pace_wpm=(100, 150), fillers_per_minute=(0, 3)))
    told = " ".join(label.accessibleName() for label in page.findChildren(type(page.line)))
    assert "100 to 150 is comfortable to follow." in told
    assert "Below three a minute hardly anyone notices them." in told


def test_two_thousand_answers_are_all_shown(page: ProgressPage) -> None:
    many = shown.summaries(2000)
    page.span.setCurrentIndex(1)
    page.show_answers(many, norms=Norms())
    assert not page.grab().isNull()
    assert len(page.shown) == 2000


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(1280, 800, 1.0), (1024, 640, 1.0), (1280, 800, 2.0), (640, 480, 1.0)],
)
@pytest.mark.parametrize("count", [1, 40])
def test_nothing_is_cut(qtbot: QtBot, look: Look, width: int, height: int, scale: float, count: int) -> None:
    look.choose("light", scale=scale)
    page = ProgressPage()
    page.show_answers(shown.summaries(count), norms=Norms())
    window = Window({"progress": page}, stages=frozenset())
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    settle()
    assert misfits(page) == []


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(1280, 800, 1.0), (800, 640, 1.5), (640, 480, 1.5), (640, 480, 2.0)]
)
def test_the_choices_keep_off_the_heading(
    qtbot: QtBot, look: Look, width: int, height: int, scale: float
) -> None:
    look.choose("light", scale=scale)
    page = ProgressPage()
    page.show_answers(shown.summaries(40), norms=Norms())
    window = Window({"progress": page}, stages=frozenset())
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    page.as_table.click()
    settle()
    title = next(one for one in page.findChildren(QLabel) if one.text() == "Progress")
    words, choice = (QRect(one.mapTo(page, QPoint(0, 0)), one.size()) for one in (title, page.bank))
    assert choice.left() - words.right() >= 16 or choice.top() >= words.bottom()
    assert (choice.top() < words.bottom()) == (width > 640), "a line of their own only where there is no room"
    for place, text in enumerate(("22 Nov 2026", "Tell me about a")):
        assert QFontMetricsF(page.table.font()).horizontalAdvance(text) < page.table.columnWidth(place)
    assert misfits(page) == []


def test_below_the_table_it_says_rows_and_below_the_charts_rings(page: ProgressPage) -> None:
    def told() -> str:
        return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())

    assert "Each ring is one answer" in told()
    page.as_table.click()
    assert "Each row is one answer; Enter opens it." in told()
    assert "ring" not in told()
    page.as_table.click()
    assert "Each ring is one answer" in told()


def test_percent_stands_at_its_number_as_in_english(page: ProgressPage) -> None:
    told = " | ".join(label.text() for label in page.findChildren(QLabel))
    assert re.search(r"\d%", told)
    assert not re.search(r"\d\s%", told)
    assert cells(replace(shown.summaries(1)[0], coverage=1.0))[-1] == "100%"


def test_the_table_has_room_for_all_points_and_for_an_hour(page: ProgressPage) -> None:
    last = replace(shown.summaries(1)[0], coverage=1.0, duration_s=3700.0)
    page.show_answers((*shown.summaries(5), last), norms=Norms())
    page.as_table.click()
    settle()
    table, metrics = page.table, QFontMetricsF(page.table.font())
    for place, text in enumerate(cells(last)):
        if place != 1:
            assert metrics.horizontalAdvance(text) + 22 <= table.columnWidth(place), text


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_choice_is_read_whole_where_there_is_room(page: ProgressPage, look: Look, scale: float) -> None:
    look.choose("light", scale=scale)
    page.show_answers(shown.summaries(30), norms=Norms())
    settle()
    for one in (page.bank, page.span):
        room = one.width() - 28 - current().mark(16)
        assert QFontMetricsF(one.font()).horizontalAdvance(one.currentText()) <= room + 1
