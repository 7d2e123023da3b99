"""Banks as files: keeps a bank that a person brings, and writes a bank out in another form."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.refusals import Refusal

if TYPE_CHECKING:
    from seeds.bank import Bank

FORMATS = ("toml", "json", "md", "csv")


def exported(bank: Bank, *, form: str) -> str:
    """The whole bank in one of `FORMATS`, ending with a line's end."""
    from seeds.writer import export_text

    return export_text(bank, form).rstrip("\n") + "\n"


def import_into(folder: Path, *, file: Path, name: str) -> Bank:
    """Keep the questions of this file (`-`: stdin) in the folder; raises `Refusal` with what to do.

    The file may be a page, Markdown, a table, Anki's export, TOML or JSON. A bank that is there already is
    never written over.
    """
    from seeds.as_toml import bank_as_toml
    from seeds.errors import ImportFailed
    from seeds.importer import read_bank

    wanted = name_for(file, name=name)
    try:
        bank = read_bank(_read(file), name=wanted, file_name="" if str(file) == "-" else file.name).bank
    except ImportFailed as error:
        raise Refusal(str(error)) from error
    _write_new(folder / f"{wanted}.toml", bank_as_toml(bank))
    return replace(bank, name=wanted)


def name_for(file: Path, *, name: str) -> str:
    """The bank's name as the window would make it, in any script: no path can hide in it."""
    from seeds import keeping

    told = name or ("imported" if str(file) == "-" else file.stem)
    if not any(letter.isalnum() for letter in told):
        raise Refusal(f"“{told}” cannot name a bank; give letters or figures with --name.")
    return keeping.name_for(told)


def _read(file: Path) -> bytes:
    from seeds.importing.limits import LARGEST_BYTES

    try:
        if str(file) == "-":
            data = sys.stdin.buffer.read(LARGEST_BYTES + 1)
        else:
            with file.open("rb") as opened:
                data = opened.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror or error}.") from error
    if len(data) > LARGEST_BYTES:
        told = "This text" if str(file) == "-" else str(file)
        raise Refusal(f"{told} is larger than {LARGEST_BYTES // 1_000_000} MB. Import a part of it.")
    return data


def _write_new(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise Refusal(f"There is a bank “{path.stem}” already; choose another name with --name.") from error
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {error.strerror or error}.", exit_code=1) from error
