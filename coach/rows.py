"""An attempt as rows of the history's tables, and back again, without losing anything."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from coach.attempt import Attempt, AttemptSummary
from coach.coverage import WORTH, Coverage, Evidence, PointCoverage
from coach.disfluency import Repeat
from coach.fillers import Filler
from coach.pacing import Delivery, PacePoint, Pause, is_enough
from coach.review import Review
from coach.transcript import Heard, Sound, Span, Transcript, Word
from coach.voice import voice
from seeds.bank import Question, RubricPoint

_TEXTS = ("id", "bank", "bank_title", "question_id", "prompt", "model")
_RATES = ("words_per_minute", "filled_pauses_per_minute", "coverage")
"""Not known of every answer."""
_SPAN = ("speaking_s", "pause_total_s")
_FIGURES = ("duration_s", "word_count", *_RATES)

Row = Mapping[str, Any]
Value = TypeVar("Value")
Timed = TypeVar("Timed", Word, Pause, Filler, Repeat, Span)


def attempt_row(attempt: Attempt) -> dict[str, Any]:
    """The row of `attempts`: the question whole, and the figures that lists and charts want."""
    summary = AttemptSummary.of(attempt)
    columns = {
        field.name: getattr(summary, field.name) for field in fields(summary) if field.name != "verdicts"
    }
    return columns | {"started_at": moment(attempt.started_at), "question": _json(asdict(attempt.question))}


def moment(when: datetime) -> str:
    """A time in UTC with its offset, in a form whose order as text is its order in time."""
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def point_rows(attempt: Attempt) -> list[dict[str, Any]]:
    """The rows of `points`, in the question's order."""
    coverage = attempt.review.coverage
    return [
        _point_row(attempt.id, place, point)
        for place, point in enumerate(coverage.points if coverage else ())
    ]


def _point_row(attempt_id: str, place: int, point: PointCoverage) -> dict[str, Any]:
    evidence = asdict(point.evidence) if point.evidence else dict.fromkeys(("text", "start_s", "end_s"))
    row = {"attempt_id": attempt_id, "place": place} | asdict(point)
    del row["evidence"]
    return row | {f"evidence_{key}": value for key, value in evidence.items()}


def answer_row(attempt: Attempt) -> dict[str, Any]:
    """The row of `answers`: everything that is only read when one answer is opened."""
    review = attempt.review
    return {
        "attempt_id": attempt.id,
        "words": _json([_values(word) for word in review.heard.transcript.words]),
        "sound": _json(asdict(review.heard.sound)),
        "pauses": _json([_values(pause) for pause in review.pauses]),
        "fillers": _json([_values(filler) for filler in review.fillers]),
        "delivery": _json(asdict(review.delivery)),
        "repeats": _json([_values(repeat) for repeat in review.repeats]),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _values(value: Any) -> list[Any]:
    """The fields of a flat dataclass in their order, which only ever grows at its end."""
    return [getattr(value, field.name) for field in fields(value)]


def attempt_from(row: Row, *, points: Iterable[Row], answer: Row) -> Attempt:
    """The attempt that these rows hold; of a damaged sound, what is left.

    Raises KeyError, TypeError, ValueError or AttributeError where they hold none.
    """
    delivery = json.loads(answer["delivery"])
    pace = tuple(_known(PacePoint, one) for one in delivery.pop("pace", ()))
    transcript = Transcript(_timed(Word, answer["words"]))
    heard = Heard(transcript, _sound(answer["sound"], duration_s=row["duration_s"]), row["model"])
    review = Review(
        heard=heard,
        pauses=_timed(Pause, answer["pauses"]),
        fillers=_timed(Filler, answer["fillers"]),
        delivery=_known(Delivery, delivery, pace=pace),
        coverage=_coverage(row, points),
        repeats=_timed(Repeat, answer["repeats"] or "[]"),
        voice=voice(heard),
    )
    return Attempt(
        id=row["id"],
        bank=row["bank"],
        bank_title=row["bank_title"],
        question=_question(json.loads(row["question"])),
        started_at=_when(row["started_at"]),
        review=review,
        recording=row["recording"],
    )


def _timed(kind: Callable[..., Timed], kept: str) -> tuple[Timed, ...]:
    return _with_times(tuple(kind(*one) for one in json.loads(kept)))


def _sound(kept: str, *, duration_s: float) -> Sound:
    """What the sound showed; a series that is damaged is left out, and costs the answer its figures only."""
    raw = _fields(kept)
    frame_s = raw.get("frame_s", 0.1)
    knows_frames = _is_number(frame_s)
    return Sound(
        duration_s=raw["duration_s"] if _is_number(raw.get("duration_s")) else duration_s,
        frame_s=frame_s if knows_frames else 0.1,
        loudness_db=_series(raw.get("loudness_db")) if knows_frames else (),
        speech=_speech(raw.get("speech")),
        clipped_share=raw["clipped_share"] if _is_number(raw.get("clipped_share")) else 0.0,
        pitch_hz=_series(raw.get("pitch_hz")) if knows_frames else (),
        lost_s=raw["lost_s"] if _is_number(raw.get("lost_s")) else 0.0,
    )


def _fields(kept: str) -> dict[str, Any]:
    try:
        raw = json.loads(kept)
    except (TypeError, ValueError):
        return {}
    return raw if isinstance(raw, dict) else {}


def _series(kept: Any) -> tuple[float, ...]:
    return tuple(kept) if isinstance(kept, list) and all(map(_is_number, kept)) else ()


def _speech(kept: Any) -> tuple[Span, ...]:
    try:
        return _with_times(tuple(_known(Span, one) for one in kept))
    except (AttributeError, TypeError):
        return ()


def _with_times(found: tuple[Timed, ...]) -> tuple[Timed, ...]:
    """The same; raises TypeError where one has no time: it would break whatever looks for it."""
    if not all(_is_number(at_s) for one in found for at_s in (one.start_s, one.end_s)):
        raise TypeError("a moment without its time")
    return found


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_finite(value: object) -> bool:
    return isinstance(value, (int, float)) and math.isfinite(value)


def _known(kind: type[Value], raw: Row, **more: Any) -> Value:
    """A value from its fields; those that this version does not know are left out."""
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]  # only ever a dataclass
    return kind(**({key: value for key, value in raw.items() if key in names} | more))


