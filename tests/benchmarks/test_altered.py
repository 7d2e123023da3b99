"""Answers made longer, or bare of signs, and what their labels are about stays in them."""

from __future__ import annotations

import pytest

from benchmarks import coverage
from benchmarks.judge.altered import _bare, bared, from_added, lengthened
from benchmarks.judge.answers import spoken
from benchmarks.judge.figures import Figure
from benchmarks.judge.labels import deciding
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.sheet_text import as_transcript
from coach.coverage import Coverage, Evidence, PointCoverage

UNSEEN = spoken(coverage.ANSWERS, part="unseen")
SETS = {"unseen": UNSEEN, **{name: spoken(folder) for name, folder in coverage.EXAMS.items()}}


def _lesson(question: str, *, source: str, kind: str = "good") -> Lesson:
    return Lesson(
        question, ("One.",), f"Told of {question}.", (1.0,), (f"of {question}",), ("",), kind, source
    )


@pytest.mark.parametrize("lessons", list(SETS.values()), ids=list(SETS))
def test_a_longer_answer_holds_the_whole_of_its_own_and_one_of_the_same_kind_from_elsewhere(
    lessons: tuple[Lesson, ...],
) -> None:
    answers = {one.answer: one for one in lessons}
    ends = []
    for own, long in zip(lessons, lengthened(lessons), strict=True):
        assert own.answer in long.answer
        ends.append(long.answer.startswith(own.answer))
        (other,) = (
            one
            for text, one in answers.items()
            if text != own.answer and (long.answer.startswith(text) or long.answer.endswith(text))
        )
        assert other.question != own.question
        assert (other.kind, other.source != own.source) == (own.kind, True)
        assert (long.labels, long.points, long.evidence) == (own.labels, own.points, own.evidence)
    assert ends == [at % 2 == 0 for at in range(len(lessons))]
    counts = sorted(len(one.answer.split()) for one in lengthened(lessons))
    assert 250 < counts[len(counts) // 2] < 400


def test_where_all_are_of_one_profession_another_question_is_enough_and_of_one_question_none() -> None:
    few = [_lesson("a", source="nursing"), _lesson("b", source="nursing")]
    first, second = lengthened(few)
    assert first.answer.endswith("Told of b.")
    assert second.answer.startswith("Told of a.")
    assert lengthened(few[:1])[0].answer == few[0].answer


def test_what_is_shown_in_the_words_that_were_added_is_told() -> None:
    few = [_lesson("a", source="nursing"), _lesson("b", source="teaching")]
    longer = lengthened(few)
    assert longer[1].answer.endswith(few[1].answer)

    def shown(first: int, last: int) -> Coverage:
        evidence = Evidence("", first / 3, (last + 1) / 3)
        return Coverage.of((PointCoverage("p", "", "", "covered", 0.9, evidence),))

    count = len(longer[1].answer.split())
    told = [(longer[0], shown(0, 2)), (longer[1], shown(0, 2))]
    assert list(from_added(told, few).values()) == [Figure(0.5, 2)]
    told = [(longer[0], shown(3, 9)), (longer[1], shown(count - 3, count - 1))]
    assert list(from_added(told, few).values()) == [Figure(0.5, 2)]


def test_a_bare_answer_has_no_signs_beside_words_and_no_capitals() -> None:
    one = Lesson("?", ("One.",), "Well — I said: “don't!”, at 4.5 (twice)...", (1.0,), ("“don't!”",), ("",))
    (bare,) = bared([one])
    assert bare.answer == "well i said don't at 4.5 twice"
    assert bare.evidence == ("don't",)


def test_the_deciding_words_of_bare_answers_are_those_of_the_answers_as_they_were() -> None:
    for own, bare in zip(UNSEEN, bared(UNSEEN), strict=True):
        for before, after in zip(own.evidence, bare.evidence, strict=True):
            assert _bare(_deciding(own, before)) == _deciding(bare, after)


def _deciding(lesson: Lesson, evidence: str) -> str:
    first, last = deciding(lesson, evidence) or (0, -1)
    return " ".join(word.text for word in as_transcript(lesson.answer).spoken[first : last + 1])
