"""Tells which lines of a page are questions: by words, numbers and headings, or because they recur."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from seeds.importing.furniture import begins_rest, is_furniture
from seeds.importing.labels import labelled
from seeds.importing.lines import Line
from seeds.letters import QUESTION_MARKS, asks, word_count

_NUMBER = re.compile(r"^(?:[(（]?\d{1,3}[.):．、）：]|#\d{1,3}[.:)]?|\d{1,3} ?[-–—]) *(?=\D)(?P<rest>\S.*)$")
_BULLET = re.compile(r"^[-*•·▪‣●○◦–—»›▶►✔✅❓]+ *(?P<rest>\S.*)$")
_EMPHASIS = re.compile(r"^(\*\*|__|\*|_)(?P<rest>.+)\1$")
_IN_QUOTES = re.compile(r"^[“\"„«‘'](?P<rest>[^“”\"«»]+)[”\"“»’']$")
_SENTENCE = re.compile(r"(?<=[.!?…؟])[”\"’)]* +|(?<=[。！？])[”’」』）]* *(?=[^\s”’」』）])")
_TO_SOMEBODY = re.compile(
    r"(?:please |now,? |so,? |briefly )?(?:tell (?:me|us)|walk (?:me|us)|talk (?:me|us)|give (?:me"
    r"|us)|show (?:me|us)|take (?:me|us)"
    r"|(?:describe|explain|share|discuss|give|name|list|recall|define|outline|compare|introduce"
    r"|convince|sell|design|imagine|suppose"
    r"|think (?:of|about)|talk about|rate|summari[sz]e|pick|choose|teach (?:me|us)|let['’]s|say you)\b)",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"\b(?:me|us|you|your|yourself|a time|a situation|an example|a project|the difference"
    r"|difference between)\b",
    re.IGNORECASE,
)
_ABOUT_ANSWERING = re.compile(
    r"^(?:employers?|interviewers?|hiring managers?|recruiters?|this question|in your answer"
    r"|your answer|when answering|"
    r"the interviewer|candidates?|to answer|they )\b",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:(?:top|the|best|common|most common|frequently asked|\d+\+?|more) )*(?:[\w,&/()'’+.-]+ ){0,7}"
    r"(?:interview )?questions(?: (?:and|with|&) (?:sample |example )?answers)?"
    r"(?: (?:about|on|for|regarding|related to|asked|from|to ask|with|in) .{2,60})?\W*",
    re.IGNORECASE,
)
_OWN = re.compile(r"(?:I|My|We|Our|I['’]\w+)\b")
_MOST_WORDS = 60
_MOST_WORDS_OF_REQUEST = 40


def key(prompt: str) -> str:
    """What two wordings of the same question share: small letters and figures only."""
    return "".join(letter for letter in bare(prompt).lower() if letter.isalnum())


def bare(text: str) -> str:
    """The line without its number, bullet, stars and quotes around it."""
    for pattern in (_BULLET, _EMPHASIS, _NUMBER, _EMPHASIS, _IN_QUOTES):
        found = pattern.match(text)
        text = found["rest"].strip() if found else text
    return text


def without_bullet(text: str) -> str:
    """The line without the sign of a list before it."""
    found = _BULLET.match(text)
    return found["rest"] if found else text


def is_numbered(text: str) -> bool:
    """Whether the line begins with a number of its own."""
    return _NUMBER.match(text) is not None


def is_section(text: str) -> bool:
    """Whether the line only heads questions: “Technical interview questions”."""
    is_question = any(mark in text for mark in QUESTION_MARKS)
    return not is_question and len(text) <= 120 and _SECTION.fullmatch(bare(text)) is not None


def sentences_of(text: str) -> list[str]:
    """The sentences of a line."""
    return [one for one in _SENTENCE.split(text) if one]


def sounds_asked(text: str) -> bool:
    """Whether the words are those of a question or of a request to tell something."""
    said = bare(text)
    words = word_count(said)
    if not 2 <= words <= _MOST_WORDS or _OWN.match(said) or re.match(r"[“\"]", said):
        return False
    sentences = _SENTENCE.split(said)
    if (
        len(sentences) > 4
        or _ABOUT_ANSWERING.match(said)
        or re.search(r"\binterview questions?\b", said, re.IGNORECASE)
    ):
        return False
    last = sentences[-1].strip()
    if asks(said):
        return True
    request = _TO_SOMEBODY.match(last)
    if request is None or words > _MOST_WORDS_OF_REQUEST or said.endswith(":"):
        return False
    return bool(re.search(r" (?:me|us)$", request[0])) or (
        len(sentences) == 1 and bool(_ADDRESSED.search(last))
    )


class Asked:
    """Which lines of one page are questions."""

    def __init__(self, lines: Sequence[Line]) -> None:
        candidates = [line for line in lines if _may_be(line)]
        self._led = _led(lines)
        self._recurring = self._recurring_in(candidates)
        self.listed_first = len(self._recurring) >= 2
        self._numbers_ask = self._most([line for line in candidates if is_numbered(line.text)])
        self._levels = {level for level in range(1, 7) if self._most(_headings(candidates, level))}
        self._items_ask = self._most([line for line in candidates if line.item])

    def __call__(self, line: Line, *, answered: bool, part: str, fresh: bool) -> bool:
        """Whether this line is a question.

        `part` is what is being read of the question before it, `answered` whether that has an answer,
        `fresh` whether nothing of it was read yet: it may stand in a list.
        """
        if not _may_be(line) or word_count(bare(line.text)) < 2:
            return False
        if key(line.text) in self._recurring or self.is_marked(line):
            return True
        if not sounds_asked(line.text) or (line.level and self._levels and line.level not in self._levels):
            return False
        if part in ("points", "follow_ups"):
            return False
        if line.item and not self._items_ask:
            return False
        plain = not (line.level or line.strong or is_numbered(line.text))
        in_guidance = part == "guidance" or (part == "" and self.listed_first and not fresh)
        return not (plain and in_guidance and not answered)

    def is_marked(self, line: Line) -> bool:
        """Whether the page marks the line as a question, by a number or a heading like the others'."""
        words = word_count(bare(line.text))
        if line.level:
            return line.level in self._levels and words >= 3
        return self._numbers_ask and is_numbered(line.text) and 3 <= words <= _MOST_WORDS and not line.item

    def _asks(self, line: Line) -> bool:
        return sounds_asked(line.text) or key(line.text) in self._led

    def _most(self, lines: Sequence[Line]) -> bool:
        """Whether at least half of these lines, and two of them, are asked by their words or their place."""
        asked = sum(self._asks(line) for line in lines)
        return asked >= 2 and asked >= 0.5 * len(lines)

    def _recurring_in(self, lines: Sequence[Line]) -> frozenset[str]:
        """Keys of the lines that stand in a list and again later, if many of them are asked."""
        counts = Counter(key(line.text) for line in lines)
        again = [line for line in lines if 2 <= counts[key(line.text)] <= 4 and _is_short(line)]
        keys = {key(line.text) for line in again}
        asked = {key(line.text) for line in again if self._asks(line)}
        return frozenset(keys if len(asked) >= 2 and len(asked) >= 0.4 * len(keys) else asked)

    @property
    def level(self) -> int:
        """The level of headings that are questions; 0 if none are."""
        return min(self._levels, default=0)


def _may_be(line: Line) -> bool:
    text = line.text
    return not (labelled(text) or is_furniture(text) or begins_rest(text) or is_section(text))


def _headings(lines: Sequence[Line], level: int) -> list[Line]:
    return [line for line in lines if line.level == level]


def _led(lines: Sequence[Line]) -> frozenset[str]:
    """Keys of the short lines that an answer or a reason with its label follows at once."""
    return frozenset(
        key(line.text)
        for line, after in pairwise(lines)
        if (found := labelled(after.text)) and found.part in ("answer", "guidance") and _is_short(line)
    )


def _is_short(line: Line) -> bool:
    return 3 <= word_count(bare(line.text)) <= _MOST_WORDS
