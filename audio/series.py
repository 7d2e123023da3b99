"""A row of numbers, or of rows of numbers, that grows at its end."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from audio.detector import Values


class Series:
    """Can be looked at as an array, shape (n,) or (n, width); kept in 16 bits where that is `fine` enough."""

    def __init__(self, width: int | None = None, *, fine: bool = True) -> None:
        self._shape = () if width is None else (width,)
        self._kind = np.float32 if fine else np.float16
        self._room: npt.NDArray[np.floating] = np.zeros((1024, *self._shape), self._kind)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def extend(self, values: npt.NDArray[np.floating]) -> None:
        """Puts more numbers at the end."""
        length = self._length + len(values)
        if length > len(self._room):
            room = np.zeros((max(length, 2 * len(self._room)), *self._shape), self._kind)
            room[: self._length] = self._room[: self._length]
            self._room = room
        self._room[self._length : length] = values
        self._length = length

    def between(self, first: int, last: int) -> Values:
        """The numbers from `first` up to `last`, as far as there are any, in 32 bits."""
        found = self._room[max(0, first) : max(0, min(last, self._length))]
        return found.astype(np.float32, copy=False)
