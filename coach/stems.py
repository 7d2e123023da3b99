"""Words cut down to what they share with their relatives: "monitored" and "monitoring" are both monitor."""

from __future__ import annotations

import re
from functools import lru_cache

from coach.lexicon import words

FUNCTION_WORDS = words(
    "a about above after again against all also am an and any anyone anything are aren't as at be because "
    "been before being below between both but by can can't cannot could couldn't did didn't do does "
    "doesn't doing don't done down during each else even ever every few for from further get gets getting "
    "go goes going gone got had hadn't has hasn't have haven't having he he's her here hers herself him "
    "himself his how i i'd i'll i'm i've if in into is isn't it it's its itself just kind let let's like "
    "lot lots many maybe me mean might more most much must my myself no nor not now of off oh okay on "
    "once one ones only or other others our ours ourselves out over own per quite rather really right "
    "same say says she she's should shouldn't since so some somebody someone something sort still such "
    "than that that's the their theirs them themselves then there there's these they they'd they'll "
    "they're they've thing things this those though through to too two under until up upon us very was "
    "wasn't way we we'd we'll we're we've well went were weren't what what's when where whether which "
    "while who who's whom whose why will with within without won't would wouldn't yeah yes you you'd "
    "you'll you're you've your yours yourself actually basically honestly literally never always often "
    "sometimes etc"
)
"""Words that carry grammar, not content."""

_ENDINGS = (
    ("ates", ""),
    ("ated", ""),
    ("ating", ""),
    ("ate", ""),
    ("ization", "ize"),
    ("ational", "ate"),
    ("fulness", "ful"),
    ("iveness", "ive"),
    ("ations", ""),
    ("ation", ""),
    ("ators", ""),
    ("ator", ""),
    ("ments", ""),
    ("ment", ""),
    ("ities", ""),
    ("ity", ""),
    ("ically", "ic"),
    ("ions", ""),
    ("ion", ""),
    ("ances", ""),
    ("ance", ""),
    ("ences", ""),
    ("ence", ""),
    ("ingly", ""),
    ("ings", ""),
    ("edly", ""),
    ("ives", ""),
    ("ive", ""),
    ("ally", "al"),
    ("ing", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("est", ""),
    ("ers", ""),
    ("ors", ""),
    ("er", ""),
    ("or", ""),
    ("ed", ""),
    ("es", ""),
    ("ly", ""),
    ("al", ""),
    ("s", ""),
)
_LEAST = 3


def tokens(text: str) -> list[str]:
    """The words of a text in small letters, parted at hyphens and slashes; numbers stay."""
    return re.findall(r"[a-zà-ÿ0-9]+(?:'[a-z]+)?", text.lower().replace("’", "'"))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A light stem: endings cut while at least three letters stay; British and American spelling meet."""
    word = word.removesuffix("'s").replace("isation", "ization").replace("yse", "yze").replace("our", "or")
    word = re.sub(r"is(e|es|ed|ing)$", r"iz\1", word) if len(word) > 6 else word
    if word.isdigit() or len(word) <= _LEAST:
        return word
    for _round in range(2):
        word = _cut(word)
    word = re.sub(r"([bcdfgklmnprtvz])\1$", r"\1", word)
    return word[:-1] + "i" if word.endswith("y") and len(word) > _LEAST else word.removesuffix("e")


def _cut(word: str) -> str:
    if word.endswith("ss"):
        return word
    for ending, instead in _ENDINGS:
        stays = word.removesuffix(ending)
        least = _LEAST + ending.startswith("at")
        if stays != word and len(stays) >= least and re.search("[aeiouy]", stays):
            return stays + instead
    return word


def content(text: str) -> list[str]:
    """The stems of a text's content words, in order."""
    return [stem(word) for word in tokens(text) if word not in FUNCTION_WORDS]


def near(one: str, other: str) -> bool:
    """Whether two words may be the same misheard: one letter off from six letters on, two from ten."""
    if one == other:
        return True
    longest = max(len(one), len(other))
    allowed = 0 if longest < 6 else 1 if longest < 10 else 2
    if not allowed or abs(len(one) - len(other)) > allowed or one[:1] != other[:1]:
        return False
    return _distance(one, other, most=allowed) <= allowed


@lru_cache(maxsize=50_000)  # while an answer grows the same words are held against the same terms again
def _distance(one: str, other: str, *, most: int) -> int:
    """Letters to insert, remove or replace (Levenshtein), or anything above `most`."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        last, row[0] = row[0], place
        for at, against in enumerate(other, start=1):
            last, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, last + (letter != against))
        if min(row) > most:
            break
    return row[-1]
