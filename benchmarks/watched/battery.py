"""The listening process as it is on battery, wherever the plug is."""

from __future__ import annotations

from multiprocessing.connection import Connection

from audio import listening, worker
from audio.listening import Command, Event


def pretend() -> None:
    """From now on the listening processes that are started believe that there is no plug in."""
    setattr(worker, "listen_for_ever", listen_on_battery)  # noqa: B010  # a plain one is not typed


def listen_on_battery(pipe: Connection[Event, Command]) -> None:
    """What such a process does: it asks whether it runs on battery, and is told that it does."""
    setattr(listening, "on_battery", lambda: True)  # noqa: B010
    listening.listen_for_ever(pipe)
