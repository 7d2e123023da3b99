"""Answers for the tests, written as one would say them: "So um [0.8] we built it."."""

from __future__ import annotations

import re

from coach.marker_place import bare
from coach.transcript import Heard, Sound, Span, Transcript, Word

FILLED = {"um", "uh", "er", "erm", "hmm"}


def spoken(text: str, *, start_s: float = 0.5, word_s: float = 0.25, gap_s: float = 0.05) -> Heard:
    """What the listener hands up for this text; a number in brackets is a silence of so many seconds."""
    words: list[Word] = []
    now = start_s
    for piece in text.split():
        if re.fullmatch(r"\[[\d.]*\d\]", piece):
            now += float(piece.strip("[]")) - gap_s
            continue
        kind = "filled_pause" if bare(piece) in FILLED else "word"
        words.append(
            Word(piece, now, now + word_s, 0.9, "filled_pause" if kind == "filled_pause" else "word")
        )
        now += word_s + gap_s
    return Heard(Transcript(tuple(words)), Sound(now + 0.5, speech=voiced(words)), "tiny.en")


def voiced(words: list[Word]) -> tuple[Span, ...]:
    """Where these words put a voice, with gaps under 100 ms closed as the listener does."""
    spans: list[Span] = []
    for word in words:
        if spans and word.start_s - spans[-1].end_s < 0.1:
            spans[-1] = Span(spans[-1].start_s, word.end_s)
        else:
            spans.append(Span(word.start_s, word.end_s))
    return tuple(spans)
