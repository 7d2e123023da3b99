"""Draws the pages with realistic values into PNG files: `python -m tests.desktop.shots FOLDER [WORD ...]`.

Without a word every page is drawn; with some, only files whose name contains one of them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from coach.lost_sound import lost_sound
from desktop import notices
from desktop.notices import Where
from desktop.pages.practice import PracticePage, StageState
from desktop.pages.questions import (
    AttemptLine,
    BankLine,
    PointLine,
    QuestionDetail,
    QuestionRow,
    QuestionsPage,
)
from desktop.style.look import Look
from desktop.style.theme import current
from desktop.widgets.layout import box, row
from desktop.widgets.navigation import Navigation
from desktop.widgets.state_mark import PointState
from tests.desktop.shown_banks import add_page, editor_page

SIZES = ((1280, 800), (1024, 640))
NARROW = ((800, 640),)
QUESTION = "Tell me about a pipeline you built that other teams depended on."
STAGE = StageState(
    question=QUESTION,
    place="Data engineer · 3 of 12",
    microphone="Built-in Microphone",
    elapsed_s=48.2,
    level_db=-26.0,
    hint="Easy pace",
    said="so who needs what by when, and who gets the call if it slips. Then uh I added some checks that ran "
    "before each release.",
)
SAFE = Where(safe_s=48.2, microphone="Blue Yeti", other_microphone="Built-in Microphone")
STAGES: dict[str, StageState] = {
    "hearing": replace(STAGE, moment="hearing", progress=0.62),
    "ready": replace(STAGE, moment="ready", progress=1.0, model_ready=False),
    "no-voice": replace(STAGE, moment="ready", notice=notices.no_voice()),
    "no-microphone": replace(STAGE, moment="ready", notice=notices.no_microphone()),
    "starting": replace(STAGE, moment="starting", elapsed_s=0.0, level_db=-90.0, hint="", said=""),
    "recording": replace(STAGE, moment="recording"),
    "recording-words": replace(STAGE, moment="recording", live_words=True),
    "nothing-heard": replace(
        STAGE,
        moment="recording",
        hint="",
        elapsed_s=5.4,
        notice=notices.nothing_heard_yet("Built-in Microphone"),
    ),
    "past": replace(STAGE, moment="recording", elapsed_s=131.0, level_db=-5.0, hint="A little quick"),
    "asking": replace(STAGE, moment="asking", notice=notices.leave_question()),
    "microphone-vanished": replace(STAGE, moment="trouble", notice=notices.microphone_vanished(SAFE)),
    "microphone-back": replace(STAGE, moment="trouble", notice=notices.microphone_back(SAFE)),
    "finishing": replace(STAGE, moment="finishing", elapsed_s=71.4, progress=0.78),
    "finishing-slow": replace(STAGE, moment="finishing", elapsed_s=71.4, progress=0.2, wait="about 20 s"),
    "finishing-lost": replace(
        STAGE,
        moment="finishing",
        elapsed_s=71.4,
        progress=0.2,
        wait="about 20 s",
        lost=lost_sound(1.2, has_figures=False),
    ),
    "no-words": replace(STAGE, moment="finishing", elapsed_s=71.4, notice=notices.no_words()),
}

_LETTERS: dict[str, PointState] = {"c": "covered", "p": "partial", "m": "missed", "u": "untried"}


def states(letters: str) -> tuple[PointState, ...]:
    """Point states written as "ccpm"."""
    return tuple(_LETTERS[letter] for letter in letters)


ROWS = tuple(
    QuestionRow(f"q{number}", text, states(letters), note, tried=bool(letters), up_next=number in (3, 5, 6))
    for number, (text, letters, note) in enumerate(
        (
            (QUESTION, "cccpcm", "1:11 · today"),
            ("How do you decide between batch and streaming?", "cccm", "1:06 · yesterday"),
            (
                "A nightly job starts failing one run in five. Walk me through your first hour.",
                "ccpm",
                "1:48 · 3 days ago",
            ),
            ("Why do you want to work on data here?", "", "Not tried yet"),
            ("Describe a time a stakeholder changed the requirements late.", "cpmm", "2:21 · last week"),
            ("How do you find out that data is wrong before your users do?", "ccc", "1:15 · last week"),
            ("Tell me about a trade-off between cost and freshness.", "", "Not tried yet"),
            ("What would you do in your first ninety days?", "", "Not tried yet"),
            ("How do you hand over something you built?", "cp", "0:52 · 2 weeks ago"),
            ("Which of your decisions would you take back?", "", "Not tried yet"),
        )
    )
)
DETAIL = QuestionDetail(
    id="q0",
    text=QUESTION,
    topic="Ownership",
    guidance="They ask this to see ownership beyond your own desk: who consumed it, what you agreed on, "
    "how you tested it, and what happened when it broke.",
    points=tuple(
        PointLine(name, state)
        for name, state in zip(
            (
                "Your own part in it",
                "Who depended on it",
                "The contract you agreed on",
                "How you tested it",
                "What happened when it broke",
                "The result, with a number",
            ),
            states("cccpcm"),
            strict=True,
        )
    ),
    said="today",
    attempts=(
        AttemptLine("a3", "Today, 23:04", "1:11", "151 wpm", states("cccpcm")),
        AttemptLine("a2", "Yesterday, 22:41", "1:39", "171 wpm", states("ccmpcm")),
        AttemptLine("a1", "9 November", "2:34", "184 wpm", states("cpmmpm")),
    ),
    model_answer="I owned the orders pipeline that finance and the warehouse both read. We wrote down a "
    "schema contract with freshness and completeness targets, and I added tests that ran before a release.",
    editable=True,
)
BANKS = (BankLine("data", "Data engineer", 12), BankLine("common", "Common questions", 5))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to draw: its file's name without theme and size, and how it is made."""

    name: str
    make: Callable[[], QWidget]


