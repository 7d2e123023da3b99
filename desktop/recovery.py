"""Looks at start for answers that an earlier run did not come to finish, and finishes what needs no words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from desktop.letting_go import let_go

if TYPE_CHECKING:
    from audio.take import Take
    from coach.history import History

log = logging.getLogger(__name__)
SHORTEST_S = 1.0
Kept = Literal["unheard", "judged", "silent", "deleted"]
"""What the history has of a take: no words (yet), its words, these without their sound, or it was deleted."""


def left_behind(folder: Path) -> frozenset[str]:
    """The names of the takes that lie there now; asked before anything can be recorded."""
    return frozenset(path.name for path in folder.glob("*/"))


@dataclass(frozen=True, slots=True)
class Found:
    """The takes worth offering, the newest last; `failure` is what kept others from being put in order."""

    takes: tuple[Take, ...] = ()
    failure: Exception | None = None


def find_unfinished(
    folder: Path, *, left: frozenset[str], recordings: Path, history: Callable[[], History]
) -> Generator[None, None, Found]:
    """What an earlier run left; only takes of `left`.

    Whoever is quick records already while this looks: that take is neither offered, nor packed, nor removed
    for being short.

    One that is in the history with its words only lacks its FLAC file: that is made now. One shorter than a
    second holds no answer: it was opened when the power went, and is removed. So is one whose answer was
    listened to, and is kept without its sound. One whose answer was deleted stays until that goes for good.
    One that cannot be put in order, on a full disk above all, hides none of the others: it is noted in the
    log and tried the next time.
    """
    from audio.errors import AudioError
    from audio.take import Take, purge

    offered: list[Take] = []
    failures: list[Exception] = []
    for take in Take.unfinished(folder):
        yield
        if take.id not in left:
            continue
        try:
            if _is_to_finish(take, recordings=recordings, history=history):
                offered.append(take)
        except (AudioError, OSError) as error:
            log.exception("The take %s could not be put in order", take.id)
            failures.append(error)
    try:
        purge(folder)
    except OSError as error:
        log.exception("What was thrown away could not be removed")
        failures.append(error)
    offered.sort(key=lambda take: take.about.get("started_at", ""))
    return Found(tuple(offered), failures[0] if failures else None)


def _is_to_finish(take: Take, *, recordings: Path, history: Callable[[], History]) -> bool:
    """Whether its words are still to be written down; any other is put in order here."""
    kept = _kept(take, history)
    if kept == "deleted":
        return False
    if kept == "silent":
        let_go(recordings, take.id, recording=None)
    elif take.duration_s < SHORTEST_S:
        take.discard()
    elif kept == "judged":
        take.keep(recordings / f"{take.id}.flac")
    else:
        return True
    return False


def _kept(take: Take, history: Callable[[], History]) -> Kept:
    try:
        if history().is_deleted(take.id):
            return "deleted"
        attempt = history().attempt(take.id)
    except Exception:  # a history that cannot be read must not hide a take
        log.exception("The history could not be asked about %s", take.id)
        return "unheard"
    if attempt is None or not attempt.was_listened_to:
        return "unheard"
    if attempt.recording is None:
        return "silent"
    return "judged" if attempt.review.heard.transcript.words else "unheard"
