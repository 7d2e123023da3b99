"""A notice says what is safe, and each way on tells its wish."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop import notices
from desktop.notices import Where
from desktop.style.look import Look
from desktop.widgets.layout import box, column
from desktop.widgets.notice_card import NoticeCard
from desktop.widgets.scroll import Scroll

VANISHED = notices.microphone_vanished(
    Where(safe_s=48, microphone="Blue Yeti", other_microphone="Built-in Microphone")
)


def test_every_way_on_tells_its_wish(qtbot: QtBot, look: Look) -> None:
    card = NoticeCard()
    qtbot.addWidget(card)
    card.show_notice(VANISHED)
    told: list[str] = []
    card.wished.connect(told.append)
    for button in card.buttons:
        button.click()
    assert told == ["go_on_with_other", "review", "start_again"]
    assert [button.kind for button in card.buttons] == ["primary", "secondary", "quiet"]
    assert card.accessibleName().startswith("Your answer up to 0:48 is safe")


def test_the_same_notice_again_leaves_its_buttons_alone(qtbot: QtBot, look: Look) -> None:
    card = NoticeCard()
    qtbot.addWidget(card)
    card.show_notice(VANISHED)
    before = card.buttons
    card.show_notice(VANISHED)
    assert card.buttons == before
    card.show_notice(notices.no_microphone())
    assert [button.text() for button in card.buttons] == ["Look again", "Settings"]


def test_a_calm_card_leaves_the_primary_button_to_its_page(qtbot: QtBot, look: Look) -> None:
    card = NoticeCard(calm=True)
    qtbot.addWidget(card)
    card.show_notice(VANISHED)
    assert [button.kind for button in card.buttons] == ["secondary", "quiet", "quiet"]


def test_a_key_is_found_on_the_button_that_shows_it(qtbot: QtBot, look: Look) -> None:
    card = NoticeCard(keys={"keep": "Space"})
    qtbot.addWidget(card)
    card.show_notice(notices.leave_question())
    keep = card.button_for(Qt.Key.Key_Space)
    assert keep is not None
    assert keep.text() == "Keep"
    card.show_notice(VANISHED)
    assert card.button_for(Qt.Key.Key_Space) is None


def test_a_card_is_no_taller_than_its_words_need(qtbot: QtBot, look: Look) -> None:
    card, page = NoticeCard(calm=True), QWidget()
    qtbot.addWidget(page)
    page.setLayout(column(box(column(card)), Scroll(QWidget())))
    card.show_notice(VANISHED)
    page.resize(900, 800)
    page.show()
    assert card.height() <= 1.2 * card.heightForWidth(card.width())
    assert card.height() < 200
