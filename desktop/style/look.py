"""The look: puts a theme on the whole application, and follows the system's light and dark."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.style import fonts, theme
from desktop.style.sheet import style_sheet
from desktop.style.theme import Dressed, Theme
from desktop.style.tokens import Color, Shade

_PALETTE: dict[QPalette.ColorRole, Color] = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Highlight: "accent_soft",
    QPalette.ColorRole.HighlightedText: "accent_ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Link: "accent",
}


class Look(QObject):
    """What the application wears; `changed` comes after every widget was dressed."""

    changed = Signal()

    def __init__(self, app: QApplication, *, appearance: str = "system", scale: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._appearance, self._scale = appearance, scale
        self._system = QGuiApplication.styleHints().colorScheme()
        fonts.load()
        app.setStyle("Fusion")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._put_on(self._wanted())

    def choose(self, appearance: str, *, scale: float) -> None:
        """Wear light, dark, or what the system wears (`system`), with text this large (1.0 is 100 %)."""
        self._appearance, self._scale = appearance, scale
        wanted = self._wanted()
        if wanted != theme.current():
            self._put_on(wanted)

    def _wanted(self) -> Theme:
        return Theme(self._shade(), self._scale)

    def _shade(self) -> Shade:
        if self._appearance == "light":
            return "light"
        if self._appearance == "dark":
            return "dark"
        return "dark" if self._system == Qt.ColorScheme.Dark else "light"

    def _put_on(self, wanted: Theme) -> None:
        grows = wanted.scale != theme.current().scale
        theme.wear(wanted)
        self._app.setPalette(palette(wanted))
        self._app.setFont(fonts.font("body"))
        self._app.setStyleSheet(style_sheet(wanted))
        self._dress_all()
        if grows:
            # WORKAROUND: a page that arranges itself anew gives its widgets another parent, and then Qt's
            # style sheet puts their old fonts back; measured with PySide6 6.11 on the review page from 100
            # to 200 %.
            self._dress_all()
        self.changed.emit()

    def _dress_all(self) -> None:
        for widget in self._app.allWidgets():
            if isinstance(widget, Dressed):
                widget.dress()
                widget.updateGeometry()
            widget.update()

    def _on_system_changed(self, scheme: Qt.ColorScheme) -> None:
        self._system = scheme
        self.choose(self._appearance, scale=self._scale)


def palette(worn: Theme) -> QPalette:
    """The colours plain Qt parts take: selections, tool tips, menus."""
    made = QPalette()
    for role, name in _PALETTE.items():
        made.setColor(role, worn[name])
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, worn["ink3"])
    return made
