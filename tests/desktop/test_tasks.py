"""Slow work runs off the UI thread, can be left at any time, and leaves nothing behind."""

from __future__ import annotations

import threading
from collections.abc import Generator

import pytest
from pytestqt.qtbot import QtBot

from desktop.tasks import Tasks, at_once


def count(to: int) -> Generator[int, None, str]:
    yield from range(to)
    return "done"


class BreaksError(Exception):
    pass


def breaks() -> Generator[int, None, None]:
    yield 1
    raise BreaksError


def forever(left: threading.Event) -> Generator[int, None, None]:
    try:
        while True:
            yield 0
    finally:
        left.set()


def test_values_and_the_result_arrive_on_the_ui_thread(qtbot: QtBot) -> None:
    tasks = Tasks()
    seen: list[object] = []
    threads: set[int] = set()

    def note(value: object) -> None:
        seen.append(value)
        threads.add(threading.get_ident())

    tasks.run(count(3), name="count", on_value=note, on_done=note)
    qtbot.waitUntil(lambda: not tasks.running)
    assert seen == [0, 1, 2, "done"]
    assert threads == {threading.get_ident()}


def test_the_work_itself_runs_elsewhere(qtbot: QtBot) -> None:
    tasks = Tasks()
    found: list[int] = []
    tasks.run(at_once(threading.get_ident), name="where", on_done=found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found != [threading.get_ident()]


def test_a_failure_without_a_handler_is_told_to_the_app(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[BaseException] = []
    tasks = Tasks(on_failure=told.append)
    tasks.run(breaks(), name="breaks")
    qtbot.waitUntil(lambda: not tasks.running)
    assert [type(error) for error in told] == [BreaksError]
    assert "breaks failed" in caplog.text
    assert "raise BreaksError" in caplog.text


def test_cancelling_is_an_outcome_and_tells_nothing_more(qtbot: QtBot) -> None:
    tasks = Tasks()
    left = threading.Event()
    told: list[object] = []
    task = tasks.run(
        forever(left),
        name="forever",
        on_value=lambda _: task.cancel(),
        on_done=lambda _: told.append("done"),
        on_failure=lambda _: told.append("failed"),
        on_cancel=lambda: told.append("cancelled"),
    )
    qtbot.waitUntil(lambda: not tasks.running)
    assert told == ["cancelled"]
    assert left.is_set()


def test_work_that_ended_after_it_was_cancelled_still_tells_cancelled(qtbot: QtBot) -> None:
    tasks = Tasks()
    told: list[str] = []
    go = threading.Event()

    def slow() -> None:
        go.wait(5)

    task = tasks.run(
        at_once(slow),
        name="slow",
        on_done=lambda _: told.append("done"),
        on_cancel=lambda: told.append("cancelled"),
    )
    task.cancel()
    go.set()
    qtbot.waitUntil(lambda: not tasks.running)
    assert told == ["cancelled"]


def test_closing_stops_everything_within_the_deadline(qtbot: QtBot) -> None:
    tasks = Tasks()
    left = threading.Event()
    tasks.run(forever(left), name="forever")
    assert tasks.close(deadline_s=5) == ()
    assert left.is_set()


def test_closing_names_what_would_not_stop(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    tasks = Tasks()
    go = threading.Event()
    task = tasks.run(at_once(lambda: go.wait(5)), name="stubborn")
    assert tasks.close(deadline_s=0.05) == ("stubborn",)
    assert "stubborn was still running" in caplog.text
    go.set()
    assert task.join(5)


def test_what_waits_for_a_free_moment_is_done_one_after_another(qtbot: QtBot) -> None:
    tasks = Tasks()
    seen: list[str] = []
    may_end = threading.Event()

    def run(name: str) -> None:
        tasks.run(at_once(lambda: may_end.wait(10)), name=name, on_done=lambda _: seen.append(name))

    run("first")
    tasks.when_free(lambda: run("second"))
    tasks.when_free(lambda: seen.append("then"))
    assert tasks.running == ("first",)
    assert not tasks.is_free
    may_end.set()
    qtbot.waitUntil(lambda: tasks.is_free)
    assert seen == ["first", "second", "then"]


def test_what_waits_for_a_free_moment_is_done_at_once_where_there_is_one() -> None:
    tasks = Tasks()
    seen: list[str] = []
    tasks.when_free(lambda: seen.append("done"))
    assert seen == ["done"]
    assert tasks.is_free


def test_closing_forgets_what_waits_for_a_free_moment(qtbot: QtBot) -> None:
    tasks = Tasks()
    left = threading.Event()
    tasks.run(forever(left), name="forever")
    tasks.when_free(lambda: pytest.fail("the app has closed"))
    assert tasks.close(deadline_s=10) == ()
    qtbot.waitUntil(lambda: not tasks.running)
