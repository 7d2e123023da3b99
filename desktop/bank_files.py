"""Banks as files: imports what a person brings, and writes a bank out in another form."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop.refusals import Refusal

LARGEST_MB = 50


def read(file: Path) -> bytes:
    """The file's bytes, or stdin's for `-`; refuses what is larger than 50 MB or cannot be read."""
    limit = LARGEST_MB * 1_000_000
    try:
        if str(file) == "-":
            data = sys.stdin.buffer.read(limit + 1)
        else:
            with file.open("rb") as opened:
                data = opened.read(limit + 1)
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror or error}.") from error
    if len(data) > limit:
        raise Refusal(f"{file} is larger than {LARGEST_MB} MB; a bank of questions is much smaller.")
    return data
