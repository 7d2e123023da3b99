"""The one calm word on the pace that is shown while somebody speaks."""

from __future__ import annotations

from dataclasses import dataclass

from coach.norms import side
from coach.transcript import Transcript

WINDOW_S = 30.0
FIRST_AT_S = 20.0
LEAST_BETWEEN_S = 15.0
LEAST_WORDS = 8


@dataclass(frozen=True, slots=True)
class PaceHint:
    """The hint that stands, and since when (seconds of the recording)."""

    text: str = ""
    since_s: float = 0.0

    def after(self, transcript: Transcript, *, upto_s: float, band: tuple[float, float]) -> PaceHint:
        """The hint after hearing so much: over the last 30 s, from 20 s on, changing at most every 15 s."""
        if upto_s < FIRST_AT_S or (self.text and upto_s - self.since_s < LEAST_BETWEEN_S):
            return self
        text = _said(words_per_minute(transcript, upto_s=upto_s), band=band)
        return self if text in ("", self.text) else PaceHint(text, upto_s)


def words_per_minute(transcript: Transcript, *, upto_s: float) -> float | None:
    """The pace over the last 30 s in words a minute, or None for fewer than eight words."""
    begin = max(0.0, upto_s - WINDOW_S)
    words = [word for word in transcript.spoken if begin <= word.start_s < upto_s]
    if len(words) < LEAST_WORDS:
        return None
    span_s = words[-1].end_s - words[0].start_s
    return len(words) * 60.0 / span_s if span_s > 0 else None


def _said(pace: float | None, *, band: tuple[float, float]) -> str:
    if pace is None:
        return ""
    return {-1: "Unhurried", 0: "Easy pace", 1: "A little quick"}[side("pace", pace, band)]
