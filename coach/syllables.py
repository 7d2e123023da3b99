"""Counts the syllables of an English word as it is spoken, numbers and acronyms included."""

from __future__ import annotations

import re
from functools import lru_cache

_DIGIT_SYLLABLES = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1)
_TEENS = (1, 3, 1, 2, 2, 2, 2, 3, 2, 2)
_TENS = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)
_SCALES = ((1_000_000_000, 2), (1_000_000, 2), (1_000, 2))
_ACRONYMS_SAID_AS_WORDS = {
    "onnx": 2,
    "nato": 2,
    "ram": 1,
    "rom": 1,
    "nasa": 2,
    "cuda": 2,
    "slam": 1,
    "yolo": 2,
}
_ACRONYMS_SAID_AS_WORDS |= {
    "jpeg": 2,
    "json": 2,
    "lidar": 2,
    "saas": 1,
    "gan": 1,
    "sql": 2,
    "map": 1,
    "yaml": 2,
}
_EXCEPTIONS = {
    word: count
    for count, text in {
        1: (
            "queue queues cache league aisle isle our ours fire i'd i'm i'll mm hmm hm one ones once gone "
            "eye eyes says"
        ),
        2: (
            "every business different difference evening real really being doing going seeing science "
            "quiet client clients people something sometimes someone somewhere therefore maybe create "
            "creates favourite favorite several average pipeline pipelines baseline baselines software "
            "hardware firmware framework frameworks timestamp namespace filename homework likely safely "
            "closely surely wednesday caches neural poem diet fluid ruin biased bias naive via colleague "
            "colleagues technique techniques unique fatigue hour hours iron cafe didn't couldn't wouldn't "
            "shouldn't doesn't isn't wasn't hasn't hadn't haven't eigen reuse reused rerun redo react "
            "reacts rhythm rhythms prism pytorch numpy github google linux docker wholly dual fuel cruel "
            "duel"
        ),
        3: (
            "everything everyone area areas idea ideas somebody created creating video videos camera "
            "cameras interesting interested vegetable comfortable probably family general natural "
            "database middleware latency liaison theory theories variance dialogue catalogue recipe "
            "recipes apache resume simile realtime reacted preamble area's actual usual visual manual "
            "gradual annual virtual"
        ),
        4: (
            "everybody generally databases geometry reality variety society anxiety epitome coefficient "
            "coordinate coordinates cooperate deactivate algorithm algorithms kubernetes actually usually "
            "visually manually residual virtually basically"
        ),
        5: "coordinated individual individuals eventually",
    }.items()
    for word in text.split()
}

_VOWELS = re.compile(r"[aeiouy]+")
# Two vowels next to each other that are said apart.
_HIATUS = re.compile(
    r"ia(?!n$|ns$|l|ge)|ian(?=c)|(?<![ctgs])ian|(?<![ctgs])ial|io(?!u|n)|(?<![ctgsxln])ion|iu|eo(?!us|ple|n$)"
    r"|ying|uous|(?<![ctgx])ious|ui(?=ty)|ua(?=t|l|r)|oe(?=t|m)|ie(?=t|nt$|nce)|ye(?=r$)|eate|eati|eal(?=i)|yi"
)
_SILENT_ES = re.compile(r"[^aeiouylsxzcg]es$|[aeiou][^aeiouysxzcg]es$")
_CONSONANT_LE = re.compile(r"[bcdfgkpstvz]les?$|[bcdfgkpstvz]led$")


@lru_cache(maxsize=20_000)
def count_syllables(text: str) -> int:
    """How many syllables a word has when spoken, at least 1 for anything with a letter or a digit, else 0.

    By own spelling rules with a list of exceptions; numerals are read as English numbers ("2019" as a year),
    acronyms letter by letter unless they are said as a word.
    """
    apart = re.sub(r"(?<=[a-z]{2})(?=[A-Z]{2})", " ", text.replace("’", "'"))
    parts = re.findall(r"[A-Za-zÀ-ÿ']+|\d[\d,]*(?:\.\d+)?%?", apart)
    return sum(_part(part) for part in parts)


