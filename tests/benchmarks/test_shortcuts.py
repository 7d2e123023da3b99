"""Shortcuts to a label are found where they were laid, and the exam has none of the simple ones."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.judge.answers import spoken
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.shortcuts import COUNTED, LEARNED, main, shortcuts

EXAM = Path(__file__).parents[2] / "benchmarks" / "judge" / "exam"
POINTS = ("Asked the owner first.", "Wrote it down afterwards.")
FILL = ("the", "day", "was", "long", "and", "we", "went", "on", "until", "evening")


def _lesson(question: int, answer: str, labels: tuple[float, float]) -> Lesson:
    return Lesson(f"Question {question}?", POINTS, answer, labels, ("", ""), ("", ""))


def _found(lessons: list[Lesson]) -> dict[str, float]:
    return {one.name: one.auc for one in shortcuts(lessons)}


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(FILL) for _ in range(count))


def test_a_longer_answer_for_every_point_made_is_a_shortcut() -> None:
    chance = random.Random(1)
    lessons = [
        _lesson(at, _words(chance, 20 + 20 * made + at), (made, made)) for at in range(8) for made in (0, 1)
    ]
    found = _found(lessons)
    assert found["length of the answer"] == 1
    assert found["place of the point"] == 0.5


def test_denials_and_numbers_are_counted_as_words_and_as_figures() -> None:
    lessons = [_lesson(at, "no I didn't and nobody asked the lot of us there", (0, 0)) for at in range(4)]
    lessons += [
        _lesson(at, "it was 14 of them and then two hundred in the spring", (1, 1)) for at in range(4)
    ]
    found = _found(lessons)
    assert found["negation words"] == found["negation words a word"] == 0
    assert found["numbers"] == found["numbers a word"] == 1


def test_a_half_is_left_out() -> None:
    lessons = [_lesson(at, "so that was it", (0.5, 1)) for at in range(3)]
    lessons += [
        _lesson(at, "so that was it, and much later we heard of it again", (0, 0.5)) for at in range(3)
    ]
    assert _found(lessons)["length of the answer"] == 0


def test_first_words_are_learned_from_the_other_questions_only() -> None:
    alone = [_lesson(0, "honestly it went well", (1, 1)), _lesson(0, "frankly it went well", (0, 0))]
    assert _found(alone)["first word"] == 0.5
    many = [
        _lesson(at, f"{first} it went well", (made, made))
        for at in range(4)
        for first, made in (("honestly", 1), ("frankly", 0))
    ]
    assert _found(many)["first word"] == 1


def test_words_of_a_point_tell_nothing_where_its_points_are_made_in_turn() -> None:
    lessons = [_lesson(at, "we went on", labels) for at in range(6) for labels in ((1.0, 0.0), (0.0, 1.0))]
    assert _found(lessons)["point without answer"] == 0.5


def test_no_simple_shortcut_leads_through_the_exam() -> None:
    found = shortcuts(spoken(EXAM))
    simple = {*COUNTED, "first word", "first three words", "point without answer"}
    assert [one for one in found if one.marked and one.name in simple] == []


def test_a_table_names_every_shortcut_of_a_folder(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["shortcuts", str(EXAM)])
    main()
    said = capsys.readouterr().out
    assert "exam: " in said
    for name in {**COUNTED, **LEARNED}:
        assert name in said


def test_a_kind_of_answer_can_be_left_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "sys.argv", ["shortcuts", str(EXAM), "--without", "namedrop", "--without", "contrast"]
    )
    main()
    assert "exam: 120 answers" in capsys.readouterr().out


def test_a_folder_without_answers_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["shortcuts", str(tmp_path)])
    with pytest.raises(SystemExit):
        main()
    assert "No answers in" in capsys.readouterr().err
