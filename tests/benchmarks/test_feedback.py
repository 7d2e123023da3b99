"""The waits after Stop, by a clock that only moves when somebody sleeps, and a worker that follows it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import psutil
import pytest

from audio.clip import MODEL_RATE_HZ
from audio.errors import WorkerDied
from audio.worker import Drafted, Event, Failed, Finished, Loaded, Settled, Worker
from benchmarks import feedback
from benchmarks.feedback import JudgeAhead, Watch
from benchmarks.watched import battery
from coach import rubric
from coach.transcript import Heard, Sound, Transcript, Word

SHORT = Path(__file__).parents[1] / "data" / "short.flac"
HEARD = Heard(Transcript((Word("yes", 0.1, 0.5, 1.0),)), Sound(1.0))
DRAFTED_AFTER_S, FINISHED_AFTER_S = 0.5, 2.0
ROW = {
    "file",
    "duration_s",
    "model",
    "stop_to_words_s",
    "stop_to_feedback_s",
    "stop_to_settled_s",
    "whole_file_s",
    "ratio",
    "wer_live_against_whole",
    "wer_drafted_against_settled",
    "peak_backlog_s",
    "peak_memory_mb",
    "cpu_s_per_minute",
}
SUMMARY = {
    "answers",
    "median_s",
    "p95_s",
    "worst_s",
    "words_median_s",
    "words_p95_s",
    "settled_median_s",
    "settled_p95_s",
    "drafted_changed_median",
    "drafted_changed_most",
    "load_at_the_end",
    "battery",
    "busy_processes",
}


@dataclass
class Clock:
    """Stands in for the module `time`."""

    now: float = 100.0

    def monotonic(self) -> float:
        return self.now

    perf_counter = monotonic

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class Scripted:
    """A worker that has loaded at once, and says after Stop what it is told to, as that becomes due."""

    clock: Clock
    process_id: int | None = 1
    after_stop: list[tuple[float, Event]] = field(
        default_factory=lambda: [(DRAFTED_AFTER_S, Drafted(HEARD)), (FINISHED_AFTER_S, Finished(HEARD))]
    )
    stopped_at: float | None = None
    said: list[Event] = field(default_factory=list)

    def load(self, folder: Any) -> None:
        self.said.append(Loaded(folder.name, 0.1))

    def follow(self, path: Path, *, rate_hz: int) -> None:
        self.stopped_at = None

    def close(self, frames: int) -> None:
        self.stopped_at = self.clock.now

    def events(self) -> list[Event]:
        said, self.said = self.said, []
        waited_s = self.clock.now - self.stopped_at if self.stopped_at is not None else -1.0
        while self.after_stop and self.after_stop[0][0] <= waited_s:
            said.append(self.after_stop.pop(0)[1])
        return said

    def stop(self) -> None:
        """Nothing runs."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(feedback, "time", clock)
    return clock


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Scripted:
    worker = Scripted(clock)
    monkeypatch.setattr(feedback, "Worker", lambda: worker)
    return worker


