from __future__ import annotations

import pytest

from coach.pacing import pauses
from tests.coach.spoken import spoken


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("We moved the office. [0.6] Then we hired.", "clause_end"),
        ("When it rained, [0.6] we stayed in.", "clause_end"),
        ("I called them [0.6] because nobody had. Fine.", "clause_end"),
        ("I called the [0.6] landlord. Fine.", "inside"),
        ("I called the, [0.6] the landlord. Fine.", "inside"),
        ("They painted [0.6] everything green. Fine.", "inside"),
        ("they painted [0.6] everything green", ""),
    ],
)
def test_a_pause_is_inside_a_clause_or_at_its_end(said: str, place: str) -> None:
    assert [one.place for one in pauses(spoken(said))] == [place]


def test_silence_beside_an_um_belongs_to_a_filled_pause() -> None:
    found = pauses(spoken("We moved [0.5] um [0.5] out. [0.5] Fine."))
    assert [one.kind for one in found] == ["filled", "filled", "silent"]
