"""What of a point was not said: words of its text, as its author wrote it, that are nowhere in the answer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from coach.hits import MAY_BE_MISHEARD, Answer
from coach.lexicon import words
from coach.names import is_in, unmarked
from coach.spelled import number
from coach.stems import FUNCTION_WORDS, near, stem, tokens
from coach.wanted import Wanted

_MOST = 3
_GRAMMAR = FUNCTION_WORDS | words("may one one's e g")  # e.g. is two words here
_LEAST_ROOT = 4
"""Letters that two words share at their beginning before they count as relatives: data and dataset."""
_PARTING, _OPENING = tuple(",;:.!?)]"), ("(", "[")

# The forms of irregular words, which share no stem: each family after its first form.
_IRREGULAR = (
    "begin began begun; break broke broken; bring brought; build built; buy bought; catch caught; "
    "choose chose chosen choice; come came; deal dealt; draw drew drawn; drive drove driven; fall "
    "fell fallen; feel felt; fight fought; find found; forget forgot forgotten; freeze froze frozen; "
    "give gave given; grow grew grown growth; hear heard; hide hid hidden; hold held; keep kept; know "
    "knew known; lead led; leave left; lend lent; lose lost loss; mean meant; meet met; pay paid; "
    "rise rose risen; run ran; see saw seen; seek sought; sell sold; send sent; shrink shrank shrunk; "
    "speak spoke spoken; spend spent; stand stood; stick stuck; take took taken; teach taught; tell "
    "told; think thought; throw threw thrown; understand understood; wake woke woken; wear wore worn; "
    "win won; write wrote written; man men; woman women; person people; child children; index indices"
)
_BASE = {stem(form): stem(family.split()[0]) for family in _IRREGULAR.split(";") for form in family.split()}


def unsaid(wanted: Wanted, answer: Answer) -> str:
    """Up to three phrases of the point, of which no word was said anywhere, be it denied or told of others.

    "" where no word of it was said at all: then it was told, if it was, in words of one's own. The author's
    terms are not named, one of them is as good as another. A word with a hyphen or a slash is named whole,
    and only if no part of it was said. The verb that opens a point ("Checks how ...") is left out where there
    is more to name.
    """
    texts = wanted.point.text.split()
    bare = [unmarked(text) for text in texts]
    lacking = _lacking(bare, wanted, said=_Said(answer))
    phrases: list[str] = []
    for at in lacking:
        word = bare[at] if at else _opening(bare[at], wanted)
        goes_on = at - 1 in lacking and not texts[at - 1].endswith(_PARTING)
        if goes_on and not texts[at].startswith(_OPENING):
            phrases[-1] += f" {word}"
        else:
            phrases.append(word)
    return ", ".join(phrases[:_MOST])


def _lacking(bare: Sequence[str], wanted: Wanted, *, said: _Said) -> list[int]:
    """The places of the words to name."""
    content = {at: parts for at, text in enumerate(bare) if (parts := _content(text, wanted))}
    unheard = [at for at, parts in content.items() if said.lacks(bare[at], parts)]
    if len(unheard) == len(content):
        return []
    terms = {stem(word) for term in wanted.point.terms for word in tokens(term)}
    own = [at for at in unheard if terms.isdisjoint(map(stem, content[at])) and bare[at] not in bare[:at]]
    opens_with_verb = own[:1] == [0] and bare[0].endswith("s") and not _is_name(bare[0], wanted)
    return own[1:] if opens_with_verb and len(own) > 1 else own


class _Said:
    """The answer's words, looked up by their relatives; every word counts, meant or not."""

    def __init__(self, answer: Answer) -> None:
        keys = {_in_words(token.key) for token in answer.tokens} - FUNCTION_WORDS
        self._stems = {_root(key) for key in keys}
        self._pairs = {_root(one.key + other.key) for one, other in pairwise(answer.tokens)}
        self._joined = {letters for places in answer.joined.values() for letters in places}

    def lacks(self, text: str, parts: Sequence[str]) -> bool:
        """Whether neither one of these parts of a word was said, nor the whole in several words."""
        whole = "".join(tokens(text))
        as_one = bool({whole, whole.removesuffix("s"), f"{whole}s"} & self._joined)
        return not as_one and not any(map(self._has, parts))

    def _has(self, part: str) -> bool:
        root = _root(_in_words(part))
        return (
            root in self._stems
            or root in self._pairs
            or any(_are_relatives(root, said) for said in self._stems)
        )


def _content(text: str, wanted: Wanted) -> list[str]:
    """The parts of a word of the point that say something of it."""
    return [part for part in tokens(text) if stem(part) in wanted.weights and part not in _GRAMMAR]


def _root(word: str) -> str:
    found = stem(word)
    return _BASE.get(found, found)


def _in_words(word: str) -> str:
    """A small number as a word, which the recogniser writes in digits: 3 is three."""
    return number(int(word)) if word.isascii() and word.isdigit() and len(word) < 3 else word


def _are_relatives(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) >= _LEAST_ROOT and long.startswith(short):
        return True
    return len(short) >= MAY_BE_MISHEARD and near(one, other)


def _opening(word: str, wanted: Wanted) -> str:
    """The first word of a point, small unless it is a name."""
    return word if _is_name(word, wanted) else word[:1].lower() + word[1:]


def _is_name(word: str, wanted: Wanted) -> bool:
    """Whether the first word of a point is a name elsewhere, or has capitals inside."""
    return is_in(wanted.names, word) or word[1:] != word[1:].lower()
