"""The measuring of the judge takes the parts it is asked for, each exam from a folder of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import coverage
from benchmarks.judge.lesson import Lesson


def _toy(folder: Path, question: str) -> None:
    folder.mkdir()
    line = {"question": question, "points": ["One.", "Two."], "answer": "we did one", "labels": [1, 0]}
    (folder / "toy.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")


def test_each_exam_is_read_from_its_own_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = {name: tmp_path / name for name in coverage.EXAMS}
    for name, folder in folders.items():
        _toy(folder, f"question of {name}")

    def asked(lessons: tuple[Lesson, ...]) -> dict[str, float]:
        return dict.fromkeys((lesson.question for lesson in lessons), 1.0)

    monkeypatch.setattr(coverage, "EXAMS", folders)
    monkeypatch.setattr(coverage, "_on_answers", lambda *_: [])
    monkeypatch.setattr(coverage, "_on_the_bank", list)
    monkeypatch.setattr(coverage, "sorted_out", asked)
    monkeypatch.setattr("sys.argv", ["coverage", "--json", "--part", "exam2", "exam"])
    coverage.main()
    spoken = json.loads(capsys.readouterr().out)["spoken"]
    assert list(spoken) == ["exam2: question of exam2", "exam: question of exam"]
