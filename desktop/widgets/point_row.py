"""One rubric point that is changed in place: its name, its sentence, where it came from."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.widgets.button import Button
from desktop.widgets.elided import Elided
from desktop.widgets.growing_edit import GrowingEdit
from desktop.widgets.layout import Item, box, column, row
from desktop.widgets.state_mark import StateMark
from seeds.bank import RubricPoint
from seeds.editing import renamed_point
from seeds.letters import same_sentence

_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class PointRow(QWidget):
    """Shows a point; its buttons show while the pointer or the focus is on the row.

    Keys: Enter adds a point below, Alt+Up and Alt+Down move it, Ctrl+D doubles it, Backspace in an empty one
    takes it away. `changed` tells the point as it is now; the other signals are wishes.
    """

    changed = Signal(object)
    moved = Signal(int)
    doubled = Signal()
    removed = Signal()
    added = Signal()

    def __init__(self, point: RubricPoint, *, full: bool) -> None:
        super().__init__()
        self._point = point
        self.name = GrowingEdit(point.name, name="Point", hint="A thing a good answer says")
        self.name.edited.connect(self._on_name)
        self.name.entered.connect(self.added)
        self.name.installEventFilter(self)
        self.text: GrowingEdit | None = None
        words: list[Item] = [self.name]
        if full or not _says_only_its_name(point):
            self.text = GrowingEdit(
                point.text, name="What counts as said", role="small", tone="ink2", hint="What counts as said"
            )
            self.text.edited.connect(self._on_text)
            words.append(self.text)
        if full:
            words.append(self._terms())
        if point.source:
            words.append(row(5, Elided(_from(point), "caption", "ink3")))
        self._tools = self._make_tools()
        mark = box(column(8, StateMark("untried", size=14), None))
        self.setLayout(row(mark, 4, column(*words), 4, column(self._tools, None)))

    @property
    def point(self) -> RubricPoint:
        """The point as it is now."""
        return self._point

    def show_tools(self) -> None:
        """Show the buttons while they are of use."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        self._tools.setVisible(inside or self.underMouse())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._tools.show()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.show_tools()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._act_on(event)
        return super().eventFilter(watched, event)

    def _act_on(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == _ALT and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif held == _CTRL and key == Qt.Key.Key_D:
            self.doubled.emit()
        elif key == Qt.Key.Key_Backspace and not self.name.toPlainText():
            self.removed.emit()
        else:
            return False
        return True

    def _terms(self) -> GrowingEdit:
        made = GrowingEdit(
            ", ".join(self._point.terms),
            name="Words that count as well",
            role="small",
            tone="ink3",
            hint="Words that count as well, with commas",
        )
        made.edited.connect(self._on_terms)
        return made

    def _make_tools(self) -> QWidget:
        up = Button("", "quiet", icon="arrow-up", name="Move this point up (Alt+Up)")
        down = Button("", "quiet", icon="arrow-down", name="Move this point down (Alt+Down)")
        double = Button("", "quiet", icon="copy", name="Double this point (Ctrl+D)")
        remove = Button("", "quiet", icon="trash", name="Delete this point")
        up.clicked.connect(lambda: self.moved.emit(-1))
        down.clicked.connect(lambda: self.moved.emit(1))
        double.clicked.connect(self.doubled)
        remove.clicked.connect(self.removed)
        made = box(row(up, down, double, remove))
        stays = made.sizePolicy()
        stays.setRetainSizeWhenHidden(True)
        made.setSizePolicy(stays)
        made.hide()
        return made

    def _on_name(self, name: str) -> None:
        follows = self.text is not None and _says_only_its_name(self._point)
        self._change(renamed_point(self._point, name))
        if follows and self.text is not None:
            self.text.put(self._point.text)

    def _on_text(self, text: str) -> None:
        self._change(replace(self._point, text=text))

    def _on_terms(self, text: str) -> None:
        terms = tuple(term for one in text.split(",") if (term := one.strip()))
        self._change(replace(self._point, terms=terms))

    def _change(self, point: RubricPoint) -> None:
        self._point = point
        self.changed.emit(point)


def _says_only_its_name(point: RubricPoint) -> bool:
    return not point.text or same_sentence(point.text, point.name)


def _from(point: RubricPoint) -> str:
    """Where a point came from; the quote is left out where it says what the point's sentence says."""
    place, colon, quote = point.source.partition(": ")
    if colon and point.text and point.text.rstrip(".…") in quote:
        return f"From the {place[:1].lower()}{place[1:]}"
    return point.source
