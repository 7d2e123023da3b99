"""What the command line says when it cannot go on: one sentence on stderr, and the exit code."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class Refusal(Exception):
    """One sentence for the person at the command line; `exit_code` is 2 for bad input, else 1."""

    def __init__(self, sentence: str, *, exit_code: int = 2) -> None:
        super().__init__(one_line(sentence))
        self.exit_code = exit_code


def unknown(kind: str, name: str, *, known: Iterable[str]) -> Refusal:
    """There is no such thing, and here is the nearest right name, or all of them."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    if near:
        return Refusal(f"There is no {kind} “{name}”; did you mean “{near[0]}”?")
    listed = ", ".join(names) if names else "none"
    return Refusal(f"There is no {kind} “{name}”; there is: {listed}.")


def one_line(text: str) -> str:
    """The text on a single line."""
    return " ".join(text.split())
