"""Text made harmless and tidy: no control characters, no marks that turn the reading direction."""

from __future__ import annotations

import re
import unicodedata

# Control characters, soft hyphens, zero-width spaces, marks and overrides of direction, byte order marks,
# invisible tags, halves of surrogate pairs, codes that are no characters, and the private area, where pages
# keep the pictures of their buttons. Kept: the two joiners of
# Persian, of Indian scripts and of emoji (U+200C, U+200D).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\uf8ff\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\t\x1f \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BLANK_LINES = re.compile("\n{3,}")
# More marks than any script puts on one letter: text that climbs over its neighbours.
_HEAP_OF_MARKS = re.compile("([\u0300-\u036f]{6})[\u0300-\u036f]+")
_LETTER_AND_MARKS = re.compile("[^\\W\\d_][\u0300-\u036f]{1,6}")
END_MARKS = ".,;:!?"
"""The marks at the end of a sentence, or of a piece of one."""
# Latin letters and common signs with single spaces between them: nothing to do (nearly every text, and
# ten times faster to see than to do).
_VISIBLE = "[!-~\xa1-\xac\xae-\u02ff\u2010-\u2027]+"
_TIDY_ALREADY = re.compile(f"{_VISIBLE}(?: {_VISIBLE})*")


def tidy_text(text: str) -> str:
    """The text with plain line ends and single spaces, at most one empty line in a row, nothing invisible."""
    if _TIDY_ALREADY.fullmatch(text):
        return text
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    text = _HEAP_OF_MARKS.sub(r"\1", text)
    text = _LETTER_AND_MARKS.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def tidy_line(text: str) -> str:
    """The text in one line."""
    return tidy_text(text).replace("\n\n", " ").replace("\n", " ")


# E.g., i.e., U.S., etc.: their last stop is part of them.
_ABBREVIATED = re.compile(r"(?<!\w)(?:(?:[^\W\d_]\.){2,}|(?:etc|Inc|Ltd)\.)$")
_LONG_ENOUGH = 12
"""Letters in which an abbreviation is seen; a text of any length may come."""


def without_end(text: str, marks: str = END_MARKS) -> str:
    """The text without these marks at its end; an abbreviation keeps its stop: “otters, etc.”."""
    left = text.rstrip(marks)
    has_stop = text.startswith(".", len(left)) and _ABBREVIATED.search(f"{left[-_LONG_ENOUGH:]}.")
    return f"{left}." if has_stop else left


def same_sentence(one: str, other: str) -> bool:
    """Whether two texts are the same but for the mark at their end, which a point's name goes without."""
    return one.rstrip(END_MARKS) == other.rstrip(END_MARKS)


QUESTION_MARKS = ("?", "？", "؟", "⁇", "﹖")
"""The signs that end a question, in Latin, Chinese and Japanese, and Arabic writing."""
# Chinese and Japanese put no spaces between words; a word has about two of their letters.
_WITHOUT_SPACES = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def asks(text: str) -> bool:
    """Whether a question mark ends the text, whatever brackets, quotes and pictures follow it."""
    ends = (one in QUESTION_MARKS for one in reversed(text) if one in QUESTION_MARKS or _is_of_words(one))
    return next(ends, False)


def _is_of_words(letter: str) -> bool:
    return letter.isalnum() or letter in ".!:;,。！：；，、…"


def word_count(text: str) -> int:
    """How many words the text has; two letters count as one where words have no spaces between them."""
    rest, letters = _WITHOUT_SPACES.subn(" ", text)
    words = rest.split()
    return sum(any(map(str.isalnum, word)) for word in words) + (letters + 1) // 2 if letters else len(words)


_NOT_IN_ID = re.compile("[^a-z0-9]+")


def slug(text: str, *, longest: int = 48) -> str:
    """Small letters, figures and hyphens that remind of the text; "" where it has no such letters."""
    plain = unicodedata.normalize("NFKD", tidy_line(text[:400])).encode("ascii", "ignore").decode()
    words = _NOT_IN_ID.sub("-", plain.lower().replace("'", "")).strip("-")
    if len(words) <= longest:
        return words
    cut = words[: longest + 1]
    return (cut.rpartition("-")[0] if "-" in cut[longest // 2 :] else words[:longest]).strip("-")
