"""Reads a bank from its TOML file and names every fault at once: where, what, and the nearest right word."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from seeds.bank import DEFAULT_TARGET_S, Bank, Question, RubricPoint

LARGEST_BYTES = 5_000_000
SHORTEST_S, LONGEST_S = 10.0, 1800.0
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
# What would change how a line reads without being seen: controls, and marks that turn the direction of text.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_BANK_KEYS = ("title", "description", "questions")
_QUESTION_KEYS = (
    "id", "prompt", "guidance", "model_answer", "target_s", "category", "difficulty", "points", "follow_ups",
)  # fmt: skip
_POINT_KEYS = ("id", "name", "text", "terms", "source")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a bank's file: which file, where in it, and what."""

    file: str
    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.place}: {self.what}" if self.place else f"{self.file}: {self.what}"


class BankError(Exception):
    """A bank that cannot be used as it is; `faults` holds every reason, never just the first.

    BankError    the only member of this family: its faults tell it all
    """

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def load_bank(path: Path) -> Bank:
    """The bank in this file, called by the file's stem. Raises `BankError` with all faults, or `OSError`."""
    if path.stat().st_size > LARGEST_BYTES:
        raise BankError((Fault(path.name, "", f"larger than {LARGEST_BYTES // 1_000_000} MB; split it up"),))
    return read_toml(path.read_bytes(), name=path.stem, file=path.name)


def read_toml(data: bytes, *, name: str, file: str) -> Bank:
    """The bank in these bytes; raises `BankError` with all faults."""
    try:
        table = tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise BankError((Fault(file, "", f"not UTF-8 at byte {error.start}; save it as UTF-8"),)) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BankError((Fault(file, "", f"not TOML: {error}"),)) from error
    return bank_from(table, name=name, file=file)


def bank_from(table: Mapping[str, object], *, name: str, file: str) -> Bank:
    """The bank that this table describes; raises `BankError` with all faults."""
    reading = _Reading(file)
    bank = reading.bank(table, name)
    if reading.faults:
        raise BankError(tuple(reading.faults))
    return bank


def without_unseen(text: str) -> str:
    """The text without control characters and marks that turn its direction; Windows line ends made plain."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(slots=True)
class _Reading:
    """One pass over a file that goes on after a fault."""

    file: str
    faults: list[Fault] = field(default_factory=list)

    def fault(self, place: str, what: str) -> None:
        self.faults.append(Fault(self.file, place, what))

    def bank(self, table: Mapping[str, object], name: str) -> Bank:
        self.known_keys(table, "", _BANK_KEYS)
        questions = tuple(self.questions(table))
        if not questions and not self.faults:
            self.fault("", "no questions; a bank needs at least one [[questions]]")
        self.distinct([(f"question {n} (“{one.id}”)", one.id) for n, one in enumerate(questions, 1)])
        title = self.text(table, "title", "", needed=True)
        return Bank(name, title, questions, self.text(table, "description", ""))

    def questions(self, table: Mapping[str, object]) -> Iterator[Question]:
        for number, one in enumerate(self.tables(table, "questions", ""), 1):
            named = one.get("id")
            place = f"question {number} (“{named}”)" if isinstance(named, str) else f"question {number}"
            self.known_keys(one, place, _QUESTION_KEYS)
            yield Question(
                id=self.id(one, place),
                prompt=self.text(one, "prompt", place, needed=True),
                guidance=self.text(one, "guidance", place),
                model_answer=self.text(one, "model_answer", place),
                target_s=self.seconds(one, place),
                category=self.text(one, "category", place),
                difficulty=self.text(one, "difficulty", place),
                points=tuple(self.points(one, place)),
                follow_ups=self.texts(one, "follow_ups", place),
            )

    def points(self, table: Mapping[str, object], question: str) -> Iterator[RubricPoint]:
        ids: list[tuple[str, str]] = []
        for number, one in enumerate(self.tables(table, "points", question), 1):
            place = f"{question}, point {number}"
            self.known_keys(one, place, _POINT_KEYS)
            text = self.text(one, "text", place, needed=True)
            made = RubricPoint(
                id=self.id(one, place),
                name=self.text(one, "name", place) or text,
                text=text,
                terms=self.texts(one, "terms", place),
                source=self.text(one, "source", place),
            )
            ids.append((place, made.id))
            yield made
        self.distinct(ids)

    def known_keys(self, table: Mapping[str, object], place: str, known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                hint = f"; did you mean “{near[0]}”?" if near else f"; known are {', '.join(known)}"
                self.fault(place, f"unknown key “{key}”{hint}")

    def tables(self, table: Mapping[str, object], key: str, place: str) -> Iterator[Mapping[str, object]]:
        value = table.get(key, [])
        if not isinstance(value, list):
            self.fault(place, f"“{key}” must be a list of tables")
            return
        for number, one in enumerate(value, 1):
            if isinstance(one, dict):
                yield one
            else:
                self.fault(place, f"entry {number} of “{key}” must be a table")

    def text(self, table: Mapping[str, object], key: str, place: str, *, needed: bool = False) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            self.fault(place, f"“{key}” must be text, not {_kind(value)}")
            return ""
        clean = without_unseen(value).strip()
        if needed and not clean:
            self.fault(place, f"“{key}” is missing" if key not in table else f"“{key}” is empty")
        return clean

    def texts(self, table: Mapping[str, object], key: str, place: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.fault(place, f"“{key}” must be a list of texts")
            return ()
        return tuple(clean for one in value if (clean := without_unseen(one).strip()))

    def id(self, table: Mapping[str, object], place: str) -> str:
        value = table.get("id", "")
        if not isinstance(value, str) or not _ID.match(value):
            said = "is missing" if "id" not in table else f"is {value!r}"
            self.fault(place, f"“id” {said}; use lower-case letters, digits and single hyphens")
            return ""
        return value

    def seconds(self, table: Mapping[str, object], place: str) -> float:
        value = table.get("target_s", DEFAULT_TARGET_S)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(place, f"“target_s” must be a number of seconds, not {_kind(value)}")
        elif not SHORTEST_S <= value <= LONGEST_S:
            self.fault(place, f"“target_s” is {value}; use {SHORTEST_S:.0f} to {LONGEST_S:.0f} seconds")
        else:
            return float(value)
        return DEFAULT_TARGET_S

    def distinct(self, ids: list[tuple[str, str]]) -> None:
        first: dict[str, str] = {}
        for place, one in ids:
            if one and one in first:
                self.fault(place, f"the id “{one}” is already that of {first[one]}")
            first.setdefault(one, place)


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return names.get(type(value), type(value).__name__)
