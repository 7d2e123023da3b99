"""The starts are summed up under names that stay, whatever a start is."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks import startup

WINDOWS_S = (9.0, 0.75, 0.7, 0.8)
"""The first finds the disk's cache cold."""


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """For how long each start was left idle; no screen, no sound card and no app is started."""
    idle = list[float]()

    @contextlib.contextmanager
    def screen() -> Iterator[SimpleNamespace]:
        yield SimpleNamespace(environment={})

    def card(_folder: Path) -> SimpleNamespace:
        return SimpleNamespace(environment={}, start=lambda: None, stop=lambda: None)

    def start_once(_environment: Mapping[str, str], *, idle_s: float) -> dict[str, Any]:
        idle.append(idle_s)
        shown = {"window_s": WINDOWS_S[len(idle) - 1], "modules": 200, "heavy": []}
        if not idle_s:
            return shown
        held = {"window_memory_mb": 230.0, "all_memory_mb": 352.0, "processes": 3, "idle_cpu_percent": 0.0}
        return {**shown, **held}

    monkeypatch.setattr(startup, "open_screen", screen)
    monkeypatch.setattr(startup, "SoundCard", card)
    monkeypatch.setattr(startup, "start_once", start_once)
    return idle


def _printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    monkeypatch.setattr(sys, "argv", ["startup", "--runs", "3", "--idle-s", "20", *words])
    startup.main()
    return capsys.readouterr().out


def test_json_has_the_times_and_what_the_last_start_holds_when_idle(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], starts: list[float]
) -> None:
    printed = json.loads(_printed(monkeypatch, capsys, "--json"))
    assert set(printed) == {
        "window_s",
        "runs",
        "modules_before_window",
        "heavy_before_window",
        "window_memory_mb",
        "all_memory_mb",
        "processes",
        "idle_cpu_percent",
        "machine",
    }
    assert printed["window_s"] == {"median": 0.75, "fastest": 0.7, "slowest": 0.8}
    assert (printed["window_memory_mb"], printed["heavy_before_window"]) == (230.0, [])
    assert set(printed["machine"]) == {"system", "cores", "python"}
    assert starts == [0, 0, 0, 20]


def test_for_people_the_same_is_said_in_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], starts: list[float]
) -> None:
    said = _printed(monkeypatch, capsys)
    assert "window shown      0.75 s (3 runs: 0.70 to 0.80)" in said
    assert "of the heavy ones none" in said
