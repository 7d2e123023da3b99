"""What an epoch sees stays true: strange points are not made, of near ones nothing is known."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.judge.answers import spoken
from benchmarks.judge.retold import School, against, asked_otherwise, worn
from benchmarks.judge.scenes import ABSENT, UNKNOWN, Scene, scenes

JUDGE = Path(__file__).parents[2] / "benchmarks" / "judge"
STRANGE = (("Kept the bees warm in winter.", "Sold honey at the market."),)


@pytest.fixture(scope="module")
def taught() -> tuple[Scene, ...]:
    return scenes(spoken(JUDGE / "answers", part="train")[:24])


@pytest.fixture(scope="module")
def school() -> School:
    return School.of(spoken(JUDGE / "answers", part="train")[:60], drills=JUDGE / "drills")


def test_a_point_of_another_question_is_not_made_and_the_others_stay_as_they_were(
    taught: tuple[Scene, ...],
) -> None:
    chance = random.Random(2)
    moved = 0
    for scene in taught:
        found = asked_otherwise(scene, STRANGE, chance)
        own = dict(zip(scene.points, zip(scene.kinds, scene.spans, strict=True), strict=True))
        for point, kind, span in zip(found.points, found.kinds, found.spans, strict=True):
            if point in own:
                assert (kind, span) == own[point]
            else:
                moved += 1
                assert point in STRANGE[0]
                assert (kind, span) == (ABSENT, None)
        assert len(found.points) <= 7
    assert moved > 5


def test_a_point_like_one_of_the_answers_own_is_never_called_absent(taught: tuple[Scene, ...]) -> None:
    chance = random.Random(3)
    for scene in taught:
        for _again in range(10):
            assert asked_otherwise(scene, [scene.points], chance) == scene


def test_of_near_questions_nothing_is_known(school: School) -> None:
    labelled = school.epoch(5, unlabelled=False)
    seen = school.epoch(5, unlabelled=True)
    extra = [one for one in seen if all(kind == UNKNOWN for kind in one.kinds)]
    assert len(seen) - len(labelled) == int(0.35 * len(school.taught))
    assert len(extra) >= len(seen) - len(labelled)
    assert all(set(one.points) <= {point for points in school.questions for point in points} for one in extra)


def test_near_is_another_question_that_shares_rare_words(school: School) -> None:
    for points, near in school.near.items():
        assert points not in near
        assert 0 < len(near) <= 8


def test_an_epoch_is_the_same_for_the_same_seed_and_no_other(school: School) -> None:
    assert school.epoch(7, unlabelled=True) == school.epoch(7, unlabelled=True)
    assert school.epoch(7, unlabelled=True) != school.epoch(8, unlabelled=True)


def test_worn_words_keep_their_places(taught: tuple[Scene, ...]) -> None:
    chance = random.Random(4)
    changed = 0
    for scene in taught:
        found = worn(scene, chance)
        assert len(found.said) == len(scene.said)
        assert all(found.said)
        assert (found.kinds, found.spans, found.points) == (scene.kinds, scene.spans, scene.points)
        changed += found.said != scene.said
    assert changed > len(taught) // 4


def test_held_against_other_points_an_answer_is_not_told_otherwise(taught: tuple[Scene, ...]) -> None:
    found = against(taught[0], STRANGE[0], kind=ABSENT)
    assert found.is_whole
    assert found.said == taught[0].said
    assert found.kinds == (ABSENT, ABSENT)
