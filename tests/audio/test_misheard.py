from __future__ import annotations

from collections.abc import Sequence

import pytest

from audio.misheard import Mishearing, filled_pauses

UM, UH = (101, 102), (103, 102)


class Ear:
    """Has the tokens of words, and what a sound says about each: the nats that a filled pause is less likely.

    `texts` notes what it was asked about.
    """

    def __init__(self, *words: str, less: dict[int, float], sure: float = -1.0) -> None:
        self.words = words
        self.tokens = [(place,) for place in range(len(words))]
        self.texts = list[tuple[int, ...]]()
        self._less, self._sure = less, sure

    def found(self) -> dict[int, str]:
        return {place: one.text for place, one in self.mishearings().items()}

    def mishearings(self) -> dict[int, Mishearing]:
        return filled_pauses(
            self.words,
            self.tokens,
            hesitant=lambda text: text.strip(",").lower() in ("um", "uh"),
            spelled=lambda text: UM if text.lower() == "um," else UH,
            log_probabilities=self._log_probabilities,
        )

    def _log_probabilities(self, text: Sequence[int]) -> list[float]:
        self.texts.append(tuple(text))
        row = [self._sure] * len(text)
        for place, token in enumerate(text):
            if token in (UM[0], UH[0]):
                at = self._place(place, text)
                row[place : place + 2] = [-1.0 - self._less.get(at, 9.0), 0.0]
        return row

    def _place(self, place: int, text: Sequence[int]) -> int:
        """The word in whose stead a filled pause of two tokens stands there; others may stand before it."""
        return place - sum(token == UM[1] for token in text[:place])


def test_a_word_that_the_sound_leaves_open_is_the_filled_pause_it_is_like() -> None:
    assert Ear("And", "the", "light", "is", "low", less={0: 2.9}).found() == {0: "Um,"}
    assert Ear("the,", "at", "gaps", less={1: 0.2}).found() == {1: "uh,"}


@pytest.mark.parametrize(("less", "sure"), [(-4.0, 0.982), (0.0, 0.5), (1.0, 0.269), (2.9, 0.052)])
def test_it_is_as_sure_as_its_text_is_likelier_than_the_one_with_the_word(less: float, sure: float) -> None:
    found = Ear("And", "the", "light", less={0: less}).mishearings()[0]
    assert found.margin == pytest.approx(-less)
    assert found.confidence == pytest.approx(sure, abs=0.001)


def test_a_word_that_the_sound_says_stays() -> None:
    assert Ear("And", "the", "light", less={0: 3.1}).found() == {}


def test_a_word_that_is_sure_by_itself_costs_no_second_look() -> None:
    ear = Ear("And", "the", "light", less={0: -5.0}, sure=-0.01)
    assert ear.found() == {}
    assert len(ear.texts) == 1


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("leaves", "and", "apples"), id="inside a clause"),
        pytest.param(("So.", "And,", "um,", "yes"), id="before a filled pause"),
        pytest.param(("So.", "Bottles", "and"), id="no word like one"),
        pytest.param((), id="no words"),
    ],
)
def test_where_no_filled_pause_is_likely_nobody_is_asked(words: tuple[str, ...]) -> None:
    ear = Ear(*words, less=dict.fromkeys(range(9), -5.0))
    assert ear.found() == {}
    assert not ear.texts


def test_a_lone_m_is_asked_about_wherever_it_stands() -> None:
    assert Ear("images", "and", "M", "it", "failed", less={2: 0.0}).found() == {2: "Um,"}


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("the", "robot", "arm", "moves"), id="a limb"),
        pytest.param(("It", "runs", "on", "an", "ARM", "chip"), id="a chip"),
        pytest.param(("So,", "ARM,", "which", "is", "small"), id="a chip that stands apart"),
        pytest.param(("the", "EM", "algorithm"), id="expectation and maximisation"),
        pytest.param(("the", "OR,", "AND,", "XOR", "gates"), id="gates"),
    ],
)
def test_an_arm_inside_a_clause_and_what_is_in_capitals_are_words(words: tuple[str, ...]) -> None:
    ear = Ear(*words, less=dict.fromkeys(range(9), -5.0))
    assert ear.found() == {}
    assert not ear.texts


def test_an_arm_that_stands_apart_is_asked_about_and_so_is_all_where_everything_is_in_capitals() -> None:
    assert Ear("So,", "arm,", "we", "had", less={1: 0.0}).found() == {1: "um,"}
    assert Ear("Arm", "we", "had", less={0: 0.0}).found() == {0: "Um,"}
    assert Ear("ARM", "WE", "HAD", "AND", less={0: 0.0}).found() == {0: "Um,"}


def test_what_was_found_stands_before_what_is_asked_next() -> None:
    ear = Ear("And", "so,", "and", "yes", less={0: 0.0, 2: 0.0})
    assert ear.found() == {0: "Um,", 2: "um,"}
    assert ear.texts[-1] == (*UM, 1, *UM, 3)
