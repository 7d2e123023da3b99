"""What happens in the voice's process, the only door to pyttsx3: it renders texts to files, one by one.

pyttsx3 hangs now and then, falls silent on a second call on some systems, and prints; none of that reaches
the app from here.
"""

from __future__ import annotations

import os
import sys
import time
import wave
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from audio.child_process import end_with_the_parent

WORDS_PER_MINUTE = 155 if sys.platform.startswith("linux") else 175
RESIDENT = sys.platform.startswith("linux")
SUFFIX = ".aiff" if sys.platform == "darwin" else ".wav"

_USUAL = ("en-us", "en_us", "en-gb", "en_gb")
_TRIES = 3
_WHOLE_WITHIN_S, _LOOK_S = 5.0, 0.005
_VARIANTS = {"gmw/en-us": "+f3", "gmw/en": "+f3"}


@dataclass(frozen=True, slots=True)
class VoiceName:
    """A voice of the system: its id, the name people read, its language such as "en-us"."""

    id: str
    name: str
    language: str
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class Say:
    """Render this text into this file; `rate` 1.0 is a calm speaking rate."""

    text: str
    voice: str
    rate: float
    path: str


@dataclass(frozen=True, slots=True)
class Ready:
    """The engine runs, and has these voices."""

    voices: tuple[VoiceName, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no engine, or no voice."""

    reason: str


@dataclass(frozen=True, slots=True)
class Said:
    """The file is there."""


@dataclass(frozen=True, slots=True)
class NotSaid:
    """The engine refused."""

    reason: str


Answer = Ready | Missing | Said | NotSaid


def speak_for_ever(pipe: Connection[Answer, Say]) -> None:
    """The child's life: it ends with its parent, or when the pipe is closed."""
    _be_quiet()
    end_with_the_parent()
    try:
        engine = _engine(pipe)
        while engine is not None:
            pipe.send(_render(engine, pipe.recv()))
    except (EOFError, OSError, KeyboardInterrupt):
        return


def english_first(voices: tuple[VoiceName, ...]) -> tuple[VoiceName, ...]:
    """The English voices, the usual one marked and first; all voices if none is English."""
    english = [one for one in voices if one.language.replace("_", "-").lower().split("-")[0] == "en"]
    shown = english or list(voices)
    usual = min(shown, key=_how_usual, default=None)
    return tuple(
        VoiceName(one.id, one.name, one.language, is_default=one is usual)
        for one in sorted(shown, key=lambda one: (one is not usual, one.name))
    )


def _how_usual(voice: VoiceName) -> int:
    """0 is best; a voice that is another one in disguise (a variant) comes after it."""
    language = voice.language.lower()
    place = _USUAL.index(language) if language in _USUAL else len(_USUAL)
    return 2 * place + ("+" in voice.id)


def _engine(pipe: Connection[Answer, Say]) -> Any:
    """A running engine, or nothing when the parent has been told that there is none."""
    try:
        import pyttsx3

        engine = pyttsx3.init()
        voices = english_first(_voices(engine))
    except Exception as error:  # whatever a driver raises where its library is missing
        pipe.send(Missing(f"{type(error).__name__}: {error}"))
        return None
    if not voices:
        pipe.send(Missing("no voice"))
        return None
    pipe.send(Ready(voices))
    return engine


def _voices(engine: Any) -> tuple[VoiceName, ...]:
    found = [VoiceName(one.id, one.name or one.id, _language(one)) for one in engine.getProperty("voices")]
    return tuple(found + [_variant(one) for one in found if one.id in _VARIANTS])


def _variant(voice: VoiceName) -> VoiceName:
    """espeak-ng's own higher voice, for those who like it better."""
    return VoiceName(voice.id + _VARIANTS[voice.id], f"{voice.name}, higher", voice.language)


def _language(voice: Any) -> str:
    """The first language a driver names; some give bytes with a number before it, some only a name."""
    languages = getattr(voice, "languages", None) or []
    first = languages[0] if languages else ""
    text = (
        first.decode("utf-8", errors="ignore").lstrip("\x05\x02") if isinstance(first, bytes) else str(first)
    )
    if not text and "english" in str(voice.name).lower():
        return "en"
    return text


def _render(engine: Any, wish: Say) -> Answer:
    rate = round(WORDS_PER_MINUTE * wish.rate)
    try:
        for _ in range(_TRIES):
            if wish.voice:
                engine.setProperty("voice", wish.voice)
            engine.setProperty("rate", rate)
            Path(wish.path).unlink(missing_ok=True)
            engine.save_to_file(wish.text, wish.path)
            engine.runAndWait()
            _await(Path(wish.path))
            # espeak-ng takes it in another thread: on a busy machine one text of sixty had the rate before.
            if not RESIDENT or engine.getProperty("rate") == rate:
                break
    except Exception as error:  # told to the parent, which tries again with a fresh engine
        return NotSaid(f"{type(error).__name__}: {error}")
    return Said()


def _await(path: Path) -> None:
    """Until the file is whole, or the parent has lost patience; the first text is said in another thread.

    WORKAROUND: pyttsx3 2.99 comes back from a first `runAndWait` after 10 ms, done or not.
    """
    until = time.monotonic() + _WHOLE_WITHIN_S
    while RESIDENT and not _is_whole(path) and time.monotonic() < until:
        time.sleep(_LOOK_S)


def _is_whole(path: Path) -> bool:
    """Whether a WAV file has all the samples that its head tells of."""
    try:
        with wave.open(str(path)) as file:
            told = file.getnframes() * file.getsampwidth() * file.getnchannels()
    except (OSError, EOFError, wave.Error):
        return False
    return bool(0 < told < path.stat().st_size)


def _be_quiet() -> None:
    """The engines print on their own; a command line that shows JSON wants none of it."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (1, 2):
        os.dup2(nothing, number)
    os.close(nothing)
