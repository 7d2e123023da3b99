from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from coach.attempt import AttemptSummary
from coach.progress import Figure, Trend, overview, trend
from tests.coach.attempts import attempt


def line(number: int, **figures: float | None) -> AttemptSummary:
    made = AttemptSummary.of(attempt(number, days=number))
    known: dict[str, float | None] = {
        "words_per_minute": 150.0,
        "filled_pauses_per_minute": 4.0,
        "coverage": 0.5,
    }
    return replace(made, word_count=100, duration_s=60.0, **(known | figures))  # type: ignore[arg-type]  # figures by their names


def test_the_line_is_the_mean_of_the_last_five() -> None:
    shown = trend([line(place, words_per_minute=100.0 + 10 * place) for place in range(7)], figure="pace")
    assert [point.value for point in shown.points] == [100, 110, 120, 130, 140, 150, 160]
    assert [point.mean for point in shown.points] == [100, 105, 110, 115, 120, 130, 140]
    assert shown.recent == 140


def test_an_answer_without_the_figure_leaves_no_gap() -> None:
    shown = trend([line(1), line(2, coverage=None), line(3, coverage=0.7)], figure="coverage")
    assert [point.attempt_id for point in shown.points] == ["attempt-1", "attempt-3"]


def test_silence_has_no_share_of_points_to_chart() -> None:
    assert trend([replace(line(1), word_count=0)], figure="coverage").points == ()


@pytest.mark.parametrize("figure", get_args(Figure))
def test_without_answers_there_is_nothing_recent_and_nothing_first(figure: Figure) -> None:
    assert trend([], figure=figure) == Trend(figure, ())
    assert trend([], figure=figure).recent is None
    assert trend([], figure=figure).first is None


THREE = (
    "Over your last three answers you spoke about 150 words a minute, um and uh came about 4 times a minute, "
    "and about 50% of the points came across."
)


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, "Your first answer will be here."),
        (1, "After three answers a line appears here. One so far."),
        (2, "After three answers a line appears here. Two so far."),
        (3, THREE),
    ],
)
def test_one_sentence_sums_the_last_answers_up(count: int, sentence: str) -> None:
    assert overview([line(place) for place in range(count)]) == sentence


def test_ten_answers_are_compared_with_the_first_five() -> None:
    many = [line(place, filled_pauses_per_minute=10.0 if place < 5 else 6.0) for place in range(10)]
    assert "um and uh went from about 10 a minute to 6" in overview(many)
    assert overview(many).startswith("Over your last five answers ")


def test_answers_without_points_say_nothing_of_points() -> None:
    assert "points" not in overview([line(place, coverage=None) for place in range(3)])


def test_answers_too_short_for_any_figure_are_only_counted() -> None:
    bare = [
        line(place, coverage=None, words_per_minute=None, filled_pauses_per_minute=None) for place in range(3)
    ]
    assert overview(bare) == "Three answers so far."


def test_an_answer_without_words_is_in_no_figure() -> None:
    silent = replace(line(4, coverage=0.0), word_count=0)
    shown = [line(1), line(2), line(3), silent]
    assert trend(shown, figure="coverage").recent == 0.5
    assert overview(shown) == overview(shown[:3])
    assert silent.verdicts
    assert silent.missed_points == frozenset()


def test_that_an_answer_of_a_few_words_counts_for_no_rate_is_said() -> None:
    short = line(4, words_per_minute=None, filled_pauses_per_minute=None)
    shown = [line(1), line(2), line(3), short]
    assert trend(shown, figure="pace").recent == 150.0
    assert trend(shown, figure="fillers").recent == 4.0
    assert len(trend(shown, figure="coverage").points) == 4
    assert overview(shown).endswith("Pace, um and uh leave out answers under 15 seconds or ten words.")
    assert "leave out" not in overview(shown[:3])


def test_a_share_of_nothing_is_told_in_words() -> None:
    told = overview([line(place, coverage=0.001 * place) for place in range(3)])
    assert told.endswith("and hardly a point was heard.")
