"""Runs every benchmark of this folder, one after another, each in a process of its own.

    python -m benchmarks [FOLDER]

Those that need sound take the recordings of FOLDER, or those that come with the tests: few, and of one
synthetic voice. Word times need labels of their own (`python -m benchmarks.word_times FOLDER`); what looks
closer at a result, or prepares recordings, is run by hand.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.recordings import recordings

HERE = Path(__file__).parent
RECORDINGS = HERE.parent / "tests" / "data"
BY_HAND = ("in_two", "word_errors")


def runs(folder: Path) -> tuple[tuple[str, ...], ...]:
    """The name of each benchmark with what it is given."""
    files = tuple(str(one.path) for one in recordings(folder))
    sound = {
        "feedback": files,
        "listening": (str(folder), "--way", "greenroom", "--way", "greenroom live"),
        "pauses": (str(folder),),
        "word_times": (str(folder),),
    }
    sources = (
        (path.stem, path.read_text(encoding="utf-8"))
        for path in sorted(HERE.glob("[a-z]*.py"))
        if path.stem not in BY_HAND
    )
    return tuple(
        (name, *sound.get(name, ())) for name, source in sources if "\ndef main() -> None:" in source
    )


def main() -> int:
    """Run them; the exit code says whether all went through."""
    failed = 0
    for name, *given in runs(Path(sys.argv[1]) if len(sys.argv) > 1 else RECORDINGS):
        print(f"--- {name}", flush=True)
        command = [sys.executable, "-m", f"benchmarks.{name}", *given]
        failed += subprocess.run(command, check=False).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
