"""Where the program begins: on the command line, and as the frozen app."""

from __future__ import annotations

import multiprocessing


def main() -> None:
    """Run the command line; child processes of a frozen app end inside `freeze_support`."""
    multiprocessing.freeze_support()
    from desktop.cli import run

    run()


if __name__ == "__main__":
    main()
