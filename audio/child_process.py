"""What the processes of the house have in common: each ends with the app that started it."""

from __future__ import annotations

import os
import threading
from multiprocessing import parent_process
from multiprocessing.connection import wait


def end_with_the_parent() -> None:
    """From now on this process ends as soon as the one that started it does; harmless where none did.

    A thread waits for that, since an engine may hang or read a long piece, and would outlive an app that was
    killed.
    """
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
