"""Where one can go: told by mouse and keyboard, named also where only icons are shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.style.look import Look
from desktop.widgets.navigation import PLACES, Navigation, NavigationButton


def test_a_click_tells_where_one_wants_to_go(qtbot: QtBot, look: Look) -> None:
    navigation = Navigation()
    qtbot.addWidget(navigation)
    told: list[str] = []
    navigation.wished.connect(told.append)
    for button in navigation.findChildren(NavigationButton):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert sorted(told) == sorted(place.id for place in PLACES)


def test_the_rail_is_narrow_and_still_has_names(qtbot: QtBot, look: Look) -> None:
    navigation = Navigation()
    qtbot.addWidget(navigation)
    assert navigation.width() == 204
    navigation.set_rail(rail=True)
    assert navigation.width() == 56
    names = {button.accessibleName() for button in navigation.findChildren(NavigationButton)}
    assert names == {"Questions", "Practice", "Review", "Progress", "Settings"}


def test_a_place_is_marked_without_telling(qtbot: QtBot, look: Look) -> None:
    navigation = Navigation()
    qtbot.addWidget(navigation)
    with qtbot.assertNotEmitted(navigation.wished):
        navigation.show_place("review")
    marked = [button.text() for button in navigation.findChildren(NavigationButton) if button.isChecked()]
    assert marked == ["Review"]
