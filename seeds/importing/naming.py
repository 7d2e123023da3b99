"""What a point is called whose author gave it no name: its sentence up to the end of a phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from seeds.letters import END_MARKS, without_end

LONGEST = 8
"""So many words are a name, whatever they are."""
_FEWEST, _SHORTEST, _STRETCHED, _WHOLE = 3, 4, 10, 12
_WHOLE_LOSES = ".,;:"
"""A whole sentence is still a question without its full stop, but not without its question mark."""
_AFTER_MARK = re.compile(r"[,;:)]”?’?$|[–—]$")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ARTICLES = _words(
    "a an the my our your his her its their each every some any another two three four five six seven eight "
    "nine ten"
)
_DETERMINERS = _ARTICLES | _words("this that these those whose no all both other such same certain own")
_PREPOSITIONS = _words(
    "about above across after against along among around as at because before behind below beside besides "
    "between beyond by despite during except for from in inside into like near of off on onto out "
    "outside over per since than through throughout till to toward towards under until up upon via with "
    "within without"
)
_JOINERS = _words("and or nor but so yet if unless although though while whereas whether e.g i.e")
_ASKING = _words("what which who whom where when why how that")
_AUXILIARIES = _words(
    "am is are was were be been being have has had having do does did will would can could may might must "
    "shall should cannot isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't "
    "wouldn't can't couldn't shouldn't"
)
_SUBJECTS = _words("i we they he she there it's not also only never")
# Words that lean on what follows: “one must already”, “rather”, “something that …”.
_LEANING = _words(
    "just even already still always often first more most less fewer least much many few several very too "
    "really rather instead enough either neither something somebody someone anything anybody anyone example "
    "examples way ways thing things sure one"
)
_LEADS_ON = _DETERMINERS | _PREPOSITIONS | _JOINERS | _ASKING | _AUXILIARIES | _SUBJECTS
_CANNOT_END = _LEADS_ON | _LEANING
# What begins another clause, whatever stands before it.
_CLAUSE_BEGINS = _words(
    "and or but because before after when while until unless if although though whereas so since instead "
    "rather such once where whenever e.g i.e"
)
# What begins another phrase if a noun with its article stands before it: “a tester | that was checked”.
_PHRASE_BEGINS = _words(
    "in on at by for with from into through during about over under between against across within without "
    "around behind beside among per via despite towards inside outside like as that which who"
)
_PAIRS = ("and", "or")
# What a denial before it is about: without that the name says the opposite, or more than was meant.
_LIMITS = _CLAUSE_BEGINS - _words("and or although though whereas so such e.g i.e") | _words("except without")
_DENYING = _words("not no never nobody nothing none neither nor cannot hardly")
_OPENING = (_ASKING - {"that"}) | {*_PAIRS}
_ITS_NOUN = 3
"""An article stands at most so many words before the end of its phrase."""
_PAIRED = _words("both between either neither whether")


def shortened(text: str) -> str:
    """The text, or its beginning up to the end of a phrase, without the mark at its end.

    Four to eight words where a phrase ends there, else up to ten, else three. Where none ends, the whole of
    up to twelve words, or eight of them and a sign that more follows.
    """
    words = text.split()
    if len(words) <= LONGEST:
        return without_end(text, _WHOLE_LOSES) or text
    ends = [*_ends(words), len(words)]
    for wanted in (
        [end for end in ends if _SHORTEST <= end <= LONGEST][-1:],
        [end for end in ends if LONGEST < end <= _STRETCHED][:1],
        [end for end in ends if end < _SHORTEST][-1:],
        [end for end in ends if end == len(words) <= _WHOLE],
    ):
        if wanted:
            loses = _WHOLE_LOSES if wanted[0] == len(words) else f"{END_MARKS} –—"
            return without_end(" ".join(words[: wanted[0]]), loses)
    return _begun(words)


def _begun(words: Sequence[str]) -> str:
    left = list(words[:LONGEST])
    while len(left) > 1 and (_bare(left[-1]) in _LEADS_ON or (_is_open(left) and not _is_open(left[:1]))):
        left.pop()
    return without_end(" ".join(left)) + "…"


def _ends(words: Sequence[str]) -> Iterator[int]:
    """After how many words a phrase ends, from three on."""
    bare = [_bare(word) for word in words]
    lists = False
    for end in range(1, min(len(words), _STRETCHED + 1)):
        before, after = bare[:end], bare[end]
        marked = _AFTER_MARK.search(words[end - 1]) is not None
        if marked and after not in _CLAUSE_BEGINS | _PHRASE_BEGINS:
            lists = True  # “the wound, the drain or the dressing”: no end before its last part
        elif after in _PAIRS and not marked and (lists or _PAIRED & set(before)):
            lists = False
        elif not _may_end(words, bare, end=end):
            continue
        elif marked or after in _CLAUSE_BEGINS or (after in _PHRASE_BEGINS and _closes_noun(before)):
            yield end


def _may_end(words: Sequence[str], bare: Sequence[str], *, end: int) -> bool:
    if end < _FEWEST or bare[end - 1] in _CANNOT_END or _is_open(words[:end]):
        return False
    return not _is_begun(bare, end) and not _is_limited(bare, end)


def _is_begun(words: Sequence[str], end: int) -> bool:
    """Whether a question or the second of two has only just begun there: “where pipes”, “and needed”."""
    after, last, one_before = words[end], words[end - 1], words[end - 2]
    if after in _PAIRS and one_before in _ARTICLES:  # “a small or unimportant part”
        return words[end + 1 : end + 2] == [] or words[end + 1] not in _DETERMINERS | _SUBJECTS
    return one_before in _OPENING or (after == "that" and last.endswith("ly"))


def _is_limited(words: Sequence[str], end: int) -> bool:
    """Whether what is denied before it is told only after it: “did not only | but”, “never | until”."""
    return words[end] in _LIMITS and any(one in _DENYING or one.endswith("n't") for one in words[:end])


def _closes_noun(before: Sequence[str]) -> bool:
    """Whether an article or the like stands shortly before the end, and no verb since: a noun is whole."""
    for word in reversed(before[-_ITS_NOUN - 1 : -1]):
        if word in _ARTICLES | _AUXILIARIES:
            return word in _ARTICLES
    return False


def _is_open(words: Sequence[str]) -> bool:
    told = " ".join(words)
    return told.count("(") > told.count(")") or told.count("“") > told.count("”")


def _bare(word: str) -> str:
    return word.lower().replace("’", "'").strip(".,;:!?()“”\"'–—")
