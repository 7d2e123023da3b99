"""The settings page: what is chosen is told at once, what does not fit is explained, nothing is cut."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.pages.settings import SettingsPage, SettingsView
from desktop.pages.settings.bands import fillers, length, pace
from desktop.pages.settings.view import choices
from desktop.settings import Settings
from desktop.style.look import Look
from desktop.widgets.offer_row import OfferLine
from desktop.window import Window
from tests.desktop import shown
from tests.desktop.fits import misfits, settle
from tests.desktop.opened import BESIDE_NAVIGATION_PX, opened


@pytest.fixture
def page(qtbot: QtBot, look: Look) -> SettingsPage:
    made = SettingsPage()
    made.show_view(shown.settings_view())
    opened(made, qtbot, width=BESIDE_NAVIGATION_PX)
    settle()
    return made


def words(page: SettingsPage) -> str:
    return " | ".join(label.accessibleName() for label in page.findChildren(QLabel) if label.isVisible())


def test_showing_tells_nobody_of_a_change(page: SettingsPage, qtbot: QtBot) -> None:
    other = Settings(
        microphone="Blue Yeti", voice_rate=1.3, appearance="dark", text_scale=1.5, live_words=True
    )
    with qtbot.assertNotEmitted(page.changed):
        page.show_view(replace(shown.settings_view(), settings=other))
    assert page.microphone.select.chosen == "Blue Yeti"
    assert page.shade.chosen == "dark"
    assert page.text_scale.chosen == "1.5"
    assert page.live_words.isChecked()


def test_every_change_names_a_field_of_the_settings(page: SettingsPage) -> None:
    told: dict[str, object] = {}
    page.changed.connect(lambda key, value: told.update({key: value}))
    page.microphone.select.picked.emit("Blue Yeti")
    page.loudspeaker.select.picked.emit("Headphones")
    page.voice.select.picked.emit("en-gb")
    page.voice.rate.setValue(100)
    page.models[0].choice.click()
    page.live_words.click()
    page.recordings.keep.click()
    page.shade.picked.emit("dark")
    page.text_scale.picked.emit("1.25")
    assert told == {
        "microphone": "Blue Yeti",
        "loudspeaker": "Headphones",
        "voice": "en-gb",
        "voice_rate": 1.6,
        "model": "tiny.en",
        "live_words": True,
        "keep_sound_of_last": 20,
        "appearance": "dark",
        "text_scale": 1.25,
    }
    assert told.keys() <= {one.name for one in fields(Settings)}


def test_without_models_nothing_contradicts_what_is_said_of_the_one_that_is_loaded(
    page: SettingsPage,
) -> None:
    nothing = replace(shown.settings_view(), models=())
    page.show_view(nothing)
    assert "No speech model found. Answers are kept as sound" in words(page)
    page.show_view(replace(nothing, model_fault="Quick still writes your answers down."))
    assert "kept as sound" not in words(page)


def test_the_second_opinion_is_off_and_its_fields_appear_with_the_switch(
    page: SettingsPage, qtbot: QtBot
) -> None:
    choice = page.second_opinion
    assert not choice.switch.isChecked()
    assert not choice.address.isVisible()
    with qtbot.waitSignal(page.changed) as told:
        choice.switch.click()
    assert told.args == ["second_opinion", True]
    page.show_view(replace(shown.settings_view(), settings=Settings(second_opinion=True)))
    assert choice.address.isVisible()
    assert choice.address.text() == "http://127.0.0.1:11434/v1"
    assert choice.where.words.startswith("On this computer: Greenroom sends what you say nowhere else.")
    assert "Nothing leaves this computer: no account" in words(page)


def test_address_and_model_are_typed_and_tried_with_the_keyboard(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_view(replace(shown.settings_view(), settings=Settings(second_opinion=True)))
    told: dict[str, object] = {}
    page.changed.connect(lambda key, value: told.update({key: value}))
    choice = page.second_opinion
    choice.switch.setFocus(Qt.FocusReason.TabFocusReason)
    for part in (choice.address, choice.model):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert page.focusWidget() is part
        assert part.accessibleName()
    QTest.keyClicks(choice.model, " qwen2.5:7b ")
    assert told == {"opinion_model": "qwen2.5:7b"}
    with qtbot.waitSignal(choice.try_wished):
        QTest.keyClick(choice.model, Qt.Key.Key_Return)
    QTest.keyClick(choice.model, Qt.Key.Key_Tab)
    assert page.focusWidget() is choice.try_it
    assert told.keys() <= {one.name for one in fields(Settings)}


def test_where_the_words_would_go_is_said_while_the_address_is_typed(page: SettingsPage) -> None:
    page.show_view(replace(shown.settings_view(), settings=Settings(second_opinion=True)))
    choice = page.second_opinion
    choice.address.selectAll()
    QTest.keyClicks(choice.address, "http://192.168.1.20:11434")
    assert choice.where.words.startswith("On another computer in your network")
    assert choice.where.property("tone") == "amber"
    assert choice.try_it.isEnabled()
    choice.address.selectAll()
    QTest.keyClicks(choice.address, "https://api.example.com/v1")
    assert "plain http" in choice.where.words
    assert not choice.try_it.isEnabled()


def test_a_model_that_runs_elsewhere_is_refused_while_its_name_is_typed(page: SettingsPage) -> None:
    page.show_view(replace(shown.settings_view(), settings=Settings(second_opinion=True)))
    choice = page.second_opinion
    QTest.keyClicks(choice.model, "gpt-oss:120b-cloud")
    assert choice.where.words.startswith("A model with “cloud” in its name runs on computers of others")
    assert choice.where.property("tone") == "amber"
    assert not choice.try_it.isEnabled()
    choice.model.selectAll()
    QTest.keyClicks(choice.model, "gpt-oss:20b")
    assert choice.where.words.startswith("On this computer")
    assert choice.try_it.isEnabled()


def test_that_nothing_leaves_this_computer_is_said_only_while_it_is_so(page: SettingsPage) -> None:
    there = Settings(second_opinion=True, opinion_address="192.168.1.20:11434")
    page.show_view(replace(shown.settings_view(), settings=there))
    assert page.recordings.safe.words.startswith(
        "Nothing leaves this computer but the answers you ask 192.168.1.20:11434 about"
    )
    page.show_view(replace(shown.settings_view(), settings=replace(there, second_opinion=False)))
    assert page.recordings.safe.words.startswith("Nothing leaves this computer: ")


def test_a_band_that_was_typed_is_told_once_it_fits(page: SettingsPage, qtbot: QtBot) -> None:
    field = page.bands.length[1]
    field.setText("2:30")
    with qtbot.waitSignal(page.changed) as told:
        field.editingFinished.emit()
    assert told.args == ["length_s", (60.0, 150.0)]
    assert not page.bands.fault.isVisible()


def test_a_band_that_does_not_fit_is_explained_and_not_told(page: SettingsPage, qtbot: QtBot) -> None:
    page.bands.pace[0].setText("fast")
    with qtbot.assertNotEmitted(page.changed):
        page.bands.pace[0].editingFinished.emit()
    assert page.bands.fault.isVisible()
    assert "such as 110 to 175" in page.bands.fault.words


def test_what_is_wrong_with_a_band_goes_when_the_last_good_one_stands_there_again(
    page: SettingsPage, qtbot: QtBot
) -> None:
    page.bands.pace[0].setText("fast")
    page.bands.pace[0].editingFinished.emit()
    assert page.bands.fault.isVisible()
    page.bands.show_settings(Settings(live_words=True))
    assert page.bands.pace[0].text() == "110"
    assert not page.bands.fault.isVisible()


def test_the_usual_bands_can_be_had_back(page: SettingsPage) -> None:
    page.show_view(replace(shown.settings_view(), settings=Settings(pace_wpm=(90.0, 140.0))))
    told: dict[str, object] = {}
    page.changed.connect(lambda key, value: told.update({key: value}))
    assert page.bands.usual.isVisible()
    page.bands.usual.click()
    assert told["pace_wpm"] == (110.0, 175.0)
    assert not page.bands.usual.isVisible()


def test_letters_typed_into_a_field_stay_there(page: SettingsPage) -> None:
    field = page.bands.length[0]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "0:45")
    assert field.text() == "0:45"


def test_the_words_of_the_microphone_s_test_do_not_flicker_and_never_take_back_that_it_heard(
    page: SettingsPage,
) -> None:
    page.microphone.test.click()
    said = []
    for part in (0.0, 0.02, 0.5, 0.12, 0.03, 0.5, 0.1, *[0.01] * 40):
        page.show_level(part)
        said.append(page.microphone.words.words)
    assert said[:2] == ["Nothing yet", "Nothing yet"]
    assert set(said[2:35]) == {"Good level"}
    assert said[-1] == "It heard you"
    page.microphone.test.click()
    page.microphone.test.click()
    page.show_level(0.0)
    assert page.microphone.words.words == "Nothing yet"


def test_more_models_opens_like_all_that_opens(page: SettingsPage) -> None:
    """A chevron at the edge of its column, which turns."""
    more = page.more_models
    assert more.more.kind == "disclose"
    assert more.more.mapTo(page, QPoint(0, 0)).x() == page.live_words.mapTo(page, QPoint(0, 0)).x()
    closed = more.more.grab().toImage()
    more.more.click()
    assert more.is_open
    assert more.more.grab().toImage() != closed


def test_the_row_of_a_copy_comes_and_goes_without_losing_the_focus(page: SettingsPage) -> None:
    """Tab goes from the button that adds it to its way out, and back there once it is gone."""
    more, offer = page.more_models, OfferLine("small.en", "Careful", "486 MB")
    copied = OfferLine("mine", "mine", "from a folder", part=0.5, is_copy=True)
    more.show_offers((offer,))
    more.show_offers((copied, offer))
    settle()
    more.bring_in.setFocus()
    QTest.keyClick(more.bring_in, Qt.Key.Key_Tab)
    assert more.rows[0].cancel.hasFocus()
    more.show_offers((replace(copied, part=0.6), offer))
    assert more.rows[0].cancel.hasFocus()
    more.show_offers((offer,))
    settle()
    assert more.bring_in.hasFocus()


def test_a_row_that_becomes_a_copy_or_a_download_again_keeps_the_focus(page: SettingsPage) -> None:
    more, offer = page.more_models, OfferLine("small.en", "Careful", "486 MB")
    more.show_offers((replace(offer, part=0.5, is_copy=True),))
    settle()
    more.rows[0].cancel.setFocus()
    more.show_offers((offer,))
    settle()
    assert more.rows[0].fetch.hasFocus()


def test_where_nothing_is_left_to_offer_the_list_is_closed_after_a_copy(page: SettingsPage) -> None:
    more = page.more_models
    more.show_offers((OfferLine("mine", "mine", "from a folder", part=0.5, is_copy=True),))
    assert more.is_open
    more.show_offers(())
    assert not more.is_open


def test_the_test_of_the_microphone_shows_its_level_and_ends_with_the_page(
    page: SettingsPage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.microphone_tested) as told:
        page.microphone.test.click()
    assert told.args == [True]
    page.show_level(0.5)
    assert page.microphone.words.words == "Good level"
    with qtbot.waitSignal(page.microphone_tested) as told:
        page.hide()
    assert told.args == [False]


def test_everything_is_deleted_only_after_a_second_yes(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.delete_all_wished):
        page.recordings.delete.click()
    assert (
        page.recordings.ask.words
        == "Delete all 46 answers, with the sound and the words? Your questions stay."
    )
    page.recordings.no.click()
    assert not page.recordings.ask.isVisible()
    page.recordings.delete.click()
    with qtbot.waitSignal(page.delete_all_wished):
        page.recordings.yes.click()


def test_only_models_that_are_there_can_be_chosen(page: SettingsPage) -> None:
    assert [row.choice.text() for row in page.models] == ["Quick", "Balanced"]
    assert [row.choice.isChecked() for row in page.models] == [False, True]
    page.show_view(SettingsView())
    assert page.models == ()
    assert "No speech model found." in words(page)


def test_who_chose_a_model_can_have_the_automatic_choice_back(page: SettingsPage, qtbot: QtBot) -> None:
    chooses = "Greenroom chooses it, so that this computer keeps up."
    assert not page.usual_model.isVisible()
    assert chooses in words(page)
    page.show_view(replace(shown.settings_view(), settings=Settings(model="tiny.en"), model="tiny.en"))
    assert page.usual_model.isVisible()
    assert chooses not in words(page)
    page.models[-1].choice.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.models[-1].choice, Qt.Key.Key_Tab)
    assert page.focusWidget() is page.usual_model
    with qtbot.waitSignal(page.changed) as told:
        QTest.keyClick(page.usual_model, Qt.Key.Key_Space)
    assert told.args == ["model", ""]
    page.show_view(shown.settings_view())
    assert [row.choice.isChecked() for row in page.models] == [False, True]
    assert not page.usual_model.isVisible()


def test_arrows_go_from_model_to_model(page: SettingsPage, qtbot: QtBot) -> None:
    page.models[1].choice.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(page.changed) as told:
        QTest.keyClick(page.models[1].choice, Qt.Key.Key_Up)
    assert told.args == ["model", "tiny.en"]
    assert [row.choice.isChecked() for row in page.models] == [True, False]


def test_a_bare_computer_is_told_what_it_lacks_and_how_to_mend_it(page: SettingsPage) -> None:
    page.show_view(SettingsView())
    for sentence in ("No microphone found.", "No loudspeaker found.", "No voice found"):
        assert sentence in words(page)
    assert not page.microphone.test.isEnabled()
    assert "No answers yet." in words(page)


def test_while_devices_are_looked_for_none_is_missed(page: SettingsPage) -> None:
    page.show_view(SettingsView(is_looking=True))
    assert "found" not in words(page)


def test_a_chosen_microphone_that_is_away_stays_chosen() -> None:
    offered = choices((), chosen="Blue Yeti", default="")
    assert offered == (("", "System default"), ("Blue Yeti", "Blue Yeti (not there now)"))


@pytest.mark.parametrize(
    ("low", "high", "value"),
    [("1:00", "2:00", (60.0, 120.0)), ("45", "90 s", (45.0, 90.0)), (" 0:30 ", "10:00", (30.0, 600.0))],
)
def test_lengths_can_be_typed_as_one_thinks_of_them(low: str, high: str, value: tuple[float, float]) -> None:
    assert length(low, high).value == value


@pytest.mark.parametrize(
    ("low", "high"), [("2:00", "1:00"), ("1:00", "1:00"), ("1:75", "3:00"), ("", "1:00"), ("0:01", "2:00")]
)
def test_a_length_that_is_none_is_explained(low: str, high: str) -> None:
    assert length(low, high).value is None
    assert length(low, high).fault


def test_numbers_outside_what_people_can_speak_are_explained() -> None:
    assert pace("110", "175").value == (110.0, 175.0)
    assert pace("10", "500").fault
    assert fillers("4,5").value == 4.5
    assert fillers("-1").fault
    assert fillers("61").fault


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [
        (1280, 800, 1.0),
        (1024, 640, 1.0),
        (1280, 800, 1.5),
        (1280, 800, 2.0),
        (640, 480, 1.0),
        (640, 480, 2.0),
    ],
)
@pytest.mark.parametrize("bare", [False, True])
def test_nothing_is_cut(qtbot: QtBot, look: Look, width: int, height: int, scale: float, bare: bool) -> None:
    look.choose("light", scale=scale)
    page = SettingsPage()
    opinion = Settings(
        second_opinion=True,
        opinion_address="192.168.1.20:1",
        opinion_model="qwen2.5:7b",
        model="base",
    )
    whole = replace(shown.settings_view(), settings=opinion)
    page.show_view(SettingsView(folder="/home/someone/data") if bare else whole)
    page.second_opinion.show_trial("It answered in 2.1 s, but not in one of the three words asked for.")
    page.recordings.delete.click()
    page.microphone.test.click()
    window = Window({"settings": page}, stages=frozenset())
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    settle()
    assert misfits(page) == []
    page.microphone.test.setFocus(Qt.FocusReason.TabFocusReason)


def test_the_words_to_notice_are_the_persons_to_change(page: SettingsPage) -> None:
    told: list[object] = []
    page.changed.connect(lambda key, value: told.append((key, value)))
    assert page.markers.words.toPlainText().startswith("like, so, right")
    assert not page.markers.usual.isVisible()
    page.markers.words.selectAll()
    QTest.keyClicks(page.markers.words, "like,  at the  end of the day,, like")
    assert told[-1] == ("markers", ("like", "at the end of the day"))
    page.show_view(replace(shown.settings_view(), settings=Settings(markers=("like",))))
    assert page.markers.usual.isVisible()
    page.markers.usual.click()
    assert told[-1] == ("markers", Settings().markers)
    assert page.markers.words.toPlainText().startswith("like, so, right")


def test_no_word_at_all_may_be_noticed(page: SettingsPage) -> None:
    told: list[object] = []
    page.changed.connect(lambda _key, value: told.append(value))
    page.markers.words.selectAll()
    QTest.keyClick(page.markers.words, Qt.Key.Key_Delete)
    assert told[-1] == ()


def test_the_way_back_to_the_automatic_choice_stands_at_the_edge_of_the_models(page: SettingsPage) -> None:
    chosen = replace(shown.settings_view(), settings=Settings(model="base"))
    page.show_view(chosen)
    settle()
    one, other = page.usual_model, page.more_models.more
    assert (one.kind, one.mapTo(page, QPoint(0, 0)).x()) == (other.kind, other.mapTo(page, QPoint(0, 0)).x())
