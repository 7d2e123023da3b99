"""What an epoch sees stays true: strange points are not made, labels go with their points."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.judge.answers import spoken
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.retold import School, against, asked_otherwise, worn
from benchmarks.judge.scenes import ABSENT, UNKNOWN, Scene, scenes
from coach.reasons import REASONS

MADE = REASONS.index("made")
JUDGE = Path(__file__).parents[2] / "benchmarks" / "judge"
STRANGE = (("Kept the bees warm in winter.", "Sold honey at the market."),)


@pytest.fixture(scope="module")
def taught() -> tuple[Scene, ...]:
    return scenes(spoken(JUDGE / "answers", part="train")[:24])


@pytest.fixture(scope="module")
def school() -> School:
    points = tuple(f"Key point {at}." for at in range(9))
    labels = tuple(float(at == 2) for at in range(9))
    blank = ("",) * 9
    said = "because it helps people who have little"
    argued = [Lesson(f"topic {at}", points, said, labels, blank, blank) for at in range(12)]
    answers = spoken(JUDGE / "answers", part="train")[:60]
    return School.of(answers, drills=JUDGE / "drills", argued=argued)


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


def test_arguments_have_no_more_points_than_are_read_at_once_and_keep_their_labels(school: School) -> None:
    seen = [one for one in school.epoch(5) if one.points[0].startswith("Key point")]
    assert len(seen) == len(school.argued) // 3
    for scene in seen:
        assert len(scene.points) == 7
        assert scene.spans == (None,) * 7
        for point, kind in zip(scene.points, scene.kinds, strict=True):
            assert (kind == MADE) == (point == "Key point 2.")
            assert kind in (MADE, ABSENT)


def test_an_epoch_is_the_same_for_the_same_seed_and_no_other(school: School) -> None:
    assert school.epoch(7) == school.epoch(7)
    assert school.epoch(7) != school.epoch(8)


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
    found = against(taught[0], STRANGE[0])
    assert found.is_whole
    assert found.said == taught[0].said
    assert found.kinds == (ABSENT, ABSENT)


def test_what_only_teachers_judge_is_an_answer_with_the_points_of_another_question(school: School) -> None:
    usual, more = school.epoch(4), school.with_near().epoch(4)
    asked = {frozenset(one.points) for one in school.taught}
    unknown = [one for one in more if one.kinds and set(one.kinds) == {UNKNOWN} and one.is_whole]
    assert len(more) - len(usual) == len(unknown) == int(0.35 * len(school.taught))
    assert all(frozenset(one.points) in asked for one in unknown)
    assert all(one.spans == (None,) * len(one.points) for one in unknown)
