"""The chart: every ring can be reached and opened, by mouse and by keyboard, however many there are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.progress import Trend, TrendPoint, trend
from desktop.style.look import Look
from desktop.widgets.chart_axes import axis, days
from desktop.widgets.layout import box, column
from desktop.widgets.trend_chart import TrendChart
from desktop.widgets.trend_plot import ChartLook, TrendPlot
from tests.desktop import shown
from tests.desktop.fits import settle

LOOK = ChartLook("Pace in words a minute", "{:.0f}".format, "{:.0f} wpm".format, figure="pace")
PAGES: list[QWidget] = []


def chart(qtbot: QtBot, *, count: int) -> TrendChart:
    """A chart on a page, which lives as long as the test."""
    pace = trend(shown.summaries(count), figure="pace")
    values = [point.value for point in pace.points]
    made = TrendChart(pace, axis=axis(values, band=(110, 175), floor=None, ceiling=None), look=LOOK)
    page = box(column(made))
    qtbot.addWidget(page, before_close_func=PAGES.remove)
    PAGES.append(page)
    page.resize(700, 200)
    page.show()
    settle()
    return made


def test_enter_opens_the_answer_one_went_to(qtbot: QtBot, look: Look) -> None:
    made = chart(qtbot, count=30)
    made.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(made, Qt.Key.Key_Home)
    QTest.keyClick(made, Qt.Key.Key_Right)
    with qtbot.waitSignal(made.opened) as told:
        QTest.keyClick(made, Qt.Key.Key_Return)
    assert told.args == ["s1"]


@pytest.mark.parametrize("share", [0.95, 0.66, 0.2])
def test_the_name_of_the_band_lies_on_no_answer(qtbot: QtBot, look: Look, share: float) -> None:
    begun = datetime(2026, 11, 1, 23, tzinfo=UTC)
    points = [
        TrendPoint(f"a{day}", "Why?", begun + timedelta(days=day), share, share if day < 6 else 0.8)
        for day in range(12)
    ]
    along = axis([point.value for point in points], band=(0.6, 1.0), floor=0.0, ceiling=1.0)
    told = ChartLook("Points", "{:.0%}".format, "{:.0%}".format, band_name="most of the points")
    plot = TrendPlot(Trend("coverage", tuple(points)), along, told, QSize(560, 120))
    image = QImage(560, 120, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    plot.draw(painter)
    painter.end()
    assert not plot._is_on(plot.name_box())
    assert QRectF(0, 0, 560, 120).contains(plot.name_box())


def test_a_click_opens_the_nearest_answer(qtbot: QtBot, look: Look) -> None:
    made = chart(qtbot, count=30)
    with qtbot.waitSignal(made.opened) as told:
        place = QPoint(14, 100)
        QTest.mouseClick(made, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert told.args == ["s0"]


def test_a_screen_reader_hears_the_answer_one_is_at(qtbot: QtBot, look: Look) -> None:
    made = chart(qtbot, count=30)
    made.clearFocus()
    assert made.accessibleName().startswith("Pace in words a minute, last 30 answers, latest ")
    QTest.keyClick(made, Qt.Key.Key_Home)
    assert shown.QUESTION.prompt in made.accessibleName()


def test_two_thousand_answers_are_drawn_once_and_pointed_at_for_nothing(qtbot: QtBot, look: Look) -> None:
    made = chart(qtbot, count=2000)
    made.grab()
    drawn = made._drawn
    for _step in range(20):
        QTest.keyClick(made, Qt.Key.Key_Left)
        made.grab()
    assert drawn is not None
    assert made._drawn is drawn


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_answers_are_no_trouble(qtbot: QtBot, look: Look, count: int) -> None:
    made = chart(qtbot, count=count)
    QTest.keyClick(made, Qt.Key.Key_Left)
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert (made.chosen is None) == (count == 0)
    assert not made.grab().isNull()


@given(st.lists(st.floats(1, 400), max_size=20))
def test_the_axis_shows_every_value_and_the_whole_band(values: list[float]) -> None:
    made = axis(values, band=(110, 175), floor=None, ceiling=None)
    assert made.low < min((*values, 110))
    assert made.high > max((*values, 175))
    assert {110, 175} <= set(made.ticks)


def test_a_day_is_written_once() -> None:
    times = [one.started_at for one in shown.summaries(2000)]
    found = days(times, most=6)
    assert 2 <= len(found) <= 6
    assert len({words for _place, words in found}) == len(found)
