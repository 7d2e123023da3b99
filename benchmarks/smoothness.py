"""For how long the window could not answer: the longest block of the GUI thread in each phase of a practice.

    python -m benchmarks.smoothness [--runs 3] [--json]

Each run starts the real app on a virtual screen and sound card with an empty data folder; it hears a question
and is answered aloud with a recording, from Space to the Review page. Also told: from the choice of the
question to the first sound of its voice, Space to "Recording", and Stop to Review. Of several runs the worst
gap of each phase is told.
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
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.startup import end
from tests.screen import open_screen
from tests.sound import SoundCard

ANSWER = Path(__file__).parent.parent / "tests" / "data" / "answer.flac"
GOAL_MS = 50.0
TIMES = ("click_to_voice_s", "space_to_recording_s", "stop_to_review_s")


def practise_once(card: SoundCard, environment: Mapping[str, str]) -> dict[str, Any]:
    """One practice; what the app tells of it."""
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "settings.toml").write_text("welcomed = true\n")
        app = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.watched.smooth"],
            env={**environment, "GREENROOM_HOME": home},
            stdout=subprocess.PIPE,
            text=True,
        )
        mouth: subprocess.Popen[bytes] | None = None
        try:
            for line in app.stdout or ():
                if line.startswith("{"):
                    told: dict[str, Any] = json.loads(line)
                    return told
                if line.strip() == "speak":
                    mouth = card.speak(ANSWER)
            raise RuntimeError("the app ended before it told anything")
        finally:
            end(app)
            if mouth is not None:
                mouth.kill()
                mouth.wait(10)


def measure(*, runs: int) -> dict[str, Any]:
    """All runs, the worst of each."""
    with tempfile.TemporaryDirectory(prefix="gr") as folder, open_screen() as screen:
        card = SoundCard(Path(folder))
        card.start()
        try:
            environment = {**card.environment, **screen.environment, "XDG_RUNTIME_DIR": folder}
            found = [practise_once(card, environment) for _ in range(runs)]
        finally:
            card.stop()
    return {
        **gathered(found),
        "runs": runs,
        "machine": {
            "system": platform.platform(),
            "cores": os.cpu_count(),
            "load": os.getloadavg()[0],
            "python": platform.python_version(),
        },
    }


def gathered(found: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The worst gaps, medians of the times."""
    phases = list(found[0]["longest_gap_ms"])
    return {
        "longest_gap_ms": {phase: max(one["longest_gap_ms"][phase] for one in found) for phase in phases},
        "median_gap_ms": {
            phase: statistics.median(one["longest_gap_ms"][phase] for one in found) for phase in phases
        },
        **{key: statistics.median(one[key] for one in found) for key in TIMES},
    }


def report(found: Mapping[str, Any]) -> str:
    """The figures for people."""
    lines = [
        f"{phase:<12}{gap:7.1f} ms{'' if gap <= GOAL_MS else '  (the goal is 50)'}"
        for phase, gap in found["longest_gap_ms"].items()
    ]
    voice, start, stop = (found[key] for key in TIMES)
    times = f"click to voice {voice:.2f} s, Space to recording {start:.2f} s, Stop to review {stop:.2f} s"
    return "\n".join(["longest block of the GUI thread", *lines, times])


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description="For how long the window could not answer.")
    words.add_argument("--runs", type=int, default=3)
    words.add_argument("--json", action="store_true")
    asked = words.parse_args()
    found = measure(runs=asked.runs)
    print(json.dumps(found, indent=1) if asked.json else report(found))


if __name__ == "__main__":
    main()
