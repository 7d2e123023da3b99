"""One answer judged: everything the review page and the history need to know about it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from coach import pacing
from coach.disfluency import Repeat, find_repeats
from coach.drawn_out import find_drawn_out
from coach.fillers import DEFAULT_MARKERS, Filler, find_fillers
from coach.pacing import Delivery, Pause
from coach.rubric import Coverage, Judge, cover
from coach.transcript import Heard
from coach.voice import Voice, voice
from seeds.bank import Question

_NO_VOICE = Voice()


@dataclass(frozen=True, slots=True)
class Review:
    """What was heard and how it is judged; `coverage` is None where no question was asked.

    `repeats` are repetitions, restarts ("the the", "we, we did") and drawn-out words, in time order; none of
    them counts as a filler.
    """

    heard: Heard
    pauses: tuple[Pause, ...]
    fillers: tuple[Filler, ...]
    delivery: Delivery
    coverage: Coverage | None = None
    repeats: tuple[Repeat, ...] = ()
    voice: Voice = _NO_VOICE


def review(
    heard: Heard,
    *,
    question: Question | None,
    markers: Collection[str] = DEFAULT_MARKERS,
    judge: Judge | None = None,
) -> Review:
    """Judges one answer; one without words has a delivery of zeros and every point missed.

    `markers` are the discourse markers to count, `judge` decides about the points.
    """
    silences = pacing.pauses(heard)
    fillers = find_fillers(heard.transcript, markers=markers)
    return Review(
        heard=heard,
        pauses=silences,
        fillers=fillers,
        delivery=pacing.measure(heard, pauses=silences, fillers=fillers),
        coverage=cover(question, heard.transcript, judge=judge) if question is not None else None,
        repeats=_repeats(heard),
        voice=voice(heard),
    )


def _repeats(heard: Heard) -> tuple[Repeat, ...]:
    found = (*find_repeats(heard.transcript), *find_drawn_out(heard))
    return tuple(sorted(found, key=lambda one: one.start_s))
