"""The only door to onnxruntime for text: texts, or pairs of texts, through a small transformer."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.float32]

FOLDER = Path(__file__).parent / "model"
THREADS = 1
"""A second thread spins while it waits for the first: 7.2 ms of processor time a text, not 4.4; 21 a pair,
not 11; twice the wait on a busy machine. The other core writes down the last words meanwhile."""
SIDE_BY_SIDE = 2
"""Texts on their way at once: where both cores are free, the wait is half of it, and nothing spins."""


class Network:
    """A transformer kept in `folder` (`NAME.onnx`, int8; `tokenizer.json`), loaded at the first text."""

    def __init__(self, name: str, *, longest: int, folder: Path = FOLDER, threads: int = THREADS) -> None:
        self._path = folder / f"{name}.onnx"
        self._longest = longest
        self._threads = threads
        self._model: tuple[Any, Any] | None = None
        self._loading = Lock()

    def rows(self, texts: Sequence[str] | Sequence[tuple[str, str]], *, width: int) -> Rows:
        """A row of `width` figures a text or pair, in order; more than `longest` tokens are cut."""
        found = np.zeros((len(texts), width), np.float32)
        if not texts:
            return found
        from concurrent.futures import ThreadPoolExecutor

        session, tokenizer = self._loaded()
        wanted = {one.name for one in session.get_inputs()}

        # One at a time: in 8 bits a row would otherwise depend a little on what is read together with it, and
        # the same answer could be judged one way while it grows and another way at the end.
        def read(at: int, text: Any) -> None:
            fed = {"ids": text.ids, "mask": text.attention_mask, "parts": text.type_ids}
            wanted_now = {name: np.array([row], np.int64) for name, row in fed.items() if name in wanted}
            found[at] = session.run(None, wanted_now)[0][0]

        encoded = tokenizer.encode_batch(list(texts))
        with ThreadPoolExecutor(min(SIDE_BY_SIDE, len(texts)), "judge") as pool:
            deque(pool.map(read, range(len(texts)), encoded), maxlen=0)
        return found

    def load(self) -> None:
        """Loads the model now, so that the first answer need not wait for it."""
        self._loaded()

    def _loaded(self) -> tuple[Any, Any]:
        with self._loading:  # it is warmed beside the first answer: loaded once, whoever comes first
            if self._model is None:
                self._model = self._opened()
            return self._model

    def _opened(self) -> tuple[Any, Any]:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 3
        tokenizer = Tokenizer.from_file(str(self._path.with_name("tokenizer.json")))
        tokenizer.enable_truncation(self._longest)
        tokenizer.no_padding()
        return onnxruntime.InferenceSession(str(self._path), options), tokenizer
