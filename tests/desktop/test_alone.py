"""Only one Greenroom looks after a data folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.alone import Alone


@pytest.mark.usefixtures("qapp")
def test_a_second_one_finds_the_first_and_is_it_after_that_left(home: Path) -> None:
    first, second = Alone(home), Alone(home)
    assert first.take()
    assert not second.take()
    first.leave()
    assert second.take()
    second.leave()


def test_the_first_is_told_when_a_second_calls(home: Path, qtbot: QtBot) -> None:
    first, calls = Alone(home), list[str]()
    assert first.take()
    first.listen(lambda: calls.append("called"))
    Alone(home).call()
    qtbot.waitUntil(lambda: bool(calls), timeout=5_000)
    first.leave()


@pytest.mark.usefixtures("qapp")
def test_a_lock_that_a_crash_left_behind_keeps_nobody_out(home: Path) -> None:
    code = (
        "import os, sys, pathlib; from desktop.alone import Alone; one = Alone(pathlib.Path(sys.argv[1]));"
        " assert one.take(); os.kill(os.getpid(), 9)"
    )
    crashed = subprocess.run([sys.executable, "-c", code, str(home)], check=False, timeout=60)
    assert crashed.returncode == -9
    assert (home / "greenroom.lock").exists()
    one = Alone(home)
    assert one.take()
    one.leave()


@pytest.mark.usefixtures("qapp")
def test_a_lock_of_another_computers_name_keeps_nobody_out(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "greenroom.lock").write_text("1\npython\nthe-name-before\n")
    one = Alone(home)
    assert one.take()
    one.leave()
