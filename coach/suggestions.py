"""What to say about an answer: one line that sums it up, and at most three things for the next try."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from coach import patterns
from coach.coverage import NAMED, NOT_DONE, OF_OTHERS, Coverage, PointCoverage
from coach.norms import Band, Norms, side
from coach.pacing import LEAST_S, LEAST_WORDS, shown
from coach.patterns import Earlier
from coach.review import Review
from coach.spelled import clock, duration, number, sentence
from seeds.bank import Question

MOST = 3
_SPOKEN_OF = {
    NAMED: "Explain",
    OF_OTHERS: "Tell what you did yourself",
    NOT_DONE: "If you did it, say so",
}
"""What to do about a point that was spoken of and still not made."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing for the next try.

    `head` says what to do, `line` gives the person's own numbers, `action` is what the link says and `link`
    what it opens: "model_answer", "moment" (play from `at_s`, in seconds), or "" for no link.
    """

    head: str
    line: str
    action: str = ""
    link: str = ""
    at_s: float | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    """Everything a rule may look at."""

    review: Review
    question: Question | None
    earlier: Sequence[Earlier]
    norms: Norms

    @property
    def length_band_s(self) -> Band:
        return self.question.target_band_s if self.question else self.norms.length_s


# ---- the summary line


def summary(review: Review, *, question: Question | None, norms: Norms) -> str:
    """One line: how many points came across, and the length against the target."""
    if not review.heard.transcript.words:
        return "The sound is saved, but no words were heard in it."
    length = _length(review, question=question, norms=norms)
    if review.coverage is None or not review.coverage.points:
        return length
    return f"{_points(review.coverage)} {length}"


def _points(coverage: Coverage) -> str:
    covered, partly, total = coverage.count("covered"), coverage.count("partial"), len(coverage.points)
    all_of = f"{number(total)} point{'s' if total > 1 else ''}"
    if covered == 0:
        return _none_whole(coverage, all_of=all_of)
    if covered == total:
        return {1: "The point", 2: "Both points"}.get(total, f"All {all_of}") + " came across."
    rest = f", and {number(partly)} in part" if partly else ""
    return sentence(f"{number(covered)} of {all_of} came across{rest}.")


def _none_whole(coverage: Coverage, *, all_of: str) -> str:
    partly, is_one = coverage.count("partial"), len(coverage.points) == 1
    if partly:
        which = "The point" if is_one else sentence(f"{number(partly)} of {all_of}")
        return f"{which} came across in part."
    if any(point.missing for point in coverage.points):
        return f"{'The point did not come' if is_one else f'None of the {all_of} came'} across this time."
    return f"{'The point was not' if is_one else f'None of the {all_of} was'} heard this time."


def _length(review: Review, *, question: Question | None, norms: Norms) -> str:
    length_s = review.delivery.duration_s
    low, high = _Case(review, question, (), norms).length_band_s
    whose = "your target" if question else "the usual length"
    where = side("length", length_s, (low, high))
    if where < 0:
        return f"{clock(length_s)}, shorter than {whose} of {clock(low)} to {clock(high)}."
    if where > 0:
        return f"{clock(length_s)}, past {whose} of {clock(low)} to {clock(high)}."
    return f"{clock(length_s)}, inside {whose}."


# ---- suggestions


def suggest(
    review: Review, *, question: Question | None, earlier: Sequence[Earlier], norms: Norms
) -> tuple[Suggestion, ...]:
    """At most three suggestions, the most useful first; none if nothing stands out.

    `earlier` are the attempts at the same question before this one, oldest first. An answer of fewer than ten
    words or under 15 s gets no suggestion about delivery: a rate over two breaths says nothing yet. It is
    told first how much room there is. What is said of a rate is said of one that is shown.
    """
    case = _Case(replace(review, delivery=shown(review.delivery)), question, earlier, norms)
    found = [rule(case) for rule in _RULES]
    return tuple(one for one in found if one is not None)[:MOST]


def _missed_again(case: _Case) -> Suggestion | None:
    if case.review.coverage is None or not case.review.heard.transcript.words:
        return None
    point, times = patterns.missed_longest(case.review.coverage, case.earlier)
    if point is None or times < 2:
        return None
    made = _bring_in(point, number(times))
    if point.evidence is not None:
        action, link, at_s = _moment(point.evidence.start_s)
        return replace(made, action=action, link=link, at_s=at_s)
    if case.question is None or not case.question.model_answer:
        return made
    return replace(made, action="See the model answer", link="model_answer")


def _bring_in(point: PointCoverage, times: str) -> Suggestion:
    name, reason = point.name or point.text, point.missing
    if reason not in _SPOKEN_OF:
        line = f"Not heard in your last {times} answers to this question."
        return Suggestion(f"Bring in: {name}", line)
    told = reason[:1].lower() + reason[1:]
    line = f"It did not come across in your last {times} answers; this time it was {told}."
    return Suggestion(f"{_SPOKEN_OF[reason]}: {name}", line)


def _too_long(case: _Case) -> Suggestion | None:
    low, high = case.length_band_s
    length_s = case.review.delivery.duration_s
    if side("length", length_s, (low, high)) <= 0:
        return None
    line = f"{clock(length_s)}, where {clock(low)} to {clock(high)} is enough."
    return Suggestion("Come to the end a little sooner", line, *_moment(high))


def _too_short(case: _Case) -> Suggestion | None:
    low, high = case.length_band_s
    length_s = case.review.delivery.duration_s
    if side("length", length_s, (low, high)) >= 0:
        return None
    line = f"{clock(length_s)}, and there is room for {clock(low)} to {clock(high)}."
    return Suggestion("Stay with it a little longer", line)


def _quickening(case: _Case) -> Suggestion | None:
    turn = patterns.quickening(case.review.delivery.pace)
    if turn is None:
        return None
    line = f"From {clock(turn.at_s)} you went from {turn.before:.0f} to {turn.after:.0f} words a minute."
    return Suggestion(f"Take your time from {clock(turn.at_s)} on", line, *_moment(turn.at_s))


def _pace(case: _Case) -> Suggestion | None:
    pace, (low, high) = case.review.delivery.words_per_minute, case.norms.pace_wpm
    where = 0 if pace is None else side("pace", pace, (low, high))
    if pace is None or where == 0 or (where > 0 and _quickening(case)):
        return None
    line = f"{pace:.0f} words a minute; {low:.0f} to {high:.0f} is comfortable to follow."
    if where > 0:
        return Suggestion("Let it breathe: slow down between thoughts", line)
    return Suggestion("Keep it moving: know your next sentence", line)


def _fillers(case: _Case) -> Suggestion | None:
    delivery, band = case.review.delivery, case.norms.fillers_per_minute
    rate = delivery.filled_pauses_per_minute
    after = patterns.fillers_after_pauses(case.review)
    many = rate is not None and side("fillers", rate, band) > 0 and delivery.filled_pause_count > 1
    if len(after) * 2 >= max(delivery.filled_pause_count, 6) or (many and len(after) >= 3):
        count, total = number(len(after)), number(delivery.filled_pause_count)
        line = sentence(f"{count} of {total} came right after a pause, before a new thought.")
        return Suggestion("A silent second instead of um", line, "Hear them", "moment", after[0].start_s)
    if not many:
        return None
    line = f"{rate:.1f} um and uh a minute; below {band[1]:g} hardly anyone notices them."
    first = next(one for one in case.review.fillers if one.kind == "filled_pause")
    return Suggestion("Let the gaps be silent", line, "Hear the first", "moment", first.start_s)


def _clause_pause(case: _Case) -> Suggestion | None:
    found = patterns.pause_inside_clause(case.review)
    if found is None:
        return None
    pause, words = found
    line = f"{duration(pause.length_s)} in the middle of a sentence, after “{words}”."
    return Suggestion("Finish the thought, then pause", line, *_moment(max(0.0, pause.start_s - 2.0)))


def _slow_start(case: _Case) -> Suggestion | None:
    first_s = case.review.delivery.time_to_first_word_s
    if first_s is None or side("first_word", first_s, case.norms.first_word_s) <= 0:
        return None
    return Suggestion("Have a first sentence ready", f"Your first word came after {duration(first_s)}.")


def _articulation(case: _Case) -> Suggestion | None:
    rate = case.review.delivery.articulation_rate_syllables_per_s
    band = case.norms.articulation_syllables_per_s
    if rate is None or side("articulation", rate, band) <= 0 or _pace(case) or _quickening(case):
        return None
    line = f"{rate:.1f} syllables a second while you speak; up to {band[1]:.1f} is usual."
    return Suggestion("Give the long words their time", line)


def _moment(at_s: float) -> tuple[str, str, float]:
    return f"Hear {clock(at_s)}", "moment", at_s


def _is_a_start(case: _Case) -> bool:
    """Whether so little was said that its figures say nothing yet."""
    delivery = case.review.delivery
    return delivery.word_count < LEAST_WORDS or delivery.duration_s < LEAST_S


def _hardly_begun(case: _Case) -> Suggestion | None:
    spoken = case.review.delivery.word_count > 0
    return _too_short(case) if spoken and _is_a_start(case) else None


def _with_enough_said(rule: Callable[[_Case], Suggestion | None]) -> Callable[[_Case], Suggestion | None]:
    def judged(case: _Case) -> Suggestion | None:
        return None if _is_a_start(case) else rule(case)

    return judged


_DELIVERY = (_too_long, _quickening, _fillers, _pace, _clause_pause, _too_short, _slow_start, _articulation)
_RULES = (_hardly_begun, _missed_again, *map(_with_enough_said, _DELIVERY))
