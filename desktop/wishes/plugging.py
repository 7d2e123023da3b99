"""What is missed where one chooses it appears by itself: devices are looked for until it is plugged in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop.tasks import at_once
from desktop.wishes.room import Room

if TYPE_CHECKING:
    from desktop.instruments import Instruments
    from desktop.showing.settings import Found, SettingsDesk

LOOK_EVERY_MS = 2000


class Plugging:
    """Looks every two seconds while a page says that a microphone or a loudspeaker is missing, else never."""

    def __init__(self, room: Room, choices: SettingsDesk) -> None:
        self._room = room
        self._choices = choices
        self._timer = QTimer(interval=LOOK_EVERY_MS, singleShot=True)
        self._timer.timeout.connect(self._look)

    def show_found(self, found: Found) -> None:
        """Devices were looked for; while one is missed they are looked for again."""
        if self._is_missed(found):
            self._timer.start()
        else:
            self._timer.stop()

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _is_missed(self, found: Found) -> bool:
        """Whether the page that is shown says so; the first one needs only a microphone."""
        place = self._room.place
        lacks = not found.microphones or (place == "settings" and not found.loudspeakers)
        return lacks and place in ("settings", "first_run")

    def _look(self) -> None:
        made, found = self._room.instruments, self._choices.found
        if made is None or not self._is_missed(found):
            return
        known = (len(found.microphones), len(found.loudspeakers))
        self._room.tasks.run(
            at_once(lambda: _counted(made)),
            name="looking for what was plugged in",
            on_done=lambda counts: self._on_looked(counts, known=known),
        )

    def _on_looked(self, counts: tuple[int, int], *, known: tuple[int, int]) -> None:
        if counts != known:
            self._choices.look()
        else:
            self.show_found(self._choices.found)


def _counted(made: Instruments) -> tuple[int, int]:
    """Off the UI thread: how many microphones and loudspeakers there are; none where there is no library."""
    from audio.errors import AudioError

    try:
        return len(made.microphones()), len(made.loudspeakers())
    except AudioError:
        return 0, 0
