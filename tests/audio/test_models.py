from __future__ import annotations

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from audio import models
from audio.errors import ModelDamaged, ModelMissing
from audio.models import ModelFolder


def own_model(folder: Path, name: str) -> Path:
    path = folder / name
    path.mkdir(parents=True)
    for file in ("config.json", "model.bin", "tokenizer.json"):
        (path / file).write_text("{}", encoding="utf-8")
    return path


def test_the_bundled_model_is_there_and_whole() -> None:
    bundled = models.find(models.BUNDLED)
    assert bundled.kind == "bundled"
    assert 70 <= bundled.size_mb <= 80
    assert models.check(bundled, thorough=True) == bundled


def test_a_model_nobody_has_is_missing_by_name() -> None:
    with pytest.raises(ModelMissing) as error:
        models.find("enormous")
    assert error.value.name == "enormous"


def test_models_of_ones_own_are_found_by_their_folder(tmp_path: Path) -> None:
    own_model(tmp_path, "small.en")
    assert [model.name for model in models.known(own=tmp_path)][-1] == "small.en"
    assert models.find("small.en", own=tmp_path).kind == "own"


def test_the_bundled_model_wins_over_one_of_the_same_name(tmp_path: Path) -> None:
    own_model(tmp_path, models.BUNDLED)
    assert models.find(models.BUNDLED, own=tmp_path).kind == "bundled"


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("small.en", "small.en"),
        ("tiny.en", "tiny.en-2"),
        ("base", "base-2"),
        ("Base", "Base-2"),  # the same folder, where a disk does not keep capitals apart
        (".base", "base-2"),
        (".cache", "cache"),
        ("", "model"),  # the root of a stick has no name
    ],
)
def test_a_model_of_ones_own_never_takes_the_name_of_one_that_comes_along(wanted: str, given: str) -> None:
    assert models.own_name(wanted) == given


def test_a_model_that_is_still_being_copied_or_fetched_is_not_among_the_others(tmp_path: Path) -> None:
    own_model(tmp_path, ".small.en.copy")
    assert all(model.kind != "own" for model in models.known(own=tmp_path))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = own_model(tmp_path, "mine")
    (path / "tokenizer.json").unlink()
    with pytest.raises(ModelMissing) as error:
        models.check(models.find("mine", own=tmp_path))
    assert error.value.file == path / "tokenizer.json"


def test_a_cut_off_model_is_damaged(tmp_path: Path) -> None:
    for file in ("config.json", "model.bin", "tokenizer.json"):
        (tmp_path / file).write_bytes(b"half")
    with pytest.raises(ModelDamaged):
        models.check(ModelFolder("tiny.en", tmp_path, 76, "bundled"))


@pytest.fixture
def in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelFolder:
    """A little model in two parts, whose hash is known."""
    data = tmp_path / "package"
    data.mkdir()
    parts = (data / "model.bin.part1", data / "model.bin.part2")
    parts[0].write_bytes(b"one ")
    parts[1].write_bytes(b"two")
    for file in ("config.json", "tokenizer.json"):
        (data / file).write_text("{}", encoding="utf-8")
    whole = models._Print(7, hashlib.sha256(b"one two").hexdigest())
    monkeypatch.setattr(models, "_PRINTS", {"base": {"model.bin": whole}})
    return ModelFolder("base", tmp_path / "cache" / "base", 0, "joined", parts)


def test_a_joined_model_that_was_cut_off_is_joined_anew(in_parts: ModelFolder) -> None:
    joined = in_parts.path / "model.bin"
    models.ready(in_parts)
    joined.write_bytes(b"one")
    assert models.ready(in_parts) is in_parts
    assert joined.read_bytes() == b"one two"


def test_a_model_in_parts_is_joined_on_first_use(in_parts: ModelFolder) -> None:
    models.ready(in_parts)
    assert (in_parts.path / "model.bin").read_bytes() == b"one two"
    assert sorted(path.name for path in in_parts.path.iterdir()) == [
        "config.json",
        "model.bin",
        "tokenizer.json",
    ]


def test_two_who_want_a_model_in_parts_at_once_join_it_once(
    in_parts: ModelFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    joins: list[ModelFolder] = []
    both, join = threading.Barrier(2), models._join

    def slowly(folder: ModelFolder) -> None:
        joins.append(folder)
        with suppress(threading.BrokenBarrierError):
            both.wait(0.2)  # for another one that comes meanwhile, if it can
        join(folder)

    monkeypatch.setattr(models, "_join", slowly)
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(models.ready, (in_parts, in_parts))) == [in_parts, in_parts]
    assert joins == [in_parts]


def test_a_model_that_is_whole_does_not_wait_for_another_to_be_joined(
    in_parts: ModelFolder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own_model(tmp_path, "mine")
    mine, join = models.find("mine", own=tmp_path), models._join

    def meanwhile(folder: ModelFolder) -> None:
        assert pool.submit(models.ready, mine).result(timeout=5) is mine
        join(folder)

    monkeypatch.setattr(models, "_join", meanwhile)
    with ThreadPoolExecutor(1) as pool:
        assert models.ready(in_parts) is in_parts


def test_a_model_in_parts_is_whole_when_its_parts_are_there_until_it_is_joined(in_parts: ModelFolder) -> None:
    assert models.check(in_parts) is in_parts
    in_parts.parts[1].unlink()
    with pytest.raises(ModelMissing) as error:
        models.check(in_parts)
    assert error.value.file == in_parts.parts[1]


def test_a_joined_model_is_whole_when_its_own_files_are(in_parts: ModelFolder) -> None:
    models.ready(in_parts)
    in_parts.parts[1].unlink()
    assert models.check(in_parts) is in_parts
    (in_parts.path / "tokenizer.json").unlink()
    with pytest.raises(ModelMissing) as error:
        models.check(in_parts)
    assert error.value.file == in_parts.path / "tokenizer.json"


@pytest.mark.parametrize("missing", ["part1", "part2"])
def test_a_model_of_which_a_part_is_not_installed_is_not_offered(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def package(name: str) -> Path | None:
        return None if name.endswith(missing) else tmp_path / name

    monkeypatch.setattr(models, "_package", package)
    assert "base" not in [one.name for one in models.known(cache=tmp_path)]
    monkeypatch.setattr(models, "_package", lambda name: tmp_path / name)
    assert "base" in [one.name for one in models.known(cache=tmp_path)]


def test_parts_with_wrong_bytes_are_never_joined(in_parts: ModelFolder) -> None:
    in_parts.parts[1].write_bytes(b"2!!")
    with pytest.raises(ModelDamaged):
        models.ready(in_parts)
    assert not (in_parts.path / "model.bin").exists()
