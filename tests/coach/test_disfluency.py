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
        ("Before we, before we shipped, it broke.", [("Before we, before we", "restart")]),
        ("If we, we can ship it.", [("we, we", "restart")]),
        ("If the team, the team agrees, it ships.", [("the team, the team", "restart")]),
        ("We went to the, we decided, after all, to stay.", [("We went to the, we", "restart")]),
        ("I was at the um I think I was at home.", [("I was at the I", "restart")]),
        ("I built the, I think the pipeline works.", [("I built the, I", "restart")]),
        ("While I was, I was at school, we moved.", [("I was, I was", "restart")]),
        ("We have a, we say it's good.", [("We have a, we", "restart")]),
        ("I have a, I think.", [("I have a, I", "restart")]),
        ("We worked on on the model.", [("on on", "repetition")]),
        ("It was in in the lens.", [("in in", "repetition")]),
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
        "I have a, I'd say, strong background.",
        "We built a, we'd say, decent model.",
        "I worked at a, uh, I think Google office.",
        "I was the, I would say, lead.",
        "We had our, we thought, last chance.",
        "It is the, it seems, only way.",
        "The company I'm, I'd say, proud of.",
        "I led a, I'd call it, hybrid team.",
        "I have a, I’d say strong background.",
        "We had a, we like to think, good start.",
        "It was my, it must be said, own fault.",
        "I led a, I want to say, large team.",
        "I was the, I was told, first hire.",
        "The method is the, I think, I guess, only one.",
        "We're, we hope, done by May.",
        "It was a, it turned out, good idea.",
        "It was a, it is fair to say, hard year.",
        "I ran a, I guess you could call it, side project.",
        "I'm in my, I'm happy to say, tenth year.",
        "While I worked, I worked at night.",
        "I led the — I was young — whole team.",
        "If we can, we can ship it.",
        "If it works, it works for all of them.",
        "As I said, I said no.",
        "Before we shipped, we shipped a beta.",
        "If I could, I could do it.",
        "Whenever we test, we test on Mondays.",
        "Unless it breaks, it breaks nothing else.",
        "If there is, there is a way.",
        "If the team agrees, the team agrees for good.",
        "However hard it was, it was worth it.",
        "No matter how late it is, it is never too late.",
        "Everything we do, we do together.",
        "The model we built, we built in a week.",
        "That is who I am, I am a builder.",
        "We did what we could, we could not do more.",
        "What it is is a filter.",
        "What we did did help.",
        "I logged on on Monday.",
        "She came in in a hurry.",
        "We moved in in March.",
        "This is what we worked on on Friday.",
        "The firm I started in in 2019 is gone.",
        "It was Anna, and he, and I, who wrote it.",
    ],
)
def test_lists_and_what_is_said_twice_on_purpose_are_neither(text: str) -> None:
    assert find_repeats(spoken(text).transcript) == ()
