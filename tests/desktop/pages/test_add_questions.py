"""Add questions: what was understood is seen, corrected and ticked before anything is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextLayout
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.pages.add_questions import AddQuestionsPage, BankChoice, Kept, Sheaf, Understood
from desktop.pages.add_questions.cards import PORTION
from desktop.pages.add_questions.understood import summary
from desktop.style.look import Look
from seeds.bank import Question, RubricPoint
from tests.desktop import shown_banks
from tests.desktop.fits import misfits, settle
from tests.desktop.opened import opened
from tests.desktop.shots import Shell

Key, Mod = Qt.Key, Qt.KeyboardModifier
ONE = Question("one", "Why us?", points=(RubricPoint("fit", "Fit", "Says why."),))
TWO = Question("two", "Why now?", model_answer="Because.")


@pytest.fixture
def page(qtbot: QtBot, look: Look) -> AddQuestionsPage:
    return opened(shown_banks.add_page(), qtbot)


def kept(page: AddQuestionsPage) -> Kept:
    told: list[Kept] = []
    page.keep_wished.connect(told.append)
    QTest.keyClick(page.text, Key.Key_Return, Mod.ControlModifier)
    return told[0]


def test_questions_stand_bold_and_furniture_is_struck_in_the_text(page: AddQuestionsPage) -> None:
    looks: dict[str, QTextLayout.FormatRange] = {}
    block = page.text.document().begin()
    while block.isValid():
        looks |= {block.text(): one for one in block.layout().formats()}
        block = block.next()
    assert looks["How do you decide between batch and streaming?"].format.fontWeight() >= 600
    assert looks["Help us improve this answer. / -"].format.fontStrikeOut()


def test_in_a_text_of_one_line_each_question_stands_bold(page: AddQuestionsPage) -> None:
    page.text.setPlainText("Questions🔥 1. Why us? 2. Why now, of all times? 3. And so on")
    page.text.mark(questions=["Why now, of all times?", "Why us?", "And"], left_out=())
    looks = page.text.document().begin().layout().formats()
    bold = [(one.start, one.length) for one in looks if one.format.fontWeight() >= 600]
    assert sorted(bold) == [(15, 7), (26, 22)]  # three letters could be anywhere


def test_the_head_says_what_was_understood() -> None:
    assert summary(Understood((ONE,))) == "One question with its points."
    told = summary(Understood((ONE, TWO), left_out=("Share", "Vote", "Vote")))
    assert told == "Two questions, 1 with points. Lines such as “Vote” were left out."
    assert summary(Understood()) == ""


def test_every_line_can_be_changed_before_it_is_kept(page: AddQuestionsPage) -> None:
    card = page.cards.cards[0]
    assert card.is_open
    card.prompt.setPlainText("Tell me about a pipeline.")
    assert card.form is not None
    card.form.points.rows[0].name.setPlainText("Who reads it")
    card.form.answer.setPlainText("I built it.")
    card.form.guidance.setPlainText("They want ownership.")
    first = kept(page).questions[0]
    assert (first.prompt, first.model_answer) == ("Tell me about a pipeline.", "I built it.")
    assert first.guidance == "They want ownership."
    assert first.points[0].name == "Who reads it"


def test_only_what_is_ticked_is_kept(page: AddQuestionsPage) -> None:
    assert page.footer.keep.text() == "Keep 4 questions"
    page.cards.cards[1].tick.click()
    assert page.footer.keep.text() == "Keep 3 questions"
    assert len(kept(page).questions) == 3
    for card in page.cards.cards:
        card.tick.setChecked(False)
    assert not page.footer.keep.isEnabled()


def test_edits_and_ticks_stay_while_other_lines_of_the_text_change() -> None:
    sheaf = Sheaf().renewed((ONE, TWO))
    sheaf = sheaf.edited(replace(ONE, prompt="Why here?")).ticked("two", on=False)
    again = sheaf.renewed((Question("new", "And you?"), replace(ONE, id="one-2"), TWO))
    assert [leaf.now.prompt for leaf in again.leaves] == ["And you?", "Why here?", "Why now?"]
    assert [leaf.is_kept for leaf in again.leaves] == [True, True, False]


def test_a_point_tells_where_it_came_from(page: AddQuestionsPage) -> None:
    form = page.cards.cards[0].form
    assert form is not None
    assert form.points.rows[0].point.source.startswith("Guidance")


def test_a_deleted_point_comes_back(page: AddQuestionsPage) -> None:
    offered: list[tuple[str, Callable[[], None]]] = []
    page.undo_offered.connect(lambda words, act: offered.append((words, act)))
    form = page.cards.cards[0].form
    assert form is not None
    names = [row.point.name for row in form.points.rows]
    form.points.rows[1].removed.emit()
    assert [row.point.name for row in form.points.rows] == [names[0], *names[2:]]
    assert offered[0][0] == "Point deleted."
    offered[0][1]()
    assert [row.point.name for row in form.points.rows] == names
    assert [one.name for one in kept(page).questions[0].points] == names


def test_points_are_added_moved_and_doubled_by_keys(page: AddQuestionsPage) -> None:
    form = page.cards.cards[0].form
    assert form is not None
    first, second = (row.point.name for row in form.points.rows[:2])
    QTest.keyClick(form.points.rows[0].name, Key.Key_Down, Mod.AltModifier)
    assert [row.point.name for row in form.points.rows[:2]] == [second, first]
    QTest.keyClick(form.points.rows[0].name, Key.Key_D, Mod.ControlModifier)
    assert [row.point.name for row in form.points.rows[:3]] == [second, second, first]
    QTest.keyClick(form.points.rows[0].name, Key.Key_Return)
    assert form.points.rows[1].name.hasFocus() or page.focusWidget() is form.points.rows[1].name
    QTest.keyClicks(form.points.rows[1].name, "A number")
    assert form.points.rows[1].point.text == "A number"
    QTest.keyClick(form.points.rows[1].name, Key.Key_A, Mod.ControlModifier)
    QTest.keyClick(form.points.rows[1].name, Key.Key_Backspace)
    QTest.keyClick(form.points.rows[1].name, Key.Key_Backspace)
    assert [row.point.name for row in form.points.rows[:3]] == [second, second, first]


def test_a_text_without_questions_says_what_a_question_looks_like(page: AddQuestionsPage) -> None:
    page.show_understood(Understood())
    assert page._words.words.startswith("No questions found in this text.")
    assert not page.footer.keep.isEnabled()


def test_typing_asks_once_for_the_whole_text(qtbot: QtBot, page: AddQuestionsPage) -> None:
    with qtbot.waitSignal(page.text_changed, timeout=2000) as told:
        page.text.setPlainText("Why?\nHow?")
    assert told.args == ["Why?\nHow?"]


def test_marking_the_text_does_not_ask_again(qtbot: QtBot, page: AddQuestionsPage) -> None:
    with qtbot.waitSignal(page.text_changed, timeout=2000):
        page.text.setPlainText("Why us?\nBecause.")
    with qtbot.assertNotEmitted(page.text_changed, wait=500):
        page.show_understood(Understood((ONE,), left_out=("Because.",)))


def test_questions_go_into_a_new_bank_or_into_one_of_ones_own(page: AddQuestionsPage) -> None:
    assert kept(page).title == "Data Engineer Interview Questions"
    page.footer.offer((BankChoice("mine", "My bank"),))
    page.footer.banks.setCurrentIndex(1)
    page.footer.banks.picked.emit("mine")
    page.show_understood(Understood((ONE,), title="Other"))
    assert kept(page) == Kept((ONE,), bank="mine", title="My bank")


def test_a_name_one_typed_stays(page: AddQuestionsPage) -> None:
    page.footer.title.selectAll()
    QTest.keyClicks(page.footer.title, "Mine")
    page.show_understood(Understood((ONE,), title="Other"))
    assert page.footer.chosen == ("", "Mine")


def test_a_thousand_questions_come_in_portions_and_all_are_kept(qtbot: QtBot, look: Look) -> None:
    page = shown_banks.add_page("")
    qtbot.addWidget(page)
    many = tuple(Question(f"q{number}", f"Question {number}?") for number in range(1000))
    page.show_understood(Understood(many, title="Many"))
    assert len(page.cards.cards) == PORTION
    page.cards.more.click()
    assert len(page.cards.cards) == 2 * PORTION
    assert len(page.cards.sheaf.kept) == 1000


def test_a_file_can_be_dropped_anywhere(page: AddQuestionsPage, tmp_path: Path) -> None:
    told: list[Path] = []
    page.file_dropped.connect(told.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "page.html"))])
    acts, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Mod.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), acts, data, left, none)
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    assert not page.text.canInsertFromMimeData(data)
    page.dropEvent(QDropEvent(QPointF(5, 5), acts, data, left, none))
    assert told == [tmp_path / "page.html"]


@pytest.mark.parametrize(("width", "height", "scale"), [(1280, 800, 1.0), (1024, 640, 1.0), (1280, 800, 2.0)])
@pytest.mark.parametrize("text", [shown_banks.PAGE, ""])
def test_nothing_is_cut_off(
    qtbot: QtBot, look: Look, *, text: str, width: int, height: int, scale: float
) -> None:
    look.choose("light", scale=scale)
    shell = Shell(shown_banks.add_page(text), place="questions")
    qtbot.addWidget(shell)
    shell.resize(width, height)
    shell.show()
    settle()
    assert (shell.width(), shell.height()) == (width, height)
    assert misfits(shell) == []


def test_growing_text_keeps_what_one_wrote(page: AddQuestionsPage, look: Look) -> None:
    page.cards.cards[0].prompt.setPlainText("Mine?")
    look.choose("dark", scale=1.5)
    settle()
    assert page.cards.cards[0].prompt.toPlainText() == "Mine?"
    assert kept(page).questions[0].prompt == "Mine?"
