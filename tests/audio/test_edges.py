from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.detector import FRAME_S
from audio.edges import STEP_S, unmasked, voiced
from coach.transcript import Span

FRAMES = 50


def in_the_middle(*, loud_db: float, floor_db: float) -> tuple[np.ndarray, np.ndarray]:
    """Chances and loudness of a voice from 0.6 to 1.0 s."""
    chances, power_db = np.zeros(FRAMES, np.float32), np.full(round(FRAMES * FRAME_S / STEP_S), floor_db)
    chances[round(0.6 / FRAME_S) : round(1.0 / FRAME_S)] = 0.9
    power_db[60:100] = loud_db
    return chances, np.asarray(power_db, np.float32)


def test_a_voice_ends_where_its_loudness_does() -> None:
    chances, power_db = in_the_middle(loud_db=-20.0, floor_db=-80.0)
    found = voiced(chances, power_db, floor_db=-80.0)
    assert [(span.start_s, span.end_s) for span in found.spans] == [pytest.approx((0.6, 1.0))]
    assert found.masked_db == 0.0


def test_what_stays_loud_after_a_voice_belongs_to_it_for_a_little_while_only() -> None:
    chances, power_db = in_the_middle(loud_db=-20.0, floor_db=-80.0)
    power_db[100:150] = -20.0
    (span,) = voiced(chances, power_db, floor_db=-80.0).spans
    assert span.end_s == pytest.approx(1.15, abs=0.02)


@pytest.mark.parametrize(("chance", "end_s"), [(0.25, 1.2), (0.15, 0.95)])
def test_a_voice_lasts_while_the_detector_is_not_sure_that_it_has_ended(chance: float, end_s: float) -> None:
    chances, power_db = in_the_middle(loud_db=-20.0, floor_db=-80.0)
    chances[round(0.8 / FRAME_S) : round(1.2 / FRAME_S)] = chance
    power_db[60:120] = -20.0
    (span,) = voiced(chances, power_db, floor_db=-80.0).spans
    assert span.end_s == pytest.approx(end_s, abs=0.03)


@pytest.mark.parametrize(("gap_steps", "pieces"), [(9, 1), (10, 2)])
def test_a_gap_of_a_tenth_of_a_second_parts_a_voice_and_a_shorter_one_does_not(
    gap_steps: int, pieces: int
) -> None:
    chances, power_db = in_the_middle(loud_db=-20.0, floor_db=-80.0)
    power_db[75 : 75 + gap_steps] = -80.0
    assert len(voiced(chances, power_db, floor_db=-80.0).spans) == pieces


@pytest.mark.parametrize(("loud_steps", "heard"), [(4, False), (6, True)])
def test_what_is_shorter_than_any_voice_is_none(loud_steps: int, heard: bool) -> None:
    chances, power_db = in_the_middle(loud_db=-80.0, floor_db=-80.0)
    power_db[75 : 75 + loud_steps] = -20.0
    assert bool(voiced(chances, power_db, floor_db=-80.0).spans) is heard


def test_noise_masks_what_is_softer_than_it() -> None:
    chances, power_db = in_the_middle(loud_db=-20.0, floor_db=-35.0)
    assert voiced(chances, power_db, floor_db=-35.0).masked_db == pytest.approx(20.0)


def test_without_noise_nothing_is_added_and_the_more_noise_the_more() -> None:
    spans = [Span(1.0, 2.0), Span(3.0, 3.5)]
    assert unmasked(spans, masked_db=0.0) == spans
    little, much = unmasked(spans, masked_db=10.0), unmasked(spans, masked_db=20.0)
    assert spans[1].end_s < little[1].end_s < much[1].end_s < spans[1].end_s + 0.1


@given(
    st.lists(st.floats(0.01, 2.0), min_size=2, max_size=12).filter(lambda row: len(row) % 2 == 0),
    st.floats(0.0, 32.0),
)
def test_what_noise_hides_never_makes_stretches_overlap(steps_s: list[float], masked_db: float) -> None:
    at_s = [round(float(at_s), 3) for at_s in np.cumsum(steps_s)]
    spans = [Span(*pair) for pair in zip(at_s[::2], at_s[1::2], strict=True)]
    found = unmasked(spans, masked_db=masked_db)
    ends_s = [0.0, *(span.end_s for span in found)]
    assert all(span.start_s >= end_s for span, end_s in zip(found, ends_s, strict=False))
    assert all(new.end_s >= old.end_s for new, old in zip(found, spans, strict=True))
