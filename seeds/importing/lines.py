"""A page as lines: what each one says, and what its place in the page tells about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from seeds.letters import QUESTION_MARKS, tidy_line

_WRAPPED_FROM, _WRAPPED_TO = 50, 100
_RULE = re.compile(r"[\s\-–—_=*•·.~#|/\\+]*")
_PAGE_NUMBER = re.compile(r"page \d{1,4}(?: (?:of|/) \d{1,4})?|\d{1,4} / \d{1,4}|- \d{1,4} -", re.IGNORECASE)
_SENTENCE_ENDS = (".", "!", ":", "”", '"', "。", "！", *QUESTION_MARKS)
_MARKED = re.compile(r"(?:[-*•·▪‣●○–—]|\d{1,3}[.)]|#\d|q(?:uestion)?\s?\d|[qa]\s?[:.)])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `level` is that of a heading (1 to 6, or 0), `item` whether it stands in a list."""

    text: str
    level: int = 0
    item: bool = False
    strong: bool = False


def plain_lines(text: str) -> tuple[Line, ...]:
    """The lines of a plain text; lines that were broken at a fixed width are joined again."""
    raw = re.split(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", text)
    tidied = [tidy_line(line) for line in raw]
    tidied = list(_without_page_numbers(tidied))
    joined = _unwrapped(tidied) if _is_wrapped(tidied) else tidied
    return tuple(Line(line) for line in joined if not is_rule(line))


def _without_page_numbers(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a printed text without “Page 2 of 9”; a sentence parted by a page is whole."""
    before, gap, parted = "", 0, False
    for line in lines:
        if _PAGE_NUMBER.fullmatch(line):
            parted = True
        elif line:
            whole = not parted or before.endswith(_SENTENCE_ENDS) or not line[0].islower()
            yield from [""] * (gap or parted if whole else 0)
            yield line
            before, gap, parted = line, 0, False
        else:
            gap += 1


def is_rule(text: str) -> bool:
    """Whether a line only separates: empty, or nothing but dashes, stars or dots."""
    return _RULE.fullmatch(text) is not None


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines end at a fixed width: none is long, many are nearly so, empty ones stand between."""
    full = [line for line in lines if line]
    near = sum(len(line) >= _WRAPPED_FROM for line in full)
    return (
        len(full) > 4
        and max(map(len, full)) <= _WRAPPED_TO
        and near >= 0.3 * len(full)
        and any(not line for line in lines)
    )


def _unwrapped(lines: Iterable[str]) -> Iterator[str]:
    begun: list[str] = []
    for line in lines:
        if begun and line and _goes_on(begun[-1], line):
            begun.append(line)
            continue
        if begun:
            yield " ".join(begun)
        begun = [line] if line else []
    if begun:
        yield " ".join(begun)


def _goes_on(before: str, line: str) -> bool:
    """Whether a line goes on where the one before was broken."""
    if _MARKED.match(line) or before.endswith(QUESTION_MARKS):
        return False
    return len(before) >= _WRAPPED_FROM or (line[0].islower() and before[-1] not in ".!:;。！：；")
