"""Reads a bank from what a person has: a page, Markdown, a table, flash cards, or a bank of ours."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, TypeVar

from seeds.as_markdown import NO_QUESTIONS
from seeds.bank import Bank
from seeds.checker import bank_from
from seeds.columns import COLUMNS
from seeds.errors import BankError, ImportFailed
from seeds.importing.decoding import decoded
from seeds.importing.draft import Found, bank_of, free_id
from seeds.importing.limits import LARGEST_BYTES
from seeds.importing.tables import MOST_QUESTIONS, read_anki, read_rows, read_table
from seeds.keeping import name_for, safe_name
from seeds.letters import asks, tidy_line
from seeds.loader import parse_bank

__all__ = ["LARGEST_BYTES", "ImportFailed", "Imported", "read_bank"]

MOST_LETTERS = 5_000_000
"""The longest text read, without a page's markup."""
MOST_LINES = 30_000
"""The most lines of a page: a hundred times a long one."""
_LOOKED_AT = 4000
"""So many letters tell which form a text has."""
_HTML = re.compile(
    r"<(?:!doctype html|html|head|body|div|p|h[1-6]|ul|ol|li|table|article|section|details|dl|br|span)\b",
    re.IGNORECASE,
)
_TOML = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*(?:\[\[questions\]\]|(?:title|description|name)\s*=\s*[\"'])")
_PIPE_TABLE = re.compile(r"^\|.{1,2000}\|[ \t]*\n\|(?:[ \t]*:?-{2,200}:?[ \t]*\|){1,40}[ \t]*$", re.MULTILINE)
_HEADINGS = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Imported:
    """What was understood of a text: nothing is kept yet.

    `format` is page, html, markdown, table, anki, toml or json; `notes` are sentences about what was
    done, `left_out` the lines that went into no question.
    """

    bank: Bank
    format: str
    notes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def read_bank(data: bytes, *, name: str, file_name: str = "") -> Imported:
    """The bank in these bytes, named `name` (or after the file, or its title, if "").

    Raises ImportFailed with a sentence that says what to do. Nothing is fetched, run or written.
    """
    if len(data) > LARGEST_BYTES:
        raise ImportFailed(
            f"This file has {len(data) // 1_000_000} MB; up to {LARGEST_BYTES // 1_000_000} MB can be read. "
            "Import a part of it."
        )
    ending = PurePath(file_name.replace("\\", "/")).suffix.lower()
    text = _with_plain_ends(decoded(_page_of_archive(data, ending)))
    if not text.strip():
        raise ImportFailed("There is no text in it. Copy the questions and paste them.")
    form = _form(text, ending)
    called = safe_name(name or PurePath(file_name.replace("\\", "/")).stem) if name or file_name else ""
    if form not in ("html", "toml") and len(text) > MOST_LETTERS:
        raise ImportFailed(
            f"This text has more than {MOST_LETTERS // 1_000_000} million letters. Import a part of it."
        )
    return _READERS[form](text, called)


def _form(text: str, ending: str) -> str:
    """Which of the forms a text has, by its file's ending or else by its look."""
    by_ending = {".toml": "toml", ".json": "json", ".csv": "table", ".tsv": "table", ".md": "markdown",
                 ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html", ".mhtml": "html",
                 ".mht": "html"}.get(ending)  # fmt: skip
    begin = text.lstrip()[:_LOOKED_AT]
    if begin.startswith(("#separator:", "#html:", "#tags", "#deck", "#notetype", "#columns", "#guid")):
        return "anki"
    if by_ending:
        return by_ending
    if begin.startswith("{") or (begin.startswith("[") and not begin.startswith("[[")):
        return "json" if _is_json(text) else "page"
    return _form_by_look(text, begin)


def _form_by_look(text: str, begin: str) -> str:
    if begin.startswith(",".join(COLUMNS)):
        return "table"
    if begin.startswith("# ") and (f"\n{NO_QUESTIONS}" in text or "\n**Id:** " in text):
        return "markdown"
    # Only what comes first: the same words may stand in a cell or a paragraph further on.
    if _TOML.match(begin):
        return "toml"
    if (begin.startswith("<") and _HTML.search(begin)) or len(_HTML.findall(text[:200_000])) >= 4:
        return "html"
    if _PIPE_TABLE.search(text[:200_000]) or len(_HEADINGS.findall(text[:200_000])) >= 2:
        return "markdown"
    return "table" if _is_table(begin) else "page"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_table(begin: str) -> bool:
    """Whether columns are named in the first line, or every line has as many tabs, or “;” behind a “?”."""
    from seeds.importing.tables import field_named

    whole = begin.split("\n")[:-1] if len(begin) == _LOOKED_AT else begin.split("\n")
    lines = [line for line in whole or [begin] if line.strip()]
    for delimiter in "\t;,|":
        names = [field_named(column.strip(' "')) for column in lines[0].split(delimiter)]
        if "prompt" in names and sum(map(bool, names)) >= 2:
            return True
    return len(lines) >= 2 and (_is_even(lines, "\t") or (_is_even(lines, ";") and _first_asks(lines, ";")))


def _is_even(lines: Sequence[str], delimiter: str) -> bool:
    counts = {line.count(delimiter) for line in lines}
    return len(counts) == 1 and 0 not in counts


def _first_asks(lines: Sequence[str], delimiter: str) -> bool:
    """Whether what stands before the first delimiter is a question, in most lines."""
    return sum(asks(line.partition(delimiter)[0].strip('"')) for line in lines) > 0.5 * len(lines)


# ---- the readers, one for each form


_Lines = TypeVar("_Lines", bound=Sequence[object])


def _not_too_many(lines: _Lines) -> _Lines:
    if len(lines) > MOST_LINES:
        raise ImportFailed(f"This text has more than {MOST_LINES:,} lines. Import a part of it.")
    return lines


def _read_page(text: str, name: str) -> Imported:
    from seeds.importing.lines import plain_lines
    from seeds.importing.page import read_page

    return _imported(read_page(_not_too_many(plain_lines(text))), form="page", name=name)


def _read_html(text: str, name: str) -> Imported:
    from seeds.importing.html_page import html_lines, html_title
    from seeds.importing.page import read_page

    lines = _not_too_many(html_lines(text))
    return _imported(read_page(lines, title=html_title(text)), form="html", name=name)


def _read_markdown(text: str, name: str) -> Imported:
    from seeds.importing.markdown import read_markdown

    _not_too_many(text.split("\n"))
    found = read_markdown(text)
    return (
        _imported(found, form="markdown", name=name)
        if found.drafts or found.whole
        else _read_page(text, name)
    )


def _read_table(text: str, name: str) -> Imported:
    return _imported(read_table(text), form="table", name=name)


def _read_anki(text: str, name: str) -> Imported:
    return _imported(read_anki(text.lstrip()), form="anki", name=name)


def _read_toml(text: str, name: str) -> Imported:
    from seeds.loader import LARGEST_BYTES as LARGEST_BANK

    try:
        bank = parse_bank(text.encode()[: LARGEST_BANK + 1], name=name, file="")
    except BankError as error:
        raise _faulty(error) from error
    return Imported(replace(bank, name=name or name_for(bank.title)), "toml")


def _read_json(text: str, name: str) -> Imported:
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError) as error:
        told = f" ({error})" if isinstance(error, json.JSONDecodeError) else ""
        raise ImportFailed(
            f"This is not readable as JSON{told}. Check the file, or paste the text."
        ) from error
    if isinstance(plain, list):
        return _imported(read_rows(plain), form="json", name=name)
    if not isinstance(plain, dict):
        raise ImportFailed("This JSON holds no questions. A bank has a title and a list of questions.")
    try:
        bank = bank_from(_with_ids(plain), name=name or str(plain.get("name") or ""), file="")
    except BankError as error:
        raise _faulty(error) from error
    return Imported(replace(bank, name=safe_name(bank.name) if bank.name else name_for(bank.title)), "json")


