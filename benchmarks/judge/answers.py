"""The answers written for this project, and ArgKP's arguments, as lessons; parted by question or topic.

`answers/` is parted by a hash of the question into train, tune and unseen. The exams (`exam/` to `exam4/`)
have no parts: they were written from the task alone, about questions that occur nowhere else, the first two
about professions that do not either. docs/coverage.md says how often each has been looked at.
Never train or tune anything on one, nor choose by it.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from benchmarks.judge.lesson import Lesson

Part = Literal["train", "tune", "unseen"]
_SHARES: tuple[tuple[Part, int], ...] = (("train", 70), ("tune", 80), ("unseen", 100))


def part_of(question: str) -> Part:
    """The part a question belongs to, by a hash of its words: 70 % train, 10 % tune, 20 % unseen."""
    place = int(hashlib.sha256(question.strip().lower().encode()).hexdigest(), 16) % 100
    return next(name for name, end in _SHARES if place < end)


def spoken(folder: Path, *, part: Part | None = None) -> tuple[Lesson, ...]:
    """The answers in `folder/*.jsonl`, of one part or all."""
    found = [lesson for path in sorted(folder.glob("*.jsonl")) for lesson in lessons_in(path)]
    return tuple(one for one in found if part is None or part_of(one.question) == part)


def lessons_in(path: Path) -> tuple[Lesson, ...]:
    """The answers in one file."""
    return tuple(_lesson(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines())


def _lesson(row: dict[str, object]) -> Lesson:
    def texts(key: str) -> tuple[str, ...]:
        value = row.get(key, [])
        return tuple(str(one) for one in value) if isinstance(value, list) else ()

    labels = row["labels"]
    assert isinstance(labels, list)  # noqa: S101  (our own file)
    points = texts("points")
    return Lesson(
        question=str(row["question"]),
        points=points,
        answer=str(row["answer"]),
        labels=tuple(float(one) for one in labels),
        evidence=texts("evidence") or ("",) * len(points),
        reasons=texts("reason") or ("",) * len(points),
        kind=str(row.get("kind", "")),
        source=str(row.get("profession", "")),
    )


def arguments(folder: Path, *, part: Literal["train", "dev", "test"]) -> Iterator[Lesson]:
    """ArgKP-2021 (Friedman et al. 2021): every argument beside the key points it was labelled against.

    Raises FileNotFoundError where the folder has not that part.
    """

    def rows(name: str) -> list[dict[str, str]]:
        with (folder / f"{name}_{part}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    points = {row["key_point_id"]: row["key_point"] for row in rows("key_points")}
    labels: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows("labels"):
        labels[row["arg_id"]][row["key_point_id"]] = float(row["label"])
    for row in rows("arguments"):
        judged = labels.get(row["arg_id"], {})
        if judged:
            yield Lesson(
                question=row["topic"],
                points=tuple(points[one] for one in judged),
                answer=row["argument"],
                labels=tuple(judged.values()),
                evidence=tuple(row["argument"] if made else "" for made in judged.values()),
                reasons=tuple("" if made else "absent" for made in judged.values()),
                kind="argument",
                source=row["topic"],
                stance=row["stance"],
            )
