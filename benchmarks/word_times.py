"""How far off the times of words are, in Greenroom and in faster-whisper's own call, with the same model.

    python -m benchmarks.word_times FOLDER [--model tiny.en] [--models FOLDER] [--room clean] [--threads 1]
        [--json]

A recording NAME.flac or NAME.wav counts when NAME.words.json stands beside it: {"words": [{"text": "so",
"start_s": 1.06, "end_s": 1.2}, ...]}. Only words that were heard right are timed. Times are in milliseconds,
heard minus true: the median, the median of how far off, the 90th percentile of that. Files are summed up by
what stands before the first "_" of their names, and all together.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from audio import models
from audio.clip import Samples
from audio.transcriber import Transcriber
from benchmarks.listening import hear
from benchmarks.recipes import loaded
from benchmarks.recordings import sound_of
from benchmarks.rooms import ROOMS
from benchmarks.scoring import FILLED, align, tokens
from coach.review import review

_LEAST_WORDS = 5


@dataclass(frozen=True, slots=True)
class TimedWord:
    """A word and when it was said."""

    text: str
    start_s: float
    end_s: float


@dataclass(slots=True)
class Errors:
    """Heard minus true, in seconds, of starts, ends and filled pauses; and of the rate, as a share."""

    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    filled: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)

    def note(self, true: Sequence[TimedWord], heard: Sequence[TimedWord]) -> None:
        """Adds every word of one recording that was heard right."""
        for said, found in _pairs(true, heard):
            off = (found.start_s - said.start_s, found.end_s - said.end_s)
            if tokens(said.text) == [FILLED]:
                self.filled += off
            else:
                self.starts.append(off[0])
                self.ends.append(off[1])

    def add(self, other: Errors) -> None:
        """Adds those of another recording."""
        self.starts += other.starts
        self.ends += other.ends
        self.filled += other.filled
        self.rates += other.rates

    def figures(self) -> dict[str, Any]:
        """Constants, medians and 90th percentiles, in milliseconds; the rate's error as a share."""
        return {
            "words": len(self.starts),
            "starts": _figures(self.starts),
            "ends": _figures(self.ends),
            "off_ms": _off_ms((*self.starts, *self.ends)),
            "filled_pauses": len(self.filled) // 2,
            "filled_off_ms": _off_ms(self.filled),
            "rate_error": round(median(map(abs, self.rates)), 4) if self.rates else None,
        }

    def told(self) -> str:
        """The same in one line."""
        found = self.figures()
        line = f"{found['words']:5d} words  starts {_told(found['starts'])}  ends {_told(found['ends'])}"
        line += f"  both {found['off_ms']}"
        if self.filled:
            line += f"  filled pauses {found['filled_off_ms']} ({found['filled_pauses']})"
        return line + (f"  rate {found['rate_error']:.1%} off" if self.rates else "")


Way = Callable[[Samples], tuple[Sequence[TimedWord], float | None]]


def main() -> None:
    """Measures and prints."""
    options = _options()
    if options.folder is None or not any(options.folder.glob("*.words.json")):
        print("Name a folder with recordings and the times of their words, NAME.words.json.")
        return
    cache = options.models or Path(tempfile.gettempdir(), "greenroom-models")
    folder = models.ready(models.find(options.model, own=options.models, cache=cache))
    ways: dict[str, Way] = {"greenroom": _ours(folder, threads=options.threads)}
    if not options.only_ours:
        ways["faster-whisper"] = _own(folder, threads=options.threads)
    rows = []
    for room in options.room or ["clean"]:
        for name, hear_it in ways.items():
            began = time.process_time()
            found = dict(_measured(options.folder, hear_it, room=room))
            cpu_s = time.process_time() - began
            groups = (*sorted(found.items()), ("all", _together(found.values())))
            rows += [{"room": room, "way": name, "group": one, **errors.figures()} for one, errors in groups]
            if not options.json:
                print(f"{options.model}, {room}, {name} ({cpu_s:.0f} s of processor time)")
                for group, errors in groups:
                    print(f"  {group:10s} {errors.told()}", flush=True)
    if options.json:
        print(json.dumps({"model": options.model, "results": rows}, indent=1))


