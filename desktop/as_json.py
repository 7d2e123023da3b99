"""What the command line prints as JSON: the values of the coach in plain dictionaries, schema 1."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coach.attempt import AttemptSummary
    from coach.coverage import Coverage
    from coach.review import Review
    from seeds.bank import Bank

SCHEMA = 1

Plain = dict[str, Any]


def text(value: object) -> str:
    """The value as one JSON document; figures to a thousandth, what is not finite is null."""
    return json.dumps(_plain(value), ensure_ascii=False, allow_nan=False)


def _plain(value: object) -> object:
    if isinstance(value, float):
        return round(value, 3) if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def review(value: Review) -> Plain:
    """What `analyze --json` prints: words with filled pauses among them, and how it is judged."""
    heard = value.heard
    return {
        "schema": SCHEMA,
        "audio": {"duration_s": heard.sound.duration_s},
        "model": heard.model,
        "words": [asdict(word) for word in heard.transcript.words],
        "text": heard.transcript.text,
        "fillers": [asdict(filler) for filler in value.fillers],
        "pauses": [{"start_s": pause.start_s, "end_s": pause.end_s} for pause in value.pauses],
        "delivery": asdict(value.delivery),
        "coverage": coverage(value.coverage) if value.coverage else None,
    }


def coverage(value: Coverage) -> Plain:
    """The score and each point's verdict with the words that show it."""
    return {"score": value.score, "points": [asdict(point) for point in value.points]}


def bank(value: Bank) -> Plain:
    """A whole bank, as `banks show --json` prints it."""
    return {
        "schema": SCHEMA,
        "name": value.name,
        "title": value.title,
        "description": value.description,
        "questions": [asdict(question) for question in value.questions],
    }


def bank_line(value: Bank) -> Plain:
    """A bank in one line of a list."""
    return {"name": value.name, "title": value.title, "questions": len(value.questions)}


def attempt_line(value: AttemptSummary) -> Plain:
    """An attempt in one line of a list."""
    return {
        "id": value.id,
        "bank": value.bank,
        "question": {"id": value.question_id, "prompt": value.prompt},
        "started_at": value.started_at.isoformat(),
        "model": value.model,
        "duration_s": value.duration_s,
        "words_per_minute": value.words_per_minute,
        "filled_pauses_per_minute": value.filled_pauses_per_minute,
        "coverage": value.coverage,
        "recording": value.recording,
    }
