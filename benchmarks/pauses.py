"""How true pauses are in other rooms, by the sound alone: no word is read, so it takes seconds.

    python -m benchmarks.pauses FOLDER-OR-FILE ... [--room echo ...] [--first S] [--last S] [--json]

Where exact `pieces` stand beside a recording (see benchmarks.recordings), they are the truth. From any other
the phrases that Greenroom finds between silences in it are cut out and put together with silences of known
length, from 0.12 to 1.6 s, over a noise of -68 dBFS; --first and --last choose a part of each recording. A
pause is a silence of 0.25 s.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from audio.clip import MODEL_RATE_HZ, Samples
from audio.speech import Speech
from benchmarks.recordings import recordings, sound_of
from benchmarks.rooms import ROOMS
from coach.pacing import SHORTEST_PAUSE_S
from coach.transcript import Span

_APART_S = 0.2
_SHORTEST_S, _LONGEST_S = 0.25, 4.0
_SILENCES_S = ((0.12, 0.24), (0.27, 0.6), (0.27, 0.6), (0.5, 1.6))
_LEVEL = 0.08
_NOISE = 10 ** (-68 / 20)
_FADE = round(0.004 * MODEL_RATE_HZ)


@dataclass(frozen=True, slots=True)
class Take:
    """A sound, and when in it somebody speaks."""

    name: str
    sound: Samples
    spoken: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found of the pauses of one take, in seconds where no count is meant."""

    true: int
    met: int
    shown: int
    true_s: float
    found_s: float
    late_s: tuple[float, ...]


def main() -> None:
    """Measures and prints one line a room; pauses met, their total, and how late voices end."""
    options = _options()
    if not options.paths:
        print("Name folders or files with recordings.")
        return
    takes = [take for path in options.paths for take in _takes(path, options.first, options.last)]
    if not takes:
        sys.exit("No recording there with pauses in it.")
    rows = []
    for room in options.room or ROOMS:
        rows.append(
            figures(room, [tally(take, looked_at(ROOMS[room](take.sound)).spans()) for take in takes])
        )
        if not options.json:
            print(_told(rows[-1]), flush=True)
    if options.json:
        print(json.dumps({"takes": [take.name for take in takes], "results": rows}, indent=1))


def figures(room: str, tallies: Sequence[Tally]) -> dict[str, Any]:
    """All takes together; totals as a share too long, of each take as well; F1 over the pauses of 0.25 s."""
    true_s, found_s = sum(one.true_s for one in tallies), sum(one.found_s for one in tallies)
    met, true, shown = (sum(getattr(one, key) for one in tallies) for key in ("met", "true", "shown"))
    return {
        "room": room,
        "pauses_found": met,
        "pauses_true": true,
        "pause_f1": round(2 * met / max(1, true + shown), 3),
        "pause_total_error": round(found_s / true_s - 1, 4),
        "ends_late_ms": round(1000 * median([late_s for one in tallies for late_s in one.late_s] or [0.0])),
        "each_total_error": [round(one.found_s / one.true_s - 1, 3) for one in tallies],
    }


def _told(row: dict[str, Any]) -> str:
    each = " ".join(f"{100 * one:+.0f}" for one in row["each_total_error"])
    total, late_ms = 100 * row["pause_total_error"], row["ends_late_ms"]
    return (
        f"{row['room']:11s} pauses {row['pauses_found']} of {row['pauses_true']}  F1 {row['pause_f1']:.2f}"
        f"  total {total:+.1f} %  ends late by {late_ms:+d} ms  each {each}"
    )


def looked_at(sound: Samples) -> Speech:
    """A sound as the voice detector and the loudness see it, a second at a time."""
    speech = Speech()
    for first in range(0, len(sound), MODEL_RATE_HZ):
        speech.hear(sound[first : first + MODEL_RATE_HZ])
    speech.end()
    return speech


