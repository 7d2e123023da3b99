from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.stems import content, near, stem, tokens


@pytest.mark.parametrize(
    "family",
    [
        "monitor monitored monitoring monitors",
        "quantise quantised quantisation quantization quantize",
        "calibrate calibrated calibration calibrating",
        "label labels labelled labelling labeled",
        "deploy deployed deployment deployments",
        "query queries",
        "validate validation validated validating",
        "measure measured measurement",
        "colour color colours",
        "test tests tested testing",
        "detect detection detections detector",
        "annotate annotation annotators",
        "segment segmentation",
        "prune pruned pruning",
    ],
)
def test_relatives_share_a_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("data", "date"),
        ("class", "clash"),
        ("model", "mode"),
        ("train", "trail"),
        ("late", "latency"),
        ("cost", "coast"),
    ],
)
def test_strangers_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_grammar_is_no_content() -> None:
    assert content("We didn't use the row-counts, so it was") == [stem("use"), stem("row"), stem("counts")]
    assert tokens("real-time CI/CD, 3.5") == ["real", "time", "ci", "cd", "3", "5"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("tensorrt", "tensorrt", True),
        ("kubernetes", "kubernetis", True),
        ("kubernetes", "cubernetes", False),
        ("calibration", "calibrations", True),
        ("onnx", "onyx", False),
        ("recall", "recoil", False),
        ("precision", "prevision", True),
        ("", "a", False),
    ],
)
def test_long_words_may_be_a_letter_or_two_off(one: str, other: str, same: bool) -> None:
    assert near(one, other) is same


@given(st.text(max_size=15), st.text(max_size=15))
def test_nearness_goes_both_ways(one: str, other: str) -> None:
    assert near(one, other) == near(other, one)


@given(st.text(alphabet="abcdefgilmnorstuy", min_size=1, max_size=16))
def test_a_stem_is_never_empty(word: str) -> None:
    assert stem(word)
