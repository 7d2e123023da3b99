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


@pytest.fixture
def look(worn: Look) -> Iterator[Look]:
    """The look: light, text at 100 %, and so again after the test."""
    worn.choose("light", scale=1.0)
    yield worn
    # Outside an event loop Qt keeps what was deleted for later, and would dress it again and again.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    worn.choose("light", scale=1.0)


@pytest.fixture
def house(qtbot: QtBot, home: Path) -> Iterator[House]:
    """The whole app with faked instruments, until the test ends."""
    made = House(qtbot, home)
    yield made
    made.app.close()
