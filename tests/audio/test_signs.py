"""Signs around a word change nothing of what is made of it, whoever asks."""

from __future__ import annotations

import pytest

from audio.doubt import in_circles, said_again
from audio.filled_pause import kind_of
from audio.hallucination import believed
from audio.misheard import filled_pauses
from audio.signs import SIGNS, bare
from audio.speech import Speech
from audio.transcriber import Written, WrittenWord
from coach.transcript import Word
from tests.audio.bursts import BurstDetector, spoken


@pytest.fixture(params=SIGNS.strip())
def sign(request: pytest.FixtureRequest) -> str:
    """Each of the signs in turn."""
    return str(request.param)


def test_a_word_is_bare_without_them_and_an_apostrophe_is_its_own(sign: str) -> None:
    assert bare(f" {sign}Um{sign}{sign} ") == "um"
    assert bare(f"well{sign}known") == f"well{sign}known"
    assert bare(f"'em{sign}") == "'em"


def test_a_filled_pause_is_one_with_a_sign(sign: str) -> None:
    assert kind_of(f" Um{sign}") == kind_of(f"{sign}um") == kind_of(f"'um{sign}'") == "filled_pause"


def test_a_circle_is_one_with_signs_in_it(sign: str) -> None:
    texts = ["the", f"the{sign}", "the", f"{sign}the", f"the{sign}", "end"]
    words = [Word(text, at, at + 0.5, 0.9) for at, text in enumerate(texts)]
    assert in_circles(words) == frozenset(range(1, 5))
    assert said_again(words) == ("the",) * 4


def test_two_filled_pauses_are_alike_with_a_sign(sign: str) -> None:
    speech = Speech(BurstDetector())
    speech.hear(spoken([0.1] * 12))
    speech.end()
    words = [Word("uh", 0.1, 0.4, 0.6, "filled_pause"), Word(f"Uh{sign}", 1.0, 1.3, 0.01, "filled_pause")]
    written = Written(tuple(WrittenWord(word, (1,)) for word in words))
    found = believed(written, speech, start_s=0.0, end_s=speech.duration_s)
    assert [one.word.text for one in found] == ["uh"]


def test_a_word_like_a_filled_pause_is_asked_about_with_a_sign(sign: str) -> None:
    def found(*words: str) -> dict[int, str]:
        found = filled_pauses(
            words,
            [(place,) for place in range(len(words))],
            hesitant=lambda _text: False,
            spelled=lambda _text: (9,),
            log_probabilities=lambda text: [-1.0] * len(text),
        )
        return {place: one.text for place, one in found.items()}

    assert found("leaves", f"and{sign}", "apples") == {1: "um,"}
    assert found(f"leaves{sign}", "and", "apples") == {1: "um,"}
    assert found("leaves", "and", "apples") == found("tell", f"'em{sign}", "all") == {}
