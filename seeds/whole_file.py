"""A small file is replaced whole or not at all: banks, settings, what is known of a recording, an export."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """The file with new content, on disk before the old one goes; its folder is there already.

    Raises OSError, and has then left the old file, or none, and nothing beside it. A link is replaced, not
    followed.
    """
    part = path.with_name(f".{os.urandom(8).hex()}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
