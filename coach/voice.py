"""How a voice was used: its melody, its loudness, ends of phrases that fade, and the room behind it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from coach.pacing import SHORTEST_PAUSE_S, spoken_spans
from coach.transcript import Heard, Sound, Span, Word

WINDOW_S = 10.0
"""Melody is looked at in windows of ten seconds (Hincks 2005)."""
FLAT_SEMITONES = 1.5
"""Less than over a whole answer: ten seconds vary less. A convention, not an experiment."""
_MOST_SEMITONES = 6.0
"""No speaker varies more about one median; a track that does holds two sources, or a hum."""
_LEAST_VOICED_S = 5.0
_LEAST_WINDOW_VOICED_S = 3.0
_HOP_S = 1.0
_WITHIN_DB = 30.0
_LEAST_PHRASE_S = 2.0
_END_S = 0.5
_FADES_DB = 10.0
_LEAST_ROOM_S = 0.5
_QUIETEST_DB = -99.0


@dataclass(frozen=True, slots=True)
class Voice:
    """What the sound shows of a voice; None where there was too little of it to say.

    `pitch_sd_semitones` is the standard deviation of the pitch in semitones about the speaker's own median,
    `pitch_median_hz`. `flat_stretches` are those in which it stays under 1.5 semitones for ten seconds.
    `level_db` is the mean loudness of speech in dBFS, `level_range_db` how far its loud tenths of a second
    (95th percentile) are above its soft ones (10th). `fading_ends` are ends of phrases 10 dB under the
    rest of the phrase, among `phrase_count` that were long enough. `background_db` is the loudness between
    the words, `signal_to_noise_db` how far the speech stands above it.
    """

    pitch_median_hz: float | None = None
    pitch_sd_semitones: float | None = None
    flat_stretches: tuple[Span, ...] = ()
    level_db: float | None = None
    level_range_db: float | None = None
    fading_ends: tuple[Span, ...] = ()
    phrase_count: int = 0
    background_db: float | None = None
    signal_to_noise_db: float | None = None


def voice(heard: Heard) -> Voice:
    """The voice of one answer; an answer kept before pitch was followed has none."""
    sound = heard.sound
    if not _can_be(sound):
        return Voice()
    inside = _in_speech(sound)
    loud = [db for db, is_in in zip(sound.loudness_db, inside, strict=True) if is_in]
    if not loud:
        return Voice(background_db=_background(sound))
    level_db, background_db = _mean_db(loud), _background(sound)
    melody = _melody(sound, inside, level_db=level_db)
    phrases = tuple(_phrases(heard))
    deviation = _deviation(semitones for _, semitones in melody) if melody else 0.0
    enough = len(melody) * sound.frame_s >= _LEAST_VOICED_S and deviation <= _MOST_SEMITONES
    return Voice(
        pitch_median_hz=_pitch_median(sound, melody) if enough else None,
        pitch_sd_semitones=deviation if enough else None,
        flat_stretches=_flat_stretches(melody, sound.frame_s) if enough else (),
        level_db=level_db,
        level_range_db=_percentile(loud, 0.95) - _percentile(loud, 0.1),
        fading_ends=tuple(_fading(phrases, sound, background_db=background_db)),
        phrase_count=len(phrases),
        background_db=background_db,
        signal_to_noise_db=None if background_db is None else level_db - background_db,
    )


def _can_be(sound: Sound) -> bool:
    """Whether these are figures of a sound: a kept one may be damaged, and must not keep an answer closed."""
    ends = [at_s for span in sound.speech for at_s in (span.start_s, span.end_s)]
    return (
        0.001 <= sound.frame_s <= 10.0
        and all(0 <= at_s < 1e6 for at_s in ends)
        and all(abs(db) <= 200.0 for db in sound.loudness_db)
        and all(0 <= pitch < 1e5 for pitch in sound.pitch_hz)
    )


def _in_speech(sound: Sound) -> list[bool]:
    """For each frame of loudness, whether it lies wholly where a voice is heard."""
    found = [False] * len(sound.loudness_db)
    for span in sound.speech:
        first = math.ceil(span.start_s / sound.frame_s - 1e-6)
        for at in range(first, min(len(found), int(span.end_s / sound.frame_s + 1e-6))):
            found[at] = True
    return found


def _background(sound: Sound) -> float | None:
    """The loudness of the room: the median of the frames away from any voice, in dBFS."""
    near = [False] * len(sound.loudness_db)
    for span in sound.speech:
        first = max(0, int(span.start_s / sound.frame_s) - 1)
        for at in range(first, min(len(near), int(span.end_s / sound.frame_s) + 2)):
            near[at] = True
    quiet = [db for db, is_near in zip(sound.loudness_db, near, strict=True) if not is_near]
    if len(quiet) * sound.frame_s < _LEAST_ROOM_S:
        return None
    found = median(quiet)
    return found if found > _QUIETEST_DB else None


# ---- melody

Melody = list[tuple[float, float]]
"""The voiced moments: when, in seconds, and how many semitones above the speaker's median."""


