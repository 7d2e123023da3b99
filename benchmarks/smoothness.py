"""For how long the window could not answer: the longest block of the GUI thread in each phase of a practice.

    python -m benchmarks.smoothness [--runs 3] [--at-once] [--json]

Each run starts the real app on a virtual screen and sound card with an empty data folder; it hears a question
and is answered aloud with a recording, from Space to the Review page. Also told: from the choice of the
question to the first sound of its voice, heard at the loudspeakers; Space to "Recording"; and Stop to Review.
Of several runs the worst block of each phase is told, and the median and the worst of the times.

All is awake and warm by the time that question is chosen. With `--at-once` one does not wait for that: Return
is pressed as soon as a question stands in the window that has just opened, nobody answers, and the times are
those from the start of the process to that key, and from the key to the voice. A first run is not counted: it
finds the disk's cache cold.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.ear import an_ear
from benchmarks.startup import end
from tests.screen import open_screen
from tests.sound import SoundCard

ANSWER = Path(__file__).parent.parent / "tests" / "data" / "answer.flac"
GOAL_MS = 50.0
TIMES = {
    "start_to_question_s": "start to question",
    "click_to_voice_s": "click to voice",
    "space_to_recording_s": "Space to recording",
    "stop_to_review_s": "Stop to review",
}
_PRACTICE, _AT_ONCE = "benchmarks.watched.smooth", "benchmarks.watched.at_once"


def practise_once(card: SoundCard, environment: Mapping[str, str], *, at_once: bool) -> dict[str, Any]:
    """One practice; what the app tells of it, and when its voice was heard."""
    with tempfile.TemporaryDirectory() as home, an_ear(card) as ear:
        (Path(home) / "settings.toml").write_text("welcomed = true\n")
        began = time.monotonic()
        app = subprocess.Popen(
            [sys.executable, "-m", _AT_ONCE if at_once else _PRACTICE],
            env={**environment, "GREENROOM_HOME": home},
            stdout=subprocess.PIPE,
            text=True,
        )
        mouth: subprocess.Popen[bytes] | None = None
        try:
            for line in app.stdout or ():
                if line.startswith("{"):
                    told: dict[str, Any] = json.loads(line)
                    return timed(told, began_at=began if at_once else None, heard_at=ear.heard_at)
                if line.strip() == "speak":
                    mouth = card.speak(ANSWER)
            raise RuntimeError("the app ended before it told anything")
        finally:
            end(app)
            if mouth is not None:
                mouth.kill()
                mouth.wait(10)


def timed(told: Mapping[str, Any], *, began_at: float | None, heard_at: float) -> dict[str, Any]:
    """What the app told, with the times that it cannot know; moments are seconds on one clock.

    Without `began_at` the question was chosen when everything was awake: how long that took is no wait.
    """
    found = {key: value for key, value in told.items() if not key.endswith("_at")}
    found["click_to_voice_s"] = heard_at - told["chosen_at"]
    return found if began_at is None else {**found, "start_to_question_s": told["chosen_at"] - began_at}


def measure(*, runs: int, at_once: bool) -> dict[str, Any]:
    """All runs, the worst of each."""
    with _stage() as (card, environment):
        if at_once:
            practise_once(card, environment, at_once=True)
        found = [practise_once(card, environment, at_once=at_once) for _ in range(runs)]
    return {
        **gathered(found),
        "at_once": at_once,
        "runs": runs,
        "machine": {
            "system": platform.platform(),
            "cores": os.cpu_count(),
            "load": os.getloadavg()[0],
            "python": platform.python_version(),
        },
    }


@contextmanager
def _stage() -> Iterator[tuple[SoundCard, dict[str, str]]]:
    with tempfile.TemporaryDirectory(prefix="gr") as folder, open_screen() as screen:
        card = SoundCard(Path(folder))
        card.start()
        try:
            yield card, {**card.environment, **screen.environment, "XDG_RUNTIME_DIR": folder}
        finally:
            card.stop()


def gathered(found: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The worst blocks, medians of the times, and the worst of them."""
    phases, times = list(found[0]["longest_gap_ms"]), [key for key in TIMES if key in found[0]]
    return {
        "longest_gap_ms": {phase: max(one["longest_gap_ms"][phase] for one in found) for phase in phases},
        "median_gap_ms": {
            phase: statistics.median(one["longest_gap_ms"][phase] for one in found) for phase in phases
        },
        **{key: round(statistics.median(one[key] for one in found), 3) for key in times},
        "worst_s": {key: round(max(one[key] for one in found), 3) for key in times},
    }


def report(found: Mapping[str, Any]) -> str:
    """The figures for people."""
    lines = [
        f"{phase:<12}{gap:7.1f} ms{'' if gap <= GOAL_MS else '  (the goal is 50)'}"
        for phase, gap in found["longest_gap_ms"].items()
    ]
    worst = found["worst_s"]
    times = (f"{TIMES[key]} {found[key]:.2f} s (at most {worst[key]:.2f})" for key in worst)
    return "\n".join(["longest block of the GUI thread", *lines, ", ".join(times)])


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description="For how long the window could not answer.")
    words.add_argument("--runs", type=int, default=3)
    words.add_argument("--at-once", action="store_true", help="the question is chosen as soon as it is shown")
    words.add_argument("--json", action="store_true")
    asked = words.parse_args()
    found = measure(runs=asked.runs, at_once=asked.at_once)
    print(json.dumps(found, indent=1) if asked.json else report(found))


if __name__ == "__main__":
    main()
