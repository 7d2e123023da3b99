"""Reads a bank from TOML; what is wrong in the file is told all at once.

A bank's file:

    title = "Data Engineer"
    description = "Questions of the second round."

    [[questions]]
    id = "late-data"
    prompt = "How do you deal with data that arrives late?"
    guidance = "..."
    model_answer = "..."
    target_s = 90
    category = "modelling"
    difficulty = "core"
    follow_ups = ["..."]

    [[questions.points]]
    id = "watermark"
    name = "Waits for a set time"
    text = "Says how long late records are waited for, and why."
    terms = ["watermark", "grace period"]

Needed are title, questions, and every question's id and prompt, every point's id, name and text.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from seeds.bank import Bank
from seeds.checker import bank_from
from seeds.errors import BankError, Fault

__all__ = ["LARGEST_BYTES", "BankError", "Fault", "load_bank", "parse_bank"]

LARGEST_BYTES = 5_000_000
"""The largest file read as a bank: about thirty times a bank of 100 long questions."""

# Strings and comments; one that never ends is taken to the end, so that the time stays linear.
_NO_KEYS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"""|\Z)|"(?:[^"\\\n]|\\.)*+"?'
    r"|'''(?:[^']|'(?!''))*+(?:'''|\Z)|'[^'\n]*+'?|#[^\n]*+",
    re.DOTALL,
)
_DEEP_KEY = re.compile(r"(?<![\w-])(?:[\w-]++\s*+\.\s*+){32}")

_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def load_bank(path: Path) -> Bank:
    """The bank in this file, named by the file's stem; raises BankError with all faults, or OSError."""
    with path.open("rb") as file:
        data = file.read(LARGEST_BYTES + 1)
    return parse_bank(data, name=path.stem, file=path.name)


def parse_bank(data: bytes, *, name: str, file: str) -> Bank:
    """The bank in the bytes of a TOML file; raises BankError with all faults."""
    return bank_from(_toml(data, file=file), name=name, file=file)


def _toml(data: bytes, *, file: str) -> dict[str, Any]:
    if len(data) > LARGEST_BYTES:
        told = f"larger than {LARGEST_BYTES // 1_000_000} MB, too large for a bank; split it into several"
        raise BankError((Fault(file, "", "", told),))
    try:
        text = data.decode("utf-8-sig")
        if _DEEP_KEY.search(_NO_KEYS.sub("s", text)):
            # WORKAROUND: the time tomllib takes for a dotted key grows with the square of its parts.
            raise BankError((Fault(file, "", "", "names of too many parts inside one another"),))
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        told = "not written in UTF-8; save it again with that encoding"
        raise BankError((Fault(file, f"line {line}", "", told),)) from error
    except tomllib.TOMLDecodeError as error:
        raise BankError((_broken(error, file=file),)) from error
    except RecursionError as error:
        raise BankError((Fault(file, "", "", "too many brackets inside one another"),)) from error
    except ValueError as error:
        # A whole number of more digits than Python reads.
        raise BankError((Fault(file, "", "", "a number in it is too long"),)) from error


def _broken(error: tomllib.TOMLDecodeError, *, file: str) -> Fault:
    said = str(error)
    at = _AT.search(said)
    place = "" if at is None else f"line {at[1]}" if at[1] else "the end of the file"
    told = said[: at.start()] if at else said
    return Fault(file, place, "", f"not readable as TOML ({told[:1].lower()}{told[1:]})")
