"""Pauses and rates: how the time of an answer was used."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Literal

from coach.clauses import PausePlace, place_of
from coach.fillers import Filler
from coach.spelled import number
from coach.syllables import count_syllables
from coach.transcript import Heard, Sound, Span, Word

SHORTEST_PAUSE_S = 0.25
"""From here on a silence is a pause (De Jong & Bosker 2013)."""
LONG_PAUSE_S = 1.0
WINDOW_S = 10.0
PauseKind = Literal["silent", "filled"]
LEAST_WORDS, LEAST_S = 10, 15.0
"""From so many words over so many seconds on, rates are shown (`shown`).

Measured on three conversations of 29 minutes (1600 stretches of each length, against the minute around each):
the pace of 2 s is off by more than a quarter in 75 of 100, of 5 s in 51, of 10 s in 28, of 15 s in 14, of
20 s in 6. A quarter is what the quiet band of 110 to 175 words a minute leaves to either side of its middle.
"""
_LEAST_WORDS, _LEAST_SPAN_S = 2, 1.0
"""From so many on there are rates: those of this very recording, which say little of the speaker."""
_LEAST_WORD_S = 0.06
_ABOVE_QUIET_DB = 6.0


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence of at least 250 ms between two spoken things, in seconds from the start of the recording.

    `place` tells whether it lies inside a clause or at its end ("" where nobody can tell). A "filled" one
    stands beside a filled pause, with no word between: it is a part of a pause that holds an um.
    """

    start_s: float
    end_s: float
    place: PausePlace = ""
    kind: PauseKind = "silent"

    @property
    def length_s(self) -> float:
        """How long it is, in seconds."""
        return self.end_s - self.start_s

    def is_over(self, limit_s: float) -> bool:
        """Whether it is longer than so many seconds as it is written, to a tenth: 1.04 s is not over 1 s."""
        return round(self.length_s, 1) > limit_s


@dataclass(frozen=True, slots=True)
class PacePoint:
    """The pace in one stretch of about 10 s; old answers know its start and words only."""

    start_s: float
    words_per_minute: float
    end_s: float | None = None
    syllables_per_minute: float | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """The figures of one answer: seconds, counts, and rates.

    The *span* runs from the start of the first to the end of the last spoken thing, filled pauses included.
    `speaking_s` is the span without its pauses, `speaking_share` that of the whole recording (0 to 1).
    Counts and totals are 0 where there is nothing; a rate is None, and `pace` empty, for fewer than two words
    or less than a second of them. `time_to_first_word_s` is None without words.
    Formulas: `words_per_minute` is words without filled pauses / (last word's end - first word's start);
    articulation is their syllables / (that time - silent and filled pauses in it). `pace` goes along
    the answer in windows of 10 s. `filled_silence_count` of the pauses are part of one that holds an um.
    """

    duration_s: float
    speaking_s: float = 0.0
    speaking_share: float = 0.0
    time_to_first_word_s: float | None = None
    word_count: int = 0
    words_per_minute: float | None = None
    syllable_count: int = 0
    articulation_rate_syllables_per_s: float | None = None
    filled_pause_count: int = 0
    filled_pauses_per_minute: float | None = None
    discourse_marker_count: int = 0
    discourse_markers_per_minute: float | None = None
    pause_count: int = 0
    pause_total_s: float = 0.0
    longest_pause_s: float = 0.0
    long_pause_count: int = 0
    pace: tuple[PacePoint, ...] = ()
    syllables_per_minute: float | None = None
    filled_silence_count: int = 0
    pauses_inside_clause: int = 0
    long_pauses_inside_clause: int = 0


def pauses(heard: Heard) -> tuple[Pause, ...]:
    """The silent pauses of at least 250 ms between the first and the last spoken thing.

    They come from the sound, since the recogniser's words stretch into silence. A filled pause is no silence:
    it splits a gap, and what stays silent before or after it counts if it is itself long enough. So does a
    word that lies wholly in a gap (a voice too soft for the detector). Where the sound shows no voice at all
    but there are words, the gaps between the words have to do.
    """
    found = []
    spans = spoken_spans(heard)
    for before, after in pairwise(spans):
        if after.start_s - before.end_s >= SHORTEST_PAUSE_S:
            found.append(_pause(heard.transcript.words, before.end_s, after.start_s))
    return tuple(found)


