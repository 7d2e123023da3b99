"""Keeps banks in the user's folder: whole or not at all, and never outside that folder."""

from __future__ import annotations

import re
from pathlib import Path

from seeds.as_toml import bank_as_toml
from seeds.bank import Bank
from seeds.errors import BankError, BankNotKept
from seeds.letters import slug, tidy_line
from seeds.loader import parse_bank
from seeds.whole_file import write_whole

LONGEST_NAME = 80
# Names that Windows keeps for devices, with or without an ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


def safe_name(name: str) -> str:
    """A bank's name as a file's stem on any system: no folders, no hidden file, no device; never empty."""
    plain = _NOT_IN_NAMES.sub("-", tidy_line(name)).strip(" .-")
    if plain.lower().endswith(".toml"):
        plain = plain[:-5].strip(" .-")
    while len(plain.encode()) > LONGEST_NAME:
        plain = plain[:-1].strip(" .-")
    return f"bank-{plain}" if _DEVICES.fullmatch(plain) else plain or "bank"


def name_for(title: str) -> str:
    """A name for a new bank, from its title."""
    return safe_name(slug(title) or title)


def save(bank: Bank, folder: Path) -> Path:
    """Write the bank as TOML into the folder and return the file; its stem is the bank's name from now on.

    The file is replaced at once or not at all. Raises BankNotKept with a sentence: the bank would not be
    readable again (its text lists the faults), or the folder cannot be written.
    """
    path = folder / f"{safe_name(bank.name)}.toml"
    content = content_of(bank)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        told = error.strerror or str(error)
        raise BankNotKept(
            f"The bank was not saved. {path} cannot be written ({told}); make room or allow writing there, "
            "then try again."
        ) from error
    return path


def content_of(bank: Bank) -> bytes:
    """What `save` writes; raises BankNotKept where it would not be readable again."""
    name = safe_name(bank.name)
    content = bank_as_toml(bank).encode()
    try:
        parse_bank(content, name=name, file=f"{name}.toml")
    except BankError as error:
        raise BankNotKept(f"The bank was not saved. Mend this first: {error}") from error
    return content


def remove(name: str, folder: Path) -> bytes | None:
    """Delete the user's bank of this name and return the file's content, for undo; None if there is none."""
    path = folder / f"{safe_name(name)}.toml"
    try:
        kept = path.read_bytes()
        path.unlink()
    except FileNotFoundError:
        return None
    except OSError as error:
        told = error.strerror or str(error)
        raise BankNotKept(f"The bank was not deleted: {path} ({told}).") from error
    return kept


def put_back(name: str, folder: Path, *, content: bytes) -> None:
    """Bring back what `remove` gave; a bank that was kept under this name meanwhile is never written over."""
    path = folder / f"{safe_name(name)}.toml"
    if path.exists():
        raise BankNotKept(f"The bank was not brought back: there is another one in {path} now.")
    try:
        write_whole(path, content)
    except OSError as error:
        told = error.strerror or str(error)
        raise BankNotKept(f"The bank was not brought back: {path} ({told}).") from error
