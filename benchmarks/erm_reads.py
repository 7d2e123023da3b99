"""The PyPI package `erm`, in an environment of its own: what it hears, with its fillers, as text.

`Erm` makes the environment once, in the temporary folder (900 MB, from the package index), and talks to this
same file, run there as a script: a line with a path in, a line of JSON out. It may import nothing of ours.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

VERSION = "0.4.0"
_FILLED = "um"


class Erm:
    """Hears with erm and the given model until it is closed."""

    def __init__(self, model: Path, *, threads: int) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="greenroom-erm-sound-")
        self._process: Any = subprocess.Popen(
            [str(_python()), str(Path(__file__).resolve()), str(model)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={"OMP_NUM_THREADS": str(threads), "PATH": ""},
        )

    def text_of(self, sound: Any) -> str:
        """What is heard in the whole sound (16 kHz): the words, and "um" where erm would cut more out."""
        import soundfile

        path = Path(self._folder.name, "sound.wav")
        soundfile.write(path, sound, 16_000)
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        text: str = json.loads(self._process.stdout.readline())
        return text

    def close(self) -> None:
        """Ends it."""
        self._process.stdin.close()
        self._process.wait(timeout=60)
        self._process.stdout.close()
        self._folder.cleanup()


def _python() -> Path:
    folder = Path(tempfile.gettempdir(), f"greenroom-erm-{VERSION}")
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", f"erm=={VERSION}"], check=True)
        (folder / "ready").touch()
    return python


def in_order(words: list[tuple[float, str]], cuts: list[tuple[float, float]]) -> str:
    """The words with "um" where a cut lies; cuts that overlap are one."""
    joined: list[list[float]] = []
    for start_s, end_s in sorted(cuts):
        if joined and start_s <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end_s)
        else:
            joined.append([start_s, end_s])
    events = [*words, *(((start_s + end_s) / 2, _FILLED) for start_s, end_s in joined)]
    return " ".join(text for _, text in sorted(events, key=lambda event: event[0]))


def _heard(path: str, model: str) -> str:
    """All four ways in which erm looks for fillers, as its command line goes through them by default."""
    erm: Any = importlib.import_module("erm")
    words, length_s = erm.transcribe(path, model_name=model, device="cpu", compute_type="int8")
    sound, rate_hz = erm.load_audio_mono(path)
    written = erm.find_fillers(words, erm.DEFAULT_FILLERS)
    found = [*erm.detect_gap_fillers(sound, rate_hz, words, length_s)]
    found += erm.detect_intraword_fillers(sound, rate_hz, words)
    long = erm.detect_overlong_words(sound, rate_hz, words)
    found += [cut for cut in long if erm.is_sustained_vowel(sound, rate_hz, cut.start, cut.end)]
    new = [one for one in found if not any(one.start < w.end and one.end > w.start for w in written)]
    return in_order([(word.start, word.text) for word in words], [(cut.start, cut.end) for cut in new])


def _serve(model: str) -> None:
    for line in sys.stdin:
        print(json.dumps(_heard(line.strip(), model)), flush=True)


if __name__ == "__main__" and len(sys.argv) > 1:
    _serve(sys.argv[1])
