"""A page of questions, line by line: each question with why it is asked and an answer, furniture left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from seeds.importing.asked import Asked, bare, is_section, key, without_bullet
from seeds.importing.draft import Draft, Found, points_from
from seeds.importing.furniture import begins_rest, ends_post, is_furniture
from seeds.importing.labels import Labelled, labelled, split_at_labels
from seeds.importing.lines import Line, is_rule
from seeds.importing.run_on import split_run_on

_OPENS, _CLOSES = "“\"„«‘'", "”\"“»’'"
_ABOUT_ANSWERING = re.compile(
    r"\b(?:employers?|interviewers?|hiring managers?|recruiters?|this question|your answer"
    r"|candidates?|you should|"
    r"try to|make sure|looking for|want to (?:hear|know|see|learn)|be (?:ready|prepared)|STAR)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:I|my|me|we|our|us)\b")
# In a list each line may begin with a capital; "US" is a country.
_OWN_IN_A_LIST = re.compile(r"\b(?:I|(?i:my|we|our)|[Mm]e|[Uu]s)\b")
_ROLE = re.compile(r"\b(?:interview )?questions?\b(?: (?:about|on|for|with|and) )?", re.IGNORECASE)
_LEAST_QUOTED = 12
# A list of a person's own: fewer lines are no list, more or longer ones are an article.
_FEWEST_LISTED, _MOST_LISTED, _LONGEST_LISTED = 2, 12, 25


@dataclass(slots=True)
class _Block:
    """One question while its lines are being read."""

    prompt: str
    category: str = ""
    difficulty: str = ""
    said: dict[str, list[str]] = field(default_factory=dict)
    part: str = ""
    listed: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.said.setdefault(self.part, []).append(text)

    def lines(self) -> list[str]:
        return [line for part in self.said.values() for line in part]

    @property
    def is_empty(self) -> bool:
        return not self.said


def read_page(lines: Sequence[Line], *, title: str = "") -> Found:
    """The questions of a page; `title` is used if the page's lines have none."""
    reading = _Reading(
        [
            Line(piece, line.level, line.item, line.strong)
            for line in lines
            for run in split_run_on(line.text, alone=len(lines) == 1)
            for piece in split_at_labels(run)
        ]
    )
    reading.read()
    blocks = _merged(reading.blocks, reading.left_out)
    preface = reading.preface
    page_title, description = _heads(preface, title)
    left_out = [
        line.text for line in preface if line.text not in (page_title, description)
    ] + reading.left_out
    with_sections = len({block.category for block in blocks}) > 1
    return Found(
        title=page_title,
        description=description,
        drafts=tuple(_draft(block, keep_category=with_sections) for block in blocks),
        left_out=tuple(left_out),
    )


