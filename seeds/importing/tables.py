"""Tables as questions: CSV and TSV with named columns, Anki's text export, rows of JSON."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from seeds.bank import RubricPoint
from seeds.columns import COLUMNS, FORMULA_BEGINS
from seeds.errors import ImportFailed
from seeds.importing.draft import Draft, Found, points_from
from seeds.letters import tidy_line

MOST_QUESTIONS = 5_000
MOST_ROWS = 60_000
_LONGEST_CELL = 200_000
_FIELDS: dict[str, str] = {
    "id": "id key",
    "prompt": "prompt question questions q front interviewquestion questiontext ask title",
    "guidance": "guidance why whytheyask hint hints notes note tip tips advice context extra",
    "model_answer": "answer answers a back example response modelanswer sampleanswer exampleanswer "
    "idealanswer",
    "target_s": "targets target targetseconds seconds time timelimit duration length",
    "category": "category topic section type skill area tag tags deck",
    "difficulty": "difficulty level",
    "follow_ups": "followups followup followupquestions followupquestion",
    "points": "points point rubric keypoints criteria checklist rubricpoints",
    "point_id": "pointid",
    "point_name": "pointname",
    "point_text": "pointtext",
    "point_terms": "pointterms terms",
    "point_source": "pointsource",
    "bank_title": "banktitle",
    "bank_description": "bankdescription",
}
_FIELD_OF = {name: field for field, names in _FIELDS.items() for name in names.split()}
_PIPE = re.compile(r"(?<!\\)\|")
_PIPE_RULE = re.compile(r" {0,3}\|(?:[ \t]*:?-{2,200}:?[ \t]*\|){1,40}[ \t]*")
_DELIMITERS = "\t;|,"
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_ANKI = re.compile(r"#(?P<key>[a-z ]+):(?P<value>.*)")
_ANKI_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
_MEDIA = re.compile(r"\[sound:[^\]\n]{0,200}\]")
_CLOZE = re.compile(r"\{\{c\d+::([^{}:]{0,2000})(?:::[^{}]{0,500})?\}\}")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^>]{0,200}>", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[a-z!][^<>]{0,5000}>", re.IGNORECASE)

Row = Mapping[str, str]


def field_named(column: str) -> str:
    """The field that a column's name means; "" if it is none of ours."""
    return _FIELD_OF.get("".join(letter for letter in column.lower() if letter.isalnum()), "")


def read_table(text: str) -> Found:
    """Questions from CSV or TSV; without named columns the first is the question, the second its answer."""
    first = text.lstrip("\n").partition("\n")[0]
    told = re.match(r"sep=(.)\s*\n", text)
    delimiter = told[1] if told else _delimiter(text, first)
    rows = _rows(text[told.end() :] if told else text, delimiter)
    header = next(rows, [])
    if tuple(header) == COLUMNS:
        return _own(dict(zip(COLUMNS, map(_unguarded, row), strict=False)) for row in rows)
    fields = [field_named(column) for column in header]
    if "prompt" not in fields:
        fields, rows = ["prompt", "model_answer", "guidance"], _again(header, rows)
    return Found(drafts=_drafts(_named(fields, rows)))


def _delimiter(text: str, first: str) -> str:
    """What parts the columns: as the names in the first line say, else what is in each line as in a table."""
    known = {one: sum(bool(field_named(name)) for name in first.split(one)) for one in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda one: known[one])
    if known[best] >= 2:
        return best
    lines = [line for line in _QUOTED.sub("", text[:20_000]).split("\n")[:20] if line.strip()]
    inside = [one for one in _DELIMITERS if all(one in line for line in lines)]
    return max(inside, key=lambda one: _evenness(one, lines)) if inside else max(_DELIMITERS, key=first.count)


def _evenness(delimiter: str, lines: Sequence[str]) -> tuple[bool, bool]:
    """Whether it stands in each line without a space after it, as in no sentence, and as often in each."""
    tight = all(re.search(rf"{re.escape(delimiter)}(?! )", line) for line in lines)
    return tight, len({line.count(delimiter) for line in lines}) == 1


