"""A process of its own in which somebody listens: a crash there costs a restart, never window or take.

Child and parent talk over one pipe. The sound itself never goes through it: the child reads the take's file
while it grows, so a new child can begin again at the file's start.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from audio.errors import AudioError, ModelNotLoaded, WorkerDied
from audio.listening import (
    Cancel,
    Close,
    Command,
    Drafted,
    Event,
    Failed,
    Finished,
    Follow,
    Load,
    Loaded,
    Seen,
    Settled,
    listen_for_ever,
)
from audio.models import ModelFolder
from coach.transcript import Word

__all__ = ["Drafted", "Event", "Failed", "Finished", "Loaded", "Settled", "Worker"]

_RESTARTS = 1
_THREADS = 1
"""A second thread makes Whisper's decoder slower, not quicker (base, 25 s, beam 5, two cores: 1.7 s with one,
2.6 s with two) and takes twice the processor time; the second core is for reading again beside it."""


@dataclass(frozen=True, slots=True)
class _Job:
    """What the child is at: kept here, so that it can be told to the next child if this one dies."""

    follow: Follow
    close: Close | None = None


class Worker:
    """The parent's side: every call returns at once; `events` is asked again and again, say on a timer.

    The process starts with the first `load`. If it dies it is started once more and reads the file again; if
    it dies again during the same job, `Failed(WorkerDied)` comes and the sound is still where it was. If it
    dies twice while it loads another model, `Failed(ModelNotLoaded)` comes, and the model before goes on, or,
    where there was none, the one that was named to stand in.
    `on_pace` is told how fast this machine was measured to be, each time that a model has been loaded.
    """

    on_pace: Callable[[float], None] | None = None

    def __init__(self, *, threads: int = _THREADS) -> None:
        self._threads = threads
        self._process: SpawnProcess | None = None
        self._pipe: Connection[Command, Event] | None = None
        self._load: Load | None = None
        self._good: Load | None = None
        self._otherwise: Load | None = None
        self._is_fresh = True
        self._is_loading = False
        self._job: _Job | None = None
        self._number = 0
        self._words: tuple[Word, ...] = ()
        self._restarts = 0

    @property
    def process_id(self) -> int | None:
        """The child's process id, or nothing when it is not running."""
        return self._process.pid if self._process is not None else None

    @property
    def is_loading(self) -> bool:
        """Whether a model was asked for and `events` has not told the end of it yet."""
        return self._is_loading

    @property
    def loading(self) -> str:
        """The name of the model that is being loaded, which may stand in for the one asked for; else ""."""
        return self._load.model.name if self._is_loading and self._load is not None else ""

    def load(self, model: ModelFolder, *, otherwise: ModelFolder | None = None) -> None:
        """Starts loading a model; `Loaded` or `Failed` tells the end of it.

        Where it cannot be loaded and there is none before it that can, `otherwise` stands in.
        """
        self._load, self._is_loading = Load(model, threads=self._threads), True
        self._otherwise = Load(otherwise, threads=self._threads) if otherwise is not None else None
        self._restarts = 0
        if self._pipe is None:
            self._start()
        else:
            self._tell(self._load)

    def follow(self, path: Path, *, rate_hz: int) -> None:
        """Starts listening to a growing file of 16 bit mono samples; any job before it is given up."""
        self._number += 1
        self._restarts = 0
        self._job = _Job(Follow(self._number, path, rate_hz))
        if self._pipe is None and self._load is not None:
            self._start()
        else:
            self._tell(self._job.follow)

    def close(self, frames: int, *, awaited: bool = True) -> None:
        """Tells how many samples the finished file holds; `Finished` comes when they are all heard.

        Where somebody waits for that (`awaited`), the last words come as drafted first, and the quick model
        takes over should it take long.
        """
        if self._job is None:
            return
        self._job = _Job(self._job.follow, Close(self._job.follow.number, frames, awaited))
        if self._job.close is not None:
            self._tell(self._job.close)

    def cancel(self) -> None:
        """Gives up the job: no event of it comes any more; the child stops after the step it is at."""
        if self._job is not None:
            self._tell(Cancel(self._job.follow.number))
        self._job = None

    def events(self) -> list[Event]:
        """What has happened since the last time, in order."""
        events: list[Event] = []
        pipe = self._pipe
        try:
            while pipe is not None and pipe.poll():
                events += self._received(pipe.recv())
        except (EOFError, OSError):
            events += self._after_a_death()
        return events

    def stop(self) -> None:
        """Ends the process at once; nothing that matters lives in it."""
        self._job = None
        self._load = self._good = self._otherwise = None
        self._is_loading = False
        self._end_process()

    def _received(self, event: Event) -> list[Event]:
        """The event, if it still matters."""
        if isinstance(event, Settled):
            self._tell(Seen(event.number))
            event = event.after(self._words)
            self._words = event.heard.transcript.words
        if isinstance(event, Loaded) and event.pace_s is not None and self.on_pace is not None:
            self.on_pace(event.pace_s)
        if isinstance(event, Loaded | Failed) and event.load is not None:
            event = self._on_load_ended(event, load=event.load)
        if isinstance(event, Settled | Drafted | Finished):
            if self._job is None or event.number != self._job.follow.number:
                return []
            if isinstance(event, Finished):
                self._job = None
        return [event]

    def _on_load_ended(self, event: Loaded | Failed, *, load: Load) -> Loaded | Failed:
        """The child has a model, the one that was asked for or the one before; or it has none.

        A child that was started since has never had the one before: that this one is not loaded in it says
        nothing of that one.
        """
        has = load if isinstance(event, Loaded) else event.left
        if has is not None or not self._is_fresh:
            self._good = has
        self._is_fresh = self._is_fresh and has is None
        if load != self._load:
            return event  # another one was asked for meanwhile
        self._is_loading = False
        if isinstance(event, Failed) and has is None:
            return self._without(load, error=event.error)
        self._load = has  # a new child would else load what cannot be loaded, and nothing else
        return event

    def _after_a_death(self) -> list[Event]:
        self._end_process()
        if self._load is not None and self._restarts < _RESTARTS:
            self._restarts += 1
            self._start()
            return []
        if self._load is not None and self._is_loading:
            return [self._without(self._load, error=ModelNotLoaded(self._load.model.name))]
        self._job = None
        return [Failed(WorkerDied())]

    def _without(self, wanted: Load, *, error: AudioError) -> Failed:
        """This one cannot be loaded: the one before goes on with the job, else the one that stands in.

        Should that one not be loaded now either, it is told in its turn; in the end nothing is left.
        """
        left, self._good = self._good, None
        if left is None or left == wanted:
            left, self._otherwise = self._otherwise, None
        if left == wanted:
            left = None
        self._load, self._is_loading, self._restarts = left, left is not None, 0
        if left is None:
            self.cancel()
        elif self._pipe is None:
            self._start()
        else:
            self._tell(left)
        return Failed(error, load=wanted, left=left)

    def _start(self) -> None:
        """Starts a child and tells it everything it has to know."""
        self._spawn()
        self._is_fresh, self._words = True, ()
        for command in (self._load, *self._job_commands()):
            if command is not None:
                self._tell(command)

    def _spawn(self) -> None:
        spawn = multiprocessing.get_context("spawn")
        here, there = spawn.Pipe()
        self._pipe = here
        self._process = spawn.Process(
            target=listen_for_ever, args=(there,), name="greenroom-listener", daemon=True
        )
        self._process.start()
        there.close()

    def _job_commands(self) -> tuple[Command | None, ...]:
        return (self._job.follow, self._job.close) if self._job is not None else ()

    def _tell(self, command: Command) -> None:
        """Sends a command; a child that is gone is noticed by `events`."""
        if self._pipe is None:
            return
        try:
            self._pipe.send(command)
        except OSError:
            return

    def _end_process(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        self._pipe = self._process = None


def failure(event: Event) -> AudioError | None:
    """The error an event tells of, if it does."""
    return event.error if isinstance(event, Failed) else None
