"""How the history's file came to look as it does: one step for each change, in order, never edited later.

A step's name is written into the file; a file with a name that is not here comes from a later version.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("greenroom")


@migrations()
def m001_attempts(db: Database) -> None:
    """Figures in columns for lists and charts, points in rows, the bulk of an answer as JSON beside them."""
    db.table("attempts").create(
        {
            "id": str,
            "bank": str,
            "bank_title": str,
            "question_id": str,
            "prompt": str,
            "question": str,
            "started_at": str,
            "model": str,
            "recording": str,
            "duration_s": float,
            "word_count": int,
            "words_per_minute": float,
            "filled_pauses_per_minute": float,
            "coverage": float,
            "deleted_at": str,
        },
        pk="id",
    )
    db.table("points").create(
        {
            "attempt_id": str,
            "place": int,
            "id": str,
            "name": str,
            "text": str,
            "verdict": str,
            "score": float,
            "missing": str,
            "evidence_text": str,
            "evidence_start_s": float,
            "evidence_end_s": float,
        },
        pk=("attempt_id", "place"),
        foreign_keys=[("attempt_id", "attempts", "id")],
    )
    db.table("answers").create(
        {
            "attempt_id": str,
            "words": str,
            "sound": str,
            "pauses": str,
            "fillers": str,
            "delivery": str,
        },
        pk="attempt_id",
        foreign_keys=[("attempt_id", "attempts", "id")],
    )


@migrations()
def m002_repeats(db: Database) -> None:
    """Repetitions and restarts are kept too; attempts are found by time and by question."""
    db.table("answers").add_column("repeats", str)
    db.table("attempts").create_index(["started_at"])
    db.table("attempts").create_index(["bank", "question_id"])


KNOWN_STEPS = frozenset(step.name for step in migrations.pending(Database(memory=True)))
"""The names of all steps above."""
