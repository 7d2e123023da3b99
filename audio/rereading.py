"""One piece being read again as a whole, aside from everything else: a better reading nobody waits for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from audio.clip import Samples
from audio.transcriber import Writer, Written
from audio.unheard import with_hesitations
from coach.transcript import Span

_P = ParamSpec("_P")
_T = TypeVar("_T")


class AtOnce(Executor):
    """Does what it is given there and then."""

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Calls it; an error is raised here, not kept."""
        done: Future[_T] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


@dataclass(frozen=True, slots=True)
class Piece:
    """A drafted piece, the `number`-th of the recording, and its sound.

    `span` is in seconds of the recording, `voiced` where a voice is heard in it, from its start.
    """

    number: int
    span: Span
    voiced: tuple[Span, ...]
    samples: Samples


class Rereading:
    """A piece that is read again, from the moment this is made."""

    def __init__(
        self,
        piece: Piece,
        writer: Writer,
        *,
        aside: Executor,
        context: Sequence[int],
        other: Writer | None = None,
    ) -> None:
        self.piece = piece
        self._context = tuple(context)
        self._other = other
        self._given_up = threading.Event()
        self._may_go_on = threading.Event()
        self._may_go_on.set()
        self._written: Future[Written] = aside.submit(self._read, writer)

    @property
    def is_done(self) -> bool:
        """Whether `written` can be had without waiting."""
        return self._written.done()

    def written(self) -> Written:
        """The better reading; waits for it; raises what went wrong while it was made."""
        return self._written.result()

    def give_up(self) -> None:
        """Nobody wants it any more: it is not begun, or ends after the step it is at."""
        self._given_up.set()
        self._may_go_on.set()
        self._written.cancel()

    def hold(self) -> None:
        """Somebody waits for something else: it rests as soon as it can, until it may `go_on`."""
        self._may_go_on.clear()

    def go_on(self) -> None:
        """It need not rest any more."""
        self._may_go_on.set()

    def _read(self, writer: Writer) -> Written:
        samples, context, voiced = self.piece.samples, self._context, self.piece.voiced
        is_wanted = self._is_wanted
        written = writer.write_down(samples, context=context, voiced=voiced, is_wanted=is_wanted)
        return with_hesitations(
            written,
            samples,
            writer=writer,
            other=self._other,
            context=context,
            voiced=voiced,
            is_wanted=is_wanted,
        )

    def _is_wanted(self) -> bool:
        self._may_go_on.wait()
        return not self._given_up.is_set()
