"""The review page: head above; strip, figures and words on the left; next try and points on the right."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from coach.norms import Norms
from coach.pacing import shown, why_no_rates
from desktop.notices import no_words, not_listened
from desktop.pages.review.delivery import Delivery
from desktop.pages.review.figures import figures
from desktop.pages.review.head import ReviewHead
from desktop.pages.review.model_answer import ModelAnswer
from desktop.pages.review.next_try import NextTry
from desktop.pages.review.points import SIDE_PX, PointList
from desktop.pages.review.second_opinion import OpinionView
from desktop.pages.review.sound_card import SoundCard
from desktop.pages.review.view import ReviewView
from desktop.pages.review.voice import VoiceAndPauses
from desktop.pages.review.word_key import WordKey
from desktop.style.theme import current
from desktop.style.tokens import SIZE
from desktop.widgets.button import QUIET_PX, Button
from desktop.widgets.flow import Flow
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, row, within
from desktop.widgets.notice_card import NoticeCard
from desktop.widgets.outset import Outset
from desktop.widgets.region_page import RegionPage
from desktop.widgets.script import script
from desktop.widgets.scroll import Scroll
from desktop.widgets.tab_order import tab_through
from desktop.widgets.transcript_view import TranscriptView

Mode = Literal["wide", "narrow", "single"]

_WIDEST_PX = 1160
_GUTTER_PX = {"wide": 36, "narrow": 24, "single": 24}
_GAP_PX = {"wide": 10, "narrow": 0}
_BESIDE_BAR_PX = 12
_NARROW_ASIDE_PX = 296
_ASIDE_GROWS = 1.25
_BAR_PX = 10
_AFTERGLOW_S = 0.4
_SEEN_AROUND_PX = 80

_NONE_YET = "Your first answer will be here."


class ReviewPage(RegionPage):
    """One answer. Its wishes, times in seconds:

    `play_wished(from, until or None)`, `seek_wished(at)`, `toggle_wished`, `speed_wished(factor)`,
    `try_again_wished`, `next_wished`, `practise_wished` (there is no answer yet), `attempt_wished(-1 or 1)`,
    `delete_wished(attempt id)`, `opinion_wished` (or, while it is asked for, to stop), and `wished(wish)` for
    the buttons of a notice.
    """

    play_wished = Signal(float, object)
    seek_wished = Signal(float)
    toggle_wished = Signal()
    speed_wished = Signal(float)
    try_again_wished = Signal()
    next_wished = Signal()
    practise_wished = Signal()
    attempt_wished = Signal(int)
    delete_wished = Signal(str)
    opinion_wished = Signal()
    wished = Signal(str)

    def __init__(self, *, speeds: tuple[float, ...] = (1.0,)) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName("Review")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._view: ReviewView | None = None
        self._arranged: tuple[Mode, float] | None = None
        self._aside_px = 0
        self._frame: QWidget | None = None
        self._main: Scroll | None = None
        self._aside: Scroll | None = None
        self._plays = False
        self.head = ReviewHead()
        self.sound = SoundCard(speeds=speeds)
        self.delivery = Delivery(figures(None, question=None, norms=Norms()))
        self.voice = VoiceAndPauses()
        self.words = TranscriptView()
        self.word_key = WordKey()
        self.model = ModelAnswer()
        self.next_try = NextTry()
        self.points = PointList()
        self.notice = NoticeCard(calm=True)
        self.notice.show_notice(no_words())
        self._waiting = Label("", "body", "ink3", wrap=True)
        self._make_foot()
        self._make_empty()
        self.setLayout(column())
        self._connect()
        self.show_view(None)

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def view(self) -> ReviewView | None:
        """What is shown."""
        return self._view

    def tell_why_empty(self, fault: str) -> None:
        """Say why the answers there may be cannot be read; "" where there are none yet."""
        self._none.say(fault or _NONE_YET)

    def show_view(self, view: ReviewView | None) -> None:
        """Show an answer, more of the same answer, or that there is none yet."""
        is_other = view is None or self._view is None or view.attempt_id != self._view.attempt_id
        before, self._view = self._view, view
        if _differ_by_wait(before, view):  # one may be reading what is there, or be about to press something
            self._say_wait(view)
            return
        self._arrange()
        if view is None:
            return
        self.head.show_view(view)
        self.sound.show_view(view)
        delivery = None if view.is_settling else shown(view.review.delivery)
        self.delivery.show_values(figures(delivery, question=view.question, norms=view.norms))
        self.delivery.explain(why_no_rates(delivery) if delivery else "")
        self.voice.show_view(view)
        review = replace(view.review, coverage=None) if view.is_settling else view.review
        self.words.show_script(script(review, long_pause_s=view.norms.long_pause_s))
        self.word_key.show_script(self.words.script, is_whole=not view.is_settling)
        self.model.show_text(view.question.model_answer if view.question else "")
        self.next_try.show_view(view)
        self.points.show_view(view)
        self._order_tabs()
        self._show_what_applies(view)
        if is_other:
            self._begin_anew()

    def show_opinions(self, view: OpinionView) -> None:
        """Show what a language model says of the points."""
        self.points.show_opinions(view)

    def show_place(self, at_s: float, *, plays: bool) -> None:
        """Show where playing is, and whether it plays."""
        self._plays = plays
        self.sound.show_place(at_s, plays=plays)
        self.words.show_place(at_s if plays or at_s > 0 else None, follow=plays)

    def dress(self) -> None:
        """Take the widths anew."""
        self._arrange()

    def regions(self) -> tuple[QWidget, ...]:
        """Where F6 goes, one after another."""
        return (self.head, self.sound, self.words, self.points)

    def _show_what_applies(self, view: ReviewView) -> None:
        silent = not view.has_words and not view.is_settling
        self.notice.setVisible(silent and view.has_sound)
        self.notice.show_notice(no_words() if view.was_listened_to else not_listened())
        self.next_try.setVisible(not silent)
        self.delivery.setVisible(not silent)
        self.words.setVisible(view.has_words)
        self._waiting.setVisible(view.is_settling)
        self._say_wait(view)
        self._earlier.setVisible(view.number > 1)
        self._later.setVisible(view.number < view.count)

    def _say_wait(self, view: ReviewView | None) -> None:
        wait = view.wait if view is not None else ""
        self._waiting.say(f"The words follow in {wait or 'a moment'}.")

    def _begin_anew(self) -> None:
        self.points.choose(None)
        self.words.show_point(None)
        self.show_place(0.0, plays=False)
        self.model.open(wanted=False)
        self.voice.open(wanted=False)
        for area in self.findChildren(Scroll):
            area.to_top()

    # -- how it is laid out --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two, as there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _wanted_mode(self) -> Mode:
        theme, width = current(), self.window().width()
        return "single" if theme.is_single(width) else "narrow" if theme.is_rail(width) else "wide"

    def make_ready(self) -> None:
        """Build what an answer will be shown in, so that it need not be built when one comes."""
        self._arrange(ahead=True)

    def lay_out(self) -> None:
        """Find the places of everything now, while it is not seen yet: showing it is then half the work."""
        self.grab(QRect(0, 0, 1, 1))

    def _arrange(self, *, ahead: bool = False) -> None:
        mode = self._wanted_mode()
        at_100 = SIZE.aside if mode == "wide" else _NARROW_ASIDE_PX
        aside_px = round(at_100 * min(current().scale, _ASIDE_GROWS))
        is_empty = self._view is None
        self._empty.setVisible(is_empty)
        if self._frame is not None:
            self._frame.setVisible(not is_empty)
        if (is_empty and not ahead) or (mode, current().scale) == self._arranged:
            return
        self._arranged, self._aside_px = (mode, current().scale), aside_px
        focused = QApplication.focusWidget()
        self.head.arrange(single=mode == "single")
        old, self._frame = self._frame, self._single() if mode == "single" else self._double(mode)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._frame)
        if old is not None:
            old.hide()
            old.deleteLater()
        self._frame.setVisible(not is_empty)
        self._order_tabs()
        if focused is not None and self.isAncestorOf(focused):  # moving a widget takes its focus away
            focused.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def _order_tabs(self) -> None:
        """Suggestions and points are made anew with each answer: Tab comes to them where they stand."""
        words = (self.sound, self.delivery, self.voice, self.notice, self.words, self.model, self._foot)
        single = self._arranged is not None and self._arranged[0] == "single"
        parts = (self.next_try, *words) if single else (*words, self.next_try)
        tab_through(self.head, *parts, *self.points.rows, self.points.second)

    def _single(self) -> QFrame:
        side = _GUTTER_PX["single"]
        next_try, points = (
            Outset(part, left=SIDE_PX, right=SIDE_PX) for part in (self.next_try, self.points)
        )
        foot = Outset(self._foot, left=QUIET_PX)
        parts = (14, next_try, 24, self.sound, 20, self.delivery, self.voice, self.notice)
        words = (10, self.words, self.word_key, self._waiting)
        rest = (14, self.model, 8, foot, 16, points, None)
        inner = column(self.head, *parts, *words, *rest, margins=(side, 24, side, 24))
        self._main, self._aside = Scroll(box(inner, name="page"), holds_place=True), None
        return box(column(self._main), name="page")

    def _double(self, mode: Mode) -> QFrame:
        side = _GUTTER_PX[mode]
        parts = (self.sound, 14, self.delivery, self.voice, self.notice, 10, self.words)
        rest = (self.word_key, self._waiting, 14, self.model, 8, Outset(self._foot, left=QUIET_PX), None)
        left = column(*parts, *rest, margins=(side, 2, _BESIDE_BAR_PX, 24))
        self._main = Scroll(box(left, name="page"), holds_place=True)
        right = column(self.next_try, 20, self.points, None, margins=(0, 2, 0, 24))
        aside = self._aside = Scroll(box(right, name="page"), holds_place=True)
        aside.setFixedWidth(self._aside_px + _BAR_PX)
        body = row(self._main, _GAP_PX[mode], aside, margins=(0, 0, side - _BAR_PX, 0))
        body.setStretch(0, 1)
        top = box(column(self.head, margins=(side, 24, side, 18)), max_width=_WIDEST_PX)
        below = box(body, max_width=_WIDEST_PX)
        layout = column(within(top), within(below))
        layout.setStretch(1, 1)
        return box(layout, name="page")

    def _make_foot(self) -> None:
        self._earlier = Button("Earlier answer", "quiet", icon="chevron-left", key="[")
        self._later = Button("Later answer", "quiet", icon="chevron-right", key="]")
        self._delete = Button("Delete this answer", "quiet", icon="trash")
        self._foot = QWidget()
        self._foot.setLayout(Flow(self._earlier, self._later, self._delete, gap=4))

    def _make_empty(self) -> None:
        practise = Button("Practise a question", "primary", icon="mic")
        practise.clicked.connect(self.practise_wished)
        title = Label("Review", "title")
        self._none = Label(_NONE_YET, "lede", "ink2", wrap=True)
        inner = column(title, 10, self._none, 20, row(practise, None), None, margins=(40, 24, 40, 16))
        self._empty = box(inner, name="page")

    # -- how it is used ------------------------------------------------------------------------------------

    def _connect(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._empty)
        self.head.next_wished.connect(self.next_wished)
        self.head.try_again_wished.connect(self.try_again_wished)
        self.sound.toggle_wished.connect(self.toggle_wished)
        self.sound.seek_wished.connect(self.seek_wished)
        self.sound.speed_wished.connect(self.speed_wished)
        self.words.word_chosen.connect(self._play)
        self.words.line_shown.connect(self._bring_into_view)
        self.model.opened.connect(lambda: self._bring_below(self.model))
        self.voice.opened.connect(lambda: self._bring_below(self.voice))
        self.next_try.moment_wished.connect(self._play)
        self.next_try.model_wished.connect(self.model.open)
        self.points.picked.connect(self._on_point_picked)
        self.points.moved.connect(self._on_point_moved)
        self.points.second.wished.connect(self.opinion_wished)
        self.notice.wished.connect(self._on_notice)
        self._earlier.clicked.connect(lambda: self.attempt_wished.emit(-1))
        self._later.clicked.connect(lambda: self.attempt_wished.emit(1))
        self._delete.clicked.connect(self._on_delete)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the page; a field with the focus has taken its letters before."""
        if self._view is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        if not self._did(event):
            super().keyPressEvent(event)

    def _did(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_J, Qt.Key.Key_Down):
            self.points.step(1)
        elif key in (Qt.Key.Key_K, Qt.Key.Key_Up):
            self.points.step(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.points.chosen is not None:
            self._on_point_picked(self.points.chosen)
        elif key == Qt.Key.Key_Space:
            self.toggle_wished.emit()
        else:
            return self._did_letter(key)
        return True

    def _did_letter(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_T:
            self.try_again_wished.emit()
        elif key == Qt.Key.Key_N:
            self.next_wished.emit()
        elif key == Qt.Key.Key_M:
            self.model.open(wanted=not self.model.is_open)
        elif key == Qt.Key.Key_O and self.points.offers_opinion:
            self.opinion_wished.emit()
        elif key == Qt.Key.Key_BracketLeft and not self._earlier.isHidden():
            self.attempt_wished.emit(-1)
        elif key == Qt.Key.Key_BracketRight and not self._later.isHidden():
            self.attempt_wished.emit(1)
        else:
            return False
        return True

    def _play(self, from_s: float, until_s: float | None = None) -> None:
        self.play_wished.emit(from_s, until_s)

    def _on_point_picked(self, number: int) -> None:
        """Play the words that show it, or open the model answer where there are none."""
        span = self._show_point(number)
        if span is not None:
            self._play(span[0], span[1] + _AFTERGLOW_S)
        elif self._view is not None and not self._view.is_settling:
            self.model.open()

    def _on_point_moved(self, number: int) -> None:
        """Go to the words that show it, so that the space bar plays from there."""
        span = self._show_point(number)
        if span is not None and not self._plays:
            self.seek_wished.emit(span[0])

    def _show_point(self, number: int) -> tuple[float, float] | None:
        """Mark the row and tint its words; gives back when they are said."""
        coverage = self._view.review.coverage if self._view and not self._view.is_settling else None
        self.points.choose(number)
        made = self.points.rows[number]
        QTimer.singleShot(0, made, lambda: self._bring_row_into_view(made))  # once it has unfolded
        self.words.show_point(number)
        evidence = coverage.points[number].evidence if coverage else None
        return (evidence.start_s, evidence.end_s) if evidence else None

    def _bring_row_into_view(self, made: QWidget) -> None:
        if self._aside is not None:
            self._aside.ensureWidgetVisible(made, 0, _SEEN_AROUND_PX // 2)
        elif self._main is not None and made.hasFocus():
            self._main.ensureWidgetVisible(made, 0, _SEEN_AROUND_PX // 2)

    def _bring_into_view(self, place: QRect) -> None:
        inner = self._main.widget() if self._main is not None else None
        if self._main is None or inner is None:
            return
        middle = self.words.mapTo(inner, place.center())
        reach = min(_SEEN_AROUND_PX + place.height() // 2, self._main.viewport().height() // 2)
        self._main.ensureVisible(middle.x(), middle.y(), 0, reach)

    def _bring_below(self, opened: QWidget) -> None:
        """Scroll to what has just been opened, once it has its size."""
        area = self._main
        if area is not None:
            QTimer.singleShot(0, opened, lambda: area.ensureWidgetVisible(opened, 0, 24))

    def _on_notice(self, wish: str) -> None:
        if wish == "listen":
            self.toggle_wished.emit()
        else:
            self.wished.emit(wish)

    def _on_delete(self) -> None:
        if self._view is not None:
            self.delete_wished.emit(self._view.attempt_id)


def _differ_by_wait(before: ReviewView | None, after: ReviewView | None) -> bool:
    """Whether it is the same answer, whose words are awaited still, and maybe longer or less long."""
    if before is None or after is None or not after.is_settling:
        return False
    return replace(before, wait=after.wait) == after
