from __future__ import annotations

from itertools import pairwise

import pytest

from coach.fillers import DEFAULT_MARKERS, find_fillers
from tests.coach.spoken import spoken

# Each answer, and the markers in it that fill a gap.
FILLING = [
    # like
    ("We built, like, a small model.", ["like"]),
    ("It took like fifty hours.", ["like"]),
    ("It took like 50 hours.", ["like"]),
    ("It was like really slow.", ["like"]),
    ("It was like, really slow.", ["like"]),
    ("And like we had no labels.", ["like"]),
    ("Then um like the camera moved.", []),
    ("Then um like, the camera moved.", ["like"]),
    ("Like, we had two weeks.", ["like"]),
    ("The model like, failed.", ["like"]),
    ("We had like a hundred images.", ["like"]),
    ("I was like, no way.", ["was like"]),
    ("She's like, why not?", ["was like"]),
    ("He was like okay fine.", ["was like"]),
    ("I like went to the lab.", ["like"]),
    ("I like that question.", []),
    ("I'd like to explain.", []),
    ("We like PyTorch.", []),
    ("They really like the demo.", []),
    ("I don't like it.", []),
    ("It looks like a cat.", []),
    ("It sounded like rain.", []),
    ("I feel like we won.", []),
    ("It seems like two problems.", []),
    ("Something like a queue.", []),
    ("Something like twenty frames.", []),
    ("It was more like a filter.", []),
    ("Just like before.", []),
    ("We did it like this.", []),
    ("Frameworks like PyTorch help.", []),
    ("Frameworks, like PyTorch, help.", []),
    ("It was like a dream.", []),
    ("Like I said, it worked.", []),
    ("What was it like?", []),
    ("Would you like to see it?", []),
    ("Users like it.", []),
    ("Nothing like that happened.", []),
    # so
    ("So, um we built it.", ["so"]),
    ("So um we built it.", ["so"]),
    ("So we built it.", []),
    ("So we built it. So we shipped it. So it ran.", ["so", "so"]),
    ("It worked, so.", ["so"]),
    ("And it worked, so yeah.", []),
    ("We froze it so that it ran.", []),
    ("There was so much noise.", []),
    ("It was so slow.", []),
    ("I think so.", []),
    ("A week or so.", []),
    ("And so on.", []),
    ("So far it holds.", []),
    ("It failed, so we mended it.", []),
    ("If so, we stop.", []),
    # right
    ("You lose the edges, right, and then it fails.", ["right"]),
    ("It was late, right?", ["right"]),
    ("We cached it right?", ["right"]),
    ("A right answer helps.", []),
    ("Turn right at the end.", []),
    ("Turn right.", []),
    ("That's right.", []),
    ("Is that right?", []),
    ("Right now it runs.", []),
    ("All right, we began.", []),
    ("The left, right, and centre cameras.", []),
    ("We got it right.", []),
    ("Right, the pipeline.", []),
    ("The right camera failed.", []),
    # okay, well
    ("Okay, so we began.", ["okay"]),
    ("Okay so we began.", ["okay"]),
    ("It was, okay, not great.", ["okay"]),
    ("It was okay.", []),
    ("We were okay with that.", []),
    ("OK, we began.", ["okay"]),
    ("Well, we began.", ["well"]),
    ("Well we began.", ["well"]),
    ("It was, well, late.", ["well"]),
    ("But well, we tried.", ["well"]),
    ("Um well we tried.", ["well"]),
    ("It is well tested.", []),
    ("Well tested code lasts.", []),
    ("It worked well.", []),
    ("It went well, I think.", []),
    ("We used GPUs as well.", []),
    ("As well as that, we cached.", []),
    ("Very well, but slow.", []),
    # you know, I mean
    ("It was, you know, hard.", ["you know"]),
    ("And you know it was hard.", ["you know"]),
    ("The team, you know, grew.", ["you know"]),
    ("It was hard, you know?", ["you know"]),
    ("You know, the model drifted.", ["you know"]),
    ("You know what I did?", []),
    ("You know how it goes.", []),
    ("You know that model.", []),
    ("Do you know Kafka?", []),
    ("If you know the answer, say it.", []),
    ("As you know, it failed.", []),
    ("Let you know tomorrow.", []),
    ("I mean, it worked.", ["I mean"]),
    ("I mean we tried.", ["I mean"]),
    ("The loss, I mean, the metric fell.", ["I mean"]),
    ("That's what I mean.", []),
    ("What I mean is this.", []),
    ("By drift I mean change.", []),
    ("I mean it.", []),
    # sort of, kind of
    ("It was kind of slow.", ["kind of"]),
    ("We kind of guessed.", ["kind of"]),
    ("It sort of worked.", ["sort of"]),
    ("The model kind of failed.", ["kind of"]),
    ("It was, sort of, done.", ["sort of"]),
    ("And kind of like a filter.", ["kind of"]),
    ("A new kind of model.", []),
    ("What kind of model?", []),
    ("That sort of thing.", []),
    ("This kind of model works.", []),
    ("A special kind of lens.", []),
    ("It was kind of you.", []),
    ("Some sort of filter.", []),
    # run together
    ("It was kinda slow.", ["kind of"]),
    ("It's sorta done.", ["sort of"]),
    ("It was, y'know, hard.", ["you know"]),
    ("It was hard, y’know?", ["you know"]),
    ("It was, ya know, hard.", ["you know"]),
    ("What kinda model is it?", []),
    ("A new kinda model.", []),
    ("As y'know, it failed.", []),
    # adverbs
    ("Basically, it failed.", ["basically"]),
    ("It was basically done.", ["basically"]),
    ("We actually shipped it.", ["actually"]),
    ("Actually, we shipped it.", ["actually"]),
    ("It literally stopped.", ["literally"]),
    ("Honestly, it was luck.", ["honestly"]),
    ("Nobody knew what actually happened.", []),
    ("It didn't actually work.", []),
    ("She answered honestly.", []),
    ("It was literally translated.", []),
]  # fmt: skip


