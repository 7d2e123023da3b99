"""How much sound the system lost before it came to us: it says that some was lost, and the clock how much."""

from __future__ import annotations


class Overflow:
    """Compares how much sound has come with how much time has gone by; no lock, one thread tells.

    Sound comes in blocks, now sooner, now later after it was said; how late it comes at the least stays the
    same until some is missing, and is then greater by just as much. Only where the system itself tells of an
    overflow is that called lost: a device's clock goes wrong as well, by some 50 millionths, which is 0.1 s
    in half an hour.
    """

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._frames = 0
        self._least_late_s = 0.0
        self._before_s: float | None = None

    def came(self, frames: int, *, at_s: float, lost_some: bool) -> None:
        """So many frames have come at this time of a clock, in seconds; the system says if it lost some."""
        is_first = self._frames == 0
        if lost_some and not is_first and self._before_s is None:
            self._before_s = self._least_late_s
        self._frames += frames
        late_s = at_s - self._frames / self._rate_hz
        self._least_late_s = late_s if is_first or lost_some else min(self._least_late_s, late_s)

    @property
    def lost_s(self) -> float:
        """Seconds that are missing up to now; right after an overflow a few too many, soon after it not."""
        return 0.0 if self._before_s is None else max(0.0, self._least_late_s - self._before_s)
