"""Runs every benchmark of this folder, one after another, each in a process of its own.

    python -m benchmarks [FOLDER]

Those that need sound take the recordings of FOLDER, or those that come with the tests: few, and of one
synthetic voice. Those whose figures the README states for both models, or for more than one way, are run once
for each. Word times need labels of their own (`python -m benchmarks.word_times FOLDER`); what takes half an
hour, looks closer at a result, or prepares recordings is run by hand: it is named at the end.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.recordings import recordings

HERE = Path(__file__).parent
RECORDINGS = HERE.parent / "tests" / "data"
BY_HAND = {
    "in_two": ("FOLDER", "OUT"),
    "long_answer": ("AUDIO...", "--minutes", "30", "--model", "base", "--busy"),
    "word_errors": ("FOLDER", "HEARD.json"),
}
"""What is not run by this one, with what it is to be given."""
LARGER = ("--model", "base")


def runs(folder: Path) -> tuple[tuple[str, ...], ...]:
    """The name of each benchmark with what it is given, as often as it is run."""
    given = _given(folder)
    sources = ((path.stem, path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("[a-z]*.py")))
    names = [name for name, source in sources if "\ndef main() -> None:" in source]
    return tuple(
        (name, *words) for name in names for words in given.get(name, () if name in BY_HAND else ((),))
    )


def _given(folder: Path) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Of each benchmark that is given something what that is, for each time it is run."""
    files = tuple(str(one.path) for one in recordings(folder))
    live = (str(folder), "--way", "greenroom", "--way", "greenroom live")
    return {
        "feedback": (
            files,
            (*files, *LARGER),
            (*files, "--after", "1", "--no-whole"),
            (*files, *LARGER, "--after", "1", "--no-whole"),
            (*files, *LARGER, "--minutes", "3"),
            (*files, "--battery", "--no-whole"),
            (*files, *LARGER, "--battery", "--no-whole"),
        ),
        "listening": (live, (*live, *LARGER)),
        "long_answer": ((*files, *LARGER),),
        "pauses": ((str(folder),),),
        "smoothness": ((), ("--at-once",)),
        "word_times": ((str(folder),),),
    }


def main() -> int:
    """Run them; the exit code says whether all went through."""
    failed, folder = 0, Path(sys.argv[1]) if len(sys.argv) > 1 else RECORDINGS
    if not any(recordings(folder)):
        print(f"{folder} holds no FLAC or WAV file with its words in a text file beside it.", file=sys.stderr)
        return 2
    for name, *given in runs(folder):
        print("---", name, *(word for word in given if not Path(word).is_file()), flush=True)
        command = [sys.executable, "-m", f"benchmarks.{name}", *given]
        failed += subprocess.run(command, check=False).returncode != 0
    print("--- by hand")
    for name, words in BY_HAND.items():
        print("python -m", f"benchmarks.{name}", *words)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