def read_pipe_table(text: str) -> Found | None:
    """Questions from a table in Markdown whose first row names a question's column; None without one."""
    lines = text.split("\n")
    for at, line in enumerate(lines[:MOST_ROWS]):
        if not _PIPE_RULE.fullmatch(line) or at == 0:
            continue
        fields = [field_named(name.strip("*_ ")) for name in _cells(lines[at - 1])]
        if "prompt" in fields and sum(map(bool, fields)) >= 2:
            rows = takewhile(lambda row: row.lstrip().startswith("|"), lines[at + 1 :])
            return Found(drafts=_drafts(_named(fields, map(_cells, rows))))
    return None


def _cells(row: str) -> list[str]:
    bare = row.strip().removeprefix("|")
    cells = _PIPE.split(bare.removesuffix("|"))
    return [_BREAK.sub("\n", cell).replace("\\|", "|").strip() for cell in cells]


def read_anki(text: str) -> Found:
    """Questions from Anki's “Notes in plain text”: the front is the question, the back its answer."""
    told: dict[str, str] = {}
    body = text
    while (head := _ANKI.match(body)) is not None:
        told[head["key"].strip()] = head["value"].strip()
        body = body.partition("\n")[2]
    separator = told.get("separator", "tab")
    delimiter = _ANKI_SEPARATORS.get(separator.lower(), separator[:1] or "\t")
    aside = {int(value): key for key, value in told.items() if key.endswith(" column") and value.isdigit()}
    rows = _rows(body, delimiter)
    return Found(drafts=_drafts(_card(row, aside) for row in rows))


def read_rows(rows: Sequence[object]) -> Found:
    """Questions from a JSON list: of texts, or of objects with lenient names."""
    plain: list[Row] = []
    for row in rows[: MOST_QUESTIONS + 1]:
        if isinstance(row, str):
            plain.append({"prompt": row})
        elif isinstance(row, Mapping):
            plain.append({field_named(str(key)): _joined(value) for key, value in row.items()})
    return Found(drafts=_drafts(iter(plain)))


