"""Where the program begins: on the command line, and as the frozen app."""

from __future__ import annotations

import multiprocessing
import os

_SUMS = ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""What the libraries behind numpy's sums go by: OpenBLAS, and Apple's Accelerate."""


def main() -> None:
    """Run the command line; child processes of a frozen app end inside `freeze_support`."""
    multiprocessing.freeze_support()
    sum_on_one_thread()
    from desktop.cli import run

    run()


def sum_on_one_thread() -> None:
    """Has numpy reckon without a second thread, in this process and its children, unless told otherwise.

    To be called before numpy is imported. Our matrices are small: the second thread mostly spins while it
    waits for the next one, which costs the listening process 1.3 s of processor time a minute of speech, and
    Whisper the half of a core that both share.
    """
    for name in _SUMS:
        os.environ.setdefault(name, "1")


if __name__ == "__main__":
    main()
