"""What can go wrong with banks, as one small family.

SeedsError
├── BankError        a file is not a bank (yet); `faults` names everything that is wrong in it
├── BankMissing      no bank of that name is on the shelf
├── ImportFailed     no question could be read from a text
└── BankNotKept      a bank could not be written to the folder

Each one's text is a sentence that says what happened and what to do next.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a bank: `place` is where in the file, `key` which entry ("": the place itself)."""

    file: str
    place: str
    key: str
    wrong: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, self.place) if part)
        what = f"“{self.key}” {self.wrong}" if self.key else self.wrong
        return f"{where}: {what}" if where else what


class SeedsError(Exception):
    """Anything that goes wrong in this room."""


class BankError(SeedsError):
    """A file that is not a bank; its text lists all faults, one a line."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


class BankMissing(SeedsError):
    """No bank of this name."""


class ImportFailed(SeedsError):
    """A text from which no question could be read."""


class BankNotKept(SeedsError):
    """A bank that could not be written."""
