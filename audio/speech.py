"""What the sound itself shows while it grows: where a voice is heard, how loud it is, where it clips."""

from __future__ import annotations

import numpy as np

from audio.clip import MODEL_RATE_HZ, Samples
from audio.detector import FRAME, FRAME_S, Detector, Values, VoiceDetector
from audio.edges import STEP_S, VOICE, voiced_spans
from audio.gain import Gain
from audio.prosody import Melody
from audio.rumble import RumbleFilter
from coach.transcript import Sound, Span

_STEP = round(STEP_S * MODEL_RATE_HZ)
_STEPS_A_LOUDNESS = 10
_QUIETEST_DB = -100.0
_CLIPPED = 0.985
_REGION_ENDS_AFTER_S = 0.5
_MARGIN_S = 0.25
_ROOM_S = 10.0


class Series:
    """A row of numbers that grows at its end and can be looked at as an array."""

    def __init__(self) -> None:
        self._room: Values = np.zeros(1024, np.float32)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def extend(self, values: Values) -> None:
        """Puts more numbers at the end."""
        length = self._length + len(values)
        if length > len(self._room):
            room = np.zeros(max(length, 2 * len(self._room)), np.float32)
            room[: self._length] = self._room[: self._length]
            self._room = room
        self._room[self._length : length] = values
        self._length = length

    def between(self, first: int, last: int) -> Values:
        """The numbers from `first` up to `last`, as far as there are any."""
        return self._room[max(0, first) : max(0, min(last, self._length))]


class Speech:
    """Follows a growing sound at 16 kHz, in memory that grows by about 1 KB a second."""

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
        sound = np.concatenate((self._rest, samples))
        whole = len(sound) // FRAME * FRAME
        self._rest = sound[whole:]
        if whole:
            self._look(sound[:whole])

    def end(self) -> None:
        """Tells that nothing more will come: the last, incomplete frame is looked at too."""
        self._hear_mended(self._rumble.end())
        self._melody.end()
        if len(self._rest):
            self._look(np.pad(self._rest, (0, FRAME - len(self._rest))))
            self._rest = np.zeros(0, np.float32)

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
        """The stretches in which a voice is heard so far, with sharp ends."""
        last = () if self._region is None else self._spans_from(self._region, len(self._chances))
        return (*self._spans, *last)

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
        self._unlooked = row[whole:]
        self._clipped.extend((row[:whole].reshape(-1, _STEP).max(axis=1) >= _CLIPPED).astype(np.float32))

    def _measure(self, samples: Samples) -> None:
        row = np.concatenate((self._unmeasured, samples))
        whole = len(row) // _STEP * _STEP
        steps = row[:whole].reshape(-1, _STEP)
        self._unmeasured = row[whole:]
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
            self._spans += self._spans_from(self._region, now)
            self._region = None

    def _spans_from(self, first: int, last: int) -> list[Span]:
        """The sharp spans of one region of frames, never reaching into an earlier span."""
        earliest = self._spans[-1].end_s if self._spans else 0.0
        begin = max(0, first - round(_MARGIN_S / FRAME_S))
        start_s, end_s = begin * FRAME_S, last * FRAME_S
        room_db = self.power_db(max(0.0, start_s - _ROOM_S), end_s)
        if not len(room_db):
            return []
        found = voiced_spans(
            self._chances.between(begin, last),
            self.power_db(start_s, end_s),
            floor_db=float(np.percentile(room_db, 10)),
        )
        spans = (Span(max(earliest, start_s + a), min(self.duration_s, start_s + b)) for a, b in found)
        return [span for span in spans if span.length_s > 0.0]
