"""A language of bursts: a sound in which each word is a tone, and fakes that understand it perfectly.

With them the cutting can be tested to the last word: whatever is lost, doubled or torn at a seam shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from audio.clip import MODEL_RATE_HZ, Samples
from audio.detector import FRAME, Values
from audio.edges import runs
from audio.transcriber import Written, WrittenWord
from coach.transcript import Span, Word

WORD_S = 0.3
_LOUD = 0.05


def spoken(gaps_s: Sequence[float]) -> Samples:
    """One word after each gap: the n-th word is a tone whose height tells n; a second of quiet at the end."""
    parts: list[Samples] = []
    for number, gap_s in enumerate(gaps_s):
        parts.append(np.zeros(round(gap_s * MODEL_RATE_HZ), np.float32))
        parts.append(tone(_height(number), WORD_S))
    return np.concatenate((*parts, np.zeros(MODEL_RATE_HZ, np.float32)))


def tone(height: float, length_s: float) -> Samples:
    """The highest tone there is: up and down from one sample to the next, always of the same height."""
    sign = np.where(np.arange(round(length_s * MODEL_RATE_HZ)) % 2, -1.0, 1.0)
    return np.asarray(height * sign, np.float32)


def _height(number: int) -> float:
    return 0.1 + 0.001 * number


class BurstDetector:
    """Is sure of a voice wherever there is any sound."""

    def chances(self, samples: Samples) -> Values:
        """1 for a frame that holds sound, 0 for the others."""
        return np.asarray(np.abs(samples).reshape(-1, FRAME).max(axis=1) > _LOUD, np.float32)


@dataclass
class BurstWriter:
    """Writes down each whole word and, as a shard, each piece of a torn one; remembers what it was given."""

    name: str = "bursts"
    pieces_s: list[float] = field(default_factory=list)
    contexts: list[tuple[int, ...]] = field(default_factory=list)

    def tokens_of(self, text: str) -> tuple[int, ...]:
        """The word's number, which is its token with all such writers; of an um its letters."""
        number = text.strip("wshard")
        return (int(number),) if number.isdigit() else tuple(map(ord, text))

    def write_down(
        self,
        samples: Samples,
        *,
        context: Sequence[int] = (),
        voiced: Sequence[Span] = (),
        hurried: bool = False,
        awaited: bool = False,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> Written:
        """The words of the piece, each with its number as its only token."""
        self.pieces_s.append(len(samples) / MODEL_RATE_HZ)
        self.contexts.append(tuple(context))
        return self.made_of(samples)

    def made_of(self, samples: Samples) -> Written:
        """What the piece says; another fake may make something else of it."""
        return Written(tuple(self._word(samples, *run) for run in runs(np.abs(samples) > _LOUD)))

    def _word(self, samples: Samples, first: int, last: int) -> WrittenWord:
        number = round((float(abs(samples[first])) - 0.1) / 0.001)
        start_s, end_s = first / MODEL_RATE_HZ, last / MODEL_RATE_HZ
        text = f"w{number}" if end_s - start_s > WORD_S - 0.01 else f"shard{number}"
        return WrittenWord(Word(text, start_s, end_s, 1.0), (number,), writer=self.name)
