"""An ear at the virtual loudspeakers, which knows when the first sound came out of them."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

import numpy as np

from tests.sound import LOUDSPEAKERS, SoundCard

_RATE_HZ = 16_000
_BLOCK = 2 * _RATE_HZ // 100  # 10 ms of 16 bit samples, in bytes
_LOUD = 0.01 * 32768
_LISTENS_WITHIN_S = 10.0


class Ear:
    """Has heard something, or not yet."""

    def __init__(self) -> None:
        self.listens, self.moments = threading.Event(), list[float]()

    @property
    def heard_at(self) -> float:
        """When the first sound was heard, on `time.monotonic`; raises RuntimeError if none was."""
        if not self.moments:
            raise RuntimeError("The loudspeakers were silent.")
        return self.moments[0]

    def listen(self, process: subprocess.Popen[bytes]) -> None:
        """Until it has heard something, or the process that records has ended; then that costs no more."""
        with process:
            if process.stdout is not None:
                self.moments += first_loud(process.stdout, on_block=self.listens.set)
            process.terminate()


@contextmanager
def an_ear(card: SoundCard) -> Iterator[Ear]:
    """One that listens from the moment the block begins."""
    command = ["parec", f"--device={LOUDSPEAKERS}.monitor", "--raw", "--format=s16le", "--channels=1"]
    command += [f"--rate={_RATE_HZ}", "--latency-msec=10"]
    process = subprocess.Popen(command, env=card.environment, stdout=subprocess.PIPE)
    ear = Ear()
    aside = threading.Thread(target=ear.listen, args=(process,))
    aside.start()
    try:
        if not ear.listens.wait(_LISTENS_WITHIN_S):
            raise RuntimeError("Nothing comes from the loudspeakers, not even silence.")
        yield ear
    finally:
        process.terminate()
        aside.join()


def first_loud(
    stream: IO[bytes], *, on_block: Callable[[], object], now: Callable[[], float] = time.monotonic
) -> tuple[float, ...]:
    """When a block came that is not silence, if one did before the stream ended.

    The stream has mono samples of 16 bits.
    """
    while len(block := stream.read(_BLOCK)) == _BLOCK:
        on_block()
        if np.abs(np.frombuffer(block, "<i2").astype(np.int32)).max() > _LOUD:
            return (now(),)
    return ()
