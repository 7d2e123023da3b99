"""The sound of an answer goes for good: its file, and what still lies of the take that it was made from."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

log = logging.getLogger(__name__)


def let_go(recordings: Path, attempt_id: str, *, recording: str | None) -> bool:
    """Remove `recording`, and the take of this answer, unfinished or thrown away; whether all of it is gone.

    What cannot be removed (another program holds it) is noted in the log. A recording that is being made in
    this moment does not come to be: what is written of it goes before it is given its name.
    """
    from audio.clip import part_of
    from audio.take import DISCARDED

    takes = [recordings / folder / attempt_id for folder in ("unfinished", DISCARDED)]
    gone = [_is_folder_gone(take) for take in takes if _is_name(attempt_id)]
    if recording:
        gone += [_is_file_gone(file) for file in (part_of(recordings / recording), recordings / recording)]
    return all(gone)


def _is_name(attempt_id: str) -> bool:
    """Whether it names one folder in another; of a damaged record it might name that other one, or more."""
    return attempt_id not in ("", "..") and Path(attempt_id).name == attempt_id


def _is_folder_gone(take: Path) -> bool:
    try:
        if take.exists():
            shutil.rmtree(take)
    except OSError:
        log.warning("The take of a deleted recording is still on the disk", exc_info=True)
        return False
    return True


def _is_file_gone(sound: Path) -> bool:
    try:
        sound.unlink(missing_ok=True)
    except OSError:
        log.warning("A deleted recording is still on the disk", exc_info=True)
        return False
    return True
