"""The only door to SQLite: every answer that was kept, in one file."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from threading import RLock
from typing import Any

from sqlite_utils import Database

from coach.attempt import Attempt, AttemptSummary
from coach.errors import (
    AttemptDamaged,
    HistoryBusy,
    HistoryDamaged,
    HistoryError,
    HistoryFull,
    HistoryReadOnly,
    HistoryTooNew,
)
from coach.migrations import KNOWN_STEPS, migrations
from coach.rows import Row, answer_row, attempt_from, attempt_row, moment, point_rows, summary_from

log = logging.getLogger(__name__)

_BUSY_AFTER_S = 5.0
_DAMAGE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What reading a record raises that holds something else than it should."""
_KEPT = "deleted_at is null"
_MAY_BE_SHORT = "word_count * 60 < words_per_minute * 30"
"""First word to last takes less than half a minute. An um at an end, and a last word that was written down as
longer than it is, make the time that counts longer or shorter; what takes more is enough in any case."""
_ORDER = "started_at, rowid"


class History:
    """All attempts, oldest first. May be used from several threads; one call at a time.

    A rollback journal rather than a write-ahead log: at rest the history is one file, and a copy of it is a
    whole backup. With `synchronous=EXTRA` what `add` has kept is still there when the power goes off. An
    answer is written in one transaction, about once a minute, so the speed of a log would gain nothing.
    """

    def __init__(self, db: Database, path: Path) -> None:
        self._db = db
        self._path = path
        self._lock = RLock()
        self._unwanted: set[str] = set()

    @staticmethod
    def open(path: Path) -> History:
        """Opens the history, makes a new one where there is none, and brings an older one up to date.

        Raises `HistoryTooNew` and `HistoryDamaged` before anything is changed. A file that may not be written
        to is opened for reading if it is up to date; else `HistoryReadOnly` is raised.
        """
        with _told(path):
            is_new = not path.exists() or path.stat().st_size == 0
            if not is_new:
                _check(path)
            db = _connect(path)
            try:
                if is_new or migrations.pending(db):
                    migrations.apply(db)
            except BaseException:
                db.close()
                raise
            return History(db, path)

    @property
    def path(self) -> Path:
        """Its file."""
        return self._path

    def close(self) -> None:
        """Lets go of the file."""
        with self._lock:
            self._db.close()

    def add(self, attempt: Attempt) -> None:
        """Keeps an attempt, whole or not at all; one with the same id is replaced.

        One that was deleted before it came to be kept is kept as deleted: it can be restored, or is purged.
        """
        with self._writing():
            deleted_at = moment(datetime.now(UTC)) if attempt.id in self._unwanted else None
            self._forget("attempt_id = ?", [attempt.id])
            self._db.table("attempts").upsert(attempt_row(attempt) | {"deleted_at": deleted_at}, pk="id")
            self._db.table("points").insert_all(point_rows(attempt))
            self._db.table("answers").insert(answer_row(attempt))

    def attempt(self, attempt_id: str) -> Attempt | None:
        """The attempt with this id, also while it is deleted but not yet purged; None if there is none.

        Raises AttemptDamaged where its record is.
        """
        for row, points, answer in self._records("id = ?", [attempt_id]):
            try:
                return attempt_from(row, points=points, answer=answer)
            except _DAMAGE as error:
                raise AttemptDamaged(self._path) from error
        return None

    def attempts(self, *, bank: str | None = None, question_id: str | None = None) -> tuple[Attempt, ...]:
        """All attempts, or those of a bank or a question, with their words; oldest first.

        One whose record is damaged is left out, and noted in the log.
        """
        where, values = _filter(bank=bank, question_id=question_id)
        found = []
        for row, points, answer in self._records(where, values):
            with _noted(row):
                found.append(attempt_from(row, points=points, answer=answer))
        return tuple(found)

    def summaries(
        self, *, bank: str | None = None, question_id: str | None = None
    ) -> tuple[AttemptSummary, ...]:
        """The same attempts in one line each, for lists and charts: no words are loaded.

        Older versions kept the rates of a few words too. Whether there are enough is told by the delivery,
        which lies behind all words of an answer on the disk, so that it is read for short ones only.
        """
        where, values = _filter(bank=bank, question_id=question_id)
        columns = (
            "id, bank, bank_title, question_id, prompt, started_at, model, recording, duration_s, "
            "word_count, words_per_minute, filled_pauses_per_minute, coverage"
        )
        with self._reading():
            rows = self._rows("attempts", columns, where=where, values=values)
            points = self._points("attempt_id, id, verdict", where, values)
            short = self._parts(
                "answers", "attempt_id, delivery", where=f"{where} and {_MAY_BE_SHORT}", values=values
            )
        deliveries = {row["attempt_id"]: row["delivery"] for row in short}
        found = []
        for row in rows:
            with _noted(row):
                known = deliveries.get(row["id"])
                found.append(summary_from(row, points=points.get(row["id"], ()), delivery=known))
        return tuple(found)

    def count(self) -> int:
        """How many attempts there are, those among them whose record is damaged."""
        with self._reading():
            return int(self._db.table("attempts").count_where(_KEPT))

    def delete(self, attempt_id: str) -> None:
        """Takes an attempt out of every list, also one that is still being kept; `restore` undoes it."""
        self._unwanted.add(attempt_id)
        try:
            self._mark(attempt_id, deleted_at=moment(datetime.now(UTC)))
        except HistoryError:
            self._unwanted.discard(attempt_id)
            raise

    def is_deleted(self, attempt_id: str) -> bool:
        """Whether there is such an attempt, and it is deleted, but not yet purged."""
        with self._reading():
            where = "id = ? and deleted_at is not null"
            return bool(self._db.table("attempts").count_where(where, [attempt_id]))

    def restore(self, attempt_id: str) -> None:
        """Brings a deleted attempt back."""
        self._unwanted.discard(attempt_id)
        self._mark(attempt_id, deleted_at=None)

    def let_go_of_sound(self, attempt_id: str) -> None:
        """From now on there is no recording of this attempt; all else that is kept of it stays as it is."""
        with self._writing():
            self._db.execute("update attempts set recording = null where id = ?", [attempt_id])

    def purge(self, let_go: Callable[[str, str | None], bool]) -> None:
        """Removes the deleted attempts for good, those as well that were deleted before they came to be kept.

        `let_go` is given the id of each one and the name of its recording, None where it has none, and says
        whether its sound is gone; while it is not, the attempt stays, deleted, so that its sound is not
        forgotten on the disk.
        """
        with self._writing():
            deleted = list(self._db.query("select id, recording from attempts where deleted_at is not null"))
            for unkept in self._unwanted.difference(one["id"] for one in deleted):
                let_go(unkept, None)
            for one in deleted:
                if let_go(one["id"], one["recording"]):
                    self._forget("attempt_id = ?", [one["id"]])
                    self._db.table("attempts").delete_where("id = ?", [one["id"]])

    def _mark(self, attempt_id: str, *, deleted_at: str | None) -> None:
        with self._writing():
            self._db.execute("update attempts set deleted_at = ? where id = ?", [deleted_at, attempt_id])

    def _forget(self, where: str, values: list[Any]) -> None:
        self._db.table("points").delete_where(where, values)
        self._db.table("answers").delete_where(where, values)

    def _records(self, where: str, values: list[Any]) -> list[tuple[Row, list[Row], Row]]:
        """The row, the points and the answer of each attempt; an answer that is missing is an empty row."""
        with self._reading():
            rows = self._rows("attempts", "*", where=where, values=values)
            points = self._points("*", where, values)
            answers = {
                row["attempt_id"]: row for row in self._parts("answers", "*", where=where, values=values)
            }
        return [(row, points.get(row["id"], []), answers.get(row["id"], {})) for row in rows]

    def _points(self, columns: str, where: str, values: list[Any]) -> dict[str, list[Row]]:
        rows = self._parts("points", columns, where=where, values=values, order="attempt_id, place")
        return {key: list(group) for key, group in groupby(rows, key=lambda row: str(row["attempt_id"]))}

    def _parts(
        self, table: str, columns: str, *, where: str, values: list[Any], order: str | None = None
    ) -> list[dict[str, Any]]:
        """What belongs to the attempts of which `where` is true."""
        # `where` is made of the names of columns in this file; what comes from outside is bound.
        inside = f"attempt_id in (select id from attempts where {where})"  # noqa: S608 see above
        return self._rows(table, columns, where=inside, values=values, order=order)

    def _rows(
        self, table: str, columns: str, *, where: str, values: list[Any], order: str | None = _ORDER
    ) -> list[dict[str, Any]]:
        return list(self._db.table(table).rows_where(where, values, select=columns, order_by=order))

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock, _told(self._path):
            yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock, _told(self._path), self._db.atomic():
            yield


