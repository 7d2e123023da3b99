"""What was computed before and may be asked for again while an answer grows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Found = TypeVar("Found")


class Kept(Generic[Asked, Found]):
    """The `most` answers that were asked for last.

    Several threads may ask: two that ask for the same at once compute it twice, neither goes without.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[Asked, Found] = {}
        self._keeping = Lock()

    def __len__(self) -> int:
        return len(self._known)

    def each(
        self, asked: Sequence[Asked], compute: Callable[[Sequence[Asked]], Iterable[Found]]
    ) -> list[Found]:
        """One answer for each, in order; `compute` is given, once, those that are not known."""
        with self._keeping:
            found = {one: self._known[one] for one in asked if one in self._known}
        new = [one for one in dict.fromkeys(asked) if one not in found]
        if new:
            found |= zip(new, compute(new), strict=True)
        with self._keeping:
            for one in dict.fromkeys(asked):
                self._known.pop(one, None)  # asked for now: it goes last
                self._known[one] = found[one]
            for one in list(self._known)[: max(0, len(self._known) - self._most)]:
                del self._known[one]
        return [found[one] for one in asked]
