"""Saving what is edited: a moment later, whole, and never into a bank we ship."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.pages.editor import EditorPage
from desktop.showing.editor import EditorDesk
from desktop.style.look import Look
from desktop.tasks import Tasks
from seeds.bank import Bank, Question
from seeds.keeping import save
from seeds.loader import load_bank
from seeds.shelf import Shelf
from tests.desktop.fakes_practice import Runner

OWN = Bank("mine", "Mine", (Question("why", "Why us?"), Question("how", "How?")))


class Desk:
    """A page, its desk, and what became of it."""

    def __init__(self, qtbot: QtBot, folder: Path, *, run: Runner | None = None) -> None:
        self.folder, self.tasks, self.page = folder, Tasks(), EditorPage()
        qtbot.addWidget(self.page)
        self.saved: list[Bank] = []
        self.told: list[str] = []
        self.deleted: list[tuple[str, Callable[[], None]]] = []
        self.errors: list[BaseException] = []
        self.editor = EditorDesk(
            self.page,
            run=run or self.tasks.run,
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

    def write_and_save(self, qtbot: QtBot) -> None:
        self.editor.open(OWN)
        self.write("Why here?")
        qtbot.waitUntil(lambda: not self.page.pane.delete.isHidden())


class FullDisk:
    """From now on nothing can be written, until it is freed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._is_full = True
        really = os.fsync

        def fsync(handle: int) -> None:
            if self._is_full:
                raise OSError(errno.ENOSPC, "No space left on device")
            really(handle)

        monkeypatch.setattr(os, "fsync", fsync)

    def free(self) -> None:
        self._is_full = False


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


def test_on_a_full_disk_a_bank_is_deleted_all_the_same_and_comes_back_with_its_last_edits(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write_and_save(qtbot)
    desk.write("Why now?")
    disk = FullDisk(monkeypatch)
    desk.page.pane.delete.click()
    qtbot.waitUntil(lambda: len(desk.deleted) == 1)
    assert not (desk.folder / "mine.toml").exists()
    assert desk.errors == []
    disk.free()
    desk.deleted[0][1]()
    qtbot.waitUntil(lambda: "restored" in desk.told)
    assert load_bank(desk.folder / "mine.toml").questions[0].prompt == "Why now?"


def test_a_bank_that_cannot_be_brought_back_yet_can_be_later(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk.write_and_save(qtbot)
    desk.page.pane.delete.click()
    qtbot.waitUntil(lambda: len(desk.deleted) == 1)
    disk = FullDisk(monkeypatch)
    desk.deleted[0][1]()
    qtbot.waitUntil(lambda: len(desk.deleted) == 2)
    assert desk.deleted[1][0].startswith("The bank was not brought back")
    assert "bringing a bank back failed" in caplog.text
    disk.free()
    desk.deleted[1][1]()
    qtbot.waitUntil(lambda: "restored" in desk.told)
    assert load_bank(desk.folder / "mine.toml").questions[0].prompt == "Why here?"


def test_a_bank_that_cannot_be_deleted_keeps_its_last_edits(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk.write_and_save(qtbot)
    desk.write("Why now?")

    def refuses(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as held:
        held.setattr(Path, "unlink", refuses)
        desk.page.pane.delete.click()
        qtbot.waitUntil(lambda: len(desk.errors) == 1)
    assert "deleting a bank failed" in caplog.text
    qtbot.waitUntil(lambda: load_bank(desk.folder / "mine.toml").questions[0].prompt == "Why now?")


def test_the_bank_that_was_shown_is_deleted_whatever_is_opened_while_a_save_runs(
    qtbot: QtBot, desk: Desk
) -> None:
    other = Bank("other", "Other", OWN.questions)
    save(other, desk.folder)
    save(OWN, desk.folder)
    desk.editor.open(OWN)
    desk.write("Why here?")
    desk.editor.save_now()
    desk.page.pane.delete.click()
    desk.editor.open(other)
    qtbot.waitUntil(lambda: len(desk.deleted) == 1)
    assert [one.name for one in desk.folder.iterdir()] == ["other.toml"]
    qtbot.wait(600)
    assert [one.name for one in desk.folder.iterdir()] == ["other.toml"]


def test_an_edit_of_one_bank_is_saved_although_another_is_edited_at_once(qtbot: QtBot, desk: Desk) -> None:
    desk.editor.open(OWN)
    desk.write("Why here?")
    desk.editor.open(Bank("other", "Other", OWN.questions))
    desk.write("Why there?")
    qtbot.waitUntil(lambda: len(desk.saved) == 2)
    assert load_bank(desk.folder / "mine.toml").questions[0].prompt == "Why here?"
    assert load_bank(desk.folder / "other.toml").questions[0].prompt == "Why there?"


def test_what_is_typed_while_a_bank_is_being_deleted_does_not_bring_it_back(qtbot: QtBot, desk: Desk) -> None:
    desk.write_and_save(qtbot)
    desk.page.pane.delete.click()
    desk.write("Why now?")
    desk.editor.save_now()
    qtbot.waitUntil(lambda: len(desk.deleted) == 1)
    qtbot.wait(600)
    desk.editor.close()
    assert not (desk.folder / "mine.toml").exists()
    desk.deleted[0][1]()
    qtbot.waitUntil(lambda: "restored" in desk.told)
    assert load_bank(desk.folder / "mine.toml").questions[0].prompt == "Why now?"


def test_an_edit_whose_saving_was_cut_short_by_closing_is_saved_all_the_same(
    qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    never = Runner(held=True)
    desk = Desk(qtbot, tmp_path / "banks", run=never)
    desk.editor.open(OWN)
    desk.write("Why here?")
    desk.editor.save_now()
    assert never.names == ["saving a bank"]
    desk.editor.close()
    assert load_bank(desk.folder / "mine.toml").questions[0].prompt == "Why here?"


def test_at_closing_the_last_edit_counts_not_the_one_that_was_being_saved(
    qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    desk = Desk(qtbot, tmp_path / "banks", run=Runner(held=True))
    desk.editor.open(OWN)
    desk.write("Why here?")
    desk.editor.save_now()
    desk.write("Why now?")
    desk.editor.close()
    assert load_bank(desk.folder / "mine.toml").questions[0].prompt == "Why now?"


def test_a_bank_that_cannot_be_saved_keeps_no_other_waiting_and_may_be_kept_elsewhere(
    qtbot: QtBot, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    (desk.folder / "other.toml" / "a folder in the way").mkdir(parents=True)
    desk.editor.open(OWN)
    desk.write("Why here?")
    desk.editor.open(Bank("other", "Other", OWN.questions))
    desk.write("Why there?")
    qtbot.waitUntil(lambda: bool(desk.saved))
    assert [one.name for one in desk.saved] == ["mine"]
    assert "saving a bank failed" in caplog.text
    assert [one.questions[0].prompt for one in desk.editor.unsaved.values()] == ["Why there?"]
    desk.editor.take_kept(desk.editor.unsaved["other"])
    assert desk.editor.unsaved == {}
