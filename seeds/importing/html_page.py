"""A saved web page as lines: its text in reading order, headings and list items known; nothing is run or fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from seeds.errors import ImportFailed
from seeds.importing.lines import Line, is_rule
from seeds.letters import tidy_line

MOST_LINES = 50_000
DEEPEST = 1000
"""Elements inside one another; the parser's time grows with the square of it."""

_UNREAD = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|svg|noscript|template|iframe|object|canvas|textarea|select|math|nav|footer|aside)\b"
    r".*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)(?P<rest>(?:[^>\"']|\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z))*+)(?:>|\Z)",
    re.IGNORECASE,
)
_ENTITIES = re.compile(r"<!(?:doctype|entity|\[)[^>\[]*(?:\[.*?\]\s*>|>|\Z)", re.DOTALL | re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,500})", re.IGNORECASE)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "label",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_CLOSE_THEMSELVES = frozenset(
    [
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dd",
        "dt",
        "option",
        "br",
        "hr",
        "img",
        "input",
        "meta",
        "link",
        "source",
        "col",
        "wbr",
        "area",
        "base",
        "embed",
    ]
)
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


def _lines(root: object) -> Iterator[Line]:
    """Walks the tree without recursion; a block element ends the line before it and its own."""
    said: list[str] = []
    level, item, strong = 0, False, False
    todo: list[tuple[object, str]] = [(root, "open")]
    while todo:
        node, step = todo.pop()
        tag = getattr(node, "tag", "") or ""
        if tag == "-text":
            text = str(getattr(node, "text_content", "") or "")
            said.append(text)
            continue
        block = tag in _BLOCKS
        if block or (tag in ("b", "strong") and step == "close" and strong):
            line = Line(tidy_line("".join(said)), level, item, strong)
            if block or _stands_alone(line.text):
                if not is_rule(line.text):
                    yield line
                said = []
        if step == "open":
            strong = (strong or tag in ("b", "strong")) if not "".join(said).strip() else strong
            if block:
                strong = False
            level = int(tag[1]) if re.fullmatch("h[1-6]", tag) else 3 if tag in ("summary", "dt") else level
            item = True if tag == "li" else item
            todo.append((node, "close"))
            todo.extend((child, "open") for child in reversed(list(node.iter(include_text=True))))  # type: ignore[attr-defined]
        else:
            if re.fullmatch("h[1-6]|summary|dt", tag):
                level = 0
            if tag in ("li", "ul", "ol"):
                item = False
            if block:
                strong = False
    if "".join(said).strip():
        yield Line(tidy_line("".join(said)), level, item)


def _stands_alone(text: str) -> bool:
    """Whether bold words at the start of a paragraph are a line of their own: a question or a label."""
    from seeds.importing.asked import sounds_asked

    return sounds_asked(text)