def _stage(state: StageState) -> QWidget:
    page = PracticePage()
    page.show_state(state)
    return page


def questions_page(
    *, rows: tuple[QuestionRow, ...] = ROWS, search: str = "", model: bool = False
) -> QuestionsPage:
    page = QuestionsPage()
    page.show_banks(BANKS, chosen="data")
    page.show_rows(rows)
    page.show_detail(DETAIL if rows else None)
    page.search.setText(search)
    if model and page.sheet is not None:
        page.sheet.turn_model_answer()
    return page


class Shell(QWidget):
    """A page beside the sidebar, as the window has it."""

    def __init__(self, page: QWidget, *, place: str) -> None:
        super().__init__()
        self._navigation = Navigation()
        self._navigation.show_place(place)
        self.setObjectName("page")
        self.setLayout(row(self._navigation, box(row(page))))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own
        super().resizeEvent(event)
        self._navigation.set_rail(rail=current().is_rail(self.width()))


def _editor(deletion: str) -> QWidget:
    """The editor of a bank that may be deleted, or given up for the shipped one."""
    page = editor_page()
    page.pane.show_deletion(deletion)
    return Shell(page, place="questions")


def _opened() -> QWidget:
    page = questions_page()
    shell = Shell(page, place="questions")
    shell.resize(800, 600)
    shell.show()
    QApplication.processEvents()
    page.list.picked.emit("q0")
    return shell


def sheets() -> Iterator[Sheet]:
    """Every page in every state worth a look."""
    yield Sheet("questions", lambda: Shell(questions_page(), place="questions"))
    yield Sheet("questions-model", lambda: Shell(questions_page(model=True), place="questions"))
    yield Sheet("questions-search", lambda: Shell(questions_page(search="kafka"), place="questions"))
    yield Sheet("questions-empty", lambda: Shell(questions_page(rows=()), place="questions"))
    yield Sheet("questions-opened", _opened)
    yield Sheet("add", lambda: Shell(add_page(), place="questions"))
    yield Sheet("add-empty", lambda: Shell(add_page(""), place="questions"))
    yield Sheet("editor", lambda: Shell(editor_page(), place="questions"))
    for name, words in (("own", "Delete this bank"), ("shipped", "Undo all changes")):
        yield Sheet(f"editor-{name}", partial(_editor, words))
    for name, state in STAGES.items():
        yield Sheet(f"practice-{name}", partial(_stage, state))


def draw(sheet: Sheet, *, size: tuple[int, int], file: Path) -> None:
    """Draw one page of this size (pixels) into a file."""
    page = sheet.make()
    page.resize(*size)
    page.show()
    for _ in range(6):
        QApplication.processEvents()
    page.grab().save(str(file))
    page.close()
    page.deleteLater()


def main(folder: Path, words: list[str]) -> None:
    """Draw light and dark in both sizes, and light with text twice as large."""
    app = QApplication.instance()
    look = Look(app if isinstance(app, QApplication) else QApplication(sys.argv[:1]))
    folder.mkdir(parents=True, exist_ok=True)
    for shade, scale, sizes in (("light", 1.0, SIZES), ("dark", 1.0, SIZES), ("light", 2.0, SIZES)):
        look.choose(shade, scale=scale)
        for sheet in sheets():
            for size in (*sizes, *(NARROW if "opened" in sheet.name or sheet.name == "questions" else ())):
                name = f"{sheet.name}-{shade}{'' if scale == 1 else '-text200'}-{size[0]}"
                if not words or any(word in name for word in words):
                    draw(sheet, size=size, file=folder / f"{name}.png")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]), sys.argv[2:])
