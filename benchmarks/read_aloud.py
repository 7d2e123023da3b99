"""Model answers read aloud by this computer's own voices: fluent speech in which nobody says "um"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from audio.clip import Clip
from audio.voice import Voice
from seeds.shelf import Shelf

RATES = (1.0, 1.15, 0.9, 1.3)


def read_aloud(folder: Path, *, minutes: float, voice: Voice) -> int:
    """Writes so many minutes into `folder`, an answer a file, its words beside it; how many voices read.

    Every English voice takes its turn, at a calm, a brisk, a slow and a fast rate.
    """
    import soundfile

    readers = [one.id for one in voice.voices()]
    turns = zip(cycle(_answers()), cycle(readers), cycle(RATES), strict=False)
    left_s, read = 60 * minutes, set[str]()
    for at, (text, reader, rate) in enumerate(turns):
        clip: Clip = voice.say(text, voice=reader, rate=rate)
        soundfile.write(folder / f"read{at:02d}.flac", clip.samples, clip.rate_hz)
        (folder / f"read{at:02d}.txt").write_text(text, encoding="utf-8")
        read.add(reader)
        left_s -= len(clip.samples) / clip.rate_hz
        if left_s <= 0:
            break
    return len(read)


def _answers() -> Iterator[str]:
    return (
        question.model_answer
        for bank in Shelf(None).banks()
        for question in bank.questions
        if question.model_answer
    )