def _pause(words: Sequence[Word], start_s: float, end_s: float) -> Pause:
    """The pause with what stands on either side of it; a word is before it if its middle is."""
    middle_s = (start_s + end_s) / 2
    at = bisect_left(words, middle_s, key=lambda word: (word.start_s + word.end_s) / 2)
    filled = any(word.kind == "filled_pause" for word in words[max(0, at - 1) : at + 1])
    return Pause(start_s, end_s, place_of(words, at), "filled" if filled else "silent")


def spoken_spans(heard: Heard) -> tuple[Span, ...]:
    """Where something is spoken, from the first word on to the last: in time order, none touching another."""
    words = heard.transcript.words
    if not words:
        return ()
    begin, end = words[0].start_s, _end(words)
    joined: list[Span] = []
    for span in sorted(_spoken(heard), key=lambda span: span.start_s):
        start_s, end_s = max(begin, span.start_s), min(end, span.end_s)
        if end_s < start_s:
            continue
        if joined and start_s <= joined[-1].end_s:
            joined[-1] = Span(joined[-1].start_s, max(end_s, joined[-1].end_s))
        else:
            joined.append(Span(start_s, end_s))
    return tuple(joined)


def _spoken(heard: Heard) -> Iterator[Span]:
    """Everything that is not silence: voices in the sound, and what was said too softly to show there."""
    voiced = heard.sound.speech
    yield from voiced
    after = 0
    for word in heard.transcript.words:
        while after < len(voiced) and voiced[after].end_s <= word.start_s:
            after += 1
        voice_s = 0.0
        for span in islice(voiced, after, None):
            if span.start_s >= word.end_s:
                break
            voice_s += _inside(span.start_s, span.end_s, begin=word.start_s, end=word.end_s)
        needed_s = (word.end_s - word.start_s) / 2 if word.kind == "filled_pause" else 0.0
        if voice_s <= needed_s and _may_be_there(word, heard.sound):
            yield Span(word.start_s, word.end_s)


