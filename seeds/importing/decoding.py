"""Bytes of unknown origin as text: marks first, then UTF-8, then what the page says, then a guess."""

from __future__ import annotations

import codecs
import re

from seeds.errors import ImportFailed

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FILES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a document or an archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"bplist0", "a web archive"),
    (b"SQLite format 3", "a database"),
)
_NAMED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,20})""", re.IGNORECASE)
# Python has encodings that are no alphabets, or take very long: only these are believed.
_ALPHABETS = re.compile(
    r"utf-?8|utf-?16(?:-?[lb]e)?|iso-?8859-\d{1,2}|latin-?1|windows-?125\d|cp125\d|koi8-?[ru]"
    r"|shift[-_]?jis|"
    r"euc-?(?:jp|kr)|iso-2022-jp|gbk|gb2312|gb18030|big5|macintosh|us-ascii",
    re.IGNORECASE,
)
_SAMPLE = 64_000
# What pages and notes were written in within the last thirty years; the alphabets of DOS only confuse.
_GUESSES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip
# So close together two alphabets look alike; then it is the most frequent one.
_ALIKE = 0.03


def decoded(data: bytes) -> str:
    """The text; raises ImportFailed for files that hold no plain text, and says what to do instead."""
    kind = next((kind for begin, kind in _OTHER_FILES if data.startswith(begin)), "")
    if kind:
        raise ImportFailed(f"This is {kind}. Open it, copy the questions, and paste them as text.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace").replace("\ufffd", "")
    wide = _without_mark(data)
    if wide:
        return data.decode(wide, errors="replace").replace("\ufffd", "")
    if data.count(0) > len(data) // 1000 + 8:
        raise ImportFailed("This file holds no text. Open it, copy the questions, and paste them as text.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _otherwise(data, error)


def _otherwise(data: bytes, error: UnicodeDecodeError) -> str:
    named = _NAMED.search(data[:4096])
    encoding = named[1].decode("ascii") if named else ""
    if not _ALPHABETS.fullmatch(encoding) or encoding.lower().replace("-", "") == "utf8":
        encoding = "utf-8" if _is_mostly_utf8(data) else _guessed(data, around=error.start)
    try:
        return data.decode(encoding, errors="replace").replace("\ufffd", "")
    except LookupError:
        return data.decode("cp1252", errors="replace").replace("\ufffd", "")


def _without_mark(data: bytes) -> str:
    """UTF-16 that lost its mark: in Latin text every other byte is zero."""
    sample = data[:4000]
    pairs = len(sample) // 2
    if pairs < 8:
        return ""
    if sample[1::2].count(0) > 0.6 * pairs and sample[::2].count(0) < 0.1 * pairs:
        return "utf-16-le"
    return "utf-16-be" if sample[::2].count(0) > 0.6 * pairs and sample[1::2].count(0) < 0.1 * pairs else ""


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether only a few bytes are wrong: a page put together from several."""
    text = data[:1_000_000].decode("utf-8", errors="replace")
    right = sum(1 for letter in text if letter > "\x7f" and letter != "\ufffd")
    return right > 4 * text.count("\ufffd")


def _guessed(data: bytes, *, around: int) -> str:
    from charset_normalizer import from_bytes

    begin = max(0, around - _SAMPLE // 2)
    matches = from_bytes(data[begin : begin + _SAMPLE], steps=5, cp_isolation=_GUESSES)
    best = matches.best()
    if best is None or best.encoding == "ascii":
        return "cp1252"
    alike = (
        match
        for match in matches
        if match.chaos <= best.chaos + _ALIKE and match.coherence >= best.coherence - _ALIKE
    )
    return "cp1252" if any("cp1252" in match.could_be_from_charset for match in alike) else best.encoding
