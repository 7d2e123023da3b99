"""Where a discourse marker stands: its neighbours, and the breaks on either side of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from coach.marks import CLAUSE, FULL, TRAILING, ends_with
from coach.transcript import Word

BREAK_S = 0.25
"""A gap between words from which on they are taken apart, where there is no punctuation to tell."""
LONG_BREAK_S = 0.5


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """A word in small letters without its punctuation: “Like,” is like, “Don’t” is don't; "ok" is okay."""
    key = re.sub(r"^[^\w']+|[^\w']+$", "", text.lower().replace("’", "'")).strip("'")
    return "okay" if key in ("ok", "o.k") else key


@dataclass(frozen=True, slots=True)
class Place:
    """The words from index `first` up to `end` (not included) among all words of an answer."""

    words: tuple[Word, ...]
    first: int
    end: int

    def before(self, steps: int = 1) -> str:
        """The word so many steps before, filled pauses left out; "" beyond the beginning."""
        return self._spoken(range(self.first - 1, -1, -1), steps)

    def after(self, steps: int = 1) -> str:
        """The word so many steps after, filled pauses left out; "" beyond the end."""
        return self._spoken(range(self.end, len(self.words)), steps)

    def _spoken(self, indexes: range, steps: int) -> str:
        for index in indexes:
            if self.words[index].kind == "word":
                steps -= 1
                if steps == 0:
                    return bare(self.words[index].text)
        return ""

    @property
    def opens(self) -> bool:
        """Whether it begins the answer or a sentence; without any punctuation a pause of 0.5 s has to do."""
        index = self.first - 1
        while index >= 0 and self.words[index].kind == "filled_pause" and not _ends(self.words[index]):
            index -= 1
        if index < 0 or _ends(self.words[index]):
            return True
        return not self._punctuated and self._gap_s(index) >= LONG_BREAK_S

    @property
    def is_first(self) -> bool:
        """Whether no word was said before it."""
        return self.before() == ""

    @property
    def broken_before(self) -> bool:
        """Whether punctuation, a pause, a filled pause or the start parts it from what comes before."""
        if self.first == 0:
            return True
        previous = self.words[self.first - 1]
        return previous.kind == "filled_pause" or _parted(previous) or self._gap_s(self.first - 1) >= BREAK_S

    @property
    def broken_after(self) -> bool:
        """Whether punctuation, a pause, a filled pause or the end parts it from what follows."""
        if self.end >= len(self.words):
            return True
        following = self.words[self.end]
        return following.kind == "filled_pause" or _parted(self.last) or self._gap_s(self.end - 1) >= BREAK_S

    @property
    def trails(self) -> bool:
        """Whether it ends the sentence or hangs before a pause of 0.5 s."""
        if self.end >= len(self.words) or _ends(self.last) or ends_with(self.last.text, ("…",)):
            return True
        return self._gap_s(self.end - 1) >= LONG_BREAK_S

    @property
    def asks(self) -> bool:
        """Whether it bears a question mark."""
        return ends_with(self.last.text, ("?",))

    @property
    def last(self) -> Word:
        """Its last word."""
        return self.words[self.end - 1]

    @property
    def _punctuated(self) -> bool:
        """Whether the writer of these words uses full stops at all, judged by the words around."""
        around = self.words[max(0, self.first - 60) : self.end + 60]
        return any(_ends(word) for word in around[:-1])

    def _gap_s(self, index: int) -> float:
        """The silence after the word with this index, in seconds."""
        if index < 0 or index + 1 >= len(self.words):
            return 0.0
        return self.words[index + 1].start_s - self.words[index].end_s


def _ends(word: Word) -> bool:
    return ends_with(word.text, FULL)


def _parted(word: Word) -> bool:
    return ends_with(word.text, (*CLAUSE, *TRAILING, "-"))
