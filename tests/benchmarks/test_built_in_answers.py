"""The answers to the built-in questions, by which the judge is measured, fit the bank and their labels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from seeds.shelf import Shelf

JUDGE = Path(__file__).parents[2] / "benchmarks" / "judge"


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


LINES = _lines(JUDGE / "built_in.jsonl")
BLIND = sorted((JUDGE / "blind").glob("*.jsonl"))


def test_there_are_120_answers_of_every_kind() -> None:
    assert len({line["id"] for line in LINES}) == len(LINES) >= 120
    kinds = {line["kind"] for line in LINES}
    assert {"good", "partial", "offtopic", "paraphrase", "negated", "asr"} <= kinds


@pytest.mark.parametrize("line", LINES, ids=lambda line: str(line["id"]))
def test_every_point_of_the_bank_has_a_label_and_what_counts_was_said(line: dict[str, Any]) -> None:
    question = Shelf(None).bank(line["bank"]).question(line["question_id"])
    assert question is not None
    assert (line["question"], line["points"]) == (question.prompt, [one.text for one in question.points])
    assert len(line["labels"]) == len(line["evidence"]) == len(line["points"])
    for label, evidence in zip(line["labels"], line["evidence"], strict=True):
        assert label in (0, 0.5, 1)
        assert evidence in line["answer"]
        assert evidence or not label


def test_every_built_in_answer_was_read_a_second_time() -> None:
    second = _lines(JUDGE / "blind" / "built_in.jsonl")
    assert [line["id"] for line in second] == [line["id"] for line in LINES]


@pytest.mark.parametrize("path", BLIND, ids=lambda path: str(path.stem))
def test_a_second_reading_has_a_label_for_every_point_of_an_answer_we_hold(path: Path) -> None:
    files = [JUDGE / "built_in.jsonl", *JUDGE.glob("answers/*.jsonl"), *JUDGE.glob("exam*/*.jsonl")]
    points = {line["id"]: len(line["points"]) for file in files for line in _lines(file)}
    read = _lines(path)
    assert len({line["id"] for line in read}) == len(read)
    for line in read:
        assert len(line["labels"]) == points[line["id"]], line["id"]
        assert set(line["labels"]) <= {0, 0.5, 1}
