"""Runs every benchmark of this folder, one after another, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Run them; the exit code says whether all went through."""
    failed = 0
    for file in sorted(HERE.glob("[a-z]*.py")):
        print(f"--- {file.stem}", flush=True)
        failed += (
            subprocess.run([sys.executable, "-m", f"benchmarks.{file.stem}"], check=False).returncode != 0
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
