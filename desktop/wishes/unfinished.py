"""Answers that were not finished, offered on a card where one chooses questions, newest first.

An earlier run left them, or they were thrown away and taken back while one spoke already.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from desktop.days import day
from desktop.keeping import About
from desktop.notices import Notice, not_finished
from desktop.tasks import at_once
from desktop.wishes.room import Room

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio.take import Take
    from desktop.recovery import Found


class Unfinished:
    """One card at a time; `recover` finishes a take on the stage, and has it dropped where that begins."""

    def __init__(self, room: Room, *, recover: Callable[[Take], object]) -> None:
        self._room = room
        self._recover = recover
        self._takes: list[Take] = []
        self._left: frozenset[str] = frozenset()
        room.pages.questions.unfinished_wished.connect(self._on_wish)

    def note(self) -> None:
        """Note what lies there, before anything can be recorded; any thread may ask."""
        from desktop.recovery import left_behind

        self._left = left_behind(self._room.paths.unfinished)

    def look(self) -> None:
        """Look for takes that lie there, and finish what needs no words."""
        from desktop.recovery import find_unfinished

        room = self._room
        work = find_unfinished(
            room.paths.unfinished,
            left=self._left,
            recordings=room.paths.recordings,
            history=room.library.history,
        )
        room.tasks.run(work, name="looking for unfinished answers", on_done=self._on_found)

    @property
    def takes(self) -> tuple[Take, ...]:
        """What is offered, newest first."""
        return tuple(self._takes)

    def _on_found(self, told: Found) -> None:
        found = [one for one in reversed(told.takes) if one.frames and not self._is_in_hand(one)]
        offered = {take.id for take in found}
        self._takes = [*(take for take in self._takes if take.id not in offered), *found]
        self._show()
        if told.failure is not None:
            self._room.tell_error(told.failure)

    def _show(self) -> None:
        self._room.pages.questions.show_unfinished(self._notice() if self._takes else None)

    def _notice(self) -> Notice:
        now = self._room.now()
        about = About.read(self._takes[0].about)
        begun = about.started_at.astimezone(now.tzinfo)
        date = day(begun, now=now)
        at = f"{begun:%H:%M}" if date == "today" else f"{date}, {begun:%H:%M},"
        notice = not_finished(at, asked=about.question.prompt if about.is_known else "")
        more = len(self._takes) - 1
        return replace(notice, line=f"{notice.line} {more} more after it.") if more else notice

    def _on_wish(self, wish: str) -> None:
        if not self._takes:
            return
        take = self._takes[0]
        if self._room.library.is_deleted(take.id):
            self.drop(take.id)
            self._room.tell("This answer was deleted meanwhile: there is nothing to finish.")
        elif not take.frames:
            self.drop(take.id)
            self._room.tell(
                "There is nothing to finish: if this answer was kept, it is on the Progress page."
            )
        elif wish == "review":
            self._recover(take)
        elif wish == "throw_away" and self._is_in_hand(take):
            self.drop(take.id)
            self._room.tell("This answer is being written down already. It can be deleted once it is there.")
        elif wish == "throw_away":
            self.drop(take.id)
            work = at_once(take.discard)
            self._room.tasks.run(work, name="throwing away", on_done=lambda _: self._on_thrown(take))

    def _is_in_hand(self, take: Take) -> bool:
        """Whether its words are being written down, which was wished elsewhere."""
        return self._room.session is not None and self._room.session.is_in_hand(take.id)

    def drop(self, take_id: str) -> None:
        """Offer this one no longer, if it is: its words are being written down, or it is kept."""
        left = [one for one in self._takes if one.id != take_id]
        if left != self._takes:
            self._takes = left
            self._show()

    def _on_thrown(self, take: Take) -> None:
        self._room.tell("Thrown away.", action="Undo", act=partial(self._take_back, take))

    def _take_back(self, take: Take) -> None:
        work = at_once(take.restore)
        self._room.tasks.run(work, name="taking it back", on_done=lambda _: self.offer(take))

    def offer(self, take: Take) -> None:
        """Offer this one before the others: it was thrown away, and is taken back."""
        self._takes.insert(0, take)
        self._show()
