"""A second opinion: asked when wished, shown beside the verdict, and never in the way of anything."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.pages.review import ReviewPage, ReviewView
from desktop.pages.settings import SettingsPage
from desktop.settings import Settings
from desktop.showing.second_opinion import Opinions, OpinionTrial, short_name
from desktop.style.look import Look
from desktop.tasks import Tasks
from tests.coach.model_server import ModelServer, open_model_server, reply, said
from tests.desktop import shown

ATTEMPT = shown.attempt()
COUNT = len(shown.POINTS)


class Desk:
    """The review page with an answer, whoever asks about it, and the trial in Settings."""

    def __init__(self, qtbot: QtBot, address: str) -> None:
        self.page, self.settings_page, self.tasks, self.qtbot = ReviewPage(), SettingsPage(), Tasks(), qtbot
        qtbot.addWidget(self.page)
        qtbot.addWidget(self.settings_page)
        self.settings = Settings(second_opinion=True, opinion_address=address, opinion_model="tiny")
        self.opinions = Opinions(self.page, tasks=self.tasks, settings=lambda: self.settings)
        self.trial = OpinionTrial(self.settings_page, tasks=self.tasks, settings=lambda: self.settings)
        self.page.show_view(ReviewView.of(ATTEMPT, earlier=(), now=shown.NOW))
        self.opinions.show(ATTEMPT)

    @property
    def said(self) -> list[str]:
        return [row.line.opinion for row in self.page.points.rows]

    @property
    def told(self) -> str:
        return self.page.points.second.told.words

    def ask(self) -> None:
        self.page.points.second.ask.click()

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.tasks.running, timeout=10_000)

    def try_it(self) -> str:
        self.settings_page.second_opinion.try_it.click()
        self.rest()
        return self.settings_page.second_opinion.told.words


@pytest.fixture
def server(socket_enabled: None) -> Iterator[ModelServer]:
    with open_model_server() as made:
        yield made


@pytest.fixture
def desk(server: ModelServer, qtbot: QtBot, look: Look) -> Iterator[Desk]:
    made = Desk(qtbot, server.address)
    yield made
    server.closing.set()
    made.tasks.close(deadline_s=5)


def test_nobody_is_asked_before_somebody_wishes_it(desk: Desk, server: ModelServer) -> None:
    assert desk.page.points.offers_opinion
    assert desk.said == [""] * COUNT
    assert server.asked == []


def test_each_point_is_asked_about_alone_and_the_answer_stands_beside_the_verdict(
    desk: Desk, server: ModelServer
) -> None:
    server.say(reply(said("covered")), reply(said("missing")), reply(said("I think it is covered.")))
    verdicts = [row.line.state for row in desk.page.points.rows]
    desk.ask()
    desk.rest()
    assert desk.said[:3] == [
        "Second opinion (tiny): covered.",
        "Second opinion (tiny): not heard.",
        "Second opinion (tiny): no clear answer.",
    ]
    assert "Second opinion (tiny): covered." in desk.page.points.rows[0].accessibleName()
    assert [row.line.state for row in desk.page.points.rows] == verdicts
    assert desk.told.startswith("From tiny, which you run. It changes no verdict")
    points = [json.loads(one)["point"] for one in server.messages]
    assert points == [point for point, *_ in shown.POINTS]
    assert shown.attempt() == ATTEMPT


def test_a_slow_model_blocks_nothing_and_one_may_stop(desk: Desk, server: ModelServer) -> None:
    server.wait_s = 30
    desk.ask()
    assert desk.told == f"Asking tiny: 1 of {COUNT}."
    assert desk.page.points.second.ask.text() == "Stop asking"
    desk.ask()
    assert desk.told == "Stopped. Your review stays as it is."
    assert desk.page.points.second.ask.text() == "Second opinion"
    desk.rest()
    assert desk.said == [""] * COUNT


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (reply(b"<html>"), "is no answer of a language model"),
        (reply(said("covered"))[:90], "broke off"),
        (reply(b"", status="302 Found", head="Location: http://192.0.2.1/\r\n"), "That is not followed."),
        (b"x" * 2_000_000, "far more than an answer"),
    ],
)
def test_a_server_that_lies_or_breaks_off_is_told_once_and_what_was_said_stays(
    desk: Desk, server: ModelServer, answer: bytes, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    server.say(reply(said("partly")), answer)
    desk.ask()
    desk.rest()
    assert told in desk.told
    assert desk.told.endswith("Your review stays as it is.")
    assert desk.said == ["Second opinion (tiny): partly covered."] + [""] * (COUNT - 1)
    assert len(server.asked) == 2
    assert [one.getMessage() for one in caplog.records] == ["asking for a second opinion failed"]
    server.say(reply(said("covered")))
    desk.ask()
    desk.rest()
    assert desk.said == ["Second opinion (tiny): partly covered."] + ["Second opinion (tiny): covered."] * (
        COUNT - 1
    )


def test_another_answer_ends_the_asking_and_the_first_ones_opinions_are_still_known(
    desk: Desk, server: ModelServer
) -> None:
    desk.ask()
    desk.rest()
    server.wait_s = 30
    other = replace(ATTEMPT, id="other")
    desk.opinions.show(other)
    assert desk.said == [""] * COUNT
    desk.ask()
    desk.opinions.show(ATTEMPT)
    assert desk.page.points.second.ask.text() == "Second opinion"
    assert desk.said == ["Second opinion (tiny): covered."] * COUNT


def test_who_leaves_the_page_finds_the_button_as_it_was(desk: Desk, server: ModelServer) -> None:
    server.wait_s = 30
    desk.ask()
    desk.opinions.stop()
    assert desk.page.points.second.ask.text() == "Second opinion"
    assert desk.told == ""
    desk.rest()


def test_an_answer_that_is_written_down_anew_has_no_opinions_yet(desk: Desk) -> None:
    desk.ask()
    desk.rest()
    desk.opinions.show(replace(ATTEMPT, review=shown.judged("Something else was heard.")))
    assert desk.said == [""] * COUNT


def test_a_model_that_read_only_a_part_of_a_long_answer_does_not_speak_of_all_of_it(
    desk: Desk, server: ModelServer
) -> None:
    desk.opinions.show(replace(ATTEMPT, id="long", review=shown.judged("And then we went on. " * 100)))
    server.say(reply(said("missing")))
    desk.ask()
    desk.rest()
    assert desk.said == ["Second opinion (tiny), on a part of your answer: not heard."] * COUNT


def test_switched_off_nothing_of_it_is_shown_or_asked(desk: Desk, server: ModelServer) -> None:
    desk.ask()
    desk.rest()
    asked = len(server.asked)
    desk.settings = replace(desk.settings, second_opinion=False)
    desk.opinions.show(ATTEMPT)
    assert not desk.page.points.offers_opinion
    assert desk.said == [""] * COUNT
    desk.page.opinion_wished.emit()
    assert len(server.asked) == asked
    assert desk.tasks.running == ()


def test_without_a_name_one_is_told_where_it_is_written(desk: Desk, server: ModelServer) -> None:
    desk.settings = replace(desk.settings, opinion_model="")
    desk.ask()
    assert desk.told == "Write the model’s name first, as its server calls it. It is in Settings."
    assert server.asked == []


def test_that_words_would_leave_this_computer_is_said_before_anybody_asks(desk: Desk) -> None:
    assert desk.told == ""
    desk.settings = replace(desk.settings, opinion_address="192.168.1.20:11434")
    desk.opinions.show(ATTEMPT)
    assert desk.told == "Sends the words of this answer to 192.168.1.20:11434, in your network."


# ---- the trial in Settings


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("covered", "and found the point of a made-up answer, as it should. It can be asked."),
        ("missing", "but did not find the point"),
        ("Sure! It is covered.", "but not in one of the three words"),
    ],
)
def test_a_trial_says_what_happened(desk: Desk, server: ModelServer, content: str, told: str) -> None:
    server.say(reply(said(content)))
    words = desk.try_it()
    assert words.startswith("It answered in ")
    assert told in words
    assert "tests twice" in server.messages[0]


def test_a_trial_of_a_server_that_is_not_there_says_so(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.settings = replace(desk.settings, opinion_address="http://127.0.0.1:9/v1")
    assert desk.try_it() == (
        "No server answers at 127.0.0.1:9. Start it, or look at the address; then try again."
    )
    assert "trying a language model failed" in caplog.text


def test_a_trial_without_a_name_asks_nobody(desk: Desk, server: ModelServer) -> None:
    desk.settings = replace(desk.settings, opinion_model="")
    assert desk.try_it() == "Write the model’s name first, as its server calls it."
    assert server.asked == []


def test_a_trial_can_be_stopped_and_a_change_ends_it(desk: Desk, server: ModelServer) -> None:
    server.wait_s = 30
    choice = desk.settings_page.second_opinion
    choice.try_it.click()
    assert choice.try_it.text() == "Stop"
    choice.try_it.click()
    assert (choice.try_it.text(), choice.told.words) == ("Try it", "")
    choice.try_it.click()
    choice.changed.emit("opinion_model", "other")
    assert choice.try_it.text() == "Try it"
    desk.rest()
    assert choice.told.words == ""


def test_a_long_name_is_shown_short() -> None:
    assert short_name("llama3.2") == "llama3.2"
    assert short_name("hf.co/someone/Llama-3.2-3B-Instruct-GGUF:Q4_K_M") == "Llama-3.2-3B-Instruct-GGUF:…"
