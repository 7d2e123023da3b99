"""A text changed in place: its hint is as large as its words, whatever size one chose later."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractScrollArea
from pytestqt.qtbot import QtBot

from desktop.pages.add_questions.pasted_text import PastedText
from desktop.style.look import Look
from desktop.style.theme import current
from desktop.widgets.growing_edit import GrowingEdit
from desktop.widgets.layout import box, column


@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_a_hint_grows_with_the_words(qtbot: QtBot, look: Look, scale: float) -> None:
    quote = GrowingEdit("", name="Model answer", role="quote", hint="Nothing yet")
    pasted = PastedText()
    page = box(column(quote, pasted), name="page")
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    look.choose("light", scale=scale)
    drawn: list[tuple[QAbstractScrollArea, int]] = [
        (quote, current().text_px("quote")),
        (pasted, current().text_px("small")),
    ]
    assert [one.viewport().font().pixelSize() for one, _wanted in drawn] == [px for _one, px in drawn]
