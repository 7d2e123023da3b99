"""Which speech model is taken for a recording."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from audio import models
from audio.errors import ModelDamaged, ModelMissing
from audio.listener import Listener
from audio.models import ModelFolder, find
from audio.transcriber import Writer
from coach.review import review
from coach.transcript import Heard
from desktop import analyze as work
from desktop.analyze import find_model, hear_file
from desktop.paths import Paths
from desktop.refusals import Refusal
from desktop.settings import Settings, SettingsFile
from tests.coach.spoken import spoken
from tests.recordings import DATA


@pytest.fixture
def cut_off(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A data folder with a whole model of one's own, in an app whose bundled model was cut off."""
    for folder in (tmp_path / "bundled", home / "models" / "mine"):
        folder.mkdir(parents=True)
        for file in ("config.json", "model.bin", "tokenizer.json"):
            (folder / file).write_bytes(b"half")
    bundled = ModelFolder("tiny.en", tmp_path / "bundled", 76, "bundled")
    monkeypatch.setattr(models, "_bundled", lambda: iter((bundled,)))
    monkeypatch.setattr(models, "_in_parts", lambda _cache: iter(()))
    return Paths(home)


def test_a_whole_model_stands_in_for_a_damaged_one_that_nobody_chose(cut_off: Paths) -> None:
    assert find_model("", paths=cut_off).name == "mine"


def test_a_damaged_model_that_was_chosen_is_told(cut_off: Paths) -> None:
    with pytest.raises(Refusal, match="damaged") as told:
        find_model("tiny.en", paths=cut_off)
    assert isinstance(told.value.__cause__, ModelDamaged)


def test_a_chosen_model_that_is_gone_is_told_as_missing(cut_off: Paths) -> None:
    with pytest.raises(Refusal, match="no speech model") as told:
        find_model("large-v3", paths=cut_off)
    assert isinstance(told.value.__cause__, ModelMissing)


def test_a_model_at_fault_is_told_before_the_sound_is_opened(cut_off: Paths, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as told:
        next(hear_file(tmp_path / "gone.flac", model="tiny.en", paths=cut_off))
    assert isinstance(told.value.__cause__, ModelDamaged)


def test_a_file_is_heard_by_the_models_that_hear_while_one_speaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard_by = list[str]()

    class Noting(Listener):
        def __init__(self, writer: Writer, *, drafter: Writer | None = None) -> None:
            super().__init__(writer, drafter=drafter)
            heard_by.extend(one.name for one in (writer, drafter) if one is not None)

    quick = find("tiny.en")
    larger = ModelFolder("mine", quick.path, 2 * quick.size_mb, "own")
    monkeypatch.setattr("desktop.analyze.find_model", lambda _name, **_: larger)
    monkeypatch.setattr("audio.listener.Listener", Noting)
    list(hear_file(DATA / "silence.flac", model="", paths=Paths(tmp_path)))
    assert heard_by == ["mine", "tiny.en"]


def test_the_model_chosen_in_settings_is_taken_while_it_is_there(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = list[str]()

    def hear(_path: Path, *, model: str, paths: Paths) -> Iterator[Heard]:
        asked.append(model)
        yield spoken("we built it and it ran")

    monkeypatch.setattr(work, "hear_file", hear)
    paths = Paths(home)
    for chosen, named in (("base", ""), ("base", "tiny.en"), ("large-v3", "")):
        SettingsFile(paths.settings).write(Settings(model=chosen))
        file = tmp_path / "a.flac"
        work.analyze(file, named=None, bank_file=None, model=named, paths=paths, on_progress=print)
    assert asked == ["base", "tiny.en", ""]


def test_the_report_goes_by_the_bands_chosen_in_settings(home: Path) -> None:
    paths = Paths(home)
    SettingsFile(paths.settings).write(Settings(pace_wpm=(90.0, 130.0)))
    heard = review(spoken("we ran it"), question=None)
    assert "usual 90 to 130" in work.told(heard, question=None, paths=paths)
