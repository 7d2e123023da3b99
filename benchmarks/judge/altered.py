"""Labelled answers as real ones are: longer than those written here, and without a sign or a capital."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from benchmarks.judge.figures import Figure, Figures, Judged
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.sheet_text import as_transcript

_SIGNS = ".,;:!?\"'()[]…–—-“”‘’"
_BETWEEN = "so that was that. now about something else that you asked."


def lengthened(lessons: Sequence[Lesson]) -> tuple[Lesson, ...]:
    """Each with an answer to another question beside it, by turns behind and before it: of the same kind, so
    that there is as much denied, named or told, and of another profession where there is one, so that it
    makes no point of this question and the labels stay true.
    """
    kinds: dict[str, list[Lesson]] = defaultdict(list)
    for one in lessons:
        kinds[one.kind].append(one)
    found = []
    for at, one in enumerate(lessons):
        other = _other(one, kinds[one.kind]) or _other(one, lessons)
        parts = [one.answer] if other is None else [one.answer, _BETWEEN, other.answer]
        found.append(replace(one, answer=" ".join(parts if at % 2 == 0 else parts[::-1])))
    return tuple(found)


def _other(lesson: Lesson, among: Sequence[Lesson]) -> Lesson | None:
    """The next after it that answers another question, if it can be of another profession."""
    place = next(at for at, one in enumerate(among) if one is lesson)
    others = [one for one in (*among[place:], *among[:place]) if one.question != lesson.question]
    return next((one for one in others if one.source != lesson.source), next(iter(others), None))


def from_added(judged: Judged, own: Sequence[Lesson]) -> Figures:
    """Of the points called covered in longer answers how many are shown in the words that were put beside the
    `own` ones: false ticks, or labels that are not true any more.
    """
    hits = []
    for (lesson, coverage), answer in zip(judged, own, strict=True):
        before = len(lesson.answer[: lesson.answer.index(answer.answer)].split())
        words = as_transcript(lesson.answer).words[before : before + len(answer.answer.split())]
        for point in coverage.points:
            if point.verdict == "covered" and point.evidence:
                middle_s = (point.evidence.start_s + point.evidence.end_s) / 2
                hits.append(not words[0].start_s <= middle_s <= words[-1].end_s)
    share = sum(hits) / max(1, len(hits))
    return {"of the points called covered: shown in the words added": Figure(share, len(hits))}


def bared(lessons: Sequence[Lesson]) -> tuple[Lesson, ...]:
    """Each as the draft that is shown while one speaks: no signs beside words, no capitals."""
    return tuple(
        replace(one, answer=_bare(one.answer), evidence=tuple(map(_bare, one.evidence))) for one in lessons
    )


def _bare(text: str) -> str:
    words = (word.strip(_SIGNS).lower() for word in text.split())
    return " ".join(word for word in words if word)
