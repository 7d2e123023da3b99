"""Turns plain dictionaries into a `Bank` and names every fault on the way, with the nearest right name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from seeds.bank import DEFAULT_TARGET_S, Bank, Question, RubricPoint
from seeds.errors import BankError, Fault
from seeds.letters import tidy_line, tidy_text

SHORTEST_TARGET_S, LONGEST_TARGET_S = 10.0, 1800.0
MOST_FAULTS = 500
DIFFICULTIES = ("starter", "core", "stretch")

BANK_KEYS = ("schema", "name", "title", "description", "questions")
QUESTION_KEYS = (
    "id",
    "prompt",
    "guidance",
    "model_answer",
    "target_s",
    "category",
    "difficulty",
    "points",
    "follow_ups",
)
POINT_KEYS = ("id", "name", "text", "terms", "source")

_ID = re.compile(r"[a-z0-9-]+")
_SHOWN = 40

Plain = Mapping[str, Any]


def bank_from(plain: object, *, name: str, file: str) -> Bank:
    """The bank that `plain` describes; raises BankError with all faults. `name` becomes the bank's name."""
    reading = _Reading(file)
    bank = reading.bank(plain, name=name)
    if reading.faults:
        raise BankError(tuple(reading.faults))
    return bank


class _Reading:
    """Reads one file and collects what is wrong instead of stopping at it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []

    def bank(self, plain: object, *, name: str) -> Bank:
        if not isinstance(plain, Mapping):
            self.fault("", "", "this is not a bank: it has no title and no questions")
            return Bank(name, "", ())
        at = _Place(self, "", plain, BANK_KEYS)
        questions = tuple(
            self._question(each, number) for number, each in enumerate(at.tables("questions", needed=True), 1)
        )
        self._doubles((one.id for one in questions), "question")
        return Bank(
            name=name,
            title=at.line("title", needed=True),
            questions=questions,
            description=at.text("description"),
        )

    def _question(self, plain: Plain, number: int) -> Question:
        place = f"question {number}{_called(plain)}"
        at = _Place(self, place, plain, QUESTION_KEYS)
        points = tuple(
            self._point(each, f"{place}, point {index}") for index, each in enumerate(at.tables("points"), 1)
        )
        self._doubles((one.id for one in points), "point", within=f"{place}, ")
        return Question(
            id=at.id(),
            prompt=at.line("prompt", needed=True),
            guidance=at.text("guidance"),
            model_answer=at.text("model_answer"),
            target_s=at.seconds("target_s"),
            category=at.line("category"),
            difficulty=at.one_of("difficulty", DIFFICULTIES),
            points=points,
            follow_ups=at.lines("follow_ups"),
        )

    def _point(self, plain: Plain, place: str) -> RubricPoint:
        at = _Place(self, place, plain, POINT_KEYS)
        return RubricPoint(
            id=at.id(),
            name=at.line("name", needed=True),
            text=at.line("text", needed=True),
            terms=at.lines("terms"),
            source=at.line("source"),
        )

    def _doubles(self, ids: Iterable[str], kind: str, *, within: str = "") -> None:
        seen: dict[str, int] = {}
        for number, one in enumerate(ids, 1):
            if one and one in seen:
                told = f"is “{_short(one)}”, which {kind} {seen[one]} has already; choose another"
                self.fault(f"{within}{kind} {number}", "id", told)
            seen.setdefault(one, number)

    def fault(self, place: str, key: str, wrong: str) -> None:
        """Remember a fault; at so many that nobody reads on, give up."""
        self.faults.append(Fault(self.file, place, key, wrong))
        if len(self.faults) == MOST_FAULTS:
            more = Fault(self.file, "", "", f"{MOST_FAULTS} faults so far; the rest was not read")
            raise BankError((*self.faults, more))


class _Place:
    """One table of the file: hands out its entries and reports those that are not as they should be."""

    def __init__(self, reading: _Reading, place: str, plain: Plain, known: Sequence[str]) -> None:
        self._reading = reading
        self._place = place
        self._plain = plain
        self._meant: set[str] = set()
        for key in plain:
            if key not in known:
                self._unknown(str(key), known)

    def id(self) -> str:
        found = self.line("id", needed=True)
        if found and not _ID.fullmatch(found):
            self._wrong("id", f"is “{_short(found)}”; it may hold small letters a-z, figures and hyphens")
        return found

    def line(self, key: str, *, needed: bool = False) -> str:
        return tidy_line(self._string(key, needed=needed))

    def text(self, key: str) -> str:
        return tidy_text(self._string(key, needed=False))

    def one_of(self, key: str, known: Sequence[str]) -> str:
        found = self.line(key)
        if found and found not in known:
            self._wrong(key, f"is “{_short(found)}”; it may be {_choice(known)}{_nearest(found, known)}")
        return found

    def seconds(self, key: str) -> float:
        value = self._plain.get(key, DEFAULT_TARGET_S)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._wrong(key, f"is {_kind(value)}; it should be a number of seconds")
        elif not SHORTEST_TARGET_S <= value <= LONGEST_TARGET_S:
            self._wrong(
                key,
                f"is {_number(value)}; it may be {SHORTEST_TARGET_S:g} to {LONGEST_TARGET_S:g} seconds",
            )
        else:
            return float(value)
        return DEFAULT_TARGET_S

    def lines(self, key: str) -> tuple[str, ...]:
        value = self._plain.get(key, [])
        if not isinstance(value, list):
            self._wrong(key, f"is {_kind(value)}; it should be a list of texts")
            return ()
        for number, each in enumerate(value, 1):
            if not isinstance(each, str):
                self._wrong(key, f"holds {_kind(each)} as number {number}; it should hold texts only")
        tidied = (tidy_line(each) for each in value if isinstance(each, str))
        return tuple(each for each in tidied if each)

    def tables(self, key: str, *, needed: bool = False) -> list[Plain]:
        value = self._plain.get(key)
        if value is None:
            if needed and key not in self._meant:
                self._wrong(key, "is missing; a bank lists its questions there")
            return []
        if not isinstance(value, list):
            self._wrong(key, f"is {_kind(value)}; it should be a list, each one begun with [[{key}]]")
            return []
        for number, each in enumerate(value, 1):
            if not isinstance(each, Mapping):
                self._wrong(key, f"holds {_kind(each)} as number {number}; it should hold tables only")
        return [each for each in value if isinstance(each, Mapping)]

    def _string(self, key: str, *, needed: bool) -> str:
        value = self._plain.get(key)
        if value is None:
            if needed and key not in self._meant:
                self._wrong(key, "is missing")
            return ""
        if not isinstance(value, str):
            self._wrong(key, f"is {_kind(value)}; it should be text")
            return ""
        if needed and not tidy_line(value):
            self._wrong(key, "is empty")
        return value

    def _unknown(self, key: str, known: Sequence[str]) -> None:
        near = difflib.get_close_matches(
            key[:_SHOWN].lower(), [one for one in known if one not in self._plain], 1
        )
        self._meant.update(near)
        hint = f"did you mean “{near[0]}”?" if near else f"known are {', '.join(known)}"
        self._wrong(tidy_line(_short(key)), f"is not known here; {hint}")

    def _wrong(self, key: str, wrong: str) -> None:
        self._reading.fault(self._place, key, wrong)


def _called(plain: Plain) -> str:
    """How a question is told from its neighbours, in brackets."""
    told = plain.get("id") or plain.get("prompt")
    return f" (“{_short(tidy_line(told))}”)" if isinstance(told, str) and tidy_line(told) else ""


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _number(value: float) -> str:
    """The number, or only that it is a long one: Python refuses to write very long whole numbers."""
    return "a very long number" if abs(value) > 1e12 else f"{value:g}"


def _choice(known: Sequence[str]) -> str:
    return f"{', '.join(known[:-1])} or {known[-1]}"


def _nearest(found: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(found[:_SHOWN].lower(), known, 1)
    return f"; did you mean “{near[0]}”?" if near else ""


def _kind(value: object) -> str:
    """What something is, in a person's words."""
    if isinstance(value, bool):
        return "yes or no"
    if isinstance(value, int | float):
        return "a number"
    for kind, told in ((str, "text"), (list, "a list"), (Mapping, "a table"), (type(None), "nothing")):
        if isinstance(value, kind):
            return told
    return "a date or a time"
