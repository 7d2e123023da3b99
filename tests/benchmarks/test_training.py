"""Which teachers a training needs is known before one of them is opened."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from benchmarks.judge.request import TEACHERS, asked_for, teachers_to_ask, teachers_to_train


def request_of(*words: str | Path) -> argparse.Namespace:
    return asked_for(["--argkp", "somewhere", *map(str, words)], told="")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The first teacher is kept in it."""
    (tmp_path / "teacher-1.pt").touch()
    return tmp_path


def test_labels_alone_need_no_teacher() -> None:
    assert teachers_to_train(request_of()) == {}
    assert teachers_to_ask(request_of()) == ()


def test_a_teacher_that_is_not_kept_is_trained_and_all_are_asked(folder: Path) -> None:
    request = request_of("--teachers", folder)
    assert teachers_to_train(request) == {2: folder / "teacher-2.pt"}
    assert teachers_to_ask(request) == tuple(folder / f"teacher-{seed}.pt" for seed in TEACHERS)


def test_a_reader_that_is_taught_needs_none_be_they_kept_or_not(folder: Path) -> None:
    request = request_of("--taught", "reader.pt", "--teachers", folder)
    assert request.teachers  # they still say how it was taught
    assert teachers_to_train(request) == {}
    assert teachers_to_ask(request) == ()


def test_one_teacher_alone_is_trained_unless_it_is_kept_and_none_is_asked(folder: Path) -> None:
    alone = request_of("--teachers", folder, "--only", "2")
    assert teachers_to_train(alone) == {2: folder / "teacher-2.pt"}
    assert teachers_to_train(request_of("--teachers", folder, "--only", "1")) == {}
    assert teachers_to_ask(alone) == ()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--only", "1"), "say with --teachers in which folder"),
        (("--only", "1", "--teachers", "x", "--taught", "y"), "ask for one of them"),
    ],
)
def test_what_contradicts_itself_is_told(
    words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        request_of(*words)
    assert told in capsys.readouterr().err
