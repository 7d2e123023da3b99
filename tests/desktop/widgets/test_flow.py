"""A row that goes on in the next line: nothing is lost, nothing is wider than the line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QFrame, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.flow import Flow


def test_what_has_no_room_goes_to_the_next_line(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    parts = [QFrame() for _ in range(3)]
    for part in parts:
        part.setFixedSize(100, 30)
    flow = Flow(*parts, gap=10)
    ground.setLayout(flow)
    assert (flow.heightForWidth(320), flow.heightForWidth(319), flow.heightForWidth(100)) == (30, 70, 110)
    flow.setGeometry(QRect(0, 0, 210, 70))
    assert [(part.x(), part.y()) for part in parts] == [(0, 0), (110, 0), (0, 40)]


def test_what_is_hidden_takes_no_room(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    parts = [QFrame() for _ in range(2)]
    for part in parts:
        part.setFixedSize(100, 30)
    ground.setLayout(Flow(*parts, gap=10))
    ground.show()
    parts[0].hide()
    assert ground.layout() is not None
    assert ground.sizeHint().width() == 100


class Wide(QFrame):
    """Something that would like to be so wide."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own
        return QSize(self._width, 10)


@given(widths=st.lists(st.integers(1, 300), min_size=1, max_size=8), room=st.integers(1, 600))
def test_parts_stay_in_the_line_and_in_order(widths: list[int], room: int, qapp: object) -> None:
    ground = QWidget()
    parts = [Wide(width) for width in widths]
    flow = Flow(*parts, gap=4)
    ground.setLayout(flow)
    flow.setGeometry(QRect(0, 0, room, flow.heightForWidth(room)))
    assert all(part.geometry().right() < room for part in parts)
    places = [(part.y(), part.x()) for part in parts]
    assert places == sorted(places)
    ground.deleteLater()


def test_the_last_stands_apart_only_from_others(qtbot: QtBot) -> None:
    ground, head, choices = QWidget(), QWidget(), QWidget()
    qtbot.addWidget(ground)
    for one in (head, choices):
        one.setFixedSize(60, 20)
    ground.setLayout(Flow(head, choices, apart=True))
    ground.resize(400, 40)
    ground.show()
    assert (head.x(), choices.x()) == (0, 340)
    choices.hide()
    ground.resize(401, 40)
    assert head.x() == 0
