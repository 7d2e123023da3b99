"""What every test stands on: a fresh data folder, and nothing left behind, not even a warning.

- In this process Qt draws offscreen. A story starts the app as a process of its own, on a screen (`screen`)
  and a sound card (`sound_card`) of this run.
- A line in the log at WARNING or above fails the test, unless the test asks for `caplog`: then it reads the
  log itself.
- Made-up input (hypothesis) is the same in every run; `make fuzz` makes up other.
- Python's warnings, Qt's warnings and any try to reach the network fail too: see pyproject.toml.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import sound
from tests.screen import Screen, open_screen

RUN_FOLDER = Path(tempfile.mkdtemp(prefix="gr"))
PATIENCE_S = 3.0
HOUSEKEEPERS = ("multiprocessing.resource_tracker", "multiprocessing.forkserver")

# The same examples in every run: a red build is then due to a change. `make fuzz` looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("roaming", max_examples=2000, deadline=None)
settings.load_profile("steady")

os.environ["QT_QPA_PLATFORM"] = os.environ.get("GREENROOM_TEST_PLATFORM", "offscreen")
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ.update(sound.environment(RUN_FOLDER))


class Overheard(logging.Handler):
    """Every line the log is given at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh data folder, not made yet."""
    monkeypatch.setenv("GREENROOM_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def log_stays_calm(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test in which something is warned of must say so, by asking for `caplog`."""
    overheard = Overheard()
    root = logging.getLogger()
    root.addHandler(overheard)
    yield
    root.removeHandler(overheard)
    if "caplog" not in request.fixturenames:
        assert not overheard.lines, "the log was given lines that nobody expected"


@pytest.fixture(autouse=True)
def nothing_is_left_running() -> Iterator[None]:
    """Whoever starts a thread or a process also ends it."""
    threads, processes = set(threading.enumerate()), children()
    yield
    until = time.monotonic() + PATIENCE_S
    for thread in set(threading.enumerate()) - threads:
        if not isinstance(thread, threading._DummyThread):  # PortAudio's own, which Python only met
            thread.join(max(0.0, until - time.monotonic()))
            assert not thread.is_alive(), f"the thread {thread.name} is left running"
    while (left := children() - processes) and time.monotonic() < until:
        multiprocessing.active_children()  # reaps those that have ended
        time.sleep(0.02)
    assert not left, f"left running: {[command_line(process) for process in left]}"


def children() -> set[int]:
    """Ids of the processes this one started that still run, but for multiprocessing's own housekeepers."""
    own = Path("/proc/self/task")
    ids = {int(one) for task in own.glob("*/children") for one in task.read_text().split()}
    lines = {one: command_line(one) for one in ids}
    return {one for one, line in lines.items() if line and not any(name in line for name in HOUSEKEEPERS)}


def command_line(process: int) -> str:
    """A process's command line; empty once it has ended."""
    try:
        return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ").strip()
    except OSError:
        return ""


@pytest.fixture(scope="session")
def the_sound_card() -> Iterator[sound.SoundCard]:
    card = sound.SoundCard(RUN_FOLDER)
    card.start()
    yield card
    card.stop()


@pytest.fixture
def sound_card(the_sound_card: sound.SoundCard) -> sound.SoundCard:
    """The run's sound card, with its microphone plugged in, whatever the test before did with it."""
    the_sound_card.plug()
    return the_sound_card


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    """A screen of 1280x800 that nobody sees."""
    with open_screen() as one:
        yield one


def pytest_unconfigure() -> None:
    shutil.rmtree(RUN_FOLDER, ignore_errors=True)
