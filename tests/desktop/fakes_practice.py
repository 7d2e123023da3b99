"""A practice without sound: a microphone that says what it is told, a voice that is silent."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from audio.clip import Clip
from audio.devices import Device
from audio.errors import AudioError, ModelNotLoaded
from audio.listening import Load
from audio.models import ModelFolder
from audio.player import Player
from audio.recorder import Recorder, RecorderState
from audio.take import Take
from audio.voice import Voice, VoiceName
from audio.worker import Drafted, Event, Failed, Finished, Loaded, Settled, Worker
from coach.transcript import Heard, Sound, Transcript, Word
from seeds.bank import Bank, Question, RubricPoint

QUESTION = Question(
    id="first",
    prompt="Tell me about a project you are proud of.",
    points=(RubricPoint("own", "Your own part", "Says what they did themselves", ("I built",)),),
)
OTHER = Question(id="second", prompt="Why do you want this job?")
BANK = Bank("data", "Data engineer", (QUESTION, OTHER))
YETI = Device(name="Blue Yeti", is_default=False, rate_hz=16_000)
BUILT_IN = Device(name="Built-in Microphone", is_default=True, rate_hz=16_000)
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def heard(text: str = "I built the thing", *, duration_s: float = 2.0) -> Heard:
    """The words, half a second each."""
    words = tuple(Word(one, place / 2, place / 2 + 0.4, 0.9) for place, one in enumerate(text.split()))
    return Heard(Transcript(words), Sound(duration_s), "tiny.en")


@dataclass
class Runner:
    """Runs work at once, or when told to: `hold` collects it for `release`."""

    held: bool = False
    waiting: list[Callable[[], None]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def __call__(
        self,
        work: Generator[Any, None, Any],
        *,
        name: str,
        on_value: Callable[[Any], None] | None = None,
        on_done: Callable[[Any], None] | None = None,
        on_failure: Callable[[BaseException], None] | None = None,
    ) -> object:
        self.names.append(name)

        def go() -> None:
            try:
                result = _drain(work, on_value)
            except Exception as error:
                if on_failure is None:
                    raise
                on_failure(error)
            else:
                if on_done is not None:
                    on_done(result)

        if self.held:
            self.waiting.append(go)
        else:
            go()
        return None

    def release(self) -> None:
        self.held = False
        waiting, self.waiting = self.waiting, []
        for go in waiting:
            go()


def _drain(work: Generator[Any, None, Any], on_value: Callable[[Any], None] | None) -> Any:
    while True:
        try:
            value = next(work)
        except StopIteration as end:
            return end.value
        if on_value is not None and value is not None:
            on_value(value)


class SilentVoice(Voice):
    """Says everything in a second of silence."""

    def __init__(self, *, error: Exception | None = None) -> None:
        self.error = error
        self.said: list[str] = []

    def say(self, text: str, *, voice: str | None = None, rate: float = 1.0, **_: Any) -> Clip:
        if self.error is not None:
            raise self.error
        self.said.append(text)
        return Clip(np.zeros(16_000, np.float32), 16_000)

    def voices(self) -> tuple[VoiceName, ...]:
        return (VoiceName("en", "English", "en", is_default=True),)

    def warm(self) -> None:
        """It is always warm."""

    def stop(self) -> None:
        """It has no process."""


class SilentPlayer(Player):
    """Plays until it is told that the sound is over."""

    def __init__(self) -> None:
        self.playing: Clip | None = None
        self.told_error: AudioError | None = None
        self.at_s = 0.0
        self.stops = 0

    def play(self, clip: Clip, *, start_s: float = 0.0, device: str | None = None) -> None:
        self.playing, self.at_s = clip, start_s

    def stop(self) -> None:
        self.playing = None
        self.stops += 1

    @property
    def position_s(self) -> float:
        return self.at_s

    @property
    def error(self) -> AudioError | None:
        return self.told_error

    @property
    def is_playing(self) -> bool:
        return self.playing is not None


class ToldRecorder(Recorder):
    """Writes real samples into a real take and reports whatever state the test sets.

    `before_stopped` says of each recorder before it whether that one was stopped when this one was made.
    """

    def __init__(
        self,
        device: str | None,
        *,
        error: Exception | None = None,
        before_stopped: tuple[bool, ...] = (),
    ) -> None:
        self.device = device
        self.error = error
        self.before_stopped = before_stopped
        self.take: Take | None = None
        self.stopped = False
        self.listens = False
        self.frames = 32_000
        self.told = RecorderState(
            elapsed_s=0.0,
            level_db=-20.0,
            peak_db=-10.0,
            overflows=0,
            clipped=0,
            silent_for_s=0.0,
            stalled=False,
            error=None,
        )

    def start(self, take: Take) -> None:
        if self.error is not None:
            raise self.error
        self.take = take
        take.write(np.full(self.frames, 0.1, np.float32))

    def listen(self) -> None:
        self.listens = True

    def tell(self, **changes: Any) -> None:
        self.told = replace(self.told, **changes)

    def state(self) -> RecorderState:
        return self.told

    def stop(self) -> RecorderState:
        self.stopped = True
        if self.take is not None:
            self.take.close()
        return self.told


class ToldWorker(Worker):
    """Hears what the test tells it."""

    loading = ""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.queue: list[Event] = [Loaded("tiny.en", 0.1)]
        self.otherwise: ModelFolder | None = None

    @property
    def is_loading(self) -> bool:
        return bool(self.loading)

    def load(self, model: Any, *, otherwise: ModelFolder | None = None) -> None:
        self.calls.append(("load", model))
        self.otherwise = otherwise

    def follow(self, path: Path, *, rate_hz: int) -> None:
        self.calls.append(("follow", path, rate_hz))

    def close(self, frames: int, *, awaited: bool = True) -> None:
        self.calls.append(("close", frames) if awaited else ("close", frames, "in no hurry"))

    def cancel(self) -> None:
        self.calls.append(("cancel",))

    def stop(self) -> None:
        self.calls.append(("stop",))

    def events(self) -> list[Event]:
        queue, self.queue = self.queue, []
        return queue

    def settle(self, text: str, *, upto_s: float) -> None:
        self.queue.append(Settled(heard(text, duration_s=upto_s), upto_s))

    def draft(self, text: str) -> None:
        self.queue.append(Drafted(heard(text)))

    def finish(self, text: str = "I built the thing") -> None:
        self.queue.append(Finished(heard(text)))

    def fail_to_load(self, name: str, *, left: str) -> None:
        asked, before = (Load(ModelFolder(one, Path(one), 145, "own"), threads=1) for one in (name, left))
        self.queue.append(Failed(ModelNotLoaded(name), load=asked, left=before))

    def fail(self, error: AudioError) -> None:
        self.queue.append(Failed(error))
