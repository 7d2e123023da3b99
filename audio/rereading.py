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
    """A drafted piece, and which of the recording's words it holds.

    `span` is in seconds of the recording, `voiced` where a voice is heard in it, from its start; its words,
    `words` of them, begin as number `first` of all.
    """

    span: Span
    voiced: tuple[Span, ...]
    first: int
    words: int


class Rereading:
    """A piece that is read again, from the moment this is made."""

    def __init__(
        self, piece: Piece, writer: Writer, *, aside: Executor, samples: Samples, context: Sequence[int]
    ) -> None:
        self.piece = piece
        self.context = tuple(context)
        self._given_up = threading.Event()
        self._written: Future[Written] = aside.submit(self._read, writer, samples)

    @property
    def is_done(self) -> bool:
        """Whether `written` can be had without waiting."""
        return self._written.done()

    def written(self) -> Written:
        """The better reading; waits for it; raises what went wrong while it was made."""
        return self._written.result()

    def give_up(self) -> None:
        """Nobody wants it any more: it is not begun, or ends after the way of reading it is at."""
        self._given_up.set()
        self._written.cancel()

    def _read(self, writer: Writer, samples: Samples) -> Written:
        context, voiced, is_wanted = self.context, self.piece.voiced, self._is_wanted
        written = writer.write_down(samples, context=context, voiced=voiced, is_wanted=is_wanted)
        return with_hesitations(
            written, samples, writer=writer, context=context, voiced=voiced, is_wanted=is_wanted
        )

    def _is_wanted(self) -> bool:
        return not self._given_up.is_set()
