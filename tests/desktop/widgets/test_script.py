"""An answer as a script: each word and each mark finds its place in the text."""

from __future__ import annotations

from desktop.widgets.script import script
from tests.desktop import shown


def test_the_script_is_the_transcript_with_its_long_pauses_written_in() -> None:
    review = shown.judged()
    made = script(review, long_pause_s=1.0)
    pauses = [one for one in made.stretches if one.kind == "pause"]
    bare = made.text
    for one in reversed(pauses):
        bare = bare[: one.start] + bare[one.end + 1 :]
    assert bare == review.heard.transcript.text
    assert len(pauses) == review.delivery.long_pause_count > 0


def test_every_word_knows_its_characters_and_its_time() -> None:
    review = shown.judged()
    made = script(review, long_pause_s=1.0)
    for word, place in zip(review.heard.transcript.words, made.words, strict=True):
        assert made.text[place.start : place.end] == word.text
        assert place.start_s == word.start_s


def test_a_point_is_shown_by_the_words_of_its_evidence() -> None:
    made = script(shown.judged(), long_pause_s=1.0)
    stretch = made.evidence(2)
    assert stretch is not None
    assert made.text[stretch.start : stretch.end] == "we wrote down what fresh and complete meant,"
    assert stretch.is_whole
    assert made.evidence(5) is None


def test_fillers_and_markers_are_told_apart() -> None:
    made = script(shown.judged(), long_pause_s=1.0)
    said = {
        kind: [made.text[s.start : s.end] for s in made.stretches if s.kind == kind]
        for kind in ("filled_pause", "marker")
    }
    assert said["filled_pause"] == ["um", "um", "uh", "um", "uh", "um"]
    assert "basically," in said["marker"]


def test_in_a_pause_no_word_is_being_said() -> None:
    made = script(shown.judged(), long_pause_s=1.0)
    first = made.words[0]
    assert made.word_during(first.start_s - 0.5) is None
    assert made.word_during(first.start_s + 0.01) == 0


def test_a_place_between_words_belongs_to_the_next_one() -> None:
    made = script(shown.judged(), long_pause_s=1.0)
    assert made.word_at(made.words[3].end) == 4
    assert made.word_at(len(made.text) + 1) is None
