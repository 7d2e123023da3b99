"""How well Greenroom hears, beside faster-whisper's default and recipe A with the same model, in one run.

    python -m benchmarks.listening AUDIO-DIR [--model tiny.en] [--models FOLDER] [--room echo ...] [--json]
    python -m benchmarks.listening --read-aloud MINUTES ...

A recording NAME.flac or NAME.wav counts when what was said stands beside it: NAME.txt, NAME.script.txt
(with silences as [0.8]), or in a labels.json of the folder under its file name. NAME.json with exact
`pieces`, or `filled_pauses` in labels.json, also give the true times. Each way of hearing runs in a process
of its own, one after another, so that its peak memory is its own. `--way "greenroom live"` hears as while
one speaks, which must come to the same, and tells how far off what is there at Stop is from what stays.
`--read-aloud` takes the built-in model answers, read by this computer's voices: fluent speech, in which every
filled pause is a false alarm. With --erm the PyPI package `erm` hears
too, in an environment made for it (900 MB); its time has the loading of the model for each file in it, its
memory is not counted.
"""

from __future__ import annotations

import argparse
import atexit
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from audio import models
from audio.clip import MODEL_RATE_HZ, Samples
from audio.listener import Listener
from audio.listening import drafter_for
from audio.transcriber import Transcriber
from audio.voice import Voice
from benchmarks.against_truth import Result, figures
from benchmarks.erm_reads import Erm
from benchmarks.read_aloud import read_aloud
from benchmarks.recipes import RecipeA, loaded, text_of
from benchmarks.recordings import Recording, recordings, sound_of
from benchmarks.rooms import ROOMS
from coach.transcript import Heard

_BLOCK = 30 * MODEL_RATE_HZ
_BREATH = MODEL_RATE_HZ // 10


@dataclass(frozen=True, slots=True)
class Live:
    """What was heard while one spoke: as it was at Stop, and as it stays."""

    drafted: Heard
    settled: Heard


Hearing = Callable[[Samples], str | Heard | Live]


@dataclass(frozen=True, slots=True)
class Task:
    """Recordings to be heard in one way, in one room."""

    way: str
    room: str
    folder: models.ModelFolder
    recordings: tuple[Recording, ...]
    threads: int = 2


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task."""

    results: tuple[Result, ...]
    peak_memory_mb: int


def main() -> None:
    """Measures and prints; with --json one object, with every file's figures and words."""
    options = _options()
    if options.read_aloud is not None:
        with tempfile.TemporaryDirectory(prefix="greenroom-read-") as folder:
            voice = Voice()
            voices = read_aloud(Path(folder), minutes=options.read_aloud, voice=voice)
            voice.stop()
            print(f"read aloud by {voices} voices", file=sys.stderr)
            _measure(Path(folder), options)
    elif options.folder is not None:
        _measure(options.folder, options)
    else:
        print("Name a folder with recordings and what was said in them.")


def _measure(audio: Path, options: argparse.Namespace) -> None:
    found = tuple(recordings(audio))
    if not found:
        sys.exit(f"No recording with a transcript in {audio}.")
    cache = options.models or Path(tempfile.gettempdir(), "greenroom-models")
    folder = models.ready(models.find(options.model, own=options.models, cache=cache))
    rooms = list(ROOMS) if options.room and "all" in options.room else options.room or ["clean"]
    rows = []
    for room in rooms:
        for way in (*(options.way or USUAL), *([ERM] if options.erm else [])):
            done = in_its_own_process(Task(way, room, folder, found, options.threads))
            row = {"room": room, "way": way, **figures(done.results), "memory_mb": done.peak_memory_mb}
            if options.json:
                files = {one.name: {**figures([one]), "text": one.text} for one in done.results}
                rows.append({**row, "files": files})
            else:
                print("  ".join(f"{key} {value}" for key, value in row.items()), flush=True)
    if options.json:
        print(json.dumps({"model": options.model, "threads": options.threads, "results": rows}, indent=1))


