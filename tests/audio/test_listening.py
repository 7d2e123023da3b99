"""Inside the listening process: a wait that would be long is cut short by the quick model."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, ClassVar
from weakref import WeakSet

import numpy as np
import pytest

from audio.clip import MODEL_RATE_HZ, Samples
from audio.errors import ModelDamaged, ModelMissing
from audio.listener import LONGEST_PIECE_S, Listener
from audio.listening import (
    Cancel,
    Command,
    Event,
    Failed,
    Finished,
    Follow,
    Load,
    Loaded,
    Seen,
    Settled,
    _Following,
    _Life,
    drafter_for,
)
from audio.models import ModelFolder, find
from audio.pace_of_machine import QUICK
from audio.rereading import AtOnce
from audio.speech import Speech
from audio.transcriber import Transcriber, Written
from coach.transcript import Heard, Sound, Transcript
from tests.audio.bursts import BurstDetector, BurstWriter, spoken

HOUR = 3_600 * MODEL_RATE_HZ
PIECE_TAKES_S = 0.02


@dataclass
class SlowWriter(BurstWriter):
    """Takes its time over each piece."""

    def write_down(self, samples: Samples, **options: Any) -> Written:
        time.sleep(PIECE_TAKES_S)
        return super().write_down(samples, **options)


Follows = Callable[[], _Following]


@pytest.fixture
def follows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Follows:
    """A file of 60 s of bursts, followed by one who is slow to write them down."""
    path = tmp_path / "sound.pcm"
    path.write_bytes(np.round(spoken([0.2] * 118) * 32767).astype("<i2").tobytes())

    def begin(self: _Following, _transcriber: object, _drafter: object) -> Listener:
        return Listener(SlowWriter(), speech=Speech(BurstDetector()))

    monkeypatch.setattr(_Following, "_begin", begin)
    return lambda: _Following(Follow(1, path, MODEL_RATE_HZ), aside=AtOnce())


def read(following: _Following) -> None:
    for _ in range(40):
        following.step(BurstWriter())  # type: ignore[arg-type]  # the listener has its own writer


def test_the_wait_is_known_by_the_pace_so_far(follows: Follows) -> None:
    following = follows()
    read(following)
    assert following.wait_s == 0.0, "nobody waits while one speaks"
    following.close(HOUR)
    assert following.wait_s > 60 * PIECE_TAKES_S
    following.close(round(following.upto_s * MODEL_RATE_HZ))
    assert following.wait_s == pytest.approx(0.0, abs=0.01)
    following.give_up()


def test_one_waits_as_well_for_a_take_that_was_over_before_it_was_read(follows: Follows) -> None:
    following = follows()
    following.close(HOUR)
    read(following)
    assert following.upto_s > 30
    assert following.wait_s > 30 * PIECE_TAKES_S
    following.give_up()


def test_nobody_waits_where_that_is_said(follows: Follows) -> None:
    following = follows()
    following.close(HOUR, awaited=False)
    read(following)
    assert following.upto_s > 30
    assert following.wait_s == 0.0
    following.give_up()


@pytest.mark.parametrize(("awaited", "states"), [(True, ["drafted", "whole"]), (False, ["whole"])])
def test_the_end_of_a_take_that_was_over_before_it_was_read_is_drafted_where_one_waits(
    follows: Follows, monkeypatch: pytest.MonkeyPatch, awaited: bool, states: list[str]
) -> None:
    monkeypatch.setattr("audio.listening._SHOWN_WITHIN_S", 0.0)
    following, seen = follows(), list[str]()
    following.close(round(59.0 * MODEL_RATE_HZ), awaited=awaited)
    while following.state != "whole":
        heard = following.step(BurstWriter())  # type: ignore[arg-type]  # the listener has its own writer
        if heard is not None and following.state != "growing":
            seen.append(following.state)
            assert len(heard.transcript.words) == 118
    assert seen == states
    following.give_up()


@dataclass
class Interrupted(BurstWriter):
    """While it reads its first piece, somebody tells the process something else."""

    pipe: Connection[Command, Event] | None = None
    told: tuple[Command, ...] = ()
    wanted: list[bool] = field(default_factory=list)

    def write_down(self, samples: Samples, **options: Any) -> Written:
        if not self.pieces_s and self.pipe is not None:
            for command in self.told:
                self.pipe.send(command)
        self.wanted.append(options["is_wanted"]())
        return super().write_down(samples, **options)


@pytest.mark.parametrize(
    ("told", "is_left"),
    [
        ((Cancel(1),), True),
        ((Seen(1), Follow(2, Path("other.pcm"), MODEL_RATE_HZ)), True),
        ((Cancel(7), Seen(1)), False),
    ],
)
def test_an_answer_that_is_cancelled_is_left_within_its_piece(
    follows: Follows, monkeypatch: pytest.MonkeyPatch, told: tuple[Command, ...], is_left: bool
) -> None:
    ours, theirs = Pipe()
    writer = Interrupted(pipe=ours, told=told)

    def begin(self: _Following, _transcriber: object, _drafter: object) -> Listener:
        return Listener(writer, speech=Speech(BurstDetector()), is_wanted=self.is_wanted)

    monkeypatch.setattr(_Following, "_begin", begin)
    life, following = _Life(theirs), follows()
    life._transcriber = writer  # type: ignore[assignment]  # the listener has its own writer
    life._file = following
    following.close(round(59.0 * MODEL_RATE_HZ), awaited=False)
    following.is_wanted = lambda: life._wants(1)
    while life._file is following:
        life.go_on()
    assert writer.wanted == [False] if is_left else len(writer.wanted) > 2 and all(writer.wanted)
    assert ours.poll() is not is_left, "of what was left nothing is told"
    assert life._told == deque()
    assert (life._file is not None) == (len(told) > 1 and is_left)
    life._aside.shutdown()
    ours.close()
    theirs.close()


def test_memory_is_handed_back_every_few_seconds_of_sound_and_never_while_somebody_waits(
    follows: Follows, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = Pipe()
    life, following, handed_back_s = _Life(theirs), follows(), list[float]()
    monkeypatch.setattr("audio.allocator.hand_back", lambda: handed_back_s.append(following.upto_s))
    life._transcriber = BurstWriter()  # type: ignore[assignment]  # the listener has its own writer
    life._file = following
    while following.upto_s < 30:
        life.go_on()
    assert handed_back_s
    assert max(np.diff([0.0, *handed_back_s, following.upto_s])) < 8.0 + LONGEST_PIECE_S
    before = len(handed_back_s)
    following.close(round(59.0 * MODEL_RATE_HZ))
    while life._file is not None:
        assert len(handed_back_s) == before
        life.go_on()
    assert isinstance(ours.recv(), Settled)
    assert len(handed_back_s) == before + 1, "at the end, when nobody waits any more"
    life._aside.shutdown()
    ours.close()
    theirs.close()


def test_one_looks_oftener_while_it_has_just_become_silent_and_at_once_while_there_is_sound(
    follows: Follows,
) -> None:
    following = follows()
    assert following.nap_s == 0.0, "there is sound to be read"
    read(following)
    while not following.idle:
        following.step(BurstWriter())  # type: ignore[arg-type]
    assert following.nap_s == 0.1, "a brief pause must not go by between two looks"
    following.close(HOUR)
    following.idle = True
    assert following.nap_s == 0.05
    following.give_up()


class Growing(_Following):
    """Follows a file of which ever more is there."""

    def __init__(self, path: Path) -> None:
        super().__init__(Follow(1, path, MODEL_RATE_HZ), aside=AtOnce())

    def _begin(self, transcriber: Transcriber, drafter: Transcriber | None) -> Listener:
        return Listener(transcriber, speech=Speech(BurstDetector()), part_s=99.0)

    def drafts_and_looks(self, sound: Samples, *, from_s: float) -> tuple[int, int]:
        """How many drafts were begun, and how many looks it took, the first of them at `from_s`."""
        writer, at_s, looks = BurstWriter(), from_s, 0
        raw = np.round(sound * 32767).astype("<i2")
        while at_s * MODEL_RATE_HZ < len(raw):
            self._path.write_bytes(raw[: int(at_s * MODEL_RATE_HZ)].tobytes())
            self.idle, looks = False, looks + 1
            while not self.idle:
                self.step(writer)  # type: ignore[arg-type]  # a fake of what it uses
            at_s += self.nap_s
        self.give_up()
        return len(writer.pieces_s), looks


@pytest.mark.parametrize("from_ms", range(0, 100, 20))
def test_no_brief_pause_goes_by_between_two_looks(tmp_path: Path, from_ms: int) -> None:
    sound = spoken([*([0.1] * 8 + [0.38]) * 4, 0.1])
    drafts, looks = Growing(tmp_path / "sound.pcm").drafts_and_looks(sound, from_s=from_ms / 1000)
    assert drafts == 5, "one a pause, and one at the end"
    assert looks < len(sound) / MODEL_RATE_HZ / 0.1 * 1.1, "hardly more than one each tenth of a second"


class Late(_Following):
    """Somebody waits for it, and will for long, until another writer takes over."""

    def __init__(self, path: Path) -> None:
        super().__init__(Follow(7, path, MODEL_RATE_HZ), aside=AtOnce())
        self.writers: list[str] = []

    @property
    def wait_s(self) -> float:
        return 0.0 if self.writers else 99.0

    def go_on_with(self, transcriber: Any) -> None:
        self.writers.append(transcriber.name)

    def step(self, transcriber: Any, *, drafter: Any = None) -> Heard | None:
        self.state = "whole"
        return Heard(Transcript(()), Sound(1.0), [transcriber.name, *self.writers][-1])


def finished_by(late: Late) -> Finished:
    """What the process tells at the end."""
    ours, theirs = Pipe()
    life = _Life(theirs)
    life._transcriber = BurstWriter(name="base")  # type: ignore[assignment]  # only its name is asked for
    life._file = late
    life.go_on()
    finished = ours.recv()
    life._aside.shutdown()
    ours.close()
    theirs.close()
    assert isinstance(finished, Finished)
    return finished


def test_who_would_wait_for_long_gets_the_quick_model_and_is_told(tmp_path: Path) -> None:
    late = Late(tmp_path / "sound.pcm")
    assert finished_by(late).hastened
    assert late.writers == [QUICK]


@pytest.mark.parametrize("error", [ModelMissing(QUICK), MemoryError(), RuntimeError("no room")])
def test_where_the_quick_model_cannot_be_had_nobody_is_told_that_it_took_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def missing(_name: str) -> ModelFolder:
        raise error

    monkeypatch.setattr("audio.listening.find", missing)
    late = Late(tmp_path / "sound.pcm")
    finished = finished_by(late)
    assert not finished.hastened
    assert finished.heard.model == "base"


def larger(tmp_path: Path, size_mb: int = 145) -> ModelFolder:
    return ModelFolder("base", tmp_path, size_mb, "own")


def test_the_quick_model_drafts_what_a_larger_one_reads_again(tmp_path: Path) -> None:
    drafter = drafter_for(larger(tmp_path), threads=1)
    assert drafter is not None
    assert drafter.name == QUICK


def test_where_the_quick_model_cannot_read_the_larger_one_drafts_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: Transcriber) -> None:
        raise RuntimeError("the file is not what it says")

    monkeypatch.setattr(Transcriber, "warm_up", broken)
    assert drafter_for(larger(tmp_path), threads=1) is None


def test_no_other_model_drafts_what_it_reads_no_slower(tmp_path: Path) -> None:
    assert drafter_for(find(QUICK), threads=1) is None
    assert drafter_for(larger(tmp_path, find(QUICK).size_mb), threads=1) is None


@pytest.mark.parametrize("error", [ModelMissing(QUICK), ModelDamaged(QUICK), MemoryError()])
def test_without_the_quick_model_the_larger_one_drafts_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def missing(_name: str) -> ModelFolder:
        raise error

    monkeypatch.setattr("audio.listening.find", missing)
    assert drafter_for(larger(tmp_path), threads=1) is None


class CountedModel:
    """A model that takes no memory, and knows how many there are at the moment another one is made."""

    here: ClassVar[WeakSet[CountedModel]] = WeakSet()
    made: ClassVar[list[tuple[str, tuple[str, ...]]]] = []
    damaged: ClassVar[set[str]] = set()

    name: str

    def __init__(self, folder: ModelFolder, **_options: object) -> None:
        self.made.append((folder.name, tuple(sorted(one.name for one in self.here))))
        if folder.name in self.damaged:
            raise ModelDamaged(folder.name)
        self.name = folder.name
        self.here.add(self)

    def warm_up(self) -> None:
        """It is warm."""

    paces_s: ClassVar[list[float]] = []

    def pace_s(self) -> float:
        """What one likes, and then fast."""
        return self.paces_s.pop(0) if self.paces_s else 0.1


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> type[CountedModel]:
    CountedModel.here.clear()
    CountedModel.made.clear()
    CountedModel.damaged.clear()
    CountedModel.paces_s.clear()
    monkeypatch.setattr("audio.transcriber.Transcriber", CountedModel)
    return CountedModel


def told_by(life: _Life, ours: Any, *commands: Load) -> list[Event]:
    """What is told after each of the commands."""
    told = []
    for command in commands:
        life._obey(command)
        told.append(ours.recv())
    return told


def test_the_model_before_is_let_go_before_the_next_is_read(
    tmp_path: Path, counted: type[CountedModel]
) -> None:
    ours, theirs = Pipe()
    first, second = (Load(ModelFolder(name, tmp_path, 500, "own"), 1) for name in ("small", "medium"))
    assert [type(event) for event in told_by(_Life(theirs), ours, first, second)] == [Loaded, Loaded]
    assert counted.made == [("small", ()), (QUICK, ("small",)), ("medium", (QUICK,))]
    ours.close()
    theirs.close()


def test_one_that_cannot_be_read_brings_the_one_before_back(
    tmp_path: Path, counted: type[CountedModel]
) -> None:
    ours, theirs = Pipe()
    life = _Life(theirs)
    first, second = (Load(ModelFolder(name, tmp_path, 500, "own"), 1) for name in ("small", "broken"))
    counted.damaged.add("broken")
    _loaded, failed = told_by(life, ours, first, second)
    assert isinstance(failed, Failed)
    assert (failed.load, failed.left, failed.is_deaf) == (second, first, False)
    assert [one.name for one in (life._transcriber, life._drafter) if one is not None] == ["small", QUICK]
    ours.close()
    theirs.close()


def test_where_the_one_before_does_not_come_back_either_it_is_told_that_nothing_is_loaded(
    tmp_path: Path, counted: type[CountedModel]
) -> None:
    ours, theirs = Pipe()
    life = _Life(theirs)
    first, second = (Load(ModelFolder(name, tmp_path, 500, "own"), 1) for name in ("small", "broken"))
    told_by(life, ours, first)
    counted.damaged.update(("small", "broken"))
    [failed] = told_by(life, ours, second)
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, ModelDamaged)
    assert failed.error.name == "broken", "the one that was asked for"
    assert failed.is_deaf
    assert not ours.poll()
    counted.damaged.clear()
    [loaded] = told_by(life, ours, first)
    assert isinstance(loaded, Loaded)
    ours.close()
    theirs.close()


@pytest.mark.parametrize(
    ("name", "measured", "told"),
    [
        pytest.param(QUICK, [0.2], 0.2, id="the quick model alone"),
        pytest.param("base", [0.2], 0.2, id="the quick model beside a larger one"),
        pytest.param("base", [0.9, 0.3], 0.3, id="disturbed once"),
        pytest.param("base", [0.9, 0.8], 0.8, id="slow"),
    ],
)
def test_the_machine_is_measured_whichever_model_is_loaded(
    name: str, measured: list[float], told: float, tmp_path: Path, counted: type[CountedModel]
) -> None:
    ours, theirs = Pipe()
    counted.paces_s.extend(measured)
    [loaded] = told_by(_Life(theirs), ours, Load(ModelFolder(name, tmp_path, 100, "own"), 1))
    assert isinstance(loaded, Loaded)
    assert (loaded.pace_s, counted.paces_s) == (told, [])
    ours.close()
    theirs.close()


def test_while_an_answer_is_heard_or_without_the_quick_model_the_machine_is_not_measured(
    tmp_path: Path, counted: type[CountedModel]
) -> None:
    ours, theirs = Pipe()
    life = _Life(theirs)
    load = Load(ModelFolder("base", tmp_path, 100, "own"), 1)
    life._obey(Follow(1, tmp_path / "none.pcm", MODEL_RATE_HZ))
    [during] = told_by(life, ours, load)
    life._obey(Cancel(1))
    counted.damaged.add(QUICK)
    life._drafter = None
    [without] = told_by(life, ours, load)
    assert [one.pace_s for one in (during, without) if isinstance(one, Loaded)] == [None, None]
    ours.close()
    theirs.close()
