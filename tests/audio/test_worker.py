from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

import psutil
import pytest

from audio import models
from audio.clip import MODEL_RATE_HZ, as_whole
from audio.errors import ModelDamaged, ModelNotLoaded, WorkerDied
from audio.listening import Close, Command, Follow, Load, _Life
from audio.rate import resample
from audio.worker import Drafted, Event, Failed, Finished, Loaded, Settled, Worker
from coach.transcript import Heard, Sound, Transcript, Word
from tests.recordings import BEGINNING_S, said_in, sound_of
from tests.word_errors import word_error_rate

SAID, SAID_SHORT = said_in("answer", upto_s=BEGINNING_S), said_in("short")
PATIENCE_S = 90.0


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.stop()


@pytest.fixture(scope="module")
def loaded() -> Iterator[Worker]:
    """One whose model is loaded; for the tests that leave it alive, with nothing left to do."""
    worker = Worker()
    worker.load(models.find("tiny.en"))
    until(worker, Loaded)
    yield worker
    worker.stop()


def until(worker: Worker, kind: type[Event]) -> list[Event]:
    """All events up to the first of this kind."""
    seen: list[Event] = []
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        seen += worker.events()
        if any(isinstance(event, kind) for event in seen):
            return seen
        time.sleep(0.01)
    raise AssertionError(f"no {kind.__name__} among {[type(event).__name__ for event in seen]}")


def take(path: Path, sound: str, *, rate_hz: int = MODEL_RATE_HZ) -> int:
    """Writes the beginning of a recording as the recorder does; how many samples it holds."""
    samples = resample(sound_of(sound, upto_s=BEGINNING_S), from_hz=MODEL_RATE_HZ, to_hz=rate_hz)
    path.write_bytes(as_whole(samples).astype("<i2").tobytes())
    return len(samples)


def finished(events: list[Event]) -> str:
    [text] = [event.heard.transcript.text for event in events if isinstance(event, Finished)]
    return text


def test_a_take_at_48_khz_is_written_down(worker: Worker, tmp_path: Path) -> None:
    worker.load(models.find("tiny.en"))
    frames = take(tmp_path / "sound.pcm", "short", rate_hz=48_000)
    worker.follow(tmp_path / "sound.pcm", rate_hz=48_000)
    worker.close(frames)
    events = until(worker, Finished)
    [loaded] = [event for event in events if isinstance(event, Loaded)]
    assert loaded.model == "tiny.en"
    assert word_error_rate(finished(events), said=SAID_SHORT) < 0.15
    [end] = [event for event in events if isinstance(event, Finished)]
    assert end.heard.sound.duration_s == pytest.approx(frames / 48_000, abs=0.01)


