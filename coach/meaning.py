"""What a text means, as a vector."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from coach.network import FOLDER, Network

Vectors = npt.NDArray[np.float32]

WIDTH = 384
_LONGEST = 64


class Meaning:
    """Turns texts into vectors of length one; texts that mean the same lie near each other.

    The model in `folder` (`matcher.onnx`, int8; `tokenizer.json`) is loaded at the first text. It is MiniLM
    trained on which key point an argument expresses; `benchmarks/judge` says how.
    """

    def __init__(self, folder: Path = FOLDER, *, threads: int = 2) -> None:
        self._network = Network("matcher", longest=_LONGEST, folder=folder, threads=threads)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One row a text, float32 of shape (len(texts), 384); what is longer than 64 tokens is cut."""
        return self._network.rows(texts, width=WIDTH)

    def load(self) -> None:
        """Loads the model now, so that the first answer need not wait for it."""
        self._network.load()