def _joined(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(str(each) for each in value if isinstance(each, str | int | float))
    return str(value) if isinstance(value, str | int | float) else ""


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            if number == MOST_ROWS:
                raise ImportFailed(f"This table has more than {MOST_ROWS:,} rows. Import a part of it.")
            if any(cell.strip() for cell in row):
                yield row
    except csv.Error as error:
        raise ImportFailed(f"This table cannot be read ({error}). Save it again as CSV in UTF-8.") from error


def _again(first: list[str], rest: Iterator[list[str]]) -> Iterator[list[str]]:
    if first:
        yield first
    yield from rest


def _named(fields: Sequence[str], rows: Iterable[list[str]]) -> Iterator[Row]:
    for row in rows:
        named: dict[str, str] = {}
        for field, cell in zip(fields, row, strict=False):
            if field and cell.strip():
                named.setdefault(field, cell)
        yield named


def _card(row: Sequence[str], aside: Mapping[int, str]) -> Row:
    """The fields of a card in their order; tags, decks and numbers stand in columns of their own."""
    cells = [cell for number, cell in enumerate(row, 1) if number not in aside]
    if cells and not any(map(str.strip, cells[1:])) and _CLOZE.search(cells[0]):
        # A sentence with gaps and nothing on its back: the gaps ask, the whole sentence answers.
        cells = [_CLOZE.sub("…", cells[0]), cells[0]]
    fields = [_plain(cell) for cell in cells]
    tags = next((row[n - 1] for n, key in aside.items() if key == "tags column" and n <= len(row)), "")
    return dict(zip(("prompt", "model_answer", "guidance"), fields, strict=False)) | {
        "category": tags.replace("_", " ").split("::")[0].strip()
    }


def _plain(cell: str) -> str:
    """A card's field without its markup."""
    from html import unescape

    lines = _BREAK.sub("\n", _CLOZE.sub(r"\1", _MEDIA.sub(" ", cell)))
    return unescape(_ANY_TAG.sub("", lines))


def _drafts(rows: Iterator[Row]) -> tuple[Draft, ...]:
    """A draft for each row that has a question; rows of the same question give it more points."""
    found: dict[str, Draft] = {}
    for row in rows:
        prompt = tidy_line(row.get("prompt", ""))
        if not prompt:
            continue
        if len(found) >= MOST_QUESTIONS:
            raise ImportFailed(f"This table has more than {MOST_QUESTIONS:,} questions. Import a part of it.")
        draft = _draft(prompt, row)
        same = found.get(prompt.casefold())
        if same is None:
            found[prompt.casefold()] = draft
        else:
            found[prompt.casefold()] = replace(same, points=same.points + draft.points)
    return tuple(found.values())


def _draft(prompt: str, row: Row) -> Draft:
    return Draft(
        prompt=prompt,
        guidance=row.get("guidance", ""),
        model_answer=row.get("model_answer", ""),
        id=row.get("id", "").strip(),
        target_s=seconds(row.get("target_s", "")),
        category=row.get("category", ""),
        difficulty=row.get("difficulty", "").strip().lower(),
        points=_points(row),
        follow_ups=tuple(_several(row.get("follow_ups", ""))),
    )


def _points(row: Row) -> tuple[RubricPoint, ...]:
    if row.get("point_text") or row.get("point_name"):
        text = row.get("point_text", "") or row.get("point_name", "")
        name = row.get("point_name", "") or text
        return (RubricPoint("", name, text, tuple(_several(row.get("point_terms", "")))),)
    return points_from(_several(row.get("points", "")), source="Points in the table")


def _several(cell: str) -> list[str]:
    """The entries of a cell: lines, or parts between “;” or “|”."""
    parts = cell.split("\n") if "\n" in cell.strip() else re.split(r"[;|]", cell)
    return [bare for part in parts if (bare := tidy_line(part).lstrip("-*• ").strip())]


def seconds(told: str) -> float | None:
    """A length such as “90”, “90 s”, “1:30” or “2 min”, in seconds."""
    found = re.fullmatch(
        r"\s*(\d{1,4}(?:\.\d{1,20})?)(?::(\d{2}))?\s*(m|min|minutes?|s|sec|seconds?)?\.?\s*",
        told,
        re.IGNORECASE,
    )
    if found is None:
        return None
    if found[2]:
        return float(found[1]) * 60 + float(found[2])
    return float(found[1]) * (60 if (found[3] or "s").lower().startswith("m") else 1)


# ---- our own form


def _own(rows: Iterator[Mapping[str, str]]) -> Found:
    """A table that `seeds.columns` wrote: every cell as it is."""
    drafts: dict[str, Draft] = {}
    title = description = ""
    for row in rows:
        title, description = (
            row.get("bank_title", "") or title,
            row.get("bank_description", "") or description,
        )
        question_id = row.get("id", "")
        if question_id and question_id not in drafts:
            if len(drafts) >= MOST_QUESTIONS:
                raise ImportFailed(
                    f"This table has more than {MOST_QUESTIONS:,} questions. Import a part of it."
                )
            drafts[question_id] = replace(
                _draft(row.get("prompt", ""), row),
                points=(),
                follow_ups=tuple(_lines(row.get("follow_ups", ""))),
            )
        if question_id and row.get("point_id"):
            draft = drafts[question_id]
            drafts[question_id] = replace(draft, points=(*draft.points, _own_point(row)))
    asked = tuple(draft for draft in drafts.values() if tidy_line(draft.prompt))
    return Found(title, description, asked, whole=True)


def _own_point(row: Mapping[str, str]) -> RubricPoint:
    return RubricPoint(
        row["point_id"],
        row.get("point_name", ""),
        row.get("point_text", ""),
        tuple(_lines(row.get("point_terms", ""))),
        row.get("point_source", ""),
    )


def _lines(cell: str) -> list[str]:
    return [line for line in cell.split("\n") if line]


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_BEGINS) else cell
