"""The shelf of banks: those that come with Greenroom, and the user's own folder before them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from seeds.bank import Bank
from seeds.errors import BankError, BankMissing, Fault
from seeds.loader import load_bank, parse_bank


class Shelf:
    """Banks by name, read once when first asked for; a new `Shelf` sees what changed in the folder.

    A user's bank hides the shipped one of the same name: it is the user's edited copy of it. A bank that
    cannot be read hides nothing; `faults` tells what is wrong with it.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def names(self) -> tuple[str, ...]:
        """The names of all banks, in alphabetical order of their titles."""
        return tuple(bank.name for bank in self.banks())

    def bank(self, name: str) -> Bank:
        """The bank of this name; raises BankMissing."""
        found = next((bank for bank in self.banks() if bank.name == name), None)
        if found is None:
            raise BankMissing(f"There is no bank called “{name}”. There are: {', '.join(self.names())}.")
        return found

    def banks(self) -> tuple[Bank, ...]:
        """All banks, in alphabetical order of their titles."""
        by_name = self._shipped[0] | self._own[0]
        return tuple(sorted(by_name.values(), key=lambda bank: (bank.title.casefold(), bank.name)))

    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the files that could not be read as banks."""
        return (*self._own[1], *self._shipped[1])

    def is_own(self, name: str) -> bool:
        """Whether the bank of this name is the user's, so that it may be changed and deleted."""
        return name in self._own[0]

    def is_shipped(self, name: str) -> bool:
        """Whether a bank of this name comes with Greenroom, under the user's copy if there is one."""
        return any(file.name == f"{name}.toml" for file in _shipped_files())

    @cached_property
    def _own(self) -> tuple[dict[str, Bank], list[Fault]]:
        found: dict[str, Bank] = {}
        faults: list[Fault] = []
        for path in _toml_files(self._folder, faults=faults):
            try:
                found[path.stem] = load_bank(path)
            except BankError as error:
                faults.extend(error.faults)
            except OSError as error:
                faults.append(Fault(path.name, "", "", f"cannot be opened ({error.strerror or error})"))
        return found, faults

    @cached_property
    def _shipped(self) -> tuple[dict[str, Bank], list[Fault]]:
        found: dict[str, Bank] = {}
        faults: list[Fault] = []
        for file in _shipped_files():
            name = file.name.removesuffix(".toml")
            try:
                found[name] = parse_bank(file.read_bytes(), name=name, file=file.name)
            except BankError as error:
                faults.extend(error.faults)
        return found, faults


def _toml_files(folder: Path | None, *, faults: list[Fault]) -> list[Path]:
    if folder is None or not folder.is_dir():
        return []
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        faults.append(Fault(folder.name, "", "", f"the folder cannot be opened ({error.strerror or error})"))
        return []
    return [
        path for path in inside if path.suffix == ".toml" and not path.name.startswith(".") and path.is_file()
    ]


def _shipped_files() -> Iterator[Traversable]:
    for file in (files("seeds") / "banks").iterdir():
        if file.name.endswith(".toml"):
            yield file
