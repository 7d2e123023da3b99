"""Which words of an answer are claims of one's own: not negated, not somebody else's, not merely imagined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.lexicon import SUBJECTS, words
from coach.marker_place import LONG_BREAK_S, bare
from coach.marks import CLAUSE, TRAILING, ends_with
from coach.transcript import Word

_NEGATORS = words("not never no none nobody neither nor without cannot hardly nothing")
_NOT_REALLY = (
    "not only",
    "not just",
    "not merely",
    "no longer",
    "no matter",
    "no problem",
    "no doubt",
    "not least",
    "whether or not",
    "if not",
    "no wonder",
    "never mind",
    "doesn't matter",
    "didn't matter",
    "not bad",
    "why not",
)
_JOINTS = words("but because so although though while whereas until instead")
_BE = words("is was were are be been isn't wasn't weren't aren't")
_STANDS_FOR = words("it that one any them those these none")
_LEAD = r"^(?:(?:and|but|so|then|well|because|i know|actually) )*"
_OTHERS = re.compile(
    _LEAD + r"(?:(?:another|the other|a different|other|some other) (?:\w+ )?"
    r"(?:team|group|company|people|person|department|engineer|developer)s?|the \w+ (?:team|department)|"
    r"(?:the|our|a) (?:vendor|supplier|agency|contractor|consultant)s?|"
    r"the previous (?:team|owner|engineer)s?|some(?:one|body) else|other people|"
    r"(?:a|my|one|some) (?:\w+ )?(?:colleague|coworker|boss|manager)s?)\b"
)
_THEY = re.compile(_LEAD + r"(?:they|they've|they'd|they're|he|she|he's|she's)\b")
_OWN = re.compile(r"\b(?:i|we|i'd|i've|we've|we'd|i'm|we're|my|our|myself|ourselves|together)\b")
_NOT_OWN = re.compile(r"^(?:and )?i know |^my (?:\w+ )?(?:colleague|boss|manager)")
_IMAGINED = re.compile(
    r"\b(?:if i were|if we were|one would|i would have to|would have been|had i|in theory)\b"
)
_REACH, _REACH_UNPUNCTUATED = 9, 5
_FRAGMENT = 5


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of words between two breaks: indexes of its first word and of the one after its last."""

    first: int
    end: int
    text: str


def own_claims(said: Sequence[Word], *, affirmed: bool = True) -> list[bool]:
    """For each word whether it may count as said of oneself and affirmed.

    Simple scope rules, not grammar. A negation reaches to the end of its clause, nine words at most (five
    where there is no punctuation), and back over a passive subject ("late orders were never picked up") or a
    topic put first ("an alert, no, we never set one up"), and on into fragments after a comma ("or money").
    What a clause gives to another team as its subject is theirs, and so is what "they" do right after. With
    `affirmed` false, negations are let pass: for what is itself about something avoided.
    """
    claims = [True] * len(said)
    others = carried = False
    punctuated = any(_parted(word) for word in said)
    reach = _REACH if punctuated else _REACH_UNPUNCTUATED
    clauses = list(_clauses(said))
    for place, clause in enumerate(clauses):
        keys = clause.text.split(" ")
        others, told = _told_of_others(clause.text, others=others)
        reached = _negated(keys, clause.text, reach=reach) if affirmed else set()
        if told or (carried and len(keys) <= _FRAGMENT and not (SUBJECTS & set(keys))):
            reached = set(range(len(keys)))
        carried = not told and len(keys) - 1 in reached
        for at in reached:
            claims[clause.first + at] = False
        if affirmed and place and _takes_back(keys):
            before = clauses[place - 1]
            claims[before.first : before.end] = [False] * (before.end - before.first)
    return claims


def _told_of_others(text: str, *, others: bool) -> tuple[bool, bool]:
    """Whether others are still the subject after this clause, and whether the clause tells of them."""
    own = bool(_OWN.search(_NOT_OWN.sub("", text)))
    named = bool(_OTHERS.match(text))
    theirs = not own and (named or (others and bool(_THEY.match(text))))
    return (named or others) and not own, theirs or bool(_IMAGINED.search(text))


def _clauses(said: Sequence[Word]) -> Iterator[Clause]:
    first = 0
    for index, word in enumerate(said):
        following = said[index + 1] if index + 1 < len(said) else None
        parted = _parted(word)
        pause = following is not None and following.start_s - word.end_s >= LONG_BREAK_S
        if (
            following is None
            or parted
            or pause
            or bare(following.text) in _JOINTS
            or _joins(following, said, index)
        ):
            keys = [bare(one.text) for one in said[first : index + 1]]
            yield Clause(first, index + 1, " ".join(keys))
            first = index + 1


def _parted(word: Word) -> bool:
    # A hyphen breaks a word off; the clause goes on.
    return ends_with(word.text, (*CLAUSE, *TRAILING))


def _joins(following: Word, said: Sequence[Word], index: int) -> bool:
    """Whether "and" begins a new clause: one with its own subject."""
    after = bare(said[index + 2].text) if index + 2 < len(said) else ""
    return bare(following.text) == "and" and after in {"i", "we", "then", "they", "it", "he", "she"}


def _negated(keys: Sequence[str], text: str, *, reach: int) -> set[int]:
    """Places in the clause that a negation reaches."""
    found: set[int] = set()
    at_work = [at for at, key in enumerate(keys) if _negates(keys, at)]
    if len(at_work) > 1 and "without" in {keys[at] for at in at_work}:
        return found
    for at in at_work:
        found.update(range(at, min(len(keys), at + reach)))
        passive = keys[at] in _BE or (at > 0 and keys[at - 1] in _BE)
        if passive and not re.match(r"(?:it|that|this|there|i|we)\b", text):
            found.update(range(at))
    return found


def _negates(keys: Sequence[str], at: int) -> bool:
    if keys[at] not in _NEGATORS and not keys[at].endswith("n't"):
        return False
    near = " ".join(keys[max(0, at - 2) : at + 2])
    return not any(phrase in near for phrase in _NOT_REALLY)


def _takes_back(keys: Sequence[str]) -> bool:
    """Whether a short clause denies the one before: "no", "we never did that", "but we didn't"."""
    if not 0 < len(keys) <= 8:
        return False
    denies = any(_negates(keys, at) for at in range(len(keys)))
    content = [key for key in keys if len(key) > 4 and not key.endswith("n't") and key != "never"]
    return denies and (keys == ["no"] or (bool(_STANDS_FOR & set(keys)) and not content))