def _filter(*, bank: str | None, question_id: str | None) -> tuple[str, list[Any]]:
    wanted = {"bank": bank, "question_id": question_id}
    named = {column: value for column, value in wanted.items() if value is not None}
    return " and ".join([_KEPT, *(f"{column} = ?" for column in named)]), list(named.values())


def _connect(path: Path) -> Database:
    path.parent.mkdir(parents=True, exist_ok=True)
    # One connection for all threads: `History` lets in one at a time.
    conn = sqlite3.connect(path, timeout=_BUSY_AFTER_S, check_same_thread=False)
    try:
        # A letter that a damaged disk left unreadable costs that letter: not the record, nor all the others.
        conn.text_factory = lambda raw: raw.decode("utf-8", "replace")
        conn.execute("pragma synchronous = extra")
        conn.execute("pragma foreign_keys = on")
        return Database(conn, execute_plugins=False)
    except BaseException:
        conn.close()
        raise


def _check(path: Path) -> None:
    """Refuses a file that is not ours to change, having only read it."""
    # A journal beside it means that a write was cut off: SQLite has to undo that before anything can be read.
    mode = "rw" if path.with_name(f"{path.name}-journal").exists() else "ro"
    conn = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_BUSY_AFTER_S)
    try:
        tables = {name for (name,) in conn.execute("select name from sqlite_master where type = 'table'")}
        if "_sqlite_migrations" not in tables:
            if tables:
                raise HistoryDamaged(path)
            return
        steps = conn.execute("select name from _sqlite_migrations where migration_set = ?", [migrations.name])
        applied = {name for (name,) in steps}
    finally:
        conn.close()
    if applied - KNOWN_STEPS:
        raise HistoryTooNew(path)
    if not applied:
        raise HistoryDamaged(path)


@contextmanager
def _noted(row: Row) -> Iterator[None]:
    """A damaged record costs only itself."""
    try:
        yield
    except _DAMAGE:
        log.warning("The record of the answer %s is damaged", row["id"], exc_info=True)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turns what SQLite and the system say into the family of the history."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _family(error)(path) from error
    except PermissionError as error:
        raise HistoryReadOnly(path) from error
    except OSError as error:
        raise HistoryError(path) from error


def _family(error: sqlite3.DatabaseError) -> type[HistoryError]:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return {
        sqlite3.SQLITE_FULL: HistoryFull,
        sqlite3.SQLITE_READONLY: HistoryReadOnly,
        sqlite3.SQLITE_CANTOPEN: HistoryReadOnly,
        sqlite3.SQLITE_PERM: HistoryReadOnly,
        sqlite3.SQLITE_BUSY: HistoryBusy,
        sqlite3.SQLITE_LOCKED: HistoryBusy,
        sqlite3.SQLITE_CORRUPT: HistoryDamaged,
        sqlite3.SQLITE_NOTADB: HistoryDamaged,
        sqlite3.SQLITE_ERROR: HistoryDamaged,
    }.get(code, HistoryError)
