"""The recorder loses nothing: not at length, not with a slow or full disk, not when the microphone goes."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from audio import devices
from audio.clip import as_whole
from audio.errors import (
    AudioError,
    DiskFull,
    MicrophoneBusy,
    MicrophoneSilent,
    MicrophoneVanished,
    RecordingFailed,
)
from audio.recorder import RING_S, Recorder, RecorderState
from audio.take import Take
from tests.audio.fakes_sound import (
    DrivenRecorder,
    FailingTake,
    NoStream,
    SlowTake,
    begin,
    fill_the_disk,
    free_the_disk,
    noise,
    tone,
    wait_until,
)

RATE_HZ = 16_000

KILLED = """
import os, pathlib, sys
from audio.take import Take
from tests.audio.fakes_sound import DrivenRecorder, noise, wait_until
folder = pathlib.Path(sys.argv[1])
recorder, take = DrivenRecorder(), Take.begin(folder, rate_hz=16_000, about={})
recorder.start(take)
for part in range(75):
    recorder.say(noise(0.02))
wait_until(lambda: take.duration_s >= 1.0)  # nothing more is said, so what is missing then stays missing
(folder / "said").write_text(str(recorder.state().elapsed_s))
os.kill(os.getpid(), 9)
"""


def test_every_sample_is_in_the_take(tmp_path: Path) -> None:
    take, recorder, said = begin(tmp_path), DrivenRecorder(), noise(3.0)
    recorder.start(take)
    for part in np.array_split(said, 100):
        recorder.say(part)
    state = recorder.stop()
    assert state.elapsed_s == take.duration_s == 3.0
    assert (state.lost, state.overflows, state.error) == (0, 0, None)
    assert np.array_equal(as_whole(take.read().samples), as_whole(said))


def test_an_app_that_is_killed_loses_at_most_half_a_second(tmp_path: Path) -> None:
    died = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        cwd=Path.cwd(),
        check=False,
        capture_output=True,
        timeout=30,
    )
    assert died.returncode == -9, died.stderr
    (take,) = Take.unfinished(tmp_path)
    said_s = float((tmp_path / "said").read_text())
    assert said_s - 0.5 <= take.duration_s <= said_s


def test_what_is_said_is_on_disk_while_one_speaks(tmp_path: Path) -> None:
    take, recorder = begin(tmp_path), DrivenRecorder()
    recorder.start(take)
    recorder.say(noise(0.5))
    wait_until(lambda: take.duration_s == 0.5)
    recorder.stop()


def test_thirty_minutes_with_a_disk_that_stands_still_lose_nothing(tmp_path: Path) -> None:
    take, recorder, second = begin(tmp_path, kind=SlowTake), DrivenRecorder(), noise(1.0)
    assert isinstance(take, SlowTake)
    recorder.start(take)
    for number in range(30 * 60):
        if number % 300 == 100:
            take.held.set()
        if number % 300 == 112:  # twelve seconds later
            take.held.clear()
        if take.held.is_set():
            recorder.say(second)
        else:
            recorder.say_no_faster_than_the_disk(second)
    state = recorder.stop()
    assert state.lost == 0
    assert take.frames == 30 * 60 * RATE_HZ
    first, *_, last = take.blocks()
    assert np.array_equal(first[:1000], as_whole(second)[:1000])
    assert np.array_equal(last[-1000:], as_whole(second)[-1000:])


def test_a_disk_that_stands_still_for_too_long_is_told_in_frames(tmp_path: Path) -> None:
    take, recorder = begin(tmp_path, kind=SlowTake), DrivenRecorder()
    assert isinstance(take, SlowTake)
    take.held.set()
    recorder.start(take)
    recorder.say(noise(0.1))
    for _ in range(int(RING_S) + 3):
        recorder.say(noise(1.0))
    lost = recorder.state().lost
    take.held.clear()
    recorder.stop()
    assert lost > 0
    assert take.frames == int((RING_S + 3.1) * RATE_HZ) - lost
    assert take.lost_s == pytest.approx(lost / RATE_HZ, abs=0.001)


def test_what_the_system_lost_is_kept_with_the_take_in_seconds(tmp_path: Path) -> None:
    take, recorder = begin(tmp_path), DrivenRecorder()
    recorder.start(take)
    for number in range(20):
        if number == 8:
            recorder.miss(1.2)
        recorder.say(noise(0.1), overflow=number == 8)
    state = recorder.stop()
    assert state.lost == 0
    assert state.lost_s == pytest.approx(1.2)
    assert take.duration_s == 2.0
    found = Take.at(take.folder)
    assert found is not None
    assert found.lost_s == take.lost_s == pytest.approx(1.2)


def test_what_is_lost_before_and_after_another_microphone_is_counted_together(tmp_path: Path) -> None:
    take, first, other = begin(tmp_path), DrivenRecorder(), DrivenRecorder()
    for recorder, seconds in ((first, 0.5), (other, 0.75)):
        recorder.start(take)
        recorder.say(noise(0.1))
        recorder.miss(seconds)
        recorder.say(noise(0.1), overflow=True)
        recorder.stop()
    assert take.lost_s == pytest.approx(1.25)


def test_a_full_disk_is_told_and_everything_before_it_is_safe(tmp_path: Path) -> None:
    take, recorder = begin(tmp_path), DrivenRecorder()
    recorder.start(take)
    recorder.say(noise(1.0))
    wait_until(lambda: take.duration_s == 1.0)
    fill_the_disk(take)
    recorder.say(noise(0.5))
    wait_until(lambda: recorder.state().error is not None)
    assert isinstance(recorder.state().error, DiskFull)
    recorder.stop()
    free_the_disk(take)
    assert take.duration_s == 1.0


def test_a_disk_that_gets_room_again_has_everything(tmp_path: Path) -> None:
    take, recorder, said = begin(tmp_path), DrivenRecorder(), noise(2.0)
    recorder.start(take)
    recorder.say(said[:RATE_HZ])
    wait_until(lambda: take.duration_s == 1.0)
    fill_the_disk(take)
    recorder.say(said[RATE_HZ:])
    wait_until(lambda: recorder.state().error is not None)
    free_the_disk(take)
    recorder.stop()
    assert np.array_equal(as_whole(take.read().samples), as_whole(said))


@pytest.mark.parametrize("error", [MemoryError(), ValueError("I/O operation on closed file")])
def test_a_failure_that_nobody_thought_of_is_told_at_once_and_loses_nothing(
    tmp_path: Path, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    take, recorder, said = begin(tmp_path, kind=FailingTake), DrivenRecorder(), noise(20.0)
    assert isinstance(take, FailingTake)
    recorder.start(take)
    recorder.say(said[:RATE_HZ])
    wait_until(lambda: take.duration_s == 1.0)
    take.errors.append(error)
    recorder.say(said[RATE_HZ : 2 * RATE_HZ])
    wait_until(lambda: recorder.state().error is not None)
    assert isinstance(recorder.state().error, RecordingFailed)
    recorder.say(said[2 * RATE_HZ :])
    assert recorder.stop().lost_s == 0.0
    assert np.array_equal(as_whole(take.read().samples), as_whole(said))
    assert [record.exc_info[1] for record in caplog.records if record.exc_info] == [error]


def test_what_fails_only_at_the_end_is_tried_again(tmp_path: Path) -> None:
    take, recorder, said = begin(tmp_path, kind=FailingTake), Writerless(), noise(2.0)
    assert isinstance(take, FailingTake)
    recorder.start(take)
    recorder.say(said)
    take.errors += [MemoryError(), MemoryError()]
    assert recorder.stop().lost_s == 0.0
    assert np.array_equal(as_whole(take.read().samples), as_whole(said))


def test_what_cannot_be_written_to_the_end_is_counted_as_lost(tmp_path: Path) -> None:
    take, recorder = begin(tmp_path, kind=FailingTake), DrivenRecorder()
    assert isinstance(take, FailingTake)
    recorder.start(take)
    recorder.say(noise(1.0))
    wait_until(lambda: take.duration_s == 1.0)
    take.errors += [DiskFull(take.sound)] * 1000
    recorder.say(noise(4.0))
    wait_until(lambda: recorder.state().error is not None)
    assert recorder.state().unwritten_s == pytest.approx(4.0)
    state = recorder.stop()
    assert state.elapsed_s == 5.0
    assert state.lost_s == take.lost_s == pytest.approx(4.0)
    assert recorder.stop().lost_s == state.lost_s, "lost once"


class Writerless(DrivenRecorder):
    """One whose writer ends at once, as by an error that no thread can catch."""

    def _write_on(self) -> None:
        """It is dead."""


def test_a_writer_that_died_is_told_and_what_it_left_is_written_all_the_same(tmp_path: Path) -> None:
    take, recorder, said = begin(tmp_path), Writerless(), noise(3.0)
    recorder.start(take)
    recorder.say(said)
    wait_until(lambda: recorder.state().error is not None)
    assert isinstance(recorder.state().error, AudioError)
    assert isinstance(recorder.stop().error, RecordingFailed)
    assert np.array_equal(as_whole(take.read().samples), as_whole(said))


def test_a_sound_server_that_cannot_be_asked_ends_no_recording(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def unreadable() -> str:
        raise UnicodeDecodeError("utf-8", b"", 0, 1, "no text")

    monkeypatch.setattr("audio.sound_server.recorded_source", unreadable)
    take, recorder = begin(tmp_path), DrivenRecorder()
    recorder.start(take)
    recorder.say(noise(1.0))
    wait_until(lambda: take.duration_s == 1.0)
    recorder.pull_out()
    wait_until(lambda: recorder.state().stalled)
    assert isinstance(recorder.stop().error, MicrophoneVanished)
    assert "could not be asked" in caplog.text


def test_a_microphone_that_stops_calling_has_vanished(tmp_path: Path) -> None:
    take, recorder = begin(tmp_path), DrivenRecorder()
    recorder.start(take)
    recorder.say(noise(1.0))
    recorder.fall_silent(for_s=5)
    wait_until(lambda: recorder.state().stalled)
    assert isinstance(recorder.state().error, MicrophoneVanished)
    recorder.stop()
    assert take.duration_s == 1.0


def test_a_stream_that_ends_by_itself_has_vanished(tmp_path: Path) -> None:
    take, recorder = begin(tmp_path), DrivenRecorder()
    recorder.start(take)
    recorder.say(noise(1.0))
    recorder.pull_out()
    wait_until(lambda: recorder.state().stalled)
    assert recorder.stop().error is not None
    assert take.duration_s == 1.0


def test_another_microphone_goes_on_with_the_take_at_its_rate(tmp_path: Path) -> None:
    take, first, other = begin(tmp_path), DrivenRecorder(), DrivenRecorder(rate_hz=48_000, channels=2)
    first.start(take)
    first.say(tone(1.0))
    first.stop()
    other.start(take)
    assert other.state().elapsed_s == 1.0
    for part in np.array_split(np.repeat(tone(1.0, rate_hz=48_000), 2), 20):
        other.say(part)
    assert other.stop().elapsed_s == 2.0
    assert take.duration_s == pytest.approx(2.0, abs=0.001)
    both = take.read().samples
    assert np.abs(both[RATE_HZ + 200 : -200] - tone(1.0)[200:-200]).max() < 0.01


def test_two_channels_become_their_average(tmp_path: Path) -> None:
    take, recorder = begin(tmp_path), DrivenRecorder(channels=2)
    recorder.start(take)
    recorder.say(np.tile(np.array([0.5, 0.0], np.float32), 1000))
    recorder.stop()
    assert set(take.read().samples) == {0.25}


def test_overflows_clipping_and_zeros_are_told(tmp_path: Path) -> None:
    recorder = DrivenRecorder()
    recorder.start(begin(tmp_path))
    recorder.say(np.zeros(RATE_HZ, np.float32), overflow=True)
    assert recorder.state().all_zero
    recorder.say(np.ones(RATE_HZ, np.float32))
    state = recorder.stop()
    assert (state.overflows, state.clipped, state.all_zero) == (1, RATE_HZ, False)


def test_trying_a_microphone_keeps_nothing_and_never_fills_up() -> None:
    recorder = DrivenRecorder()
    recorder.listen()
    for _ in range(100):
        recorder.say_no_faster_than_the_disk(tone(1.0))
    state = recorder.stop()
    assert state.level_db == pytest.approx(-13.5, abs=0.2)
    assert state.lost == 0


@dataclass
class Door:
    """What stands behind `devices`: a microphone of two channels that opens as it is told."""

    refuses: tuple[int, ...] = ()
    is_silent: bool = False
    ends: bool = False
    opened: list[int] = field(default_factory=list)
    stream: NoStream = field(default_factory=NoStream)

    def find(self, _name: str | None, _way: str) -> devices.Place:
        return devices.Place(devices.Device("Yeti", is_default=True, rate_hz=RATE_HZ), 0, channels=2)

    def open_stream(
        self,
        place: devices.Place,
        _way: str,
        *,
        callback: devices.Callback,
        on_end: Callable[[], None],
        channels: int,
        **_: Any,
    ) -> NoStream:
        self.opened.append(channels)
        if channels in self.refuses:
            raise MicrophoneBusy(place.device.name)
        if self.ends:
            on_end()
        elif not self.is_silent:
            callback(
                np.full((320, channels), 0.5, np.float32), 320, None, SimpleNamespace(input_overflow=False)
            )
        return self.stream


def recorder_at(door: Door, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    monkeypatch.setattr("audio.devices.find", door.find)
    monkeypatch.setattr("audio.devices.open_stream", door.open_stream)
    return Recorder()


@pytest.mark.parametrize(("refuses", "opened"), [((), [1]), ((1,), [1, 2])])
def test_one_channel_is_opened_or_both_where_one_alone_is_refused(
    refuses: tuple[int, ...], opened: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door, take = Door(refuses), begin(tmp_path)
    recorder = recorder_at(door, monkeypatch)
    recorder.start(take)
    recorder.stop()
    assert door.opened == opened
    assert set(take.read().samples) == {0.5}


def test_a_microphone_that_opens_in_no_way_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MicrophoneBusy, match="Yeti"):
        recorder_at(Door(refuses=(1, 2)), monkeypatch).start(begin(tmp_path))


@pytest.mark.parametrize("door", [Door(is_silent=True), Door(ends=True)], ids=["silent", "ends"])
def test_nobody_is_told_that_they_are_heard_before_they_are(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audio.recorder._FIRST_SOUND_WITHIN_S", 0.1 if door.is_silent else 3600.0)
    with pytest.raises(MicrophoneSilent, match="“Yeti” was opened and gives no sound"):
        recorder_at(door, monkeypatch).start(begin(tmp_path))
    assert door.stream.closed == 1


def test_a_recorder_that_was_never_started_is_quiet_and_stops() -> None:
    assert Recorder("nobody").stop() == RecorderState()


def test_stopping_twice_is_harmless(tmp_path: Path) -> None:
    take, recorder = begin(tmp_path), DrivenRecorder()
    recorder.start(take)
    recorder.say(noise(0.3))
    assert recorder.stop() == recorder.stop()
    assert recorder.nothing.closed == 1


@pytest.fixture
def others() -> Iterator[ThreadPoolExecutor]:
    """Threads that stop a recorder as well."""
    with ThreadPoolExecutor(2) as pool:
        yield pool


def test_nobody_reads_the_list_of_devices_anew_between_finding_one_and_opening_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, others: ThreadPoolExecutor
) -> None:
    door, could_look = Door(refuses=(1,)), list[bool]()

    def can_look() -> bool:
        can: bool = devices._door.lock.acquire(blocking=False)
        if can:
            devices._door.lock.release()
        return can

    def open_stream(place: devices.Place, way: str, **how: Any) -> NoStream:
        could_look.append(others.submit(can_look).result())
        return door.open_stream(place, way, **how)

    recorder = recorder_at(door, monkeypatch)
    monkeypatch.setattr("audio.devices.open_stream", open_stream)
    recorder.start(begin(tmp_path))
    assert could_look == [False, False], "with one channel, and with two"
    assert others.submit(can_look).result()
    recorder.stop()


def test_whoever_stops_it_second_waits_until_everything_is_written(
    tmp_path: Path, others: ThreadPoolExecutor
) -> None:
    take, recorder, comes = begin(tmp_path, kind=SlowTake), DrivenRecorder(), threading.Event()
    assert isinstance(take, SlowTake)
    take.held.set()
    recorder.start(take)
    recorder.say(noise(3.0))

    def second() -> int:
        comes.set()
        recorder.stop()
        return take.frames

    first = others.submit(recorder.stop)
    wait_until(lambda: recorder.nothing.closed == 1)
    frames = others.submit(second)
    comes.wait()
    take.held.clear()
    assert frames.result() == 3 * RATE_HZ
    assert (first.result().error, take.frames) == (None, 3 * RATE_HZ)


def test_one_that_is_stopped_again_leaves_the_take_to_the_next_recorder(tmp_path: Path) -> None:
    take, first, other = begin(tmp_path), DrivenRecorder(), DrivenRecorder()
    first.start(take)
    first.say(noise(0.5))
    first.stop()
    other.start(take)
    other.say(noise(0.5))
    wait_until(lambda: take.duration_s == 1.0)
    file = take._file
    first.stop()
    assert file is not None
    assert take._file is file
    assert not file.closed
    other.stop()
    assert file.closed


@dataclass
class HangingStream(NoStream):
    """A device that was pulled out: closing it takes until the test lets it."""

    closing: threading.Event = field(default_factory=threading.Event)
    may_close: threading.Event = field(default_factory=threading.Event)

    def close(self) -> None:
        self.closing.set()
        assert self.may_close.wait(50)


def test_a_device_that_hangs_when_it_is_closed_keeps_nobody_from_what_was_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, others: ThreadPoolExecutor
) -> None:
    monkeypatch.setattr("audio.recorder.LET_GO_WITHIN_S", 0.01)
    take, recorder, hanging = begin(tmp_path), DrivenRecorder(), HangingStream()
    recorder.nothing = hanging
    recorder.start(take)
    recorder.say(noise(1.0))
    first = others.submit(recorder.stop)
    hanging.closing.wait()
    recorder.stop()
    assert take.duration_s == 1.0
    hanging.may_close.set()
    assert first.result().elapsed_s == 1.0


def test_whoever_stops_it_second_waits_until_the_device_is_let_go(
    tmp_path: Path, others: ThreadPoolExecutor
) -> None:
    take, recorder, hanging = begin(tmp_path), DrivenRecorder(), HangingStream()

    class Waited(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            hanging.may_close.set()
            return super().wait(timeout)

    recorder.nothing, recorder._let_go = hanging, Waited()
    recorder.start(take)
    first = others.submit(recorder.stop)
    hanging.closing.wait()
    recorder.stop()
    was_let_go = hanging.may_close.is_set()
    hanging.may_close.set()
    assert first.result().error is None
    assert was_let_go
