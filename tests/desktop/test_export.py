"""Every answer in one file; one whose record is damaged is missing, and that is told."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from coach.history import History
from desktop.export import exporting
from tests.coach.attempts import attempt


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = History.open(tmp_path / "history.db")
    opened.add(attempt(1))
    opened.add(attempt(2, days=1))
    yield opened
    opened.close()


def ended(work: Generator[None, None, int]) -> int:
    try:
        while True:
            next(work)
    except StopIteration as end:
        return int(end.value)


def exported(path: Path) -> list[str]:
    return [one["id"] for one in json.loads(path.read_text("utf-8"))["answers"]]


def test_every_answer_is_in_the_file_with_its_words(history: History, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    history.add(attempt(3, days=2))
    history.delete("attempt-3")
    assert ended(exporting(lambda: history, path=path)) == 0
    assert exported(path) == ["attempt-1", "attempt-2"]
    assert "we checked row counts" in path.read_text("utf-8")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["answers.json", "history.db"]


def test_an_export_that_finds_no_room_keeps_the_earlier_one(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "answers.json"
    ended(exporting(lambda: history, path=path))
    history.delete("attempt-1")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        ended(exporting(lambda: history, path=path))
    assert exported(path) == ["attempt-1", "attempt-2"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["answers.json", "history.db"]


@pytest.mark.parametrize(
    "damage",
    [
        "update answers set words = '[[null]]' where attempt_id = 'attempt-1'",
        "update attempts set started_at = 'noon' where id = 'attempt-1'",
    ],
)
def test_a_damaged_record_is_left_out_and_counted(
    history: History, tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    raw = sqlite3.connect(history.path)
    raw.execute(damage)
    raw.commit()
    raw.close()
    path = tmp_path / "answers.json"
    assert ended(exporting(lambda: history, path=path)) == 1
    assert exported(path) == ["attempt-2"]
    assert "attempt-1 is damaged" in caplog.text
