"""A question as it was found, before it has an id and points: what every reader hands up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from seeds.bank import DEFAULT_TARGET_S, Bank, Question, RubricPoint
from seeds.checker import DIFFICULTIES, LONGEST_TARGET_S, SHORTEST_TARGET_S
from seeds.importing.derive import FEWEST, derived_points
from seeds.importing.naming import shortened
from seeds.letters import slug, tidy_line, tidy_text

_NO_ID = re.compile("[^a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """A question found in a text; what is "" or empty was not there."""

    prompt: str
    guidance: str = ""
    model_answer: str = ""
    id: str = ""
    target_s: float | None = None
    category: str = ""
    difficulty: str = ""
    points: tuple[RubricPoint, ...] = ()
    follow_ups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """All that one text holds."""

    title: str = ""
    description: str = ""
    drafts: tuple[Draft, ...] = ()
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    whole: bool = field(default=False)
    """Whether the text was a bank of ours: then nothing is derived."""


def bank_of(found: Found, *, name: str, title: str) -> Bank:
    """The bank that the drafts make: ids given, points derived where there are fewer than three."""
    taken: set[str] = set()
    questions = tuple(_question(draft, taken, derive=not found.whole) for draft in found.drafts)
    return Bank(
        name=name,
        title=tidy_line(found.title) or title,
        questions=questions,
        description=tidy_text(found.description),
    )


def _question(draft: Draft, taken: set[str], *, derive: bool) -> Question:
    prompt, guidance, answer = (
        tidy_line(draft.prompt),
        tidy_text(draft.guidance),
        tidy_text(draft.model_answer),
    )
    points = tuple(with_ids(draft.points))
    if len(points) < FEWEST and derive:
        more = derived_points(prompt, guidance=guidance, model_answer=answer, given=points)
        points = tuple(with_ids(more))
    return Question(
        id=free_id(draft.id or prompt, taken, otherwise="question"),
        prompt=prompt,
        guidance=guidance,
        model_answer=answer,
        target_s=_target_s(draft, answer),
        category=tidy_line(draft.category),
        difficulty=draft.difficulty if draft.difficulty in DIFFICULTIES else "",
        points=points,
        follow_ups=tuple(filter(None, map(tidy_line, draft.follow_ups))),
    )


def _target_s(draft: Draft, answer: str) -> float:
    """The length given, or that of the model answer spoken at 140 words a minute, to five seconds."""
    if draft.target_s is not None and SHORTEST_TARGET_S <= draft.target_s <= LONGEST_TARGET_S:
        return draft.target_s
    words = len(answer.split())
    return min(180.0, max(60.0, round(words / 140 * 12) * 5.0)) if words else DEFAULT_TARGET_S


def with_ids(points: Sequence[RubricPoint]) -> Iterator[RubricPoint]:
    """The points, each with an id of its own; one that lost its name or text has the other for both."""
    taken: set[str] = set()
    for point in points:
        name, text = tidy_line(point.name), tidy_line(point.text)
        if not name and not text:
            continue
        yield replace(
            point,
            id=free_id(point.id or name or text, taken, otherwise="point"),
            name=name or text,
            text=text or name,
            terms=tuple(filter(None, map(tidy_line, point.terms))),
            source=tidy_line(point.source),
        )


def free_id(wish: str, taken: set[str], *, otherwise: str) -> str:
    """An id that reminds of the wish and is not taken yet; it is taken then."""
    begun = wish if wish and not _NO_ID.search(wish) else slug(wish) or otherwise
    made, number = begun, 2
    while made in taken:
        made, number = f"{begun}-{number}", number + 1
    taken.add(made)
    return made


def point_from(text: str, *, name: str = "", source: str = "") -> RubricPoint:
    """A point from a line of a list: “Name: what is said” or one sentence alone."""
    line = tidy_line(text)
    if not name:
        before, colon, after = line.partition(": ")
        name, line = (before, after) if colon and len(before.split()) <= 8 and after.strip() else ("", line)
    return RubricPoint("", name, line or name, (), source) if name else unnamed_point(line, source=source)


def unnamed_point(text: str, *, source: str = "") -> RubricPoint:
    """A point that is one sentence, kept as its author wrote it; the name is drawn from it."""
    return RubricPoint("", shortened(text), text, (), source)


def points_from(lines: Iterable[str], *, source: str = "") -> tuple[RubricPoint, ...]:
    """A point for each line that has words."""
    return tuple(point_from(line, source=source) for line in lines if tidy_line(line))
