"""One Greenroom at a time: two would offer each other's open takes. A second start calls the first."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QSysInfo

LOCK, CALL = "greenroom.lock", "greenroom.call"
OPEN_ALREADY = "Greenroom is open already; its window comes to the front."


class Alone:
    """A lock in the data folder, which a crash leaves free, and a file through which one is called."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lock = QLockFile(str(home / LOCK))
        self._lock.setStaleLockTime(0)
        self._watcher: QFileSystemWatcher | None = None

    def take(self) -> bool:
        """Be the one; False where another one is. A folder that cannot be written is told of elsewhere."""
        try:
            self._home.mkdir(parents=True, exist_ok=True)
        except OSError:
            return True
        if self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError:
            return True
        return self._is_of_elsewhere() and self._lock.tryLock(0)

    def _is_of_elsewhere(self) -> bool:
        """A laptop that crashed and woke up under another name would find its own lock a stranger's."""
        told: tuple[object, ...] = self._lock.getLockInfo()  # process, host, app
        if QSysInfo.machineHostName() in told:
            return False
        (self._home / LOCK).unlink(missing_ok=True)
        return True

    def call(self) -> None:
        """Ask the other one to show itself."""
        (self._home / CALL).write_text(f"{time.time_ns()}\n", encoding="ascii")

    def listen(self, on_call: Callable[[], None]) -> None:
        """From now on be told when another start calls."""
        path = self._home / CALL
        try:
            path.touch()
        except OSError:
            return
        self._watcher = QFileSystemWatcher([str(path)])
        self._watcher.fileChanged.connect(on_call)

    def leave(self) -> None:
        """Let another one be it; harmless when it is not ours."""
        self._watcher = None
        self._lock.unlock()
