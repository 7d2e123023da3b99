"""A benchmark may have the listening process believe that it runs on battery."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

import pytest

from audio import listening, worker
from audio.listening import Follow, _Following
from benchmarks.watched import battery


@pytest.fixture
def frugal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[bool]:
    """Whether the listeners were frugal of the listening processes that began, in this process."""
    found = list[bool]()

    def listen(_pipe: object) -> None:
        with ThreadPoolExecutor(1) as aside:
            following = _Following(Follow(1, tmp_path / "sound.pcm", 16_000), aside=aside)
            nobody: Any = None
            found.append(following._begin(nobody, nobody)._frugal)

    monkeypatch.setattr(listening, "on_battery", lambda: False)
    monkeypatch.setattr(listening, "listen_for_ever", listen)
    monkeypatch.setattr(worker, "listen_for_ever", listen)
    return found


def test_once_it_is_pretended_every_listener_is_frugal(frugal: list[bool]) -> None:
    here, there = Pipe()
    with here, there:
        vars(worker)["listen_for_ever"](there)
        battery.pretend()
        vars(worker)["listen_for_ever"](there)
    assert frugal == [False, True]


def test_what_such_a_process_runs_can_be_sent_to_it() -> None:
    assert b"listen_on_battery" in pickle.dumps(battery.listen_on_battery)
