from __future__ import annotations

from pathlib import Path

import pytest

from audio import models
from audio.pace_of_machine import ENOUGH_S, choose, keep, kept
from audio.transcriber import Transcriber

BOTH = ("tiny.en", "base")


@pytest.mark.parametrize(
    ("pace_s", "installed", "model"),
    [
        (ENOUGH_S, BOTH, "base"),
        (ENOUGH_S * 1.1, BOTH, "tiny.en"),
        (None, BOTH, "tiny.en"),
        (0.01, ("tiny.en",), "tiny.en"),
    ],
)
def test_the_better_model_is_chosen_where_the_machine_keeps_up(
    pace_s: float | None, installed: tuple[str, ...], model: str
) -> None:
    choice = choose(pace_s, installed=installed)
    assert choice.model == model
    assert choice.reason.endswith(".")


def test_the_pace_of_a_machine_is_measured_with_a_fixed_piece_of_work() -> None:
    transcriber = Transcriber(models.find("tiny.en"), threads=1)
    assert 0.01 < min(transcriber.pace_s() for _ in range(2)) < 10.0


def test_a_measure_is_kept_for_the_next_start(tmp_path: Path) -> None:
    keep(0.25, tmp_path / "pace.txt")
    assert kept(tmp_path / "pace.txt") == 0.25
    assert kept(tmp_path / "none.txt") is None
