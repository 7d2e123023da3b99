"""The editor of a bank: written, moved, doubled, deleted and brought back, by keys alone if one likes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.pages.editor import EditorPage
from desktop.style.look import Look
from desktop.widgets.button import Button
from seeds.bank import Bank
from tests.desktop import shown_banks
from tests.desktop.fits import misfits, settle
from tests.desktop.opened import opened
from tests.desktop.shots import Shell

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def page(qtbot: QtBot, look: Look) -> EditorPage:
    made = opened(shown_banks.editor_page(), qtbot)
    made.list.setFocus()
    return made


def prompts(page: EditorPage) -> list[str]:
    return [one.prompt.split()[0] for one in page.bank.questions]


def press(page: EditorPage, key: Qt.Key, held: Qt.KeyboardModifier = Mod.NoModifier) -> None:
    QTest.keyClick(page.list, key, held)


def test_a_question_is_moved_doubled_deleted_and_brought_back_by_keys(page: EditorPage) -> None:
    press(page, Key.Key_Down, Mod.AltModifier)
    assert prompts(page) == ["How", "Tell", "A", "Why"]
    assert page.list.current_id == page.bank.questions[1].id
    press(page, Key.Key_Up, Mod.AltModifier)
    press(page, Key.Key_D, Mod.ControlModifier)
    assert prompts(page) == ["Tell", "Tell", "How", "A", "Why"]
    press(page, Key.Key_Delete)
    assert prompts(page) == ["Tell", "How", "A", "Why"]
    press(page, Key.Key_Z, Mod.ControlModifier)
    assert prompts(page) == ["Tell", "Tell", "How", "A", "Why"]


def test_a_bank_is_written_by_keys_alone(page: EditorPage) -> None:
    """Every key goes where the focus is, as from a keyboard; nothing is clicked or focused by hand."""

    def key(which: Qt.Key, held: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        QTest.keyClick(page.focusWidget(), which, held)

    def back_to_the_list() -> None:
        for _step in range(60):
            if page.list.hasFocus() or page.focusWidget() is page.list:
                return
            key(Key.Key_Backtab, Mod.ShiftModifier)
        pytest.fail("Shift+Tab does not lead to the list")

    key(Key.Key_N, Mod.ControlModifier)
    QTest.keyClicks(page.focusWidget(), "Who are you?")
    back_to_the_list()
    assert prompts(page) == ["Tell", "Who", "How", "A", "Why"]
    key(Key.Key_Down, Mod.AltModifier)
    assert prompts(page) == ["Tell", "How", "Who", "A", "Why"]
    key(Key.Key_D, Mod.ControlModifier)
    assert prompts(page) == ["Tell", "How", "Who", "Who", "A", "Why"]
    key(Key.Key_Delete)
    key(Key.Key_Up)
    key(Key.Key_Delete)
    assert len(prompts(page)) == 4
    key(Key.Key_Z, Mod.ControlModifier)
    key(Key.Key_Z, Mod.ControlModifier)
    assert prompts(page) == ["Tell", "How", "Who", "Who", "A", "Why"]
    key(Key.Key_Return)
    QTest.keyClicks(page.focusWidget(), "Well: ")
    assert any("Well: " in one.prompt for one in page.bank.questions)


def test_deleting_offers_undo_which_puts_it_back_in_its_place(page: EditorPage) -> None:
    offered: list[Callable[[], None]] = []
    page.undo_offered.connect(lambda _words, act: offered.append(act))
    before = page.bank
    page.list.step(1)
    page.delete.click()
    assert prompts(page) == ["Tell", "A", "Why"]
    assert page.list.current_id == page.bank.questions[1].id
    offered[0]()
    offered[0]()
    assert page.bank == before


def test_the_second_press_of_a_double_click_deletes_nothing(page: EditorPage) -> None:
    """The bin stands where the pencil was that opened this page."""
    place = page.delete.mapTo(page.window(), page.delete.rect().center())
    QTest.mouseDClick(page.window().windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert prompts(page) == ["How", "A", "Why"]


def test_what_was_changed_meanwhile_stays_when_a_question_comes_back(page: EditorPage) -> None:
    offered: list[Callable[[], None]] = []
    page.undo_offered.connect(lambda _words, act: offered.append(act))
    page.delete.click()
    assert page.form is not None
    page.form.prompt.setPlainText("Batch or streaming?")
    offered[0]()
    assert prompts(page) == ["Tell", "Batch", "A", "Why"]


def test_a_deleted_point_comes_back(page: EditorPage) -> None:
    before = page.bank
    assert page.form is not None
    page.form.points.rows[0].removed.emit()
    assert len(page.bank.questions[0].points) == len(before.questions[0].points) - 1
    page.list.setFocus()
    press(page, Key.Key_Z, Mod.ControlModifier)
    assert page.bank == before
    assert len(page.form.points.rows) == len(before.questions[0].points)


def test_what_was_undone_by_its_button_costs_no_press_of_ctrl_z(page: EditorPage) -> None:
    offered: list[Callable[[], None]] = []
    page.undo_offered.connect(lambda _words, act: offered.append(act))
    before = page.bank
    page.list.setFocus()
    press(page, Key.Key_Delete)
    press(page, Key.Key_Delete)
    offered[1]()
    press(page, Key.Key_Z, Mod.ControlModifier)
    assert page.bank == before


def test_every_part_of_a_question_can_be_changed(page: EditorPage) -> None:
    told: list[Bank] = []
    page.changed.connect(told.append)
    form = page.form
    assert form is not None
    form.prompt.setPlainText("What did you build?")
    form.guidance.setPlainText("Be concrete.")
    form.answer.setPlainText("A pipeline.\n\nIn a year.")
    form.follow_ups.setPlainText("Why?\n\n And then? ")
    form.topic.setPlainText("experience")
    form.target.picked.emit("120")
    row = form.points.rows[0]
    row.name.setPlainText("Readers")
    assert row.text is not None
    row.text.setPlainText("Says who reads it.")
    question = told[-1].questions[0]
    assert (question.prompt, question.guidance) == ("What did you build?", "Be concrete.")
    assert question.model_answer == "A pipeline.\n\nIn a year."
    assert question.follow_ups == ("Why?", "And then?")
    assert (question.category, question.target_s) == ("experience", 120.0)
    assert (question.points[0].name, question.points[0].text) == ("Readers", "Says who reads it.")
    assert page.list.rows[0].text == "What did you build?"


def test_a_new_question_is_written_where_one_stands(page: EditorPage) -> None:
    QTest.keyClick(page.list, Key.Key_N, Mod.ControlModifier)
    assert page.form is not None
    assert page.focusWidget() is page.form.prompt
    QTest.keyClicks(page.form.prompt, "Who are you?")
    assert page.bank.questions[1].prompt == "Who are you?"
    assert page.list.rows[1].text == "Who are you?"


def test_the_title_can_be_changed(page: EditorPage) -> None:
    page.pane.title.setPlainText("Data people")
    assert (page.bank.title, page.bank.name) == ("Data people", "data-engineer")


def test_in_one_column_esc_goes_from_the_question_to_the_list_first(page: EditorPage) -> None:
    page.resize(700, 640)
    settle()
    press(page, Key.Key_Return)
    assert page.form is not None
    assert page.form.isVisible()
    assert page.leave()
    assert page.list.isVisible()
    assert not page.leave()


@pytest.mark.parametrize(("width", "height", "scale"), [(1280, 800, 1.0), (1024, 640, 1.0), (1280, 800, 2.0)])
@pytest.mark.parametrize("kind", ["list", "opened", "empty", "deletable"])
def test_nothing_is_cut_off(
    qtbot: QtBot, look: Look, *, kind: str, width: int, height: int, scale: float
) -> None:
    look.choose("light", scale=scale)
    made = Bank("mine", "Mine", ()) if kind == "empty" else None
    page = shown_banks.editor_page(made, opened=kind == "opened")
    page.pane.show_deletion("Undo all changes" if kind == "deletable" else "")
    shell = Shell(page, place="questions")
    qtbot.addWidget(shell)
    shell.resize(width, height)
    shell.show()
    settle()
    assert (shell.width(), shell.height()) == (width, height)
    assert misfits(shell) == []


def test_tab_goes_down_the_page_also_after_a_point_was_added(page: EditorPage) -> None:
    form = page.form
    assert form is not None

    def names() -> list[str]:
        form.prompt.setFocus()
        found = []
        for _step in range(60):
            one = page.focusWidget()
            found.append(one.accessibleName())
            if one is form.topic:
                return found
            QTest.keyClick(one, Key.Key_Tab)
        pytest.fail("Tab does not lead down the page")

    def wanted() -> list[str]:
        tools = [one.accessibleName() for one in form.points.rows[0].findChildren(Button)]
        point = ["Point", "What counts as said", "Words that count as well", *tools]
        points = point * len(form.points.rows)
        before = ["Question", "Why they ask", "Model answer"]
        return [*before, *points, "Add a point", "Follow-up questions, one a line", "Topic"]

    assert names() == wanted()
    form.points.add.click()
    settle()
    assert names() == wanted()