def _question(raw: dict[str, Any]) -> Question:
    points = tuple(
        _known(RubricPoint, one | {"terms": tuple(one.get("terms", ()))}) for one in raw.pop("points", ())
    )
    return _known(Question, raw, points=points, follow_ups=tuple(raw.pop("follow_ups", ())))


def _coverage(row: Row, points: Iterable[Row]) -> Coverage | None:
    return None if row["coverage"] is None else Coverage(row["coverage"], tuple(map(_point, points)))


def _point(row: Row) -> PointCoverage:
    evidence = None
    if row["verdict"] not in WORTH or not _is_number(row["score"]):
        raise ValueError("a point without its verdict")
    if row["evidence_text"] is not None:
        evidence = Evidence(row["evidence_text"], row["evidence_start_s"], row["evidence_end_s"])
    return _known(PointCoverage, row, evidence=evidence)


def summary_from(row: Row, *, points: Iterable[Row], delivery: str | None = None) -> AttemptSummary:
    """The line of a list that these rows hold, without the rates that older versions kept of a few words.

    `delivery` is that of the answer, where one cannot tell without it whether enough was said for a rate.
    Raises ValueError or TypeError where they hold none: a page that draws many lines would break at it.
    """
    if not all(isinstance(row[name], str) for name in _TEXTS):
        raise ValueError("a line without its names")
    if not all(_is_finite(row[name]) or (row[name] is None and name in _RATES) for name in _FIGURES):
        raise ValueError("a line without its figures")
    verdicts = tuple((point["id"], point["verdict"]) for point in points)
    if not all(verdict in WORTH for _, verdict in verdicts):
        raise ValueError("a point without its verdict")
    made = _known(AttemptSummary, row, started_at=_when(row["started_at"]), verdicts=verdicts)
    if is_enough(made.word_count, span_s=_span_s(delivery, duration_s=made.duration_s)):
        return made
    return replace(made, words_per_minute=None, filled_pauses_per_minute=None)


def _span_s(delivery: str | None, *, duration_s: float) -> float:
    """From the first spoken thing to the last; that of the whole sound where nobody can tell."""
    raw = _fields(delivery) if delivery is not None else {}
    known = [float(raw[name]) for name in _SPAN if _is_number(raw.get(name))]
    return sum(known) if len(known) == len(_SPAN) else duration_s


def _when(kept: str) -> datetime:
    """A moment; one without its zone cannot be put in order among the others."""
    found = datetime.fromisoformat(kept)
    if found.tzinfo is None:
        raise ValueError("a time without its zone")
    return found
