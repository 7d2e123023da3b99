"""A take becomes an answer that is kept: judged, written into the history, its sound made small."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Generator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from coach.fillers import DEFAULT_MARKERS
from coach.transcript import Heard, Sound, Transcript
from seeds.bank import Question, RubricPoint

if TYPE_CHECKING:
    from audio.take import Take
    from coach.attempt import Attempt
    from coach.history import History
    from coach.review import Review

_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class About:
    """What a take is about, as written beside its sound, so that it can be finished after a crash."""

    bank: str
    bank_title: str
    question: Question
    started_at: datetime

    @property
    def is_known(self) -> bool:
        """Whether it is still known what was asked."""
        return self.question.id != _UNKNOWN

    def written(self) -> dict[str, str]:
        """As plain texts for the take's own file."""
        return {
            "bank": self.bank,
            "bank_title": self.bank_title,
            "question": json.dumps(asdict(self.question), ensure_ascii=False),
            "started_at": self.started_at.isoformat(),
        }

    @classmethod
    def read(cls, written: dict[str, str]) -> About:
        """Back from the take's file; what is missing there falls back, for the sound matters more."""
        return cls(
            written.get("bank", ""),
            written.get("bank_title", ""),
            _question(written.get("question", "")),
            _moment(written.get("started_at", "")),
        )


def _question(text: str) -> Question:
    try:
        raw: dict[str, Any] = json.loads(text)
        points = tuple(RubricPoint(**{**one, "terms": tuple(one["terms"])}) for one in raw["points"])
        return Question(**{**raw, "points": points, "follow_ups": tuple(raw["follow_ups"])})
    except (ValueError, TypeError, KeyError):
        return Question(id=_UNKNOWN, prompt="A question that is no longer known.")


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Keeper:
    """Keeps answers: where the recordings lie, and the history, which is opened when it is first needed.

    `let_show` waits, off the UI thread, until what was judged has had time to be shown: the history and the
    sound are written after that, since they would compete with the page for the processor.
    """

    recordings: Path
    history: Callable[[], History]
    markers: Callable[[], Collection[str]] = lambda: DEFAULT_MARKERS
    let_show: Callable[[], None] = lambda: None
    _turn: Lock = field(default_factory=Lock, repr=False)

    def keep_draft(self, take: Take, heard: Heard) -> Generator[Attempt, None, None]:
        """Judge, hand up the attempt so that it can be shown, and write it down; the take stays as it is.

        Its words come once more, and then it is kept; should that never be, the next start packs its sound.
        """
        attempt = self.judge(take, heard)
        yield attempt
        self.let_show()
        self.history().add(attempt)

    def keep(self, take: Take, heard: Heard | None) -> Generator[Attempt, None, Attempt]:
        """Judge, hand up the attempt so that it can be shown, write it down, and only then pack the sound.

        The take's folder is removed only when the FLAC file is whole, so that a crash at any step leaves
        something to start again from. Where nobody could listen (`heard` is None) the attempt has its sound
        and no words, and the take stays beside it, so that the words can be written down another time. What
        was kept of it with words before stays as it is, and is handed up.
        """
        attempt = self.judge(take, heard)
        yield attempt
        self.let_show()
        before = self._kept_before(take) if heard is None else None
        if before is not None and before.was_listened_to:
            yield before
            return before
        self.history().add(attempt)
        path = self.recordings / f"{take.id}.flac"
        if heard is not None:
            take.keep(path)
            return attempt
        from audio.clip import write_flac

        write_flac(path, take.blocks(), rate_hz=take.rate_hz)
        return attempt

    def _kept_before(self, take: Take) -> Attempt | None:
        from coach.errors import AttemptDamaged

        try:
            return self.history().attempt(take.id)
        except AttemptDamaged:
            return None

    def before_words(self, take: Take, heard: Heard | None) -> Attempt:
        """The take as it can be shown before all its words are there: its whole sound, and the words so far.

        Nobody has judged it, and it is not kept.
        """
        from audio.loudness import FRAME_S, loudness_db
        from coach.review import review

        loud_db = loudness_db(take.blocks(), rate_hz=take.rate_hz)
        sound = Sound(take.duration_s, FRAME_S, loud_db, lost_s=take.lost_s)
        so_far = heard.transcript if heard is not None else Transcript(())
        known = Heard(so_far, sound, heard.model if heard is not None else "")
        return _attempt(take, review(known, question=None, markers=self.markers()))

    def without_words(self, shown: Attempt) -> Attempt:
        """What was shown before its words, as these do not come: its sound, and nobody listened to it."""
        from coach.review import review

        known = Heard(Transcript(()), shown.review.heard.sound)
        return replace(shown, review=review(known, question=None, markers=self.markers()))

    def judge(self, take: Take, heard: Heard | None) -> Attempt:
        """The take as an attempt, not kept yet."""
        from coach.review import review

        about = About.read(take.about)
        known = heard or Heard(Transcript(()), Sound(take.duration_s))
        known = replace(known, sound=replace(known.sound, lost_s=take.lost_s))
        with self._turn:  # what is judged ahead is not judged again, so the end may wait for it
            judged = review(known, question=about.question, markers=self.markers())
        return _attempt(take, judged)


def _attempt(take: Take, judged: Review) -> Attempt:
    from coach.attempt import Attempt

    about = About.read(take.about)
    return Attempt(
        id=take.id,
        bank=about.bank,
        bank_title=about.bank_title,
        question=about.question,
        started_at=about.started_at,
        review=judged,
        recording=f"{take.id}.flac",
    )
