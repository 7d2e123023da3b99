"""Words on screen: never markup, with the line height of their role, cut with an ellipsis if at all."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.style.look import Look
from desktop.style.theme import current
from desktop.widgets.elided import Elided
from desktop.widgets.label import Label


def test_a_paragraph_keeps_the_line_height_of_its_role(qtbot: QtBot, look: Look) -> None:
    label = Label("one\ntwo\nthree", "body", wrap=True)
    qtbot.addWidget(label)
    assert label.heightForWidth(400) == 3 * current().line_px("body")


def test_words_are_never_taken_for_markup(qtbot: QtBot, look: Look) -> None:
    told = "Is 1 < 2 & <b>bold</b>?"
    label = Label(told, wrap=True)
    qtbot.addWidget(label)
    assert label.accessibleName() == label.words == told
    assert "<b>" not in label.text()


def test_a_label_says_something_else(qtbot: QtBot, look: Look) -> None:
    label = Label("Recording")
    qtbot.addWidget(label)
    label.say("Saved")
    assert (label.text(), label.accessibleName()) == ("Saved", "Saved")


def test_a_long_line_asks_for_no_more_room_than_there_is(qtbot: QtBot, look: Look) -> None:
    line = Elided("A microphone with a very long name " * 4)
    qtbot.addWidget(line)
    line.resize(100, line.height())
    assert line.minimumSizeHint().width() <= 40
    assert line.toolTip().startswith("A microphone")
    line.grab()


def test_a_word_that_no_line_holds_is_broken_and_still_read_as_it_is(qtbot: QtBot, look: Look) -> None:
    address = "https://example.org/" + "interview" * 12
    label = Label(address, "question", wrap=True)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 400
    assert label.accessibleName() == label.words == address
    assert "\u200b" not in Label("A line of usual words, each of them short enough.", wrap=True).text()
