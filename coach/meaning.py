"""What a text means, as a vector."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from coach.kept import Kept
from coach.network import FOLDER, THREADS, Network

Vectors = npt.NDArray[np.float32]

WIDTH = 384
_LONGEST = 64
_KEPT = 4096


class Meaning:
    """Turns texts into vectors of length one; texts that mean the same lie near each other.

    The model in `folder` (`matcher.onnx`, int8; `tokenizer.json`) is loaded at the first text. It is MiniLM
    trained on which key point an argument expresses; `benchmarks/judge` says how.
    """

    def __init__(self, folder: Path = FOLDER, *, threads: int = THREADS) -> None:
        self._network = Network("matcher", longest=_LONGEST, folder=folder, threads=threads)
        self._known: Kept[str, Vectors] = Kept(_KEPT)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One row a text, float32 of shape (len(texts), 384); what is longer than 64 tokens is cut.

        What was asked before is not computed again: the points of a question come again and again.
        """
        found = self._known.each(texts, lambda new: self._network.rows(new, width=WIDTH))
        return np.array(found, np.float32).reshape(len(texts), WIDTH)

    def load(self) -> None:
        """Loads the model now, so that the first answer need not wait for it."""
        self._network.load()
