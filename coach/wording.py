"""Judges points by their wording: which words and terms of a point are said close together, and meant."""

from __future__ import annotations

import math
from collections.abc import Sequence

from coach.clauses import with_the_rest
from coach.coverage import NAMED, UNSURE, Coverage, Evidence, PointCoverage, Verdict
from coach.hits import Answer, Hit, find_hits
from coach.transcript import Transcript, Word
from coach.unsaid import unsaid
from coach.wanted import Wanted, wanted_of
from seeds.bank import Question

COVERED, PARTLY = 0.5, 0.28
"""From these scores on a point counts as covered, or as covered in part."""
_WINDOWS = ((20, 1.0), (45, 0.8))
_LEAST_EVIDENCE = 6
_ONE_WORD, _ONE_OF_TWO = 0.24, 0.4


class WordingJudge:
    """Compares the words of points and answer; no model, no training, a few milliseconds.

    The question's own words count on neither side. A point's stems are weighted by how few of its sibling
    points share them and by their length, a rough sign of rarity. The best of overlapping windows of 20 words
    counts (or of 45, a little less), terms of the author's weigh most and may be misheard by a letter or two.
    Words that are negated or told of others do not count (unless `literal`), and terms that are only listed
    make a point covered in part.
    """

    def __init__(self, *, literal: bool = False) -> None:
        self._literal = literal

    def cover(self, question: Question, transcript: Transcript) -> Coverage:
        """A verdict for every point, in the question's order."""
        said = transcript.spoken
        answer = Answer(said, literal=self._literal)
        asked = wanted_of(question)
        return Coverage.of(tuple(_judged(one, answer) for one in asked))


def _judged(wanted: Wanted, answer: Answer) -> PointCoverage:
    hits = find_hits(wanted, answer)
    score, inside = _best_window(hits, len(answer.said))
    listed = bool(inside) and all(answer.is_list(hit.first, hit.last) for hit in inside)
    if listed:
        score = min(score, (COVERED + PARTLY) / 2)
    verdict: Verdict = "covered" if score >= COVERED else "partial" if score >= PARTLY else "missed"
    point = wanted.point
    return PointCoverage(
        id=point.id,
        name=point.name,
        text=point.text,
        verdict=verdict,
        score=score,
        evidence=_evidence(inside, answer.said) if verdict != "missed" else None,
        missing=_missing(wanted, answer, listed=listed) if verdict == "partial" else "",
    )


def _missing(wanted: Wanted, answer: Answer, *, listed: bool) -> str:
    return NAMED if listed else unsaid(wanted, answer) or UNSURE


def _best_window(hits: Sequence[Hit], length: int) -> tuple[float, list[Hit]]:
    """The best score of all windows, and the hits in that window."""
    best: tuple[float, list[Hit]] = (0.0, [])
    for size, worth in _WINDOWS:
        for hit in hits:
            inside = [one for one in hits if hit.first <= one.first and one.last < hit.first + size]
            score = worth * _score(inside)
            if score > best[0]:
                best = (score, inside)
        if length <= size:
            break
    return best


def _score(hits: Sequence[Hit]) -> float:
    terms = {hit.key: hit.weight for hit in hits if hit.is_term}
    taken = {word for hit in hits if hit.is_term for word in range(hit.first, hit.last + 1)}
    stems = {hit.key: hit.weight for hit in hits if not hit.is_term and hit.first not in taken}
    recall = sum(stems.values())
    if len(stems) == 1:
        recall = _ONE_OF_TWO if recall > _ONE_OF_TWO else min(recall, _ONE_WORD)
    return 1.0 - (1.0 - min(1.0, 1.15 * recall)) * math.prod(1.0 - worth for worth in terms.values())


# ---- what shows it


def _evidence(hits: Sequence[Hit], said: Sequence[Word]) -> Evidence:
    """The tightest stretch that holds most of the weight, with the rest of its first and last clause."""
    first, last = _tightest(hits)
    while last - first + 1 < _LEAST_EVIDENCE and (first > 0 or last + 1 < len(said)):
        if first > 0 and not _ends_phrase(said[first - 1]):
            first -= 1
        elif last + 1 < len(said):
            last += 1
        else:
            first -= 1
    first, last = with_the_rest(said, first, last)
    return Evidence(
        " ".join(word.text for word in said[first : last + 1]), said[first].start_s, said[last].end_s
    )


def _ends_phrase(word: Word) -> bool:
    return word.text[-1:] in ".?!"


def _tightest(hits: Sequence[Hit]) -> tuple[int, int]:
    whole = _score(hits)
    spans = [
        (max(hit.last for hit in part) - part[0].first, part[0].first, max(hit.last for hit in part))
        for start in range(len(hits))
        for end in range(start + 1, len(hits) + 1)
        if _score(part := hits[start:end]) >= 0.85 * whole
    ]
    _length, first, last = min(spans)
    return first, last
