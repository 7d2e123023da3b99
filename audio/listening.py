"""What happens in the listening process: it loads a model, follows a growing file, tells what it hears."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, Protocol

import numpy as np

from audio import allocator
from audio.child_process import end_with_the_parent
from audio.clip import MODEL_RATE_HZ, Samples
from audio.errors import AudioError
from audio.models import ModelFolder, find
from audio.pace_of_machine import ENOUGH_S, QUICK
from audio.power import on_battery
from coach.transcript import Heard, Transcript, Word

if TYPE_CHECKING:
    from audio.listener import Listener
    from audio.transcriber import Transcriber

_BYTES_A_SAMPLE = 2
_TICK_S, _LONGEST_NAP_S = 0.05, 0.1
"""How long one rests between two looks. With naps of up to 0.3 s a brief pause went by unseen, no draft began
in it, and one answer of seven waited 0.48 to 0.55 s after Stop, not 0.31 to 0.34."""
_BITE_S = 30.0
_LATE_FILE_S = 5.0
_TOO_LONG_S = 20.0
"""A longer wait for the last words, by the pace so far, is cut short with the quick model."""
_SHOWN_WITHIN_S = 0.5
"""So long after Stop nothing is read again: what was said is judged then, and the review is drawn."""
_MEASURED_S = 5.0
_HANDED_BACK_S = 8.0
"""So much sound is read with the memory that is there, then what is free of it goes back, which takes 10 ms:
between a draft and a piece that is read again it is 50 to 200 MB."""
_NICER_BY = 5
_BELOW_NORMAL = 0x4000


@dataclass(frozen=True, slots=True)
class Load:
    """Load this model."""

    model: ModelFolder
    threads: int


@dataclass(frozen=True, slots=True)
class Follow:
    """Listen to this file while it grows."""

    number: int
    path: Path
    rate_hz: int


@dataclass(frozen=True, slots=True)
class Close:
    """The file is complete and holds this many samples; `awaited` when somebody waits for the words."""

    number: int
    frames: int
    awaited: bool = True


@dataclass(frozen=True, slots=True)
class Cancel:
    """Nobody wants to know any more."""

    number: int


@dataclass(frozen=True, slots=True)
class Seen:
    """The last `Settled` has been taken; the next one may be sent."""

    number: int


Command = Load | Follow | Close | Cancel | Seen


@dataclass(frozen=True, slots=True)
class Loaded:
    """The model is ready; `pace_s` is how fast this machine is, measured with the quick model if it is there.

    `load` is what was asked for.
    """

    model: str
    took_s: float
    pace_s: float | None = None
    load: Load | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What is known of the sound up to `upto_s`; words of the last half minute may still change.

    On its way between the processes it lacks the first words, so many as `stay` of those told before: to take
    all of them out of the pipe each time would keep the window for 10 to 20 ms after half an hour.
    """

    heard: Heard
    upto_s: float
    number: int = field(default=0, compare=False)
    stay: int = field(default=0, compare=False)

    def after(self, before: Sequence[Word]) -> Settled:
        """The whole of it, given the words told before."""
        words = (*before[: self.stay], *self.heard.transcript.words)
        return replace(self, heard=replace(self.heard, transcript=Transcript(words)), stay=0)


@dataclass(frozen=True, slots=True)
class Drafted:
    """Everything that was said and shown, the last half minute as drafted; `Finished` follows in a moment."""

    heard: Heard
    number: int = field(default=0, compare=False)
    hastened: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """Everything that was said and shown; `hastened` when the quick model wrote down the end of it."""

    heard: Heard
    number: int = field(default=0, compare=False)
    hastened: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """It did not work; the sound is untouched.

    Where a model could not be loaded, `load` is what was asked for, and `left` what is loaded instead:
    the one before, or none.
    """

    error: AudioError
    load: Load | None = None
    left: Load | None = None

    @property
    def is_deaf(self) -> bool:
        """Whether no model is loaded now, so that nothing will be heard until another one is."""
        return self.load is not None and self.left is None


Event = Loaded | Settled | Drafted | Finished | Failed


