from __future__ import annotations

import pytest

from coach.disfluency import find_repeats
from tests.coach.spoken import spoken


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We fixed the the model.", [("the the", "repetition")]),
        ("We, we did it.", [("We, we", "restart")]),
        ("I think I think it worked.", [("I think I think", "repetition")]),
        ("We built a, we built a model.", [("We built a, we built a", "restart")]),
        ("I um I left.", [("I I", "restart")]),
        ("I wan- I wanted it.", []),
        ("We wan- wanted it.", [("wan- wanted", "restart")]),
        ("It was very very slow.", []),
        ("I knew that that failed.", []),
        ("We had had enough.", []),
        ("It failed. It failed again.", []),
        ("No no, it ran.", []),
        ("Zero zero seven.", []),
        ("We [2.0] we did it.", []),
        ("It ran, and then [2.0] we [2.0] we did it.", []),
        ("One.", []),
        ("", []),
    ],
)
def test_words_said_again_at_once_are_found_apart_from_fillers(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert [(one.text, one.kind) for one in find_repeats(spoken(text).transcript)] == found


def test_the_times_span_what_was_said_first() -> None:
    heard = spoken("We built a, we built a model.")
    (one,) = find_repeats(heard.transcript)
    assert (one.start_s, one.end_s) == (heard.transcript.words[0].start_s, heard.transcript.words[2].end_s)


def test_a_word_said_three_times_is_two_repetitions() -> None:
    assert len(find_repeats(spoken("we saw the the the edge").transcript)) == 2
