from __future__ import annotations

import pytest

from audio.filled_pause import in_one_spelling, kind_of


@pytest.mark.parametrize(
    "text", ["um", "Um,", "uhh...", "er", "Erm.", "ah,", "Hmm", "mm", "uhm", "err,", "mmm"]
)
def test_a_hesitation_is_a_filled_pause(text: str) -> None:
    assert kind_of(text) == "filled_pause"


@pytest.mark.parametrize(
    "text", ["mm-hmm", "mhm", "Mhmm.", "uh-huh", "her", "a", "I'm", "hum", "aha", "uhura", "am", "ER", "'em"]
)
def test_a_word_is_a_word(text: str) -> None:
    assert kind_of(text) == "word"


def test_after_a_figure_mm_are_millimetres() -> None:
    assert kind_of("mm", before=" 4") == "word"
    assert kind_of("mm,", before=" 12.5") == "word"
    assert kind_of("mm,", before=" 4,") == kind_of("um", before=" 4") == "filled_pause"


@pytest.mark.parametrize(
    ("said", "written"),
    [("em,", "um,"), ("Em", "Um"), ("emm...", "um..."), ("'em", "'em"), ("them", "them"), ("email", "email")],
)
def test_um_has_one_spelling(said: str, written: str) -> None:
    assert in_one_spelling(said) == written


@pytest.mark.parametrize(
    "text",
    [
        "We err on",
        "to err is",
        "I'd err towards",
        "They err. So",
        "might err to",
        "We err.",
        "don’t err here",
        "caches err on",
    ],
)
def test_to_err_is_a_verb(text: str) -> None:
    before, err, after = [*text.split(), ""][:3]
    assert kind_of(err, before=before, after=after) == "word"


@pytest.mark.parametrize(
    "text", ["was err the", "to err, the", "err, on", "we, err, on", "we err... on", "err"]
)
def test_an_err_that_is_no_verb_is_a_filled_pause(text: str) -> None:
    parts = text.split()
    at = next(place for place, part in enumerate(parts) if part.startswith("err"))
    before, after = ["", *parts][at], [*parts, ""][at + 1]
    assert kind_of(parts[at], before=before, after=after) == "filled_pause"
