"""Drawn-out words: one that binds others together and lasts several times as long as the speaker's words do.

Who looks for the next word holds on to the one before it, "and", "the", "so": the field calls that a
prolongation. We know of no norm for how long it is, so the limits are ours.
"""

from __future__ import annotations

from statistics import median

from coach.disfluency import Repeat
from coach.lexicon import words
from coach.marker_place import bare
from coach.marks import FULL, ends_with
from coach.syllables import count_syllables
from coach.transcript import Heard, Span, Word

_HELD = words(
    "a an the my your our their and but or so because if then as to of for with from at we i you they "
    "he she it"
)
"""Words that one hardly ever stresses; of a noun or a verb it cannot be told whether it is drawn out or
stressed, nor of an "on" that belongs to a verb: one was 2.9 times as long in fluent reading."""
_TIMES = 2.75
_LEAST_S = 0.4
"""In fluent reading such words have at most 2.3 times the syllable and 0.34 s (ten synthetic voices at four
rates, 18.6 minutes). Five of a man who speaks freely have 2.8 to 4.7 times and 0.43 to 1.02 s (77 s)."""
_LEAST_WORDS = 20
"""So many show how long the speaker's syllables are."""


def find_drawn_out(heard: Heard) -> tuple[Repeat, ...]:
    """The drawn-out words in time order, but for those that end a sentence, where all words are longer.

    Only words whose phones were found in the sound are looked at, and only what there is of a voice in them.
    """
    said, speech = heard.transcript.spoken, heard.sound.speech
    lasts_s = {at: _voiced_s(word, speech) for at, word in enumerate(said) if word.is_timed}
    if len(lasts_s) < _LEAST_WORDS:
        return ()
    usual_s = median(length_s / _syllables(said[at]) for at, length_s in lasts_s.items())
    return tuple(
        Repeat(said[at].text, "drawn_out", said[at].start_s, said[at].end_s)
        for at, length_s in lasts_s.items()
        if bare(said[at].text) in _HELD
        and length_s >= max(_LEAST_S, _TIMES * usual_s * _syllables(said[at]))
        and not _ends(said, at)
    )


def _voiced_s(word: Word, speech: tuple[Span, ...]) -> float:
    """For how long there is a voice between the word's start and end."""
    shared_s = (min(word.end_s, span.end_s) - max(word.start_s, span.start_s) for span in speech)
    return sum(one_s for one_s in shared_s if one_s > 0)


def _syllables(word: Word) -> int:
    return max(1, count_syllables(word.text))


def _ends(said: tuple[Word, ...], at: int) -> bool:
    """Whether it ends a sentence or the answer; one that trails off in dots does not."""
    text = said[at].text
    return at == len(said) - 1 or (ends_with(text, (*FULL, ";", ":")) and not ends_with(text, ("...",)))
