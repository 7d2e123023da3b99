"""From the click to the window: how soon it is painted, what was loaded by then, and what it takes when idle.

    python -m benchmarks.startup [--runs 7] [--idle-s 20] [--json]

Each run starts the real app as a new process on a virtual screen and sound card with an empty data folder,
and stops the clock when the window's first picture has been handed to the screen. A first run is not counted:
it finds the disk's cache cold. Idle is measured on the last run, once the speech model is loaded.
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
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil

from tests.screen import open_screen
from tests.sound import SoundCard

SETTLE_S = 12.0  # the model is loaded in the background; idle begins after that
MB = 1_000_000


def start_once(environment: Mapping[str, str], *, idle_s: float) -> dict[str, Any]:
    """One start: seconds to the first picture and what was loaded; with `idle_s`, memory and CPU after it."""
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "settings.toml").write_text("welcomed = true\n")  # not the first start of all
        began = time.monotonic()
        app = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.watched.start"],
            env={**environment, "GREENROOM_HOME": home},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            told = json.loads((app.stdout or sys.stdin).readline())
            shown = {"window_s": told["at"] - began, "modules": told["modules"], "heavy": told["heavy"]}
            return {**shown, **idle(app.pid, idle_s=idle_s)} if idle_s else shown
        finally:
            end(app)


def idle(pid: int, *, idle_s: float) -> dict[str, float]:
    """Memory in MB (what it alone holds, and the window's process apart) and CPU in percent of one core."""
    time.sleep(SETTLE_S)
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    before = sum(sum(one.cpu_times()[:2]) for one in family)
    time.sleep(idle_s)
    after = sum(sum(one.cpu_times()[:2]) for one in family)
    held = [one.memory_full_info().uss / MB for one in family]
    return {
        "window_memory_mb": held[0],
        "all_memory_mb": sum(held),
        "processes": len(family),
        "idle_cpu_percent": 100 * (after - before) / idle_s,
    }


def end(app: subprocess.Popen[str]) -> None:
    """Ask the app to end, then make it."""
    children = psutil.Process(app.pid).children(recursive=True) if app.poll() is None else []
    app.terminate()
    try:
        app.wait(10)
    except subprocess.TimeoutExpired:
        app.kill()
        app.wait(10)
    for child in children:
        if child.is_running():
            child.kill()


def measure(*, runs: int, idle_s: float) -> dict[str, Any]:
    """All runs; times are medians with the fastest and the slowest."""
    with tempfile.TemporaryDirectory(prefix="gr") as folder, open_screen() as screen:
        card = SoundCard(Path(folder))
        card.start()
        try:
            environment = {**card.environment, **screen.environment, "XDG_RUNTIME_DIR": folder}
            start_once(environment, idle_s=0)
            starts = [start_once(environment, idle_s=0) for _ in range(runs - 1)]
            starts.append(start_once(environment, idle_s=idle_s))
        finally:
            card.stop()
    times = [one["window_s"] for one in starts]
    return {
        "window_s": {"median": statistics.median(times), "fastest": min(times), "slowest": max(times)},
        "runs": runs,
        "modules_before_window": starts[-1]["modules"],
        "heavy_before_window": starts[-1]["heavy"],
        **{key: value for key, value in starts[-1].items() if key not in ("window_s", "modules", "heavy")},
        "machine": {
            "system": platform.platform(),
            "cores": os.cpu_count(),
            "python": platform.python_version(),
        },
    }


def report(found: Mapping[str, Any]) -> str:
    """The figures for people."""
    times, heavy = found["window_s"], ", ".join(found["heavy_before_window"]) or "none"
    spread = f"{found['runs']} runs: {times['fastest']:.2f} to {times['slowest']:.2f}"
    memory = f"{found['window_memory_mb']:.0f} MB the window, {found['all_memory_mb']:.0f} MB in all"
    return "\n".join(
        (
            f"window shown      {times['median']:.2f} s ({spread})",
            f"loaded by then    {found['modules_before_window']} modules; of the heavy ones {heavy}",
            f"memory, idle      {memory}",
            f"CPU, idle         {found['idle_cpu_percent']:.1f} % of one core",
        )
    )


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description="How soon the window shows, and what the idle app takes.")
    words.add_argument("--runs", type=int, default=7)
    words.add_argument("--idle-s", type=float, default=20.0)
    words.add_argument("--json", action="store_true")
    asked = words.parse_args()
    found = measure(runs=asked.runs, idle_s=asked.idle_s)
    print(json.dumps(found, indent=1) if asked.json else report(found))


if __name__ == "__main__":
    main()
