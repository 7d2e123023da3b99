"""The measuring of the judge takes what it is asked for: parts, arguments, answers as they are or altered."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from benchmarks import coverage
from benchmarks.judge.answers import arguments
from benchmarks.judge.baselines import Tuned
from benchmarks.judge.figures import Figure
from benchmarks.judge.fit import Table
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.runs import Rival, Run, scorer_of
from benchmarks.judge.sheet_text import as_transcript
from benchmarks.judge.tables import in_order, told
from coach.coverage import Coverage, Evidence, PointCoverage
from coach.fused import INPUTS, SHORT, FusedJudge

HALF = Tuned(0.9, 0.5, 1.0, 0.0)
ARGUMENTS = {
    "arguments": (
        "arg_id,argument,topic,stance\na1,bees make honey that feeds us,Keep bees,1\n"
        f"a2,{'well you know ' * 13}they are kind,Keep bees,1\n"
    ),
    "key_points": (
        "key_point_id,key_point,topic,stance\nk1,Bees feed us,Keep bees,1\nk2,Bees are kind,Keep bees,1\n"
    ),
    "labels": "arg_id,key_point_id,label\na1,k1,1\na1,k2,0\na2,k1,0\na2,k2,1\n",
}


def _toy(folder: Path, question: str) -> None:
    folder.mkdir()
    line = {"question": question, "points": ["One.", "Two."], "answer": "We did: one.", "labels": [1, 0]}
    (folder / "toy.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")


def _run(lessons: Sequence[Lesson]) -> Run:
    shown = Evidence("one", 0.0, 1.0)
    points = tuple(PointCoverage("p", "", "", "covered", score, shown) for score in (0.9, 0.2))
    return Run([(lesson, Coverage.of(points)) for lesson in lessons])


@pytest.fixture
def seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Lesson, ...]]:
    """What was judged; each exam has a folder with one answer, no model is loaded."""
    folders = {name: tmp_path / name for name in coverage.EXAMS}
    for name, folder in folders.items():
        _toy(folder, f"question of {name}")
    found: list[tuple[Lesson, ...]] = []

    def judged(lessons: tuple[Lesson, ...], rivals: dict[str, Rival]) -> dict[str, Run]:
        found.append(lessons)
        return {name: _run(lessons) for name in (*rivals, coverage.OURS)}

    monkeypatch.setattr(coverage, "EXAMS", folders)
    monkeypatch.setattr(coverage, "_on_answers", judged)
    monkeypatch.setattr(coverage, "_rivals", lambda: {"overlap": Rival(lambda _: (0.9, 0.2), HALF)})
    monkeypatch.setattr(coverage, "_on_the_bank", dict)
    monkeypatch.setattr(coverage, "speed", dict)
    return found


def _asked(monkeypatch: pytest.MonkeyPatch, *given: str) -> None:
    monkeypatch.setattr(sys, "argv", ["coverage", *given])
    coverage.main()


def test_each_exam_is_read_from_its_own_folder(
    seen: list[tuple[Lesson, ...]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _asked(monkeypatch, "--json", "--part", "exam2", "exam")
    tables = json.loads(capsys.readouterr().out)["tables"]
    assert list(tables)[:2] == ["spoken answers, exam2", "spoken answers, exam"]
    assert [lessons[0].question for lessons in seen] == ["question of exam2", "question of exam"]
    for method in ("overlap", coverage.OURS):
        assert tables["spoken answers, exam"][method]["made: covered"] == {"value": 1.0, "of": 1}


def test_answers_are_measured_bare_and_long_where_that_is_asked_for(
    seen: list[tuple[Lesson, ...]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _asked(monkeypatch, "--part", "exam", "--long", "--bare", "--alone")
    printed = capsys.readouterr().out
    assert "spoken answers, exam, long, bare" in printed
    assert "shown in the words added" in printed
    assert "overlap" not in printed
    assert [lessons[0].answer for lessons in seen] == ["we did one"]


def test_of_short_answers_what_is_cut_in_two_is_not_measured(
    seen: list[tuple[Lesson, ...]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unjudged(lessons: tuple[Lesson, ...], _: dict[str, Rival]) -> dict[str, Run]:
        seen.append(lessons)
        return {coverage.OURS: Run([])}

    monkeypatch.setattr(coverage, "EXAMS", {"exam": coverage.ANSWERS.with_name("exam")})
    monkeypatch.setattr(coverage, "_on_answers", unjudged)
    _asked(monkeypatch, "--part", "exam", "--short")
    assert "spoken answers, exam, short" in capsys.readouterr().out
    (cut,) = seen
    assert len(cut) > 144
    assert max(len(as_transcript(one.answer).spoken) for one in cut) <= SHORT
    assert {-1.0, 0.0, 0.5, 1.0} == {label for one in cut for label in one.labels}


def test_of_the_unseen_part_figures_without_what_is_near_in_train_are_told_too(
    seen: list[tuple[Lesson, ...]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def parts(_folder: Path, *, part: str) -> tuple[Lesson, ...]:
        points = ("Closed the valve.", "Rang the plumber.") if part == "unseen" else ("Closed the valves",)
        blank = ("",) * len(points)
        return (Lesson("?", points, "we did", (1.0, 0.0)[: len(points)], blank, blank),)

    monkeypatch.setattr(coverage, "spoken", parts)
    _asked(monkeypatch, "--json", "--part", "unseen")
    tables = json.loads(capsys.readouterr().out)["tables"]
    assert "AUC" in tables["spoken answers, unseen"][coverage.OURS]
    apart = tables["spoken answers, unseen, without 1 points near some in train"][coverage.OURS]
    assert "made: covered" not in apart
    assert apart["calibration error"]["of"] == 1


def test_a_baseline_has_every_figure_but_reasons_and_evidence_which_it_does_not_give() -> None:
    blank = ("", "")
    lesson = Lesson("?", ("One.", "Two."), "we did", (1.0, 0.0), blank, ("", "named"), "good", "nursing")
    rival = Rival(lambda _: (0.9, 0.6), HALF)
    found = rival.run([lesson], paced=True).figures()
    assert found["made: covered or partly"] == found["named: called partly"] == Figure(1.0, 1)
    assert found["named: called covered"] == found["profession nursing: not made: called covered"]
    for name in ("AUC", "calibration error", "calibration error, fitted on tune", "ms a point"):
        assert found[name].of == 2
    assert not [name for name in found if "told" in name or "evidence" in name]
    assert "ms a point" not in rival.run([lesson], paced=False).figures()
    assert "calibration error, fitted on tune" not in _run([lesson]).figures()


# ---- ArgKP


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in ARGUMENTS.items():
        (tmp_path / f"{name}_test.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_test_part_of_argkp_is_measured_as_shipped_beside_the_baselines_on_the_same_pairs(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coverage, "_on_the_bank", dict)
    monkeypatch.setattr(coverage, "speed", dict)
    _asked(monkeypatch, "--json", "--part", "--argkp-test", str(folder))
    table = json.loads(capsys.readouterr().out)["tables"]["ArgKP test"]
    assert {"TF-IDF cosine", "BM25", "wording", coverage.OURS} <= set(table)
    for figures in table.values():
        assert figures["AUC"]["of"] == figures["average precision"]["of"] == 4
        assert figures["AUC among the points of one answer"]["value"] >= 0.75


def test_long_arguments_of_dev_are_among_greenrooms_pairs_in_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in ARGUMENTS.items():
        (tmp_path / f"{name}_dev.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(coverage, "held_out", lambda table, **_: table.labels * 0.5)
    monkeypatch.setattr(coverage, "cut_table", lambda *_: Table(np.zeros((2, len(INPUTS))), np.zeros(2), ()))
    lessons = tuple(arguments(tmp_path, part="dev"))
    (first, short), (second, long) = coverage._held_out(lessons, tmp_path)
    assert (first, second) == lessons
    assert list(short) == [0.5, 0.0]
    assert list(long) == list(scorer_of(FusedJudge())(second))


def test_a_folder_without_the_part_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit):
        _asked(monkeypatch, "--part", "--argkp-test", str(tmp_path))
    assert "key_points_test.csv" in capsys.readouterr().err


# ---- tables


def test_a_table_has_every_figure_in_its_place_and_a_dash_where_a_method_has_none() -> None:
    assert in_order([["a", "c"], ["a", "b", "c", "d"], ["e"]]) == ["e", "a", "b", "c", "d"]
    lines = told(
        "set", {"overlap": {"AUC": Figure(0.5, 8)}, "ours": {"AUC": Figure(1, 8), "F1": Figure(1, 7)}}
    )
    assert [line.split() for line in lines.splitlines()] == [
        ["set"],
        ["overlap", "ours", "of"],
        ["AUC", "0.500", "1.000", "8"],
        ["F1", "-", "1.000", "7"],
    ]
