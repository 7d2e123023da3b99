"""Every icon draws something, in the colour asked for, and every icon asked for is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from desktop.style import icons
from desktop.style.look import Look

ROOT = Path(__file__).resolve().parents[3] / "desktop"
ASKED = re.compile(r'icon(?:: str)?\s*=\s*"([a-z-]+)"|Picture\(\s*"([a-z-]+)"')


def dots(image: QImage) -> list[QColor]:
    every = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return [color for color in every if color.alpha() == 255]


@pytest.mark.parametrize("name", icons.names())
def test_an_icon_is_drawn_in_its_colour(look: Look, name: str) -> None:
    drawn = dots(icons.pixmap(name, QColor("#a93c27"), size=48).toImage())
    assert len(drawn) > 40
    assert {color.name() for color in drawn} == {"#a93c27"}


def test_every_icon_the_desktop_asks_for_is_there() -> None:
    asked = {
        one or other for file in ROOT.rglob("*.py") for one, other in ASKED.findall(file.read_text("utf-8"))
    }
    assert {"mic", "mic-off", "plus", "alert"} <= asked
    assert asked - set(icons.names()) == set()
