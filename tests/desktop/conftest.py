"""What tests of the desktop share: the look, worn fresh for each test, and the whole app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.style.look import Look
from tests.desktop.house import House


@pytest.fixture(scope="session")
def worn(qapp: QApplication) -> Look:
    """The look of this application; there is one, as there is one application."""
    return Look(qapp, appearance="light")


def forget_the_closed() -> None:
    """Qt keeps what was deleted for an event loop that no test runs: it would be dressed again and again."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def closed_windows_are_gone() -> Iterator[None]:
    """What a test made is really gone before the next one puts on a look: that dresses every widget."""
    yield
    for one in QApplication.topLevelWidgets():  # parts that a page never showed have no parent to go with
        one.deleteLater()
    forget_the_closed()


@pytest.fixture
def look(worn: Look) -> Iterator[Look]:
    """The look: light, text at 100 %, and so again after the test."""
    worn.choose("light", scale=1.0)
    yield worn
    forget_the_closed()
    worn.choose("light", scale=1.0)


@pytest.fixture
def house(qtbot: QtBot, home: Path) -> Iterator[House]:
    """The whole app with faked instruments, until the test ends."""
    made = House(qtbot, home)
    yield made
    made.app.close()
