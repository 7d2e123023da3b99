"""How much sound the system lost before it came to us: it says that some was lost, and the clock how much."""

from __future__ import annotations

from collections import deque

_WINDOW_S = 5.0
"""So long before an overflow, and at most so long after it, is looked at: some block is in time there, and a
device's clock that is a thousandth wrong moves by five thousandths of a second only."""


class Overflow:
    """Compares how much sound has come with how much time has gone by; no lock, one thread tells.

    Sound comes in blocks, now sooner, now later after it was said; how late it comes at the least stays the
    same until some is missing, and is then greater by just as much. Only where the system itself tells of an
    overflow is that called lost, and only the seconds before and after it are compared: a device's clock goes
    wrong as well, by some 50 millionths mostly, and up to a thousandth.
    """

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._frames = 0
        self._least_late: deque[tuple[float, float]] = deque()
        """The time and the lateness of blocks than which none was less late since; the first is the least."""
        self._before_s: float | None = None
        self._last_overflow_s = 0.0
        self._settled_s = 0.0
        self._lost_s = 0.0

    def came(self, frames: int, *, at_s: float, lost_some: bool) -> None:
        """So many frames have come at this time of a clock, in seconds; the system says if it lost some."""
        if lost_some and self._least_late:
            self._before_s = self._least_late[0][1] if self._before_s is None else self._before_s
            self._last_overflow_s = at_s
            self._least_late.clear()
        self._frames += frames
        self._note(at_s - self._frames / self._rate_hz, at_s=at_s)
        if self._before_s is not None:
            self._lost_s = self._settled_s + max(0.0, self._least_late[0][1] - self._before_s)
            if at_s - self._last_overflow_s >= _WINDOW_S:
                self._settled_s, self._before_s = self._lost_s, None

    def _note(self, late_s: float, *, at_s: float) -> None:
        least = self._least_late
        while least and least[-1][1] >= late_s:
            least.pop()
        least.append((at_s, late_s))
        while least[0][0] < at_s - _WINDOW_S:
            least.popleft()

    @property
    def lost_s(self) -> float:
        """Seconds that are missing up to now; right after an overflow a few too many, soon after it not."""
        return self._lost_s
