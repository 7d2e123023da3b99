"""What to say about an answer: one line that sums it up, and at most three things for the next try."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from coach.norms import Norms
from coach.review import Review
from seeds.bank import Question


class Earlier(Protocol):
    """An earlier attempt at the same question: a whole `Attempt` or its `AttemptSummary`."""

    @property
    def missed_points(self) -> frozenset[str]:
        """Ids of the points that did not come across then."""
        ...


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing for the next try.

    `head` says what to do, `line` gives the person's own numbers, `action` is what the link says and `link`
    what it opens: "model_answer", "moment" (play from `at_s`, in seconds), or "" for no link.
    """

    head: str
    line: str
    action: str = ""
    link: str = ""
    at_s: float | None = None


def summary(review: Review, *, question: Question | None, norms: Norms) -> str:
    """One line on the answer."""
    return ""


def suggest(
    review: Review, *, question: Question | None, earlier: Sequence[Earlier], norms: Norms
) -> tuple[Suggestion, ...]:
    """At most three suggestions, the most useful first; none if nothing stands out."""
    return ()
