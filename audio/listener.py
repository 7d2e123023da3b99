"""Listens while somebody speaks: cuts the growing sound at pauses and has it written down piece by piece."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterator, Sequence
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
from coach.transcript import Heard, Span, Transcript

LONGEST_PIECE_S = 25.0
"""Whisper hears better in long pieces: filled pauses F1 .95 with 25 s, .90 with 18 s, .89 with 12 s."""
PART_S = 6.0
_BRIEF_S = 8.0
"""What may be left when somebody stops: a longest part, and what was said while it was written down."""
_WORTH_A_DRAFT_S = 2.0
_PAUSE_S = 0.3
_LONG_PAUSE_S = 0.5
"""From here on whatever was said is drafted, so that it is there a second after the last word."""
_CLOSING_PAUSE_S = 0.8
_BEHIND_S = 10.0
"""With so much sound not written down yet nothing is read a second time."""
_MOST_WAITING = 3
"""So many pieces may wait to be read again; on a machine that is slower than that others stay as drafted."""


class Listener:
    """Turns a sound at 16 kHz, heard bit by bit, into everything that is known about it.

    `hear` only looks for voices and is quick; `work` and `finish` write down what is due and hand up what is
    known so far after each step. Only the open piece and what is still waiting is kept in memory.

    While the sound trickles in, the open piece is drafted part by part at its pauses, so that at the end
    little is left to do. A draft is quick and will not stay, so a smaller model may make it, the `drafter`,
    which is also asked where the writer has left a voice without a word.
    Each piece is read again as a whole, cut where it would be in a file, by `aside` if there is one, which
    may be a thread: so what stays in the end is what a file would have given. `finish` waits for none of
    that; `settle` takes what has been read since. Nothing is read again while the listener is behind. Where
    one is `frugal`, as on battery, only what was said before a long pause is drafted: that costs a longer
    wait at the end, where doing without the second reading would cost words. A part that is drafted is at
    most about `part_s` long. Once `is_wanted` says no, asked on the thread that works, nothing more is read.
    """

    def __init__(
        self,
        writer: Writer,
        *,
        drafter: Writer | None = None,
        speech: Speech | None = None,
        aside: Executor | None = None,
        frugal: bool = False,
        part_s: float = PART_S,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        self._writer = writer
        self._drafter = drafter or writer
        self._part_s = part_s
        self._is_wanted = is_wanted
        self._frugal = frugal
        self._aside = aside or AtOnce()
        self._waiting_pieces: deque[Piece] = deque()
        self._rereading: Rereading | None = None
        self._speech = speech or Speech()
        self._samples: Samples = np.zeros(0, np.float32)
        self._start = 0
        self._waiting: list[Samples] = []
        self._settled: list[list[WrittenWord]] = []
        self._draft: list[WrittenWord] = []
        self._drafted_s = 0.0
        self._has_just_drafted = False
        self._is_awaited = False
        self._live = False
        self._reads_again = True

    @property
    def heard_s(self) -> float:
        """How much sound has come in."""
        return self._speech.duration_s

    @property
    def backlog_s(self) -> float:
        """How much sound has come in that nobody has written down yet."""
        return self.heard_s - self._drafted_s

    @property
    def rests_s(self) -> float:
        """How soon the open piece can come to a pause at which it is drafted, whatever sound comes next.

        One who naps for 0.1 s at most and looks then finds each pause of 0.38 s, as one who looks twice as
        often does. Naps of 0.1 s throughout let some of them go by.
        """
        silent_s = self._speech.silent_for_s
        left_s = [pause_s - silent_s for pause_s in (_PAUSE_S, _LONG_PAUSE_S) if pause_s > silent_s]
        return left_s[0] if left_s else _PAUSE_S

    def hear(self, samples: Samples) -> None:
        """Takes in the next samples, float32 at 16 kHz."""
        self._speech.hear(samples)
        self._waiting.append(samples)
        self._has_just_drafted = False

    def work(self, *, ahead: bool = False) -> Iterator[Heard]:
        """Writes down what is due by now; after each step everything known so far.

        With `ahead` the open piece is drafted too: for when somebody is still speaking and there is time.
        """
        self._live = self._live or ahead
        while self._take_better() or self._step() or (ahead and self._step_ahead()):
            yield self.heard()

    def finish(self, *, awaited: bool = False) -> Iterator[Heard]:
        """Writes down the rest; the last thing handed up has all the words.

        They stay, but for those of a piece that is being read again: while `is_settling` they are as drafted.
        What is left is drafted first where one spoke until now, or where the words are `awaited`.
        """
        self._live = self._live or awaited
        self._take_better()
        self._is_awaited = True
        if self._rereading is not None:
            self._rereading.hold()
        self._speech.end()
        while self.heard_s - self._drafted_s > LONGEST_PIECE_S and self._step():
            yield self.heard()
        if self._live:
            self._draft_to(self.heard_s, hurried=True, awaited=self.backlog_s <= _BRIEF_S)
        while self.heard_s - self._start_s > LONGEST_PIECE_S:
            self._close_at(self._next_cut_s())
        self._close_at(self.heard_s)
        yield self.heard()

    @property
    def is_settling(self) -> bool:
        """Whether some of the words are still being read again, or wait for that."""
        return self._rereading is not None or bool(self._waiting_pieces)

    def settle(self) -> Heard | None:
        """After the end: everything, once nothing is being read again any more; before this it rests."""
        self._is_awaited = False
        if self._rereading is not None:
            self._rereading.go_on()
        self._begin_rereading()
        while self._take_better():
            pass
        return None if self.is_settling else self.heard()

    def go_on_with(self, writer: Writer) -> None:
        """From here on another writer.

        It is there to be done soon: what was drafted before stays.
        """
        self.give_up()
        self._reads_again = not (any(self._settled) or self._draft)
        self._writer = self._drafter = writer

    def give_up(self) -> None:
        """Leaves off reading again; what runs on ends soon and is not looked at."""
        self._waiting_pieces.clear()
        if self._rereading is not None:
            self._rereading.give_up()
        self._rereading = None

    def heard(self) -> Heard:
        """Everything known so far, the words of the open piece included; named is who wrote those words."""
        written = [one for piece in (*self._settled, self._draft) for one in piece]
        names = dict.fromkeys(one.writer for one in written if one.writer) or [self._writer.name]
        return Heard(Transcript(tuple(one.word for one in written)), self._speech.sound(), ", ".join(names))

    @property
    def _other(self) -> Writer | None:
        """Another model that may be asked where the writer has heard nothing."""
        return None if self._drafter is self._writer else self._drafter

    @property
    def _start_s(self) -> float:
        return self._start / MODEL_RATE_HZ

    def _step(self) -> bool:
        """Ends the open piece when it is long enough; false when it is not.

        While somebody speaks that waits for the draft of what belongs to it, and comes right after: little is
        left to write down then, should somebody stop while the piece is read again.
        """
        if self.heard_s - self._start_s < LONGEST_PIECE_S:
            return False
        end_s = self._next_cut_s()
        is_drafted = self._has_just_drafted and self._drafted_s >= end_s
        if self._live and not self._frugal and not is_drafted and self.backlog_s <= _BEHIND_S:
            return False
        self._close_at(end_s)
        return True

    def _next_cut_s(self) -> float:
        """Where the open piece ends, once it has grown to the longest."""
        return best_cut_s(self._speech, start_s=self._start_s, end_s=self._start_s + LONGEST_PIECE_S)

    def _step_ahead(self) -> bool:
        """Drafts the next part of the open piece if it has come to a pause or become long."""
        silent_s = self._speech.silent_for_s
        new_s = self._speech.voiced_s(self._drafted_s, self.heard_s)
        if self._frugal:
            return self._step_frugally(silent_s, new_s)
        if (silent_s >= _PAUSE_S and new_s >= _WORTH_A_DRAFT_S) or (silent_s >= _LONG_PAUSE_S and new_s > 0):
            self._draft_to(self.heard_s - silent_s / 2, hurried=True)
            return True
        if self.heard_s - self._drafted_s >= self._part_s:
            cut_s = best_cut_s(self._speech, start_s=self._drafted_s, end_s=self.heard_s)
            self._draft_to(cut_s, hurried=True)
            return True
        return False

    def _step_frugally(self, silent_s: float, new_s: float) -> bool:
        """Drafts what was said before a long pause, if it is much: somebody may be about to stop."""
        if silent_s < _CLOSING_PAUSE_S or new_s < PART_S:
            return False
        self._draft_to(self.heard_s - silent_s / 2, hurried=True)
        return True

    def _close_at(self, end_s: float) -> None:
        """Ends the open piece and has it read as a whole: now, or again, aside, if its words are drafted."""
        if self._live and not self._frugal_so_far(end_s) and self._is_quicker_drafted:
            if self._drafted_s < end_s:
                self._draft_to(end_s, hurried=True)
            self._settle_at(end_s, again=True)
            return
        self._draft, self._drafted_s = [], self._start_s
        self._draft_to(end_s, hurried=False)
        self._settle_at(end_s, again=False)

    @property
    def _is_quicker_drafted(self) -> bool:
        """Whether the open piece's draft is begun, or there is no time for more than a smaller model's."""
        is_begun = self._drafted_s > self._start_s
        return is_begun or (self._drafter is not self._writer and self.backlog_s > _BEHIND_S)

    def _frugal_so_far(self, end_s: float) -> bool:
        """Whether to read a piece at once, of which too little is drafted yet: one reading less."""
        return self._frugal and self._drafted_s < end_s

    def _settle_at(self, end_s: float, *, again: bool) -> None:
        """Lets go of the sound up to there, and of the words said by then; the next piece begins there."""
        middles_s = ((one.word.start_s + one.word.end_s) / 2 for one in self._draft)
        count = next((at for at, middle_s in enumerate(middles_s) if middle_s >= end_s), len(self._draft))
        inside, after = self._draft[:count], self._draft[count:]
        self._settled.append(inside)
        if again:
            self._read_again(end_s)
        self._gather()
        end = min(round(end_s * MODEL_RATE_HZ), self._start + len(self._samples))
        self._samples = self._samples[end - self._start :].copy()
        self._start = end
        self._draft, self._drafted_s = after, max(self._drafted_s, self._start_s)

    def _read_again(self, end_s: float) -> None:
        """Has the piece that is being closed read again, unless one is behind."""
        is_slow = self.backlog_s > _BEHIND_S or len(self._waiting_pieces) >= _MOST_WAITING
        if not self._reads_again or is_slow or not self._speech.may_hold_voice(self._start_s, end_s):
            return
        piece = Piece(
            number=len(self._settled) - 1,
            span=Span(self._start_s, end_s),
            voiced=tuple(self._voiced(self._start_s, end_s)),
            samples=self._sound(self._start_s, end_s).copy(),
        )
        self._waiting_pieces.append(piece)
        self._begin_rereading()

    def _begin_rereading(self) -> None:
        """The next piece that waits is read again, after the words that stand before it by now."""
        if self._is_awaited or self._rereading is not None or not self._waiting_pieces:
            return
        piece = self._waiting_pieces.popleft()
        context = _last_said(self._settled[: piece.number], self._writer)
        self._rereading = Rereading(
            piece, self._writer, other=self._other, aside=self._aside, context=context
        )

    def _take_better(self) -> bool:
        """Puts the words of a finished rereading in the place of the drafts; false while there is none."""
        again = self._rereading
        if again is None or not again.is_done:
            return False
        self._rereading = None
        piece, span = again.piece, again.piece.span
        found = believed(again.written(), self._speech, start_s=span.start_s, end_s=span.end_s)
        self._settled[piece.number] = [
            _later(word, span.start_s) for word in snapped(found, voiced=piece.voiced)
        ]
        self._begin_rereading()
        return True

    def _draft_to(self, end_s: float, *, hurried: bool, awaited: bool = True) -> None:
        """Writes down the open piece's next part, unless it holds nothing that may be a voice.

        A hurried reading is a draft: quick, with no look at what it left out.
        """
        start_s, self._drafted_s, self._has_just_drafted = self._drafted_s, end_s, True
        if not self._is_wanted() or not self._speech.may_hold_voice(start_s, end_s):
            return
        writer = self._drafter if hurried else self._writer
        voiced, sound = self._voiced(start_s, end_s), self._sound(start_s, end_s)
        context = _last_said((*self._settled, self._draft), writer)
        written = writer.write_down(
            sound,
            context=context,
            voiced=voiced,
            hurried=hurried,
            awaited=hurried and awaited,
            is_wanted=self._is_wanted,
        )
        if not hurried:
            written = with_hesitations(
                written,
                sound,
                writer=writer,
                other=self._other,
                context=context,
                voiced=voiced,
                is_wanted=self._is_wanted,
            )
        words = believed(written, self._speech, start_s=start_s, end_s=end_s)
        self._draft += [_later(word, start_s) for word in snapped(words, voiced=voiced)]

    def _voiced(self, start_s: float, end_s: float) -> list[Span]:
        """Where a voice is heard in a stretch, in seconds from its start."""
        return [
            Span(max(span.start_s, start_s) - start_s, min(span.end_s, end_s) - start_s)
            for span in self._speech.spans()
            if span.end_s > start_s and span.start_s < end_s
        ]

    def _sound(self, start_s: float, end_s: float) -> Samples:
        self._gather()
        first, last = (round(at_s * MODEL_RATE_HZ) - self._start for at_s in (start_s, end_s))
        return self._samples[max(0, first) : last]

    def _gather(self) -> None:
        if self._waiting:
            self._samples = np.concatenate((self._samples, *self._waiting))
            self._waiting = []


def _last_said(pieces: Sequence[Sequence[WrittenWord]], writer: Writer) -> tuple[int, ...]:
    """What was said last, in the writer's own tokens and in their order."""
    said: list[int] = []
    for one in itertools.chain.from_iterable(map(reversed, reversed(pieces))):
        # What a second look has found has no tokens, for no writer.
        is_known = one.writer == writer.name or not one.tokens
        tokens = one.tokens if is_known else writer.tokens_of(one.word.text)
        said += reversed(tokens)
        if len(said) >= CONTEXT_TOKENS:
            break
    return tuple(reversed(said[:CONTEXT_TOKENS]))


def _later(written: WrittenWord, by_s: float) -> WrittenWord:
    word = written.word
    moved = replace(word, start_s=round(word.start_s + by_s, 3), end_s=round(word.end_s + by_s, 3))
    return replace(written, word=moved)
