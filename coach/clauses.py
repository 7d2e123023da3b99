"""Where a clause ends: whether a pause between two words breaks into one, and where to cut what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from coach.lexicon import words
from coach.marker_place import bare
from coach.marks import CLAUSE, FULL, TRAILING, ends_with
from coach.transcript import Word

PausePlace = Literal["", "inside", "clause_end"]
_NEVER_LAST = words(
    "a an the my your our their its every and or but because if than very i'm we're you're they're we've "
    "i've i'd we'd i'll we'll whose into during between among onto"
)
"""A clause does not end with one of these, whatever the punctuation says."""
_OPENERS = words(
    "and but or so because since although though while whereas when whenever if unless until before after "
    "which who where then however therefore also instead otherwise"
)
"""With one of these a clause begins, though the writer of the words may have left out the comma."""
_BROKEN = ("...", "-", *TRAILING)
_AROUND = 60
_BREATH_S = 0.5
_INWARDS, _OUTWARDS = 6, 5
_REST = 12


def place_of(said: Sequence[Word], at: int) -> PausePlace:
    """Where a pause before the word with index `at` lies.

    Filled pauses are left out of both sides. A word that no clause ends with, or one broken off, puts
    the pause inside; then punctuation puts it at the end, as does a conjunction or another word that opens a
    clause. Anything else is inside, if the words around have punctuation at all; "" if they have none.
    """
    before = next((word for word in reversed(said[:at]) if word.kind == "word"), None)
    after = next((word for word in said[at:] if word.kind == "word"), None)
    if before is None or after is None:
        return ""
    if ends_with(before.text, _BROKEN) or bare(before.text) in _NEVER_LAST:
        return "inside"
    if ends_with(before.text, CLAUSE) or bare(after.text) in _OPENERS:
        return "clause_end"
    near = said[max(0, at - _AROUND) : at + _AROUND]
    return "inside" if any(ends_with(word.text, CLAUSE) for word in near[:-1]) else ""


def to_clause_ends(said: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Words `first` to `last`, moved to where a sentence or clause begins and ends, so that it reads whole.

    An edge moves at most six words inwards or five outwards, to the nearest end of a sentence or long pause,
    else to the nearest end of a clause, inwards if both ways are as far. With none there it stays: of places
    that are all alike the nearest is its own.
    """
    begins = range(max(0, first - _OUTWARDS), min(first + _INWARDS, last) + 1)
    start = min(begins, key=lambda at: (-_strength(said, at), abs(at - first), -at))
    ends = range(max(last - _INWARDS, start), min(len(said) - 1, last + _OUTWARDS) + 1)
    end = min(ends, key=lambda at: (-_strength(said, at + 1), abs(at - last), at))
    return start, end


def with_the_rest(said: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Words `first` to `last` with the rest of the clauses they begin and end in, so that they read whole.

    An edge only moves outwards, at most twelve words; with no end of a clause there it stays.
    """
    begins = range(first, max(0, first - _REST) - 1, -1)
    ends = range(last, min(len(said) - 1, last + _REST) + 1)
    return (
        next((at for at in begins if _strength(said, at)), first),
        next((at for at in ends if _strength(said, at + 1)), last),
    )


def _strength(said: Sequence[Word], at: int) -> int:
    """How sure it is that something ends before the word with index `at`: 0 (it does not) to 2."""
    if at in (0, len(said)):
        return 2
    before = said[at - 1]
    ended = ends_with(before.text, FULL) and not ends_with(before.text, _BROKEN)
    if ended or said[at].start_s - before.end_s >= _BREATH_S:
        return 2
    return int(place_of(said, at) == "clause_end")
