"""A bank's file is read whole, or everything wrong in it is told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from seeds.bank import DEFAULT_TARGET_S
from seeds.loader import LARGEST_BYTES, BankError, load_bank, parse_bank

GOOD = """
title = "Data"

[[questions]]
id = "late-data"
prompt = "How do you deal with late data?"
target_s = 80

[[questions.points]]
id = "watermark"
name = "Waits for a set time"
text = "Says how long late records are waited for."
terms = ["watermark"]
"""


def faults(toml: str | bytes) -> list[str]:
    """What is told about a file called data.toml."""
    data = toml.encode() if isinstance(toml, str) else toml
    with pytest.raises(BankError) as raised:
        parse_bank(data, name="data", file="data.toml")
    assert str(raised.value).splitlines() == [str(fault) for fault in raised.value.faults]
    return [str(fault).removeprefix("data.toml") for fault in raised.value.faults]


def question(more: str) -> str:
    return f'title = "T"\n[[questions]]\nid = "q"\nprompt = "P?"\n{more}'


def test_a_bank_is_named_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "data.toml"
    path.write_text(GOOD, encoding="utf-8")
    bank = load_bank(path)
    assert (bank.name, bank.title) == ("data", "Data")
    assert bank.questions[0].points[0].terms == ("watermark",)
    assert bank.questions[0].target_band_s == (55.0, 105.0)


def test_only_what_is_needed_need_be_there() -> None:
    bank = parse_bank(question("").encode(), name="n", file="f")
    assert bank.questions[0].target_s == DEFAULT_TARGET_S
    assert bank.questions[0].points == ()


def test_a_file_from_notepad_with_its_mark_and_line_ends_is_read() -> None:
    data = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert parse_bank(data, name="n", file="f").title == "Data"


def test_all_faults_are_told_at_once_with_their_places() -> None:
    told = faults("""
titel = "Data"
[[questions]]
id = "late"
prompt = "How?"
[[questions]]
id = "drift"
prompt = "Why?"
[[questions.points]]
id = "one"
name = "One"
text = "One thing."
[[questions.points]]
id = "two"
name = ""
txt = "Another thing."
""")
    assert told == [
        ": “titel” is not known here; did you mean “title”?",
        ", question 2 (“drift”), point 2: “txt” is not known here; did you mean “text”?",
        ", question 2 (“drift”), point 2: “name” is empty",
    ]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("target_s = 9", ", question 1 (“q”): “target_s” is 9; it may be 10 to 1800 seconds"),
        ("target_s = 1801", ", question 1 (“q”): “target_s” is 1801; it may be 10 to 1800 seconds"),
        ("target_s = nan", ", question 1 (“q”): “target_s” is nan; it may be 10 to 1800 seconds"),
        ("target_s = true", ", question 1 (“q”): “target_s” is yes or no; it should be a number of seconds"),
        ('target_s = "90"', ", question 1 (“q”): “target_s” is text; it should be a number of seconds"),
        ("guidance = 3", ", question 1 (“q”): “guidance” is a number; it should be text"),
        (
            "follow_ups = [1]",
            ", question 1 (“q”): “follow_ups” holds a number as number 1; it should hold texts only",
        ),
        (
            'points = "x"',
            ", question 1 (“q”): “points” is text; it should be a list, each one begun with [[points]]",
        ),
        (
            "points = [1]",
            ", question 1 (“q”): “points” holds a number as number 1; it should hold tables only",
        ),
        ("category = 2026-01-01", ", question 1 (“q”): “category” is a date or a time; it should be text"),
        (
            'difficulty = "cor"',
            (
                ", question 1 (“q”): “difficulty” is “cor”; it may be starter, core or stretch;"
                " did you mean “core”?"
            ),
        ),
    ],
)
def test_a_value_that_cannot_be_is_told_with_what_may_be(more: str, told: str) -> None:
    assert faults(question(more)) == [told]


@pytest.mark.parametrize("wrong", ["Q", "a b", "ä", "a/b", "a_b"])
def test_an_id_is_made_of_small_letters_figures_and_hyphens(wrong: str) -> None:
    told = f", question 1 (“{wrong}”): “id” is “{wrong}”; it may hold small letters a-z, figures and hyphens"
    assert faults(f'title = "T"\n[[questions]]\nid = "{wrong}"\nprompt = "P"') == [told]


def test_an_id_is_taken_only_once() -> None:
    twice = question("") + '\n[[questions]]\nid = "q"\nprompt = "R?"'
    assert faults(twice) == [", question 2: “id” is “q”, which question 1 has already; choose another"]
    point = '\n[[questions.points]]\nid = "p"\nname = "N"\ntext = "T"\n'
    assert faults(question(point * 2)) == [
        ", question 1 (“q”), point 2: “id” is “p”, which point 1 has already; choose another"
    ]


@pytest.mark.parametrize("empty", ['""', '" "', '"\\u202e\\u200b"'])
def test_a_question_needs_words(empty: str) -> None:
    told = faults(f'title = "T"\n[[questions]]\nid = "q"\nprompt = {empty}')
    assert told == [", question 1 (“q”): “prompt” is empty"]


def test_what_is_missing_is_told() -> None:
    assert faults("") == [
        ": “questions” is missing; a bank lists its questions there",
        ": “title” is missing",
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'title = "a"\nx = \xff', ", line 2: not written in UTF-8; save it again with that encoding"),
        (b'title = "a"\nx = ', ", the end of the file: not readable as TOML (invalid value)"),
        (b'title = "a"\nx = \ny = 1', ", line 2: not readable as TOML (invalid value)"),
        (b"a = " + b"[" * 100_000, ": too many brackets inside one another"),
        (b"a = " + b"9" * 10_000, ": a number in it is too long"),
        (b"#" * (LARGEST_BYTES + 1), ": larger than 5 MB, too large for a bank; split it into several"),
    ],
)
def test_a_file_that_is_no_toml_is_told_in_a_sentence(data: bytes, told: str) -> None:
    assert faults(data) == [told]


def test_marks_that_turn_the_reading_direction_and_controls_are_taken_out() -> None:
    bank = parse_bank(b'title = "\\u202Eevil\\u2066 \\u0007bell"\nquestions = []', name="n", file="f")
    assert bank.title == "evil bell"


@pytest.mark.parametrize(
    "hostile",
    [
        b"a." * 100_000 + b"b = 1",
        b'"a". ' * 100_000 + b"b = 1",
        b"x = {" + b"a . " * 100_000 + b"b = 1}",
        b'""" \\"' * 300_000,
        b"".join(b"[x%d]\n" % number for number in range(100_000)),
        b'title = "' + b"e" + "\u0301".encode() * 400_000 + b'"',
        b"questions = [" + b"{}," * 20_000 + b"]",
    ],
)
def test_a_hostile_file_is_refused(hostile: bytes) -> None:
    assert faults(hostile)
