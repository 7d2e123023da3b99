"""What a long answer takes: the memory of the whole app, the longest block of its window, and lost sound.

    python -m benchmarks.long_answer AUDIO... [--minutes 10] [--model base] [--models FOLDER]
        [--busy] [--battery] [--json]

Starts the real app on a virtual screen and sound card with an empty data folder, as `benchmarks.smoothness`
does, and answers one question with the recordings, one after another and over and over, for so many minutes;
then come the review and another page. Every two seconds it looks at the memory of the window's process and of
all its helpers: told is the proportional set size, in which what processes share is counted once, in MB of a
million bytes, at its highest; and the processor time of them all, from the first word to the other page, for
each minute of the answer. With `--busy` as many processes as there are processors reckon beside the app all
the while; with `--battery` the listening process believes that no plug is in.

Sound is lost if less lies between the beginning and the end of what was said in the recording that is kept
than in what was said. What is looked for there may not come twice: the recordings must be longer than 15 s.
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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import psutil
import soundfile as sf

from audio import models
from audio.clip import MODEL_RATE_HZ, Samples
from benchmarks.busy import busy, processors
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
        for one in _family(app):
            with suppress(psutil.Error):
                held[_name(one, app)] = one.memory_full_info().pss / MB
        self.all_mb = max(self.all_mb, sum(held.values()))
        for name, mb in held.items():
            self.each_mb[name] = max(mb, self.each_mb.get(name, 0.0))


@dataclass(slots=True)
class Work:
    """Processor time of the app's processes from the first word on, in seconds; those that ended count."""

    before_s: dict[int, float] = field(default_factory=dict)
    upto_s: dict[int, float] = field(default_factory=dict)

    def begin(self, app: psutil.Process) -> None:
        """The first word is said now."""
        self.look(app)
        self.before_s = dict(self.upto_s)

    def look(self, app: psutil.Process) -> None:
        """Looks once more."""
        for one in _family(app):
            with suppress(psutil.Error):
                self.upto_s[one.pid] = sum(one.cpu_times()[:2])

    @property
    def took_s(self) -> float:
        """As of the last look."""
        return sum(self.upto_s.values()) - sum(self.before_s.values())


@dataclass(frozen=True, slots=True)
class Found:
    """What one long answer showed."""

    minutes: float
    model: str
    busy_processes: int
    battery: bool
    memory_mb: float
    each_mb: Mapping[str, float]
    cpu_s_per_minute: float
    lost_s: float
    told: Mapping[str, Any]
    load: float
    system: str


def main() -> None:
    """Measures and prints."""
    options = _options()
    found = measure(options)
    print(json.dumps(asdict(found)) if options.json else report(found))


def report(found: Found) -> str:
    """The figures for people."""
    ways = ", on battery" if found.battery else ""
    if found.busy_processes:
        ways += f", {found.busy_processes} busy processes beside it"
    gaps, long = found.told["longest_gap_ms"], found.told["gaps_over_40_ms"]
    return "\n".join(
        (
            f"answer            {found.minutes:g} minutes, {found.model}{ways}; load {found.load:.1f}",
            f"memory at most    {found.memory_mb:.0f} MB in all; {_listed(found.each_mb)}",
            f"processor time    {found.cpu_s_per_minute:.1f} s a minute",
            f"sound lost        {found.lost_s:.3f} s of {found.minutes:g} minutes",
            f"longest blocks    {_listed(gaps)} (ms); over 40 ms: {_listed(long) or 'none'}",
            f"Stop to review    {found.told['stop_to_review_s']:.2f} s",
        )
    )


