"""Looks at start for answers that an earlier run did not come to finish, and finishes what needs no words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audio.take import Take
    from coach.history import History

log = logging.getLogger(__name__)
SHORTEST_S = 1.0


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
    second holds no answer: it was opened when the power went, and is removed.
    """
    from audio.take import Take, purge

    purge(folder)
    offered: list[Take] = []
    for take in Take.unfinished(folder):
        yield
        if take.id not in left:
            continue
        if take.duration_s < SHORTEST_S:
            take.discard()
        elif _is_judged(take, history):
            take.keep(recordings / f"{take.id}.flac")
        else:
            offered.append(take)
    return tuple(sorted(offered, key=lambda take: take.about.get("started_at", "")))


def _is_judged(take: Take, history: Callable[[], History]) -> bool:
    try:
        attempt = history().attempt(take.id)
    except Exception:  # a history that cannot be read must not hide a take
        log.exception("The history could not be asked about %s", take.id)
        return False
    return attempt is not None and bool(attempt.review.heard.transcript.words)
