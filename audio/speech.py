"""What the sound itself shows while it grows: where a voice is heard, how loud it is, where it clips."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from audio.bands import Bands
from audio.clip import MODEL_RATE_HZ, Samples
from audio.detector import FRAME, FRAME_S, Detector, Values, VoiceDetector
from audio.echo import Echo, floor_of, lookback, without_echo
from audio.edges import STEP_S, VOICE, Voiced, unmasked, voiced
from audio.gain import Gain
from audio.prosody import Melody
from audio.rumble import RumbleFilter
from audio.series import Series
from coach.transcript import Sound, Span

_STEP = round(STEP_S * MODEL_RATE_HZ)
_STEPS_A_LOUDNESS = 10
_QUIETEST_DB = -100.0
_CLIPPED = 0.985
_REGION_ENDS_AFTER_S = 0.5
_MARGIN_S = 0.25
_ROOM_S = 10.0
_OTHER_RATE = 1.1
"""So much faster or slower than was thought the echo must die for the stretches to be cut anew."""


@dataclass(frozen=True, slots=True)
class _Region:
    """Voices between two silences, as loudness ends them, and the room's level around them in each band."""

    voiced: Voiced
    floor: Values


class Speech:
    """Follows a growing sound at 16 kHz, in memory that grows by about 5 KB a second."""

    def __init__(self, detector: Detector | None = None) -> None:
        self._detector = detector or VoiceDetector()
        self._gain = Gain()
        self._heard = 0
        self._rumble = RumbleFilter()
        self._rest: Samples = np.zeros(0, np.float32)
        self._unlooked: Samples = np.zeros(0, np.float32)
        self._unmeasured: Samples = np.zeros(0, np.float32)
        self._chances = Series()
        self._power_db = Series()
        self._clipped = Series()
        self._melody = Melody()
        self._bands = Bands()
        self._echo = Echo()
        self._echo_db_s: float | None = None
        self._regions: list[_Region] = []
        self._spans: list[Span] = []
        self._region: int | None = None
        self._last_voice = -1

    @property
    def duration_s(self) -> float:
        """How much has been heard, in seconds."""
        return self._heard / MODEL_RATE_HZ

    @property
    def silent_for_s(self) -> float:
        """How long it has been since the last frame that was called voice."""
        return (len(self._chances) - 1 - self._last_voice) * FRAME_S

    def hear(self, samples: Samples) -> None:
        """Takes in the next samples, any number of them."""
        self._heard += len(samples)
        self._note_clipping(samples)
        self._hear_mended(self._rumble.hear(samples))

    def _hear_mended(self, samples: Samples) -> None:
        """Takes in what is left of the next samples without hum and rumble."""
        self._measure(samples)
        self._melody.hear(samples)
        self._bands.hear(samples)
        sound = np.concatenate((self._rest, samples))
        whole = len(sound) // FRAME * FRAME
        self._rest = sound[whole:].copy()
        if whole:
            self._look(sound[:whole])
        self._echo.follow(self._bands)

    def end(self) -> None:
        """Tells that nothing more will come: the last, incomplete frame is looked at too."""
        self._hear_mended(self._rumble.end())
        self._melody.end()
        if len(self._rest):
            self._look(np.pad(self._rest, (0, FRAME - len(self._rest))))
            self._rest = np.zeros(0, np.float32)
        self._bands.end()
        self._echo.follow(self._bands, to_the_end=True)
        self._cut_anew()

    def chances(self, start_s: float, end_s: float) -> Values:
        """The chance of a voice in each 32 ms frame of the stretch."""
        return self._chances.between(round(start_s / FRAME_S), round(end_s / FRAME_S))

    def power_db(self, start_s: float, end_s: float) -> Values:
        """Loudness in dBFS of each 10 ms of the stretch."""
        return self._power_db.between(round(start_s / STEP_S), round(end_s / STEP_S))

    def voiced_s(self, start_s: float, end_s: float) -> float:
        """How much of the stretch is called voice, in seconds."""
        return int(np.count_nonzero(self.chances(start_s, end_s) >= VOICE)) * FRAME_S

    def may_hold_voice(self, start_s: float, end_s: float) -> bool:
        """Whether the stretch holds anything that may be a voice; in doubt yes."""
        maybe = int(np.count_nonzero(self.chances(start_s, end_s) >= 0.2)) * FRAME_S
        return maybe >= 0.25 or self.voiced_s(start_s, end_s) >= 0.09

    def spans(self) -> tuple[Span, ...]:
        """The stretches in which a voice is heard so far, with sharp ends.

        What the room's echo or its noise made of those ends is mended as far as the room is known by now.
        """
        if _differ(self._echo.rate_db_s, self._echo_db_s):
            self._cut_anew()
        open_spans: tuple[Span, ...] = ()
        if self._region is not None:
            open_spans = self._mended(self._region_from(self._region, len(self._chances)), after=self._spans)
        return (*self._spans, *open_spans)

    def sound(self) -> Sound:
        """Everything that the sound shows so far."""
        clipped = self._clipped.between(0, len(self._clipped))
        return Sound(
            duration_s=self.duration_s,
            frame_s=_STEPS_A_LOUDNESS * STEP_S,
            loudness_db=self._loudness_db(),
            speech=self.spans(),
            clipped_share=float(np.mean(clipped)) if len(clipped) else 0.0,
            pitch_hz=self._melody.pitch_hz(),
        )

    def _loudness_db(self) -> tuple[float, ...]:
        whole = len(self._power_db) // _STEPS_A_LOUDNESS * _STEPS_A_LOUDNESS
        steps_db = self._power_db.between(0, whole).reshape(-1, _STEPS_A_LOUDNESS)
        mean = (10.0 ** (steps_db / 10)).mean(axis=1)
        return tuple(float(db) for db in np.round(10 * np.log10(mean), 1))

    def _note_clipping(self, samples: Samples) -> None:
        row = np.concatenate((self._unlooked, np.abs(samples)))
        whole = len(row) // _STEP * _STEP
        self._unlooked = row[whole:].copy()
        self._clipped.extend((row[:whole].reshape(-1, _STEP).max(axis=1) >= _CLIPPED).astype(np.float32))

    def _measure(self, samples: Samples) -> None:
        row = np.concatenate((self._unmeasured, samples))
        whole = len(row) // _STEP * _STEP
        steps = row[:whole].reshape(-1, _STEP)
        self._unmeasured = row[whole:].copy()
        power = np.mean(steps**2, axis=1) + 10 ** (_QUIETEST_DB / 10)
        self._power_db.extend((10 * np.log10(power)).astype(np.float32))

    def _look(self, frames: Samples) -> None:
        for chance in self._detector.chances(self._gain.lifted(frames)):
            self._chances.extend(np.array([chance], np.float32))
            self._note(voice=bool(chance >= VOICE))

    def _note(self, *, voice: bool) -> None:
        """Opens a region at the first voice and settles its spans once it has been silent long enough."""
        now = len(self._chances)
        if voice:
            self._last_voice = now - 1
            if self._region is None:
                self._region = now - 1
        elif self._region is not None and self.silent_for_s >= _REGION_ENDS_AFTER_S:
            region = self._region_from(self._region, now)
            if region.voiced.spans:
                self._regions.append(region)
                self._spans += self._mended(region, after=self._spans)
            self._region = None

    def _region_from(self, first: int, last: int) -> _Region:
        """What loudness makes of one region of frames, never reaching into an earlier one."""
        begin = max(0, first - round(_MARGIN_S / FRAME_S))
        start_s, end_s = begin * FRAME_S, last * FRAME_S
        room_s = max(0.0, start_s - _ROOM_S)
        room_db = self.power_db(room_s, end_s)
        if not len(room_db):
            return _Region(Voiced(), np.zeros(0, np.float32))
        found = voiced(
            self._chances.between(begin, last),
            self.power_db(start_s, end_s),
            floor_db=float(np.percentile(room_db, 10)),
        )
        earliest_s = self._regions[-1].voiced.spans[-1].end_s if self._regions else 0.0
        later = (Span(start_s + span.start_s, start_s + span.end_s) for span in found.spans)
        spans = _within(later, earliest_s, self.duration_s)
        floor = floor_of(self._bands.between(round(room_s / STEP_S), round(end_s / STEP_S)))
        return _Region(replace(found, spans=spans), floor)

    def _mended(self, region: _Region, *, after: Sequence[Span]) -> tuple[Span, ...]:
        """The region's stretches with their true ends: in an echo without it, else with what noise hides."""
        spans = region.voiced.spans
        if not spans:
            return ()
        rate_db_s = self._echo_db_s
        if rate_db_s is None:
            found = unmasked(spans, masked_db=region.voiced.masked_db)
        else:
            first = max(0, round(spans[0].start_s / STEP_S) - lookback(rate_db_s))
            levels = self._bands.between(first, round(spans[-1].end_s / STEP_S))
            found = without_echo(
                spans, levels, from_s=first * STEP_S, floor=region.floor, rate_db_s=rate_db_s
            )
        return _within(found, after[-1].end_s if after else 0.0, self.duration_s)

    def _cut_anew(self) -> None:
        """Ends all stretches so far by what is known of the echo now."""
        self._echo_db_s = self._echo.rate_db_s
        self._spans = []
        for region in self._regions:
            self._spans += self._mended(region, after=self._spans)


def _within(spans: Iterable[Span], earliest_s: float, latest_s: float) -> tuple[Span, ...]:
    cut = (Span(max(earliest_s, span.start_s), min(latest_s, span.end_s)) for span in spans)
    return tuple(span for span in cut if span.length_s > 0.0)


def _differ(one: float | None, other: float | None) -> bool:
    """Whether two rates are apart by more than a tenth, or only one is known."""
    if one is None or other is None:
        return one is not other
    return max(one, other) > _OTHER_RATE * min(one, other)