def in_its_own_process(task: Task) -> Done:
    """The task done by a new process, which ends with it."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(done, task).result()


def done(task: Task) -> Done:
    """Every recording heard; the first one once before, since the first call of a model is slower."""
    hear_it = WAYS[task.way](task.folder, task.threads)
    hear_it(sound_of(task.recordings[0].path)[: 5 * MODEL_RATE_HZ])
    results = []
    for recording in task.recordings:
        sound = ROOMS[task.room](sound_of(recording.path))
        began, cpu_began = time.perf_counter(), time.process_time()
        heard = hear_it(sound)
        took_s, cpu_s = time.perf_counter() - began, time.process_time() - cpu_began
        result = partial(Result, recording.path.name, recording.truth)
        length_s = len(sound) / MODEL_RATE_HZ
        if isinstance(heard, Live):
            results.append(result(heard.settled, took_s, length_s, cpu_s, drafted=heard.drafted))
        else:
            results.append(result(heard, took_s, length_s, cpu_s))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Done(tuple(results), round(memory / 1024))


def hear(sound: Samples, transcriber: Transcriber, *, drafter: Transcriber | None = None) -> Heard:
    """A sound through Greenroom's listener, as a file goes through it."""
    listener = Listener(transcriber, drafter=drafter)
    for first in range(0, len(sound), _BLOCK):
        listener.hear(sound[first : first + _BLOCK])
        for _ in listener.work():
            pass
    *_, heard = listener.finish()
    return heard


def hear_live(sound: Samples, transcriber: Transcriber, *, drafter: Transcriber | None = None) -> Live:
    """A sound as while one speaks, by a machine that keeps up."""
    listener = Listener(transcriber, drafter=drafter)
    for first in range(0, len(sound), _BREATH):
        listener.hear(sound[first : first + _BREATH])
        for _ in listener.work(ahead=True):
            pass
    *_, heard = listener.finish()
    return Live(heard, listener.settle() or heard)


def _ours(folder: models.ModelFolder, threads: int) -> Hearing:
    transcriber, drafter = Transcriber(folder, threads=threads), drafter_for(folder, threads=threads)
    return lambda sound: hear(sound, transcriber, drafter=drafter)


def _live(folder: models.ModelFolder, threads: int) -> Hearing:
    transcriber, drafter = Transcriber(folder, threads=threads), drafter_for(folder, threads=threads)
    return lambda sound: hear_live(sound, transcriber, drafter=drafter)


def _default(folder: models.ModelFolder, threads: int) -> Hearing:
    model = loaded(folder, threads=threads)
    return lambda sound: text_of(model, sound)


def _recipe_a(folder: models.ModelFolder, threads: int) -> Hearing:
    return RecipeA(loaded(folder, threads=threads), all_sound=False).text_of


def _all_sound(folder: models.ModelFolder, threads: int) -> Hearing:
    return RecipeA(loaded(folder, threads=threads), all_sound=True).text_of


def _erm(folder: models.ModelFolder, threads: int) -> Hearing:
    erm = Erm(folder.path, threads=threads)
    atexit.register(erm.close)
    return erm.text_of


ERM, LIVE = "erm", "greenroom live"
WAYS: dict[str, Callable[[models.ModelFolder, int], Hearing]] = {
    "greenroom": _ours,
    "faster-whisper default": _default,
    "recipe A": _recipe_a,
    "recipe A, all sound": _all_sound,
    ERM: _erm,
    LIVE: _live,
}
USUAL = tuple(way for way in WAYS if way not in (ERM, LIVE))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--read-aloud", type=float, metavar="MINUTES", help="of the built-in model answers")
    parser.add_argument("--model", default=models.BUNDLED)
    parser.add_argument("--models", type=Path, help="a folder with models of your own; base is joined there")
    parser.add_argument("--room", action="append", choices=[*ROOMS, "all"])
    parser.add_argument(
        "--way", action="append", choices=(*USUAL, LIVE), help="only this way; may be repeated"
    )
    parser.add_argument("--erm", action="store_true", help="the package erm too; it is installed for it")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
