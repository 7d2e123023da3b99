"""Where things are kept."""

from __future__ import annotations

from pathlib import Path

from desktop.paths import Paths, find_paths


def test_greenroom_home_overrides_the_platforms_folder(tmp_path: Path) -> None:
    assert find_paths({"GREENROOM_HOME": str(tmp_path / "a")}).home == tmp_path / "a"


def test_without_it_the_platforms_data_folder_is_used() -> None:
    home = find_paths({}).home
    assert home.is_absolute()
    assert home.name == "greenroom"


def test_an_empty_greenroom_home_is_as_none() -> None:
    assert find_paths({"GREENROOM_HOME": "  "}) == find_paths({})


def test_every_place_lies_in_the_data_folder(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "ä b")
    places = (paths.recordings, paths.unfinished, paths.banks, paths.models, paths.history, paths.settings)
    assert all(place.is_relative_to(paths.home) for place in (*places, paths.log))


def test_folders_are_made_once_and_again_without_harm(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "home")
    paths.make()
    (paths.recordings / "kept.flac").write_bytes(b"x")
    paths.make()
    assert (paths.recordings / "kept.flac").read_bytes() == b"x"
    assert paths.unfinished.is_dir()
