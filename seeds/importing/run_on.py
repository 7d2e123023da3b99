"""Parts a line in which several questions run on: what was copied from a page often comes as one line."""

from __future__ import annotations

import re

from seeds.importing.asked import sentences_of, sounds_asked
from seeds.importing.labels import split_at_labels
from seeds.letters import word_count

_MARK = re.compile(
    r"(?:(?<=[\s.?!:)”\"？！。؟])|^)(?:Q(?:uestion)?\s?|#)?\(?(?P<number>\d{1,3})[.):．、）：]+\s*(?=[^\s\d.)])"
)
_Q = re.compile(r"\s+(?=Q(?:uestion)?\s?[:.)]\s)")
_BULLET = re.compile(r"\s*[•▪‣●○◦❓]\s*|\s+·\s+")
_BACK = re.compile(
    r"(?:and|but|if so|if not|why or why not)\b|.*\b(?:it|they|them|that\?)(?!\w)", re.IGNORECASE
)
_FOOT = re.compile(
    r"(?<=[?.!？。！؟])\s*(?=©|(?:\(c\)|copyright) ?(?:©|\(c\)|\d{4}\b)|all rights reserved\b)", re.IGNORECASE
)
_LEAST, _MOST = 2, 2000
_LEAST_SENTENCES, _LEAST_OF_ONE_LINE = 5, 3
_LEAST_WORDS = 4


def split_run_on(text: str, *, alone: bool = False) -> list[str]:
    """The line, parted before each of its questions; as it is where it holds no list of them.

    A list has numbers that count up, or bullets, or “Q:” again and again, or nothing but questions one after
    another (then `alone`, whether it is the only line of its text, makes three of them enough). At least half
    of the parts must be asked, so that a numbered list in an answer stays in its answer.
    """
    head, *foot = _FOOT.split(text, maxsplit=1)
    pieces = _parted(head, alone=alone)
    return [*pieces, *foot] if len(pieces) > 1 else [text]


def _parted(text: str, *, alone: bool) -> list[str]:
    for pieces in (_at_numbers(text), _Q.split(text), _BULLET.split(text)):
        kept = [piece.strip() for piece in pieces if piece.strip()]
        if not _LEAST <= len(kept) <= _MOST:
            continue
        asked = sum(sounds_asked(split_at_labels(piece)[0]) for piece in kept)
        if asked >= _LEAST and asked >= 0.5 * len(kept):
            return kept
    return _at_sentences(text, least=_LEAST_OF_ONE_LINE if alone else _LEAST_SENTENCES)


def _at_numbers(text: str) -> list[str]:
    """Parted before 1., 2., 3. and so on, as far as they count up by one."""
    places, wanted = list[int](), 0
    for found in _MARK.finditer(text):
        number = int(found["number"])
        if number == wanted or (not places and number <= 1) or (not places and found.start() == 0):
            places.append(found.start())
            wanted = number + 1
    ends = [*places[1:], len(text)]
    return (
        [text[: places[0]], *(text[at:end] for at, end in zip(places, ends, strict=True))] if places else []
    )


def _at_sentences(text: str, *, least: int) -> list[str]:
    """Parted before each sentence that asks something new, if all of them ask; one that refers back stays."""
    sentences = sentences_of(text)
    if len(sentences) < least or not all(map(sounds_asked, sentences)):
        return [text]
    pieces = sentences[:1]
    for sentence in sentences[1:]:
        if word_count(sentence) < _LEAST_WORDS or _BACK.match(sentence):
            pieces[-1] += f" {sentence}"
        else:
            pieces.append(sentence)
    return pieces if len(pieces) >= _LEAST_OF_ONE_LINE else [text]
