from __future__ import annotations

import subprocess
import sys

SUMS = """
from desktop.__main__ import sum_on_one_thread

sum_on_one_thread()
import numpy, psutil

numpy.ones((600, 600)) @ numpy.ones((600, 600))
print(psutil.Process().num_threads())
"""


def test_sums_take_one_thread() -> None:
    told = subprocess.run([sys.executable, "-c", SUMS], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "1"
