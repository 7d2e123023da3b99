"""A point in the editor says its sentence once."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.style.look import Look
from desktop.widgets.point_row import PointRow
from seeds.bank import RubricPoint


@pytest.mark.parametrize(
    ("text", "is_shown"),
    [("", False), ("Tells the cost", False), ("Tells the cost.", False), ("Tells the cost a year.", True)],
)
def test_a_sentence_that_is_the_name_but_for_its_full_stop_has_no_field_of_its_own(
    qtbot: QtBot, look: Look, text: str, is_shown: bool
) -> None:
    row = PointRow(RubricPoint("cost", "Tells the cost", text), full=False)
    qtbot.addWidget(row)
    assert (row.text is not None) == is_shown


def test_such_a_sentence_follows_a_new_name(qtbot: QtBot, look: Look) -> None:
    row = PointRow(RubricPoint("cost", "Tells the cost", "Tells the cost."), full=True)
    qtbot.addWidget(row)
    row.name.setPlainText("Tells the price")
    assert row.text is not None
    assert (row.point.text, row.text.toPlainText()) == ("Tells the price", "Tells the price")
