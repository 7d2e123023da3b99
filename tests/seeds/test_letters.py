"""Text from anywhere is made harmless without losing what can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.letters import slug, tidy_line, tidy_text, without_end


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy_text(tidy_text(text)) == tidy_text(text)
    assert tidy_line(tidy_line(text)) == tidy_line(text)
    assert "\n" not in tidy_line(text)


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a \t\u00a0 b", "a b"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("a\u202eb\u2066c\u200fd\x00e\x1bf\ufeff", "abcdef"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("\ud800half", "half"),
        ("Cafe\u0301", "Café"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("שלום עולם", "שלום עולם"),
    ],
)
def test_what_cannot_be_seen_goes_and_what_can_be_read_stays(text: str, tidy: str) -> None:
    assert tidy_text(text) == tidy


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Feeds the otters.", "Feeds the otters"),
        ("Feeds the otters, seals, etc.", "Feeds the otters, seals, etc."),
        ("fish, e.g.,", "fish, e.g."),
        ("sold (in the U.S.:", "sold (in the U.S."),
        ("etc", "etc"),
        ("plan B.", "plan B"),
        ("version 2.5.", "version 2.5"),
        ("in Node.js.", "in Node.js"),
        ("a fetc.", "a fetc"),
        ("Why?!", "Why"),
        ("...", ""),
    ],
)
def test_an_abbreviation_keeps_its_stop_and_nothing_else_does(text: str, left: str) -> None:
    assert without_end(text) == left


def test_a_long_row_of_letters_and_stops_costs_no_time() -> None:
    row = "a." * 500_000
    assert without_end(f"{row},") == row


def test_a_heap_of_marks_on_one_letter_is_cut() -> None:
    assert len(tidy_text("e" + "\u0301\u0323" * 500_000)) < 10


@given(st.text())
def test_a_slug_is_safe_as_an_id_and_as_a_file_name(text: str) -> None:
    made = slug(text)
    assert len(made) <= 48
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not made.startswith("-")


def test_a_slug_reminds_of_the_text() -> None:
    assert slug("Why do you want to work on data here?") == "why-do-you-want-to-work-on-data-here"
    assert slug("Où est l'été ?") == "ou-est-lete"
    assert slug("word " * 40) == "-".join(["word"] * 9)
    assert slug("你好") == ""
