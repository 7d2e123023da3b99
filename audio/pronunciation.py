"""How a written word may sound, in the phones of the CMU dictionary: needed to find it in the sound."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product

Lookup = Callable[[str], tuple[str, ...]]
"""The dictionary: a word in lower case -> its pronunciations, phones parted by spaces; empty if unknown."""

_PART = re.compile(r"[A-Za-z']+|\d[\d,]*(?:\.\d+)?|[%$€£&+@]")
_MONEY = re.compile(r"([$€£])(\d[\d,]*(?:\.\d+)?)")
"""The sign is written first and said last."""
_SIGNS = {
    "%": "percent",
    "$": "dollars",
    "€": "euros",
    "£": "pounds",
    "&": "and",
    "+": "plus",
    "@": "at",
    "mm": "millimeters",
}
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
    *("sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ((1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"), (100, "hundred"))
_MOST_NUMBER = 999_999_999_999
_FILLED = {"m": "M", "h": "HH M", "u": "AH", "e": "ER", "a": "AA"}
_ASSENT = re.compile(r"m+h+m+")
_OF_ASSENT = ("M HH M", "AH M HH AH M")
"""Mhm and mm-hmm; the first way is the one without a vowel."""
_LONGEST_ACRONYM = 5
_LEAST_PART = 3
_MOST_WAYS = 4
_LETTERS = {"igh": "AY", "tch": "CH", "tion": "SH AH N", "sion": "ZH AH N", "ch": "CH", "sh": "SH"}
_LETTERS |= {"th": "TH", "ph": "F", "wh": "W", "ck": "K", "ng": "NG", "qu": "K W"}
_LETTERS |= {"gh": "G", "kn": "N", "wr": "R", "ee": "IY", "ea": "IY", "oo": "UW"}
_LETTERS |= {"ou": "AW", "ow": "OW", "ai": "EY", "ay": "EY", "ey": "IY", "oi": "OY"}
_LETTERS |= {"oy": "OY", "au": "AO", "aw": "AO", "ie": "IY", "ei": "EY", "er": "ER"}
_LETTERS |= {"ir": "ER", "ur": "ER", "ar": "AA R", "or": "AO R"}
_LETTERS |= {"a": "AE", "b": "B", "c": "K", "d": "D", "e": "EH", "f": "F", "g": "G", "h": "HH", "i": "IH"}
_LETTERS |= {"j": "JH", "k": "K", "l": "L", "m": "M", "n": "N", "o": "OW", "p": "P", "q": "K", "r": "R"}
_LETTERS |= {"s": "S", "t": "T", "u": "AH", "v": "V", "w": "W", "x": "K S", "y": "IY", "z": "Z"}
"""Which phones letters usually stand for: for names and other words that no dictionary has."""
_LETTER = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))


def pronunciations(text: str, *, lookup: Lookup, hesitant: bool = False) -> tuple[str, ...]:
    """The ways in which a written word may be said, at most four; none for a word without a letter or digit.

    Numbers and signs are read out, capitals that are no word are spelled, what no dictionary has is put
    together from two words that it has, or read letter by letter. A `hesitant` word is a filled pause.
    """
    parts = _PART.findall(_MONEY.sub(r"\2\1", text.replace("’", "'")))
    if hesitant:
        return _of_filled_pause("".join(parts).lower())
    if _ASSENT.fullmatch("".join(parts).lower()):
        return _OF_ASSENT
    ways = [ways for part in parts for ways in _of_part(part, lookup=lookup)]
    if not ways:
        return ()
    if len(ways) > 1:
        ways = [one[:1] for one in ways]
    return tuple(" ".join(way) for way in product(*ways))[:_MOST_WAYS]


def _of_filled_pause(text: str) -> tuple[str, ...]:
    """Each phone twice or three times: people draw filled pauses out, and a phone alone may last 30 ms."""
    vowel = _FILLED.get(text[:1], "AH")
    if text[:1] in "uea" and "m" in text:
        return (f"{vowel} {vowel} M M",)
    return (f"{vowel} {vowel.split()[-1]} {vowel.split()[-1]}",)


def _of_part(part: str, *, lookup: Lookup) -> Iterator[tuple[str, ...]]:
    """For each word that is said for this part, the ways to say it."""
    if part in _SIGNS:
        yield lookup(_SIGNS[part])
    elif part[0].isdigit():
        for word in read_out(part):
            yield lookup(word)
    elif part.strip("'"):
        yield _of_word(part.strip("'"), lookup=lookup)


def _of_word(word: str, *, lookup: Lookup) -> tuple[str, ...]:
    lower = word.lower()
    known = lookup(lower)
    if word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM:
        return (*known, _spelled(lower, lookup=lookup))
    if known:
        return known
    if lower.endswith("'s"):
        return tuple(f"{way} Z" for way in _of_word(word[:-2], lookup=lookup))
    return _of_two_words(lower, lookup=lookup) or (_by_letters(lower),)


def _spelled(letters: str, *, lookup: Lookup) -> str:
    return " ".join((lookup(letter) or ("AH",))[0] for letter in letters if letter.isalpha())


def _of_two_words(word: str, *, lookup: Lookup) -> tuple[str, ...]:
    """A word such as "timestamp", said as the two words it is made of; the first is as long as can be."""
    for at in range(len(word) - _LEAST_PART, _LEAST_PART - 1, -1):
        first, second = lookup(word[:at]), lookup(word[at:])
        if first and second:
            return (f"{first[0]} {second[0]}",)
    return ()


def _by_letters(word: str) -> str:
    silent_e = re.sub(r"(?<=[^aeiouy])e(s?)$", r"\1", word) if len(word) > _LEAST_PART else word
    return " ".join(_LETTERS[found] for found in _LETTER.findall(re.sub(r"([a-z])\1", r"\1", silent_e)))


def read_out(figures: str) -> Iterator[str]:
    """Words for a number in digits; four digits from 1100 to 2099 are read as a year."""
    whole, _, decimals = figures.replace(",", "").partition(".")
    number = int(whole)
    if number > _MOST_NUMBER or (len(whole) > 1 and whole[0] == "0"):
        yield from (_DIGITS[int(digit)] for digit in whole)
    elif len(whole) == 4 and "," not in figures and 11 <= number // 100 <= 20 and number % 100 > 9:
        yield from (*_words(number // 100), *_words(number % 100))
    else:
        yield from _words(number)
    if decimals:
        yield "point"
        yield from (_DIGITS[int(digit)] for digit in decimals)


def _words(number: int) -> Iterator[str]:
    for scale, name in _SCALES:
        if number >= scale:
            yield from (*_words(number // scale), name)
            if number % scale:
                yield from _words(number % scale)
            return
    if number >= 20:
        yield _TENS[number // 10]
        if number % 10:
            yield _DIGITS[number % 10]
    else:
        yield _TEENS[number - 10] if number >= 10 else _DIGITS[number]
