"""The only door to onnxruntime for text: texts through a small transformer."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from coach.errors import JudgeDamaged

Rows = npt.NDArray[np.float32]

FOLDER = Path(__file__).parent / "model"
THREADS = 1
"""A second thread spins while it waits for the first: 7.2 ms of processor time a text, not 4.4, and twice the
wait on a busy machine. An answer of 200 words was read in 76 ms, with two in 71."""
LONGEST = 512
"""Tokens that have a place."""
SIDE_BY_SIDE = 2
"""Texts on their way at once: where both cores are free, the wait is half of it, and nothing spins."""


class Network:
    """A transformer kept in `folder` (`NAME.onnx`, int8; `tokenizer.json`), loaded at the first text.

    Raises JudgeDamaged where a file is missing or broken.
    """

    def __init__(
        self,
        name: str,
        *,
        longest: int,
        folder: Path = FOLDER,
        threads: int = THREADS,
    ) -> None:
        self._path = folder / f"{name}.onnx"
        self._longest = longest
        self._threads = threads
        self._session: Any = None
        self._tokenizer: Any = None
        self._loading = Lock()

    def rows(self, texts: Sequence[str], *, width: int) -> Rows:
        """A row of `width` figures a text, in order; more than `longest` tokens are cut."""
        found = np.zeros((len(texts), width), np.float32)
        if not texts:
            return found
        from concurrent.futures import ThreadPoolExecutor

        # One at a time: in 8 bits a row would otherwise depend a little on what is read together with it, and
        # the same answer could be judged one way while it grows and another way at the end.
        def read(at: int, text: Any) -> None:
            fed = {"ids": text.ids, "mask": text.attention_mask}
            found[at] = self.run({name: np.array([row], np.int64) for name, row in fed.items()})[0][0]

        encoded = self.tokenizer().encode_batch(list(texts))
        with ThreadPoolExecutor(min(SIDE_BY_SIDE, len(texts)), "judge") as pool:
            deque(pool.map(read, range(len(texts)), encoded), maxlen=0)
        return found

    def run(self, fed: Mapping[str, npt.NDArray[Any]]) -> list[Rows]:
        """The outputs for inputs given by name."""
        return [np.asarray(one) for one in self._loaded().run(None, dict(fed))]

    def tokenizer(self) -> Any:
        """What cuts texts into word pieces; more than `longest` of them are cut off."""
        with self._loading:
            if self._tokenizer is None:
                from tokenizers import Tokenizer

                path = self._path.with_name("tokenizer.json")
                try:
                    tokenizer = Tokenizer.from_file(str(path))
                except Exception as error:  # the library knows no other
                    raise JudgeDamaged(path) from error
                tokenizer.enable_truncation(self._longest)
                tokenizer.no_padding()
                self._tokenizer = tokenizer
            return self._tokenizer

    def load(self) -> None:
        """Loads the model now, so that the first answer need not wait for it."""
        self._loaded()
        self.tokenizer()

    def _loaded(self) -> Any:
        with self._loading:  # it is warmed beside the first answer: loaded once, whoever comes first
            if self._session is None:
                self._session = self._opened()
            return self._session

    def _opened(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 3
        try:
            return onnxruntime.InferenceSession(str(self._path), options)
        except Exception as error:  # the library has one for every way in which a file can be broken
            raise JudgeDamaged(self._path) from error
