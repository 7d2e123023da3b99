"""When a discourse marker fills a gap and when it means something: one rule for each usual marker.

Each rule says how sure it is (0 to 1) that the marker is a filler at this place; 0 is "it is not".
Collocations decide first, then breaks: taggers are unreliable here, two people agree on "like" at kappa .74.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from coach.lexicon import BE, SUBJECTS, words
from coach.marker_place import Place, bare

QUOTING = "was like"
_SURE, _LIKELY, _MAYBE = 0.9, 0.75, 0.6

_CONJUNCTIONS = words("and but so because cause then or when if although though while well okay")
_INTENSIFIERS = words("really so super very totally pretty completely quite too extremely way absolutely")
_PAST_VERBS = words("was were went had got said did thought came took made gave found ran saw")
_NUMBER_WORDS = words(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds "
    "thousand thousands million millions billion half dozens"
)


SPELLINGS = {"kind of": ("kinda",), "sort of": ("sorta",), "you know": ("y'know", "yknow", "ya know")}
"""How else a marker is written down, where its words are run together."""


def confidence_of(marker: str, place: Place) -> tuple[float, str]:
    """How sure it is that the marker is a filler here (0: it is not), and the text to list it under."""
    plain = " ".join(map(bare, marker.split()))
    if plain == "like" and _quotes(place):
        return _MAYBE, QUOTING
    rule = _RULES.get(plain)
    return (rule(place) if rule else _LIKELY), marker


# ---- like

_LIKERS = words(
    "i you we they to would i'd we'd you'd they'd he'd she'd don't didn't doesn't do did does not never "
    "also still always really who people users customers might may could should will won't i'll you'll "
    "they'll both wouldn't can't"
)
_RESEMBLES = words(
    "look looks looked looking sound sounds sounded sounding feel feels felt feeling seem seems seemed "
    "taste tastes smell smells smelled act acts acted behave behaves behaved work works worked "
    "something anything nothing everything just more much less exactly stuff things thing ones "
    "somewhere someone people a most nearly almost quite rather bit lot not unlike nobody somebody"
)
_COMPARED = words("this that these those mine him her them me us so minded")
_CLAUSE_OPENERS = SUBJECTS | words("when if then okay at what why how oh")
_RECALLS = words("said mentioned say explained did do described told know")
_SPEAKERS = words("i he she we they people everybody everyone boss manager")
_QUOTE_OPENERS = words("oh okay wow no yeah well hey why what how yes wait")


def _like(place: Place) -> float:
    before, after = place.before(), place.after()
    if place.broken_before and place.broken_after:
        return 0.0 if _asks_what_it_is_like(place) else _SURE
    if before in _LIKERS and not place.broken_before:
        return _MAYBE if _past_verb(after) and before in SUBJECTS else 0.0
    if before in _RESEMBLES and not place.broken_before:
        return 0.0
    if place.broken_after:
        return 0.0 if place.trails or _asks_what_it_is_like(place) else _LIKELY
    if after in _COMPARED:
        return 0.0
    return _like_unbroken(place, before=before, after=after)


def _like_unbroken(place: Place, *, before: str, after: str) -> float:
    """Without a break after it: before a number or an intensifier, or where a clause begins."""
    if _is_number(after) or (after == "a" and place.after(2) in _NUMBER_WORDS | {"couple", "bunch"}):
        return _LIKELY
    if after in _INTENSIFIERS and (before in BE or place.broken_before or before in _CONJUNCTIONS):
        return _LIKELY
    recalls = place.after(2) in _RECALLS
    if after in _CLAUSE_OPENERS and not recalls:
        filled = place.first > 0 and place.words[place.first - 1].kind == "filled_pause"
        return _MAYBE if before in _CONJUNCTIONS or filled or place.opens else 0.0
    return 0.0


def _quotes(place: Place) -> bool:
    """ "I was like, no way", but not "it was like a dream"."""
    if place.before() not in BE or place.broken_before or place.trails:
        return False
    speaks = place.before(2) in _SPEAKERS
    speaks = speaks or place.before() in {"i'm", "he's", "she's", "we're", "they're"}
    opens = place.after() in _QUOTE_OPENERS
    return speaks and (opens or place.last.text.endswith((",", ":")))


def _asks_what_it_is_like(place: Place) -> bool:
    near = {place.before(steps) for steps in range(1, 6)}
    return bool({"what", "what's"} & near) and place.trails


# ---- so, right, okay, well

_SO_ENDS = words(
    "think thought hope hoped say said guess guessed suppose supposed believe do did does doing done or "
    "even if why how just and not is was be being more very quite ever only much"
)
_SO_BINDS = words("that much many far on to as long called few little be what")


def _so(place: Place) -> float:
    before, after = place.before(), place.after()
    if not place.broken_before and before in _SO_ENDS and not (before == "and" and place.broken_after):
        return 0.0
    if place.trails and not place.is_first:
        return _LIKELY
    if after in _SO_BINDS and not place.broken_after:
        return 0.0
    if place.broken_after:
        return _LIKELY if place.broken_before or before in _CONJUNCTIONS else 0.0
    return _MAYBE if place.opens and _opened_with_so_before(place) else 0.0


def _opened_with_so_before(place: Place) -> bool:
    """Whether an earlier sentence began with "so": opening once is style, again and again is habit."""
    return any(
        word.text.lower().strip(",.") == "so" and Place(place.words, index, index + 1).opens
        for index, word in enumerate(place.words[: place.first])
    )


_RIGHT_SIDES = words("left wrong center centre middle up down top bottom")
_NOT_TAG = words(
    "is was be the all turn that that's it's you're i'm not a exactly quite get got go do did feel seem "
    "look just my your absolutely are were about"
)


def _right(place: Place) -> float:
    near = {place.before(), place.before(2), place.after(), place.after(2)}
    if place.is_first or near & _RIGHT_SIDES:
        return 0.0
    if place.broken_before and place.broken_after:
        return _SURE
    return _LIKELY if place.asks and place.before() not in _NOT_TAG else 0.0


def _okay(place: Place) -> float:
    if not place.broken_before:
        return _MAYBE if place.broken_after and place.before() in _CONJUNCTIONS else 0.0
    if place.broken_after:
        return _SURE
    return _LIKELY if place.after() in SUBJECTS | {"so", "and", "then", "well", "let", "now", "but"} else 0.0


def _well(place: Place) -> float:
    before, after = place.before(), place.after()
    if place.broken_before and place.broken_after:
        return 0.0 if before == "as" else _SURE
    if place.broken_after and before in _CONJUNCTIONS and before != "so":
        return _LIKELY
    if place.broken_before and after in SUBJECTS:
        return _LIKELY if place.opens else _MAYBE
    return 0.0


# ---- phrases

_KNOWERS = words(
    "do did if as what that how let because whether when would could will might may can to don't didn't "
    "people things everything all than should must who since once"
)
_KNOWN = words(
    "what how that who why where when if whether which about of the a an this these those him her them "
    "it me my your more better exactly nothing everything anything something and is was nobody someone"
)


def _you_know(place: Place) -> float:
    if place.before() in _KNOWERS and not (place.broken_before and place.broken_after):
        return 0.0
    if place.broken_after:
        return 0.0 if place.before() == "as" else _SURE
    if place.after() in {"what", "how", "that", "who", "why", "where", "whether", "which"}:
        return 0.0
    if place.after() == "it" and place.after(2) in BE | _PAST_VERBS:
        return _LIKELY
    if place.after() in _KNOWN:
        return _MAYBE if place.broken_before and place.before() != "" and not place.opens else 0.0
    return _LIKELY


def _i_mean(place: Place) -> float:
    before, after = place.before(), place.after()
    by = "by" in {place.before(steps) for steps in range(1, 5)}
    if before in {"what", "do", "that", "which", "how", "this", "know"} and not place.broken_before:
        return 0.0
    if by and not place.opens:
        return 0.0
    if after in {"it", "that", "business", "to", "by", "every", "is", "well"} and not place.broken_after:
        return _MAYBE if after in {"it", "that"} and place.after(2) in BE | _PAST_VERBS else 0.0
    return _SURE if place.broken_after else _LIKELY


_SORTED = words(
    "a an the this that what any some which every each one same other another different new certain "
    "best right wrong first only my your these those all no two three many various special whatever "
    "weird strange specific particular good bad better common rare"
)
_ADJECTIVE = re.compile(r"(?:al|ic|ive|ous|able|ible|ful|less|ent|ant|ary|est)$")
_HEDGERS = (
    SUBJECTS
    | BE
    | _CONJUNCTIONS
    | words(
        "just also to really then had has have did do does don't didn't can could would will should might "
        "always still never already who which's not maybe only"
    )
)


def _kind_of(place: Place) -> float:
    before, after = place.before(), place.after()
    if before in BE and after in {"you", "him", "her", "them"}:
        return 0.0
    if place.broken_before and before not in {"a", "an", "the"}:
        return _SURE if place.broken_after else _LIKELY
    if before in _SORTED or _ADJECTIVE.search(before):
        return _MAYBE if place.broken_after and before not in _SORTED else 0.0
    if before in _HEDGERS or before.endswith("ly"):
        return _LIKELY
    return (
        _MAYBE if place.broken_after or _past_verb(after) or after in SUBJECTS | {"a", "the", "like"} else 0.0
    )


# ---- adverbs that are fillers unless they carry the sense

_IN_FACT = words("what whether not never how who did does do")
_MANNER = words(
    "answer answered answering speak spoke speaking talk talked report reported say said tell told more "
    "as very so quite act acted work worked"
)
_TAKEN = words("not translated taken take meant took translates quite too")


def _basically(_place: Place) -> float:
    return _LIKELY


def _actually(place: Place) -> float:
    carries = place.before() in _IN_FACT or place.before().endswith("n't")
    return 0.0 if carries and not (place.broken_before or place.broken_after) else _LIKELY


def _literally(place: Place) -> float:
    taken = place.before() in _TAKEN
    translated = place.after() in {"translated", "translates", "means", "mean"}
    return 0.0 if (taken or translated) and not place.broken_before else _LIKELY


def _honestly(place: Place) -> float:
    manner = place.before() in _MANNER or (place.after() in {"and", "about"} and not place.opens)
    return 0.0 if manner and not place.broken_before else _LIKELY


def _past_verb(word: str) -> bool:
    return (
        word in _PAST_VERBS
        or (word.endswith("ed") and len(word) > 4)
        or word in {"don't", "didn't", "couldn't"}
    )


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or word in _NUMBER_WORDS or word.partition("-")[0] in _NUMBER_WORDS


_RULES: dict[str, Callable[[Place], float]] = {
    "like": _like,
    "so": _so,
    "right": _right,
    "okay": _okay,
    "well": _well,
    "you know": _you_know,
    "i mean": _i_mean,
    "sort of": _kind_of,
    "kind of": _kind_of,
    "basically": _basically,
    "actually": _actually,
    "literally": _literally,
    "honestly": _honestly,
}
_RULES |= {other: _RULES[marker] for marker, others in SPELLINGS.items() for other in others}
