"""A bank as TOML that is pleasant to read and to keep in git: long texts wrapped, one term list a line."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping

from seeds.as_json import bank_as_dict
from seeds.bank import Bank

_WIDTH = 100
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_NEEDS_ESCAPE = re.compile('["\\\\\x00-\x1f\x7f]')
_NEEDS_ESCAPE_IN_BLOCK = re.compile('\\\\|""+|"$|[\x00-\x09\x0b-\x1f\x7f]')


def bank_as_toml(bank: Bank) -> str:
    """The whole bank; `seeds.loader.parse_bank` reads it back. The bank's name is the file's, not in it."""
    return "\n".join(_lines(bank_as_dict(bank))) + "\n"


def _lines(plain: Mapping[str, object]) -> Iterator[str]:
    questions = plain["questions"]
    yield from _entries(plain, leave_out=("name", "questions"), needed=("title",))
    if not questions:
        yield "questions = []"
    for question in _tables(questions):
        yield from ("", "", "[[questions]]")
        yield from _entries(question, leave_out=("points",), needed=("id", "prompt"))
        for point in _tables(question["points"]):
            yield from ("", "[[questions.points]]")
            yield from _entries(point, leave_out=(), needed=("id", "name", "text"))


def _tables(value: object) -> list[Mapping[str, object]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _entries(
    plain: Mapping[str, object], *, leave_out: tuple[str, ...], needed: tuple[str, ...]
) -> Iterator[str]:
    for key, value in plain.items():
        if key not in leave_out and (value or key in needed):
            yield f"{key} = {_value(value, room=_WIDTH - len(key) - 3)}"


def _value(value: object, *, room: int) -> str:
    if isinstance(value, str):
        one_line = _quoted(value)
        return one_line if len(one_line) <= room else _block(value)
    if isinstance(value, list):
        each = [_quoted(str(one)) for one in value]
        in_a_row = f"[{', '.join(each)}]"
        return in_a_row if len(in_a_row) <= room else f"[\n{''.join(_rows(each))}]"
    return str(value)


def _rows(entries: list[str]) -> Iterator[str]:
    """Entries of a list in indented rows, as many in one as fit."""
    row = "   "
    for one in entries:
        if len(row) + len(one) + 2 > _WIDTH and row.strip():
            yield f"{row}\n"
            row = "   "
        row += f" {one},"
    yield f"{row}\n"


def _quoted(text: str) -> str:
    return f'"{_NEEDS_ESCAPE.sub(lambda found: _escape(found[0]), text)}"'


def _block(text: str) -> str:
    """A text over several lines: a backslash at a line's end joins it with the next one."""
    escaped = _NEEDS_ESCAPE_IN_BLOCK.sub(lambda found: "".join(map(_escape, found[0])), text)
    return '"""\n' + "\n".join(_wrapped(line) for line in escaped.split("\n")) + '"""'


def _wrapped(line: str) -> str:
    return " \\\n".join(
        textwrap.wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False, drop_whitespace=True)
    )


def _escape(letter: str) -> str:
    return _ESCAPED.get(letter) or f"\\u{ord(letter):04x}"
