"""`python -m benchmarks` runs each benchmark, with sound where it needs some."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import BY_HAND, HERE, RECORDINGS, main, runs
from benchmarks.recordings import recordings

README = HERE.parent / "README.md"
MODEL_AND_OPTIONS = re.compile(r"--[a-z-]+(?: [0-9]+| base)?")


def _speed() -> str:
    """What the README says of how fast it is."""
    return README.read_text(encoding="utf-8").split("## How fast it is")[1].split("\n## ")[0]


def _options(words: str) -> set[str]:
    return set(MODEL_AND_OPTIONS.findall(words))


def test_every_benchmark_is_run_and_what_only_serves_them_is_not() -> None:
    names = {name for name, *_ in runs(RECORDINGS)}
    assert names >= {"coverage", "feedback", "listening", "markers", "pauses", "smoothness", "startup"}
    assert not names & {"rooms", "scoring", "recordings", "erm_reads", "in_two", "word_errors", "busy", "ear"}
    assert all((HERE / f"{name}.py").is_file() for name in BY_HAND)


def test_those_that_need_sound_get_the_recordings_of_the_folder_each_time() -> None:
    for name, *given in runs(RECORDINGS):
        files = {Path(one).name for one in given if one.endswith(".flac")}
        if name in ("feedback", "long_answer"):
            assert files == {"answer.flac", "bottles.flac", "short.flac"}
        if name in ("listening", "pauses", "word_times"):
            assert given[0] == str(RECORDINGS)


def test_each_command_whose_figures_the_readme_states_is_run_or_named_as_one_for_by_hand() -> None:
    ways = [(name, _options(" ".join(given))) for name, *given in runs(RECORDINGS)]
    ways += [(name, _options(" ".join(given))) for name, given in BY_HAND.items()]
    stated = re.findall(r"`python -m benchmarks\.(\w+)([^`]*)`", _speed())
    assert {name for name, _ in stated} >= {"startup", "feedback", "smoothness", "long_answer", "listening"}
    for name, words in stated:
        assert any(_options(words) <= given for one, given in ways if one == name), f"{name}{words}"


def test_a_folder_without_recordings_is_told_and_nothing_is_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks", str(tmp_path)])
    assert main() == 2
    told = capsys.readouterr()
    assert str(tmp_path) in told.err
    assert told.out == ""


def test_the_recordings_of_the_tests_are_known_to_the_hundredth_of_a_second() -> None:
    answer = next(one.truth for one in recordings(RECORDINGS) if one.path.name == "answer.flac")
    assert answer.filled is not None
    assert answer.pauses is not None
    assert len(answer.filled) == 6
    assert answer.filled[0].start_s == pytest.approx(0.989)
    assert all(0.25 <= gap.length_s < 2.2 for gap in answer.pauses)
    assert answer.phrases[0][0] == "Sure."
