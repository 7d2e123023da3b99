"""What a text means, as a vector: the only door to the sentence-embedding model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

FOLDER = Path(__file__).parent / "model"
WIDTH = 384
_LONGEST = 64
_TOGETHER = 32


class Meaning:
    """Turns texts into vectors of length one; texts that mean the same lie near each other.

    The model in `folder` (`matcher.onnx`, int8; `tokenizer.json`) is loaded at the first text. It is MiniLM
    trained on which key point an argument expresses; `benchmarks/judge` says how.
    """

    def __init__(self, folder: Path = FOLDER, *, threads: int = 2) -> None:
        self._folder = folder
        self._threads = threads
        self._model: tuple[Any, Any] | None = None

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One row a text, float32 of shape (len(texts), 384); what is longer than 64 tokens is cut."""
        if not texts:
            return np.zeros((0, WIDTH), np.float32)
        session, tokenizer = self._loaded()
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        found = np.empty((len(texts), WIDTH), np.float32)
        for start in range(0, len(order), _TOGETHER):
            rows = order[start : start + _TOGETHER]
            tokens = tokenizer.encode_batch([texts[at] for at in rows])
            fed = {
                "ids": np.array([one.ids for one in tokens], np.int64),
                "mask": np.array([one.attention_mask for one in tokens], np.int64),
            }
            found[rows] = session.run(None, fed)[0]
        return found

    def _loaded(self) -> tuple[Any, Any]:
        if self._model is None:
            import onnxruntime
            from tokenizers import Tokenizer

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self._threads
            options.log_severity_level = 3
            tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
            tokenizer.enable_truncation(_LONGEST)
            tokenizer.enable_padding()
            session = onnxruntime.InferenceSession(str(self._folder / "matcher.onnx"), options)
            self._model = session, tokenizer
        return self._model
