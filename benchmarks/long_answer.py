"""What a long answer takes: the memory of the whole app, the longest block of its window, and lost sound.

    python -m benchmarks.long_answer AUDIO... [--minutes 10] [--model base] [--models FOLDER] [--json]

Starts the real app on a virtual screen and sound card with an empty data folder, as `benchmarks.smoothness`
does, and answers one question with the recordings, one after another and over and over, for so many minutes;
then come the review and another page. Every two seconds it looks at the memory of the window's process and of
all its helpers: told is the proportional set size, in which what processes share is counted once, in MB of a
million bytes, at its highest. Sound is lost if less lies between the beginning and the end of what was said
in the recording that is kept than in what was said.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import psutil
import soundfile as sf

from audio import models
from audio.clip import MODEL_RATE_HZ, Samples
from benchmarks.recordings import sound_of
from benchmarks.startup import MB, end
from tests.alignment import find, mono
from tests.screen import open_screen
from tests.sound import SoundCard

_EVERY_S = 2.0
_PIECE_S, _MARGIN_S = 8.0, 2.0
_LATE_S = 60.0
"""So long after its beginning, or before its end, the recording's first and last piece are looked for."""
_ALIKE = 0.8
_SPOKEN_TO_ITS_END_S = 1.0


@dataclass(slots=True)
class Memory:
    """What the app's processes held at their highest, in MB: all together, and each by its name."""

    all_mb: float = 0.0
    each_mb: dict[str, float] = field(default_factory=dict)

    def look(self, app: psutil.Process) -> None:
        """Looks once more; a process that is gone by then holds nothing."""
        held = dict[str, float]()
        with suppress(psutil.NoSuchProcess):
            for one in (app, *app.children(recursive=True)):
                with suppress(psutil.Error):
                    held[_name(one, app)] = one.memory_full_info().pss / MB
        self.all_mb = max(self.all_mb, sum(held.values()))
        for name, mb in held.items():
            self.each_mb[name] = max(mb, self.each_mb.get(name, 0.0))


@dataclass(frozen=True, slots=True)
class Found:
    """What one long answer showed."""

    minutes: float
    model: str
    memory_mb: float
    each_mb: Mapping[str, float]
    lost_s: float
    told: Mapping[str, Any]
    load: float
    system: str


def main() -> None:
    """Measures and prints."""
    options = _options()
    if not options.audio:
        print("Name one or more recordings to answer with.")
        return
    found = measure(options)
    if options.json:
        print(json.dumps(asdict(found)))
        return
    print(f"memory at most    {found.memory_mb:.0f} MB in all; {_listed(found.each_mb)}")
    print(f"sound lost        {found.lost_s:.3f} s of {found.minutes:g} minutes")
    print(f"longest blocks    {_listed(found.told['longest_gap_ms'])} (ms)")
    print(f"Stop to review    {found.told['stop_to_review_s']:.2f} s; load {found.load:.1f}")


def measure(options: argparse.Namespace) -> Found:
    """One long answer in the real app."""
    with tempfile.TemporaryDirectory(prefix="gr") as folder:
        room = Path(folder)
        said = _said(options, room / "said.wav")
        home = _home(room / "home", model=options.model, own=options.models)
        memory = Memory()
        with _environment(room) as (card, environment):
            told = _practise(
                said, card=card, environment={**environment, "GREENROOM_HOME": str(home)}, memory=memory
            )
        [recording] = (home / "recordings").glob("*.flac")
        lost_s = _lost_s(mono(said), mono(recording))
    return Found(
        minutes=options.minutes,
        model=options.model,
        memory_mb=round(memory.all_mb),
        each_mb={name: round(mb) for name, mb in memory.each_mb.items()},
        lost_s=round(lost_s, 4),
        told=told,
        load=os.getloadavg()[0],
        system=platform.platform(),
    )


def _practise(
    said: Path, *, card: SoundCard, environment: Mapping[str, str], memory: Memory
) -> dict[str, Any]:
    """The app's own words about its window."""
    seconds = sf.info(said).duration + _SPOKEN_TO_ITS_END_S
    app = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.watched.smooth", str(seconds)],
        env=dict(environment),
        stdout=subprocess.PIPE,
        text=True,
    )
    mouths = list[subprocess.Popen[bytes]]()
    try:
        with _looked_at(app.pid, memory):
            for line in app.stdout or ():
                if line.startswith("{"):
                    told: dict[str, Any] = json.loads(line)
                    app.wait(30)
                    return told
                if line.strip() == "speak":
                    mouths.append(card.speak(said))
        raise RuntimeError("the app ended before it told anything")
    finally:
        end(app)
        for mouth in mouths:
            mouth.kill()
            mouth.wait(10)


@contextmanager
def _looked_at(pid: int, memory: Memory) -> Iterator[None]:
    """Looks at the memory on and on, aside."""
    app, is_over = psutil.Process(pid), threading.Event()

    def look() -> None:
        while not is_over.wait(_EVERY_S):
            memory.look(app)

    aside = threading.Thread(target=look)
    aside.start()
    try:
        yield
    finally:
        is_over.set()
        aside.join()


@contextmanager
def _environment(room: Path) -> Iterator[tuple[SoundCard, dict[str, str]]]:
    with open_screen() as screen:
        card = SoundCard(room)
        card.start()
        try:
            yield card, {**card.environment, **screen.environment, "XDG_RUNTIME_DIR": str(room)}
        finally:
            card.stop()


def _home(home: Path, *, model: str, own: Path | None) -> Path:
    """A data folder in which that model is chosen."""
    (home / "models").mkdir(parents=True)
    if model != models.BUNDLED and own is not None:
        (home / "models" / model).symlink_to((own / model).absolute())
    (home / "settings.toml").write_text(f'welcomed = true\nmodel = "{model}"\n')
    return home


def _said(options: argparse.Namespace, path: Path) -> Path:
    """The recordings, over and over, in one file of that length."""
    left = round(60 * options.minutes * MODEL_RATE_HZ)
    with sf.SoundFile(path, "w", MODEL_RATE_HZ, 1) as file:
        for one in itertools.cycle(options.audio):
            sound = sound_of(one)[:left]
            file.write(sound)
            left -= len(sound)
            if left <= 0:
                return path
    return path


def _lost_s(said: Samples, heard: Samples) -> float:
    """Seconds missing between what was said at the beginning and at the end; below zero, added."""
    size, margin = (round(one_s * MODEL_RATE_HZ) for one_s in (_PIECE_S, _MARGIN_S))
    late = round(_LATE_S * MODEL_RATE_HZ)
    first_s, first_alike = find(said[margin : margin + size], within=heard[:late])
    last_s, last_alike = find(said[-margin - size : -margin], within=heard[-late:])
    if min(first_alike, last_alike) < _ALIKE:
        raise RuntimeError(f"What was said is not in the recording: {first_alike:.2f}, {last_alike:.2f}.")
    last_s += max(0, len(heard) - late) / MODEL_RATE_HZ
    return (len(said) - 2 * margin - size) / MODEL_RATE_HZ - (last_s - first_s)


def _name(one: psutil.Process, app: psutil.Process) -> str:
    """The window, or the helper by what it has loaded."""
    if one.pid == app.pid:
        return "window"
    maps = " ".join(part.path for part in one.memory_maps())
    if "ctranslate2" in maps:
        return "listening"
    return "voice" if "espeak" in maps else "other helper"


def _listed(figures: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {figure:.0f}" for name, figure in figures.items())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("audio", type=Path, nargs="*")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--model", default=models.BUNDLED)
    parser.add_argument("--models", type=Path, help="a folder with models of your own")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
