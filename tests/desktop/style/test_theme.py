"""The colours that may meet, and sizes that grow with the text."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from desktop.style.theme import Theme
from desktop.style.tokens import COLORS, CONTRASTS, ROLES, Color, Shade

SHADES: tuple[Shade, ...] = ("light", "dark")


def luminance(color: QColor) -> float:
    """Relative luminance as WCAG 2.x defines it."""
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_contrast_the_norm_says() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21.0)


@pytest.mark.parametrize("shade", SHADES)
def test_every_pairing_that_may_be_used_keeps_its_contrast(shade: Shade) -> None:
    theme = Theme(shade)
    low = [
        f"{pair.front} on {ground}: {contrast(theme[pair.front], theme[ground]):.2f}"
        for pair in CONTRASTS
        for ground in pair.on
        if contrast(theme[pair.front], theme[ground]) < pair.least
    ]
    assert low == []


def test_both_shades_know_the_same_colours() -> None:
    assert set(COLORS["light"]) == set(COLORS["dark"]) == {*Color.__args__}  # type: ignore[attr-defined]  # a Literal has them


def test_no_text_is_smaller_than_12_pixels() -> None:
    assert min(role.px for role in ROLES.values()) >= 12


def test_text_doubles_but_large_roles_and_marks_stop_growing() -> None:
    theme = Theme("light", 2.0)
    assert theme.text_px("body") == 28
    assert theme.text_px("question") == 45
    assert theme.text_px("timer") == 112
    assert (theme.px(36), theme.mark(18)) == (72, 27)


def test_the_same_window_shows_less_beside_larger_text() -> None:
    assert not Theme("light").is_rail(1280)
    assert Theme("light", 1.25).is_rail(1280)
    assert not Theme("light").is_single(1024)
    assert Theme("light", 2.0).is_single(1280)
