"""Writes a bank as text in one of four forms; `seeds.importer` reads each of them back as the same bank."""

from __future__ import annotations

import json

from seeds.as_json import bank_as_dict
from seeds.as_markdown import bank_as_markdown
from seeds.as_toml import bank_as_toml
from seeds.bank import Bank
from seeds.columns import bank_as_csv

FORMATS = ("toml", "json", "md", "csv")


def export_text(bank: Bank, form: str) -> str:
    """The bank as text; `form` is one of FORMATS, anything else a ValueError."""
    writers = {"toml": bank_as_toml, "json": _bank_as_json, "md": bank_as_markdown, "csv": bank_as_csv}
    if form not in writers:
        raise ValueError(f"“{form}” is not a form of a bank; there are {', '.join(FORMATS)}")
    return writers[form](bank)


def _bank_as_json(bank: Bank) -> str:
    return json.dumps(bank_as_dict(bank), ensure_ascii=False, indent=2) + "\n"
