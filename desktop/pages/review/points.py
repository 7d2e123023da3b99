"""The points of the model answer, as they came across this time."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coach.coverage import WHY_NOT, Coverage, PointCoverage
from coach.spelled import clock
from desktop.pages.review.second_opinion import OpinionView, SecondOpinion
from desktop.pages.review.view import ReviewView
from desktop.style.tokens import SPACE
from desktop.widgets.coverage_row import CoverageRow, PointLine
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, emptied, row
from desktop.widgets.rule import Rule

SIDE_PX = 10
"""The ground of a chosen row beside its words, in pixels."""
_NO_OPINIONS = OpinionView()
_NBSP = "\u00a0"


class PointList(QWidget):
    """A row a point; `picked` is emitted with the number (from 0) of a row that was clicked or entered."""

    picked = Signal(int)
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[CoverageRow, ...] = ()
        self._view: ReviewView | None = None
        self._opinions = OpinionView()
        self._chosen: int | None = None
        self._count = Label("", "caption", "ink3", wrap=True)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = row(Label("Points", "section"), SPACE.m, self._count, margins=(SIDE_PX, 0, SIDE_PX, 4))
        head.setStretch(2, 1)
        self._list = column()
        self.second = SecondOpinion()
        below = box(column(self.second, margins=(SIDE_PX, 12, SIDE_PX, 0)))
        self.setLayout(column(head, self._list, below))

    @property
    def chosen(self) -> int | None:
        """The number of the chosen row, None for none."""
        return self._chosen

    def show_view(self, view: ReviewView) -> None:
        """Show the points of an answer; rows that stay the same are left alone."""
        self._view = view
        lines = point_lines(view, opinions=self._opinions)
        coverage = view.review.coverage if _is_judged(view) else None
        self._count.say(counted(coverage) if coverage else "")
        if len(lines) != len(self.rows):
            self._build(lines)
        for made, line in zip(self.rows, lines, strict=True):
            if made.line != line:
                made.show_line(line)
        self.second.setVisible(self.offers_opinion)
        self.setVisible(bool(lines))

    @property
    def offers_opinion(self) -> bool:
        """Whether a second opinion may be asked for."""
        has_points = (
            self._view is not None and _is_judged(self._view) and self._view.review.coverage is not None
        )
        return has_points and self._opinions.is_offered

    def show_opinions(self, view: OpinionView) -> None:
        """Show what a language model says of the points."""
        self._opinions = view
        self.second.show_view(view)
        if self._view is not None:
            self.show_view(self._view)

    def choose(self, number: int | None) -> None:
        """Mark a row as chosen; nobody is told."""
        self._chosen = number
        for index, made in enumerate(self.rows):
            made.setChecked(index == number)
            is_way_in = index == (number or 0)
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_way_in else Qt.FocusPolicy.ClickFocus)

    def step(self, by: int) -> None:
        """Go on to the next row, or back."""
        if not self.rows:
            return
        at = -1 if self._chosen is None and by > 0 else self._chosen or 0
        wanted = min(len(self.rows) - 1, max(0, at + by))
        had_focus = any(made.hasFocus() for made in self.rows)
        self.choose(wanted)
        if had_focus:
            self.rows[wanted].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.moved.emit(wanted)

    def _build(self, lines: tuple[PointLine, ...]) -> None:
        emptied(self._list)
        self.rows = tuple(CoverageRow(line) for line in lines)
        for number, made in enumerate(self.rows):
            if number:
                self._list.addWidget(box(column(Rule(), margins=(SIDE_PX, 0, SIDE_PX, 0))))
            made.clicked.connect(lambda _checked=False, number=number: self.picked.emit(number))
            made.step_wished.connect(self.step)
            self._list.addWidget(made)
        self.choose(None)


def point_lines(view: ReviewView, *, opinions: OpinionView = _NO_OPINIONS) -> tuple[PointLine, ...]:
    """What the rows say; until there are words, only the names of the points."""
    coverage = view.review.coverage
    if coverage is None or not _is_judged(view):
        points = view.question.points if view.question else ()
        return tuple(PointLine(point.name or point.text, "untried", text=point.text) for point in points)
    has_model = bool(view.question and view.question.model_answer)
    lines = tuple(_line(point, has_model=has_model) for point in coverage.points)
    said = [opinions.lines.get(point.id, "") if opinions.is_offered else "" for point in coverage.points]
    return tuple(replace(line, opinion=words) for line, words in zip(lines, said, strict=True))


def _is_judged(view: ReviewView) -> bool:
    return view.has_words and not view.is_settling


def _line(point: PointCoverage, *, has_model: bool) -> PointLine:
    said = PointLine(point.name or point.text, point.verdict, missing=_missing(point), text=point.text)
    if point.evidence is None:
        return replace(said, link="Model answer" if has_model else "")
    return replace(said, quote=point.evidence.text, link=clock(point.evidence.start_s))


def _missing(point: PointCoverage) -> str:
    return point.missing if point.verdict == "partial" or point.missing in WHY_NOT else ""


def counted(coverage: Coverage) -> str:
    """The verdicts in numbers: 4 covered · 1 partly · 1 not made · 1 not heard; none that is nought."""
    spoken_of = sum(point.is_spoken_of for point in coverage.points)
    parts = (
        (coverage.count("covered"), "covered"),
        (coverage.count("partial"), "partly"),
        (spoken_of, "not made"),
        (coverage.count("missed") - spoken_of, "not heard"),
    )
    told = (f"{number} {words}" for number, words in parts if number)
    return " · ".join(part.replace(" ", _NBSP) for part in told)
