"""Shows the banks, their questions and what was said to each of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from coach.attempt import AttemptSummary
from coach.schedule import next_up
from coach.spelled import clock
from desktop.days import day, day_and_time
from desktop.library import Library
from desktop.pages.questions import (
    AttemptLine,
    BankLine,
    PointLine,
    QuestionDetail,
    QuestionRow,
    QuestionsPage,
)
from desktop.widgets.state_mark import PointState
from seeds.bank import Bank, Question


class QuestionsDesk:
    """Keeps the page at one bank; `chosen_bank` is its name, and `on_bank` is told when another is chosen."""

    def __init__(
        self,
        page: QuestionsPage,
        *,
        library: Library,
        now: Callable[[], datetime],
        on_bank: Callable[[str], None],
    ) -> None:
        self._page = page
        self._library = library
        self._now = now
        self._on_bank = on_bank
        self._banks: tuple[Bank, ...] = ()
        self.bank: Bank | None = None
        page.bank_chosen.connect(self.choose_bank)
        page.question_chosen.connect(self._show_detail)

    @property
    def banks(self) -> tuple[Bank, ...]:
        """All banks there are."""
        return self._banks

    def show_banks(self, banks: tuple[Bank, ...], *, chosen: str) -> None:
        """Offer these banks; the chosen one, or the first where it is gone."""
        self._banks = banks
        self.bank = self.named(chosen) or (banks[0] if banks else None)
        self._offer_banks()
        self.refresh()

    def take_bank(self, bank: Bank) -> None:
        """Show a bank as it is now, after an edit or when it is new."""
        others = [one for one in self._banks if one.name != bank.name]
        banks = sorted((*others, bank), key=lambda one: (one.title.casefold(), one.name))
        self.show_banks(tuple(banks), chosen=self.bank.name if self.bank is not None else bank.name)

    def named(self, name: str) -> Bank | None:
        """The bank of that name."""
        return next((one for one in self._banks if one.name == name), None)

    def choose_bank(self, name: str) -> None:
        """Turn to another bank."""
        self.bank = self.named(name) or self.bank
        self._offer_banks()
        self._on_bank(name)
        self.refresh()

    def _offer_banks(self) -> None:
        lines = [BankLine(one.name, one.title, len(one.questions)) for one in self._banks]
        self._page.show_banks(lines, chosen=self.bank.name if self.bank else "")

    def refresh(self) -> None:
        """Show what is known by now."""
        if self.bank is None:
            self._page.show_rows(())
            self._page.show_detail(None)
            return
        due = {one.question_id for one in next_up(self.bank.questions, self._attempts(), now=self._now())}
        self._page.show_rows([self._row(one, is_due=one.id in due) for one in self.bank.questions])
        shown = self._page.sheet
        if shown is not None:
            self._show_detail(shown.detail.id)

    def stand_on(self, question_id: str) -> None:
        """Go to this question in the list."""
        if self.bank is not None:
            rows = [self._row(one, is_due=False) for one in self.bank.questions]
            self._page.show_rows(rows, chosen=question_id)
            self.refresh()

    def next_question(self, after: str = "") -> Question | None:
        """What is due next, other than this one; where nothing is due, the next in the bank's order."""
        if self.bank is None or not self.bank.questions:
            return None
        for one in next_up(self.bank.questions, self._attempts(), now=self._now()):
            if one.question_id != after:
                return self.bank.question(one.question_id)
        ids = [one.id for one in self.bank.questions]
        place = ids.index(after) + 1 if after in ids else 0
        return self.bank.questions[place % len(ids)]

    def _attempts(self) -> tuple[AttemptSummary, ...]:
        name = self.bank.name if self.bank else ""
        return tuple(one for one in self._library.lines if one.bank == name)

    def _row(self, question: Question, *, is_due: bool) -> QuestionRow:
        said = [one for one in self._attempts() if one.question_id == question.id]
        last = said[-1] if said else None
        note = "Not tried yet"
        if last is not None:
            note = f"{clock(last.duration_s)} · {day(self._here(last.started_at), now=self._now())}"
        return QuestionRow(
            id=question.id,
            text=question.prompt,
            states=states(last),
            note=note,
            tried=last is not None,
            up_next=is_due,
            searched=f"{question.category} {question.model_answer}",
        )

    def _show_detail(self, question_id: str) -> None:
        question = self.bank.question(question_id) if self.bank else None
        if question is None or self.bank is None:
            self._page.show_detail(None)
            return
        said = self._library.of(question.id, bank=self.bank.name)[::-1]
        last = next((one for one in said if one.word_count), None)
        self._page.show_detail(
            QuestionDetail(
                id=question.id,
                text=question.prompt,
                topic=question.category.capitalize(),
                target_s=question.target_band_s,
                guidance=question.guidance,
                points=_points(question, last),
                said=day(self._here(last.started_at), now=self._now()) if last else "",
                attempts=tuple(self._line(one) for one in said),
                model_answer=question.model_answer,
                editable=True,
            )
        )

    def _line(self, said: AttemptSummary) -> AttemptLine:
        when = day_and_time(said.started_at, now=self._now())
        pace = "" if said.words_per_minute is None else f"{said.words_per_minute:.0f} wpm"
        return AttemptLine(
            id=said.id,
            when=when[:1].upper() + when[1:],
            length=clock(said.duration_s),
            pace=pace,
            states=states(said),
        )

    def _here(self, when: datetime) -> datetime:
        return when.astimezone(self._now().tzinfo)


def states(said: AttemptSummary | None) -> tuple[PointState, ...]:
    """How the points came across, in the order of the question; nothing where no word was heard."""
    return tuple(verdict for _point_id, verdict in said.verdicts) if said and said.word_count else ()


def _points(question: Question, last: AttemptSummary | None) -> tuple[PointLine, ...]:
    known: dict[str, PointState] = dict(last.verdicts) if last else {}
    return tuple(PointLine(one.name or one.text, known.get(one.id, "untried")) for one in question.points)
