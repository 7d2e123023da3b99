"""What is said where a recording lacks some of what was said, since the computer did not keep up."""

from __future__ import annotations

from coach.pacing import SHORTEST_PAUSE_S
from coach.spelled import duration

TOLD_FROM_S = SHORTEST_PAUSE_S
"""Less than that is told to nobody: it is shorter than the shortest silence that counts as a pause, about one
syllable long (four or five a second are usual), and moves a pace over half a minute by less than 1 %."""


def lost_sound(lost_s: float, *, has_figures: bool = True) -> str:
    """A sentence for so many seconds of sound lost while recording; "" for none that matters.

    Where figures are shown beside it, it says which of them they touch.
    """
    if not lost_s >= TOLD_FROM_S:
        return ""
    told = f"The computer missed about {duration(lost_s)} of your answer"
    return f"{told}; words, pace and pauses are less sure." if has_figures else f"{told}."
