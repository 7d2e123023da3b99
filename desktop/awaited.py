"""Answers that are shown before their words are there: which those are, and how long they still wait."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.words_wait import WordsWait

if TYPE_CHECKING:
    from audio.take import Take
    from coach.attempt import Attempt


@dataclass(frozen=True, slots=True)
class _Waiting:
    attempt: Attempt
    wait: WordsWait
    told: str
    reached_s: float


class Awaited:
    """By the ids of their takes: one may answer again, and wait again, before the first words are there."""

    def __init__(self) -> None:
        self._waiting: dict[str, _Waiting] = {}

    def begin(self, attempt: Attempt, *, wait: WordsWait, told: str) -> None:
        """From now on this answer is shown without its words; `told` is how long they will take."""
        self._waiting[attempt.id] = _Waiting(attempt, wait, told, reached_s=wait.from_s)

    def told(self, take_id: str) -> str | None:
        """How long its words will take, "" while nobody knows; None where they are not awaited."""
        waiting = self._waiting.get(take_id)
        return waiting.told if waiting is not None else None

    def on_so_far(self, take: Take, *, upto_s: float, now: datetime) -> Attempt | None:
        """Words are there up to this second of the take; the answer, where another wait is told now."""
        waiting = self._waiting.get(take.id)
        if waiting is None:
            return None
        began_anew = upto_s < waiting.reached_s  # another one listens, from the start
        wait = WordsWait(now, upto_s) if began_anew else waiting.wait
        told = wait.told(now=now, upto_s=upto_s, duration_s=take.duration_s)
        self._waiting[take.id] = replace(waiting, wait=wait, told=told, reached_s=upto_s)
        return waiting.attempt if told != waiting.told else None

    def end(self, take: Take) -> Attempt | None:
        """Its words are there, or will not come; the answer as it was shown, None where none was awaited."""
        waiting = self._waiting.pop(take.id, None)
        return waiting.attempt if waiting is not None else None
