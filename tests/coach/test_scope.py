from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.marker_place import bare
from coach.scope import own_claims
from tests.coach.spoken import spoken


def claimed(text: str) -> set[str]:
    said = spoken(text).transcript.spoken
    return {bare(word.text) for word, own in zip(said, own_claims(said), strict=True) if own}


@pytest.mark.parametrize(
    ("text", "word", "counts"),
    [
        ("We monitored drift every week.", "drift", True),
        ("We did not monitor drift.", "drift", False),
        ("We didn't monitor drift.", "monitor", False),
        ("We never monitored drift.", "drift", False),
        ("There was no monitoring at all.", "monitoring", False),
        ("Nobody monitored drift.", "drift", False),
        ("Late orders were never picked up.", "orders", False),
        ("There weren't any checks of row counts.", "counts", False),
        ("An alert, no, we never set one up.", "alert", False),
        ("Monitoring, we didn't do that.", "monitoring", False),
        ("We didn't weigh anything, cost or freshness.", "freshness", False),
        ("We did not monitor drift, but we tested the camera.", "tested", True),
        ("It did not work at first. We monitored drift.", "drift", True),
        ("We not only monitored drift, we fixed it.", "drift", True),
        ("It doesn't matter, we monitored drift.", "drift", True),
        ("We never shipped without monitoring.", "monitoring", True),
        ("Another team monitored drift.", "drift", False),
        ("The platform team, they monitored drift.", "drift", False),
        ("The platform team built it, and they monitored drift.", "drift", False),
        ("My colleague monitored drift.", "drift", False),
        ("Somebody else monitored drift.", "drift", False),
        ("With the platform team we monitored drift.", "drift", True),
        ("The platform team built it. I monitored drift.", "drift", True),
        ("The drivers were late, they sent reports on Sunday.", "reports", True),
        ("My team monitored drift.", "drift", True),
        ("If I were to build it, I would monitor drift.", "build", False),
        ("we did not monitor drift [0.8] we tested the camera", "tested", True),
    ],
)
def test_only_what_is_affirmed_of_oneself_counts(text: str, word: str, counts: bool) -> None:
    assert (word in claimed(text)) is counts


@given(
    st.lists(
        st.sampled_from(
            ["we", "not", "never", "no,", "another", "team", "they", "drift.", "but", "and", "it"]
        )
    )
)
def test_every_word_gets_a_verdict(words: list[str]) -> None:
    said = spoken(" ".join(words)).transcript.spoken
    assert len(own_claims(said)) == len(said)
