"""Tables and flash cards become questions, whatever their columns are called."""

from __future__ import annotations

import csv
import io

import pytest

from seeds.bank import Bank
from seeds.importer import ImportFailed, read_bank
from seeds.loader import parse_bank
from seeds.shelf import Shelf
from seeds.writer import export_text


def bank(text: str, *, file_name: str = "") -> Bank:
    return read_bank(text.encode(), name="t", file_name=file_name).bank


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_named_columns_in_any_order(delimiter: str) -> None:
    rows = [
        ["Level", "Sample Answer", "Interview Question", "Tags", "Why they ask"],
        ["core", "I ask first.", "Why this way?", "design", "To see taste."],
        ["odd", "It depends.", "And that way?", "", ""],
    ]
    found = bank("\n".join(delimiter.join(row) for row in rows)).questions
    assert [question.prompt for question in found] == ["Why this way?", "And that way?"]
    assert (found[0].model_answer, found[0].guidance) == ("I ask first.", "To see taste.")
    assert (found[0].category, found[0].difficulty, found[1].difficulty) == ("design", "core", "")


def test_quoted_cells_hold_commas_quotes_and_lines() -> None:
    found = bank('question,answer\n"What is ""late"", here?","One.\nTwo, three."\n').questions[0]
    assert found.prompt == 'What is "late", here?'
    assert found.model_answer == "One.\nTwo, three."


def test_points_and_lengths_of_a_table() -> None:
    text = "Question,Key points,Target,Follow-up\nWhy?,Cost: what it costs; Says who pays,1:30,And if not?\n"
    found = bank(text).questions[0]
    assert [(point.name, point.text) for point in found.points] == [
        ("Cost", "what it costs"),
        ("Says who pays", "Says who pays"),
    ]
    assert found.target_s == 90
    assert found.follow_ups == ("And if not?",)


def test_rows_of_the_same_question_give_it_points() -> None:
    text = "question,point name,point text,terms\nWhy?,One,Says one.,a; b\nWhy?,Two,Says two.,\n"
    (found,) = bank(text).questions
    assert [point.name for point in found.points] == ["One", "Two"]
    assert found.points[0].terms == ("a", "b")


def test_without_names_the_first_column_asks() -> None:
    found = bank("Why this?\tBecause.\nWhy that?\tIt is so.\n").questions
    assert [(one.prompt, one.model_answer) for one in found] == [
        ("Why this?", "Because."),
        ("Why that?", "It is so."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tell me about you, please;I am Ann, a cook\nWhy us, of all?;I like it, a lot\n",
        "Tell me about you, please; I am Ann, a cook\nWhy us, of all?; I like it, a lot\n",
    ],
)
def test_semicolons_part_the_columns_where_commas_are_the_sentences_own(text: str) -> None:
    found = bank(text, file_name="x.csv").questions
    assert [(one.prompt, one.model_answer) for one in found] == [
        ("Tell me about you, please", "I am Ann, a cook"),
        ("Why us, of all?", "I like it, a lot"),
    ]


def test_commas_part_them_where_semicolons_are_the_sentences_own() -> None:
    text = 'Why us?,I like it; a lot\n"Why, of all, you?",I can; I do\n'
    found = bank(text, file_name="x.csv").questions
    assert [(one.prompt, one.model_answer) for one in found] == [
        ("Why us?", "I like it; a lot"),
        ("Why, of all, you?", "I can; I do"),
    ]


@pytest.mark.parametrize("delimiter", ["\t", ";"])
@pytest.mark.parametrize("end", ["\n", ""])
def test_two_rows_that_were_pasted_are_a_table(delimiter: str, end: str) -> None:
    rows = [["Why this?", "Because."], ["Why that?", "It is so."]]
    found = bank("\n".join(map(delimiter.join, rows)) + end).questions
    assert [(one.prompt, one.model_answer) for one in found] == [tuple(row) for row in rows]


def test_excels_own_first_line_is_understood() -> None:
    assert bank("sep=;\nquestion;answer\nWhy?;So.\n", file_name="x.csv").questions[0].model_answer == "So."


