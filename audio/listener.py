"""Listens while somebody speaks: cuts the growing sound at pauses and has it written down piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from audio.clip import MODEL_RATE_HZ, Samples
from audio.cuts import best_cut_s
from audio.hallucination import believed
from audio.speech import Speech
from audio.transcriber import CONTEXT_TOKENS, Writer, WrittenWord
from coach.transcript import Heard, Span, Transcript, Word

LONGEST_PIECE_S = 25.0
"""Whisper hears better in long pieces: filled pauses F1 .95 with 25 s, .90 with 18 s, .89 with 12 s."""
_CLOSE_ENOUGH_S = 17.0
_PAUSE_S = 0.3
_WORTH_A_LOOK_S = 1.5
_LONG_SILENCE_S = 3.0
_LEAD_S = 1.0


@dataclass(frozen=True, slots=True)
class _Draft:
    """The open piece as far as it has been written down: its words and up to where it was listened to."""

    words: tuple[WrittenWord, ...] = ()
    upto_s: float = 0.0


class Listener:
    """Turns a sound at 16 kHz, heard bit by bit, into everything that is known about it.

    `hear` only looks for voices and is quick; `work` and `finish` write down what is due and hand up what is
    known so far after each step. Only the open piece and what is still waiting is kept in memory.

    While the sound trickles in, the open piece is read again at each pause: the encoder hears all of it, the
    words known already are given, and only the new ones are written. So at the end little is left to do.
    """

    def __init__(self, writer: Writer, *, speech: Speech | None = None) -> None:
        self._writer = writer
        self._speech = speech or Speech()
        self._samples: Samples = np.zeros(0, np.float32)
        self._start = 0
        self._waiting: list[Samples] = []
        self._settled: list[Word] = []
        self._context: tuple[int, ...] = ()
        self._draft = _Draft()

    @property
    def heard_s(self) -> float:
        """How much sound has come in."""
        return self._speech.duration_s

    @property
    def backlog_s(self) -> float:
        """How much sound has come in that nobody has written down yet."""
        return self.heard_s - max(self._draft.upto_s, self._start_s)

    def hear(self, samples: Samples) -> None:
        """Takes in the next samples, float32 at 16 kHz."""
        self._speech.hear(samples)
        self._waiting.append(samples)

    def work(self) -> Iterator[Heard]:
        """Writes down what is due by now; after each step everything known so far."""
        while self._step():
            yield self.heard()

    def finish(self) -> Iterator[Heard]:
        """Writes down the rest; the last thing handed up is whole."""
        self._speech.end()
        while self.heard_s - self._start_s > LONGEST_PIECE_S and self._step():
            yield self.heard()
        self._read_to(self.heard_s)
        self._settle(self.heard_s)
        yield self.heard()

    def heard(self) -> Heard:
        """Everything known so far, the words of the open piece included."""
        words = (*self._settled, *(written.word for written in self._draft.words))
        return Heard(Transcript(words), self._speech.sound(), self._writer.name)

    @property
    def _start_s(self) -> float:
        return self._start / MODEL_RATE_HZ

    def _step(self) -> bool:
        """Does one due thing; false when nothing is."""
        if self.heard_s - self._start_s >= LONGEST_PIECE_S:
            self._close()
            return True
        silent_s = self._speech.silent_for_s
        if silent_s >= _PAUSE_S and self._new_voice_s() >= _WORTH_A_LOOK_S:
            self._read_to(self.heard_s)
            return True
        if silent_s >= _LONG_SILENCE_S:
            return self._leave_silence_behind()
        return False

    def _new_voice_s(self) -> float:
        return self._speech.voiced_s(max(self._start_s, self._draft.upto_s), self.heard_s)

    def _close(self) -> None:
        """Ends the open piece at a pause and settles its words."""
        if self._draft.upto_s - self._start_s >= _CLOSE_ENOUGH_S:
            self._settle(self._draft.upto_s)
            return
        cut_s = best_cut_s(self._speech, start_s=self._start_s, end_s=self._start_s + LONGEST_PIECE_S)
        self._read_to(cut_s)
        self._settle(cut_s)

    def _leave_silence_behind(self) -> bool:
        """Settles the open piece before a long silence, so that nobody listens to the silence again."""
        quiet_from_s = self.heard_s - self._speech.silent_for_s
        if self._draft.words or self._new_voice_s() > 0:
            cut_s = quiet_from_s + _LEAD_S
            if cut_s > self._draft.upto_s:
                self._read_to(cut_s)
            self._settle(max(cut_s, self._draft.upto_s))
            return True
        if self.heard_s - self._start_s > 2 * _LONG_SILENCE_S:
            self._settle(self.heard_s - _LEAD_S)
            return True
        return False

    def _read_to(self, end_s: float) -> None:
        """Writes down the open piece up to `end_s`, unless nothing new may hold a voice."""
        known_to_s = max(self._start_s, self._draft.upto_s)
        if not self._speech.may_hold_voice(known_to_s, end_s):
            self._draft = replace(self._draft, upto_s=max(end_s, self._draft.upto_s))
            return
        given = tuple(token for written in self._draft.words[:-1] for token in written.tokens)
        piece = self._piece(end_s)
        written = self._writer.write_down(
            piece, context=self._context, given=given, voiced=self._voiced(known_to_s, end_s)
        )
        words = believed(written, self._speech, start_s=self._start_s)
        self._draft = _Draft(tuple(_later(word, self._start_s) for word in words), end_s)

    def _voiced(self, start_s: float, end_s: float) -> list[Span]:
        """Where a voice is heard in a stretch, in seconds from the open piece's start."""
        return [
            Span(max(span.start_s, start_s) - self._start_s, min(span.end_s, end_s) - self._start_s)
            for span in self._speech.spans()
            if span.end_s > start_s and span.start_s < end_s
        ]

    def _settle(self, end_s: float) -> None:
        """Lets go of the open piece up to `end_s`; the next one begins there."""
        self._settled += [written.word for written in self._draft.words]
        tokens = tuple(token for written in self._draft.words for token in written.tokens)
        self._context = (*self._context, *tokens)[-CONTEXT_TOKENS:]
        self._gather()
        end = min(round(end_s * MODEL_RATE_HZ), self._start + len(self._samples))
        self._samples = self._samples[end - self._start :].copy()
        self._start = end
        self._draft = _Draft()

    def _piece(self, end_s: float) -> Samples:
        self._gather()
        return self._samples[: round(end_s * MODEL_RATE_HZ) - self._start]

    def _gather(self) -> None:
        self._samples = np.concatenate((self._samples, *self._waiting))
        self._waiting = []


def _later(written: WrittenWord, by_s: float) -> WrittenWord:
    word = written.word
    moved = replace(word, start_s=round(word.start_s + by_s, 3), end_s=round(word.end_s + by_s, 3))
    return replace(written, word=moved)
