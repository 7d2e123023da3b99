"""The shelf: the banks that come with Greenroom and the user's own, by name."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from seeds.bank import Bank
from seeds.loader import BankError, Fault, load_bank


class Shelf:
    """Reads the shipped banks and those in `folder`; a user's bank hides the shipped one of the same name.

    Reading again is a new shelf. A bank that cannot be read is left out, its reasons are in `faults()`.
    """

    def __init__(self, folder: Path | None) -> None:
        self._banks: dict[str, Bank] = {}
        self._faults: list[Fault] = []
        self._own: set[str] = set()
        with resources.as_file(resources.files("seeds") / "banks") as shipped:
            self._take(shipped, own=False)
        if folder is not None:
            self._take(folder, own=True)

    def names(self) -> tuple[str, ...]:
        """The banks' names, in the alphabet's order."""
        return tuple(sorted(self._banks))

    def bank(self, name: str) -> Bank:
        """The bank of this name; raises KeyError."""
        return self._banks[name]

    def banks(self) -> tuple[Bank, ...]:
        """All banks, in the order of their names."""
        return tuple(self._banks[name] for name in self.names())

    def is_own(self, name: str) -> bool:
        """Whether the bank lies in the user's folder, where it may be changed."""
        return name in self._own

    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the files that could not be read."""
        return tuple(self._faults)

    def _take(self, folder: Path, *, own: bool) -> None:
        for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
            try:
                self._banks[path.stem] = load_bank(path)
            except BankError as error:
                self._faults += error.faults
            except OSError as error:
                self._faults.append(Fault(path.name, "", f"cannot be read: {error.strerror or error}"))
            else:
                if own:
                    self._own.add(path.stem)
