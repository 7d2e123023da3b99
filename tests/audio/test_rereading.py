from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, ParamSpec, TypeVar

import pytest

from audio.clip import Samples
from audio.listener import Listener
from audio.rereading import AtOnce, Rereading
from audio.speech import Speech
from audio.transcriber import Written
from tests.audio.bursts import BurstDetector, BurstWriter, spoken

_P = ParamSpec("_P")
_T = TypeVar("_T")

LONG_S = 12.0


@dataclass
class SlowWriter(BurstWriter):
    """Takes as long as the test likes over a long piece, and asks nobody else to wait."""

    may_end: threading.Event = field(default_factory=threading.Event)
    wanted_at_the_end: list[bool] = field(default_factory=list)

    def write_down(self, samples: Samples, **options: Any) -> Written:
        if len(samples) > LONG_S * 16_000:
            assert self.may_end.wait(50)
            is_wanted = options["is_wanted"]
            self.wanted_at_the_end.append(callable(is_wanted) and bool(is_wanted()))
        return super().write_down(samples)


@pytest.fixture
def aside() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def hear(listener: Listener, sound: Samples) -> None:
    for first in range(0, len(sound), 1_600):
        listener.hear(sound[first : first + 1_600])
        for _ in listener.work(ahead=True):
            pass


def numbers(count: int) -> str:
    return " ".join(f"w{number}" for number in range(count))


def test_the_end_never_waits_for_a_piece_that_is_being_read_again(aside: ThreadPoolExecutor) -> None:
    writer = SlowWriter()
    listener = Listener(writer, speech=Speech(BurstDetector()), aside=aside)
    hear(listener, spoken([0.2] * 80))
    *_, heard = listener.finish()
    assert writer.wanted_at_the_end == []
    assert heard.transcript.text == numbers(80)
    assert listener.is_settling
    listener.give_up()
    writer.may_end.set()
    aside.shutdown()
    assert writer.wanted_at_the_end == [False]


def test_what_was_drafted_at_the_end_is_read_again_after_it(aside: ThreadPoolExecutor) -> None:
    writer = SlowWriter()
    listener = Listener(writer, speech=Speech(BurstDetector()), aside=aside)
    hear(listener, spoken([0.2] * 80))
    list(listener.finish())
    writer.may_end.set()
    assert writer.wanted_at_the_end == [], "it rests while somebody waits for the words"
    while (heard := listener.settle()) is None:
        aside.submit(lambda: None).result()
    assert len(writer.wanted_at_the_end) == 2, "the piece before the last was not read yet"
    assert heard.transcript.text == numbers(80)


def test_what_is_read_again_takes_the_place_of_its_drafts_however_late(aside: ThreadPoolExecutor) -> None:
    writer = SlowWriter()
    listener = Listener(writer, speech=Speech(BurstDetector()), aside=aside)
    sound = spoken([0.2] * 120)
    hear(listener, sound[: 45 * 16_000])
    writer.may_end.set()
    aside.submit(lambda: None).result()
    hear(listener, sound[45 * 16_000 :])
    *_, heard = listener.finish()
    assert writer.wanted_at_the_end
    assert writer.wanted_at_the_end[0]
    assert heard.transcript.text == numbers(120)


def is_again(options: dict[str, Any]) -> bool:
    """Whether a piece is read that was read before: by a rereading, which is asked whether it is wanted."""
    asked = getattr(options.get("is_wanted"), "__self__", None)
    return isinstance(asked, Rereading) and not options.get("hurried")


@dataclass
class CountingWriter(BurstWriter):
    """Counts how often something is read that was read before."""

    again: int = 0

    def write_down(self, samples: Samples, **options: Any) -> Written:
        self.again += is_again(options)
        return super().write_down(samples, **options)


def test_on_battery_who_speaks_without_long_pauses_is_read_once() -> None:
    writer = CountingWriter()
    listener = Listener(writer, speech=Speech(BurstDetector()), frugal=True)
    hear(listener, spoken([0.2] * 20 + [0.6] + [0.2] * 120))
    *_, heard = listener.finish()
    assert writer.again == 0
    assert sum(writer.pieces_s) <= listener.heard_s
    assert heard.transcript.text == numbers(141)


def test_on_battery_too_nothing_is_left_to_write_after_a_long_pause() -> None:
    writer = CountingWriter()
    listener = Listener(writer, speech=Speech(BurstDetector()), frugal=True)
    hear(listener, spoken([0.2] * 25))
    pieces = len(writer.pieces_s)
    *_, heard = listener.finish()
    assert pieces == len(writer.pieces_s) == 1
    assert heard.transcript.text == numbers(25)
    assert listener.settle() == heard
    assert len(writer.pieces_s) == 2, "read again"


def test_one_who_is_behind_catches_up_before_anything_is_read_again() -> None:
    writer = CountingWriter()
    listener = Listener(writer, speech=Speech(BurstDetector()))
    sound = spoken([0.2] * 200)
    for first, last in pairwise((0, 10, 20, 58, 100)):
        listener.hear(sound[first * 16_000 : last * 16_000])
        before, work = writer.again, listener.work(ahead=True)
        while listener.backlog_s > LONG_S and next(work, None) is not None:
            assert writer.again == before
        list(work)
    *_, heard = listener.finish()
    assert heard.transcript.text == numbers(200)


@dataclass
class Noting(AtOnce):
    """Does at once what it is given, and notes how much was not written down then."""

    listener: Listener | None = None
    left_s: list[float] = field(default_factory=list)

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        assert self.listener is not None
        self.left_s.append(self.listener.backlog_s)
        return super().submit(fn, *args, **kwargs)


def test_a_piece_is_read_again_when_hardly_anything_else_is_left_to_read() -> None:
    aside = Noting()
    aside.listener = listener = Listener(BurstWriter(), speech=Speech(BurstDetector()), aside=aside)
    hear(listener, spoken(([0.2] * 7 + [0.4]) * 20))
    assert len(aside.left_s) >= 3
    assert max(aside.left_s) < 1.0


def test_nothing_is_read_a_third_time() -> None:
    writer = CountingWriter()
    listener = Listener(writer, speech=Speech(BurstDetector()))
    sound = spoken([0.2] * 35 + [1.4] + [0.2] * 8 + [4.0] + [0.2] * 4)
    hear(listener, sound)
    *_, heard = listener.finish()
    assert listener.settle() == heard
    assert writer.again == 2
    assert sum(writer.pieces_s) < 2.01 * listener.heard_s
    assert heard.transcript.text == numbers(49)


@dataclass
class BetterWriter(BurstWriter):
    """Hears in a second reading what nobody hears in a draft: each word's token is then a thousand more."""

    def write_down(self, samples: Samples, **options: Any) -> Written:
        written = super().write_down(samples, **options)
        if not is_again(options):
            return written
        return Written(tuple(replace(one, tokens=(one.tokens[0] + 1_000,)) for one in written.words))


def test_what_is_said_next_is_read_with_the_better_words_before_it() -> None:
    writer = BetterWriter()
    listener = Listener(writer, speech=Speech(BurstDetector()))
    hear(listener, spoken([0.2] * 120))
    assert any(context and min(context) >= 1_000 for context in writer.contexts)
