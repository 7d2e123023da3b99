"""The data of the judge (answers, drills, exams) keep their form, and nothing of an exam lies elsewhere."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

JUDGE = Path(__file__).parents[2] / "benchmarks" / "judge"
KINDS = {"good", "paraphrase", "partial", "rambling", "negated", "namedrop", "contrast", "offtopic"}
REASONS = {
    1: {""},
    0.5: {"half", "vague", "others", "hypothetical"},
    0: {"absent", "negated", "named", "others", "hypothetical", "vague", "taken back"},
}
FIELDS = {"id", "profession", "question", "points", "kind", "answer", "labels", "evidence", "reason"}


def _lines(folder: str) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted((JUDGE / folder).glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]


ANSWERS, DRILLS, EXAM = _lines("answers"), _lines("drills"), _lines("exam")
LATER = {name: _lines(name) for name in ("exam2", "exam3", "exam4")}
SECOND_EXAM = LATER["exam2"]
EXAMS = [*EXAM, *(line for lines in LATER.values() for line in lines)]
SPOKEN = [*ANSWERS, *EXAMS]


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _ids(lines: list[dict[str, Any]]) -> list[str]:
    return [str(line["id"]) for line in lines]


def test_there_are_as_many_answers_as_were_asked_for() -> None:
    assert len(ANSWERS) >= 900
    assert len({line["question"] for line in ANSWERS}) >= 150


def test_the_exam_has_enough_questions_with_six_answers_each() -> None:
    kinds = defaultdict(list)
    for line in EXAM:
        kinds[line["question"]].append(line["kind"])
    assert len(kinds) >= 22
    always = {"good", "paraphrase", "partial", "rambling", "negated"}
    for question, found in kinds.items():
        assert len(found) == 6, question
        assert set(found) in (always | {"namedrop"}, always | {"contrast"}), question
    last = Counter(kind for found in kinds.values() for kind in found if kind not in always)
    assert min(last["namedrop"], last["contrast"]) >= len(kinds) // 3


@pytest.mark.parametrize("exam", list(LATER.values()), ids=list(LATER))
def test_a_later_exam_has_twenty_questions_with_six_answers_of_different_kinds(
    exam: list[dict[str, Any]],
) -> None:
    kinds = defaultdict(list)
    for line in exam:
        kinds[line["question"]].append(line["kind"])
    assert len(kinds) >= 20
    for question, found in kinds.items():
        assert len(found) == len(set(found)) == 6, question
    assert min(Counter(line["kind"] for line in exam)[kind] for kind in KINDS) >= 12


@pytest.mark.parametrize(("name", "exam"), [("exam", EXAM), *LATER.items()])
def test_all_of_an_exam_was_read_a_second_time(name: str, exam: list[dict[str, Any]]) -> None:
    second = (JUDGE / "blind" / f"{name}.jsonl").read_text("utf-8").splitlines()
    assert sorted(json.loads(line)["id"] for line in second) == sorted(_ids(exam))


def test_no_question_point_or_profession_of_the_second_exam_was_in_the_first() -> None:
    for name in ("question", "profession"):
        assert not {_plain(line[name]) for line in SECOND_EXAM} & {_plain(line[name]) for line in EXAM}
    first = {_plain(point) for line in EXAM for point in line["points"]}
    assert not {_plain(point) for line in SECOND_EXAM for point in line["points"]} & first


def test_no_question_or_point_of_an_exam_lies_in_what_is_learned_from() -> None:
    learned = [*ANSWERS, *DRILLS]
    assert not {_plain(line["question"]) for line in EXAMS} & {_plain(line["question"]) for line in learned}
    points = {_plain(point) for line in ANSWERS for point in line["points"]}
    points |= {_plain(line["point"]) for line in DRILLS}
    assert not {_plain(point) for line in EXAMS for point in line["points"]} & points


def test_no_profession_of_the_first_two_exams_lies_in_what_is_learned_from() -> None:
    told = {line["profession"] for line in (*EXAM, *SECOND_EXAM)}
    assert not told & {line["profession"] for line in ANSWERS}


def test_no_text_is_there_twice() -> None:
    assert len(set(_ids(SPOKEN))) == len(SPOKEN)
    answers = {_plain(line["answer"]) for line in SPOKEN}
    assert len(answers) == len(SPOKEN)
    said = {(_plain(line["point"]), _plain(line["passage"])) for line in DRILLS}
    assert len(said) == len(DRILLS)


def test_no_drill_is_cut_from_an_answer_of_an_exam() -> None:
    whole = "\n".join(_plain(line["answer"]) for line in EXAMS)
    assert not [line["passage"] for line in DRILLS if _plain(line["passage"]) in whole]


def test_a_question_has_the_same_points_and_profession_in_all_its_answers() -> None:
    found = defaultdict(set)
    for line in SPOKEN:
        found[line["question"]].add((line["profession"], *line["points"]))
    assert [question for question, seen in found.items() if len(seen) > 1] == []


def test_an_answer_has_a_label_a_reason_and_its_words_for_every_point() -> None:
    assert {line["id"]: faults for line in SPOKEN if (faults := _faults(line))} == {}


def _faults(line: dict[str, Any]) -> list[str]:
    if not FIELDS <= set(line) <= FIELDS | {"why"}:
        return ["fields"]
    count = len(line["points"])
    if any(len(line[name]) != count for name in ("labels", "evidence", "reason")):
        return ["a mark a point"]
    marks = list(zip(line["labels"], line["evidence"], line["reason"], strict=True))
    held = {
        "kind": line["kind"] in KINDS,
        "points": 4 <= count <= 7 and len(set(line["points"])) == count,
        "length": 60 <= len(line["answer"].split()) <= 220,
        "reasons": all(reason in REASONS.get(label, ()) for label, _, reason in marks),
        "evidence": all(evidence in line["answer"] for _, evidence, _ in marks),
        "deciding words": all(evidence or not label for label, evidence, _ in marks),
    }
    return [name for name, is_so in held.items() if not is_so]


def test_in_an_exam_a_point_has_no_deciding_words_only_where_nothing_is_about_it() -> None:
    marks = [
        (line["id"], evidence, reason)
        for line in EXAMS
        for evidence, reason in zip(line["evidence"], line["reason"], strict=True)
    ]
    assert [one for one in marks if (one[1] == "") != (one[2] == "absent")] == []


@pytest.mark.parametrize("path", sorted((JUDGE / "drills").glob("*.jsonl")), ids=lambda path: str(path.stem))
def test_a_drill_is_a_short_passage_with_a_label_and_a_reason(path: Path) -> None:
    for text in path.read_text("utf-8").splitlines():
        line = json.loads(text)
        assert set(line) == {"question", "point", "passage", "label", "reason", "set"}
        assert line["reason"] in REASONS[line["label"]], line["passage"]
        assert 6 <= len(line["passage"].split()) <= 60, line["passage"]
        assert line["point"]
        assert line["question"]


def test_the_drills_of_one_set_are_about_one_question() -> None:
    asked = defaultdict(set)
    for line in DRILLS:
        asked[line["set"]].add(line["question"])
    assert [name for name, questions in asked.items() if len(questions) > 1] == []
