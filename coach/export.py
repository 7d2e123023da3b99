"""A review or an attempt as plain values for JSON, and as a text that one can read."""

from __future__ import annotations

import math
import textwrap
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from coach.attempt import Attempt, AttemptSummary
from coach.coverage import Coverage, PointCoverage, Verdict, told_missing
from coach.disfluency import Repeat
from coach.norms import CLIPPED_PERCENT, Norms, side
from coach.pacing import LONG_PAUSE_S, PacePoint, shown, why_no_rates
from coach.review import Review
from coach.rows import moment
from coach.spelled import clock, duration
from coach.suggestions import Suggestion
from coach.transcript import Word
from coach.voice import Voice
from seeds.bank import Question

SCHEMA = 1
_WIDTH = 88
_USUAL = Norms()
_MOST_MOMENTS = 12
_SAID: dict[Verdict, str] = {"covered": "Covered", "partial": "Partly", "missed": "Not heard"}


def review_as_dict(review: Review) -> dict[str, Any]:
    """What `analyze --json` prints: seconds to the millisecond, no figure that is not finite."""
    heard = review.heard
    words = heard.transcript.words
    return _finite_object(
        {
            "schema": SCHEMA,
            "audio": {
                "duration_s": heard.sound.duration_s,
                "clipped_share": heard.sound.clipped_share,
                "lost_s": heard.sound.lost_s,
            },
            "model": heard.model,
            "words": [_word(word) for word in words],
            "text": heard.transcript.text,
            "fillers": [asdict(filler) for filler in review.fillers],
            "repeats": [asdict(repeat) for repeat in review.repeats],
            "pauses": [asdict(pause) for pause in review.pauses],
            "delivery": asdict(review.delivery),
            "voice": asdict(review.voice),
            "coverage": coverage_as_dict(review.coverage) if review.coverage else None,
        }
    )


def _word(word: Word) -> dict[str, Any]:
    """A word without what only the coach has to know of it."""
    values = asdict(word)
    del values["is_timed"]
    return values


def coverage_as_dict(coverage: Coverage) -> dict[str, Any]:
    """The share of points that came across, and each point with the words that show it."""
    return _finite_object({"score": coverage.score, "points": [asdict(point) for point in coverage.points]})


def attempt_as_dict(attempt: Attempt | AttemptSummary) -> dict[str, Any]:
    """One line of `history list --json`; the same from a whole attempt as from its summary."""
    line = attempt if isinstance(attempt, AttemptSummary) else AttemptSummary.of(attempt)
    plain = asdict(line) | {"started_at": moment(line.started_at)}
    plain["question"] = {"id": plain.pop("question_id"), "prompt": plain.pop("prompt")}
    plain["points"] = [{"id": point_id, "verdict": verdict} for point_id, verdict in plain.pop("verdicts")]
    return _finite_object(plain)


def _finite_object(values: dict[str, Any]) -> dict[str, Any]:
    return {key: _finite(one) for key, one in values.items()}


def _finite(value: Any) -> Any:
    """The same with figures rounded to a thousandth, and null for one that is not finite."""
    if isinstance(value, float):
        return round(value, 3) if math.isfinite(value) else None
    if isinstance(value, dict):
        return _finite_object(value)
    if isinstance(value, list | tuple):
        return [_finite(one) for one in value]
    return value


def review_as_text(
    review: Review,
    *,
    question: Question | None,
    line: str = "",
    suggestions: tuple[Suggestion, ...] = (),
    norms: Norms = _USUAL,
) -> str:
    """One answer as a readable report: the question, the summary line, figures with their bands, points, and
    every word.
    """
    parts = [
        _wrapped(question.prompt) if question else "",
        _wrapped(line),
        "\n".join(_wrapped(f"- {one.head}. {one.line}") for one in suggestions),
        _figures(review, norms),
        _wrapped(why_no_rates(review.delivery)),
        "\n".join(map(_point, review.coverage.points)) if review.coverage else "",
        _wrapped(review.heard.transcript.text or "No words were heard."),
    ]
    return "\n\n".join(part for part in parts if part)