def measure(options: argparse.Namespace) -> Found:
    """One long answer in the real app."""
    burners = processors() if options.busy else 0
    with tempfile.TemporaryDirectory(prefix="gr") as folder, busy(burners):
        room = Path(folder)
        said = _said(options, room / "said.wav")
        home = _home(room / "home", model=options.model, own=options.models)
        memory, work = Memory(), Work()
        with _environment(room) as (card, environment):
            told = _practise(
                said,
                card=card,
                environment={**environment, "GREENROOM_HOME": str(home)},
                ways=("--battery",) if options.battery else (),
                memory=memory,
                work=work,
            )
        load = os.getloadavg()[0]
        [recording] = (home / "recordings").glob("*.flac")
        repeats_s = sum(sf.info(one).duration for one in options.audio)
        missing_s = lost_s(mono(said), mono(recording), repeats_s=repeats_s)
    return Found(
        minutes=options.minutes,
        model=options.model,
        busy_processes=burners,
        battery=options.battery,
        memory_mb=round(memory.all_mb),
        each_mb={name: round(mb) for name, mb in memory.each_mb.items()},
        cpu_s_per_minute=round(work.took_s / options.minutes, 2),
        lost_s=round(missing_s, 4),
        told=told,
        load=load,
        system=platform.platform(),
    )


def _practise(
    said: Path,
    *,
    card: SoundCard,
    environment: Mapping[str, str],
    ways: Sequence[str],
    memory: Memory,
    work: Work,
) -> dict[str, Any]:
    """The app's own words about its window."""
    seconds = sf.info(said).duration + _SPOKEN_TO_ITS_END_S
    app = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.watched.smooth", str(seconds), *ways],
        env=dict(environment),
        stdout=subprocess.PIPE,
        text=True,
    )
    family, mouths = psutil.Process(app.pid), list[subprocess.Popen[bytes]]()
    try:
        with _looked_at(family, memory, work):
            for line in app.stdout or ():
                if line.startswith("{"):
                    told: dict[str, Any] = json.loads(line)
                    app.wait(30)
                    return told
                if line.strip() == "speak":
                    mouths.append(card.speak(said))
                    work.begin(family)
        raise RuntimeError("the app ended before it told anything")
    finally:
        end(app)
        for mouth in mouths:
            mouth.kill()
            mouth.wait(10)


@contextmanager
def _looked_at(app: psutil.Process, memory: Memory, work: Work) -> Iterator[None]:
    """Looks at memory and processor time on and on, aside."""
    is_over = threading.Event()

    def look() -> None:
        while not is_over.wait(_EVERY_S):
            memory.look(app)
            work.look(app)

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


def lost_s(said: Samples, heard: Samples, *, repeats_s: float) -> float:
    """Seconds missing between what was said at the beginning and at the end; below zero, added.

    After `repeats_s` what was said comes again: a piece is looked for in less than that.
    """
    size, margin = (round(one_s * MODEL_RATE_HZ) for one_s in (_PIECE_S, _MARGIN_S))
    late = round(min(_LATE_S, repeats_s) * MODEL_RATE_HZ)
    first_s, first_alike = find(said[margin : margin + size], within=heard[:late])
    last_s, last_alike = find(said[-margin - size : -margin], within=heard[-late:])
    if min(first_alike, last_alike) < _ALIKE:
        raise RuntimeError(f"What was said is not in the recording: {first_alike:.2f}, {last_alike:.2f}.")
    last_s += max(0, len(heard) - late) / MODEL_RATE_HZ
    return (len(said) - 2 * margin - size) / MODEL_RATE_HZ - (last_s - first_s)


def _family(app: psutil.Process) -> tuple[psutil.Process, ...]:
    """The app and its helpers; none once it has ended."""
    with suppress(psutil.NoSuchProcess):
        return (app, *app.children(recursive=True))
    return ()


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
    parser.add_argument("audio", type=Path, nargs="+")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--model", default=models.BUNDLED)
    parser.add_argument("--models", type=Path, help="a folder with models of your own")
    parser.add_argument("--busy", action="store_true", help="all processors busy with other work")
    parser.add_argument("--battery", action="store_true", help="as frugal as on battery")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
