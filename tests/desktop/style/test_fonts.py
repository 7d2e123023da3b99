"""The fonts come along, and take weight, optical size and figures of one width."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF

from desktop.style import fonts
from desktop.style.fonts import font
from desktop.style.look import Look


@pytest.mark.usefixtures("look")
def test_both_families_are_brought_along() -> None:
    assert {"Inter", "Source Serif 4"} <= set(fonts.load())
    assert QFontInfo(font("body")).family() == "Inter"
    assert QFontInfo(font("question")).family() == "Source Serif 4"


@pytest.mark.usefixtures("look")
def test_a_heavier_weight_is_really_wider() -> None:
    regular = QFontMetricsF(font("body", weight=400)).horizontalAdvance("Recording")
    assert QFontMetricsF(font("body", weight=600)).horizontalAdvance("Recording") > regular


@pytest.mark.usefixtures("look")
def test_tabular_figures_have_one_width() -> None:
    metrics = QFontMetricsF(font("figure", tabular=True))
    assert len({round(metrics.horizontalAdvance(figure), 2) for figure in "0123456789"}) == 1


def test_a_font_follows_the_size_of_the_text(look: Look) -> None:
    assert font("body").pixelSize() == 14
    look.choose("light", scale=1.5)
    assert font("body").pixelSize() == 21
