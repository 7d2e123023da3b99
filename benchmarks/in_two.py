"""Recordings and their transcripts cut in two, so that one part can be developed on and the other kept back.

    python -m benchmarks.in_two AUDIO-DIR OUT [--at 210] [--models FOLDER]

OUT/first and OUT/rest get NAME.wav and NAME.txt. Transcripts have no times: where a text is cut is found by
holding what base hears in the first part (recipe A, all sound) against the beginning of the text, and may be
a few words off; the same words are off for whoever is measured on it.
"""

from __future__ import annotations

import argparse
import tempfile
import wave
from pathlib import Path

import numpy as np

from audio import models
from audio.clip import MODEL_RATE_HZ, Samples
from benchmarks.recipes import RecipeA, loaded
from benchmarks.recordings import recordings, sound_of
from benchmarks.scoring import beginning, tokens


def said_first(said: str, heard: str) -> int:
    """How many words of a text are said in its first part, of which this was heard."""
    cut = [tokens(word) for word in said.split()]
    most = 2 * len(tokens(heard)) + 20
    flat = [token for word in cut for token in word][:most]
    left = beginning(flat, tokens(heard))
    count = 0
    for word in cut:
        if left <= 0:
            break
        left -= len(word)
        count += 1
    return count


def main() -> None:
    """Cuts every recording of a folder."""
    options = _options()
    folder = models.find("base", own=options.models, cache=Path(tempfile.gettempdir(), "greenroom-models"))
    recipe = RecipeA(loaded(models.ready(folder), threads=options.threads), all_sound=True)
    for recording in recordings(options.folder):
        sound = sound_of(recording.path)
        cut = round(options.at * MODEL_RATE_HZ)
        words = recording.truth.said.split()
        count = said_first(recording.truth.said, recipe.text_of(sound[:cut]))
        name = recording.path.stem
        _write(options.out / "first", name, sound=sound[:cut], words=words[:count])
        _write(options.out / "rest", name, sound=sound[cut:], words=words[count:])
        print(f"{name}: {count} of {len(words)} words, up to {' '.join(words[:count][-_SHOWN:])}")


_SHOWN = 6


def _write(folder: Path, name: str, *, sound: Samples, words: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text(" ".join(words), encoding="utf-8")
    with wave.open(str(folder / f"{name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(MODEL_RATE_HZ)
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--at", type=float, default=210.0, help="seconds")
    parser.add_argument("--models", type=Path, help="a folder with models of your own; base is joined there")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
