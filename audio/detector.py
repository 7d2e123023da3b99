"""The voice detector: Silero's small network, run on and on as the sound arrives."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from audio.clip import MODEL_RATE_HZ, Samples
from audio.errors import ModelMissing

Values = npt.NDArray[np.float32]

FRAME = 512
"""Samples looked at in one go (32 ms at 16 kHz)."""
FRAME_S = FRAME / MODEL_RATE_HZ
_LOOKBACK = 64


class Detector(Protocol):
    """Says of each next 512 samples how likely they hold a voice, 0 to 1."""

    def chances(self, samples: Samples) -> Values:
        """One chance a frame; `samples` is a whole number of frames long."""
        ...


class VoiceDetector:
    """Silero VAD as faster-whisper ships it; keeps its state from one call to the next."""

    def __init__(self) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = 1
        options.intra_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        self._session: Any = onnxruntime.InferenceSession(
            str(_network()), providers=["CPUExecutionProvider"], sess_options=options
        )
        self._h = np.zeros((1, 1, 128), np.float32)
        self._c = np.zeros((1, 1, 128), np.float32)
        self._before = np.zeros((1, _LOOKBACK), np.float32)

    def chances(self, samples: Samples) -> Values:
        """One chance a frame; `samples` is a whole number of frames long."""
        frames = samples.reshape(-1, FRAME)
        before = np.vstack((self._before, frames[:-1, -_LOOKBACK:]))
        self._before = frames[-1:, -_LOOKBACK:].copy()
        feed = {"input": np.hstack((before, frames)), "h": self._h, "c": self._c}
        chances, self._h, self._c = self._session.run(None, feed)
        return np.asarray(chances, np.float32).reshape(-1)


def _network() -> Path:
    """The network's file inside the package faster_whisper, which is not imported for it."""
    spec = find_spec("faster_whisper")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for file in sorted(Path(folder, "assets").glob("silero_vad*.onnx"), reverse=True):
            return file
    raise ModelMissing("silero_vad")
