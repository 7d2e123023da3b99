"""The one style sheet: only what plain Qt parts need; painted widgets read the theme themselves."""

from __future__ import annotations

from typing import get_args

from desktop.style.theme import Theme
from desktop.style.tokens import RADIUS, Color


def style_sheet(theme: Theme) -> str:
    """The sheet for this theme. Frames are told by their object name, labels by their property `tone`."""
    names: tuple[Color, ...] = get_args(Color)
    c = {name: theme[name].name() for name in names}
    return "\n".join((_frames(c), _texts(c), _choices(c), _bars(c)))


def _frames(c: dict[Color, str]) -> str:
    return f"""
    QWidget#page, QMainWindow, QScrollArea, QScrollArea > QWidget > QWidget {{
        background: {c["window"]}; border: 0; }}
    QFrame#side {{ background: {c["sunken"]}; border: 0; border-right: 1px solid {c["line"]}; }}
    QFrame#listpane {{ background: {c["window"]}; border: 0; border-right: 1px solid {c["line"]}; }}
    QFrame#card {{ background: {c["surface"]}; border: 1px solid {c["line"]};
        border-radius: {RADIUS.card}px; }}
    QFrame#well {{ background: {c["sunken"]}; border: 1px solid {c["line"]};
        border-radius: {RADIUS.card}px; }}
    QFrame#toast {{ background: {c["surface"]}; border: 1px solid {c["edge"]};
        border-radius: {RADIUS.control}px; }}
    QFrame#chosen {{ background: {c["accent_soft"]}; border: 0; border-radius: {RADIUS.control}px; }}
    QFrame#rule {{ background: {c["line"]}; border: 0; }}
    QFrame#footer {{ background: {c["window"]}; border: 0; border-top: 1px solid {c["line"]}; }}
    QToolTip {{ background: {c["surface"]}; color: {c["ink"]}; border: 1px solid {c["line2"]};
        padding: 4px; }}
    """


def _texts(c: dict[Color, str]) -> str:
    tones = "".join(f'QLabel[tone="{name}"] {{ color: {value}; }}' for name, value in c.items())
    chosen = f"selection-background-color: {c['accent_soft']}; selection-color: {c['accent_ink']};"
    return f"""
    {tones}
    QLineEdit, QPlainTextEdit {{ background: {c["surface"]}; color: {c["ink"]}; border: 1px solid {c["edge"]};
        border-radius: {RADIUS.control}px; padding: 0 8px; {chosen} }}
    QPlainTextEdit {{ padding: 6px 6px; placeholder-text-color: {c["ink3"]}; }}
    QLineEdit#search {{ background: {c["sunken"]}; border-color: {c["line2"]}; }}
    QLineEdit#bare {{ border: 1px solid transparent; background: transparent; padding: 0 6px; }}
    QLineEdit#bare:hover {{ border-color: {c["edge"]}; background: {c["surface"]}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QLineEdit#bare:focus {{ border: 2px solid {c["accent"]}; }}
    QTextEdit, QListView {{ background: transparent; border: 0; color: {c["ink"]}; outline: 0; {chosen} }}
    QTextEdit#bare {{ border: 1px solid transparent; border-radius: {RADIUS.mark}px; padding: 1px;
        placeholder-text-color: {c["ink3"]}; }}
    QTextEdit#framed {{ border: 1px solid {c["edge"]}; border-radius: {RADIUS.control}px; padding: 7px;
        background: {c["surface"]}; placeholder-text-color: {c["ink3"]}; }}
    QTextEdit#framed:focus {{ border: 2px solid {c["accent"]}; padding: 6px; }}
    QTextEdit#bare[tone="ink2"] {{ color: {c["ink2"]}; }}
    QTextEdit#bare[tone="ink3"] {{ color: {c["ink3"]}; }}
    QTextEdit#bare:hover {{ border-color: {c["edge"]}; background: {c["surface"]}; }}
    QTextEdit#bare:focus {{ border: 2px solid {c["accent"]}; padding: 0; background: {c["surface"]}; }}
    """


def _choices(c: dict[Color, str]) -> str:
    return f"""
    QComboBox QAbstractItemView {{ background: {c["surface"]}; color: {c["ink"]};
        border: 1px solid {c["line2"]}; padding: 4px; outline: 0;
        selection-background-color: {c["accent_soft"]}; selection-color: {c["accent_ink"]}; }}
    QMenu {{ background: {c["surface"]}; color: {c["ink"]}; border: 1px solid {c["line2"]}; padding: 4px; }}
    QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: {RADIUS.mark}px; }}
    QMenu::item:selected {{ background: {c["accent_soft"]}; color: {c["accent_ink"]}; }}
    QRadioButton {{ color: {c["ink"]}; spacing: 12px; }}
    QRadioButton::indicator {{ width: 16px; height: 16px; border-radius: 9px; border: 1px solid {c["edge"]};
        background: {c["surface"]}; }}
    QRadioButton::indicator:checked {{ width: 8px; height: 8px; border: 5px solid {c["accent"]};
        background: {c["on_accent"]}; border-radius: 9px; }}
    QRadioButton::indicator:focus {{ border-color: {c["accent"]}; }}
    QSlider::groove:horizontal {{ height: 4px; background: {c["line"]}; border-radius: 2px; }}
    QSlider::sub-page:horizontal {{ background: {c["accent"]}; border-radius: 2px; }}
    QSlider::handle:horizontal {{ width: 16px; height: 16px; margin: -6px 0; border-radius: 8px;
        background: {c["surface"]}; border: 1px solid {c["edge"]}; }}
    QSlider::handle:horizontal:focus {{ border: 2px solid {c["accent"]}; }}
    """


def _bars(c: dict[Color, str]) -> str:
    return f"""
    QScrollBar:vertical {{ width: 10px; background: transparent; margin: 2px; }}
    QScrollBar::handle:vertical {{ background: {c["line2"]}; border-radius: 3px; min-height: 32px; }}
    QScrollBar::handle:vertical:hover {{ background: {c["edge"]}; }}
    QScrollBar:horizontal {{ height: 10px; background: transparent; margin: 2px; }}
    QScrollBar::handle:horizontal {{ background: {c["line2"]}; border-radius: 3px; min-width: 32px; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        width: 0; height: 0; background: transparent; }}
    """
