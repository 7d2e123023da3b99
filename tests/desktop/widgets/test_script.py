"""An answer as a script: each word and each mark finds its place in the text."""

from __future__ import annotations

from dataclasses import replace

from coach.disfluency import Repeat
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


AGAIN = "I think the the load, we, we did it, and [1.8] that was so long"


def test_what_was_said_twice_and_begun_again_is_marked_at_the_part_one_could_cut() -> None:
    made = script(shown.judged(AGAIN), long_pause_s=1.0)
    marked = [(made.text[s.start : s.end], s.says) for s in made.stretches if s.kind == "repeat"]
    assert marked == [("the", "said twice"), ("we,", "begun again")]
    assert made.repeats_told() == "1 said twice, 1 begun again"
    said = {number: made.says(number) for number in range(len(made.words)) if made.says(number)}
    assert said == {2: "said twice", 5: "begun again"}


def test_what_was_said_twice_is_no_filler() -> None:
    review = shown.judged(AGAIN)
    made = script(review, long_pause_s=1.0)
    assert not review.fillers
    assert not [one for one in made.stretches if one.kind in ("filled_pause", "marker")]


def test_a_drawn_out_word_is_marked_whole() -> None:
    review = shown.judged(AGAIN)
    word = review.heard.transcript.words[-2]
    drawn = Repeat(word.text, "drawn_out", word.start_s, word.end_s)
    review = replace(review, repeats=(drawn,))
    made = script(review, long_pause_s=1.0)
    assert [(made.text[s.start : s.end], s.says) for s in made.stretches if s.kind == "repeat"] == [
        ("so", "drawn out")
    ]
    assert made.repeats_told() == "1 drawn out"


def test_an_old_answer_without_repeats_shows_none() -> None:
    made = script(replace(shown.judged(AGAIN), repeats=()), long_pause_s=1.0)
    assert not [one for one in made.stretches if one.kind == "repeat"]
    assert made.repeats_told() == ""
