"""Reading what was pasted and keeping it: the newest text wins, and nothing is written over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from desktop.pages.add_questions import AddQuestionsPage, Kept, Understood
from desktop.showing import add_questions
from desktop.showing.add_questions import AddQuestionsDesk, Text, keep, read_file, show, understand
from desktop.style.look import Look
from desktop.tasks import Tasks
from seeds.bank import Bank, Question
from seeds.keeping import save
from seeds.loader import load_bank
from seeds.shelf import Shelf
from tests.desktop.shown_banks import PAGE

WHY = Question("why", "Why us?")


class Desk:
    """A page, its desk, and what became of it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.folder = folder
        self.page = AddQuestionsPage()
        qtbot.addWidget(self.page)
        self.tasks = Tasks()
        self.kept: list[tuple[Bank, str, int]] = []
        self.errors: list[BaseException] = []
        self.chosen: Path | None = None

    def begin(self, read: Callable[[Text], Understood] = understand) -> Desk:
        self.desk = AddQuestionsDesk(
            self.page,
            run=self.tasks.run,
            folder=self.folder,
            choose_file=lambda: self.chosen,
            on_kept=lambda bank, question_id, number: self.kept.append((bank, question_id, number)),
            on_failure=self.errors.append,
            unsaved=dict,
            read=read,
        )
        self.desk.begin()
        return self


@pytest.fixture
def desk(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path / "banks")
    yield made
    made.tasks.close(deadline_s=3)


def found(desk: Desk) -> list[str]:
    return [leaf.now.prompt for leaf in desk.page.cards.sheaf.leaves]


def test_what_is_pasted_is_understood_and_kept(qtbot: QtBot, desk: Desk) -> None:
    desk.begin()
    desk.page.text.setPlainText(PAGE)
    qtbot.waitUntil(lambda: len(found(desk)) == 4)
    assert not desk.folder.exists()
    desk.page.footer.keep.click()
    qtbot.waitUntil(lambda: bool(desk.kept))
    bank, question_id, number = desk.kept[0]
    assert (question_id, number) == (bank.questions[0].id, 4)
    assert load_bank(desk.folder / f"{bank.name}.toml") == bank


def test_a_text_is_read_off_the_ui_thread_and_only_the_newest_counts(qtbot: QtBot, desk: Desk) -> None:
    go_on, threads = Event(), []

    def read(text: Text) -> Understood:
        threads.append(current_thread())
        if text.data == b"old?":
            go_on.wait(5)
        return Understood((Question("q", text.data.decode()),))

    desk.begin(read)
    desk.page.text_changed.emit("old?")
    desk.page.text_changed.emit("new?")
    qtbot.waitUntil(lambda: found(desk) == ["new?"])
    go_on.set()
    qtbot.waitUntil(lambda: not desk.tasks.running)
    assert found(desk) == ["new?"]
    assert main_thread() not in threads


def test_what_cannot_be_read_is_told_in_a_sentence(qtbot: QtBot, desk: Desk) -> None:
    desk.begin().page.text_changed.emit("Paris")
    qtbot.waitUntil(lambda: desk.page._words.words.startswith("No questions"))
    assert "stands alone on a line" in desk.page._words.words
    assert not desk.page.footer.keep.isEnabled()


def test_a_fault_of_our_own_is_told_kindly_and_its_trace_is_in_the_log(
    qtbot: QtBot, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    def read(_text: Text) -> Understood:
        raise ValueError("a fault")

    desk.begin(read).page.text_changed.emit("hm")
    qtbot.waitUntil(lambda: desk.page._words.words.startswith("This text could not be read."))
    assert "a fault" in caplog.text


def test_a_file_is_shown_and_understood(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.chosen = tmp_path / "page.txt"
    desk.chosen.write_bytes(PAGE.replace("\n", "\r\n").encode("utf-16"))
    desk.begin().page.open_file.click()
    qtbot.waitUntil(lambda: len(found(desk)) == 4)
    assert desk.page.text.toPlainText().startswith("Data Engineer Interview Questions\nGet ready")


def test_a_file_that_is_gone_or_too_large_is_told(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.begin().page.file_dropped.emit(tmp_path / "gone.txt")
    qtbot.waitUntil(lambda: desk.page._words.words.startswith("This file cannot be opened"))
    monkeypatch.setattr(add_questions, "LARGEST_BYTES", 3)
    (tmp_path / "large.txt").write_text("Why?")
    desk.page.file_dropped.emit(tmp_path / "large.txt")
    qtbot.waitUntil(lambda: desk.page._words.words.startswith("large.txt is larger"))


def test_of_a_long_file_the_beginning_is_shown(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Why? " * 100_000)
    shown = show(read_file(tmp_path / "long.txt"))
    assert shown.is_cut
    assert len(shown.text) <= add_questions.MOST_SHOWN
    assert not show(Text(b"Why?")).is_cut


def test_a_saved_page_is_shown_without_its_markup() -> None:
    page = b"<html><body><script>alert(1)</script><h2>Why us?</h2><p>They want to know.</p></body></html>"
    assert show(Text(page, "page.html")).text == "Why us?\nThey want to know."


def test_a_picture_is_refused_in_a_sentence(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    desk.begin().page.file_dropped.emit(tmp_path / "photo.txt")
    qtbot.waitUntil(lambda: "picture" in desk.page._words.words)


def test_questions_join_a_bank_of_ones_own_under_free_ids(tmp_path: Path) -> None:
    save(Bank("mine", "My bank", (WHY,)), tmp_path)
    bank, first = keep(Kept((WHY,), bank="mine", title="My bank"), folder=tmp_path, unsaved={})
    assert ([one.id for one in bank.questions], first) == (["why", "why-2"], "why-2")
    again, _first = keep(Kept((WHY,), title="my BANK"), folder=tmp_path, unsaved={})
    assert (again.name, len(again.questions)) == ("mine", 3)


def test_a_new_bank_writes_over_nothing(tmp_path: Path) -> None:
    shipped = Shelf(None).banks()[0]
    (tmp_path / "mine.toml").write_text("title = ")
    bank, _first = keep(Kept((WHY,), title=shipped.title), folder=tmp_path, unsaved={})
    assert bank.name != shipped.name
    other, _first = keep(Kept((WHY,), title="Mine"), folder=tmp_path, unsaved={})
    assert other.name == "mine-2"
    assert (tmp_path / "mine.toml").read_text() == "title = "


def test_no_title_leaves_the_folder(tmp_path: Path) -> None:
    bank, _first = keep(Kept((WHY,), title="../../x"), folder=tmp_path / "banks", unsaved={})
    assert [path.parent for path in tmp_path.rglob("*.toml")] == [tmp_path / "banks"]
    assert bank.title == "../../x"


def test_questions_kept_in_a_bank_with_unsaved_edits_are_kept_with_the_edits(tmp_path: Path) -> None:
    bank, _first = keep(Kept((WHY,), title="Mine"), folder=tmp_path, unsaved={})
    edited = replace(bank, questions=(replace(bank.questions[0], prompt="Why, really?"),))
    both, _first = keep(Kept((WHY,), bank=bank.name), folder=tmp_path, unsaved={bank.name: edited})
    assert [one.prompt for one in both.questions] == ["Why, really?", WHY.prompt]
    assert load_bank(tmp_path / f"{bank.name}.toml") == both
