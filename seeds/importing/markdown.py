"""Markdown as questions: headings are questions, lists are the points of a good answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from seeds.as_markdown import NO_QUESTIONS
from seeds.bank import RubricPoint
from seeds.importing.asked import bare, sounds_asked
from seeds.importing.draft import Draft, Found, unnamed_point
from seeds.importing.labels import labelled
from seeds.importing.tables import read_pipe_table, seconds
from seeds.letters import tidy_line, tidy_text

_HEADING = re.compile(r"^ {0,3}(?P<signs>#{1,6})[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,200}|(?:\*[ \t]*){3,200}|(?:_[ \t]*){3,200})")
_ITEM = re.compile(r"^(?P<indent>[ \t]*)(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?P<text>.*)$")
_TOLD = re.compile(r"^\*\*(?P<key>[A-Za-z_ -]{2,20}):\*\*[ \t]*(?P<value>.*)$")
_NAMED_POINT = re.compile(r"^(?:\*\*|__)(?P<name>.+?)(?:\*\*|__)[ \t]*(?:[:.–—-][ \t]*)?(?P<text>.*)$")
_INSIDE = re.compile(r"^(?P<key>id|terms?|synonyms|source)[ \t]*:[ \t]*(?P<value>.*)$", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# Escaped signs wait in the private area of Unicode, which tidy text does not have, until markup is read.
_HIDDEN = 0xE000
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()\s]{0,2000}(?:\s\"[^\"]{0,200}\")?\)")
# Marks are taken away one by one, not in pairs: the time stays linear in hostile texts.
_MARKS = re.compile(r"\*\*|~~|`|(?<!\w)(?:\*|__?)(?=\S)|(?<=\S)(?:\*|__?)(?!\w)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>|<!--.*?(?:-->|$)")
_META = {
    "id": "id",
    "category": "category",
    "topic": "category",
    "difficulty": "difficulty",
    "level": "difficulty",
    "target": "target",
    "length": "target",
}


@dataclass(slots=True)
class _Section:
    """A question while it is being read."""

    prompt: str
    category: str = ""
    told: dict[str, str] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)
    points: list[RubricPoint] = field(default_factory=list)
    follow_ups: list[str] = field(default_factory=list)
    part: str = ""


def read_markdown(text: str) -> Found:
    """The questions of a Markdown file; nothing in it is taken for furniture."""
    text = _without_fences(text)
    table = read_pipe_table(text)
    if table is not None and table.drafts:
        return _with_title(table, text)
    lines = [_hidden(line) for line in text.split("\n") if not _RULE.fullmatch(line)]
    is_own = NO_QUESTIONS in text or any(map(_is_own, lines))
    lines = lines if is_own else _asking_items(lines)  # the points of our own may ask, and are points
    headings = [(len(found["signs"]), found["text"]) for line in lines if (found := _HEADING.match(line))]
    level = 2 if is_own else _question_level(headings)
    reading = _Reading(level)
    for line in [*lines, ""]:
        reading.line(line)
    reading.end()
    own = any("id" in section.told for section in reading.sections)
    return Found(
        title=reading.title,
        description=_text(reading.preface),
        drafts=tuple(_draft(section) for section in reading.sections),
        whole=own or (not reading.sections and NO_QUESTIONS in text),
    )


def _is_own(line: str) -> bool:
    return line.startswith("**Id:** ")


def _with_title(table: Found, text: str) -> Found:
    heads = (found["text"] for line in text.split("\n") if (found := _HEADING.match(line)))
    drafts = tuple(
        replace(
            one,
            prompt=_shown(one.prompt),
            guidance=_text([one.guidance]),
            model_answer=_text([one.model_answer]),
        )
        for one in table.drafts
    )
    return replace(table, title=_shown(next(heads, "")), drafts=drafts)


def _asking_items(lines: list[str]) -> list[str]:
    """The lines; where no heading asks but items of the outermost list do, these are headings instead."""
    if any((found := _HEADING.match(line)) and sounds_asked(_shown(found["text"])) for line in lines):
        return lines
    items = [found for line in lines if (found := _ITEM.match(line)) and not found["indent"]]
    asked = [one for one in items if sounds_asked(_shown(one["text"]))]
    inside = any((found := _ITEM.match(line)) and found["indent"] for line in lines)
    if len(asked) < 2 or len(asked) < len(items) or not inside:
        return lines
    return [_as_heading(line) for line in lines]


def _as_heading(line: str) -> str:
    found = _ITEM.match(line)
    if found is None:
        return line
    return line.lstrip() if found["indent"] else f"###### {found['text']}"


def _question_level(headings: Sequence[tuple[int, str]]) -> int:
    """The level of the headings that are questions: where most sound like one, else the most frequent."""
    plain = [(level, text) for level, text in headings if not labelled(_shown(text))]
    asked = Counter(level for level, text in plain if sounds_asked(_shown(text)))
    if asked:
        return asked.most_common(1)[0][0]
    if len(plain) == 1:
        return plain[0][0] + 1
    counts = Counter(level for level, _ in plain)
    below = {level: count for level, count in counts.items() if level > min(counts)} or counts
    return max(below, key=lambda level: below[level], default=1)


class _Reading:
    """Goes through the lines once."""

    def __init__(self, level: int) -> None:
        self._level = level
        self.title = ""
        self.preface: list[str] = []
        self.sections: list[_Section] = []
        self._now: _Section | None = None
        self._category = ""
        self._paragraph: list[str] = []

    def line(self, line: str) -> None:
        heading = _HEADING.match(line)
        item = _ITEM.match(line) if self._now else None
        if heading:
            self.end()
            self._heading(len(heading["signs"]), _shown(heading["text"]))
        elif item and self._item(item["indent"], item["text"]):
            return
        elif not line.strip():
            self.end()
        else:
            self._paragraph.append(line)

    def end(self) -> None:
        """A paragraph is over."""
        lines, self._paragraph = self._paragraph, []
        now = self._now
        if now is not None and not now.said and not now.part:
            lines = [line for line in lines if not _is_told(line, now.told)]
        if lines:
            paragraph = "".join(_joint(line) for line in lines).strip()
            if now is None:
                self.preface.append(paragraph)
            else:
                _say(now, paragraph)

    def _heading(self, level: int, text: str) -> None:
        found = labelled(text)
        now = self._now
        if now is not None and level > self._level:
            now.part = found.part if found else now.part
            if not found:
                now.said.setdefault(now.part, []).append(text)
        elif level == self._level and text:
            self._now = _Section(text, category=self._category)
            self.sections.append(self._now)
        elif not self.title and not self.sections:
            self.title = text
        else:
            self._category, self._now = text, None

    def _item(self, indent: str, text: str) -> bool:
        """Whether a list's line was taken as a point or a follow-up; in an answer it stays text."""
        now = self._now
        if now is None or now.part == "answer":
            return False
        self.end()
        inside = _INSIDE.match(text) if indent and now.points else None
        if now.part == "follow_ups":
            now.follow_ups.append(_shown(text))
        elif inside:
            now.points[-1] = _with(now.points[-1], inside["key"].lower(), inside["value"])
        else:
            now.points.append(_point(text))
        return True