def _melody(sound: Sound, inside: Sequence[bool], *, level_db: float) -> Melody:
    """Pitch where there is speech, without what can only be a mistake of the tracker.

    Left out is what lies under .75 of the first quartile or over 1.5 of the third (De Looze & Hirst 2008):
    errors of an octave, creak and hum.
    """
    pairs = [
        ((at + 0.5) * sound.frame_s, pitch)
        for at, (pitch, db, is_in) in enumerate(zip(sound.pitch_hz, sound.loudness_db, inside, strict=False))
        if pitch > 0 and is_in and db > level_db - _WITHIN_DB
    ]
    if not pairs:
        return []
    pitches = [pitch for _, pitch in pairs]
    low, high = 0.75 * _percentile(pitches, 0.25), 1.5 * _percentile(pitches, 0.75)
    kept = [(at_s, pitch) for at_s, pitch in pairs if low <= pitch <= high]
    middle = median(pitch for _, pitch in kept)
    return [(at_s, 12 * math.log2(pitch / middle)) for at_s, pitch in kept]


def _deviation(values: Iterable[float]) -> float:
    """The standard deviation, as `statistics.pstdev` has it but ten times as fast: it need not be exact."""
    known = tuple(values)
    mean = math.fsum(known) / len(known)
    return math.sqrt(math.fsum((one - mean) ** 2 for one in known) / len(known))


def _pitch_median(sound: Sound, melody: Melody) -> float:
    return median(sound.pitch_hz[int(at_s / sound.frame_s)] for at_s, _ in melody)


def _flat_stretches(melody: Melody, frame_s: float) -> tuple[Span, ...]:
    """Where each window of ten seconds is flat, joined where such windows overlap."""
    found: list[Span] = []
    if not melody:
        return ()
    times = [at_s for at_s, _ in melody]
    start_s, last_s = melody[0][0], melody[-1][0]
    while start_s + WINDOW_S <= last_s + _HOP_S:
        window = slice(bisect_left(times, start_s), bisect_left(times, start_s + WINDOW_S))
        inside = [semitones for _, semitones in melody[window]]
        if len(inside) * frame_s >= _LEAST_WINDOW_VOICED_S and _deviation(inside) < FLAT_SEMITONES:
            end_s = min(last_s, start_s + WINDOW_S)
            if found and start_s <= found[-1].end_s:
                found[-1] = Span(found[-1].start_s, end_s)
            else:
                found.append(Span(start_s, end_s))
        start_s += _HOP_S
    return tuple(found)


# ---- loudness


def _phrases(heard: Heard) -> Iterator[Span]:
    """What is said in one go, from pause to pause; one that ends in a filled pause is none."""
    spans = spoken_spans(heard)
    filled = [word for word in heard.transcript.words if word.kind == "filled_pause"]
    joined: list[Span] = []
    for span in spans:
        if joined and span.start_s - joined[-1].end_s < SHORTEST_PAUSE_S:
            joined[-1] = Span(joined[-1].start_s, span.end_s)
        else:
            joined.append(span)
    for phrase in joined:
        if phrase.length_s >= _LEAST_PHRASE_S and not _ends_filled(phrase, filled):
            yield phrase


def _ends_filled(phrase: Span, filled: Sequence[Word]) -> bool:
    return any(word.start_s < phrase.end_s and word.end_s > phrase.end_s - _END_S for word in filled)


def _fading(phrases: Sequence[Span], sound: Sound, *, background_db: float | None) -> Iterator[Span]:
    """The last half seconds of those phrases that fade."""
    for phrase in phrases:
        body = _between(sound, phrase.start_s, phrase.end_s - _END_S)
        end = _between(sound, phrase.end_s - _END_S, phrase.end_s)
        if not body or not end or (background_db is not None and _mean_db(body) < background_db + 15.0):
            continue
        if _mean_db(body) - _mean_db(end) >= _FADES_DB:
            yield Span(phrase.end_s - _END_S, phrase.end_s)


def _between(sound: Sound, start_s: float, end_s: float) -> Sequence[float]:
    first = math.ceil(start_s / sound.frame_s - 1e-6)
    return sound.loudness_db[first : max(first, int(end_s / sound.frame_s + 1e-6))]


def _mean_db(levels: Sequence[float]) -> float:
    return 10 * math.log10(sum(10 ** (db / 10) for db in levels) / len(levels))


def _percentile(values: Sequence[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
