"""Whatever is brought in, it ends soon, in a bank or in a sentence; nothing runs, nothing is fetched."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds.errors import ImportFailed
from seeds.importer import Imported, read_bank
from seeds.loader import parse_bank
from seeds.writer import export_text
from tests.roaming import examples

HOSTILE = {
    "fifty megabytes": b"x" * 50_000_000,
    "a table of a million lines": b"question,answer\n" + b"What is x?,It is y\n" * 1_000_000,
    "questions without end": b"What is it?\n" * 300_000,
    "one line": b"what is it? " * 100_000,
    "a quote that stays open": b'question,answer\n"' + b"a,b\n" * 500_000,
    "deep elements": b"<html>" + b"<div>" * 500_000,
    "deep marks": b"<html>" + b"<b><i>" * 200_000,
    "many attributes": b"<html><p " + b" ".join(b"a%d=1" % number for number in range(300_000)) + b">",
    "open quotes": b"<html>" + b'<a x="' * 500_000,
    "open scripts": b"<html>" + b"<script>" * 300_000,
    "open comments": b"<html>" + b"<!--" * 500_000,
    "entities of entities": b"<!DOCTYPE x [" + b"<!ENTITY b '&a;&a;'>" * 100_000 + b"]><html>&b;",
    "text in slices": b"<html><p>" + b"<i>a</i> " * 100_000,
    "deep lists of json": b"[" * 1_000_000,
    "stars": b"# a\n## b?\n" + b"**a " * 300_000,
    "brackets": b"# a\n## b?\n" + b"[a](" * 300_000,
    "open comments in markdown": b"# a\n## b?\n" + b"<!--" * 300_000,
    "open gaps": b"#separator:tab\n" + b"{{c1::" * 30_000 + b"\tb\n",
    "many parts": b'title = "x"\n' + b"a." * 500_000,
    "parts": b"MIME-Version: 1\nContent-Type: multipart/related; boundary=x\n\n" + b"--x\n" * 90_000,
    "no text": bytes(range(256)) * 10_000,
    "bytes of nowhere": b"\xe9\xff\x80\x81" * 250_000,
    "marks on marks": ("What is e" + "\u0301" * 500_000 + "?\nWhy?").encode(),
    "advice without end": b"What is it?\nIn your answer, " + b"describe a, " * 100_000,
    "a claim without end": b"What is it?\n" + b"I did and, " * 100_000,
}  # fmt: skip


def outcome(data: bytes) -> str:
    """What a person is told: how many questions there are, or why there are none."""
    try:
        return f"There are {len(read_bank(data, name='x').bank.questions)} questions in it."
    except ImportFailed as error:
        return str(error)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_a_bank_or_a_sentence(name: str) -> None:
    told = outcome(HOSTILE[name])
    assert 20 < len(told) < 400
    assert told.endswith(".")


def understood(data: bytes, *, file_name: str) -> Imported | None:
    try:
        return read_bank(data, name="x", file_name=file_name)
    except ImportFailed:
        return None


ENDINGS = st.sampled_from(("", ".toml", ".json", ".csv", ".md", ".html", ".txt", ".mhtml"))
PIECES = st.sampled_from(
    ["Why so?", "\n", "# ", "- ", "**", "Answer: ", "“", "”", '"', "<p>", "<b>", "</p>", "<li>", "&amp;", "1. ",  # noqa: E501  (one line of the page)
     "Q: ", "A: ", "\t", ",", "question,answer\n", "#separator:tab\n", "[[questions]]\n", "title = ", "{", "}",  # noqa: E501  (one line of the page)
     "[", "]", ":", "\u202e", "\x00", "Tell me about it.", "Employers ask. Mention a, b and c.", "I did it.",
     "Related articles\n", "Follow-ups:\n", "\r\n", "\\", "`", "é"]
)  # fmt: skip


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), ENDINGS)
def test_any_mixture_of_layouts_gives_a_bank_that_can_be_kept(text: str, ending: str) -> None:
    found = understood(text.encode(), file_name=f"x{ending}")
    if found is not None:
        assert parse_bank(export_text(found.bank, "toml").encode(), name="x", file="x") == found.bank


@settings(max_examples=examples(200), deadline=None)
@given(st.binary(max_size=300), ENDINGS)
def test_any_bytes_give_a_bank_or_a_sentence(data: bytes, ending: str) -> None:
    found = understood(data, file_name=f"x{ending}")
    if found is not None:
        assert parse_bank(export_text(found.bank, "toml").encode(), name="x", file="x") == found.bank


@pytest.mark.parametrize("file_name", ["../../x.txt", "..\\..\\x", "/etc/passwd", "con.txt", ".", ""])
def test_a_files_name_never_leads_out_of_the_folder(file_name: str) -> None:
    name = read_bank(b"Why this?\nWhy that?\n", name="", file_name=file_name).bank.name
    assert name
    assert not set(name) & set("/\\:")
    assert not name.startswith(".")


@pytest.mark.parametrize(
    ("begin", "told"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"PK\x03\x04", "an archive"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\x00" * 100, "no text"),
    ],
)
def test_other_files_are_told_with_what_to_do(begin: bytes, told: str) -> None:
    with pytest.raises(ImportFailed, match=f"{told}.*paste"):
        read_bank(begin + b"x" * 100, name="x")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "latin-1"]
)
def test_letters_survive_any_common_encoding(encoding: str) -> None:
    text = "Où est la clé de la pièce d'à côté?\nJe l'ai posée près de la fenêtre, à côté du téléphone.\n" * 3
    found = read_bank(text.encode(encoding), name="x").bank.questions[0]
    assert found.prompt == "Où est la clé de la pièce d'à côté?"


def test_a_page_is_read_in_the_alphabet_that_it_names() -> None:
    page = '<html><head><meta charset="koi8-r"></head><body><h1>Вопросы</h1><p>Почему вы здесь?</p></body></html>'  # noqa: E501  (one line of the page)
    found = read_bank(page.encode("koi8-r"), name="x").bank
    assert (found.title, found.questions[0].prompt) == ("Вопросы", "Почему вы здесь?")


def test_a_page_in_a_browsers_archive_is_read() -> None:
    page = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=xx\r\n\r\n--xx\r\n"
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<html><h2>Why so=3F</h2><p>Because.</p><h2>What =\r\nfor?</h2></html>\r\n--xx--\r\n"
    )
    found = read_bank(page.encode(), name="x", file_name="x.mhtml").bank
    assert [question.prompt for question in found.questions] == ["Why so?", "What for?"]