def drafter_for(model: ModelFolder, *, threads: int, there: Transcriber | None = None) -> Transcriber | None:
    """The quick model, warm, to draft what a larger one will read again; none beside a model no larger.

    One that is `there` already goes on. None either where it cannot be had, whatever the reason (it is
    damaged, there is no memory left): then the larger one drafts too.
    """
    from audio.transcriber import Transcriber

    with suppress(Exception):
        quick = find(QUICK)
        if model.size_mb > quick.size_mb:
            if there is not None:
                return there
            drafter = Transcriber(quick, threads=threads, readers=2, drafts_with_room=True)
            drafter.warm_up()
            return drafter
    return None


def listen_for_ever(pipe: Connection[Event, Command]) -> None:
    """The child's life: it ends with its parent, or when the pipe is closed."""
    _yield_to_the_recorder()
    allocator.hold_on()
    end_with_the_parent()
    life = _Life(pipe)
    try:
        while True:
            life.go_on()
    except (EOFError, BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        return


class _Life:
    """The commands come in, the events go out; at most one file is followed."""

    def __init__(self, pipe: Connection[Event, Command]) -> None:
        self._pipe = pipe
        self._transcriber: Transcriber | None = None
        self._drafter: Transcriber | None = None
        self._loaded: Load | None = None
        self._threads = 1
        self._file: _Following | None = None
        self._may_tell = True
        self._told: deque[Command] = deque()
        self._words: tuple[Word, ...] = ()
        self._aside = ThreadPoolExecutor(1, thread_name_prefix="reading-again")

    def go_on(self) -> None:
        """Takes the next command, or does a step of the work."""
        following = self._file
        busy = following is not None and self._transcriber is not None
        if self._told:
            self._obey(self._told.popleft())
        elif self._pipe.poll(following.nap_s if busy and following is not None else None):
            self._obey(self._pipe.recv())
        elif busy and following is not None:
            self._work(following)

    def _wants(self, number: int) -> bool:
        """Whether nobody has left this file while it is being read; what else was told meanwhile waits."""
        while self._pipe.poll():
            self._told.append(self._pipe.recv())
        return not any(isinstance(one, Follow) or one == Cancel(number) for one in self._told)

    def _obey(self, command: Command) -> None:
        match command:
            case Load():
                self._load(command)
            case Follow():
                self._let_go()
                is_wanted = partial(self._wants, command.number)
                self._file = _Following(command, aside=self._aside, is_wanted=is_wanted)
                self._may_tell = True
            case Close():
                if self._file is not None and self._file.number == command.number:
                    self._file.close(command.frames, awaited=command.awaited)
            case Cancel():
                if self._file is not None and self._file.number == command.number:
                    self._let_go()
            case Seen():
                self._may_tell = True

    def _let_go(self) -> None:
        """Leaves the file, and what is still being read again of it."""
        if self._file is not None:
            self._file.give_up()
            allocator.hand_back()
        self._file = None

    def _load(self, command: Load) -> None:
        began = time.monotonic()
        before = self._loaded
        try:
            transcriber = self._made_ready(command)
        except AudioError as error:
            if before is not None:
                with suppress(AudioError):
                    self._made_ready(before)
            left = before if self._transcriber is not None else None
            self._pipe.send(Failed(error, load=command, left=left))
            return
        took_s = time.monotonic() - began
        pace_s = self._pace_s(transcriber)
        allocator.hand_back()
        self._pipe.send(Loaded(command.model.name, took_s, pace_s, load=command))

    def _pace_s(self, transcriber: Transcriber) -> float | None:
        """How fast this machine is, by the quick model; not while an answer is heard, which slows it down.

        So does other work, as there is at a start: what seems slow is measured twice.
        """
        quick = transcriber if transcriber.name == QUICK else self._drafter
        if quick is None or self._file is not None:
            return None
        pace_s = quick.pace_s()
        return pace_s if pace_s <= ENOUGH_S else min(pace_s, quick.pace_s())

    def _made_ready(self, command: Load) -> Transcriber:
        """Loads a model. The one before is let go first, unless an answer is being heard.

        Two large ones may be more than the memory holds; but the listener of an answer keeps its own.
        """
        from audio.transcriber import Transcriber

        self._transcriber = None
        allocator.hand_back()
        transcriber = Transcriber(command.model, threads=command.threads, readers=2)
        there = self._drafter if command.threads == self._threads else None
        self._drafter = None
        self._drafter = drafter_for(command.model, threads=command.threads, there=there)
        if self._drafter is None:
            transcriber.warm_up()
        self._transcriber, self._loaded, self._threads = transcriber, command, command.threads
        return transcriber

    def _work(self, following: _Following) -> None:
        """One bite of the file, then what is due of it."""
        transcriber = self._transcriber
        if transcriber is None:
            return
        if following.wait_s > _TOO_LONG_S and transcriber.name != QUICK and not following.tried_quick:
            self._hasten(following)
        heard = following.step(transcriber, drafter=self._drafter)
        if following.has_held_on_for_long():
            allocator.hand_back()
        if heard is None or not following.is_wanted():
            return
        if following.state == "whole":
            self._pipe.send(Finished(heard, following.number, hastened=following.hastened))
            self._let_go()
        elif following.state == "drafted":
            self._pipe.send(Drafted(heard, following.number, hastened=following.hastened))
        elif self._may_tell:
            self._may_tell = False
            self.tell_so_far(heard, upto_s=following.upto_s, number=following.number)

    def tell_so_far(self, heard: Heard, *, upto_s: float, number: int) -> None:
        """Tells what is known, without the words that stand where they stood the last time."""
        words = heard.transcript.words
        changed = (
            at for at, (one, old) in enumerate(zip(words, self._words, strict=False)) if one is not old
        )
        stay = next(changed, min(len(words), len(self._words)))
        self._words = words
        fresh = replace(heard, transcript=Transcript(words[stay:]))
        self._pipe.send(Settled(fresh, upto_s, number, stay))

    def _hasten(self, following: _Following) -> None:
        """Somebody waits, and would wait for long: the quick model does the rest, if it can be loaded.

        Where it cannot, whatever the reason (there may be no memory left for it), the model there is goes on.
        """
        from audio.transcriber import Transcriber

        following.tried_quick = True
        with suppress(Exception):
            following.go_on_with(self._drafter or Transcriber(find(QUICK), threads=self._threads))
            following.hastened = True


class _Resampler(Protocol):
    """soxr's stream: sound in at one rate, out at another, with no seam between the chunks."""

    def resample_chunk(self, samples: Samples, last: bool = False) -> Samples:  # noqa: FBT001, FBT002 soxr's own
        ...


class _Following:
    """One growing file and the listener that hears it; what it has not read yet waits on the disk."""

    def __init__(
        self, command: Follow, *, aside: Executor, is_wanted: Callable[[], bool] = lambda: True
    ) -> None:
        self._aside = aside
        self.is_wanted = is_wanted
        self.number = command.number
        self.state: Literal["growing", "drafted", "whole"] = "growing"
        self.frames: int | None = None
        self.idle = False
        self._path = command.path
        self._rate_hz = command.rate_hz
        self._read = 0
        self._file: BinaryIO | None = None
        self._listener: Listener | None = None
        self._resampler = _resampler(command.rate_hz)
        self._closed_at: float | None = None
        self._rests_until = 0.0
        self._is_awaited = False
        self._handed_back_s = 0.0
        self._spent_s = 0.0
        self.tried_quick = False
        self.hastened = False

    def close(self, frames: int, *, awaited: bool = True) -> None:
        """The file is complete, and maybe somebody waits for it, even if nothing of it has been read yet."""
        self.frames, self.idle, self._is_awaited = frames, False, awaited

    @property
    def wait_s(self) -> float:
        """For how long somebody will still wait, by the pace so far; 0 while nobody does."""
        done_s = self.upto_s
        if self.frames is None or not self._is_awaited or done_s < _MEASURED_S:
            return 0.0
        return self._spent_s / done_s * (self.frames / self._rate_hz - done_s)

    def has_held_on_for_long(self) -> bool:
        """Whether much was read since this was last so; while somebody waits it never is."""
        done_s = self.upto_s
        if self._is_awaited or done_s - self._handed_back_s < _HANDED_BACK_S:
            return False
        self._handed_back_s = done_s
        return True

    @property
    def nap_s(self) -> float:
        """For how long one may wait for a command before the next step; 0 while there is something to do."""
        if not self.idle:
            return 0.0
        if self._listener is None or self.frames is not None:
            return _TICK_S
        return max(_TICK_S, min(_LONGEST_NAP_S, self._listener.rests_s))

    def go_on_with(self, transcriber: Transcriber) -> None:
        """From here on another one writes."""
        if self._listener is not None:
            self._listener.go_on_with(transcriber)

    @property
    def upto_s(self) -> float:
        """Up to where the sound is written down."""
        return self._listener.heard_s - self._listener.backlog_s if self._listener is not None else 0.0

    def step(self, transcriber: Transcriber, *, drafter: Transcriber | None = None) -> Heard | None:
        """One step of listening: what is known after it if anything is; `state` tells how much that is."""
        listener = self._listener = self._listener or self._begin(transcriber, drafter)
        if self.state == "drafted":
            return self._settled(listener)
        if (heard := self._written_down(listener, ahead=False)) is not None:
            return heard
        samples = self._next()
        if len(samples):
            self.idle = False
            listener.hear(samples)
            return None
        if self.frames is None:
            heard = self._written_down(listener, ahead=True)
            self.idle = heard is None
            return heard
        self.idle = True
        if not self._complete():
            return None
        listener.hear(self._last())
        *_, heard = listener.finish(awaited=self._is_awaited)
        self.state = "drafted" if listener.is_settling else "whole"
        self._rests_until = time.monotonic() + _SHOWN_WITHIN_S
        return heard

    def _written_down(self, listener: Listener, *, ahead: bool) -> Heard | None:
        """What is known after the next thing that was due; none where nothing was."""
        began = time.monotonic()
        for heard in listener.work(ahead=ahead):
            self._spent_s += time.monotonic() - began
            return heard
        return None

    def _settled(self, listener: Listener) -> Heard | None:
        """Everything, once nothing is being read again any more."""
        heard = listener.settle() if time.monotonic() >= self._rests_until else None
        if heard is not None:
            self.state = "whole"
        return heard

    def _begin(self, transcriber: Transcriber, drafter: Transcriber | None) -> Listener:
        from audio.listener import Listener

        return Listener(
            transcriber,
            drafter=drafter,
            aside=self._aside,
            frugal=on_battery(),
            is_wanted=self.is_wanted,
        )

    def give_up(self) -> None:
        """Nobody wants to know any more."""
        if self._listener is not None:
            self._listener.give_up()
        if self._file is not None:
            self._file.close()

    def _next(self) -> Samples:
        """New samples from the file, at 16 kHz."""
        raw = self._raw()
        if not raw:
            return np.zeros(0, np.float32)
        self._read += len(raw) // _BYTES_A_SAMPLE
        samples = np.frombuffer(raw, "<i2").astype(np.float32) / np.float32(32768)
        return samples if self._resampler is None else self._resampler.resample_chunk(samples)

    def _raw(self) -> bytes:
        if self._file is None:
            if not self._path.is_file():
                return b""
            self._file = self._path.open("rb")
        wanted = round(_BITE_S * self._rate_hz)
        if self.frames is not None:
            wanted = min(wanted, self.frames - self._read)
        self._file.seek(self._read * _BYTES_A_SAMPLE)
        raw = self._file.read(max(0, wanted) * _BYTES_A_SAMPLE)
        return raw[: len(raw) // _BYTES_A_SAMPLE * _BYTES_A_SAMPLE]

    def _complete(self) -> bool:
        """Whether the file is closed and read; a file shorter than told is waited for, but not for ever."""
        if self.frames is None:
            return False
        self._closed_at = self._closed_at or time.monotonic()
        return self._read >= self.frames or time.monotonic() - self._closed_at > _LATE_FILE_S

    def _last(self) -> Samples:
        if self._resampler is None:
            return np.zeros(0, np.float32)
        return self._resampler.resample_chunk(np.zeros(0, np.float32), last=True)


def _resampler(rate_hz: int) -> _Resampler | None:
    if rate_hz == MODEL_RATE_HZ:
        return None
    import soxr

    stream: _Resampler = soxr.ResampleStream(rate_hz, MODEL_RATE_HZ, 1, dtype="float32")
    return stream


def _yield_to_the_recorder() -> None:
    """Recording comes first: this process asks for less of the machine."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetPriorityClass(ctypes.windll.kernel32.GetCurrentProcess(), _BELOW_NORMAL)
    else:
        os.nice(_NICER_BY)
