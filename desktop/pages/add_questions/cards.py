"""The cards of what was understood, one below the other; many of them come in portions."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.pages.add_questions.card import QuestionCard
from desktop.pages.add_questions.understood import Leaf, Sheaf
from desktop.widgets.button import Button
from desktop.widgets.label import Label
from desktop.widgets.layout import column, emptied, row
from desktop.widgets.tab_order import tab_through
from seeds.bank import Question, RubricPoint

PORTION = 40


class Cards(QWidget):
    """Shows a `Sheaf` and tells the sheaf as it is after every edit (`changed`).

    Undo of a point that went is offered by `undo_offered(words, act)`.
    """

    changed = Signal(object)
    undo_offered = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._sheaf = Sheaf()
        self._cards: dict[str, QuestionCard] = {}
        self._column = column(gap=10)
        self.more = Button("", "quiet", icon="chevron-down")
        self.more.clicked.connect(self._add_portion)
        self._notes = Label("", "small", "ink3", wrap=True)
        self._notes.hide()
        self.setLayout(
            column(self._notes, 6, self._column, 8, row(self.more, None), None, margins=(0, 0, 8, 8))
        )
        self.more.hide()

    @property
    def cards(self) -> tuple[QuestionCard, ...]:
        """The cards that are made."""
        return tuple(self._cards.values())

    @property
    def sheaf(self) -> Sheaf:
        """The questions as they are now."""
        return self._sheaf

    def show_sheaf(self, sheaf: Sheaf) -> None:
        """Show these questions; those that were open stay open, and at first the first one is."""
        if sheaf == self._sheaf:
            return
        opened = {card.question.prompt for card in self.cards if card.is_open}
        first = not self._sheaf.leaves
        self._sheaf = sheaf
        self._cards = {}
        emptied(self._column)
        self._add_portion()
        for number, card in enumerate(self.cards):
            if card.question.prompt in opened or (first and number == 0):
                card.turn()

    def show_notes(self, notes: tuple[str, ...]) -> None:
        """Say above the cards what was done to the text."""
        self._notes.say(" ".join(notes))
        self._notes.setVisible(bool(notes))

    def _add_portion(self) -> None:
        begun = len(self._cards)
        answered = any(leaf.now.model_answer for leaf in self._sheaf.leaves)
        for leaf in self._sheaf.leaves[begun : begun + PORTION]:
            card = self._card(leaf, tells_no_answer=answered)
            self._cards[leaf.now.id] = card
            self._column.addWidget(card)
        tab_through(*self.cards, self.more)
        left = len(self._sheaf.leaves) - len(self._cards)
        self.more.setVisible(left > 0)
        self.more.say(f"Show {min(left, PORTION)} more of {left}")

    def _card(self, leaf: Leaf, *, tells_no_answer: bool) -> QuestionCard:
        one = leaf.now.id
        made = QuestionCard(leaf, tells_no_answer=tells_no_answer)
        made.changed.connect(self._on_changed)
        made.ticked.connect(lambda on: self._take(self._sheaf.ticked(one, on=on)))
        made.point_removed.connect(lambda point, at: self._on_point_removed(one, point, at=at))
        return made

    def _on_changed(self, question: Question) -> None:
        self._take(self._sheaf.edited(question))

    def _on_point_removed(self, question_id: str, point: RubricPoint, *, at: int) -> None:
        def put_back() -> None:
            self._take(self._sheaf.with_point(question_id, point, at=at))
            card, question = self._cards.get(question_id), self._sheaf.question(question_id)
            if card is not None and question is not None:
                card.show_points(question.points)

        self.undo_offered.emit("Point deleted.", put_back)

    def _take(self, sheaf: Sheaf) -> None:
        self._sheaf = sheaf
        self.changed.emit(sheaf)
