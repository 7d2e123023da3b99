"""`python -m benchmarks` runs each benchmark, with sound where it needs some."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.__main__ import BY_HAND, HERE, RECORDINGS, runs
from benchmarks.recordings import recordings


def test_every_benchmark_is_run_and_what_only_serves_them_is_not() -> None:
    names = {name for name, *_ in runs(RECORDINGS)}
    assert names >= {"coverage", "feedback", "listening", "markers", "pauses", "smoothness", "startup"}
    assert not names & {"rooms", "scoring", "recordings", "erm_reads", *BY_HAND}
    assert all((HERE / f"{name}.py").is_file() for name in BY_HAND)


def test_those_that_need_sound_get_the_recordings_of_the_folder() -> None:
    given = {name: rest for name, *rest in runs(RECORDINGS)}
    assert {Path(one).name for one in given["feedback"]} == {"answer.flac", "bottles.flac", "short.flac"}
    assert given["listening"][0] == given["pauses"][0] == str(RECORDINGS)


def test_the_recordings_of_the_tests_are_known_to_the_hundredth_of_a_second() -> None:
    answer = next(one.truth for one in recordings(RECORDINGS) if one.path.name == "answer.flac")
    assert answer.filled is not None
    assert answer.pauses is not None
    assert len(answer.filled) == 6
    assert answer.filled[0].start_s == pytest.approx(0.989)
    assert all(0.25 <= gap.length_s < 2.2 for gap in answer.pauses)
    assert answer.phrases[0][0] == "Sure."
