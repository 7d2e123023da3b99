from __future__ import annotations

import os
import subprocess
import sys

from desktop.__main__ import _SUMS

SUMS = """
from desktop.__main__ import sum_on_one_thread

sum_on_one_thread()
import numpy, psutil

numpy.ones((600, 600)) @ numpy.ones((600, 600))
print(psutil.Process().num_threads())
"""


def test_sums_take_one_thread() -> None:
    unset = {name: value for name, value in os.environ.items() if name not in _SUMS}
    told = subprocess.run([sys.executable, "-c", SUMS], env=unset, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "1"
