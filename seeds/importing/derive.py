"""Rubric points where a source has none: from what the guidance asks for and what the model answer claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seeds.bank import RubricPoint
from seeds.importing.naming import shortened
from seeds.letters import QUESTION_MARKS, without_end

FEWEST, MOST = 3, 8
_MOST_FROM_ANSWER = 5
_LONGEST_NAME = 6
_LONGEST_TEXT = 200
# A guidance or an answer is read this far: longer ones are not written for people.
_READ = 20_000

_VERBS = """
    address cite compare connect cover define demonstrate describe detail discuss emphasise emphasize explain
    focus_on give highlight illustrate include link list mention name note outline point_out point_to provide
    reflect_on relate say share show speak_about state stress summarise summarize talk_about tell touch_on
    use walk_through weigh
"""
_VERB = "|".join(_VERBS.split()).replace("_", " ")
# A verb that asks: at the start of a sentence or after “, and”, “to”, “should”, “should also”, “by”.
_ASKED = re.compile(
    rf"(?:^|(?<=[:;,] )|(?<=, and )|(?<=\band )|(?<=\bto )|(?<=\bshould )"
    r"|(?<=\bcan )|(?<=\balso )|(?<=\bwill ))"
    rf"(?P<verb>{_VERB}) (?P<what>[^\n]+)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"(?<=[.!?…][”\"’)]) +|(?<=[.!?…])(?<!\be\.g\.)(?<!\bi\.e\.) +(?=[A-Z“\"‘(0-9])"
    r"|(?<=[؟۔]) +|(?<=[。！？]) *(?=[^\s”’」』）])|\n+"
)
_PIECE_END = re.compile(r"; (?:and |or )?|, (?:and|or|as well as) |, (?!e\.g\. |i\.e\. )")
_NEXT_VERB = re.compile(
    rf",? and (?=(?:then |also )?(?:{_VERB}) )"
    r"|, (?=(?:connect|cover|demonstrate|describe|discuss|explain|highlight|include|mention|talk about) )",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"^(?:employers?|interviewers?|hiring managers?|recruiters?|they|this question|companies) ", re.IGNORECASE
)
_NEGATIVE = re.compile(r"\b(?:avoid|do not|don['’]t|never|rather than|not to)\b", re.IGNORECASE)
# How to speak, not what to say: “keep it short”, “be honest”, “in two minutes”.
_HOW = (
    r"(?:then |also |please )*(?:"
    r"keep (?:it|this|things|to|yourself|(?:the|your|each|every) (?:answer|response|story|example)s?)\b"
    r"|(?:be|stay|remain|sound) (?:as |very )?(?:authentic|brief|calm|clear|concise|concrete|confident|direct"
    r"|genuine|honest|positive|precise|professional|sincere|specific|structured|to the point|yourself)\b"
    r"|(?:in|under|within|for|about|less than|no more than|at most) (?:a|one|two|three|five|\d+) "
    r"(?:minute|second|sentence|word)s?\b"
    r")"
)
_FORM = re.compile(f"^{_HOW}", re.IGNORECASE)
_FORM_AT_END = re.compile(f",? and {_HOW}[^,;]*", re.IGNORECASE)
_ARTICLE = re.compile(
    r"^(?:(?:and|or|also|then|about|that|the|a|an|any|some|both|your|one|to|on)\b ?)+", re.IGNORECASE
)
_OPENING = re.compile(
    r"^(?:(?:and|so|but|then|first|second|third|next|finally|also|well|now|for example|for instance|"
    r"in the end|after that|in my last role|as a result|of course|because of that|in that role"
    r"|at first|last)\b,? ?)+",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^(?:I|we|my team|they|you|it|there)(?:['’](?:ve|d|m|re|s|ll))?"
    r"(?: (?:would|have|had|then|also|always|usually|am|was|were|is|are|will|can|could|did|do))* ",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(
    r"[,;:!?(–—]|(?<!\.\w)\.(?!\w)"
    r"| (?:e\.g\.|i\.e\.|because|which|that|who|so that|when|while|before|after|and|but|so|since) "
)
_AROUND = " .,;:!?“”\"'"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LITTLE_WORDS = """
    a an the and or but so if then than that this these those there here it its i me my we us our you your
    they them their he she his her who which what how why when where to of in on at by for from with without
    as is are was were be been being am do does did done have has had having will would can could should may
    might must not no yes very really just also more most some any all each every one two first thing things
    way lot much many make made get got use used using about into over out up down only own same such too
    describe explain mention cover include give show answer example question
