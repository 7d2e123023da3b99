from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.syllables import count_syllables

SAID = {
    1: (
        "I the scale scaled trained used frames cached queue loss learned GANs strength through edge "
        "SLAM mAP 12"
    ),
    2: (
        "model models pipeline baseline table wanted needed edges losses boxes cases image people "
        "being didn't safely movement bottles handled doubled noisy science quiet create recall ONNX "
        "LiDAR JSON 0 7 15 30"
    ),
    3: (
        "images real-time created camera detection precision inference deployment validate video "
        "latency idea area management library technician previous occlusion median GPU GPUs CPU API "
        "RGB OCR CNNs 100 2,000 3.5 1000"
    ),
    4: (
        "validated calibration segmentation algorithm usually geometry architecture reliable "
        "quantisation experience continuous annotation homography epipolar CI/CD TensorRT 90% 2019 "
        "2005"
    ),
    5: "evaluation classification reproducible AWS 150 1998 640",
    6: "generalisation regularisation",
}


@pytest.mark.parametrize(
    ("word", "count"), [(word, count) for count, text in SAID.items() for word in text.split()]
)
def test_a_word_has_as_many_syllables_as_one_says(word: str, count: int) -> None:
    assert count_syllables(word) == count


def test_punctuation_around_a_word_says_nothing() -> None:
    assert count_syllables("“Calibration,”") == 4
    assert count_syllables("...") == 0


@given(st.text())
def test_whatever_is_written_gives_a_count(text: str) -> None:
    assert count_syllables(text) >= 0


@given(st.from_regex(r"[a-z]{1,15}", fullmatch=True))
def test_a_word_has_at_least_one_syllable_and_none_without_a_letter(word: str) -> None:
    assert 1 <= count_syllables(word) <= 3 * len(word)
