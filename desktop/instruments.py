"""The instruments of a practice: voice, player, microphones, listening process; made when first needed.

Importing the sound libraries takes a few hundred milliseconds, so nothing here is imported before `real` is
called, off the UI thread, after the window has been painted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audio.devices import Device
    from audio.player import Player
    from audio.recorder import Recorder
    from audio.voice import Voice
    from audio.worker import Worker


@dataclass(frozen=True, slots=True)
class Instruments:
    """Everything that sounds or hears; `refresh` looks for devices that were plugged in since."""

    voice: Voice
    player: Player
    worker: Worker
    new_recorder: Callable[[str | None], Recorder]
    microphones: Callable[[], tuple[Device, ...]]
    loudspeakers: Callable[[], tuple[Device, ...]]
    refresh: Callable[[], bool]


def real() -> Instruments:
    """The instruments of this computer; imports the sound libraries, so call it off the UI thread."""
    import soundfile  # noqa: F401  # wanted with the first word of the voice; loading it holds everybody up
    import soxr  # noqa: F401  # and with the first note that is played

    from audio import devices
    from audio.player import Player
    from audio.recorder import Recorder
    from audio.voice import Voice
    from audio.worker import Worker

    return Instruments(
        voice=Voice(),
        player=Player(),
        worker=Worker(),
        new_recorder=Recorder,
        microphones=devices.microphones,
        loudspeakers=devices.loudspeakers,
        refresh=devices.refresh,
    )