def _may_be_there(word: Word, sound: Sound) -> bool:
    """Whether an unvoiced word is more than a slip of the recogniser's clock into a silence.

    It lasts 60 ms at least, and the loudest moment in it stands 6 dB above the quiet of the recording.
    """
    if word.end_s - word.start_s < _LEAST_WORD_S:
        return False
    first = max(0, int(word.start_s / sound.frame_s))
    around = sound.loudness_db[first : int(word.end_s / sound.frame_s) + 1]
    if not around:
        return True
    quiet_db = sorted(sound.loudness_db)[len(sound.loudness_db) // 10]
    return max(around) > quiet_db + _ABOVE_QUIET_DB


def measure(heard: Heard, *, pauses: Sequence[Pause], fillers: Sequence[Filler]) -> Delivery:
    """All figures of one answer, from its words, its pauses and its fillers."""
    words, spoken = heard.transcript.words, heard.transcript.spoken
    duration_s = heard.sound.duration_s
    if not words:
        return Delivery(duration_s)
    spans = spoken_spans(heard) or (Span(words[0].start_s, _end(words)),)
    span_s = spans[-1].end_s - spans[0].start_s
    pause_total_s = sum(pause.length_s for pause in pauses)
    speaking_s = max(0.0, span_s - pause_total_s)
    filled = sum(filler.kind == "filled_pause" for filler in fillers)
    markers = sum(filler.kind == "discourse_marker" for filler in fillers)
    return Delivery(
        duration_s=duration_s,
        speaking_s=speaking_s,
        speaking_share=min(1.0, speaking_s / duration_s) if duration_s > 0 else 0.0,
        time_to_first_word_s=spoken[0].start_s if spoken else None,
        word_count=len(spoken),
        words_per_minute=_words_per_minute(spoken),
        syllable_count=_syllables(spoken),
        articulation_rate_syllables_per_s=_articulation(heard, pauses),
        filled_pause_count=filled,
        filled_pauses_per_minute=_a_minute(filled, span_s=span_s, words=spoken),
        discourse_marker_count=markers,
        discourse_markers_per_minute=_a_minute(markers, span_s=span_s, words=spoken),
        pause_count=len(pauses),
        pause_total_s=pause_total_s,
        longest_pause_s=max((pause.length_s for pause in pauses), default=0.0),
        long_pause_count=sum(pause.is_over(LONG_PAUSE_S) for pause in pauses),
        pace=pace_along(spoken) if _enough(spoken) else (),
        syllables_per_minute=_syllables_per_minute(spoken),
        filled_silence_count=sum(pause.kind == "filled" for pause in pauses),
        pauses_inside_clause=sum(pause.place == "inside" for pause in pauses),
        long_pauses_inside_clause=sum(
            pause.place == "inside" and pause.is_over(LONG_PAUSE_S) for pause in pauses
        ),
    )


def shown(delivery: Delivery) -> Delivery:
    """The figures as people are shown them: without rates where these would say little of how one speaks, for
    fewer than `LEAST_WORDS` or less than `LEAST_S`.
    """
    if _says_enough(delivery):
        return delivery
    return replace(
        delivery,
        words_per_minute=None,
        articulation_rate_syllables_per_s=None,
        filled_pauses_per_minute=None,
        discourse_markers_per_minute=None,
        syllables_per_minute=None,
        pace=(),
    )


def _says_enough(delivery: Delivery) -> bool:
    return is_enough(delivery.word_count, span_s=delivery.speaking_s + delivery.pause_total_s)


def is_enough(words: int, *, span_s: float) -> bool:
    """Whether so many words, from the first spoken thing to the last in so many seconds, tell a rate."""
    return words >= LEAST_WORDS and round(span_s, 3) >= LEAST_S


def why_no_rates(delivery: Delivery) -> str:
    """The sentence for an answer with words but too few of them for a rate; "" for any other."""
    if _says_enough(delivery) or not delivery.word_count:
        return ""
    return (
        f"Too little was said to tell a pace: it is shown from {LEAST_S:.0f} seconds and "
        f"{number(LEAST_WORDS)} words on, since a shorter stretch varies too much."
    )


def _words_per_minute(words: Sequence[Word]) -> float | None:
    if not _enough(words):
        return None
    return len(words) * 60.0 / (_end(words) - words[0].start_s)


def _syllables_per_minute(words: Sequence[Word]) -> float | None:
    if not _enough(words):
        return None
    return _syllables(words) * 60.0 / (_end(words) - words[0].start_s)


def _syllables(words: Sequence[Word]) -> int:
    return sum(count_syllables(word.text) for word in words)


def _enough(words: Sequence[Word]) -> bool:
    return len(words) >= _LEAST_WORDS and _end(words) - words[0].start_s >= _LEAST_SPAN_S


def _end(words: Sequence[Word]) -> float:
    return max(word.end_s for word in words)


def _a_minute(count: int, *, span_s: float, words: Sequence[Word]) -> float | None:
    return count * 60.0 / span_s if _enough(words) and span_s > 0 else None


def _articulation(heard: Heard, pauses: Sequence[Pause]) -> float | None:
    words = heard.transcript.spoken
    if not _enough(words):
        return None
    begin, end = words[0].start_s, _end(words)
    silent_s = sum(_inside(pause.start_s, pause.end_s, begin=begin, end=end) for pause in pauses)
    for word in heard.transcript.words:
        if word.kind == "filled_pause":
            silent_s += _inside(word.start_s, word.end_s, begin=begin, end=end)
    speaking_s = end - begin - silent_s
    return _syllables(words) / speaking_s if speaking_s > 0 else None


def _inside(start_s: float, end_s: float, *, begin: float, end: float) -> float:
    return max(0.0, min(end_s, end) - max(start_s, begin))


def pace_along(words: Sequence[Word], *, window_s: float = WINDOW_S) -> tuple[PacePoint, ...]:
    """The pace in successive windows from the first word on; a rest under half a window joins the last one.

    Empty for an answer shorter than half a window. A word belongs to the window in which it begins.
    """
    if not words:
        return ()
    begin, end = words[0].start_s, _end(words)
    count = int((end - begin) / window_s + 0.5)
    found = []
    for place in range(count):
        start_s = begin + place * window_s
        end_s = end if place == count - 1 else start_s + window_s
        inside = [word for word in words if start_s <= word.start_s < end_s]
        minutes = (end_s - start_s) / 60.0
        found.append(PacePoint(start_s, len(inside) / minutes, end_s, _syllables(inside) / minutes))
    return tuple(found)
