"""Arguments as lessons: an argument beside the key points that it was labelled against, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.judge.answers import arguments
from benchmarks.judge.scenes import arguing
from coach.reasons import REASONS

FILES = {
    "arguments": (
        "arg_id,argument,topic,stance\na1,bees um make honey,Keep bees,1\na2,nobody saw it,Keep bees,1\n"
    ),
    "key_points": (
        "key_point_id,key_point,topic,stance\nk1,Bees feed us,Keep bees,1\nk2,Bees are kind,Keep bees,1\n"
        "k3,Bees sting,Keep bees,-1\n"
    ),
    "labels": "arg_id,key_point_id,label\na1,k2,0\na1,k1,1\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / f"{name}_train.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_labels_go_with_their_points_and_what_nobody_labelled_is_left_out(folder: Path) -> None:
    (one,) = arguments(folder, part="train")
    assert one.question == one.source == "Keep bees"
    assert dict(zip(one.points, one.labels, strict=True)) == {"Bees feed us": 1.0, "Bees are kind": 0.0}


def test_an_argument_is_a_scene_without_its_ums_and_nobody_knows_which_words_decide(folder: Path) -> None:
    (scene,) = arguing(tuple(arguments(folder, part="train")))
    assert scene.said == ("bees", "make", "honey")
    kinds = {point: REASONS[kind] for point, kind in zip(scene.points, scene.kinds, strict=True)}
    assert kinds == {"Bees feed us": "made", "Bees are kind": "absent"}
    assert scene.spans == (None, None)
