"""What tests of pages share: a page that was closed is really gone before the next look is put on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from desktop.style.look import Look


@pytest.fixture(autouse=True)
def closed_pages_are_gone(look: Look) -> Iterator[None]:
    """Qt deletes later, in an event loop no test runs; else each test would dress all pages before it."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
