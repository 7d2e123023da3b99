"""Several practices are told as the worst block of each phase, and the usual and the worst wait."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks import smoothness
from benchmarks.smoothness import gathered, report, timed


def _practice(gap_ms: float, voice_s: float) -> dict[str, Any]:
    return {
        "longest_gap_ms": {"recording": gap_ms, "review": 20.0},
        "click_to_voice_s": voice_s,
        "space_to_recording_s": 0.2,
        "stop_to_review_s": 0.3,
    }


def test_the_worst_block_and_the_usual_wait_are_told() -> None:
    found = gathered([_practice(10.0, 0.5), _practice(60.0, 0.9), _practice(30.0, 0.6)])
    assert found["longest_gap_ms"] == {"recording": 60.0, "review": 20.0}
    assert found["median_gap_ms"]["recording"] == 30.0
    assert found["click_to_voice_s"] == 0.6
    assert found["worst_s"]["click_to_voice_s"] == 0.9
    said = report(found)
    assert "60.0 ms  (the goal is 50)" in said
    assert "click to voice 0.60 s (at most 0.90), Space to recording 0.20 s" in said


def test_a_voice_is_timed_from_the_choice_of_its_question() -> None:
    found = timed({"chosen_at": 105.0, "space_to_recording_s": 0.2}, began_at=None, heard_at=105.5)
    assert found == {"space_to_recording_s": 0.2, "click_to_voice_s": 0.5}


def test_at_once_the_way_from_the_start_to_the_question_is_told_as_well() -> None:
    found = timed({"chosen_at": 101.5}, began_at=100.0, heard_at=102.25)
    assert found == {"start_to_question_s": 1.5, "click_to_voice_s": 0.75}


def test_at_once_nobody_answers_and_the_first_run_is_not_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    voices_s, asked = iter((9.0, 1.0, 2.0, 3.0)), list[bool]()

    def practise_once(_card: object, _environment: object, *, at_once: bool) -> dict[str, Any]:
        asked.append(at_once)
        gaps = {"longest_gap_ms": {"start": 80.0, "hearing": 18.0}}
        return {**gaps, "click_to_voice_s": next(voices_s), "start_to_question_s": 1.0}

    @contextlib.contextmanager
    def stage() -> Iterator[tuple[None, dict[str, str]]]:
        yield None, {}

    monkeypatch.setattr(smoothness, "practise_once", practise_once)
    monkeypatch.setattr(smoothness, "_stage", stage)
    monkeypatch.setattr(sys, "argv", ["smoothness", "--at-once", "--json"])
    smoothness.main()
    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == {
        "longest_gap_ms",
        "median_gap_ms",
        "start_to_question_s",
        "click_to_voice_s",
        "worst_s",
        "at_once",
        "runs",
        "machine",
    }
    assert (printed["click_to_voice_s"], printed["worst_s"]["click_to_voice_s"]) == (2.0, 3.0)
    assert asked == [True] * 4
