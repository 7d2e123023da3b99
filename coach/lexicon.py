"""Small closed lists of English words that several rules share."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


SUBJECTS = words(
    "i you we they he she it there i'm i've i'd i'll we're we've we'd we'll you're you've they're they've "
    "it's that's there's he's she's let's"
)
BE = words("am is are was were be been being i'm you're we're they're he's she's it's that's there's")
