"""How well Greenroom hears, beside faster-whisper's default with the same model and files, in one run.

    python -m benchmarks.listening AUDIO-DIR [--model tiny.en] [--models FOLDER] [--room echo] [--json]

A recording NAME.flac or NAME.wav counts when what was said stands beside it: NAME.txt, NAME.script.txt
(with silences as [0.8]), or in a labels.json of the folder under its file name. NAME.json with exact
`pieces` also gives the true pauses.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from audio import models
from audio.clip import MODEL_RATE_HZ, Samples, blocks
from audio.listener import Listener
from audio.transcriber import HESITANT, Transcriber
from benchmarks.rooms import ROOMS
from benchmarks.scoring import Score, score, total
from coach.transcript import Heard, Span

_BLOCK = 30 * MODEL_RATE_HZ
_PAUSE_S = 0.25


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound with what was said in it, and its pauses if they are known."""

    name: str
    sound: Samples
    said: str
    pauses: tuple[Span, ...] | None


@dataclass(frozen=True, slots=True)
class Result:
    """One way of hearing one recording."""

    score: Score
    took_s: float
    length_s: float
    pauses: tuple[Span, ...] | None = None
    true_pauses: tuple[Span, ...] | None = None


def main() -> None:
    """Measures and prints; with --json one object."""
    options = _options()
    if options.folder is None:
        print("Name a folder with recordings and what was said in them.")
        return
    recordings = list(_recordings(options.folder))
    if not recordings:
        sys.exit(f"No recording with a transcript in {options.folder}.")
    folder = models.find(options.model, own=options.models)
    rows = [row for room in options.room or ["clean"] for row in _room(room, recordings, folder)]
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if options.json:
        print(json.dumps({"model": options.model, "peak_memory_mb": round(memory_mb), "results": rows}))
        return
    for row in rows:
        print("  ".join(f"{key} {value}" for key, value in row.items()))
    print(f"peak memory {memory_mb:.0f} MB")


def hear(sound: Samples, transcriber: Transcriber) -> Heard:
    """A sound through Greenroom's listener, as a file goes through it."""
    listener = Listener(transcriber)
    for first in range(0, len(sound), _BLOCK):
        listener.hear(sound[first : first + _BLOCK])
        for _ in listener.work():
            pass
    *_, heard = listener.finish()
    return heard


def _room(room: str, recordings: list[Recording], folder: models.ModelFolder) -> Iterator[dict[str, Any]]:
    """Each way of hearing in one room."""
    transcriber = Transcriber(folder, threads=2)
    plain = loaded(folder)
    ways: dict[str, Callable[[Samples], tuple[str, Heard | None]]] = {
        "faster-whisper default": lambda sound: (text_of(plain, sound), None),
        "faster-whisper, hesitant prompt": lambda sound: (
            text_of(plain, sound, initial_prompt=HESITANT),
            None,
        ),
        "greenroom": lambda sound: _ours(sound, transcriber),
    }
    heard_as = [(recording, ROOMS[room](recording.sound)) for recording in recordings]
    for way, hear_it in ways.items():
        yield {
            "room": room,
            "way": way,
            **_summary([_result(one, sound, hear_it) for one, sound in heard_as]),
        }


def _ours(sound: Samples, transcriber: Transcriber) -> tuple[str, Heard]:
    heard = hear(sound, transcriber)
    return heard.transcript.text, heard


def _result(
    recording: Recording, sound: Samples, hear_it: Callable[[Samples], tuple[str, Heard | None]]
) -> Result:
    began = time.perf_counter()
    text, heard = hear_it(sound)
    took_s = time.perf_counter() - began
    true = recording.pauses
    pauses = _pauses(heard, true=true) if heard is not None and true is not None else None
    return Result(score(recording.said, text), took_s, len(sound) / MODEL_RATE_HZ, pauses, recording.pauses)


def _summary(results: list[Result]) -> dict[str, Any]:
    known = [r for r in results if r.pauses is not None]
    paused = {
        "pauses_found": sum(len(r.pauses or ()) for r in known),
        "pauses_true": sum(len(r.true_pauses or ()) for r in known),
        "pause_total_found_s": round(sum(gap.length_s for r in known for gap in r.pauses or ()), 2),
        "pause_total_true_s": round(sum(gap.length_s for r in known for gap in r.true_pauses or ()), 2),
    }
    summed = total(result.score for result in results)
    return {
        "precision": round(summed.precision, 3),
        "recall": round(summed.recall, 3),
        "f1": round(summed.f1, 3),
        "hits": summed.hits,
        "misses": summed.misses,
        "false_alarms": summed.false_alarms,
        "wer": round(summed.word_error_rate, 4),
        "rtf": round(sum(r.took_s for r in results) / sum(r.length_s for r in results), 4),
        **(paused if known else {}),
    }


def _pauses(heard: Heard, *, true: tuple[Span, ...]) -> tuple[Span, ...]:
    """The pauses heard where one is known; what lies inside a labelled stretch of words is not labelled."""
    speech = heard.sound.speech
    gaps = (Span(before.end_s, after.start_s) for before, after in pairwise(speech))
    return tuple(gap for gap in gaps if gap.length_s >= _PAUSE_S and any(_meet(gap, one) for one in true))


def _meet(one: Span, other: Span) -> bool:
    return min(one.end_s, other.end_s) > max(one.start_s, other.start_s)


def loaded(folder: models.ModelFolder) -> Any:
    """The same model as faster-whisper itself loads it."""
    from faster_whisper import WhisperModel

    path = str(models.ready(folder).path)
    return WhisperModel(path, device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True)


def text_of(model: Any, sound: Samples, **options: Any) -> str:
    """What faster-whisper's own call on the whole sound says, beam 5."""
    segments, _ = model.transcribe(sound, language="en", beam_size=5, **options)
    return " ".join(segment.text for segment in segments)


def _recordings(folder: Path) -> Iterator[Recording]:
    for path in sorted((*folder.glob("*.flac"), *folder.glob("*.wav"))):
        said = _said(path)
        if said is None:
            continue
        yield Recording(path.name, sound_of(path), said, _true_pauses(path))


def sound_of(path: Path) -> Samples:
    """The whole file, one channel, at 16 kHz."""
    return np.concatenate(list(blocks(path)))


def _said(path: Path) -> str | None:
    labels = path.parent / "labels.json"
    if labels.is_file():
        label = json.loads(labels.read_text(encoding="utf-8")).get(path.name)
        return label["transcript"] if label else None
    for text in (path.with_suffix(".script.txt"), path.with_suffix(".txt")):
        if text.is_file():
            return re.sub(r"\[[\d.]+\]", "", text.read_text(encoding="utf-8"))
    return None


def _true_pauses(path: Path) -> tuple[Span, ...] | None:
    labels = path.with_suffix(".json")
    pieces = json.loads(labels.read_text(encoding="utf-8")).get("pieces") if labels.is_file() else None
    if not pieces:
        return None
    spoken = [piece for piece in pieces if piece["kind"] != "rest"]
    gaps = (Span(a["end_s"], b["start_s"]) for a, b in pairwise(spoken))
    return tuple(gap for gap in gaps if gap.length_s >= _PAUSE_S)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--model", default=models.BUNDLED)
    parser.add_argument("--models", type=Path, help="a folder with models of your own")
    parser.add_argument("--room", action="append", choices=sorted(ROOMS))
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
