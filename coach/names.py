"""Names in what the author of a question wrote: words that have a capital inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from coach.marks import CLOSING, FULL, ends_with
from seeds.bank import Question
from seeds.letters import without_end

_WORD = re.compile(r"\w(?:.*[\w%+#])?")
_OWNING = re.compile("['’]s$")


def unmarked(text: str) -> str:
    """The word as it is written, without the marks around it; "" where there is none."""
    found = _WORD.search(text)
    if found is None:
        return ""
    return without_end(f"{found[0]}.") if text.startswith(".", found.end()) else found[0]


@lru_cache(maxsize=2)  # the same question is asked again while an answer grows
def names_in(question: Question) -> frozenset[str]:
    """Kafka, where the question or a point says “ran it on Kafka” or has the term, and none says kafka.

    How a point is called tells nothing: some of these names are titles, with a capital at every word.
    """
    asked = (question.prompt, question.guidance, question.model_answer, *question.follow_ups)
    terms = [f"say {term}" for point in question.points for term in point.terms]
    made = [point.text for point in question.points]
    texts = [line.split() for part in (*asked, *made, *terms) for line in part.splitlines()]
    small = {word for words in texts for word in map(unmarked, words) if word == word.lower()}
    return frozenset(one for one in _inside(texts) if one.lower() not in small)


def is_in(names: frozenset[str], word: str) -> bool:
    """Whether the word is one of the names: Kafka, Kafka's."""
    return _OWNING.sub("", word) in names


def _inside(texts: Iterable[list[str]]) -> Iterator[str]:
    """Words with a capital that open neither a sentence nor what is quoted."""
    for before, text in (pair for words in texts for pair in pairwise(words)):
        word = _OWNING.sub("", unmarked(text))
        if word[:1].isupper() and text.lstrip("([").startswith(word) and not _ends(before):
            yield word


def _ends(text: str) -> bool:
    """Whether a sentence ends with the word: not with e.g., whose stop is its own."""
    return ends_with(text, (*FULL, ":", "…")) and not without_end(text.rstrip(CLOSING)).endswith(".")
