"""Listens while somebody speaks: cuts the growing sound at pauses and has it written down piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace

import numpy as np

from audio.clip import MODEL_RATE_HZ, Samples
from audio.cuts import best_cut_s
from audio.hallucination import believed
from audio.rereading import AtOnce, Piece, Rereading
from audio.speech import Speech
from audio.timing import snapped
from audio.transcriber import CONTEXT_TOKENS, Writer, WrittenWord
from audio.unheard import with_hesitations
from coach.transcript import Heard, Span, Transcript, Word

LONGEST_PIECE_S = 25.0
"""Whisper hears better in long pieces: filled pauses F1 .95 with 25 s, .90 with 18 s, .89 with 12 s."""
_CLOSE_ENOUGH_S, _IN_A_PAUSE_S = 17.0, 12.0
"""While one speaks, a piece ends with the draft that makes it so long, in a long pause as long as the second.
It is read again right after that: little is left to write down then, should somebody stop meanwhile."""
_LONGEST_PART_S = 6.0
_BRIEF_S = 8.0
"""What may be left when somebody stops: a longest part, and what was said while it was written down."""
_WORTH_A_DRAFT_S = 2.0
_PAUSE_S = 0.3
_LONG_PAUSE_S = 0.5
"""From here on whatever was said is drafted, so that it is there a second after the last word."""
_CLOSING_PAUSE_S = 0.8
_LONG_SILENCE_S = 3.0
_LEAD_S = 1.0
_SAME_MOMENT_S = 0.001
_BEHIND_S = 10.0
"""With so much sound not written down yet nothing is read a second time."""


class Listener:
    """Turns a sound at 16 kHz, heard bit by bit, into everything that is known about it.

    `hear` only looks for voices and is quick; `work` and `finish` write down what is due and hand up what is
    known so far after each step. Only the open piece and what is still waiting is kept in memory.

    While the sound trickles in, the open piece is drafted part by part at its pauses, so that at the end
    little is left to do. Long pieces are heard better: when somebody pauses for long, and when the piece is
    closed, it is read again as a whole, by `aside` if there is one: that may be a thread, which nobody ever
    waits for. What it has not read when the end comes stays as it was drafted. Nothing is read again while
    the listener is behind. Where one is `frugal`, as on battery, only what was said before a long pause is
    drafted: that costs a longer wait at the end, where doing without the second reading would cost words.
    """

    def __init__(
        self,
        writer: Writer,
        *,
        speech: Speech | None = None,
        aside: Executor | None = None,
        frugal: bool = False,
    ) -> None:
        self._writer = writer
        self._models = writer.name
        self._frugal = frugal
        self._aside = aside or AtOnce()
        self._rereading: Rereading | None = None
        self._speech = speech or Speech()
        self._samples: Samples = np.zeros(0, np.float32)
        self._start = 0
        self._waiting: list[Samples] = []
        self._settled: list[Word] = []
        self._context: tuple[int, ...] = ()
        self._draft: list[WrittenWord] = []
        self._drafted_s = 0.0
        self._parts = 0
        self._live = False

    @property
    def heard_s(self) -> float:
        """How much sound has come in."""
        return self._speech.duration_s

    @property
    def backlog_s(self) -> float:
        """How much sound has come in that nobody has written down yet."""
        return self.heard_s - self._drafted_s

    def hear(self, samples: Samples) -> None:
        """Takes in the next samples, float32 at 16 kHz."""
        self._speech.hear(samples)
        self._waiting.append(samples)

    def work(self, *, ahead: bool = False) -> Iterator[Heard]:
        """Writes down what is due by now; after each step everything known so far.

        With `ahead` the open piece is drafted too: for when somebody is still speaking and there is time.
        """
        self._live = self._live or ahead
        while self._take_better() or self._step() or (ahead and self._step_ahead()):
            yield self.heard()

    def finish(self) -> Iterator[Heard]:
        """Writes down the rest; the last thing handed up is whole, and stays."""
        self._take_better()
        self.give_up()
        self._speech.end()
        while self.heard_s - self._drafted_s > LONGEST_PIECE_S and self._step():
            yield self.heard()
        is_brief = self.backlog_s <= _BRIEF_S
        self._draft_to(self.heard_s, hurried=self._live, awaited=self._live and is_brief)
        self._settle()
        yield self.heard()

    def go_on_with(self, writer: Writer) -> None:
        """From here on another writer, which cannot read the tokens of the one before."""
        self.give_up()
        has_words = bool(self._settled or self._draft)
        self._models = f"{self._models}, {writer.name}" if has_words else writer.name
        self._writer, self._context = writer, ()
        self._draft = [replace(written, tokens=()) for written in self._draft]

    def give_up(self) -> None:
        """Leaves off reading again; what runs on ends soon and is not looked at."""
        if self._rereading is not None:
            self._rereading.give_up()
        self._rereading = None

    def heard(self) -> Heard:
        """Everything known so far, the words of the open piece included."""
        words = (*self._settled, *(written.word for written in self._draft))
        return Heard(Transcript(words), self._speech.sound(), self._models)

    @property
    def _start_s(self) -> float:
        return self._start / MODEL_RATE_HZ

    def _step(self) -> bool:
        """Does one due thing; false when nothing is."""
        if self.heard_s - self._start_s >= LONGEST_PIECE_S:
            self._close()
            return True
        if self._close_drafted(at_least_s=_CLOSE_ENOUGH_S):
            return True
        return self._speech.silent_for_s >= _LONG_SILENCE_S and self._leave_silence_behind()

    def _step_ahead(self) -> bool:
        """Drafts the next part of the open piece if it has come to a pause or become long."""
        silent_s = self._speech.silent_for_s
        new_s = self._speech.voiced_s(self._drafted_s, self.heard_s)
        if self._frugal:
            return self._step_frugally(silent_s, new_s)
        if (silent_s >= _PAUSE_S and new_s >= _WORTH_A_DRAFT_S) or (silent_s >= _LONG_PAUSE_S and new_s > 0):
            self._draft_to(self.heard_s - silent_s / 2, hurried=True)
            return True
        if self.heard_s - self._drafted_s >= _LONGEST_PART_S:
            cut_s = best_cut_s(self._speech, start_s=self._drafted_s, end_s=self.heard_s)
            self._draft_to(cut_s, hurried=True)
            return True
        return silent_s >= _CLOSING_PAUSE_S and self._close_drafted(at_least_s=_IN_A_PAUSE_S)

    def _step_frugally(self, silent_s: float, new_s: float) -> bool:
        """Drafts what was said before a long pause, if it is much: somebody may be about to stop."""
        if silent_s < _CLOSING_PAUSE_S or new_s < _LONGEST_PART_S:
            return False
        self._draft_to(self.heard_s - silent_s / 2, hurried=True)
        return True

    def _close(self) -> None:
        """Ends the open piece at a pause and reads it as a whole, unless that was done in one go already."""
        if self._drafted_s - self._start_s >= _CLOSE_ENOUGH_S:
            end_s = self._drafted_s
        else:
            end_s = best_cut_s(self._speech, start_s=self._start_s, end_s=self._start_s + LONGEST_PIECE_S)
        self._close_at(end_s)

    def _close_drafted(self, *, at_least_s: float) -> bool:
        """Ends the open piece where it is drafted to, if that is long enough and somebody may still speak."""
        if not self._live or self._drafted_s - self._start_s < at_least_s:
            return False
        self._close_at(self._drafted_s)
        return True

    def _close_at(self, end_s: float) -> None:
        if self._live and self._drafted_s > self._start_s:
            self._draft_to(max(end_s, self._drafted_s), hurried=True)
            self._reread()
        elif self._speech.may_hold_voice(self._drafted_s, end_s):
            self._draft_to(end_s, hurried=False)
        self._drafted_s = max(end_s, self._drafted_s)
        self._settle()

    def _reread(self) -> None:
        """Has the piece that is being closed read again, unless it was read in one go or one is behind."""
        start_s, end_s = self._start_s, self._drafted_s
        if self._rereading is not None or self.backlog_s > _BEHIND_S:
            return
        if self._parts < 2 or end_s - start_s > LONGEST_PIECE_S:
            return
        piece = Piece(
            span=Span(start_s, end_s),
            voiced=tuple(self._voiced(start_s, end_s)),
            first=len(self._settled),
            words=len(self._draft),
        )
        sound = self._sound(start_s, end_s).copy()
        self._rereading = Rereading(
            piece, self._writer, aside=self._aside, samples=sound, context=self._context
        )

    def _take_better(self) -> bool:
        """Puts the words of a finished rereading in the place of the drafts; false while there is none."""
        again = self._rereading
        if again is None or not again.is_done:
            return False
        self._rereading = None
        piece, span = again.piece, again.piece.span
        found = believed(again.written(), self._speech, start_s=span.start_s, end_s=span.end_s)
        better = [_later(word, span.start_s) for word in snapped(found, voiced=piece.voiced)]
        self._settled[piece.first : piece.first + piece.words] = [one.word for one in better]
        if abs(self._start_s - span.end_s) < _SAME_MOMENT_S:  # the open piece goes on from the better words
            self._context = _last_said(again.context, better)
        return True

    def _leave_silence_behind(self) -> bool:
        """Ends the open piece when a long silence follows it: nobody need read the silence."""
        quiet_s = self.heard_s - self._speech.silent_for_s + _LEAD_S
        if quiet_s - self._start_s < _LONG_SILENCE_S:
            return False
        self._close_at(quiet_s)
        return True

    def _draft_to(self, end_s: float, *, hurried: bool, awaited: bool = False) -> None:
        """Writes down the open piece's next part, unless it holds nothing that may be a voice."""
        start_s, self._drafted_s = self._drafted_s, end_s
        if not self._speech.may_hold_voice(start_s, end_s):
            return
        voiced = self._voiced(start_s, end_s)
        sound, context = self._sound(start_s, end_s), _last_said(self._context, self._draft)
        written = self._writer.write_down(
            sound, context=context, voiced=voiced, hurried=hurried, awaited=awaited
        )
        if not awaited:
            written = with_hesitations(written, sound, writer=self._writer, context=context, voiced=voiced)
        words = believed(written, self._speech, start_s=start_s, end_s=end_s)
        self._draft += [_later(word, start_s) for word in snapped(words, voiced=voiced)]
        self._parts += 1

    def _voiced(self, start_s: float, end_s: float) -> list[Span]:
        """Where a voice is heard in a stretch, in seconds from its start."""
        return [
            Span(max(span.start_s, start_s) - start_s, min(span.end_s, end_s) - start_s)
            for span in self._speech.spans()
            if span.end_s > start_s and span.start_s < end_s
        ]

    def _settle(self) -> None:
        """Lets go of what has been written down; the next piece begins there."""
        self._settled += [written.word for written in self._draft]
        self._context = _last_said(self._context, self._draft)
        self._gather()
        end = min(round(self._drafted_s * MODEL_RATE_HZ), self._start + len(self._samples))
        self._samples = self._samples[end - self._start :].copy()
        self._start = end
        self._draft, self._parts = [], 0
        self._drafted_s = self._start_s

    def _sound(self, start_s: float, end_s: float) -> Samples:
        self._gather()
        first, last = (round(at_s * MODEL_RATE_HZ) - self._start for at_s in (start_s, end_s))
        return self._samples[max(0, first) : last]

    def _gather(self) -> None:
        if self._waiting:
            self._samples = np.concatenate((self._samples, *self._waiting))
            self._waiting = []


def _last_said(context: tuple[int, ...], words: Sequence[WrittenWord]) -> tuple[int, ...]:
    """The tokens said last: those of the words, with what came before them."""
    return (*context, *(token for written in words for token in written.tokens))[-CONTEXT_TOKENS:]


def _later(written: WrittenWord, by_s: float) -> WrittenWord:
    word = written.word
    moved = replace(word, start_s=round(word.start_s + by_s, 3), end_s=round(word.end_s + by_s, 3))
    return replace(written, word=moved)
