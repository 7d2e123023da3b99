"""An "um" that was written down as a word like it: both are held against the sound once more."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from audio.signs import SIGNS, bare

Tokens = tuple[int, ...]

LIKE = {"and": "um", "m": "um", "em": "um", "arm": "um", "at": "uh"}
"""The words that stand for a filled pause, and for which one."""
_NO_WORDS = ("m", "em")
"""Those of them that hardly ever are what was said, wherever they stand."""
_LESS_LIKELY = -3.0
"""How much less likely the filled pause may be, in nats: Whisper has read few texts that have one."""
_SURE = -0.03
"""A word that is likelier by itself leaves no such chance for anything else."""
_AFTER = 4
"""So many tokens after it are reckoned with: a word that was said makes them likelier."""


@dataclass(frozen=True, slots=True)
class Mishearing:
    """The filled pause that a word was, as it is written then; `margin` is by how much its text is likelier.

    In nats, of the text with it over the text with the word: below 0 the word is likelier by itself.
    """

    text: str
    margin: float

    @property
    def confidence(self) -> float:
        """How sure it is (0 to 1) that the filled pause was said, if it was one of the two."""
        return 1 / (1 + math.exp(-self.margin))


def filled_pauses(
    texts: Sequence[str],
    tokens: Sequence[Tokens],
    *,
    hesitant: Callable[[str], bool],
    spelled: Callable[[str], Tokens],
    log_probabilities: Callable[[Tokens], Sequence[float]],
) -> dict[int, Mishearing]:
    """Which of the words are filled pauses, by their place.

    `tokens` are those of each word, `spelled` gives those of another, `hesitant` knows what is written as a
    filled pause already; `log_probabilities` are those of every token of a text, given the sound.
    Asked is only where a filled pause may stand: where a clause begins, or where the word stands apart, and
    no filled pause follows. What was found is what the words after it are read with.
    """
    known, found = list(tokens), dict[int, Mishearing]()
    likely: Sequence[float] = ()
    for place, (text, following) in enumerate(zip(texts, [*texts[1:], ""], strict=False)):
        if not _may_be_one(texts, place) or hesitant(following):
            continue
        pause = LIKE[bare(text)]
        pause = f"{pause.capitalize() if text[:1].isupper() else pause},"
        likely = likely or log_probabilities(_joined(known))
        before, after = _joined(known[:place]), _joined(known[place + 1 :])[:_AFTER]
        begin, end = len(before), len(before) + len(known[place]) + len(after)
        if likely[begin] > _SURE:
            continue
        instead = before + spelled(pause) + after
        margin = sum(log_probabilities(instead)[begin:]) - sum(likely[begin:end])
        if margin > _LESS_LIKELY:
            found[place], known[place], likely = Mishearing(pause, margin), spelled(pause), ()
    return found


def _may_be_one(texts: Sequence[str], place: int) -> bool:
    """Whether a word is like a filled pause, and stands where there may be one.

    Among other words, what is in capitals is a name or is spelled: an ARM chip, an AND gate.
    """
    text, plain = texts[place], bare(texts[place])
    is_name = len(plain) > 1 and text.isupper() and not "".join(texts).isupper()
    if plain not in LIKE or is_name:
        return False
    return plain in _NO_WORDS or not place or _ends(texts[place - 1]) or _ends(text)


def _joined(words: Sequence[Tokens]) -> Tokens:
    return tuple(token for word in words for token in word)


def _ends(text: str) -> bool:
    """Whether there is a sign after the word, as before a new clause."""
    return text.endswith(tuple(SIGNS))
