"""The app as it is, which tells on stdout when its window is first painted and what was loaded by then."""

from __future__ import annotations

import sys

HEAVY = ("ctranslate2", "faster_whisper", "onnxruntime", "av", "sounddevice", "soundfile", "pyttsx3", "numpy")


def watch() -> None:
    """Have the window tell; the app itself knows nothing of being measured."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent

    from desktop import window

    class Watched(window.Window):
        """The window; what it has painted is handed to the screen when the event is over."""

        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
            if not self.was_painted:
                loaded = set(sys.modules)
                QTimer.singleShot(0, lambda: tell(loaded))
            super().paintEvent(event)

    setattr(window, "Window", Watched)  # noqa: B010  # a plain assignment to a class is not typed


def tell(loaded: set[str]) -> None:
    """Say that the window is there, and when, by the clock that all processes share."""
    import json
    import time

    at = time.monotonic()
    heavy = [name for name in HEAVY if name in loaded]
    print(json.dumps({"at": at, "modules": len(loaded), "heavy": heavy}), flush=True)


if __name__ == "__main__":
    watch()
    sys.argv = ["greenroom"]
    from desktop.__main__ import main

    main()
