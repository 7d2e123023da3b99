"""Judges points by their wording alone."""

from __future__ import annotations

import re

from coach.coverage import Coverage, Evidence, PointCoverage, Verdict
from coach.transcript import Transcript
from seeds.bank import Question, RubricPoint


class WordingJudge:
    """Compares the words of points and answer."""

    def cover(self, question: Question, transcript: Transcript) -> Coverage:
        """A verdict for every point, in the question's order."""
        return Coverage.of(tuple(_judged(point, transcript) for point in question.points))


def _judged(point: RubricPoint, transcript: Transcript) -> PointCoverage:
    wanted = set(re.findall(r"\w{4,}", " ".join((point.text, *point.terms)).lower()))
    hits = [word for word in transcript.spoken if set(re.findall(r"\w+", word.text.lower())) & wanted]
    score = min(1.0, len(hits) / 4)
    verdict: Verdict = "covered" if score > 0.7 else "partial" if score > 0.3 else "missed"
    evidence = Evidence(hits[0].text, hits[0].start_s, hits[0].end_s) if verdict != "missed" else None
    return PointCoverage(point.id, point.name, point.text, verdict, score, evidence)
