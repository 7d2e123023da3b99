"""Speech models are fetched from the settings page: progress, cancel, going on, a sentence when it fails."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from audio import model_import, models
from desktop.pages.settings import SettingsPage
from desktop.showing.models import ModelsDesk
from desktop.showing.settings import Found, model_fault
from desktop.style.look import Look
from desktop.tasks import Tasks
from desktop.widgets.model_row import ModelLine
from desktop.widgets.offer_row import OfferRow
from tests.audio.hub import FILES, OFFER, Hub, open_hub


class Manager:
    """The desk, its page, and what it told."""

    def __init__(self, hub: Hub, folder: Path, *, qtbot: QtBot) -> None:
        self.page, self.tasks, self.qtbot = SettingsPage(), Tasks(), qtbot
        qtbot.addWidget(self.page)
        self.new: list[str] = []
        self.errors: list[str] = []
        self.folder = folder
        self.desk = ModelsDesk(
            self.page,
            tasks=self.tasks,
            folder=folder,
            on_new=self.new.append,
            tell_error=lambda error: self.errors.append(str(error)),
            hub=hub.address,
        )
        self.desk.show_here(frozenset({"tiny.en", "base"}))

    def row(self, name: str = OFFER.name) -> OfferRow:
        return next(one for one in self.page.more_models.rows if one.line.name == name)

    def names(self) -> list[str]:
        return [one.line.name for one in self.page.more_models.rows]

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.tasks.running, timeout=10_000)


def model_folder(folder: Path) -> Path:
    """A folder with a whole model in it."""
    folder.mkdir(parents=True)
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    return folder


class Gate:
    """A slow stick: of a model one block is read, and the others once it is opened."""

    def __init__(self) -> None:
        self.opened = threading.Event()
        self._read = model_import._read

    def read(self, source: Path) -> Iterator[bytes]:
        for block in self._read(source):
            yield block
            if source.name == "model.bin":
                self.opened.wait(10)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch, manager: Manager) -> Iterator[Gate]:
    made = Gate()
    monkeypatch.setattr(model_import, "_read", made.read)
    yield made
    made.opened.set()


@pytest.fixture
def hub(socket_enabled: None) -> Iterator[Hub]:
    with open_hub() as made:
        yield made


@pytest.fixture
def manager(hub: Hub, tmp_path: Path, qtbot: QtBot, look: Look) -> Iterator[Manager]:
    made = Manager(hub, tmp_path / "models", qtbot=qtbot)
    yield made
    made.tasks.close(deadline_s=5)


def test_nothing_is_asked_of_the_hub_before_somebody_wishes_a_model(manager: Manager, hub: Hub) -> None:
    assert [one.line.name for one in manager.page.more_models.rows] == [
        "base.en",
        "small.en",
        "medium.en",
        "large-v3",
    ]
    assert not manager.page.more_models.is_open
    assert not hub.asked


def test_a_model_is_fetched_and_is_then_among_the_others(manager: Manager) -> None:
    manager.row().fetch.click()
    assert manager.row().line.part is not None
    assert not manager.row().cancel.isHidden()
    manager.rest()
    assert manager.new == [OFFER.name]
    assert [one.name for one in models.known(own=manager.folder) if one.kind == "own"] == [OFFER.name]


def test_cancelling_takes_effect_at_once_and_another_try_goes_on(manager: Manager, hub: Hub) -> None:
    hub.drop_after, hub.drops_left = 300_000, 1
    manager.row().fetch.click()
    manager.row().cancel.click()
    assert manager.row().line.part is None
    assert not manager.row().line.fault
    manager.row().fetch.click()
    manager.rest()
    assert (manager.folder / OFFER.name / "model.bin").read_bytes() == FILES["model.bin"]


def test_what_went_wrong_stands_beside_the_model_and_one_may_go_on(
    manager: Manager, hub: Hub, caplog: pytest.LogCaptureFixture
) -> None:
    hub.listing = b"not what anybody asked for"
    manager.row().fetch.click()
    manager.rest()
    assert manager.row().line.fault == "The download page answered something unexpected. Try again later."
    assert manager.page.more_models.is_open
    assert [one.getMessage() for one in caplog.records] == [f"fetching {OFFER.name} failed"]
    hub.listing = None
    manager.row().fetch.click()
    manager.rest()
    assert manager.new == [OFFER.name]


def test_a_model_is_brought_in_from_a_folder(manager: Manager, tmp_path: Path) -> None:
    source = model_folder(tmp_path / "from-a-stick")
    manager.desk.bring_in(source)
    manager.rest()
    assert manager.new == ["from-a-stick"]
    assert (manager.folder / "from-a-stick" / "model.bin").read_bytes() == FILES["model.bin"]
    assert not list(manager.folder.glob(".*"))


def test_a_copy_is_told_how_far_it_is_and_can_be_cancelled(
    manager: Manager, gate: Gate, tmp_path: Path
) -> None:
    manager.desk.bring_in(model_folder(tmp_path / "from-a-stick"))
    line = manager.row("from-a-stick").line
    assert (line.title, line.size, line.part) == ("from-a-stick", "from a folder", 0.0)
    assert manager.page.more_models.is_open
    manager.qtbot.waitUntil(lambda: manager.row("from-a-stick").progress.part > 0.4)
    assert manager.row("from-a-stick").progress.accessibleName().startswith("Copy of from-a-stick")
    assert manager.row("from-a-stick").cancel.accessibleName() == "Cancel the copy of from-a-stick"
    manager.row("from-a-stick").cancel.click()
    assert "from-a-stick" not in manager.names()
    gate.opened.set()
    manager.rest()
    assert (manager.new, manager.errors) == ([], [])
    assert list(manager.folder.iterdir()) == []


def test_a_second_click_starts_no_second_copy_and_says_that_the_first_goes_on(
    manager: Manager, gate: Gate, tmp_path: Path
) -> None:
    source = model_folder(tmp_path / "from-a-stick")
    manager.desk.bring_in(source)
    manager.desk.bring_in(source)
    assert len(manager.tasks.running) == 1
    assert manager.errors == [
        "from-a-stick is on its way already. Wait until it is here, or cancel it in Settings first."
    ]
    gate.opened.set()
    manager.rest()
    assert manager.new == ["from-a-stick"]
    assert "from-a-stick" not in manager.names()


def test_a_copy_that_fails_is_told_and_its_row_goes(
    manager: Manager, gate: Gate, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    source = model_folder(tmp_path / "from-a-stick")
    manager.desk.bring_in(source)
    manager.qtbot.waitUntil(lambda: manager.row("from-a-stick").progress.part > 0.4)
    (source / "tokenizer.json").unlink()
    gate.opened.set()
    manager.rest()
    assert [told.partition(".json")[0] for told in manager.errors] == ["tokenizer"]
    assert "from-a-stick" not in manager.names()
    assert len(caplog.records) == 1


def test_after_a_cancelled_copy_another_try_waits_until_it_is_gone(
    manager: Manager, gate: Gate, tmp_path: Path
) -> None:
    source = model_folder(tmp_path / "from-a-stick")
    manager.desk.bring_in(source)
    manager.row("from-a-stick").cancel.click()
    manager.desk.bring_in(source)
    assert len(manager.tasks.running) == 1
    assert manager.row("from-a-stick").line.part == 0.0
    gate.opened.set()
    manager.rest()
    assert (manager.new, manager.errors) == (["from-a-stick"], [])


def test_a_copy_of_a_model_that_is_offered_stands_in_the_place_of_its_offer(
    manager: Manager, gate: Gate, tmp_path: Path
) -> None:
    before = manager.names()
    manager.desk.bring_in(model_folder(tmp_path / "stick" / OFFER.name))
    assert manager.names() == before
    assert manager.row().cancel.accessibleName() == "Cancel the copy of Careful"
    manager.row().cancel.click()
    assert manager.names() == before
    assert manager.row().fetch.accessibleName() == "Download Careful"
    assert manager.row().cancel.accessibleName() == "Cancel the download of Careful"
    manager.row().fetch.click()  # it waits for the copy to be gone, and is a download then
    gate.opened.set()
    manager.rest()
    assert manager.new == [OFFER.name]
    assert not manager.row().line.is_copy


def test_the_one_told_to_be_here_is_the_one_brought_in(manager: Manager, tmp_path: Path) -> None:
    source = model_folder(tmp_path / "stick" / "tiny.en")
    manager.desk.bring_in(source)
    manager.rest()
    (told,) = manager.new
    here = models.find(told, own=manager.folder, cache=manager.folder)
    assert (here.kind, here.name) == ("own", "tiny.en-2")
    assert (here.path / "model.bin").read_bytes() == FILES["model.bin"]


def test_a_folder_without_a_model_is_told_in_a_sentence(
    manager: Manager, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    manager.desk.bring_in(tmp_path)
    manager.rest()
    assert manager.errors == [
        "That folder holds no speech model: config.json is missing. Choose one in CTranslate2's form."
    ]
    assert len(caplog.records) == 1


def test_a_damaged_bundled_model_says_how_to_mend_it() -> None:
    told = model_fault(Found(models=(ModelLine("base", "Balanced", "145 MB"),), damaged=("tiny.en",)))
    assert told.startswith("Quick is damaged. Installing Greenroom again brings a whole copy")
    assert told.endswith("Until then choose another one.")
    assert "kept as sound" in model_fault(Found(damaged=("tiny.en",)))
    assert not model_fault(Found())


def test_a_chosen_model_that_is_not_here_is_missed_by_name() -> None:
    found = Found(models=(ModelLine("base", "Balanced", "145 MB"),))
    assert model_fault(found, chosen="large-v3").startswith("Largest is not on this computer.")
    assert model_fault(found, chosen="mine").endswith("or add it from a folder below.")  # no offer has it
    assert model_fault(found, chosen="base") == model_fault(found) == ""


def test_a_model_that_is_gone_from_the_disk_and_still_loaded_is_said_to_be_in_use() -> None:
    quick = ModelLine("tiny.en", "Quick", "75 MB")
    told = model_fault(Found(models=(quick,)), chosen="large-v3", heard_by="large-v3")
    assert told.startswith("Largest is no longer on this computer. It still writes your answers down")
    assert "another one writes" not in told
    assert model_fault(Found(models=(quick,)), heard_by="base").startswith("Balanced is no longer on")
    told = model_fault(Found(), chosen="tiny.en", heard_by="tiny.en")
    assert told.startswith("Quick is no longer on")
    assert "Installing Greenroom again brings it back" in told, "no offer has it"
    assert "another one writes" in model_fault(Found(models=(quick,)), chosen="large-v3", heard_by="tiny.en")
    assert model_fault(Found(models=(quick,)), chosen="tiny.en", heard_by="base") == "", "it is on its way"


def test_of_the_only_model_that_is_damaged_and_still_loaded_it_is_not_said_that_nothing_is_written() -> None:
    told = model_fault(Found(damaged=("tiny.en",)), chosen="tiny.en", heard_by="tiny.en")
    assert "kept as sound" not in told
    assert told.endswith("Quick is still loaded and writes your answers down, until Greenroom is closed.")