def markers_in(text: str) -> list[str]:
    found = find_fillers(spoken(text).transcript)
    return [one.text for one in found if one.kind == "discourse_marker"]


@pytest.mark.parametrize(("text", "markers"), FILLING)
def test_a_marker_counts_only_where_it_fills_a_gap(text: str, markers: list[str]) -> None:
    assert markers_in(text) == markers


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("we built [0.4] like [0.4] a small model", ["like"]),
        ("it was [0.3] you know [0.3] the hard part", ["you know"]),
        ("[0.1] okay [0.5] we began", ["okay"]),
        ("we shipped it [0.6] so [0.8]", ["so"]),
        ("it worked [0.3] right [0.6] and then", ["right"]),
        ("so [0.4] we built it [0.9] so we shipped it", ["so", "so"]),
        ("it was well tested and we like it", []),
        ("and it was [0.3] well [0.3] late", ["well"]),
        ("we turned right at the end so that it fit", []),
    ],
)
def test_pauses_tell_where_punctuation_is_missing(text: str, markers: list[str]) -> None:
    assert markers_in(text) == markers


def test_filled_pauses_are_those_the_listener_heard() -> None:
    heard = spoken("Um, we uh [0.4] hmm built it.")
    found = find_fillers(heard.transcript)
    assert [one.text for one in found] == ["um", "uh", "hmm"]
    assert {one.kind for one in found} == {"filled_pause"}
    first = heard.transcript.words[0]
    assert (found[0].start_s, found[0].end_s, found[0].confidence) == (first.start_s, first.end_s, 0.9)


def test_fillers_come_in_time_order_and_never_overlap() -> None:
    found = find_fillers(
        spoken("So, um, I mean, like, you know, it was kind of, uh, basically done.").transcript
    )
    assert [one.text for one in found] == [
        "so", "um", "I mean", "like", "you know", "kind of", "uh", "basically",
    ]  # fmt: skip
    assert all(one.end_s <= other.start_s for one, other in pairwise(found))


def test_a_phrase_spans_both_its_words() -> None:
    heard = spoken("It was, you know, hard.")
    (found,) = find_fillers(heard.transcript)
    assert (found.start_s, found.end_s) == (
        heard.transcript.words[2].start_s,
        heard.transcript.words[3].end_s,
    )


def test_a_filled_pause_inside_a_phrase_parts_it() -> None:
    assert markers_in("You um know what I did.") == []


def test_the_list_of_markers_is_the_users_to_edit() -> None:
    transcript = spoken("Obviously it was, like, at the end of the day fine.").transcript
    own = find_fillers(transcript, markers=("obviously", "At the end of the day"))
    assert [one.text for one in own] == ["obviously", "At the end of the day"]
    assert find_fillers(transcript, markers=()) == ()


@pytest.mark.parametrize("like", ["Like.", "like,", " LIKE ", "“like”"])
def test_a_marker_is_judged_by_its_rule_however_it_is_written_in_the_list(like: str) -> None:
    markers = (like, "Kinda", "You know!")
    plain = find_fillers(
        spoken("I like that. They really like it, if you know it.").transcript, markers=markers
    )
    assert plain == ()
    found = find_fillers(spoken("It was like, no, I was like, no way, kinda.").transcript, markers=markers)
    assert [one.text for one in found] == [like.strip(" .,“”"), "was like", "Kinda"]


def test_the_usual_list_holds_what_the_settings_promise() -> None:
    assert {"like", "so", "right", "okay", "well", "you know", "I mean"} < set(DEFAULT_MARKERS)
    assert {"sort of", "kind of", "basically", "actually", "literally", "honestly"} < set(DEFAULT_MARKERS)


def test_nothing_said_gives_no_fillers() -> None:
    assert find_fillers(spoken("").transcript) == ()


def test_an_empty_marker_in_the_list_is_no_marker() -> None:
    assert find_fillers(spoken("We built it.").transcript, markers=("", "…", "it")) != ()
    assert find_fillers(spoken("Um we built.").transcript, markers=("", "…"))[0].text == "um"
