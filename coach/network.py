"""The only door to onnxruntime for text: texts, or pairs of texts, through a small transformer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.float32]

FOLDER = Path(__file__).parent / "model"
_TOGETHER = 32


class Network:
    """A transformer kept in `folder` (`NAME.onnx`, int8; `tokenizer.json`), loaded at the first text."""

    def __init__(self, name: str, *, longest: int, folder: Path = FOLDER, threads: int = 2) -> None:
        self._path = folder / f"{name}.onnx"
        self._longest = longest
        self._threads = threads
        self._model: tuple[Any, Any] | None = None

    def rows(self, texts: Sequence[str] | Sequence[tuple[str, str]], *, width: int) -> Rows:
        """A row of `width` figures a text or pair, in order; more than `longest` tokens are cut."""
        found = np.zeros((len(texts), width), np.float32)
        if not texts:
            return found
        session, tokenizer = self._loaded()
        wanted = {one.name for one in session.get_inputs()}
        tokens = tokenizer.encode_batch(list(texts))
        order = sorted(range(len(texts)), key=lambda at: len(tokens[at].ids))
        for start in range(0, len(order), _TOGETHER):
            rows = order[start : start + _TOGETHER]
            longest = max(len(tokens[at].ids) for at in rows)
            fed = {
                "ids": np.array([_padded(tokens[at].ids, longest) for at in rows], np.int64),
                "mask": np.array([_padded(tokens[at].attention_mask, longest) for at in rows], np.int64),
                "parts": np.array([_padded(tokens[at].type_ids, longest) for at in rows], np.int64),
            }
            found[rows] = session.run(None, {name: one for name, one in fed.items() if name in wanted})[0]
        return found

    def load(self) -> None:
        """Loads the model now, so that the first answer need not wait for it."""
        self._loaded()

    def _loaded(self) -> tuple[Any, Any]:
        if self._model is None:
            import onnxruntime
            from tokenizers import Tokenizer

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self._threads
            options.log_severity_level = 3
            tokenizer = Tokenizer.from_file(str(self._path.with_name("tokenizer.json")))
            tokenizer.enable_truncation(self._longest)
            tokenizer.no_padding()
            self._model = onnxruntime.InferenceSession(str(self._path), options), tokenizer
        return self._model


def _padded(row: Sequence[int], longest: int) -> list[int]:
    return [*row, *([0] * (longest - len(row)))]