_READERS = {
    "page": _read_page,
    "html": _read_html,
    "markdown": _read_markdown,
    "table": _read_table,
    "anki": _read_anki,
    "toml": _read_toml,
    "json": _read_json,
}


def _imported(found: Found, *, form: str, name: str) -> Imported:
    if not found.drafts and not found.whole:
        raise ImportFailed(
            "No questions were found in this text. A question ends with “?” or stands alone on a line."
        )
    if len(found.drafts) > MOST_QUESTIONS:
        raise ImportFailed(f"This text has more than {MOST_QUESTIONS:,} questions. Import a part of it.")
    title = tidy_line(found.title) or name.replace("-", " ").strip().capitalize() or "Imported questions"
    bank = bank_of(found, name=name or name_for(title), title=title)
    return Imported(bank, form, (*found.notes, *_notes(bank, found)), tuple(map(tidy_line, found.left_out)))


def _notes(bank: Bank, found: Found) -> tuple[str, ...]:
    """What a person may want to look at before keeping it."""
    given = sum(not draft.points and bool(question.points)
                for draft, question in zip(found.drafts, bank.questions, strict=True))  # fmt: skip
    without = sum(not question.model_answer for question in bank.questions)
    notes = []
    if given:
        notes.append(f"Points were drawn from the text for {given} of {len(bank.questions)} questions.")
    if without and not found.whole:
        have = "has" if without == 1 else "have"
        notes.append(f"{without} of {len(bank.questions)} questions {have} no answer to compare with.")
    return tuple(notes)


def _with_ids(plain: dict[str, Any]) -> dict[str, Any]:
    """The JSON with ids where it has none; everything else stays for the checker to judge."""
    questions = plain.get("questions")
    if not isinstance(questions, list):
        return plain
    taken = {str(one.get("id")) for one in questions if isinstance(one, Mapping)}
    return plain | {"questions": [_with_id(one, taken, by="prompt") for one in questions]}


def _with_id(one: object, taken: set[str], *, by: str) -> object:
    if not isinstance(one, dict):
        return one
    filled = dict(one)
    if "id" not in filled and isinstance(filled.get(by), str):
        filled["id"] = free_id(filled[by], taken, otherwise="one")
    points = filled.get("points")
    if by == "prompt" and isinstance(points, list):
        used = {str(point.get("id")) for point in points if isinstance(point, Mapping)}
        filled["points"] = [_with_id(point, used, by="name") for point in points]
    return filled


def _faulty(error: BankError) -> ImportFailed:
    shown = "; ".join(map(str, error.faults[:5]))
    more = f"; and {len(error.faults) - 5} more" if len(error.faults) > 5 else ""
    return ImportFailed(f"This bank has something to mend first: {shown}{more}.")


def _with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _page_of_archive(data: bytes, ending: str) -> bytes:
    """The page inside a web archive (.mhtml), as browsers save one; other files as they are."""
    begin = data[:2000].lower()
    if ending not in (".mht", ".mhtml") and not (b"mime-version:" in begin and b"multipart/related" in begin):
        return data
    import email
    import email.policy

    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        content = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(content, bytes):
            return content
    return data
