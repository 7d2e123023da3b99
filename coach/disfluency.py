"""Repetitions and restarts: words said again at once, or a thought begun anew; neither is a filler."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from coach.lexicon import BE, SUBJECTS, words
from coach.transcript import Transcript, Word

RepeatKind = Literal["repetition", "restart", "drawn_out"]
_LONGEST = 4
_LONGEST_START = 6
"""Of a thought that is broken off, and begun anew in other words."""
_LONGEST_GAP_S = 1.5
# Said twice on purpose, or by grammar.
_MEANT = words(
    "very really so much many long far no yes yeah bye ha blah again more never please okay right had "
    "that is step bit one two zero way too well little over side day back face end by now knock three "
    "four five six seven eight nine ten"
)
_MEANT_TOGETHER = {("i", "know"), ("i", "see"), ("of", "course"), ("thank", "you"), ("come", "on")}
_PRONOUNS = words("i you we they he she it")
_EITHER = words("it you her this there")
"""These may end one clause and begin the next: once we had it, it worked."""
_OPENERS = words("so and but or because then when if though although while since as okay well yeah")
_JOINING = words("and or by after")
_RELATIVES = words("what whatever all that which who where when how")
_FREE_RELATIVES = words("what whatever all everything anything")
_CONDITIONS = words("if as unless wherever everything anything something")
_SUBORDINATING = words("before after once until till whenever while since whether though although")
_DEGREES = words("how however")
_DETERMINERS = words("the a an my your our their every")
_UNFINISHED = _DETERMINERS | words("i we they he she and or but so because if to of for with from at very")
"""No sentence ends with one of these, or hardly any."""
_CONTRACTED = SUBJECTS - _PRONOUNS - {"there", "let's"}
_FUNCTION_WORDS = (
    SUBJECTS
    | BE
    | _UNFINISHED
    | words(
        "you it his her its this these those in on by as when while have has do does did can could will "
        "would should there what which who how not just"
    )
)
_ALWAYS_ASIDE = words("know mean")
_HEDGED = words(
    "would could can might may should must want like dare have has am is was were to be just really do you "
    "it that out fair happy proud glad sorry"
)
"""May stand beside the verb of an aside: I would say, we like to think, it must be said."""
_HEDGES = words(
    "guess think suppose believe say call thought felt feel hope hoped assume assumed imagine reckon seems "
    "seemed said says told admit guessed believed supposed sure afraid know mean add turned"
)
_PLAIN_HEDGES = words("guess think suppose believe say call")
"""These need no sign after them."""
_LONGEST_ASIDE = 6
_VERBS_WITH: dict[str, frozenset[str]] = {
    "on": words(
        "log logs logged logging sign signed signing turn turned turning switch switched move moved moving "
        "carry carried go goes going went hold held come comes came coming"
    ),
    "in": words(
        "log logs logged logging sign signed signing check checked checking move moved moving come comes "
        "came coming go goes going went get gets got getting drop dropped join joined joining call "
        "called calling dial dialed dialled hand handed step stepped bring brought send sent phase "
        "phased plug plugged"
    ),
}
"""Verbs that take a word of their own before the same word begins a place or a time: came in in a hurry."""
_TIME: dict[str, re.Pattern[str]] = {
    "on": re.compile(r"(mon|tues|wednes|thurs|fri|satur|sun)days?$"),
    "in": re.compile(
        r"(january|february|march|april|may|june|july|august|september|october|november|december|spring|summer"
        r"|autumn|winter|\d{4})$"
    ),
}
_BREAK = re.compile(r"[,\-–—…]$|\.\.\.$")
_DASH = re.compile(r"[–—]$")
_END = re.compile(r"(?<!\.\.)[.?!;:]$")


@dataclass(frozen=True, slots=True)
class Repeat:
    """Words said twice in a row, or one drawn out; start and end (seconds) span what was said first, the part
    one could cut, or the one word.

    A "repetition" is the same again without a break ("the the"); a "restart" begins the thought anew after a
    break, a filled pause or a cut-off word: in the same words ("we, we did", "I wan- I wanted"), or in others
    where the first ones cannot have been all ("we went to the, we decided", "so we, so I left"). What is
    "drawn_out" is found in `coach/drawn_out.py`.
    """

    text: str
    kind: RepeatKind
    start_s: float
    end_s: float


def find_repeats(transcript: Transcript) -> tuple[Repeat, ...]:
    """All repetitions and restarts, in time order, none overlapping another.

    What is said twice on purpose is none: "I know, I know", "slow, slow, slow", "more and more and more".
    """
    said = _Said(transcript)
    found: list[Repeat] = []
    at = 0
    while at < len(said.words) - 1:
        again = said.again(at)
        anew = 0 if again else said.anew(at)
        if again or anew:
            found.append(said.repeat(at, length=again or anew, shown=2 * again or anew + said.resumed(at)))
        at += max(1, again, anew)
    return tuple(found)


class _Said:
    """The spoken words of an answer, and where one of them is broken off."""

    def __init__(self, transcript: Transcript) -> None:
        self.words = transcript.spoken
        self._keys = [_key(word) for word in self.words]
        self._filled_s = [word.start_s for word in transcript.words if word.kind == "filled_pause"]

    def again(self, at: int) -> int:
        """How many words from `at` on are said again right after; 0 for none."""
        for length in range(min(_LONGEST, (len(self._keys) - at) // 2), 0, -1):
            first, second = self._keys[at : at + length], self._keys[at + length : at + 2 * length]
            if all(first) and first[:-1] == second[:-1] and _same_or_cut_off(first[-1], second[-1]):
                last = at + length - 1
                is_cut = first[-1] != second[-1]
                goes_on = self._goes_on(last) and (is_cut or not self._is_meant(at, length))
                return length if goes_on else 0
        return 0

    def anew(self, at: int) -> int:
        """How many words from `at` on are broken off by a new beginning like theirs; 0 for none."""
        if self._is_opener_again(at):
            return 2
        for length in range(1, min(_LONGEST_START, len(self._keys) - at - 1) + 1):
            last, begins = at + length - 1, at + length
            if _subject(self._keys[at]) and _subject(self._keys[at]) == _subject(self._keys[begins]):
                hangs = self._is_broken(last) and self._goes_on(last) and self._hangs(last)
                return length if hangs and not self._is_aside(begins) else 0
        return 0

    def resumed(self, at: int) -> int:
        """How many words of the new beginning are shown with what was broken off."""
        return 2 if self._is_opener_again(at) else 1

    def repeat(self, at: int, *, length: int, shown: int) -> Repeat:
        """What is kept of the words from `at` on, of which so many are cut and so many shown."""
        first = self.words[at : at + length]
        text = " ".join(word.text for word in self.words[at : at + shown])
        kind: RepeatKind = "restart" if self._is_broken(at + length - 1) else "repetition"
        return Repeat(text, kind, first[0].start_s, first[-1].end_s)

    def _is_meant(self, at: int, length: int) -> bool:
        """Whether words are said twice on purpose or by grammar, though they are the same."""
        first, last = self._keys[at : at + length], at + length - 1
        before = self._keys[at - 1] if at else ""
        if length == 1 and first[0] in _EITHER:
            return not self._opens(at)
        if length == 1 and (first[0] in _MEANT or self._is_grammar(at)):
            return True
        if tuple(first) in _MEANT_TOGETHER or self._is_row(at, length):
            return True
        if first[-1] in _UNFINISHED:
            return False
        with_sign = bool(_BREAK.search(self.words[last].text))
        ends_too = last + length + 1 == len(self.words) or _signed(self.words[last + length])
        if with_sign and (ends_too or (length == 1 and first[0] not in _FUNCTION_WORDS)):
            return True
        return length > 1 and (before in _RELATIVES or self._is_answered(at, length))

    def _is_grammar(self, at: int) -> bool:
        """ "Came in in a hurry", "what it is is a filter": two phrases meet in the same word."""
        key, before = self._keys[at], self._keys[max(0, at - 2) : at]
        if self._is_broken(at) or not before:
            return False
        if key in _VERBS_WITH:
            follows = self._keys[at + 2] if at + 2 < len(self._keys) else ""
            return before[-1] in _VERBS_WITH[key] or bool(_TIME[key].match(follows))
        is_verb = key not in _UNFINISHED | SUBJECTS
        return is_verb and len(before) == 2 and before[0] in _FREE_RELATIVES and before[1] in SUBJECTS

    def _is_answered(self, at: int, length: int) -> bool:
        """Whether a clause is answered in its own words: if we can, we can; all we do, we do well."""
        before = self._keys[max(0, at - 2) : at]
        is_clause = self._keys[at] in SUBJECTS or (self._keys[at] in _DETERMINERS and length > 2)
        if not is_clause or not before:
            return False
        if before[-1] in _CONDITIONS or before[0] in _DEGREES:
            return True
        if before[-1] in _SUBORDINATING:
            return self._keys[at + length - 1] not in BE
        return len(before) == 2 and before[0] in _DETERMINERS and self._opens(at - 2, by_word=False)

    def _is_row(self, at: int, length: int) -> bool:
        """Whether it is a part of "more and more and more"."""
        first, before = self._keys[at : at + length], self._keys[at - 1] if at else ""
        goes_round = before == first[-1] or self._keys[at + 4 : at + 5] == first[:1]
        return length == 2 and goes_round and not _JOINING.isdisjoint(first)

    def _is_opener_again(self, at: int) -> bool:
        """ "So we, so I": a clause that has come to its subject and no further."""
        keys = self._keys[at : at + 4]
        return (
            len(keys) == 4
            and keys[0] == keys[2]
            and keys[0] in _OPENERS
            and keys[1] in _PRONOUNS | _CONTRACTED
            and bool(_subject(keys[3]))
            and self._opens(at, by_word=False)
            and self._is_broken(at + 1)
            and self._goes_on(at + 1)
            and not _signed(self.words[at + 3])
        )

    def _hangs(self, at: int) -> bool:
        """Whether no clause can end with this word: the, I'm, wan-; but an A is a mark."""
        key = self._keys[at]
        return (
            key.endswith("-") or key in _CONTRACTED or (key in _DETERMINERS and self.words[at].text[0] != "A")
        )

    def _is_aside(self, begins: int) -> bool:
        """ "You know" and "I mean"; a hedge that ends at a sign, in a sentence that goes on: I'd say."""
        verb = self._keys[begins + 1] if begins + 1 < len(self._keys) else ""
        if verb in _ALWAYS_ASIDE or self._is_between_dashes(begins):
            return True
        last = self._hedge(begins)
        if last is None or last + 1 >= len(self._keys):
            return False
        if self._is_broken(last):
            return not _END.search(self.words[last].text)
        is_noun_due = self._keys[begins - 1] in _DETERMINERS and self._keys[last] in _PLAIN_HEDGES
        return is_noun_due and not _signed(self.words[last]) and self._keys[last + 1] not in _FUNCTION_WORDS

    def _hedge(self, begins: int) -> int | None:
        """Where the hedge ends that begins here: at the "it" of "I'd call it"; None where none does."""
        last, is_hedge = begins, False
        for at in range(begins + 1, min(begins + _LONGEST_ASIDE, len(self._keys))):
            if self._is_broken(last) or self._keys[at] not in _HEDGES | _HEDGED:
                break
            last, is_hedge = at, is_hedge or self._keys[at] in _HEDGES
        return last if is_hedge else None

    def _is_between_dashes(self, begins: int) -> bool:
        """ "The — I was young — whole team": two dashes in one sentence, a few words apart."""
        inside = self.words[begins : begins + _LONGEST_ASIDE]
        return bool(_DASH.search(self.words[begins - 1].text)) and any(
            _DASH.search(word.text) for word in inside
        )

    def _opens(self, at: int, *, by_word: bool = True) -> bool:
        """Whether a clause begins here: at the start, after a sign or a filled pause, or after "and"."""
        return (
            not at
            or self._is_broken(at - 1)
            or _signed(self.words[at - 1])
            or (by_word and self._keys[at - 1] in _OPENERS)
        )

    def _is_broken(self, at: int) -> bool:
        """Whether a sign or a filled pause stands between this word and the next."""
        word = self.words[at]
        after_s = self.words[at + 1].start_s if at + 1 < len(self.words) else word.end_s
        filled = any(word.start_s <= start_s <= after_s for start_s in self._filled_s)
        return filled or bool(_BREAK.search(word.text))

    def _goes_on(self, at: int) -> bool:
        """Whether the next word belongs to the same sentence and comes soon."""
        gap_s = self.words[at + 1].start_s - self.words[at].end_s
        return gap_s <= _LONGEST_GAP_S and not _END.search(self.words[at].text)


def _key(word: Word) -> str:
    return re.sub(r"[^\w'-]+", "", word.text.lower().replace("’", "'")).strip("'")


def _same_or_cut_off(first: str, second: str) -> bool:
    """The same, or "wan-" before "wanted"."""
    stem = first.rstrip("-")
    return first == second or (first.endswith("-") and bool(stem) and second.startswith(stem))


def _subject(key: str) -> str:
    """The pronoun that a clause begins with: "we" of "we" and "we're"; none of other words."""
    return key.partition("'")[0] if key in _PRONOUNS | _CONTRACTED else ""


def _signed(word: Word) -> bool:
    return bool(re.search(r"[,.?!;:\-–—…]$", word.text))
