"""The six figures of an answer, and those of its voice and pauses, each with its band in words; no widget."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from coach.norms import CLAUSE_PAUSES, CLIPPED_PERCENT, MELODY_SEMITONES, SIGNAL_TO_NOISE_DB, Norms, side
from coach.pacing import LONG_PAUSE_S, Delivery
from coach.review import Review
from coach.spelled import clock
from coach.voice import Voice
from desktop.widgets.band_track import Scale
from desktop.widgets.figure import FigureValue
from seeds.bank import Question

_PACE_ENDS = (80.0, 220.0)
_ARTICULATION_ENDS = (2.5, 7.0)
_FILLER_END = 12.0
_PAUSE_END_S = 4.0
_FIRST_WORD_END_S = 8.0
_MELODY_END_SEMITONES = 6.0
_LOUDNESS_END_DB = 40.0
_ROOM_END_DB = 60.0
_CLAUSE_PAUSES_END = 5.0
_CLIPPED_END_PERCENT = 2.0
_MOST_MOMENTS = 3
TOO_LOUD = "clipped"
"""The figure that is there only where there is something to mend."""
_NO_VOICE = Voice()


def figures(delivery: Delivery | None, *, question: Question | None, norms: Norms) -> tuple[FigureValue, ...]:
    """Length, pace, articulation, um and uh, longest pause, first word; without a delivery, empty places."""
    return (
        _length(delivery, question=question, norms=norms),
        _pace(delivery, norms),
        _articulation(delivery, norms),
        _fillers(delivery, norms),
        _longest_pause(delivery, norms),
        _first_word(delivery, norms),
    )


def voice_figures(review: Review | None) -> tuple[FigureValue, ...]:
    """Melody, loudness range, fading ends, height above the room, clause pauses, what was clipped; None where
    unknown.
    """
    voice = review.voice if review else _NO_VOICE
    return (
        _melody(voice),
        _loudness_range(voice),
        _fading_ends(voice),
        _signal_to_noise(voice),
        _clause_pauses(review),
        _clipped(review),
    )


def _length(delivery: Delivery | None, *, question: Question | None, norms: Norms) -> FigureValue:
    low, high = question.target_band_s if question else norms.length_s
    value = delivery.duration_s if delivery else None
    return FigureValue(
        "length",
        "Length",
        _text(value, clock),
        "",
        Scale(0.0, high * 1.5, (low, high)),
        f"Target {clock(low)} to {clock(high)}",
        value,
    )


def _pace(delivery: Delivery | None, norms: Norms) -> FigureValue:
    low, high = norms.pace_wpm
    value = delivery.words_per_minute if delivery else None
    scale = Scale(min(_PACE_ENDS[0], low - 20), max(_PACE_ENDS[1], high + 20), norms.pace_wpm)
    band = f"Quiet band {low:.0f} to {high:.0f}"
    return FigureValue("pace", "Pace", _text(value, _whole), "wpm", scale, band, value)


def _articulation(delivery: Delivery | None, norms: Norms) -> FigureValue:
    low, high = norms.articulation_syllables_per_s
    value = delivery.articulation_rate_syllables_per_s if delivery else None
    scale = Scale(*_ARTICULATION_ENDS, (low, high))
    band = f"Usual {low:g} to {high:g}"
    return FigureValue("articulation", "Articulation", _text(value, _tenth), "syll/s", scale, band, value)


def _fillers(delivery: Delivery | None, norms: Norms) -> FigureValue:
    high = norms.fillers_per_minute[1]
    value = delivery.filled_pauses_per_minute if delivery else None
    scale = Scale(0.0, max(_FILLER_END, high * 1.5), norms.fillers_per_minute)
    return FigureValue(
        "fillers", "Um and uh", _text(value, _tenth), "a min", scale, f"Quiet below {high:g}", value
    )


def _longest_pause(delivery: Delivery | None, norms: Norms) -> FigureValue:
    noticed = norms.noticed_pause_s
    value = delivery.longest_pause_s if delivery else None
    scale = Scale(0.0, max(_PAUSE_END_S, noticed * 1.5), (0.0, noticed))
    band = f"Noticed above {noticed:g} s"
    return FigureValue("longest_pause", "Longest pause", _text(value, _tenth), "s", scale, band, value)


def _first_word(delivery: Delivery | None, norms: Norms) -> FigureValue:
    low, high = norms.first_word_s
    value = delivery.time_to_first_word_s if delivery else None
    scale = Scale(0.0, max(_FIRST_WORD_END_S, high * 1.5), (low, high))
    band = f"Usual up to {high:g} s"
    return FigureValue("first_word", "First word", _text(value, _tenth), "s", scale, band, value)


def _melody(voice: Voice) -> FigureValue:
    value = voice.pitch_sd_semitones
    scale = Scale(0.0, _MELODY_END_SEMITONES, MELODY_SEMITONES)
    band = "Flat below about 2 semitones, lively over 3 to 4"
    if voice.flat_stretches:
        band += ". Flattest from " + _moments(span.start_s for span in voice.flat_stretches)
    return FigureValue("melody", "Melody", _text(value, _tenth), "st", scale, band, value)


def _loudness_range(voice: Voice) -> FigureValue:
    value = voice.level_range_db
    band = "No agreed norm"
    scale = Scale(0.0, _LOUDNESS_END_DB, None)
    return FigureValue("loudness_range", "Loud to soft", _text(value, _whole), "dB", scale, band, value)


def _fading_ends(voice: Voice) -> FigureValue:
    value = float(len(voice.fading_ends)) if voice.phrase_count else None
    scale = Scale(0.0, float(max(1, voice.phrase_count)), None)
    band = "No agreed norm"
    if voice.fading_ends:
        band = "To be heard at " + _moments(span.start_s for span in voice.fading_ends)
    unit = f"of {voice.phrase_count}"
    return FigureValue("fading_ends", "Fading ends", _text(value, _whole), unit, scale, band, value)


def _signal_to_noise(voice: Voice) -> FigureValue:
    value = voice.signal_to_noise_db
    scale = Scale(0.0, _ROOM_END_DB, SIGNAL_TO_NOISE_DB)
    band = f"Clear from {SIGNAL_TO_NOISE_DB[0]:g} dB"
    if voice.background_db is not None:
        band += f"; the room is at {voice.background_db:.0f} dBFS".replace("-", "\N{MINUS SIGN}")
    return FigureValue("signal_to_noise", "Above noise", _text(value, _whole), "dB", scale, band, value)


def _clause_pauses(review: Review | None) -> FigureValue:
    """Unknown where not one pause could be placed: then nought would be no finding."""
    value, band = None, "Usual up to 1"
    if review is not None and (not review.pauses or any(pause.place for pause in review.pauses)):
        value = float(review.delivery.long_pauses_inside_clause)
        long = [one for one in review.pauses if one.place == "inside" and one.is_over(LONG_PAUSE_S)]
        if long:
            band += ". To be heard at " + _moments(one.start_s for one in long)
    scale = Scale(0.0, _CLAUSE_PAUSES_END, CLAUSE_PAUSES)
    unit = f"over {LONG_PAUSE_S:g} s"
    return FigureValue("clause_pauses", "Clause pauses", _text(value, _whole), unit, scale, band, value)


def _clipped(review: Review | None) -> FigureValue:
    share = 100 * review.heard.sound.clipped_share if review else 0.0
    value = share if side("clipped", share, CLIPPED_PERCENT) > 0 else None
    scale = Scale(0.0, _CLIPPED_END_PERCENT, CLIPPED_PERCENT)
    return FigureValue(TOO_LOUD, "Too loud", _text(value, _tenth), "% of it", scale, "None is best", value)


def _moments(starts_s: Iterable[float]) -> str:
    """The first few times: 0:12, 0:40 and 1:02; with more of them, an ellipsis."""
    times = [clock(at_s) for at_s in starts_s]
    if len(times) > _MOST_MOMENTS:
        return ", ".join(times[:_MOST_MOMENTS]) + ", …"
    return " and ".join(part for part in (", ".join(times[:-1]), times[-1]) if part)


def _text(value: float | None, write: Callable[[float], str]) -> str:
    return "" if value is None else write(value)


def _whole(value: float) -> str:
    return f"{value:.0f}"


def _tenth(value: float) -> str:
    return f"{value:.1f}"
