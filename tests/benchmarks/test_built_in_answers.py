"""The answers to the built-in questions, by which the judge is measured, fit the bank and their labels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from seeds.shelf import Shelf

FILE = Path(__file__).parents[2] / "benchmarks" / "judge" / "built_in.jsonl"
LINES: list[dict[str, Any]] = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


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
