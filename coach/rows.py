"""An attempt as rows of the history's tables, and back again, without losing anything."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Any, TypeVar

from coach.attempt import Attempt, AttemptSummary
from coach.coverage import Coverage, Evidence, PointCoverage
from coach.disfluency import Repeat
from coach.fillers import Filler
from coach.pacing import Delivery, PacePoint, Pause
from coach.review import Review
from coach.transcript import Heard, Sound, Span, Transcript, Word
from coach.voice import voice
from seeds.bank import Question, RubricPoint

Row = Mapping[str, Any]
Value = TypeVar("Value")


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
    """The attempt that these rows hold."""
    sound = json.loads(answer["sound"])
    speech = tuple(_known(Span, one) for one in sound.pop("speech", ()))
    loudness_db = tuple(sound.pop("loudness_db", ()))
    pitch_hz = tuple(sound.pop("pitch_hz", ()))
    delivery = json.loads(answer["delivery"])
    pace = tuple(_known(PacePoint, one) for one in delivery.pop("pace", ()))
    transcript = Transcript(tuple(Word(*one) for one in json.loads(answer["words"])))
    heard = Heard(
        transcript,
        _known(Sound, sound, speech=speech, loudness_db=loudness_db, pitch_hz=pitch_hz),
        row["model"],
    )
    review = Review(
        heard=heard,
        pauses=tuple(Pause(*one) for one in json.loads(answer["pauses"])),
        fillers=tuple(Filler(*one) for one in json.loads(answer["fillers"])),
        delivery=_known(Delivery, delivery, pace=pace),
        coverage=_coverage(row, points),
        repeats=tuple(Repeat(*one) for one in json.loads(answer["repeats"] or "[]")),
        voice=voice(heard),
    )
    return Attempt(
        id=row["id"],
        bank=row["bank"],
        bank_title=row["bank_title"],
        question=_question(json.loads(row["question"])),
        started_at=datetime.fromisoformat(row["started_at"]),
        review=review,
        recording=row["recording"],
    )


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
    if row["evidence_text"] is not None:
        evidence = Evidence(row["evidence_text"], row["evidence_start_s"], row["evidence_end_s"])
    return _known(PointCoverage, row, evidence=evidence)


def summary_from(row: Row, *, points: Iterable[Row]) -> AttemptSummary:
    """The line of a list that these rows hold."""
    return _known(
        AttemptSummary,
        row,
        started_at=datetime.fromisoformat(row["started_at"]),
        verdicts=tuple((point["id"], point["verdict"]) for point in points),
    )
