"""A bank written out in any form is the same bank when it is imported again."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from seeds.as_json import bank_as_dict
from seeds.bank import Bank, Question, RubricPoint
from seeds.importer import read_bank
from seeds.shelf import Shelf
from seeds.writer import FORMATS, export_text
from tests.roaming import examples
from tests.seeds import made_up

EVERY_FORM = pytest.mark.parametrize("form", FORMATS)


@EVERY_FORM
@settings(max_examples=examples(120), deadline=None)
@given(bank=made_up.banks())
def test_export_then_import_gives_the_same_bank(form: str, bank: Bank) -> None:
    written = export_text(bank, form).encode()
    assert read_bank(written, name=bank.name, file_name=f"{bank.name}.{form}").bank == bank


@EVERY_FORM
@settings(max_examples=examples(60), deadline=None)
@given(bank=made_up.banks(at_least=1))
def test_the_form_is_known_without_the_files_name(form: str, bank: Bank) -> None:
    assert read_bank(export_text(bank, form).encode(), name=bank.name).bank == bank


@EVERY_FORM
@pytest.mark.parametrize(
    "said",
    ["0\n[[questions]]", 'title = "x"', "# a\n# b", "<p>a</p><div><br><br></div>", "|a|b|\n|---|---|\n|c|d|"],
)
def test_words_that_look_like_another_form_do_not_mislead(form: str, said: str) -> None:
    line = said.replace("\n", " ")
    point = RubricPoint("p", "N", line, (line,))
    asked = Question("q", "P?", guidance=said, model_answer=said, points=(point,), follow_ups=(line,))
    bank = Bank("n", "T", (asked,), said)
    assert read_bank(export_text(bank, form).encode(), name="n").bank == bank


@EVERY_FORM
def test_the_shipped_bank_survives_the_way_out_and_in(form: str) -> None:
    bank = Shelf(None).bank("computer-vision-engineer")
    written = export_text(bank, form)
    assert read_bank(written.encode(), name=bank.name).bank == bank
    assert read_bank(written.replace("\n", "\r\n").encode("utf-8-sig"), name=bank.name).bank == bank


def test_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="toml, json, md, csv"):
        export_text(Bank("n", "T", ()), "docx")


def test_json_has_the_agreed_keys() -> None:
    point = RubricPoint("p", "N", "T.", ("a",))
    bank = Bank("n", "T", (Question("q", "P?", points=(point,), follow_ups=("F?",)),))
    plain = json.loads(export_text(bank, "json"))
    assert plain == bank_as_dict(bank)
    assert {"name", "title", "questions"} <= plain.keys()
    question = plain["questions"][0]
    assert {
        "id", "prompt", "guidance", "model_answer", "target_s", "category", "points", "follow_ups",
    } <= question.keys()  # fmt: skip
    assert question["points"][0].items() >= {"id": "p", "name": "N", "text": "T.", "terms": ["a"]}.items()


def test_a_cell_that_a_spreadsheet_would_run_is_guarded() -> None:
    bank = Bank("n", "T", (Question("q", "=HYPERLINK(1)", guidance="+1", model_answer="'=2"),))
    assert "'=HYPERLINK(1)" in export_text(bank, "csv")
    assert read_bank(export_text(bank, "csv").encode(), name="n").bank == bank


@EVERY_FORM
def test_points_that_ask_stay_points_of_a_question_that_does_not(form: str) -> None:
    points = tuple(RubricPoint(f"p{at}", text, text) for at, text in enumerate(("Why so?", "How was it?")))
    bank = Bank("asking", "Asking", (Question("a", "Your week", points=points),))
    assert read_bank(export_text(bank, form).encode(), name="asking", file_name=f"asking.{form}").bank == bank
