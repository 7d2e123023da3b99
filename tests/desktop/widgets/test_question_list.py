"""The list of questions looks alike whether it is long or short."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.style.look import Look
from desktop.style.theme import current
from desktop.widgets.question_list import QuestionList, QuestionRow
from tests.desktop.fits import settle

LONG = "How would you tell, after a week on the road, that the model has got worse, and who would know?"


def ground_ends_at(qtbot: QtBot, *, count: int) -> tuple[int, int]:
    """Where the ground of the chosen row ends, in pixels from the left, and how high the row is."""
    made = QuestionList()
    qtbot.addWidget(made)
    made.resize(360, 300)
    made.show_rows([QuestionRow(f"q{number}", LONG) for number in range(count)])
    made.stand_on("q0")
    with qtbot.waitExposed(made):
        made.show()
    settle()
    assert made.verticalScrollBar().isVisible() == (count > 2)
    drawn, ground = made.grab().toImage(), current()["accent_soft"]
    high = made.visualRect(made.model().index(0, 0)).height()
    row = high // 2
    return max(x for x in range(drawn.width()) if drawn.pixelColor(x, row) == ground), high


def test_a_row_keeps_the_place_of_the_scroll_bar_free(qtbot: QtBot, look: Look) -> None:
    assert ground_ends_at(qtbot, count=2) == ground_ends_at(qtbot, count=20)
