"""Writes every answer into one file that other programs can read."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING

from seeds.whole_file import write_whole

if TYPE_CHECKING:
    from coach.history import History


def exporting(history: Callable[[], History], *, path: Path) -> Generator[None, None, int]:
    """All answers with their words as one JSON file, written beside and moved in whole; raises OSError.

    Returns how many could not be read, because their record is damaged.
    """
    from coach.export import attempt_as_dict, review_as_dict

    answers = []
    kept = history().count()
    for attempt in history().attempts():
        yield
        answers.append(attempt_as_dict(attempt) | {"review": review_as_dict(attempt.review)})
    write_whole(path, json.dumps({"schema": 1, "answers": answers}, ensure_ascii=False, indent=1).encode())
    return max(0, kept - len(answers))
