"""A painted paragraph takes the room it was measured to take, line by line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from desktop.style import paragraph
from desktop.style.look import Look
from desktop.style.theme import current
from desktop.style.tokens import Role

ROLES: tuple[Role, ...] = ("strong", "small", "quote", "body")


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("role", ROLES)
def test_lines_stand_as_far_apart_as_their_role_wants(
    qtbot: QtBot, look: Look, role: Role, scale: float
) -> None:
    look.choose("light", scale=scale)
    line_px = current().line_px(role)
    assert paragraph.height_of("HHH HHH HHH", role=role, width=line_px * 2.5) == 3 * line_px
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    box = QRectF(10, 20, line_px * 2.5, 3 * line_px)
    paragraph.write(painter, box, text="HHH HHH HHH", role=role, tone="ink")
    painter.end()
    inked = [any(image.pixelColor(x, y).lightness() < 200 for x in range(400)) for y in range(400)]
    begins = [y for y in range(1, 400) if inked[y] and not inked[y - 1]]
    assert [later - sooner for sooner, later in pairwise(begins)] == [line_px] * 2
    assert begins[0] >= 20
    assert max(y for y in range(400) if inked[y]) < 20 + 3 * line_px


def test_no_words_take_no_room_and_a_word_without_end_is_broken(qtbot: QtBot, look: Look) -> None:
    assert paragraph.height_of("", role="small", width=100) == 0
    assert paragraph.height_of("a" * 300, role="small", width=100) > 3 * current().line_px("small")
    assert paragraph.height_of("one\ntwo", role="small", width=100) == 2 * current().line_px("small")
