"""The real app as a person has it before them: a process with a window, keys to press, and no way inside."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import psutil

from coach.attempt import Attempt
from coach.history import History
from tests.screen import Screen
from tests.sound import SoundCard

PROJECT = Path(__file__).parent.parent.parent
HELPERS, LOOKS = 2, 6
"""The voice and the listening process; looks in a row, each `wait_until`'s step apart."""
T = TypeVar("T")


def wait_until(look: Callable[[], T | None], *, within_s: float, what: str) -> T:
    """Looks again and again until there is something to see, which it returns; raises TimeoutError."""
    until = time.monotonic() + within_s
    while not (seen := look()):
        if time.monotonic() > until:
            raise TimeoutError(f"no {what} within {within_s:.0f} s")
        time.sleep(0.05)
    return seen


def kept(home: Path) -> tuple[Attempt, ...]:
    """The answers in the app's database whose recording lies beside it."""
    if not (home / "history.db").exists():
        return ()
    history = History.open(home / "history.db")
    try:
        found = history.attempts()
    finally:
        history.close()
    return tuple(one for one in found if one.recording and (home / "recordings" / one.recording).exists())


class App:
    """A running Greenroom: what one can do to it from outside."""

    def __init__(self, process: subprocess.Popen[bytes], *, screen: Screen, window: str) -> None:
        self.process, self._screen, self._window = process, screen, window

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        self._screen.focus(self._window)
        self._screen.press(*keys)

    def close(self) -> int:
        """Quit by keyboard and wait for the process; returns its exit code."""
        self.press("ctrl+q")
        return self.process.wait(20)

    def connections(self) -> list[str]:
        """Network connections that any of its processes has open now."""
        family = [
            psutil.Process(self.process.pid),
            *psutil.Process(self.process.pid).children(recursive=True),
        ]
        return [f"{one.name()}: {each}" for one in family for each in one.net_connections(kind="inet")]


@contextlib.contextmanager
def running(*, home: Path, screen: Screen, card: SoundCard) -> Iterator[App]:
    """Start the app, wait until its window is there and all is awake, and see that it ends with the block.

    What it says on stderr goes to `home.stderr`, each try to reach the network to `home.watch`, and what the
    screen showed when the story went wrong to `home.png`.
    """
    watch = {
        "PYTHONPATH": str(PROJECT / "tests" / "watch"),
        "GREENROOM_WATCH": str(home.with_suffix(".watch")),
    }
    environment = {**card.environment, **screen.environment, **watch, "GREENROOM_HOME": str(home)}
    with home.with_suffix(".stderr").open("ab") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-m", "desktop"], cwd=PROJECT, env=environment, stderr=stderr
        )
    try:
        app = App(process, screen=screen, window=screen.window("Greenroom", within_s=20))
        wait_until_at_rest(process.pid, within_s=60)
        yield app
    except BaseException:
        screen.save(home.with_suffix(".png"))
        raise
    finally:
        end(process)


def wait_until_at_rest(pid: int, *, within_s: float) -> None:
    """Wait until the app has nothing left to do: its helpers are there, and every thread of all sleeps.

    One that waits for a busy machine's processor does not sleep, so this holds under load, where a screen
    that has not changed for a while may only be slow. Several looks, since work is handed on in between.
    """
    looks = 0

    def is_at_rest() -> bool:
        nonlocal looks
        looks = looks + 1 if _all_sleep(pid) else 0
        return looks >= LOOKS

    wait_until(is_at_rest, within_s=within_s, what="rest")


def _all_sleep(pid: int) -> bool:
    try:
        family = [pid, *(one.pid for one in psutil.Process(pid).children(recursive=True))]
        states = [
            stat.read_text().rpartition(")")[2].split()[0]
            for one in family
            for stat in Path(f"/proc/{one}/task").glob("*/stat")
        ]
    except (OSError, psutil.NoSuchProcess):  # one has just ended
        return False
    return len(family) >= HELPERS + 1 and set(states) <= {"S", "I"}


def end(process: subprocess.Popen[bytes]) -> None:
    """Make sure that a process and all it started are gone."""
    if process.poll() is None:
        family = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        for one in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
    process.wait(10)
