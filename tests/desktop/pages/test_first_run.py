"""The first run: three checks that stand for themselves, and a first question one key away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.pages.first_run import CheckName, CheckView, FirstRunPage
from desktop.style.look import Look
from desktop.window import Window
from tests.desktop.fits import misfits, settle
from tests.desktop.opened import opened

GOOD: dict[CheckName, CheckView] = {
    "microphone": CheckView("ok", "Built-in Microphone", "Say something; the bar should move.", "Change"),
    "voice": CheckView("ok", "English, natural voice", "Reads the questions to you.", "Hear it"),
    "model": CheckView("waiting", "Balanced speech model", "Getting ready, about 10 seconds.", "Change", 0.5),
}
BAD: dict[CheckName, CheckView] = {
    "microphone": CheckView(
        "trouble", "Microphone", "No microphone found. Plug one in; it will appear by itself.", "Look again"
    ),
    "voice": CheckView("trouble", "Voice", "No voice found, so questions stay on the screen.", "Voices"),
    "model": CheckView("trouble", "Speech model", "The speech model is damaged.", "Repair"),
}


@pytest.fixture
def page(qtbot: QtBot, look: Look) -> FirstRunPage:
    made = opened(FirstRunPage(), qtbot)
    made.setFocus()
    return made


def test_enter_begins(page: FirstRunPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.start_wished):
        QTest.keyClick(page, Qt.Key.Key_Return)


def test_the_checks_wait_until_they_are_told(page: FirstRunPage) -> None:
    assert all(row.view is not None and row.view.state == "waiting" for row in page.rows.values())


@pytest.mark.parametrize("name", ["microphone", "voice", "model"])
def test_a_check_in_trouble_says_so_in_words_and_offers_a_way_on(
    page: FirstRunPage, qtbot: QtBot, name: CheckName
) -> None:
    page.show_check(name, BAD[name])
    assert "Needs a hand" in page.rows[name].accessibleName()
    with qtbot.waitSignal(page.acted) as told:
        page.rows[name].button.click()
    assert told.args == [name]


def test_the_level_moves_once_there_is_a_microphone(page: FirstRunPage) -> None:
    assert not page.rows["microphone"].meter.isVisible()
    page.show_check("microphone", GOOD["microphone"])
    page.show_level(0.5)
    assert page.rows["microphone"].meter.isVisible()
    assert page.rows["microphone"].meter.lit == 9


def test_one_s_own_questions_can_come_first(page: FirstRunPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.paste_wished):
        page.paste.click()


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(1280, 800, 1.0), (1024, 640, 1.0), (1280, 800, 2.0), (640, 480, 1.0)],
)
@pytest.mark.parametrize("checks", [GOOD, BAD], ids=["good", "bad"])
def test_nothing_is_cut(
    qtbot: QtBot, look: Look, width: int, height: int, scale: float, checks: dict[CheckName, CheckView]
) -> None:
    look.choose("dark", scale=scale)
    page = FirstRunPage()
    for name, view in checks.items():
        page.show_check(name, view)
    window = Window({"first": page}, stages=frozenset({"first"}))
    qtbot.addWidget(window)
    window.show_place("first")
    window.resize(width, height)
    window.show()
    settle()
    assert misfits(page) == []