class _Reading:
    """Goes through the lines once, knowing which of them are questions."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._asked = Asked(lines)
        self.blocks: list[_Block] = []
        self.preface: list[Line] = []
        self.left_out: list[str] = []
        self._now: _Block | None = None
        self._section = ""
        self._rest = False

    def read(self) -> None:
        for line in self._lines:
            if not is_rule(line.text):
                self._line(line)

    def _line(self, line: Line) -> None:
        found = labelled(line.text)
        if is_furniture(line.text):
            self.left_out.append(line.text)
            if self._now is not None and ends_post(line.text):
                self._now.part = "after"
        elif begins_rest(line.text):
            self._rest = True
            self.left_out.append(line.text)
        elif found and found.part == "question":
            self._begin(found.rest)
        elif self._rest and not self._asked.is_marked(line):
            self.left_out.append(line.text)
        elif found and self._now:
            self._label(found, line)
        elif self._is_asked(line):
            self._begin(bare(line.text))
        elif self._is_head(line):
            self._head(line)
        else:
            self._text(line)

    def _is_asked(self, line: Line) -> bool:
        now = self._now
        answered = now is not None and "answer" in now.said
        return self._asked(
            line, answered=answered, part=now.part if now else "none", fresh=now is None or now.is_empty
        )

    def _begin(self, prompt: str) -> None:
        self._now = _Block(bare(prompt), category=self._section)
        self.blocks.append(self._now)
        self._rest = False

    def _label(self, found: Labelled, line: Line) -> None:
        now = self._now
        if now is None:
            return
        if found.part in ("category", "difficulty") and found.rest:
            value = found.rest.strip().lower() if found.part == "difficulty" else found.rest.strip()
            setattr(now, found.part, value)
            return
        now.part = found.part
        if found.rest:
            self._text(Line(found.rest, item=line.item))

    def _is_head(self, line: Line) -> bool:
        deeper = self._now is not None and self._asked.level and line.level > self._asked.level
        return is_section(line.text) or bool(line.level and not deeper)

    def _head(self, line: Line) -> None:
        self._outside(line)
        self._section = _section_name(line.text)
        self._now = None

    def _outside(self, line: Line) -> None:
        if self.blocks:
            self.left_out.append(line.text)
        else:
            self.preface.append(line)

    def _text(self, line: Line) -> None:
        now = self._now
        if now is None:
            self._outside(line)
            return
        if now.part == "after":
            self._after(now, line.text)
            return
        if now.part == "" and _is_quoted(line.text) and len(line.text.split()) >= _LEAST_QUOTED:
            now.part = "answer"
        text = without_bullet(line.text)
        now.add(text)
        if now.part == "" and text != line.text:
            now.listed.append(text)
        if now.part == "answer" and _closes(now.said["answer"]):
            now.part = "after"

    def _after(self, now: _Block, text: str) -> None:
        """What follows a quoted answer: more of it, advice, or nothing of the question's."""
        if text[0] in '“"' and len(text.split()) >= _LEAST_QUOTED:
            now.said["answer"].append(text)
        elif _ABOUT_ANSWERING.search(text) and len(text.split()) >= _LEAST_QUOTED:
            now.said.setdefault("guidance", []).append(text)
        else:
            self.left_out.append(text)


# ---- quotes


def _is_quoted(text: str) -> bool:
    return text[:1] in _OPENS[:4] and text.rstrip(".,").endswith(tuple(_CLOSES[:4]))


def _closes(lines: Sequence[str]) -> bool:
    """Whether an answer that began with a quote ends with one here."""
    opened = lines[0][:1]
    if opened not in _OPENS or not opened:
        return False
    closing = {"“": '”"', '"': '"”', "„": '“”"', "«": "»", "‘": "’'", "'": "'’"}[opened]
    last = lines[-1].rstrip(" .,")
    return len(last) > 1 and last.endswith(tuple(closing))


def _unquoted(lines: Sequence[str]) -> str:
    """The lines as paragraphs, without quotes around the whole or around each."""
    kept = list(lines)
    if kept and kept[0][:1] in tuple("“\"„«‘'"):
        kept = [_without_quotes(line) for line in kept]
    return "\n\n".join(line for line in kept if line)


def _without_quotes(line: str) -> str:
    if line[:1] in tuple(_OPENS) and line[1:2]:
        line = line[1:]
        if line.rstrip(" .,").endswith(tuple(_CLOSES)):
            line = line.rstrip(" .,")[:-1]
    elif line.endswith(("”", "»")) or (line.endswith('"') and line.count('"') % 2):
        line = line[:-1]
    return line.strip()


# ---- the whole page


def _merged(blocks: Sequence[_Block], left_out: list[str]) -> list[_Block]:
    """One block for each question, by first mention; what the last of a list seemed to hold is left out."""
    times: dict[str, list[_Block]] = {}
    for block in blocks:
        times.setdefault(key(block.prompt), []).append(block)
    for index, block in enumerate(blocks[1:], 1):
        before = blocks[index - 1]
        listed = (
            before.is_empty and len(times[key(before.prompt)]) > 1 and before is times[key(before.prompt)][0]
        )
        if listed and not block.is_empty and not _is_told(block):
            left_out.extend(block.lines())
            block.said.clear()
    merged = [_fullest(same, left_out) for name, same in times.items() if name]
    return _without_near_doubles(merged)


