"""A saved web page as lines: its text in reading order; nothing in it is run or fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from seeds.errors import ImportFailed
from seeds.importing.asked import sounds_asked
from seeds.importing.lines import Line, is_rule
from seeds.importing.tables import field_named
from seeds.letters import tidy_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MOST_LINES = 50_000
DEEPEST = 1000
"""Elements inside one another; the parser's time grows with the square of it."""

_UNREAD = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|svg|noscript|template|iframe|object|canvas|textarea|select"
    r"|math|nav|footer|aside)\b"
    r".*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)"
    r"(?:=\s*+\"[^\"]*+(?:\"|\Z)|=\s*+'[^']*+(?:'|\Z)|[^>])*+(?:>|\Z)",
    re.IGNORECASE,
)
_ENTITIES = re.compile(r"<!(?:doctype|entity|\[)[^>\[]*(?:\[.*?\]\s*>|>|\Z)", re.DOTALL | re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,500})", re.IGNORECASE)
_BLOCK_NAMES = """
    address article blockquote body br button caption dd details div dl dt fieldset figcaption figure form
    h1 h2 h3 h4 h5 h6 header hr html label legend li main ol p pre section summary
    table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CLOSING_NAMES = "p li td th tr dd dt option br hr img input meta link source col wbr area base embed"
_CLOSE_THEMSELVES = frozenset(_CLOSING_NAMES.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"summary": 3, "dt": 3}
_CELL_LABELS = {
    "prompt": "Question: ", "guidance": "Guidance: ", "model_answer": "Answer: ", "points": "Key points: ",
    "category": "Category: ", "difficulty": "Level: ", "follow_ups": "Follow-ups: ",
}  # fmt: skip
_LONGEST_HEAD = 40
_SITE = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{1,40}$")


def html_lines(page: str) -> tuple[Line, ...]:
    """The visible lines of a page; raises ImportFailed if it is nested too deeply to be one."""
    from selectolax.lexbor import LexborHTMLParser

    plain = _TAG.sub(_without_attributes, _ENTITIES.sub(" ", _UNREAD.sub(" ", page)))
    if _depth(plain) > DEEPEST:
        raise ImportFailed("This page is built too deeply to be read. Copy its text and paste that instead.")
    root = LexborHTMLParser(plain).body
    return tuple(islice(_lines(root), MOST_LINES)) if root is not None else ()


def html_title(page: str) -> str:
    """The page's title without the name of the site."""
    from html import unescape

    found = _TITLE.search(page)
    return _SITE.sub("", tidy_line(unescape(found[1]))) if found else ""


def _without_attributes(found: re.Match[str]) -> str:
    return f"<{found['close']}{found['name']}>"


def _depth(page: str) -> int:
    deepest = depth = 0
    for found in re.finditer(r"<(/?)([a-z][a-z0-9]*)>", page, re.IGNORECASE):
        if found[2].lower() not in _CLOSE_THEMSELVES:
            depth = max(0, depth - 1) if found[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _lines(root: LexborNode) -> Iterator[Line]:
    """The lines below an element, without recursion: pages may be built deeply."""
    walk = _Walk()
    todo = [(root, True)]
    while todo:
        node, opens = todo.pop()
        if node.tag == "-text":
            walk.say(node.text_content or "")
        elif opens:
            yield from walk.open(node.tag or "")
            todo.append((node, False))
            todo.extend((child, True) for child in reversed(list(node.iter(include_text=True))))
        else:
            yield from walk.close(node.tag or "")
    yield from walk.end()


class _Walk:
    """What is known while the elements of a page open and close: the line so far, and where it stands."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._has_words = False
        self._level = 0
        self._item = False
        self._strong = False
        self._heads: list[tuple[int, Line]] = []
        self._may_name = False
        self._columns: tuple[str, ...] = ()
        self._cell = ""
        self._column = -1

    def say(self, text: str) -> None:
        if self._has_words or not text.isspace():
            self._said.append(text)
            self._has_words = True

    def open(self, tag: str) -> Iterator[Line]:
        if tag in _BLOCKS:
            yield from self.end()
            if tag in ("table", "tr"):
                yield from self._given_up()
            self._strong = False
            self._level = _HEADINGS.get(tag, self._level)
            self._item = self._item or tag == "li"
            self._open_cell(tag)
        elif tag in ("b", "strong") and not self._has_words:
            self._strong = True

    def close(self, tag: str) -> Iterator[Line]:
        if tag in _BLOCKS:
            yield from self.end()
            self._level = 0 if tag in _HEADINGS else self._level
            self._item = self._item and tag not in ("li", "ul", "ol")
            yield from self._close_row(tag)
            self._strong = False
        elif tag in ("b", "strong") and self._strong:
            if sounds_asked(self._line().text):
                # Bold words that begin a paragraph and ask are a line of their own.
                yield from self.end()
            self._strong = False

    def end(self) -> Iterator[Line]:
        """The line so far, if it has words."""
        line = self._line()
        self._said, self._has_words = [], False
        if is_rule(line.text):
            return
        if (self._cell == "th" and not self._columns) or self._may_name_a_column(line):
            self._heads.append((self._column, line))
            return
        if self._cell == "td" and (self._may_name or self._heads):
            # A row that goes on with a plain cell began with its own head, not with a column's name.
            self._may_name = False
            yield from self._given_up()
        if self._cell in ("td", "th") and self._column < len(self._columns):
            label, self._cell = _CELL_LABELS.get(self._columns[self._column], ""), "rest of td"
            if not label and line.text.rstrip(".)").isdigit():
                return  # the number of the row
            yield Line(f"{label}{line.text}") if label else line
        else:
            yield line

    def _open_cell(self, tag: str) -> None:
        if tag == "table":
            self._may_name = True
        elif tag == "tr":
            self._column = -1
        elif tag in ("td", "th"):
            self._cell, self._column = tag, self._column + 1

    def _close_row(self, tag: str) -> Iterator[Line]:
        """Names of columns are no lines of the page: they say what stands in the cells below."""
        if tag in ("td", "th"):
            self._cell = ""
        elif tag == "table":
            self._columns = ()
        if tag in ("tr", "table"):
            named = {column: field_named(line.text) for column, line in self._heads}
            if "prompt" in named.values() and sum(map(bool, named.values())) >= 2 and not self._columns:
                self._columns = tuple(named.get(column, "") for column in range(max(named) + 1))
                self._heads = []
            yield from self._given_up()
            self._may_name = False

    def _may_name_a_column(self, line: Line) -> bool:
        """Whether a plain cell of a table's first row may be what a `th` is in a well-made one."""
        return self._cell == "td" and self._may_name and len(line.text) <= _LONGEST_HEAD

    def _given_up(self) -> Iterator[Line]:
        """What was held back as a column's name, and is none: lines like others."""
        yield from (line for _column, line in self._heads)
        self._heads = []

    def _line(self) -> Line:
        return Line(tidy_line("".join(self._said)), self._level, self._item, self._strong)
