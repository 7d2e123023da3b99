"""Takes wait here for the listening process, one after the other; each is read from disk, in no hurry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audio.listening import Load
    from audio.take import Take
    from audio.worker import Drafted, Event, Failed, Finished, Worker
    from coach.transcript import Heard


@dataclass(slots=True)
class _Waiting:
    take: Take
    frames: int | None = None
    followed: bool = False
    awaited: bool = True


class Hearings:
    """The queue before the listening process.

    `on_so_far` tells what is heard of a take up to now, `on_drafted` that all its words are there, the last
    of them as drafted. `on_heard` ends it, or `on_failure` with the error that kept it from that.
    `on_model_failure` tells that a model cannot be loaded; `heard_by` is the name of the one that goes on
    all the same, or is being loaded in its place, "" where there is none.
    """

    def __init__(
        self,
        worker: Worker,
        *,
        on_so_far: Callable[[Take, Heard, float], None],
        on_drafted: Callable[[Take, Drafted], None],
        on_heard: Callable[[Take, Finished], None],
        on_failure: Callable[[Take, BaseException], None],
        on_model_failure: Callable[[BaseException], None],
    ) -> None:
        self._worker = worker
        self._on_so_far = on_so_far
        self._on_drafted = on_drafted
        self._on_heard = on_heard
        self._on_failure = on_failure
        self._on_model_failure = on_model_failure
        self._queue: list[_Waiting] = []
        self._deaf: BaseException | None = None
        self.model_ready = False
        self.heard_by = ""

    def follow(self, take: Take) -> None:
        """Listen to the take while it grows, or as soon as those before it are done."""
        self._queue.append(_Waiting(take))
        self._next()

    def close(self, take: Take, *, frames: int, awaited: bool = True) -> None:
        """The take is over and so long; what is left of it will be written down now, maybe in no hurry."""
        for one in self._queue:
            if one.take is take:
                one.frames, one.awaited = frames, awaited
                if one.followed:
                    self._worker.close(frames, awaited=awaited)
        self._next()
        self._give_up_if_deaf()

    def drop(self, take: Take) -> None:
        """Nobody wants to know any more."""
        for one in [one for one in self._queue if one.take is take]:
            self._queue.remove(one)
            if one.followed:
                self._worker.cancel()
        self._next()

    def tick(self) -> None:
        """Hand on what the listening process has told."""
        for event in self._worker.events():
            self._on_event(event)

    @property
    def is_busy(self) -> bool:
        """Whether a take is being heard or waits."""
        return bool(self._queue)

    def _on_event(self, event: Event) -> None:
        from audio.worker import Drafted, Failed, Finished, Loaded, Settled

        if isinstance(event, Loaded):
            self._deaf, self.model_ready, self.heard_by = None, True, event.model
            self._next()
        elif isinstance(event, Settled) and self._queue:
            self._on_so_far(self._queue[0].take, event.heard, event.upto_s)
        elif isinstance(event, Drafted) and self._queue:
            self._on_drafted(self._queue[0].take, event)
        elif isinstance(event, Finished) and self._queue:
            take = self._queue.pop(0).take
            self._next()
            self._on_heard(take, event)
        elif isinstance(event, Failed):
            self._on_failed(event)

    def _on_failed(self, failed: Failed) -> None:
        from audio.errors import ModelError

        self.model_ready = self.model_ready and not failed.is_deaf
        if isinstance(failed.error, ModelError) or not self.model_ready:
            self._on_no_model(failed.error, left=failed.left)
        elif self._queue and self._queue[0].frames is None:
            self._queue[0].followed = False  # one still speaks: once it is over it is read from its start
        elif self._queue:
            take = self._queue.pop(0).take
            self._next()
            self._on_failure(take, failed.error)

    def _on_no_model(self, error: BaseException, *, left: Load | None) -> None:
        if left is not None:
            self.heard_by = left.model.name
        elif not self.model_ready:
            self.heard_by = ""
        self._deaf = None if self.heard_by else error
        self._on_model_failure(error)
        self._give_up_if_deaf()

    def give_up(self, error: BaseException) -> None:
        """No other model will come: where none is loaded, takes that are over are told so."""
        self._on_no_model(error, left=None)

    def hope(self) -> None:
        """Another model is on its way: from now on takes wait for it."""
        self._deaf = None

    @property
    def awaits_model(self) -> bool:
        """Whether a model may still come."""
        return not self.model_ready and self._deaf is None

    def _give_up_if_deaf(self) -> None:
        """Without a model no take is heard: those that are over are told so.

        One that grows may still be: a model that comes meanwhile reads it from its start.
        """
        if self._deaf is None:
            return
        for one in list(self._queue):
            if one.followed:
                self._worker.cancel()
                one.followed = False
            if one.frames is not None:
                self._queue.remove(one)
                self._on_failure(one.take, self._deaf)

    def _next(self) -> None:
        if not self._queue or self._queue[0].followed or self._deaf is not None:
            return
        head = self._queue[0]
        head.followed = True
        self._worker.follow(head.take.sound, rate_hz=head.take.rate_hz)
        if head.frames is not None:
            self._worker.close(head.frames, awaited=head.awaited)
