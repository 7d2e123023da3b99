"""A long answer: no sound is taken for lost that is not, and what it takes is told under names that stay."""

from __future__ import annotations

import json
import sys
from dataclasses import fields, replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import psutil
import pytest

from audio.clip import MODEL_RATE_HZ, Samples
from benchmarks import long_answer
from benchmarks.busy import busy, processors
from benchmarks.long_answer import Found, Work, lost_s, report

FOUND = Found(
    minutes=10.0,
    model="base",
    busy_processes=2,
    battery=True,
    memory_mb=800,
    each_mb={"window": 350, "listening": 450},
    cpu_s_per_minute=12.5,
    lost_s=0.0,
    told={
        "longest_gap_ms": {"recording": 15.4, "review": 28.0},
        "gaps_over_40_ms": {},
        "stop_to_review_s": 1.5,
    },
    load=2.5,
    system="Linux",
)


def _sound(seconds: float) -> Samples:
    made = np.random.default_rng(1).standard_normal(round(seconds * MODEL_RATE_HZ))
    return np.asarray(0.1 * made, np.float32)


def _silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * MODEL_RATE_HZ), np.float32)


def test_one_recording_over_and_over_is_not_taken_for_lost_or_added_sound() -> None:
    said = np.tile(_sound(20.0), 6)
    heard = np.concatenate((_silence(0.7), said, _silence(1.3)))
    assert lost_s(said, heard, repeats_s=20.0) == pytest.approx(0.0, abs=0.001)


def test_what_is_missing_in_the_middle_is_told_to_the_sample() -> None:
    said = np.tile(_sound(20.0), 6)
    middle = len(said) // 2
    heard = np.concatenate((_silence(0.7), said[:middle], said[middle + 800 :], _silence(1.3)))
    assert lost_s(said, heard, repeats_s=20.0) == pytest.approx(0.05)


def test_what_was_never_said_is_no_recording_of_it() -> None:
    said = _sound(70.0)
    with pytest.raises(RuntimeError, match="not in the recording"):
        lost_s(said, _silence(75.0) + 0.001, repeats_s=70.0)


def test_json_has_the_blocks_the_memory_and_what_was_beside_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = list[Any]()

    def measure(options: object) -> Found:
        asked.append(options)
        return FOUND

    monkeypatch.setattr(long_answer, "measure", measure)
    monkeypatch.setattr(sys, "argv", ["long_answer", "a.flac", "--busy", "--battery", "--json"])
    long_answer.main()
    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == {one.name for one in fields(Found)}
    assert printed["told"]["longest_gap_ms"]["recording"] == 15.4
    assert (asked[0].busy, asked[0].battery, asked[0].minutes) == (True, True, 10.0)


def test_for_people_the_blocks_stand_beside_the_length_of_the_answer() -> None:
    said = report(FOUND)
    assert "10 minutes, base, on battery, 2 busy processes beside it; load 2.5" in said
    assert "longest blocks    recording 15, review 28 (ms); over 40 ms: none" in said
    alone = report(replace(FOUND, busy_processes=0, battery=False))
    assert "10 minutes, base; load 2.5" in alone


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_without_a_recording_it_says_what_is_missing_and_ends_as_after_bad_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sys, "argv", ["long_answer", *words])
    with pytest.raises(SystemExit) as ended:
        long_answer.main()
    assert (ended.value.code, "audio" in capsys.readouterr().err) == (2, True)


def test_processor_time_counts_from_the_first_word_also_of_helpers_that_came_or_went() -> None:
    times = {1: 10.0, 2: 5.0}
    app = _family_of(times)
    work = Work()
    work.begin(app)
    times.update({1: 11.0, 2: 8.0, 3: 0.5})
    work.look(app)
    del times[2]
    times[1] = 12.0
    work.look(app)
    assert work.took_s == pytest.approx(2.0 + 3.0 + 0.5)


def test_as_many_processes_as_asked_for_are_busy_and_none_afterwards() -> None:
    before = set(psutil.Process().children())
    with busy(2):
        burners = set(psutil.Process().children()) - before
        assert len(burners) == 2
    assert not any(one.is_running() for one in burners)
    assert processors() >= 1


def _family_of(times: dict[int, float]) -> Any:
    """The process 1 with the others as its helpers; each has worked for so many seconds."""

    def process(pid: int) -> SimpleNamespace:
        return SimpleNamespace(
            pid=pid,
            cpu_times=lambda: (times[pid], 0.0, 0.0),
            children=lambda *, recursive: [process(one) for one in times if one != 1 and recursive],
        )

    return process(1)
