"""Keeps all processors busy beside a benchmark, as other programs of equal rank would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_BURN = """
import os
parent = os.getppid()
while os.getppid() == parent:
    sum(range(100_000))
"""
"""Without end, but not longer than the benchmark lives."""


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """So many processes reckon on and on for as long as this lasts, at the priority of the caller."""
    burners = [subprocess.Popen([sys.executable, "-S", "-c", _BURN]) for _ in range(processes)]
    try:
        yield
    finally:
        for one in burners:
            one.kill()
            one.wait(10)


def processors() -> int:
    """How many processors there are."""
    return os.cpu_count() or 1
