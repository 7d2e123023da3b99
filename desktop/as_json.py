"""What the command line prints as JSON: one object, schema 1."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
