"""A page copied as one line is a list of questions again; what is one question stays one."""

from __future__ import annotations

import pytest

from seeds.importer import ImportFailed, read_bank
from seeds.importing.run_on import split_run_on

ASKED = (
    "Tell me about a menu you wrote.",
    "How do you calm a guest whose meal is late?",
    "Describe a night when you were two cooks short.",
    "What do you do with food that is left over?",
)


def prompts(text: str) -> list[str]:
    return [question.prompt for question in read_bank(text.encode(), name="cook").bank.questions]


@pytest.mark.parametrize(
    "sign",
    ["{}. ", "{}) ", "({}) ", "{}: ", "Q{}. ", "Question {}: ", "#{}. "],
    ids=lambda sign: sign.strip(),
)
@pytest.mark.parametrize("between", [" ", "", "   "], ids=["a space", "nothing", "spaces"])
def test_a_numbered_list_in_one_line_is_a_list(sign: str, between: str) -> None:
    line = between.join(f"{sign.format(number)}{asked}" for number, asked in enumerate(ASKED, 1))
    assert prompts(line) == list(ASKED)


@pytest.mark.parametrize("sign", ["• ", "▪ ", "· ", "Q: "])
def test_so_is_one_with_bullets_or_with_q(sign: str) -> None:
    assert prompts(" ".join(sign + asked for asked in ASKED)) == list(ASKED)


def test_so_are_questions_one_after_another() -> None:
    assert prompts(" ".join(ASKED)) == list(ASKED)


def test_heading_and_foot_of_the_line_go_into_no_question() -> None:
    numbered = " ".join(f"{number}. {asked}" for number, asked in enumerate(ASKED, 1))
    found = read_bank(f"Cook Interview Questions {numbered} © 2025 Pans and Pots".encode(), name="")
    assert [question.prompt for question in found.bank.questions] == list(ASKED)
    assert found.bank.title == "Cook Interview Questions"


def test_the_answers_in_the_line_stay_with_their_questions() -> None:
    line = (
        "1. How do you plan a menu? I begin with what the market has that week, and I keep one dish that "
        "regulars ask for. 2. How do you cut waste? I weigh what comes back on plates, and make stock of "
        "what is trimmed."
    )
    first, second = read_bank(line.encode(), name="cook").bank.questions
    assert (first.prompt, second.prompt) == ("How do you plan a menu?", "How do you cut waste?")
    assert first.model_answer.startswith("I begin with what the market has")
    assert second.model_answer.endswith("of what is trimmed.")


def test_a_line_of_a_longer_page_is_parted_too() -> None:
    page = f"Kitchen\n\nBefore the first day\n1. {ASKED[0]} 2. {ASKED[1]} 3. {ASKED[2]}\n\nSee you there."
    assert prompts(page) == list(ASKED[:3])


@pytest.mark.parametrize(
    "line",
    [
        "Tell me about a night that went wrong. What happened? What did you learn from it?",
        "Tell me about a guest you lost. How did you notice? And what did you do?",
        "I would 1. smell it 2. look at the date 3. throw it away.",
        "What do you know about rule 3. 5 or 6? And what about 7. Is it new?",
        "We open at 1. Why do we close at 3. Because of the cook.",
        "Salt • Pepper • Oil",
        "I would list them. (a) Height. (b) Blood pressure. (c) Age and sex, always.",
        "What are rights? All rights come with duties, I think. Copyright is one of them.",
    ],
)
def test_what_is_no_list_of_questions_stays_whole(line: str) -> None:
    assert split_run_on(line, alone=True) == [line]


def test_a_numbered_list_inside_an_answer_stays_in_its_answer() -> None:
    page = (
        "1. How do you check a delivery?\nI always 1. weigh it 2. take its temperature 3. sign for it, and "
        "only then it goes into the cold room.\n2. Who taught you to cook?\nMy aunt did, on a ship."
    )
    first, second = read_bank(page.encode(), name="cook").bank.questions
    assert "2. take its temperature 3. sign" in first.model_answer
    assert second.prompt == "Who taught you to cook?"


def test_bullets_without_end_are_left_alone() -> None:
    with pytest.raises(ImportFailed):
        read_bank(("•a" * 400_000).encode(), name="cook")


def test_a_short_answer_in_the_line_is_one_where_it_begins_as_only_an_answer_does() -> None:
    line = (
        "1. How do you plan a menu? I ask the market. 2. How do you cut waste? We weigh it. "
        "3. Why us? Do say."
    )
    first, second, third = read_bank(line.encode(), name="cook").bank.questions
    assert (first.prompt, first.model_answer) == ("How do you plan a menu?", "I ask the market.")
    assert (second.prompt, second.model_answer) == ("How do you cut waste?", "We weigh it.")
    assert third.prompt == "Why us? Do say."


def test_what_is_drawn_behind_a_question_mark_takes_nothing_from_it() -> None:
    assert prompts("Why are you here? 🎉🎉\nHow do you plan a menu? 🙂") == [
        "Why are you here? 🎉🎉",
        "How do you plan a menu? 🙂",
    ]


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("Why us, of all people？", "How do you calm a guest whose meal is late？"),
        ("你为什么想来我们公司工作？", "请介绍一下你自己和你的家乡好吗？"),
        ("自己紹介をしていただけますか？", "なぜこの会社で働きたいのですか？"),
        ("لماذا تريد العمل معنا؟", "ما هي نقاط قوتك وضعفك؟"),
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n", "\n2. "])
def test_every_scripts_question_mark_ends_a_question(asked: str, other: str, between: str) -> None:
    first = "1. " if "2" in between else ""
    assert prompts(f"{first}{asked}{between}{other}") == [asked, other]


def test_a_numbered_list_in_one_line_may_have_chinese_marks() -> None:
    asked = ["你为什么想来我们公司工作？", "你的优点和缺点是什么？", "五年后你想做什么工作？"]
    assert prompts("".join(f"{number}、{one}" for number, one in enumerate(asked, 1))) == asked
    assert prompts("".join(asked)) == asked
