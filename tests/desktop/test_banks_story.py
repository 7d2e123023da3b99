"""Stories of one's own questions in the whole app: pasted, kept, changed; answers stay as they were."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coach.attempt import Attempt
from desktop.pages.editor import EditorPage
from seeds.shelf import Shelf
from tests.desktop.house import House
from tests.desktop.shown_banks import PAGE

Key, Mod = Qt.Key, Qt.KeyboardModifier


def test_pasted_questions_are_kept_and_stood_on(house: House) -> None:
    house.awake()
    app = house.app
    app.questions_page.add.click()
    assert house.place == "add_questions"
    page = app.adding.add_page
    assert page.text.hasFocus() or page.focusWidget() is page.text
    page.text.setPlainText(PAGE)
    house.wait(lambda: page.footer.can_keep)
    QTest.keyClick(page.text, Key.Key_Return, Mod.ControlModifier)
    house.wait(lambda: house.place == "questions")
    bank = app.questions.bank
    assert bank is not None
    assert bank.title == "Data Engineer Interview Questions"
    assert app.questions_page.sheet is not None
    assert app.questions_page.sheet.detail.id == bank.questions[0].id
    assert app.settings.bank == bank.name
    assert app.questions_page.banks.chosen == bank.name
    assert Shelf(house.paths.banks).bank(bank.name) == bank


def test_leaving_keeps_nothing(house: House) -> None:
    house.awake()
    house.app.questions_page.add.click()
    page = house.app.adding.add_page
    page.text.setPlainText(PAGE)
    house.wait(lambda: page.footer.can_keep)
    QTest.keyClick(page.text, Key.Key_Escape)
    house.wait(lambda: house.place == "questions")
    assert list(house.paths.banks.glob("*.toml")) == []


def answered_and_changed(house: House) -> tuple[Attempt, EditorPage]:
    """Answer a question, then change it: the answer, and the editor in which its question is another now."""
    house.awake().answered()
    said = house.reviewed
    house.app.go("questions")
    house.app.adding.edit(said.question.id)
    editor = house.app.adding.editor_page
    assert house.place == "editor"
    assert editor.form is not None
    editor.form.prompt.setPlainText("Something else?")
    return said, editor


def test_an_answer_keeps_its_question_when_the_question_is_changed_or_deleted(house: House) -> None:
    app, said, editor = house.app, *answered_and_changed(house)
    house.wait(lambda: Shelf(house.paths.banks).is_own(said.bank))
    editor.list.setFocus()
    QTest.keyClick(editor.list, Key.Key_Delete)
    house.wait(lambda: Shelf(house.paths.banks).bank(said.bank).question(said.question.id) is None)
    QTest.keyClick(editor.list, Key.Key_Escape)
    house.wait(lambda: house.place == "questions")
    # The file is written a moment before the page hears of it.
    house.wait(lambda: app.questions.bank is not None and not app.questions.bank.question(said.question.id))
    kept = app.library.history().attempt(said.id)
    assert kept is not None
    assert kept.question == said.question
    assert kept.review.coverage == said.review.coverage
    app.open_attempt(said.id)
    house.wait(lambda: house.place == "review")
    assert Shelf(None).bank(said.bank).question(said.question.id) == said.question


def test_deleting_ones_copy_of_a_shipped_bank_shows_the_shipped_one_until_it_is_undone(house: House) -> None:
    app, said, editor = house.app, *answered_and_changed(house)
    house.wait(lambda: not editor.pane.delete.isHidden())
    editor.pane.delete.click()
    house.wait(lambda: house.place == "questions")
    house.wait(lambda: app.questions.bank == Shelf(None).bank(said.bank))
    assert app.library.history().attempt(said.id) == said
    app.window.toast._button.click()
    house.wait(lambda: app.questions.bank is not None and app.questions.bank != Shelf(None).bank(said.bank))
    assert Shelf(house.paths.banks).is_own(said.bank)


def test_a_question_is_written_by_hand_from_the_page_of_adding(house: House) -> None:
    house.awake()
    house.app.questions_page.add.click()
    house.app.adding.add_page.write.click()
    editor = house.app.adding.editor_page
    assert house.place == "editor"
    assert editor.form is not None
    QTest.keyClicks(editor.form.prompt, "What do you do on Sundays?")
    bank = editor.bank
    house.wait(lambda: Shelf(house.paths.banks).is_own(bank.name))
    found = Shelf(house.paths.banks).bank(bank.name)
    assert "What do you do on Sundays?" in [one.prompt for one in found.questions]
