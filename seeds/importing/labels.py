"""The words that pages put before a part of a question: “Answer Example:”, “Why they ask”, “Follow-ups”."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Part = Literal["question", "guidance", "answer", "points", "follow_ups", "category", "difficulty"]

_ADJECTIVE = (
    r"(?:(?:an?|the|your|one|our|sample|example|model|possible|suggested|recommended|strong|good"
    r"|great|better|best|ideal|"
    r"perfect|short|brief|winning|quick|detailed|candidate|potential|typical|right|correct|full|star) )*"
)
_NUMBER = r"(?: ?#?\d{1,3}| ?\([^)]{0,30}\))?"
_LABELS: tuple[tuple[Part, str], ...] = (
    (
        "follow_ups",
        r"(?:possible |potential |typical )?follow[- ]?ups?(?: questions?)?|(?:they|you) may (?:also )?ask",
    ),
    (
        "points",
        (
            r"(?:key |talking |main |rubric )?points(?: to (?:cover|mention|include|make|hit))?"
            r"|key (?:points|takeaways)|rubric"
            r"|(?:evaluation |grading |scoring )?criteria|checklist|(?:what )?(?:a |an )?(?:good|strong"
            r"|great|ideal) (?:answers?|"
            r"candidates?|responses?) (?:should )?(?:includes?|covers?|mentions?|will|contains?|has"
            r"|have)(?: \w+)?"
            r"|look for|must[- ]haves?"
        ),
    ),
    (
        "guidance",
        (
            r"why|why (?:do |would |might |will )?(?:they|employers?|interviewers?|we|hiring managers?"
            r"|recruiters?|companies)"
            r"(?: may| might)? (?:ask|want)(?:s|ing)?(?: (?:this|it|you this|that))?(?: question)?"
            r"|why (?:is )?this (?:question )?(?:is asked|matters|asked|works)|why (?:ask|it matters"
            r"|it['’]s asked|it is asked)"
            r"|(?:what|how) (?:they|interviewers?|employers?|the interviewer|we)(?:['’]re"
            r"|['’]s)? (?:is |are |really )?"
            r"(?:look(?:ing)? for|wants?(?: to (?:know|hear|see))?|asking|assess(?:ing)?|evaluat\w+)"
            r"|what (?:are|is) (?:they|the interviewer) (?:really )?(?:looking for|asking)"
            r"|how (?:to|should you|do you|you should|can you) (?:answer|approach"
            r"|respond)(?: (?:to )?(?:this|it))?(?: question)?"
            r"|what (?:to|you should) (?:look for|listen for|mention|say|include|cover|know"
            r"|bring)(?: in an answer)?"
            r"|(?:(?:pro|answer|answering|interview|quick|expert) )?(?:tips?|hints?|advice|guidance"
            r"|guidelines?)|purpose|intent|goal"
            r"|context|(?:the )?(?:reason|rationale|approach|strategy)|what (?:it"
            r"|this)(?: question)? (?:tests|shows|assesses|reveals)"
            r"|(?:the )?interviewer['’]?s? (?:perspective|intent|note)|notes?"
            r"|explanation of (?:the )?question"
        ),
    ),
    (
        "answer",
        _ADJECTIVE + r"(?:answers?|responses?|answer (?:example|sample)|response example|examples?|sample"
        r"|reply|solution)"
        r"(?: to (?:this|the) question)?|ans|how (?:i|to) would answer|what (?:to say"
        r"|you could say)|you (?:could|might|can) say"
        r"|(?:example|sample) of an? (?:good |strong )?(?:answer|response)",
    ),
    ("category", r"category|topic|section|skill"),
    ("difficulty", r"difficulty|level"),
)
_BY_PART = [(part, re.compile(rf"(?:{pattern}){_NUMBER}", re.IGNORECASE)) for part, pattern in _LABELS]
_LONGEST = 70
_MOST_PIECES = 50
_SEPARATED = re.compile(r"^[\W_]{0,4}(?P<label>[^:：\n]{1,70}?)[\W_]{0,2}[:：](?P<rest>.*)$")
_DASHED = re.compile(r"^(?P<label>[^\n–—]{1,70}?) ?(?: -|[–—]) (?P<rest>.+)$")
_ONE_LETTER = re.compile(
    r"^(?P<letter>Q|A(?:ns)?)(?P<number>\s?\d{0,3})\s?(?:[.:：)]|[-–—] )\s*(?P<rest>.+)$", re.IGNORECASE
)
_QUESTION = re.compile(
    r"^(?:(?:interview )?question|ques)\b(?: ?(?:#|no\.?|number)? ?\d{1,3})? ?(?:[.:：)]"
    r"|[-–—] ) *(?P<rest>.+)$",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"(?<=[.!?…”\"’)。！？؟])\s+(?=(?:(?:sample|example|model|suggested|possible) (?:answer|response)"
    r"|answer (?:example|sample)|answer)"
    r"\s?(?:#?\d+)?\s?[:：])",
    re.IGNORECASE,
)
_INLINE_DASH = re.compile(r"(?<=[?？؟])\s+[-–—:]\s+(?=\S)")
_INLINE_A = re.compile(r"(?<=[?？؟])\s+(?=(?:A|Ans|Answer)\s?(?:[:.)] |：))")
# “1. What is it? It is ...”: a numbered question with a statement behind it, of several words unless it
# begins as only an answer does.
_AFTER_NUMBERED = re.compile(
    r"^(\(?(?:Q\s?)?\d{1,3}[.):] [^?？.!]{8,250}[?？])\s+"
    r"(?=(?:[A-Z“\"][^?？]{30}|(?:I|We|My|Our|It|They|Because|Yes|No)\b[^?？]{4})[^?？]*$)",
)


class Labelled(NamedTuple):
    """A line that begins a part, and what stands behind the label in the same line."""

    part: Part
    rest: str


def labelled(text: str) -> Labelled | None:
    """The part that this line begins; None if it has no label."""
    asked = _QUESTION.match(text)
    if asked:
        return Labelled("question", asked["rest"])
    letter = _ONE_LETTER.match(text)
    if letter and (letter["number"] or text[len(letter["letter"]) :].lstrip()[:1] in ".:：)-–—"):
        return Labelled("question" if letter["letter"].upper() == "Q" else "answer", letter["rest"])
    for pattern in (_SEPARATED, _DASHED):
        found = pattern.match(text)
        part = _part(found["label"]) if found else None
        if found and part:
            return Labelled(part, found["rest"].strip())
    part = _part(text) if len(text) <= _LONGEST else None
    return Labelled(part, "") if part else None


def split_at_labels(text: str) -> list[str]:
    """The line, parted where a part begins in its middle: “... it. Answer: ...”, “1. Why? Because ...”."""
    pieces = [text]
    for pattern in (_INLINE, _INLINE_A, _INLINE_DASH, _AFTER_NUMBERED):
        pieces = [part for piece in pieces for part in pattern.split(piece, maxsplit=_MOST_PIECES)]
    return [piece for piece in pieces if piece and piece.strip()]


def _part(label: str) -> Part | None:
    bare = label.strip(" *_#:：?？؟!.-–—•“”\"'()[]")
    return next((part for part, pattern in _BY_PART if pattern.fullmatch(bare)), None)
