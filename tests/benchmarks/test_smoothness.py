"""Several practices are told as the worst block of each phase, and the usual wait."""

from __future__ import annotations

from typing import Any

from benchmarks.smoothness import gathered, report


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
    said = report(found)
    assert "60.0 ms  (the goal is 50)" in said
    assert "click to voice 0.60 s" in said
