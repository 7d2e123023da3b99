"""The measuring of the judge takes the parts it is asked for, each exam from a folder of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import coverage
from benchmarks.judge.lesson import Lesson
from coach.coverage import Coverage, Evidence, PointCoverage, Verdict


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

    def unjudged(lessons: tuple[Lesson, ...], _part: str) -> tuple[list[coverage.Row], coverage.Judged]:
        return [], [(lesson, Coverage.of(())) for lesson in lessons]

    def asked(judged: coverage.Judged) -> dict[str, float]:
        return dict.fromkeys((lesson.question for lesson, _ in judged), 1.0)

    monkeypatch.setattr(coverage, "EXAMS", folders)
    monkeypatch.setattr(coverage, "_on_answers", unjudged)
    monkeypatch.setattr(coverage, "_on_the_bank", lambda: ([], {}))
    monkeypatch.setattr(coverage, "sorted_out", asked)
    monkeypatch.setattr("sys.argv", ["coverage", "--json", "--part", "exam2", "exam"])
    coverage.main()
    spoken = json.loads(capsys.readouterr().out)["spoken"]
    assert list(spoken) == ["exam2: question of exam2", "exam: question of exam"]


def _point(verdict: Verdict, start_s: float, end_s: float) -> PointCoverage:
    return PointCoverage("p", "One.", "One.", verdict, 0.9, Evidence("", start_s, end_s))


@pytest.mark.parametrize(
    ("verdict", "start", "end", "held"),
    [("covered", 4, 9, 1.0), ("partial", 6, 9, 1.0), ("covered", 8, 12, 0.0), ("missed", 0, 1, None)],
)
def test_evidence_counts_where_it_has_half_of_the_words_that_decide(
    verdict: Verdict, start: int, end: int, held: float | None
) -> None:
    lesson = Lesson(
        "?", ("One.",), "um and so we closed the big valve by hand", (1.0,), ("closed the big valve",), ("",)
    )
    judged = [(lesson, Coverage.of((_point(verdict, start / 3, end / 3),)))]
    found = coverage.evidence_held(judged)
    assert list(found.values()) == ([] if held is None else [held])