def _figures(review: Review, norms: Norms) -> str:
    delivery = shown(review.delivery)
    first_s = delivery.time_to_first_word_s
    filled = [one for one in review.fillers if one.kind == "filled_pause"]
    markers = Counter(one.text for one in review.fillers if one.kind != "filled_pause")
    low, high = norms.articulation_syllables_per_s
    rows = [
        ("Length", clock(delivery.duration_s)),
        ("Pace", _rate(delivery.words_per_minute, "words a minute", digits=0)),
        ("", "usual {:.0f} to {:.0f}".format(*norms.pace_wpm)),
        ("Along the way", _along(delivery.pace)),
        ("Articulation", _rate(delivery.articulation_rate_syllables_per_s, "syllables a second")),
        ("", f"usual {low:g} to {high:g}"),
        ("First word", "-" if first_s is None else f"after {duration(first_s)}"),
        (
            "Pauses",
            (
                f"{delivery.pause_count}, {delivery.pauses_inside_clause} inside a clause, "
                f"the longest {duration(delivery.longest_pause_s)}"
            ),
        ),
        ("Long pauses", _moments(one.start_s for one in review.pauses if one.is_over(LONG_PAUSE_S))),
        ("Um and uh", f"{delivery.filled_pause_count}{_a_minute(delivery.filled_pauses_per_minute)}"),
        ("", _moments(one.start_s for one in filled)),
        ("Like, you know", f"{delivery.discourse_marker_count}"),
        ("", ", ".join(f"{text} {count}" for text, count in markers.most_common())),
        ("Said twice", _quoted(one for one in review.repeats if one.kind != "drawn_out")),
        ("Drawn out", _quoted(one for one in review.repeats if one.kind == "drawn_out")),
        *_voice(review.voice),
        ("Too loud", _clipped(review.heard.sound.clipped_share)),
        ("Heard by", review.heard.model),
    ]
    return "\n".join(_row(name, text) for name, text in rows if text)


def _quoted(repeats: Iterable[Repeat]) -> str:
    return "; ".join(f"{clock(one.start_s)} “{one.text}”" for one in repeats)


def _row(name: str, text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=f"{name:<16}", subsequent_indent=" " * 16)


def _along(pace: tuple[PacePoint, ...]) -> str:
    """Words a minute in each stretch of some ten seconds."""
    return ", ".join(f"{clock(one.start_s)} {one.words_per_minute:.0f}" for one in pace)


def _moments(starts_s: Iterable[float]) -> str:
    """When something is to be heard; of very many the first."""
    times = [clock(at_s) for at_s in starts_s]
    more = f" and {len(times) - _MOST_MOMENTS} more" if len(times) > _MOST_MOMENTS else ""
    return f"at {', '.join(times[:_MOST_MOMENTS])}{more}" if times else ""


def _clipped(share: float) -> str:
    """Nothing where it is within the band: then there is nothing to do."""
    if side("clipped", 100 * share, CLIPPED_PERCENT) <= 0:
        return ""
    return f"{100 * share:.1f}% of the recording is cut off; turn the microphone down"


def _voice(voice: Voice) -> list[tuple[str, str]]:
    """The rows about the voice, without those that nobody knows."""
    rows = []
    if voice.pitch_sd_semitones is not None:
        rows.append(
            ("Melody", f"{voice.pitch_sd_semitones:.1f} semitones about {voice.pitch_median_hz:.0f} Hz")
        )
        flat = [f"{clock(one.start_s)} to {clock(one.end_s)}" for one in voice.flat_stretches]
        rows += [("Flat", ", ".join(flat))] if flat else []
    if voice.phrase_count:
        rows.append(("Fading ends", f"{len(voice.fading_ends)} of {voice.phrase_count} phrases"))
    if voice.level_db is not None and voice.level_range_db is not None:
        rows.append(("Level", f"{voice.level_db:.0f} dB, range {voice.level_range_db:.0f} dB"))
    if voice.signal_to_noise_db is not None:
        rows.append(("Background", f"{voice.signal_to_noise_db:.0f} dB under the voice"))
    return rows


def _rate(value: float | None, unit: str, *, digits: int = 1) -> str:
    return "-" if value is None else f"{value:.{digits}f} {unit}"


def _a_minute(rate: float | None) -> str:
    return "" if rate is None else f", {rate:.1f} a minute"


def _point(point: PointCoverage) -> str:
    said = "Not made" if point.is_spoken_of else _SAID[point.verdict]
    lines = [f"{said:<11}{point.name or point.text}"]
    if point.evidence:
        lines.append(f"{'':<11}{clock(point.evidence.start_s)} “{point.evidence.text}”")
    if point.missing:
        lines.append(f"{'':<11}{told_missing(point.missing)}")
    return "\n".join(lines)


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH)