def _say(now: _Section, paragraph: str) -> None:
    may_begin = "id" not in now.told and (now.part == "" or paragraph.startswith("**"))
    found = labelled(_shown(paragraph)) if may_begin else None
    if found and found.part != "question":
        now.part = found.part
        paragraph = found.rest
    if paragraph:
        now.said.setdefault(now.part, []).append(paragraph)


def _is_told(line: str, told: dict[str, str]) -> bool:
    found = _TOLD.match(line.removesuffix("\\").strip())
    key = _META.get(found["key"].lower()) if found else None
    if found and key:
        told[key] = _shown(found["value"])
    return key is not None


def _point(text: str) -> RubricPoint:
    named = _NAMED_POINT.match(text)
    if named and named["text"]:
        return RubricPoint("", _shown(named["name"]), _shown(named["text"]))
    plain = _shown(text)
    name, colon, rest = plain.partition(": ")
    if colon and len(name.split()) <= 8:
        return RubricPoint("", name, rest)
    return unnamed_point(plain)


def _with(point: RubricPoint, key: str, value: str) -> RubricPoint:
    if key == "id":
        return RubricPoint(_shown(value), point.name, point.text, point.terms, point.source)
    if key == "source":
        return RubricPoint(point.id, point.name, point.text, point.terms, _shown(value))
    terms = tuple(_shown(term) for term in re.split("[;,]", value) if term.strip())
    return RubricPoint(point.id, point.name, point.text, terms, point.source)


def _draft(section: _Section) -> Draft:
    said = section.said
    answer = said.get("answer", [])
    loose = said.get("", []) + said.get("points", []) + said.get("follow_ups", [])
    return Draft(
        prompt=section.prompt if "id" in section.told else bare(section.prompt),
        guidance=_text(loose + said.get("guidance", [])),
        model_answer=_text(answer),
        id=section.told.get("id", ""),
        target_s=seconds(section.told.get("target", "")),
        category=section.told.get("category", "") or section.category,
        difficulty=section.told.get("difficulty", "").lower(),
        points=tuple(point for point in section.points if tidy_line(point.text)),
        follow_ups=tuple(section.follow_ups),
    )


# ---- letters


def _without_fences(text: str) -> str:
    """The text without a front matter and without the marks around code."""
    text = re.sub(r"\A---\n.{0,5000}?\n---\n", "", text, flags=re.DOTALL)
    return re.sub(r"^(?:```|~~~).*$", "", text, flags=re.MULTILINE)


def _joint(line: str) -> str:
    """A line of a paragraph with what joins it to the next: a break where one is meant, else a space."""
    quoted = re.sub(r"^[ \t]*>[ \t]?", "", line)
    if quoted.endswith("\\"):
        return f"{quoted[:-1]}\n"
    return f"{quoted.rstrip()}\n" if quoted.endswith("  ") else f"{quoted} "


def _text(paragraphs: Sequence[str]) -> str:
    return tidy_text("\n\n".join("\n".join(_shown(line) for line in each.split("\n")) for each in paragraphs))


def _hidden(line: str) -> str:
    return _ESCAPE.sub(lambda found: chr(_HIDDEN + ord(found[1])), line)


def _shown(line: str) -> str:
    """The words of a line without its marks; escaped signs are themselves again."""
    plain = _MARKS.sub("", _TAG.sub("", _LINK.sub(r"\1", line)))
    from html import unescape

    plain = unescape(plain) if "&" in plain else plain
    return tidy_line(re.sub("[\ue000-\ue07f]", lambda found: chr(ord(found[0]) - _HIDDEN), plain))
