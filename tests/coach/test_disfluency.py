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
        ("I wan- I wanted it.", [("I wan- I wanted", "restart")]),
        ("It was the mod- the model itself.", [("the mod- the model", "restart")]),
        ("We went to the, we decided to stay.", [("We went to the, we", "restart")]),
        ("We went to the um we decided to stay.", [("We went to the we", "restart")]),
        ("Then I was in my... I’m sure of that.", [("I was in my... I’m", "restart")]),
        ("It's, it was slow.", [("It's, it", "restart")]),
        ("I think it's, I think so.", [("I think it's, I", "restart")]),
        ("I wan- I needed it.", [("I wan- I", "restart")]),
        ("So we, so I left.", [("So we, so I", "restart")]),
        ("It ran, and I, and we left.", [("and I, and we", "restart")]),
        ("The, the, the model.", [("The, the,", "restart"), ("the, the", "restart")]),
        ("It, it broke.", [("It, it", "restart")]),
        ("So it it broke.", [("it it", "repetition")]),
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


@pytest.mark.parametrize(
    "text",
    [
        "I know, I know.",
        "I know, I know it is late.",
        "It works, it works.",
        "Yes, we did, we did.",
        "Slow, slow, slow.",
        "Location, location, and location.",
        "It was a big, big problem.",
        "More and more and more of them.",
        "Bit by bit by bit it grew.",
        "It went on and on and on.",
        "Come in, come in.",
        "I came, I saw, I conquered.",
        "We trained it, we tested it, we shipped it.",
        "We had the data, we had the labels, we had the time.",
        "We bought a camera, a lens, a mount.",
        "We used the camera, the lens, and the mount.",
        "Is it the lens, is it the sensor?",
        "So fast, so cheap, so good.",
        "So do I, so does she.",
        "It was you and I, and we left.",
        "Once we had it, it worked.",
        "When I met you, you were there.",
        "I told you you were right.",
        "What it does it does well.",
        "They saw what we had, we had to go.",
        "What we had, we had to keep.",
        "I got an A, I was happy.",
        "We use pre- and post-processing, we said.",
        "I would say it's, I think, a good one.",
        "I built the, I mean, the pipeline.",
        "You have the, you know, the usual.",
        "That is what they were looking for, they said.",
        "I did not want to, I had to.",
        "We went to Sarah's, we had lunch.",
        "We like the model. We like the data.",
        "I have my doubts, I have my reasons.",
        "The harder we tried, the worse it got.",
        "You win some, you lose some.",
    ],
)
def test_lists_and_what_is_said_twice_on_purpose_are_neither(text: str) -> None:
    assert find_repeats(spoken(text).transcript) == ()