def _is_told(block: _Block) -> bool:
    return bool({"answer", "guidance"} & set(block.said))


def _fullest(same: Sequence[_Block], left_out: list[str]) -> _Block:
    best = max(same, key=lambda block: (_is_told(block), sum(map(len, block.lines()))))
    for block in same:
        if block is not best:
            left_out.extend(block.lines())
            best.category = best.category or block.category
    return best


def _without_near_doubles(blocks: list[_Block]) -> list[_Block]:
    """A list's own wording of a question that is told elsewhere in nearly the same words is left out."""
    told = {key(block.prompt): block for block in blocks if not block.is_empty}
    if not told or len(blocks) > 500:
        return blocks
    kept = []
    for block in blocks:
        mine = key(block.prompt)
        shortened = block.prompt.rstrip().endswith(("…", "..."))
        double = (
            block.is_empty and shortened and len(mine) > 12 and any(other.startswith(mine) for other in told)
        )
        if not double:
            kept.append(block)
    return kept


def _heads(preface: Sequence[Line], title: str) -> tuple[str, str]:
    """The page's title and the sentence below it."""
    headings = [line.text for line in preface if line.level == 1]
    texts = [line.text for line in preface]
    found = next(iter(headings), "") or title or next(iter(texts), "")
    if len(found.split()) > 16:
        found = title
    after = texts[texts.index(found) + 1 :] if found in texts else texts
    told = next((text for text in after if len(text.split()) >= 8 and text.endswith((".", "!"))), "")
    return found, told


def _section_name(text: str) -> str:
    name = " ".join(_ROLE.sub(" ", bare(text)).split()).strip(" :.-–—")
    return name if len(name.split()) <= 5 else ""


def _draft(block: _Block, *, keep_category: bool) -> Draft:
    said = block.said
    listed = _listed_points(block)
    loose = [line for line in said.get("", []) if line not in listed]
    points = [bare(line) for line in said.get("points", listed)]
    guidance, answer = list(said.get("guidance", [])), list(said.get("answer", []))
    if answer:
        guidance = loose + guidance
    else:
        about = [_is_about_answering(line) for line in loose]
        guidance = [line for line, is_about in zip(loose, about, strict=True) if is_about] + guidance
        answer = [line for line, is_about in zip(loose, about, strict=True) if not is_about]
    return Draft(
        prompt=block.prompt,
        guidance="\n\n".join(guidance),
        model_answer=_unquoted(answer),
        category=block.category if keep_category else "",
        difficulty=block.difficulty,
        points=points_from(points, source="Points on the page"),
        follow_ups=tuple(bare(line) for line in said.get("follow_ups", ())),
    )


def _listed_points(block: _Block) -> Sequence[str]:
    """The list right below a question, or below why it is asked, where that is all there is: its points.

    Not a list inside an answer, not advice on answering, not an answer told line by line.
    """
    loose, listed = block.said.get("", []), block.listed
    if {"answer", "points"} & set(block.said) or not _FEWEST_LISTED <= len(listed) <= _MOST_LISTED:
        return ()
    begins = loose.index(listed[0]) if listed[0] in loose else len(loose)
    is_all = loose[begins : begins + len(listed)] == listed and all(map(_is_about_answering, loose[:begins]))
    return listed if is_all and all(map(_may_be_a_point, listed)) else ()


def _may_be_a_point(text: str) -> bool:
    return not (
        _OWN_IN_A_LIST.search(text)
        or _ABOUT_ANSWERING.search(text)
        or text.endswith("?")
        or len(text.split()) > _LONGEST_LISTED
    )


def _is_about_answering(text: str) -> bool:
    own = len(_OWN.findall(text))
    return bool(_ABOUT_ANSWERING.search(text)) and own < max(2, len(text.split()) / 25)