def _part(part: str) -> int:
    if part[0].isdigit():
        return _number(part)
    bare = part.strip("'")
    if not bare:
        return 0
    if _is_acronym(bare):
        return _acronym(bare)
    return _word(bare.lower())


def _is_acronym(word: str) -> bool:
    stem = word.removesuffix("'s").removesuffix("s") if word.isalpha() or "'" in word else word
    letters = stem.lower()
    spelled = 1 < len(stem) <= 5 and stem.isupper()
    return (
        spelled
        or letters in _ACRONYMS_SAID_AS_WORDS
        or (len(stem) > 1 and not re.search("[aeiouy]", letters))
    )


def _acronym(word: str) -> int:
    letters = word.removesuffix("'s").lower()
    for name in (letters, letters.removesuffix("s")):
        if name in _ACRONYMS_SAID_AS_WORDS:
            return _ACRONYMS_SAID_AS_WORDS[name]
    if letters in _EXCEPTIONS:
        return _EXCEPTIONS[letters]
    if not word[:2].isupper() and len(letters) > 1:
        return 1
    if word[-1] == "s":
        letters = letters.removesuffix("s")
    return sum(3 if letter == "w" else 1 for letter in letters)


def _word(word: str) -> int:
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    stem = word.removesuffix("'s").replace("'", "")
    if stem in _EXCEPTIONS:
        return _EXCEPTIONS[stem]
    count = len(_VOWELS.findall(stem)) + len(_HIATUS.findall(stem))
    return max(1, count - _silent_endings(stem))


def _silent_endings(stem: str) -> int:
    """Vowels in writing only, such as the e that "scaled", "scales", "management" and "safely" keep."""
    silent = 0
    if re.search(r"[^aeiouy]e(?:ment|ments|ful|less|ly|ness|work|line|base)$", stem):
        silent += 1
    if re.search(r"[^aeiou]ed$", stem) and not re.search(r"(?:[td]|[bcdfgkpstvz]l)ed$", stem):
        return silent + 1
    if _CONSONANT_LE.search(stem):
        return silent
    if re.search(r"[^aeiouy]e$", stem) and len(stem) > 2:
        return silent + 1
    if _SILENT_ES.search(stem) or re.search(r"[^aeiouysxzcg]es$", stem):
        return silent + 1
    if re.search(r"[aeiou][lsxzcgv]es$", stem) and not re.search(r"(?:[sxzcg])es$", stem):
        return silent + 1
    return silent


def _number(part: str) -> int:
    percent = 2 if part.endswith("%") else 0
    whole, _, decimals = part.rstrip("%").replace(",", "").partition(".")
    spoken = _year(whole) if len(whole) == 4 and "," not in part and not decimals else _integer(int(whole))
    if decimals:
        spoken += 1 + sum(_DIGIT_SYLLABLES[int(digit)] for digit in decimals)
    return spoken + percent


def _year(digits: str) -> int:
    """Four digits as a year, "twenty nineteen", where that is how they are said; else as a number."""
    first, last = int(digits[:2]), int(digits[2:])
    if not 11 <= first <= 20 or (first % 10 == 0 and last < 10) or digits.endswith("00"):
        return _integer(int(digits))
    return _integer(first) + (_integer(last) if last > 9 else 1 + _integer(last))


def _integer(number: int) -> int:
    if number > 999_999_999_999:
        return sum(_DIGIT_SYLLABLES[int(digit)] for digit in str(number))
    for scale, syllables in _SCALES:
        if number >= scale:
            rest = number % scale
            return _integer(number // scale) + syllables + (_integer(rest) if rest else 0)
    if number >= 100:
        rest = number % 100
        return _DIGIT_SYLLABLES[number // 100] + 2 + (_integer(rest) if rest else 0)
    if number >= 20:
        return _TENS[number // 10] + (_DIGIT_SYLLABLES[number % 10] if number % 10 else 0)
    return _TEENS[number - 10] if number >= 10 else _DIGIT_SYLLABLES[number]
