"""The process's memory: held on to from one piece to the next, handed back now and then."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from typing import Any

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENAS = -1, -3, -8
_MOST = 1 << 30


def hold_on() -> None:
    """Keeps freed memory for the next piece; where the system's C library is not glibc, nothing happens.

    Whisper's encoder asks for some 50 MB and gives them back again in each layer. Fresh from the kernel, page
    by page, they cost 30 % of its time on 30 s (tiny.en, one core: .41 s, with this .29 s). All threads share
    one heap: kept by each, what it once needed came to 551 MB for 43 s with base, with this 451 MB, and took
    as much processor time.
    """
    with suppress(OSError, AttributeError):
        library = _glibc()
        library.mallopt(_ARENAS, 1)
        if library.mallopt(_MMAP_THRESHOLD, _MOST):  # an older glibc may refuse; then it is left as it is
            library.mallopt(_TRIM_THRESHOLD, _MOST)


def hand_back() -> None:
    """Gives what is free back to the system."""
    with suppress(OSError, AttributeError):
        _glibc().malloc_trim(0)


def _glibc() -> Any:
    if not sys.platform.startswith("linux"):
        raise OSError("not glibc")
    return ctypes.CDLL("libc.so.6")
