"""A page of questions is understood whatever its layout: nothing lost, nothing doubled, no furniture kept."""

from __future__ import annotations

import pytest

from seeds.bank import Bank
from seeds.importer import ImportFailed, read_bank
from seeds.importing.html_page import html_lines
from tests.seeds.importing.layouts import LAYOUTS, Layout

EVERY_LAYOUT = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
FURNITURE = (
    "cookie", "upvote", "share", "help us", "helpful", "related", "©", "fetch", "alert", "accept",
    "next question", "home", "script", "cv", "sommelier", "author",
)  # fmt: skip


def texts(bank: Bank) -> str:
    """All that would be kept, in one text."""
    return "\n".join(
        part
        for question in bank.questions
        for part in (question.prompt, question.guidance, question.model_answer, *question.follow_ups)
    ).lower()


@EVERY_LAYOUT
def test_every_question_is_there_once_and_in_order(layout: Layout) -> None:
    found = read_bank(layout.page.encode(), name="waiter")
    assert tuple(question.prompt for question in found.bank.questions) == layout.asked
    assert found.format == layout.form


@EVERY_LAYOUT
def test_every_answer_and_its_guidance_are_with_their_question(layout: Layout) -> None:
    found = read_bank(layout.page.encode(), name="waiter")
    assert tuple(question.model_answer for question in found.bank.questions) == layout.answers
    assert tuple(question.guidance for question in found.bank.questions) == (layout.guidance or ("",) * 3)


@EVERY_LAYOUT
def test_no_furniture_is_kept(layout: Layout) -> None:
    kept = texts(read_bank(layout.page.encode(), name="waiter").bank)
    assert [word for word in FURNITURE if word in kept] == []


@EVERY_LAYOUT
def test_points_are_drawn_with_their_source_where_there_is_text(layout: Layout) -> None:
    for question in read_bank(layout.page.encode(), name="waiter").bank.questions:
        if question.model_answer:
            assert 3 <= len(question.points) <= 8
            assert all(
                point.source.startswith(("Guidance: “", "Model answer: “")) for point in question.points
            )
            assert len({point.name for point in question.points}) == len(question.points)
        else:
            assert question.points == ()