def test_a_file_that_still_grows_is_followed(loaded: Worker, tmp_path: Path) -> None:
    frames = take(tmp_path / "whole.pcm", "answer")
    raw = (tmp_path / "whole.pcm").read_bytes()
    loaded.follow(tmp_path / "sound.pcm", rate_hz=MODEL_RATE_HZ)
    with (tmp_path / "sound.pcm").open("wb", buffering=0) as file:
        file.write(raw[: len(raw) // 2 + 1])  # half a sample at the end, as a reader may find it
        events = until(loaded, Settled)
        file.write(raw[len(raw) // 2 + 1 :])
    loaded.close(frames)
    events += until(loaded, Finished)
    assert word_error_rate(finished(events), said=SAID) < 0.15


def test_all_words_are_there_as_drafts_before_those_that_stay(loaded: Worker, tmp_path: Path) -> None:
    frames = take(tmp_path / "sound.pcm", "short")
    loaded.follow(tmp_path / "sound.pcm", rate_hz=MODEL_RATE_HZ)
    until(loaded, Settled)
    loaded.close(frames)
    events = until(loaded, Drafted)
    [drafted] = [event for event in events if isinstance(event, Drafted)]
    assert drafted.heard.sound.duration_s == pytest.approx(frames / MODEL_RATE_HZ, abs=0.01)
    assert word_error_rate(drafted.heard.transcript.text, said=SAID_SHORT) < 0.5
    assert word_error_rate(finished(until(loaded, Finished)), said=SAID_SHORT) < 0.15


def test_a_crash_costs_nothing_but_time(worker: Worker, tmp_path: Path) -> None:
    worker.load(models.find("tiny.en"))
    frames = take(tmp_path / "sound.pcm", "answer")
    worker.follow(tmp_path / "sound.pcm", rate_hz=MODEL_RATE_HZ)
    worker.close(frames)
    until(worker, Settled)
    kill(worker)
    assert word_error_rate(finished(until(worker, Finished)), said=SAID) < 0.15


def test_after_the_second_crash_it_is_told_and_the_take_is_untouched(worker: Worker, tmp_path: Path) -> None:
    worker.load(models.find("tiny.en"))
    until(worker, Loaded)
    take(tmp_path / "sound.pcm", "short")
    before = (tmp_path / "sound.pcm").read_bytes()
    worker.follow(tmp_path / "sound.pcm", rate_hz=MODEL_RATE_HZ)
    kill(worker)
    until(worker, Loaded)
    kill(worker)
    [failed] = [event for event in until(worker, Failed) if isinstance(event, Failed)]
    assert isinstance(failed.error, WorkerDied)
    assert (tmp_path / "sound.pcm").read_bytes() == before


def test_of_a_cancelled_answer_nothing_is_heard_again(loaded: Worker, tmp_path: Path) -> None:
    loaded.follow(tmp_path / "first.pcm", rate_hz=MODEL_RATE_HZ)
    loaded.close(take(tmp_path / "first.pcm", "answer"))
    loaded.cancel()
    loaded.follow(tmp_path / "second.pcm", rate_hz=MODEL_RATE_HZ)
    loaded.close(take(tmp_path / "second.pcm", "short"))
    events = until(loaded, Finished)
    assert word_error_rate(finished(events), said=SAID_SHORT) < 0.15


def test_stopping_ends_the_process_at_once(worker: Worker) -> None:
    worker.load(models.find("tiny.en"))
    process = psutil.Process(worker.process_id)
    worker.stop()
    assert not process.is_running()
    assert worker.events() == []


def damaged(folder: Path) -> models.ModelFolder:
    broken = folder / "mine"
    broken.mkdir()
    for file in ("config.json", "model.bin", "tokenizer.json"):
        (broken / file).write_text("{}", encoding="utf-8")
    return models.find("mine", own=folder)


def test_a_crash_after_a_model_that_could_not_be_loaded_brings_back_the_one_before(
    worker: Worker, tmp_path: Path
) -> None:
    worker.load(models.find("tiny.en"))
    until(worker, Loaded)
    worker.load(damaged(tmp_path))
    [failed] = [event for event in until(worker, Failed) if isinstance(event, Failed)]
    assert not failed.is_deaf
    kill(worker)
    [loaded] = [event for event in until(worker, Loaded) if isinstance(event, Loaded)]
    assert loaded.model == "tiny.en"


class Mortal(Worker):
    """A worker whose children are pipes of the test: they hear what they are told, and die at its word."""

    def __init__(self) -> None:
        super().__init__()
        self.children: list[Connection[Event, Command]] = []

    def _spawn(self) -> None:
        self._pipe, there = Pipe()
        self.children.append(there)

    def told(self) -> list[Command]:
        """All that the present child was told since it was last asked."""
        told: list[Command] = []
        while self.children[-1].poll():
            told.append(self.children[-1].recv())
        return told

    def loaded(self, load: Load) -> list[Event]:
        self.children[-1].send(Loaded(load.model.name, 0.1, load=load))
        return self.events()

    def dies(self) -> list[Event]:
        self.children[-1].close()
        return self.events()


SMALL, LARGE, LARGEST = (
    Load(models.ModelFolder(name, Path(name), size_mb, "own"), threads=1)
    for name, size_mb in (("small", 500), ("large", 3_000), ("largest", 6_000))
)


@pytest.fixture
def mortal() -> Iterator[Mortal]:
    worker = Mortal()
    worker.load(SMALL.model)
    worker.loaded(SMALL)
    assert (worker.told(), worker.is_loading) == ([SMALL], False)
    yield worker
    worker.stop()
    for child in worker.children:
        child.close()


def the_failure(events: list[Event]) -> Failed:
    [failed] = events
    assert isinstance(failed, Failed)
    return failed


def test_how_fast_the_machine_is_is_told_when_it_comes(mortal: Mortal) -> None:
    told = list[float]()
    mortal.on_pace = told.append
    for pace_s in (None, 0.7):
        mortal.children[-1].send(Loaded("small", 0.1, pace_s, load=SMALL))
    mortal.events()
    assert told == [0.7]


def test_killed_twice_while_another_model_is_loaded_it_is_told_and_goes_on_with_the_one_before(
    mortal: Mortal, tmp_path: Path
) -> None:
    mortal.load(LARGE.model)
    mortal.follow(tmp_path / "sound.pcm", rate_hz=MODEL_RATE_HZ)
    mortal.close(16_000)
    assert mortal.is_loading
    assert mortal.dies() == []
    assert mortal.told() == [LARGE, Follow(1, tmp_path / "sound.pcm", MODEL_RATE_HZ), Close(1, 16_000)]
    failed = the_failure(mortal.dies())
    assert isinstance(failed.error, ModelNotLoaded)
    assert (failed.error.name, failed.load, failed.left, failed.is_deaf) == ("large", LARGE, SMALL, False)
    assert mortal.told() == [SMALL, Follow(1, tmp_path / "sound.pcm", MODEL_RATE_HZ), Close(1, 16_000)]
    mortal.loaded(SMALL)
    assert not mortal.is_loading


def test_a_child_that_is_started_since_knows_too_that_nobody_waits(mortal: Mortal, tmp_path: Path) -> None:
    mortal.follow(tmp_path / "sound.pcm", rate_hz=MODEL_RATE_HZ)
    mortal.close(16_000, awaited=False)
    mortal.dies()
    assert mortal.told()[-1] == Close(1, 16_000, awaited=False)


def test_words_that_stay_are_sent_once_and_are_there_all_the_same(mortal: Mortal, tmp_path: Path) -> None:
    words = tuple(Word(f"w{at}", at, at + 0.5, 1.0) for at in range(6))
    life, sent = _Life(mortal.children[-1]), list[Settled]()
    mortal.follow(tmp_path / "sound.pcm", rate_hz=MODEL_RATE_HZ)

    def told(*said: Word, number: int = 1) -> tuple[Word, ...]:
        life.tell_so_far(Heard(Transcript(said), Sound(9.0)), upto_s=9.0, number=number)
        assert mortal._pipe is not None
        settled = mortal._pipe.recv()
        assert isinstance(settled, Settled)
        sent.append(settled)
        mortal.children[-1].send(settled)
        return tuple(
            word for one in mortal.events() if isinstance(one, Settled) for word in one.heard.transcript.words
        )

    better = Word("W3", 3.0, 3.5, 1.0)
    for said in (words[:4], words[:5], (*words[:3], better, *words[4:]), words[:2]):
        assert told(*said) == said
    assert [len(one.heard.transcript.words) for one in sent] == [4, 1, 3, 0]
    assert told(*words[:3], number=7) == (), "of another answer, that was cancelled"
    assert told(*words[:4]) == words[:4]
    life._aside.shutdown()


def test_a_child_that_is_started_since_sends_all_words(mortal: Mortal, tmp_path: Path) -> None:
    words = tuple(Word(f"w{at}", at, at + 0.5, 1.0) for at in range(3))
    mortal.follow(tmp_path / "sound.pcm", rate_hz=MODEL_RATE_HZ)
    for said in (words, words[:1], words[:2]):
        life = _Life(mortal.children[-1])
        life.tell_so_far(Heard(Transcript(said), Sound(9.0)), upto_s=9.0, number=1)
        life._aside.shutdown()
        [settled] = mortal.events()
        assert isinstance(settled, Settled)
        assert settled.heard.transcript.words == said
        mortal._restarts = 0
        mortal.dies()


def test_where_the_one_before_is_killed_as_well_it_is_told_that_nothing_is_loaded(mortal: Mortal) -> None:
    mortal.load(LARGE.model)
    mortal.dies()
    mortal.dies()
    assert mortal.dies() == []
    failed = the_failure(mortal.dies())
    assert isinstance(failed.error, ModelNotLoaded)
    assert (failed.error.name, failed.is_deaf, mortal.is_loading) == ("small", True, False)
    assert mortal.events() == []
    mortal.load(LARGEST.model)
    assert mortal.told() == [LARGEST]


def test_the_first_model_of_all_killed_twice_is_told_too() -> None:
    worker = Mortal()
    worker.load(LARGE.model)
    assert worker.dies() == []
    failed = the_failure(worker.dies())
    assert isinstance(failed.error, ModelNotLoaded)
    assert failed.is_deaf
    worker.stop()


def test_of_two_models_asked_for_the_one_that_came_is_the_one_before(mortal: Mortal) -> None:
    mortal.load(LARGE.model)
    mortal.load(LARGEST.model)
    mortal.loaded(LARGE)
    assert mortal.is_loading
    mortal.dies()
    failed = the_failure(mortal.dies())
    assert (failed.load, failed.left) == (LARGEST, LARGE)


def test_a_loaded_model_is_not_blamed_for_an_answer_at_which_it_dies_twice(
    mortal: Mortal, tmp_path: Path
) -> None:
    mortal.follow(tmp_path / "sound.pcm", rate_hz=MODEL_RATE_HZ)
    assert mortal.dies() == []
    assert isinstance(the_failure(mortal.dies()).error, WorkerDied)


def test_a_child_that_was_started_since_does_not_know_of_the_model_before_and_is_told_it(
    mortal: Mortal, tmp_path: Path
) -> None:
    mortal.follow(tmp_path / "sound.pcm", rate_hz=MODEL_RATE_HZ)
    mortal.load(LARGE.model)
    mortal.dies()
    mortal.told()
    mortal.children[-1].send(Failed(ModelDamaged("large"), load=LARGE, left=None))
    failed = the_failure(mortal.events())
    assert isinstance(failed.error, ModelDamaged)
    assert (failed.left, failed.is_deaf, mortal.is_loading) == (SMALL, False, True)
    assert mortal.told() == [SMALL], "the answer it follows goes on in this child"
    mortal.loaded(SMALL)
    assert not mortal.is_loading


def test_a_child_that_lost_the_model_before_as_well_is_not_asked_for_it_again(mortal: Mortal) -> None:
    mortal.load(LARGE.model)
    mortal.told()
    mortal.children[-1].send(Failed(ModelDamaged("large"), load=LARGE, left=None))
    assert the_failure(mortal.events()).is_deaf
    assert (mortal.told(), mortal.is_loading) == ([], False)


def test_a_model_that_is_loaded_anew_and_killed_is_not_called_the_one_before(mortal: Mortal) -> None:
    mortal.load(SMALL.model, otherwise=LARGE.model)
    mortal.dies()
    assert the_failure(mortal.dies()).left == LARGE
    mortal.loaded(LARGE)
    mortal.load(LARGE.model)
    mortal.dies()
    assert the_failure(mortal.dies()).is_deaf
    assert not mortal.is_loading


def test_where_there_was_no_model_before_the_one_that_was_named_for_that_stands_in() -> None:
    worker = Mortal()
    worker.load(LARGE.model, otherwise=SMALL.model)
    assert worker.loading == "large"
    worker.dies()
    failed = the_failure(worker.dies())
    assert isinstance(failed.error, ModelNotLoaded)
    assert (failed.load, failed.left, worker.is_loading, worker.loading) == (LARGE, SMALL, True, "small")
    assert worker.told() == [SMALL]
    worker.dies()
    failed = the_failure(worker.dies())
    assert (failed.load, failed.left, worker.is_loading, worker.loading) == (SMALL, None, False, "")
    worker.stop()


def test_the_one_before_goes_on_rather_than_the_one_that_would_stand_in(mortal: Mortal) -> None:
    mortal.load(LARGEST.model, otherwise=LARGE.model)
    mortal.dies()
    assert the_failure(mortal.dies()).left == SMALL
    mortal.dies()
    assert the_failure(mortal.dies()).left == LARGE


def test_a_damaged_model_is_told_by_name(worker: Worker, tmp_path: Path) -> None:
    worker.load(damaged(tmp_path))
    [failed] = [event for event in until(worker, Failed) if isinstance(event, Failed)]
    assert isinstance(failed.error, ModelDamaged)
    assert failed.error.name == "mine"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no niceness")
def test_the_recorder_comes_first(loaded: Worker) -> None:
    assert psutil.Process(loaded.process_id).nice() > psutil.Process().nice()


def kill(worker: Worker) -> None:
    assert worker.process_id is not None
    os.kill(worker.process_id, signal.SIGKILL)
