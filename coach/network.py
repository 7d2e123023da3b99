"""The only door to onnxruntime for text: tokens through a small transformer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from coach.errors import JudgeDamaged

Rows = npt.NDArray[np.float32]

FOLDER = Path(__file__).parent / "model"
THREADS = 2
"""Neither spins while it waits for the other: it would take the listening process its core."""


class Network:
    """A transformer kept in `folder` (`reader.onnx`, int8; `tokenizer.json`), loaded at the first answer.

    Raises JudgeDamaged where a file is missing or broken.
    """

    def __init__(self, folder: Path = FOLDER, *, threads: int = THREADS) -> None:
        self._path = folder / "reader.onnx"
        self._threads = threads
        self._session: Any = None
        self._tokenizer: Any = None
        self._loading = Lock()

    def run(self, fed: Mapping[str, npt.NDArray[Any]]) -> list[Rows]:
        """The outputs for inputs given by name."""
        return [np.asarray(one) for one in self._loaded().run(None, dict(fed))]

    def tokenizer(self) -> Any:
        """What cuts texts into word pieces, all of them."""
        with self._loading:
            if self._tokenizer is None:
                from tokenizers import Tokenizer

                path = self._path.with_name("tokenizer.json")
                try:
                    tokenizer = Tokenizer.from_file(str(path))
                except Exception as error:  # the library knows no other
                    raise JudgeDamaged(path) from error
                tokenizer.no_truncation()
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
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # A pool of its own would keep what the longest answer took: 18 MB more, and no faster.
        options.enable_cpu_mem_arena = options.enable_mem_pattern = False
        try:
            return onnxruntime.InferenceSession(str(self._path), options)
        except Exception as error:  # the library has one for every way in which a file can be broken
            raise JudgeDamaged(self._path) from error