def _measured(folder: Path, hear_it: Way, *, room: str) -> Iterator[tuple[str, Errors]]:
    groups: dict[str, Errors] = {}
    for path in sorted((*folder.glob("*.flac"), *folder.glob("*.wav"))):
        labels = path.with_suffix(".words.json")
        if not labels.is_file():
            continue
        words = json.loads(labels.read_text(encoding="utf-8"))["words"]
        true = [TimedWord(word["text"], word["start_s"], word["end_s"]) for word in words]
        heard, rate = hear_it(ROOMS[room](sound_of(path)))
        errors = groups.setdefault(path.stem.split("_")[0], Errors())
        errors.note(true, heard)
        errors.rates += _rate_off(true, rate)
    yield from groups.items()


def _rate_off(true: Sequence[TimedWord], rate: float | None) -> list[float]:
    spoken = [word for word in true if tokens(word.text) != [FILLED]]
    if rate is None or len(spoken) < _LEAST_WORDS:
        return []
    truly = 60 * len(spoken) / (spoken[-1].end_s - spoken[0].start_s)
    return [rate / truly - 1]


def _together(groups: Any) -> Errors:
    total = Errors()
    for errors in groups:
        total.add(errors)
    return total


def _pairs(true: Sequence[TimedWord], heard: Sequence[TimedWord]) -> Iterator[tuple[TimedWord, TimedWord]]:
    """Words that are written as one token in both and stand at the same place."""
    said = [(token, word) for word in true for token in tokens(word.text)]
    found = [(token, word) for word in heard for token in tokens(word.text)]
    i = j = 0
    for a, b in align([token for token, _ in said], [token for token, _ in found]):
        if a is not None and a == b and len(tokens(said[i][1].text)) == len(tokens(found[j][1].text)) == 1:
            yield said[i][1], found[j][1]
        i, j = i + (a is not None), j + (b is not None)


def _figures(off_s: Sequence[float]) -> dict[str, int]:
    if not off_s:
        return {}
    off_ms = 1000 * np.array(off_s)
    return {
        "late_ms": round(float(np.median(off_ms))),
        "off_ms": round(float(np.median(np.abs(off_ms)))),
        "off_90_ms": round(float(np.percentile(np.abs(off_ms), 90))),
    }


def _off_ms(off_s: Sequence[float]) -> int | None:
    return round(1000 * median(map(abs, off_s))) if off_s else None


def _told(found: dict[str, int]) -> str:
    return f"{found['late_ms']:+d}, off {found['off_ms']}, 90 % {found['off_90_ms']}" if found else "-"


def _ours(folder: models.ModelFolder, *, threads: int) -> Way:
    transcriber = Transcriber(folder, threads=threads)

    def heard(sound: Samples) -> tuple[Sequence[TimedWord], float | None]:
        found = hear(sound, transcriber)
        words = [TimedWord(word.text, word.start_s, word.end_s) for word in found.transcript.words]
        return words, review(found, question=None).delivery.words_per_minute

    return heard


def _own(folder: models.ModelFolder, *, threads: int) -> Way:
    model = loaded(folder, threads=threads)

    def heard(sound: Samples) -> tuple[Sequence[TimedWord], float | None]:
        segments, _ = model.transcribe(sound, language="en", beam_size=5, word_timestamps=True)
        words = [TimedWord(word.word, word.start, word.end) for one in segments for word in one.words]
        spoken = [word for word in words if tokens(word.text) != [FILLED]]
        took_s = spoken[-1].end_s - spoken[0].start_s if spoken else 0.0
        return words, 60 * len(spoken) / took_s if took_s else None

    return heard


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--model", default=models.BUNDLED)
    parser.add_argument("--models", type=Path, help="a folder with models of your own; base is joined there")
    parser.add_argument("--room", action="append", choices=list(ROOMS))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only-ours", action="store_true")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
