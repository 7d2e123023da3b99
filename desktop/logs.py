"""The log: what went wrong, with traces, in one small file that stays on this computer."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

LARGEST_BYTES = 1_000_000
log = logging.getLogger(__name__)


def begin(path: Path) -> None:
    """Write warnings and errors into this file; where it cannot be written, on stderr."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = _LogFile(
            path, maxBytes=LARGEST_BYTES, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)


class _LogFile(RotatingFileHandler):
    """A log that appears with its first line, and gives way to stderr where it cannot be written."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Say it once on stderr: a full disk or a read-only folder is told in the window already."""
        sys.stderr.write(f"{record.levelname} {record.name}: {record.getMessage()}\n")


def catch_all(tell: Callable[[BaseException], None]) -> None:
    """Whatever nobody caught goes to the log and to `tell`, and the app goes on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("Nobody caught this", exc_info=(kind, error, trace))
        tell(error)

    sys.excepthook = hook
    threading.excepthook = lambda args: log.error(
        "Nobody caught this in %s", args.thread, exc_info=args.exc_value
    )
