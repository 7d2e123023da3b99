"""What can go wrong with what is kept, and with the judge; each says what is safe and what to do next.

HistoryError
├── HistoryTooNew      a later Greenroom wrote the file
├── HistoryDamaged     the file is no history, or is broken
├── HistoryReadOnly    it can be read, but nothing can be written
├── HistoryFull        the disk is full
├── AttemptDamaged     one answer's record is broken; the others are not
└── HistoryBusy        another program holds it

JudgeDamaged           a model that reads answers is missing or broken
"""

from __future__ import annotations

from pathlib import Path


class HistoryError(Exception):
    """The history cannot do what was asked; `path` is its file, the text is fit to be shown."""

    sentence = "The history at {path} cannot be used now. Nothing in it was changed. Please try again."

    def __init__(self, path: Path) -> None:
        super().__init__(self.sentence.format(path=path))
        self.path = path


class HistoryTooNew(HistoryError):
    """A later version of Greenroom wrote the file; nothing in it was changed."""

    sentence = "Your history is safe, but a newer Greenroom wrote it. Update Greenroom to open {path}."


class HistoryDamaged(HistoryError):
    """The file is not a history of Greenroom's, or it is broken; nothing in it was changed."""

    sentence = (
        "Your recordings are safe, but the history at {path} cannot be read. "
        "Move that file away to begin a new one, or put a copy of it back."
    )


class HistoryReadOnly(HistoryError):
    """Nothing may be written to the file or beside it."""

    sentence = (
        "Your history is safe, but {path} cannot be written to. "
        "Allow writing there, or choose another folder."
    )


class HistoryFull(HistoryError):
    """There is no room left on the disk."""

    sentence = "What was kept so far is safe. The disk is full; free about 50 MB and keep this answer again."


class AttemptDamaged(HistoryError):
    """The record of one answer cannot be read; nothing in it was changed, and the others can be."""

    sentence = (
        "Your other answers and the recordings are safe. This answer cannot be read: its record in {path} "
        "is damaged. A copy of that file may still hold it."
    )


class HistoryBusy(HistoryError):
    """Another program holds the file."""

    sentence = "Your history is safe, but another program is using it. Close the other one and try again."


class JudgeDamaged(Exception):
    """A file that the judge of points needs, `path`, is missing or broken; the text is fit to be shown."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Your recordings are safe. Points cannot be judged now, because a file is missing or broken. "
            f"Install Greenroom again; the file is {path}."
        )
        self.path = path
