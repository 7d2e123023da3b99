"""Reads one point and one passage together: is it made there, and if not, why not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from coach.kept import Kept
from coach.likeness import Passage
from coach.network import FOLDER, THREADS, Network, trunk
from coach.transcript import Word

Reason = Literal["made", "half", "absent", "negated", "named", "others", "hypothetical", "vague"]
REASONS: tuple[Reason, ...] = (
    "made",
    "half",
    "absent",
    "negated",
    "named",
    "others",
    "hypothetical",
    "vague",
)
"""What a passage can be to a point, in the order of the model's outputs."""
BEFORE, AFTER = 14, 8
"""Words read around a passage: who acted is often said before, that it was taken back after."""
_LONGEST = 128
_KEPT = 4096

Chances = npt.NDArray[np.float32]


class Reader:
    """The model in `folder` (`reader.onnx`, int8), loaded at the first pair; what was read is not read again.

    `below` are the layers that readers have in common, if they are at hand.

    MiniLM trained on spoken answers written for this project; `python -m benchmarks.judge.train` makes it.
    """

    def __init__(
        self, folder: Path = FOLDER, *, threads: int = THREADS, below: Network | None = None
    ) -> None:
        below = below or trunk(folder, threads=threads)
        self._network = Network("reader", longest=_LONGEST, folder=folder, threads=threads, below=below)
        self._read: Kept[tuple[str, str], Chances] = Kept(_KEPT)

    def chances(self, pairs: Sequence[tuple[str, str]]) -> Chances:
        """For every (point, passage) the chance of each of `REASONS`, (len(pairs), len(REASONS))."""
        found = self._read.each(pairs, self._read_now)
        return np.array(found, np.float32).reshape(len(pairs), len(REASONS))

    def load(self) -> None:
        """Loads the model now, so that the first answer need not wait for it."""
        self._network.load()

    def _read_now(self, pairs: Sequence[tuple[str, str]]) -> Chances:
        return chances_of(self._network.rows(pairs, width=len(REASONS)))


def chances_of(logits: Chances) -> Chances:
    """Logits (n, len(REASONS)) as chances, each row adding up to one."""
    powers = np.exp(logits - logits.max(1, keepdims=True))
    chances: Chances = powers / powers.sum(1, keepdims=True)
    return chances


def widened(passage: Passage, said: Sequence[Word]) -> str:
    """A passage with the words around it, as the reader reads it."""
    return " ".join(word.text for word in said[max(0, passage.first - BEFORE) : passage.last + 1 + AFTER])


def log_odds(chance: float) -> float:
    """The natural logarithm of the odds; surer than .98 either way is taken as .98."""
    held = min(0.98, max(0.02, chance))
    return math.log(held / (1 - held))
