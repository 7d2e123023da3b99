"""Discourse markers in sentences that no rule was made on."""

from __future__ import annotations

from benchmarks.markers import TABLE, judged, sentences
from coach.fillers import DEFAULT_MARKERS

LINES = sentences(TABLE)


def test_the_table_has_fillers_and_meanings_of_every_usual_marker() -> None:
    assert len(LINES) >= 120
    for marker in DEFAULT_MARKERS:
        assert any(f"{{{marker.lower()}" in line.lower() for line in LINES), marker
    assert sum("{" not in line for line in LINES) >= 60


def test_markers_are_counted_in_filler_position_and_hardly_elsewhere() -> None:
    hits, misses, false_alarms, _ = judged(LINES)
    assert hits / (hits + false_alarms) >= 0.9
    assert hits / (hits + misses) >= 0.9


def test_a_marker_found_elsewhere_in_the_sentence_is_not_the_one_meant() -> None:
    assert judged(["{Like}, I like it."])[:3] == (1, 0, 0)
    assert judged(["I {like} it."])[:3] == (0, 1, 0)
