"""Tab comes to everything on a page, where it stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.pages.review import ReviewPage
from desktop.pages.review.second_opinion import OpinionView
from desktop.pages.settings import SettingsPage
from desktop.style.look import Look
from desktop.widgets.button import Button
from desktop.widgets.layout import box, column
from desktop.widgets.tab_order import tab_through
from desktop.window import Window
from tests.desktop import shots, shown, shown_banks
from tests.desktop.fits import settle


def window_with(qtbot: QtBot, page: QWidget, *, place: str) -> Window:
    made = Window({place: page}, stages=frozenset())
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show_place(place)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settle()
    return made


def way_round(window: Window) -> list[str]:
    """The names of all that Tab comes to, from the sidebar on."""
    window.navigation.setFocus()
    window.navigation.focusNextChild()
    met, names = list[QWidget](), list[str]()
    for _step in range(120):
        one = QApplication.focusWidget()
        assert one is not None
        if met and one is met[0]:
            return names[1:]
        if not met or one is not met[-1]:  # a text stops at each of its links
            met.append(one)
            names.append(one.accessibleName())
        QTest.keyClick(one, Qt.Key.Key_Tab)
    pytest.fail("Tab does not come round")


def test_from_the_sidebar_tab_comes_to_the_head_of_the_questions_first(qtbot: QtBot, look: Look) -> None:
    window = window_with(qtbot, shots.questions_page(), place="questions")
    met = way_round(window)
    assert met[0] == "Add questions"
    assert met.index("Search questions and answers") < met.index("Questions") < met.index("Practise")


def test_a_page_still_begins_at_its_list(qtbot: QtBot, look: Look) -> None:
    page = shots.questions_page()
    window = window_with(qtbot, page, place="questions")
    assert QApplication.focusWidget() is page.list
    QTest.keyClick(page.list, Qt.Key.Key_F6)
    assert window.navigation.isAncestorOf(QApplication.focusWidget() or page)
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is page.list


def test_a_page_begins_at_its_list_also_before_its_window_is_seen(qtbot: QtBot, look: Look) -> None:
    """A card that comes in the meantime looks where one stands: Enter takes its offer only from there."""
    page = shots.questions_page()
    window = Window({"questions": page}, stages=frozenset())
    qtbot.addWidget(window)
    window.show_place("questions")
    assert window.focusWidget() is page.list


def test_when_adding_tab_goes_from_the_text_to_the_cards_and_from_them_to_the_foot(
    qtbot: QtBot, look: Look
) -> None:
    page = shown_banks.add_page()
    window = window_with(qtbot, page, place="add_questions")
    first = page.cards.cards[0]
    assert first.is_open
    met = way_round(window)
    order = [
        "Open a file",
        "Write one yourself",
        "What you pasted",
        first.tick.accessibleName(),
        "Model answer",
        page.cards.cards[1].tick.accessibleName(),
        "Cancel",
    ]
    assert [met.index(name) for name in order] == sorted(met.index(name) for name in order)
    assert met[-1].startswith("Keep ")


def test_in_the_settings_tab_comes_to_the_models_after_the_voice(qtbot: QtBot, look: Look) -> None:
    page = SettingsPage()
    page.show_view(shown.settings_view())
    met = way_round(window_with(qtbot, page, place="settings"))
    model = page.models[0].choice.accessibleName()
    assert met.index("Speed of the voice") < met.index(model) < met.index("Show the words while I speak")


def test_in_a_review_tab_comes_to_suggestions_points_and_the_second_opinion_last(
    qtbot: QtBot, look: Look
) -> None:
    page = ReviewPage()
    page.show_view(shown.view())
    page.show_opinions(OpinionView(is_offered=True))
    met = way_round(window_with(qtbot, page, place="review"))
    row = page.points.rows[0].accessibleName()
    assert met.index("Delete this answer") < met.index(row) == len(met) - 2
    assert met[-1] == "Second opinion"


def test_what_is_not_laid_out_yet_is_left_out(qtbot: QtBot, look: Look) -> None:
    first, last, apart = Button("First"), Button("Last"), Button("Apart")
    page = box(column(last, first))
    qtbot.addWidget(page)
    qtbot.addWidget(apart)
    tab_through(first, apart, last)
    page.show()
    first.setFocus()
    page.focusNextChild()
    assert page.focusWidget() is last
