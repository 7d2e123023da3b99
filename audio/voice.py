"""The speaking voice: text to a clip, rendered in a process of its own that may hang or die without harm."""

from __future__ import annotations

import multiprocessing
import tempfile
import threading
import time
import weakref
from collections import OrderedDict
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

import numpy as np

from audio.clip import Clip, Samples
from audio.errors import VoiceCancelled, VoiceMissing, VoiceTimeout
from audio.voice_process import RESIDENT, SUFFIX, Answer, Missing, Ready, Said, Say, VoiceName, speak_for_ever

__all__ = ["Voice", "VoiceName"]

_START_WITHIN_S = 15.0
_SAY_WITHIN_S = 10.0
_SAY_WITHIN_S_A_LETTER = 0.02
_TRIES = 2
_CLIPS_KEPT = 24
_POLL_S = 0.02

_SILENT_BELOW = 0.004
_BEFORE_S = 0.03
_AFTER_S = 0.12
_LOUDEST = 0.7


class Voice:
    """Renders one text at a time; every method may be called from any thread.

    The process starts with `warm`, or with the first wish. `within_s` replaces the deadlines, for tests.
    """

    def __init__(self, *, within_s: float | None = None) -> None:
        self._within_s = within_s
        self._turns = threading.Lock()
        self._child: _Child | None = None
        self._cancels = 0
        self._clips: OrderedDict[tuple[str, str, float], Clip] = OrderedDict()

    def warm(self) -> None:
        """Start the process, so that the first text is rendered at once; returns at once."""
        if self._turns.acquire(blocking=False):
            try:
                self._child = self._child or _Child()
            finally:
                self._turns.release()

    def voices(self) -> tuple[VoiceName, ...]:
        """The voices one may choose from, the usual one first; raises VoiceMissing or VoiceTimeout."""
        cancels = self._cancels
        with self._turns:
            return self._ready(cancels).voices

    def say(self, text: str, *, voice: str | None = None, rate: float = 1.0) -> Clip:
        """The text as sound; `voice` is an id of `voices` (None, or one that is gone: the usual one).

        `rate` 1.0 is calm, 1.2 a fifth faster. Raises VoiceMissing, VoiceTimeout, or VoiceCancelled.
        """
        wanted = (text, voice or "", rate)
        cancels = self._cancels
        with self._turns:
            clip = self._clips.get(wanted)
            if clip is None:
                clip = _polished(self._rendered(wanted, cancels=cancels))
            self._clips[wanted] = clip
            self._clips.move_to_end(wanted)
            while len(self._clips) > _CLIPS_KEPT:
                self._clips.popitem(last=False)
            return clip

    def cancel(self) -> None:
        """Give up what is being rendered: its `say` raises VoiceCancelled."""
        self._cancels += 1

    def stop(self) -> None:
        """End the process; the next wish would start another."""
        self.cancel()
        with self._turns:
            self._drop()

    def _rendered(self, wanted: tuple[str, str, float], *, cancels: int) -> Clip:
        """A fresh process and one more try, when the first hangs, dies or refuses."""
        for _ in range(_TRIES):
            try:
                return self._try(wanted, cancels=cancels)
            except (_NoAnswer, OSError):
                self._drop()
        raise VoiceTimeout

    def _try(self, wanted: tuple[str, str, float], *, cancels: int) -> Clip:
        text, voice, rate = wanted
        known = self._ready(cancels).voices
        chosen = voice if voice in [one.id for one in known] else known[0].id
        if not text.strip():
            return Clip(np.zeros(0, np.float32), 22_050)
        with tempfile.TemporaryDirectory(prefix="greenroom-voice-", ignore_cleanup_errors=True) as folder:
            path = Path(folder) / f"said{SUFFIX}"
            self._tell(Say(text, chosen, rate, str(path)))
            within_s = self._within_s or _SAY_WITHIN_S + _SAY_WITHIN_S_A_LETTER * len(text)
            if not isinstance(self._answer(within_s, cancels=cancels), Said):
                raise _NoAnswer
            if not RESIDENT:
                self._renew()
            return _read(path)

    def _ready(self, cancels: int) -> Ready:
        """The process, ready; raises VoiceMissing, VoiceTimeout or VoiceCancelled."""
        for _ in range(_TRIES):
            child = self._child = self._child or _Child()
            try:
                if child.ready is None:
                    answer = self._answer(self._within_s or _START_WITHIN_S, cancels=cancels)
                    if isinstance(answer, Missing):
                        self._drop()
                        raise VoiceMissing(answer.reason)
                    child.ready = answer if isinstance(answer, Ready) else None
                if child.ready is not None:
                    return child.ready
            except _NoAnswer:
                pass
            self._drop()
        raise VoiceTimeout

    def _tell(self, wish: Say) -> None:
        if self._child is None:
            raise _NoAnswer
        self._child.pipe.send(wish)

    def _answer(self, within_s: float, *, cancels: int) -> Answer:
        until = time.monotonic() + within_s
        while self._child is not None and time.monotonic() < until:
            if self._cancels != cancels:
                self._drop()
                raise VoiceCancelled
            try:
                if self._child.pipe.poll(_POLL_S):
                    return self._child.pipe.recv()
            except (EOFError, OSError) as error:
                raise _NoAnswer from error
        raise _NoAnswer

    def _renew(self) -> None:
        """Where an engine speaks only once, the next one starts while this text is being heard."""
        self._drop()
        self._child = _Child()

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()


class _NoAnswer(Exception):
    """The process hangs, died or refused."""


class _Child:
    """The voice's process; it also ends when nobody holds this any more."""

    def __init__(self) -> None:
        spawn = multiprocessing.get_context("spawn")
        here, there = spawn.Pipe()
        self.pipe: Connection[Say, Answer] = here
        self.ready: Ready | None = None
        process = spawn.Process(target=speak_for_ever, args=(there,), name="greenroom-voice", daemon=True)
        process.start()
        there.close()
        self.end = weakref.finalize(self, _end, process, here)


def _end(process: SpawnProcess, pipe: Connection[Say, Answer]) -> None:
    pipe.close()
    process.kill()
    process.join()
    process.close()


def _read(path: Path) -> Clip:
    """The rendered file; raises _NoAnswer when it is not one (an engine that fell silent)."""
    import soundfile

    try:
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as error:
        raise _NoAnswer from error
    if not len(samples):
        raise _NoAnswer
    return Clip(samples.mean(axis=1, dtype=np.float32), int(rate_hz))


def _polished(clip: Clip) -> Clip:
    """Without the silence around it, and at one loudness whatever the engine."""
    loud = np.flatnonzero(np.abs(clip.samples) > _SILENT_BELOW)
    if not len(loud):
        return clip
    first = max(0, int(loud[0]) - round(_BEFORE_S * clip.rate_hz))
    last = int(loud[-1]) + round(_AFTER_S * clip.rate_hz)
    kept: Samples = clip.samples[first:last]
    return Clip(kept * np.float32(_LOUDEST / np.abs(kept).max()), clip.rate_hz)
