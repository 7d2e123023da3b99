"""How long the last words will still take, told only where one has to wait for them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

MEASURED_S = 1.0
WORTH_TELLING_S = 3.0
_STEP_S = 5
_MINUTE_S = 60
_MINUTES_FROM_S = 90


@dataclass(frozen=True, slots=True)
class WordsWait:
    """The moment from which on one waits, and up to where (seconds of the recording) words were there."""

    since: datetime
    from_s: float = 0.0

    def told(self, *, now: datetime, upto_s: float, duration_s: float) -> str:
        """As in "The words follow in about 20 s"; "" while the pace is not known, or hardly any is left."""
        took_s, done_s = (now - self.since).total_seconds(), upto_s - self.from_s
        if took_s < MEASURED_S or done_s <= 0:
            return ""
        left_s = (duration_s - upto_s) * took_s / done_s
        if left_s < WORTH_TELLING_S:
            return ""
        if left_s >= _MINUTES_FROM_S:
            return f"about {math.ceil(left_s / _MINUTE_S)} minutes"
        return f"about {_STEP_S * math.ceil(left_s / _STEP_S)} s"
