"""The app as it is, practising by itself, which tells for how long its window could not answer.

A timer of 5 ms ticks on the GUI thread: the longest gap between two ticks is the longest wait a key or a
click could have met. With GREENROOM_WHERE set to a file, a second thread writes down there where all threads
stand whenever a gap grows past 40 ms.

    python -m benchmarks.watched.smooth [SECONDS] [--battery]

The answer takes 12 s, or so many as are named; with `--battery` it is written down as frugally as on battery.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.app import App

TICK_MS = 5
SLOW_S = 0.04
SETTLE_S = 4.0
AWAKE_WITHIN_S = 60.0
ANSWER_S = 12.0
WHERE = os.environ.get("GREENROOM_WHERE", "")


class Gaps:
    """The ticks of the GUI thread: longest gap and number of long ones in each phase."""

    def __init__(self) -> None:
        self.phase = "start"
        self.longest: dict[str, float] = {}
        self.long: Counter[str] = Counter()
        self._last = time.monotonic()
        if WHERE:
            threading.Thread(target=self._watch, args=(Path(WHERE),), daemon=True).start()

    def tick(self) -> None:
        """The GUI thread is there."""
        now = time.monotonic()
        gap = now - self._last
        self._last = now
        self.longest[self.phase] = max(gap, self.longest.get(self.phase, 0.0))
        if gap > SLOW_S:
            self.long[self.phase] += 1

    def _watch(self, path: Path) -> None:
        """Write down where every thread stands (`sys._current_frames` would bring PySide down)."""
        with path.open("a") as out:
            while True:
                time.sleep(0.01)
                if time.monotonic() - self._last > SLOW_S:
                    print(f"== {self.phase}", file=out, flush=True)
                    faulthandler.dump_traceback(out, all_threads=True)


class Practice:
    """Drives the app by its keys through one answer, phase by phase, and tells what it found.

    Moments that end in `_at` are seconds on `time.monotonic`, which all processes share.
    """

    def __init__(self, app: App, *, answer_s: float = ANSWER_S) -> None:
        self.app = app
        self.answer_s = answer_s
        self.gaps = Gaps()
        self.space_at = self.stop_at = 0.0
        self.since = time.monotonic()
        self.found: dict[str, float] = {}

    def step(self) -> None:
        """Look, and do what is next."""
        state = self.app.session.scene.state if self.app.session is not None else "asleep"
        waited_s = time.monotonic() - self.since
        act = getattr(self, f"_in_{self.gaps.phase}")
        act(state, waited_s)

    def _turn(self, phase: str) -> None:
        self.gaps.phase, self.since = phase, time.monotonic()

    def _in_start(self, _state: str, waited_s: float) -> None:
        session = self.app.session
        if session is not None and session.scene.model_ready and self.app.is_awake:
            self._turn("idle")
        elif waited_s > AWAKE_WITHIN_S:
            self._give_up("the model was not loaded")

    def _in_idle(self, _state: str, waited_s: float) -> None:
        if waited_s > SETTLE_S:
            self._choose()

    def _in_hearing(self, state: str, waited_s: float) -> None:
        if state == "hearing" and waited_s > SETTLE_S:
            self.space_at = time.monotonic()
            self._turn("starting")
            self._press("Space")

    def _in_starting(self, state: str, _waited_s: float) -> None:
        if state == "recording":
            self.found["space_to_recording_s"] = time.monotonic() - self.space_at
            self._turn("recording")
            print("speak", flush=True)

    def _in_recording(self, _state: str, waited_s: float) -> None:
        if waited_s > self.answer_s:
            self.stop_at = time.monotonic()
            self._turn("finishing")
            self._press("Space")

    def _in_finishing(self, _state: str, _waited_s: float) -> None:
        if self.app.window.place == "review":
            self.found["stop_to_review_s"] = time.monotonic() - self.stop_at
            self._turn("review")

    def _in_review(self, _state: str, waited_s: float) -> None:
        session = self.app.session
        is_settled = session is not None and not session.is_busy and not self.app.room.tasks.running
        if waited_s > SETTLE_S and is_settled:
            self._turn("pages")
            self.app.go("progress")

    def _in_pages(self, _state: str, waited_s: float) -> None:
        if waited_s > SETTLE_S:
            self.tell()
            self.app.window.close()

    def _choose(self) -> None:
        """Practise the question one stands on."""
        self._turn("hearing")
        self.found["chosen_at"] = time.monotonic()
        self._press("Return")

    def _give_up(self, why: str) -> None:
        print(why, file=sys.stderr, flush=True)
        self.app.window.close()

    def tell(self) -> None:
        """Say what was found."""
        told = {
            "longest_gap_ms": {phase: round(1000 * gap, 1) for phase, gap in self.gaps.longest.items()},
            "gaps_over_40_ms": dict(self.gaps.long),
            **{key: round(value, 3) for key, value in self.found.items()},
        }
        print(json.dumps(told), flush=True)

    def _press(self, key: str) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.keyClick(self.app.window.focusWidget(), getattr(Qt.Key, f"Key_{key}"))


def watch(practise: Callable[[App], Practice]) -> None:
    """Have each app that is shown practise so."""
    from PySide6.QtCore import Qt, QTimer

    from desktop import app

    class Watched(app.App):
        """The app, with a clock and a driver."""

        def show(self) -> None:
            super().show()
            self.practice = practice = practise(self)  # Qt keeps no method alive
            self.ticks = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=TICK_MS)
            self.ticks.timeout.connect(practice.gaps.tick)
            self.steps = QTimer(interval=20)
            self.steps.timeout.connect(practice.step)
            self.ticks.start()
            self.steps.start()

    setattr(app, "App", Watched)  # noqa: B010  # a plain assignment to a class is not typed


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("seconds", type=float, nargs="?", default=ANSWER_S)
    parser.add_argument("--battery", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    options = _options()
    if options.battery:
        from benchmarks.watched import battery

        battery.pretend()
    watch(partial(Practice, answer_s=options.seconds))
    sys.argv = ["greenroom"]
    from desktop.__main__ import main

    main()
