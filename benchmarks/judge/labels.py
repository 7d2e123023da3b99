"""What the labels of a lesson say: what the answer is to a point, and which of the spoken words decide."""

from __future__ import annotations

from benchmarks.judge.lesson import Lesson
from benchmarks.judge.sheet_text import as_transcript
from coach.reasons import REASONS

Span = tuple[int, int]
_SAME = {"taken back": "negated", "": "made"}


def kind_of(label: float, reason: str) -> int:
    """The place in `REASONS` of a label and its reason."""
    if label == 1:
        return REASONS.index("made")
    if label == 0.5:
        return REASONS.index("half")
    told = _SAME.get(reason, reason) if reason else "absent"
    return next((at for at, one in enumerate(REASONS) if one == told), REASONS.index("absent"))


def deciding(lesson: Lesson, evidence: str) -> Span | None:
    """First and last of the spoken words that the evidence covers."""
    start = lesson.answer.find(evidence) if evidence else -1
    if start < 0:
        return None
    end, at, spoken, places = start + len(evidence), 0, 0, []
    for word in as_transcript(lesson.answer).words:
        at = lesson.answer.index(word.text, at)
        if word.kind != "filled_pause":
            if at < end and at + len(word.text) > start:
                places.append(spoken)
            spoken += 1
        at += len(word.text)
    return (places[0], places[-1]) if places else None
