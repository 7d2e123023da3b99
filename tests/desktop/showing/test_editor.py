"""Saving what is edited: a moment later, whole, and never into a bank we ship."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.pages.editor import EditorPage
from desktop.showing.editor import EditorDesk
from desktop.style.look import Look
from desktop.tasks import Tasks
from seeds.bank import Bank, Question
from seeds.loader import load_bank
from seeds.shelf import Shelf

OWN = Bank("mine", "Mine", (Question("why", "Why us?"), Question("how", "How?")))


class Desk:
    """A page, its desk, and what became of it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.folder, self.tasks, self.page = folder, Tasks(), EditorPage()
        qtbot.addWidget(self.page)
        self.saved: list[Bank] = []
        self.told: list[str] = []
        self.deleted: list[tuple[str, Callable[[], None]]] = []
        self.errors: list[BaseException] = []
        self.editor = EditorDesk(
            self.page,
            run=self.tasks.run,
            folder=folder,
            on_saved=self.saved.append,
            tell=self.told.append,
            on_failure=self.errors.append,
            on_deleted=lambda words, put_back: self.deleted.append((words, put_back)),
            on_restored=lambda: self.told.append("restored"),
        )

    def write(self, prompt: str) -> None:
        assert self.page.form is not None
        self.page.form.prompt.setPlainText(prompt)


@pytest.fixture
def desk(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path / "banks")
    yield made
    made.tasks.close(deadline_s=3)


def test_an_edit_is_saved_a_moment_later(qtbot: QtBot, desk: Desk) -> None:
    desk.editor.open(OWN)
    desk.write("Why here?")
    assert not desk.folder.exists()
    qtbot.waitUntil(lambda: desk.page.pane.status.words == "Your changes are saved.")
    assert load_bank(desk.folder / "mine.toml") == desk.saved[-1]
    assert desk.saved[-1].questions[0].prompt == "Why here?"
    assert desk.told == []


def test_a_shipped_bank_stays_and_the_copy_is_told_once(qtbot: QtBot, desk: Desk) -> None:
    shipped = Shelf(None).banks()[0]
    desk.editor.open(shipped)
    desk.write("Other words?")
    qtbot.waitUntil(lambda: len(desk.saved) == 1)
    desk.write("Other words again?")
    qtbot.waitUntil(lambda: len(desk.saved) == 2)
    assert [words.startswith("This bank comes with Greenroom") for words in desk.told] == [True]
    assert Shelf(None).bank(shipped.name) == shipped
    assert Shelf(desk.folder).bank(shipped.name).questions[0].prompt == "Other words again?"


def test_looking_changes_nothing_on_disk(qtbot: QtBot, desk: Desk) -> None:
    desk.editor.open(Shelf(None).banks()[0])
    desk.page.list.step(3)
    qtbot.wait(600)
    desk.editor.close()
    assert not desk.folder.exists()


def test_a_question_without_words_is_not_saved(qtbot: QtBot, desk: Desk) -> None:
    desk.editor.open(OWN)
    desk.page.write_new()
    qtbot.waitUntil(lambda: bool(desk.saved))
    assert [one.id for one in desk.saved[-1].questions] == ["why", "how"]
    desk.write("And then?")
    qtbot.waitUntil(lambda: len(desk.saved) == 2)
    assert [one.prompt for one in desk.saved[-1].questions] == ["Why us?", "And then?", "How?"]


def test_what_was_typed_last_is_saved_when_the_app_closes(desk: Desk) -> None:
    desk.editor.open(OWN)
    desk.write("Last words?")
    desk.tasks.close(deadline_s=3)
    desk.editor.close()
    assert load_bank(desk.folder / "mine.toml").questions[0].prompt == "Last words?"


def test_a_folder_that_cannot_be_written_is_told_and_the_edit_is_not_lost(
    qtbot: QtBot, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.folder.write_text("not a folder")
    desk.editor.open(OWN)
    desk.write("Why here?")
    qtbot.waitUntil(lambda: bool(desk.errors))
    assert desk.page.pane.status.words == "Not saved yet."
    assert "saving a bank failed" in caplog.text
    desk.folder.unlink()
    desk.editor.save_now()
    qtbot.waitUntil(lambda: bool(desk.saved))
    assert load_bank(desk.folder / "mine.toml").questions[0].prompt == "Why here?"


def test_a_bank_is_deleted_with_its_last_edit_and_comes_back_as_it_was(qtbot: QtBot, desk: Desk) -> None:
    desk.editor.open(OWN)
    assert desk.page.pane.delete.isHidden()
    desk.write("Why here?")
    qtbot.waitUntil(lambda: not desk.page.pane.delete.isHidden())
    desk.write("Why now?")
    desk.page.pane.delete.click()
    qtbot.waitUntil(lambda: len(desk.deleted) == 1)
    assert not (desk.folder / "mine.toml").exists()
    desk.editor.close()
    assert not (desk.folder / "mine.toml").exists()
    desk.deleted[0][1]()
    qtbot.waitUntil(lambda: "restored" in desk.told)
    assert load_bank(desk.folder / "mine.toml").questions[0].prompt == "Why now?"
    assert desk.errors == []
