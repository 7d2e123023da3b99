from __future__ import annotations

import pytest

from benchmarks.in_two import said_first

_SAID = "Well, I was at home. And then it, um, started to rain, so I went in and I read a book."


@pytest.mark.parametrize(
    ("heard", "last"),
    [
        ("well i was at home and then it started to", "to"),
        ("well i was at hum and then it, um, started to", "to"),
        ("I was at home", "home."),
        ("", None),
    ],
)
def test_a_text_is_cut_after_the_last_word_that_was_heard(heard: str, last: str | None) -> None:
    words = _SAID.split()
    assert words[: said_first(_SAID, heard)][-1:] == ([last] if last else [])
