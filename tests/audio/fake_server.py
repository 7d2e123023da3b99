"""A sound server that says what it is told, in the words of `pactl`."""

from __future__ import annotations

import os

OUTPUTS = f"""Source Output #13
	Driver: protocol-native.c
	Source: 3
	Properties:
		application.process.id = "1"

Source Output #14
	Driver: protocol-native.c
	Source: 5
	Properties:
		application.process.id = "{os.getpid()}"
"""

SOURCES = """Source #0
\tState: SUSPENDED
\tName: speakers.monitor
\tDescription: Monitor of Speakers
\tSample Specification: s16le 2ch 48000Hz

Source #5
\tState: RUNNING
\tName: alsa_input.usb-Blue_Yeti
\tDescription: Blue Yeti
\tSample Specification: s24le 1ch 44100Hz
"""


class FakeServer:
    """Answers as `pactl` would."""

    def __init__(self, *, sink: str, source: str, sinks: str = "0\tspeakers", sources: str = "") -> None:
        self.answers = {
            ("info",): f"Server Name: pulseaudio\nDefault Sink: {sink}\nDefault Source: {source}\n",
            ("list", "short", "sinks"): sinks,
            ("list", "short", "sources"): sources,
            ("list", "source-outputs"): OUTPUTS,
            ("list", "sources"): SOURCES,
        }

    def __call__(self, *words: str) -> str | None:
        return self.answers.get(words)