def test_anki_cards_without_their_markup() -> None:
    text = (
        "#separator:tab\n#html:true\n#guid column:1\n#tags column:4\n"
        'abc\t"What is a <b>join</b>?"\tRows of two tables<br>put&nbsp;&amp; matched [sound:x.mp3]\tsql::basic\n'  # noqa: E501  (one line of the page)
        "abd\tWhat does {{c1::GROUP BY::clause}} do?\t<div>It folds rows.</div><script>alert(1)</script>\t\n"
    )
    found = read_bank(text.encode(), name="t")
    assert found.format == "anki"
    first, second = found.bank.questions
    assert first.prompt == "What is a join?"
    assert first.model_answer == "Rows of two tables\nput & matched"
    assert first.category == "sql"
    assert second.prompt == "What does GROUP BY do?"
    assert second.model_answer.startswith("It folds rows.")
    assert "<" not in second.model_answer


@pytest.mark.parametrize(
    "text",
    [
        '["Why this?", "Why that?"]',
        '[{"question": "Why this?", "answer": "So."}, {"Q": "Why that?", "points": ["one", "two"]}]',
        '{"title": "T", "questions": [{"prompt": "Why this?"}, {"prompt": "Why that?"}]}',
    ],
)
def test_lists_of_json(text: str) -> None:
    found = read_bank(text.encode(), name="t")
    assert found.format == "json"
    assert [question.prompt for question in found.bank.questions] == ["Why this?", "Why that?"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"title": "T", "questions": [{"promt": "W"}]}', "did you mean “prompt”"),
        ('title = "T"\n[[questions]]\nid = "Q"\nprompt = "P"\n', "small letters a-z"),
        ('title = "T"\n[[questions\n', "not readable as TOML"),
        (
            "question,answer\n" + "".join(f"Why {n}?,x\n" for n in range(5_001)),
            "more than 5,000 questions",
        ),
        ("#separator:tab\n" + "a\tb\n" * 60_001, "more than 60,000 rows"),
        ("question,answer\n" + '"' + "a" * 300_000, "cannot be read"),
    ],
)
def test_what_is_wrong_is_told_with_the_next_step(text: str, told: str) -> None:
    with pytest.raises(ImportFailed, match=told):
        read_bank(text.encode(), name="t")


def test_a_table_of_ours_whose_cells_were_lost_still_gives_a_bank_that_can_be_kept() -> None:
    shipped = Shelf(None).banks()[0]
    rows = list(csv.reader(io.StringIO(export_text(shipped, "csv"))))
    name, text = rows[0].index("point_name"), rows[0].index("point_text")
    rows[1][name] = rows[2][text] = rows[3][name] = ""
    rows[3][text] = "\u200b"  # nothing one can see
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    found = read_bank(out.getvalue().encode(), name="x", file_name="x.csv").bank
    points = found.questions[0].points
    assert points[0].name == points[0].text == shipped.questions[0].points[0].text
    assert points[1].name == points[1].text == shipped.questions[0].points[1].name
    assert points[2].name == shipped.questions[0].points[3].name
    assert parse_bank(export_text(found, "toml").encode(), name="x", file="x") == found


def test_what_cannot_be_seen_is_neither_a_question_nor_a_point() -> None:
    found = bank("question,point name,point text\nWhy?,\u200b,\u200b\nWhy?,Reason,\u200b\n")
    assert [(one.name, one.text) for one in found.questions[0].points] == [("Reason", "Reason")]
    shipped = Shelf(None).banks()[0]
    rows = list(csv.reader(io.StringIO(export_text(shipped, "csv"))))
    of_the_first = [row for row in rows[1:] if row[rows[0].index("id")] == shipped.questions[0].id]
    for row in of_the_first:
        row[rows[0].index("prompt")] = "\u200b"
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    found = bank(out.getvalue(), file_name="x.csv")
    assert [one.id for one in found.questions] == [one.id for one in shipped.questions[1:]]