@pytest.fixture(autouse=True)
def judge(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody judges here."""
    monkeypatch.setattr(rubric, "warm", lambda: None)
    monkeypatch.setattr(JudgeAhead, "_judge", lambda _self, **_options: None)
    monkeypatch.setattr(feedback, "review", lambda _heard, **_options: None)


@pytest.fixture
def held_mb(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Callable[[Callable[[float], float]], None]:
    """Has the listening process hold so many MB by the clock; it has never worked."""

    def hold(mb_at: Callable[[float], float]) -> None:
        process = SimpleNamespace(
            memory_info=lambda: SimpleNamespace(rss=mb_at(clock.now) * 2**20),
            cpu_times=lambda: SimpleNamespace(user=0.0, system=0.0),
        )
        monkeypatch.setattr(psutil, "Process", lambda _id: process)

    return hold


def _printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    monkeypatch.setattr(sys, "argv", ["feedback", *words])
    feedback.main()
    return json.loads(capsys.readouterr().out)


def test_json_has_a_row_for_each_recording_with_the_waits_after_its_last_sample(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    worker: Scripted,
    held_mb: Callable[[Callable[[float], float]], None],
) -> None:
    held_mb(lambda _now: 300.0)
    monkeypatch.setattr(feedback, "loaded", lambda _folder: "model")
    monkeypatch.setattr(feedback, "text_of", lambda _model, _sound: "yes")
    printed = _printed(monkeypatch, capsys, str(SHORT), "--json")
    [row] = printed["results"]
    assert set(printed) == {"results", *SUMMARY}
    assert set(row) == ROW
    assert (row["file"], row["model"]) == ("short.flac", "tiny.en")
    assert row["stop_to_feedback_s"] == pytest.approx(DRAFTED_AFTER_S, abs=0.01)
    assert row["stop_to_settled_s"] == pytest.approx(FINISHED_AFTER_S, abs=0.01)
    assert row["wer_live_against_whole"] == 0
    assert (printed["answers"], printed["battery"], printed["busy_processes"]) == (1, False, 0)


def test_without_the_whole_file_its_columns_are_there_and_empty(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    worker: Scripted,
    held_mb: Callable[[Callable[[float], float]], None],
) -> None:
    held_mb(lambda _now: 300.0)
    [row] = _printed(monkeypatch, capsys, str(SHORT), "--no-whole", "--json")["results"]
    assert set(row) == ROW
    assert row["whole_file_s"] is row["ratio"] is row["wer_live_against_whole"] is None


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_without_a_recording_it_says_what_is_missing_and_ends_as_after_bad_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sys, "argv", ["feedback", *words])
    with pytest.raises(SystemExit) as ended:
        feedback.main()
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (2, "")
    assert "audio" in told.err


def test_memory_that_is_taken_after_stop_and_what_is_behind_at_stop_count(
    clock: Clock, worker: Scripted, held_mb: Callable[[Callable[[float], float]], None]
) -> None:
    length_s = 1.0
    stop_at = clock.now + length_s
    held_mb(lambda now: 900.0 if stop_at + 0.1 < now < stop_at + 0.3 else 400.0)
    watch = Watch()
    feedback._play(
        np.zeros(round(length_s * MODEL_RATE_HZ), np.float32), worker=_as_worker(worker), watch=watch
    )
    assert watch.memory_mb == 900.0
    assert watch.backlog_s == pytest.approx(length_s)


def test_memory_that_is_taken_for_the_words_that_stay_counts(
    clock: Clock, worker: Scripted, held_mb: Callable[[Callable[[float], float]], None]
) -> None:
    stop_at = clock.now + 1.0
    held_mb(lambda now: 900.0 if stop_at + 1.0 < now < stop_at + 1.5 else 400.0)
    row = feedback._row(
        "a.flac",
        np.zeros(MODEL_RATE_HZ, np.float32),
        worker=_as_worker(worker),
        plain=None,
        model="base",
        play=feedback._play,
    )
    assert row.peak_memory_mb == 900.0


def test_what_was_written_down_before_stop_is_not_behind(clock: Clock, worker: Scripted) -> None:
    worker.process_id = None
    worker.said = [Settled(HEARD, upto_s=0.8)]
    watch = Watch()
    feedback._play(np.zeros(MODEL_RATE_HZ, np.float32), worker=_as_worker(worker), watch=watch)
    assert watch.backlog_s == pytest.approx(0.2, abs=0.01)


def test_a_listening_process_that_dies_while_one_speaks_is_told_at_once(
    clock: Clock, worker: Scripted
) -> None:
    worker.said = [Failed(WorkerDied())]
    worker.process_id = None
    with pytest.raises(WorkerDied):
        feedback._play(np.zeros(MODEL_RATE_HZ, np.float32), worker=_as_worker(worker), watch=Watch())
    assert worker.stopped_at is None


def test_with_battery_the_listening_processes_believe_it(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    worker: Scripted,
    held_mb: Callable[[Callable[[float], float]], None],
) -> None:
    held_mb(lambda _now: 300.0)
    asked = list[bool]()
    monkeypatch.setattr(battery, "pretend", lambda: asked.append(True))
    assert _printed(monkeypatch, capsys, str(SHORT), "--no-whole", "--battery", "--json")["battery"] is True
    assert asked == [True]


def _as_worker(scripted: Scripted) -> Worker:
    worker: Any = scripted
    typed: Worker = worker
    return typed