def tally(take: Take, found: Sequence[Span]) -> Tally:
    """The true pauses of a take held against the gaps between the stretches that were found."""
    true = [gap for gap in _gaps(take.spoken) if gap.length_s >= SHORTEST_PAUSE_S]
    gaps = [gap for gap in _gaps(found) if gap.length_s >= SHORTEST_PAUSE_S]
    pairs = [(gap, [one for one in gaps if _meet(one, gap)]) for gap in true]
    met = {one for _, ones in pairs for one in ones}
    return Tally(
        true=len(true),
        met=sum(bool(ones) for _, ones in pairs),
        shown=len(gaps),
        true_s=sum(gap.length_s for gap in true),
        found_s=sum(one.length_s for one in met),
        late_s=tuple(ones[0].start_s - gap.start_s for gap, ones in pairs if len(ones) == 1),
    )


def pasted(name: str, phrases: Sequence[Samples]) -> Take:
    """The phrases one after another, equally loud, with known silences between them."""
    rng = np.random.default_rng(sum(name.encode()))
    parts, spoken, at = [np.zeros(MODEL_RATE_HZ // 2)], [], MODEL_RATE_HZ // 2
    for phrase in phrases:
        faded = phrase.astype(np.float64)
        faded[:_FADE] *= np.linspace(0, 1, _FADE)
        faded[-_FADE:] *= np.linspace(1, 0, _FADE)
        faded *= (_LEVEL / max(1e-4, float(np.sqrt((faded**2).mean())))) ** 0.5
        spoken.append(Span(at / MODEL_RATE_HZ, (at + len(faded)) / MODEL_RATE_HZ))
        low_s, high_s = _SILENCES_S[rng.integers(len(_SILENCES_S))]
        silence = np.zeros(round(rng.uniform(low_s, high_s) * MODEL_RATE_HZ))
        parts += [faded, silence]
        at += len(faded) + len(silence)
    sound = np.concatenate(parts)
    noise = _NOISE * rng.standard_normal(len(sound))
    return Take(name, np.asarray(sound + noise, np.float32), tuple(spoken))


def phrases_of(sound: Samples) -> Iterator[Samples]:
    """What is said between clear silences, cut out."""
    ends_s = 0.0
    spans = looked_at(sound).spans()
    for at, span in enumerate(spans):
        next_s = spans[at + 1].start_s if at + 1 < len(spans) else len(sound) / MODEL_RATE_HZ
        apart = span.start_s - ends_s >= _APART_S and next_s - span.end_s >= _APART_S
        if apart and _SHORTEST_S <= span.length_s <= _LONGEST_S:
            yield sound[round(span.start_s * MODEL_RATE_HZ) : round(span.end_s * MODEL_RATE_HZ)]
        ends_s = span.end_s


def _takes(path: Path, first_s: float, last_s: float) -> Iterator[Take]:
    known = {one.path: one.truth for one in recordings(path if path.is_dir() else path.parent)}
    files = sorted((*path.glob("*.flac"), *path.glob("*.wav"))) if path.is_dir() else [path]
    for file in files:
        sound = sound_of(file)
        truth = known.get(file)
        if truth is not None and truth.pauses is not None:
            if truth.pauses:
                yield Take(file.name, sound, _around(truth.pauses, len(sound) / MODEL_RATE_HZ))
            continue
        part = sound[round(first_s * MODEL_RATE_HZ) : round(min(last_s, 1e6) * MODEL_RATE_HZ)]
        phrases = list(phrases_of(part))
        if len(phrases) > 1:
            yield pasted(file.name, phrases)


def _around(pauses: Sequence[Span], length_s: float) -> tuple[Span, ...]:
    """What lies between the pauses."""
    starts_s = (0.0, *(gap.end_s for gap in pauses))
    ends_s = (*(gap.start_s for gap in pauses), length_s)
    return tuple(Span(*pair) for pair in zip(starts_s, ends_s, strict=True))


def _gaps(spans: Sequence[Span]) -> list[Span]:
    return [Span(before.end_s, after.start_s) for before, after in pairwise(spans)]


def _meet(one: Span, other: Span) -> bool:
    return min(one.end_s, other.end_s) > max(one.start_s, other.start_s)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="*")
    parser.add_argument("--room", action="append", choices=list(ROOMS))
    parser.add_argument("--first", type=float, default=0.0, help="seconds; where the part begins")
    parser.add_argument("--last", type=float, default=1e6, help="seconds; where it ends")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
