"""The ring gives every sample back once, in order, or counts it as lost."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from audio.ring import Ring


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=60))
def test_every_frame_comes_out_once_and_in_order_or_is_counted(steps: list[tuple[int, bool]]) -> None:
    ring = Ring(64, channels=2)
    given_frames = 0
    taken: list[np.ndarray[tuple[int, ...], np.dtype[np.float32]]] = []
    for count, takes in steps:
        before = ring.lost_frames
        numbers = np.arange(given_frames, given_frames + count, dtype=np.float32)
        ring.put(np.stack((numbers, -numbers), axis=1))
        given_frames += count - (ring.lost_frames - before)
        if takes:
            taken.append(ring.look(ring.taken_frames))
            ring.take_to(ring.taken_frames + len(taken[-1]))
    taken.append(ring.look(ring.taken_frames))
    came = np.concatenate(taken)
    assert np.array_equal(came[:, 0], np.arange(given_frames))
    assert np.array_equal(came[:, 1], -came[:, 0])


def test_looking_takes_nothing_away() -> None:
    ring = Ring(10, channels=1)
    ring.put(np.ones((4, 1), np.float32))
    assert len(ring.look(0)) == 4
    assert len(ring.look(2)) == 2
    assert len(ring.look(0)) == 4


def test_without_room_the_oldest_is_kept_and_the_rest_counted() -> None:
    ring = Ring(10, channels=1)
    ring.put(np.arange(15, dtype=np.float32).reshape(-1, 1))
    assert list(ring.look(0)[:, 0]) == list(range(10))
    assert ring.lost_frames == 5