"""
_EMPTY = frozenset(_LITTLE_WORDS.split())


def derived_points(
    prompt: str, *, guidance: str, model_answer: str, given: tuple[RubricPoint, ...] = ()
) -> tuple[RubricPoint, ...]:
    """Three to eight short, different points, each with where it came from; fewer from very short texts.

    `given` are points that the source itself lists: they come first, as they are, and are filled up to three.
    """
    asked = _Collected(prompt, given)
    most = max(FEWEST, len(given)) if given else MOST
    for sentence in _sentences(guidance[:_READ]):
        for name, text in _asked_for(sentence):
            asked.add(name, text, source=f"Guidance: “{_cut(sentence)}”")
    wanted = FEWEST if given else max(FEWEST, min(_MOST_FROM_ANSWER, MOST - len(asked.points)))
    if len(asked.points) < FEWEST:
        for sentence in _telling(model_answer[:_READ], wanted=wanted + 2):
            if len(asked.points) >= wanted:
                break
            asked.add(_claim_name(sentence), _cut(sentence), source=f"Model answer: “{_cut(sentence)}”")
    return tuple(asked.points[:most])


class _Collected:
    """Points that differ: what says the same as an earlier one, or as the question, is left out."""

    def __init__(self, prompt: str, given: tuple[RubricPoint, ...]) -> None:
        self.points = list(given)
        self._said = [content(f"{one.name} {one.text}") for one in given]
        self._prompt = content(prompt)

    def add(self, name: str, text: str, *, source: str) -> None:
        said = content(f"{name} {text}")
        new = said - self._prompt
        if not name or not new or any(_is_same(said, one) for one in self._said):
            return
        self._said.append(said)
        self.points.append(RubricPoint("", name, text, (), source))


def _is_same(said: frozenset[str], earlier: frozenset[str]) -> bool:
    return len(said & earlier) > 0.6 * min(len(said), len(earlier))


def content(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, without plural endings."""
    words = (word.lower().replace("’", "'").removesuffix("'s") for word in _WORD.findall(text))
    return frozenset(word.rstrip("s") or word for word in words if word not in _EMPTY and len(word) > 1)


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(text):
        if sentence.strip():
            yield sentence.strip()


# ---- what the guidance asks for


def _asked_for(sentence: str) -> Iterator[tuple[str, str]]:
    """(name, text) of each thing that a sentence tells to say."""
    if _NOT_ASKED.match(sentence) or _NEGATIVE.search(sentence):
        return
    found = _ASKED.search(sentence)
    if found is None:
        return
    for clause in _NEXT_VERB.split(f"{found['verb']} {found['what']}"):
        inner = _ASKED.search(clause)
        if inner is None:
            continue
        verb = inner["verb"].lower()
        for piece in _pieces(without_end(_FORM_AT_END.sub("", inner["what"]), " .!?;:")):
            name = _name(piece)
            if name and not _FORM.match(piece):
                yield name, f"{_third_person(verb)} {piece.removesuffix('.')}."


def _pieces(listed: str) -> list[str]:
    """The parts of “X, Y and Z”; one part where nothing is listed."""
    pieces = [piece.strip() for piece in _PIECE_END.split(listed) if piece.strip()]
    last_and = re.search(r", (?:and|or|as well as) ", listed)
    if not last_and and pieces:
        left, joined, right = pieces[-1].rpartition(" and ")
        listed_before = len(pieces) > 1
        short = len(left.split()) <= 5 and len(right.split()) <= 5
        if joined and content(left) and content(right) and (listed_before or short):
            pieces[-1:] = [left, right]
    whole = [piece for piece in pieces if content(piece)]
    return whole if len(whole) == len(pieces) else [listed]


def _third_person(verb: str) -> str:
    first, _, rest = verb.partition(" ")
    ending = "es" if first.endswith(("s", "ss", "sh", "ch", "x")) else "s"
    return f"{first.capitalize()}{ending}{' ' + rest if rest else ''}"


# ---- what the model answer claims


def _telling(answer: str, *, wanted: int) -> list[str]:
    """The sentences that say most, in their order; long ones are taken apart if there are too few."""
    sentences = list(_sentences(answer))
    if len(sentences) < FEWEST:
        sentences = [part for one in sentences for part in re.split(r"; |, and |, but |, so |: ", one)]
    told = [one for one in sentences if len(content(one)) >= 3 and not one.endswith(QUESTION_MARKS)]
    best = sorted(told, key=_weight, reverse=True)[:wanted]
    return [one for one in told if one in best]


def _weight(sentence: str) -> float:
    """How much a sentence claims: its words of meaning, and whether it has figures."""
    return min(12, len(content(sentence))) + (2 if re.search(r"\d", sentence) else 0)


def _claim_name(sentence: str) -> str:
    return _name(_SUBJECT.sub("", _OPENING.sub("", sentence)))


def _name(piece: str) -> str:
    """The first few words of a piece, without its article and not broken off after a little word."""
    bare = _ARTICLE.sub("", without_end(piece.lstrip(_AROUND), _AROUND))
    if len(bare.split()) <= _LONGEST_NAME and content(bare):
        return bare[:1].upper() + bare[1:]
    begun = _NAME_ENDS.split(bare, maxsplit=1)[0]
    is_cut = begun != bare and len(begun.split()) >= 2
    words = shortened(begun if is_cut else bare).split()
    while is_cut and len(words) > 1 and words[-1].lower().strip(",;:") in _EMPTY:
        words.pop()
    name = without_end(" ".join(words).lstrip(' ,;:.“”"'), ' ,;:.“”"')
    return name[:1].upper() + name[1:] if content(name) else ""


def _cut(text: str) -> str:
    text = " ".join(text.split()).strip('“”" ')
    return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT].rpartition(' ')[0]} …"
