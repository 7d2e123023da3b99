"""The doctor finds what is wrong, counts it, and says what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest

from coach.history import History
from desktop.doctor import Check, examine
from desktop.paths import Paths
from tests.coach.attempts import attempt


def history_of(home: Path) -> Check:
    return next(one for one in examine(Paths(home)).checks if one.name == "history")


def test_answers_whose_record_is_damaged_are_counted_and_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept = History.open(Paths(tmp_path).history)
    for number in range(4):
        kept.add(attempt(number, days=number))
    kept.close()
    assert history_of(tmp_path) == Check("history", ("4 answers",))
    raw = sqlite3.connect(Paths(tmp_path).history)
    raw.execute("delete from answers where attempt_id = 'attempt-1'")
    raw.execute("update attempts set started_at = 'yesterday' where id = 'attempt-2'")
    raw.commit()
    raw.close()
    found = history_of(tmp_path)
    assert found.found == ("4 answers",)
    assert found.wrong == "The record of 2 answers cannot be read."
    assert "recordings" in found.mend
    assert "attempt-2 is damaged" in caplog.text


@pytest.mark.parametrize(
    ("free", "told", "wrong"),
    [
        (67_444_000_000, "67 GB free", ""),
        (199_999_999, "199 MB free", "The disk is nearly full."),
    ],
)
def test_free_space_is_told_as_people_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, told: str, wrong: str
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=free))
    folder = next(one for one in examine(Paths(tmp_path)).checks if one.name == "data folder")
    assert (folder.found[1], folder.wrong) == (told, wrong)
