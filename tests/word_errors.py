"""How far what was written down is from what was said."""

from __future__ import annotations

import re

FILLED = {"um", "umm", "uh", "uhh", "er", "erm", "hmm", "mm", "ah"}
NUMBERS = {"ninety one": "91", "fifty five": "55", "six hundred": "600", "two hundred": "200"}


def words(text: str) -> list[str]:
    """Lower-case words without punctuation and filled pauses, numbers and spelling made alike."""
    plain = re.sub(r"[^a-z0-9' ]", " ", text.lower().replace("%", " percent "))
    plain = " ".join(plain.split()).replace("labelled", "labeled")
    for spoken, written in NUMBERS.items():
        plain = plain.replace(spoken, written)
    return [word for word in plain.split() if word not in FILLED]


def word_error_rate(written: str, *, said: str) -> float:
    """Words to insert, drop or change, as a share of the words that were said (Levenshtein)."""
    theirs, ours = words(said), words(written)
    row = list(range(len(ours) + 1))
    for at, word in enumerate(theirs, 1):
        above, row[0] = row[:], at
        for place, other in enumerate(ours, 1):
            row[place] = min(above[place] + 1, row[place - 1] + 1, above[place - 1] + (word != other))
    return row[-1] / len(theirs)
