"""Looks at start for answers that an earlier run did not come to finish, and finishes what needs no words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
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


def find_unfinished(
    folder: Path, *, left: frozenset[str], recordings: Path, history: Callable[[], History]
) -> Generator[None, None, tuple[Take, ...]]:
    """The takes worth offering, the newest last; only those of `left`.

    Whoever is quick records already while this looks: that take is neither offered, nor packed, nor removed
    for being short.

    One that is in the history with its words only lacks its FLAC file: that is made now. One shorter than a
    second holds no answer: it was opened when the power went, and is removed. So is one whose answer is kept
    without its sound. One whose answer was deleted stays until that goes for good.
    """
    from audio.take import Take, purge

    purge(folder)
    offered: list[Take] = []
    for take in Take.unfinished(folder):
        yield
        if take.id not in left:
            continue
        kept = _kept(take, history)
        if kept == "deleted":
            continue
        if kept == "silent":
            let_go(recordings, take.id, recording=None)
        elif take.duration_s < SHORTEST_S:
            take.discard()
        elif kept == "judged":
            take.keep(recordings / f"{take.id}.flac")
        else:
            offered.append(take)
    return tuple(sorted(offered, key=lambda take: take.about.get("started_at", "")))


def _kept(take: Take, history: Callable[[], History]) -> Kept:
    try:
        if history().is_deleted(take.id):
            return "deleted"
        attempt = history().attempt(take.id)
    except Exception:  # a history that cannot be read must not hide a take
        log.exception("The history could not be asked about %s", take.id)
        return "unheard"
    if attempt is None:
        return "unheard"
    if attempt.recording is None:
        return "silent"
    return "judged" if attempt.review.heard.transcript.words else "unheard"