@EVERY_LAYOUT
@pytest.mark.parametrize("ends", ["\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "utf-16-le"])
def test_line_ends_and_encodings_change_nothing(layout: Layout, ends: str, encoding: str) -> None:
    page = layout.page.replace("* * *", "- - -").replace("•", "*")
    plain = read_bank(page.encode(), name="waiter")
    assert read_bank(page.replace("\n", ends).encode(encoding), name="waiter") == plain


@pytest.mark.parametrize("layout", [one for one in LAYOUTS if one.title], ids=lambda layout: layout.name)
def test_the_title_is_found(layout: Layout) -> None:
    assert read_bank(layout.page.encode(), name="").bank.title == layout.title


def test_what_was_left_out_is_told() -> None:
    left_out = read_bank(LAYOUTS[0].page.encode(), name="waiter").left_out
    for line in (
        "Accept all cookies",
        "12 upvotes",
        "Help us improve this answer. / -",
        "What does a sommelier do?",
    ):
        assert line in left_out


def test_sections_become_categories() -> None:
    layout = next(one for one in LAYOUTS if one.name == "sections above questions")
    categories = [question.category for question in read_bank(layout.page.encode(), name="w").bank.questions]
    assert categories == ["General", "General", "wine"]


def test_points_and_follow_ups_of_a_page_are_kept() -> None:
    page = """1. How do you plan a shift?
Key points:
- Closes tables early
- Calls people who live nearby
- Takes over a task
Answer: I close four tables first, and then I ask around who can come in.
Follow-up questions:
- What if nobody answers?
- Who decides?
2. Why do you want to serve guests here?
Answer: I like the garden, and I know the menu by heart, since I ate here nine times.
"""
    first = read_bank(page.encode(), name="w").bank.questions[0]
    assert [point.name for point in first.points] == [
        "Closes tables early", "Calls people who live nearby", "Takes over a task",
    ]  # fmt: skip
    assert first.follow_ups == ("What if nobody answers?", "Who decides?")
    assert len(read_bank(page.encode(), name="w").bank.questions) == 2


@pytest.mark.parametrize("text", ["", " \n\n ", "Nothing here is asked.", "-\n-\n-"])
def test_a_text_without_questions_is_told_kindly(text: str) -> None:
    with pytest.raises(ImportFailed, match=r"No questions were found|no text"):
        read_bank(text.encode(), name="x")


def test_a_list_right_below_a_question_is_its_points_each_of_them() -> None:
    page = """The second round

Tell me about a time you calmed a full dining room.
They want to hear what you did yourself.
- Saw the trouble early
- Told the guests
- Moved tables together
- Asked the kitchen for bread
- Thanked a colleague
- Says how the evening ended

What do you do before the doors open?
- Reads the bookings
- Tastes the soup
- Walks once around the room with the youngest waiter

Thanks for reading! See you next week.
"""
    calmed, before = read_bank(page.encode(), name="waiter").bank.questions
    assert [point.text for point in calmed.points] == [
        "Saw the trouble early",
        "Told the guests",
        "Moved tables together",
        "Asked the kitchen for bread",
        "Thanked a colleague",
        "Says how the evening ended",
    ]
    assert {point.source for point in calmed.points} == {"Points on the page"}
    assert (calmed.guidance, calmed.model_answer) == ("They want to hear what you did yourself.", "")
    assert [point.text for point in before.points] == [
        "Reads the bookings",
        "Tastes the soup",
        "Walks once around the room with the youngest waiter",
    ]
    assert before.points[-1].name == "Walks once around the room"
    assert before.model_answer == ""


@pytest.mark.parametrize(
    "below",
    [
        "There are three things that matter on such an evening:\n- calm\n- bread\n- an honest word",
        "- I told the guests how long it takes.\n- I brought them bread.\n- We put two tables together.",
        "- It is a calm voice.\n- It uses bread.\n- We used both at the harbour.",
        "- Our cook sent bread.\n- The guests waited.",
        "- You should be concrete.\n- Make sure that it is short.\n- Interviewers like an ending.",
    ],
    ids=["inside an answer", "an answer told", "an answer told of us", "ours", "advice"],
)
def test_another_list_below_a_question_is_no_list_of_points(below: str) -> None:
    page = f"How do you calm a full dining room?\n{below}\n\nWhy did you leave your last place?\nIt closed.\n"
    calm, leave = read_bank(page.encode(), name="waiter").bank.questions
    assert "Points on the page" not in {point.source for point in calm.points}
    assert calm.model_answer or calm.guidance
    assert leave.model_answer == "It closed."


def test_points_of_a_country_and_of_what_begins_like_us_stay_points() -> None:
    below = "- Names the US market\n- Uses the weekly figures\n- Measures what changed\n- Welcomes a doubt"
    page = f"How do you plan a menu?\n{below}\n\nWhy did you leave your last place?\nIt closed.\n"
    menu = read_bank(page.encode(), name="cook").bank.questions[0]
    assert [f"- {point.text}" for point in menu.points] == below.split("\n")
    assert menu.model_answer == ""


def test_a_table_whose_names_stand_in_plain_cells_is_read_as_columns() -> None:
    page = b"""<table><tr><td></td><td>Question</td><td>Why</td><td>Answer</td></tr>
<tr><td>1</td><td>How do you bake bread?</td><td>It shows care.</td><td>I knead it for ten minutes.</td></tr>
<tr><td>2.</td><td>Why do you bake?</td><td></td><td>Because people come back.</td></tr></table>"""
    found = read_bank(page, name="", file_name="bakers.html").bank.questions
    assert [(one.prompt, one.guidance, one.model_answer) for one in found] == [
        ("How do you bake bread?", "It shows care.", "I knead it for ten minutes."),
        ("Why do you bake?", "", "Because people come back."),
    ]


def test_a_table_that_only_lays_out_the_page_loses_no_line() -> None:
    page = b"""<table><tr><td>Menu</td><td><table><tr><td>How do you bake bread?</td></tr>
<tr><td>I knead it for ten minutes.</td></tr></table></td></tr></table>"""
    read = read_bank(page, name="", file_name="bakers.html")
    assert [(one.prompt, one.model_answer) for one in read.bank.questions] == [
        ("How do you bake bread?", "I knead it for ten minutes.")
    ]
    assert "Menu" in read.left_out


def test_a_row_that_begins_with_its_own_head_keeps_question_and_answer_together() -> None:
    rows = "".join(
        f"<tr><th>{question}</th><td>{answer}</td></tr>"
        for question, answer in (
            (
                "Why do you want to work nights?",
                "Because I sleep best by day, and my mother looks after the boy.",
            ),
            (
                "How do you lift somebody who cannot stand?",
                "With the hoist and a second person, never alone.",
            ),
            (
                "What do you do when a lamp is out?",
                "I write it in the book and put a torch where it is dark.",
            ),
        )
    )
    lines = [line.text for line in html_lines(f"<html><body><table>{rows}</table></body></html>")]
    assert [line[:8] for line in lines] == [
        "Why do y",
        "Because ",
        "How do y",
        "With the",
        "What do ",
        "I write ",
    ]
