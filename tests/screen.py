"""A screen nobody sees: an X server of one's own, and fingers for its keyboard and mouse."""

from __future__ import annotations

import contextlib
import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

QUIET = subprocess.DEVNULL


@dataclass(frozen=True, slots=True)
class Screen:
    """An X display such as ":7", and the file in which the X server keeps what it shows (in XWD format)."""

    display: str
    pixels: Path

    @property
    def environment(self) -> dict[str, str]:
        """What programs need to open their windows here, beside this process's own environment."""
        kept = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
        return {**kept, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def window(self, title: str, *, within_s: float) -> str:
        """The id of the visible window whose title holds `title`; raises TimeoutError."""
        until = time.monotonic() + within_s
        while time.monotonic() < until:
            found = self._do("search", "--onlyvisible", "--name", title, check=False).split()
            if found:
                return found[-1]
            time.sleep(0.1)
        raise TimeoutError(f"no window called {title}")

    def save(self, path: Path) -> None:
        """Save what is shown as a picture."""
        raw = self.pixels.read_bytes()
        header = struct.unpack(">25I", raw[:100])
        size, width, height, line, colors = header[0], header[4], header[5], header[12], header[19]
        data = raw[size + 12 * colors :]
        QImage(data, width, height, line, QImage.Format.Format_RGB32).save(str(path))

    def focus(self, window: str) -> None:
        """Give the keyboard to a window: there is no window manager here that would."""
        self._do("windowfocus", "--sync", window)

    def press(self, *keys: str) -> None:
        """Press keys one after another, as a person does: "space", "Escape", "ctrl+2"."""
        for key in keys:
            self._do("key", "--clearmodifiers", key)

    def type(self, text: str) -> None:
        """Type a text."""
        self._do("type", "--delay", "20", text)

    def click(self, x: int, y: int) -> None:
        """Click the left mouse button at a place on the screen, in pixels."""
        self._do("mousemove", "--sync", str(x), str(y), "click", "1")

    def _do(self, *words: str, check: bool = True) -> str:
        command = ["xdotool", *words]
        done = subprocess.run(
            command,
            env=self.environment,
            check=check,
            stdout=subprocess.PIPE,
            stderr=QUIET,
            text=True,
            timeout=15,
        )
        return done.stdout


@contextlib.contextmanager
def open_screen(*, width: int = 1280, height: int = 800) -> Iterator[Screen]:
    """An X server on the first free display, until the block ends; sizes in pixels."""
    told, tell = os.pipe()
    folder = Path(tempfile.mkdtemp(prefix="gr"))
    size = ["-screen", "0", f"{width}x{height}x24"]
    # Without "-noreset" it starts anew when its last program goes, and turns the next one away meanwhile.
    command = ["Xvfb", "-displayfd", str(tell), *size, "-fbdir", str(folder), "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=(tell,), stdout=QUIET, stderr=QUIET)
    os.close(tell)
    try:
        with os.fdopen(told) as number:
            display = number.readline().strip()
        if not display:
            raise RuntimeError("Xvfb did not start")
        yield Screen(f":{display}", folder / "Xvfb_screen0")
    finally:
        server.terminate()
        server.wait(10)
        shutil.rmtree(folder)
