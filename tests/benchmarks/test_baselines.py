"""Baselines are cut where they hear as many of the points made as they are told to."""

from __future__ import annotations

import pytest

from benchmarks.judge.baselines import Rarity, baselines, tuned
from benchmarks.judge.lesson import Lesson

POINTS = ("Closed the valve.", "Rang the plumber.")


def _lesson(*labels: float, answer: str = "I closed the valve by hand") -> Lesson:
    points = POINTS if len(labels) == 2 else tuple(f"Point {at}." for at, _ in enumerate(labels))
    blank = ("",) * len(points)
    return Lesson("What happened?", points, answer, labels, blank, blank)


def test_words_that_are_shared_score_and_others_do_not() -> None:
    lesson = _lesson(1, 0)
    found = baselines(Rarity.among([lesson]))
    assert list(found)[:2] == ["TF-IDF cosine", "BM25"]
    for name in ("TF-IDF cosine", "BM25", "wording"):
        told, other = found[name](lesson)
        assert told > other == 0.0, name


def test_a_word_that_none_had_is_as_rare_as_one_that_one_had() -> None:
    rarity = Rarity.among([_lesson(1, 0)])
    assert rarity.of("marmalade") == rarity.of("plumber") > rarity.of("valv") > 0


def test_a_baseline_hears_and_covers_the_shares_it_was_given() -> None:
    lesson = _lesson(*[1.0] * 10, *[0.0] * 10)
    scores = [at / 20 for at in range(20, 0, -1)]
    found = tuned([(lesson, scores)], heard=0.8, covered=0.5)
    assert (found.covered, found.heard) == (0.8, 0.65)
    verdicts = [point.verdict for point in found.judged(lesson, scores).points]
    assert verdicts == ["covered"] * 5 + ["partial"] * 3 + ["missed"] * 12


def test_where_many_points_share_no_word_it_does_not_hear_them_all() -> None:
    lesson = _lesson(*[1.0] * 10, 0.0)
    found = tuned([(lesson, [0.5, 0.3, 0.2, 0.1, *[0.0] * 6, 0.2])], heard=0.85, covered=0.5)
    assert found.covered == found.heard == 0.1


def test_a_probability_never_falls_as_the_score_rises() -> None:
    lesson = _lesson(*[1.0] * 4, *[0.0] * 4)
    down = [(lesson, [at / 10 for at in range(1, 9)])]
    up = [(lesson, [at / 10 for at in range(8, 0, -1)])]
    assert tuned(up, heard=0.8, covered=0.5).weight > 0
    flat = tuned(down, heard=0.8, covered=0.5)
    assert flat.probability(0.9) == flat.probability(0.1) == pytest.approx(0.5)
    assert flat.calibration(down)["calibration error, fitted on tune"].value == pytest.approx(0.0)
