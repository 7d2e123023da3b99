"""The measure by which the stories say that no sample was lost."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile as sf

from tests.alignment import RATE_HZ, lost_s, mono

SPEECH = Path(__file__).parent / "data" / "answer.flac"


def recorded(folder: Path, *, cut: slice = slice(0, 0)) -> Path:
    """The answer with a second of silence before it, and with a part cut out."""
    speech = np.delete(mono(SPEECH), np.arange(cut.start, cut.stop))
    sf.write(folder / "recorded.wav", np.concatenate([np.zeros(RATE_HZ, np.float32), speech]), RATE_HZ)
    return folder / "recorded.wav"


def test_nothing_lost_is_seen_as_nothing(tmp_path: Path) -> None:
    assert lost_s(recorded(tmp_path), of=SPEECH) == pytest.approx(0, abs=0.001)


def test_ten_milliseconds_lost_in_the_middle_are_seen(tmp_path: Path) -> None:
    hole = slice(20 * RATE_HZ, 20 * RATE_HZ + RATE_HZ // 100)
    assert lost_s(recorded(tmp_path, cut=hole), of=SPEECH) == pytest.approx(0.01, abs=0.001)


def test_another_sound_is_not_taken_for_it(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="not in the recording"):
        lost_s(SPEECH.with_name("room.flac"), of=SPEECH)
