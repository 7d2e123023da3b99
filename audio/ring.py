"""A ring of samples between the audio callback, which may never wait, and those who take from it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Frames = npt.NDArray[np.float32]


class Ring:
    """Holds `frames` frames of `channels` channels; one thread puts, one takes, any may look.

    No lock: the putter alone moves `put_frames`, the taker alone `taken_frames`, and both only after the
    samples they stand for have been copied. What finds no room is counted in `lost_frames`.
    """

    def __init__(self, frames: int, *, channels: int) -> None:
        self._samples: Frames = np.zeros((frames, channels), np.float32)
        self._size = frames
        self.put_frames = 0
        self.taken_frames = 0
        self.lost_frames = 0

    def put(self, frames: Frames) -> None:
        """Copy them in; what finds no room is lost, and counted."""
        count = len(frames)
        room = self._size - (self.put_frames - self.taken_frames)
        if count > room:
            self.lost_frames += count - room
            count = room
        start = self.put_frames % self._size
        first = min(count, self._size - start)
        self._samples[start : start + first] = frames[:first]
        if first < count:
            self._samples[: count - first] = frames[first:count]
        self.put_frames += count

    def look(self, since: int) -> Frames:
        """A copy of everything put after the first `since` frames; not more than is still there."""
        upto = self.put_frames
        since = max(since, upto - self._size)
        start, count = since % self._size, upto - since
        first = min(count, self._size - start)
        return np.concatenate((self._samples[start : start + first], self._samples[: count - first]))

    def take_to(self, frames: int) -> None:
        """The first `frames` frames are safe elsewhere: there is room for others."""
        self.taken_frames = frames
