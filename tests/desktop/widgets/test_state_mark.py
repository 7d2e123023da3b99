"""Four states, four shapes: told apart without colour."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.style.look import Look
from desktop.widgets.state_dots import StateDots
from desktop.widgets.state_mark import STATE_WORDS, PointState, StateMark

STATES: tuple[PointState, ...] = get_args(PointState)


def test_every_state_has_a_shape_of_its_own_even_without_colour(qtbot: QtBot, look: Look) -> None:
    drawn: dict[PointState, QImage] = {}
    for state in STATES:
        mark = StateMark(state, size=24)
        qtbot.addWidget(mark)
        drawn[state] = mark.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        assert mark.accessibleName() == STATE_WORDS[state]
    assert all(drawn[one] != drawn[other] for one, other in combinations(STATES, 2))


def test_a_row_of_dots_says_what_it_stands_for(qtbot: QtBot, look: Look) -> None:
    dots = StateDots(("covered", "covered", "partial", "missed"))
    qtbot.addWidget(dots)
    assert dots.accessibleName() == "2 of 4 points covered, 1 partly"
    wide = dots.sizeHint().width()
    dots.show_states(("covered",))
    assert dots.sizeHint().width() * 4 == wide
