"""A word in passing: stays six seconds, undoes on demand, keeps clear of the sidebar."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.style.look import Look
from desktop.widgets.button import Button
from desktop.widgets.toast import SHOWN_MS, Toast


def make(qtbot: QtBot) -> tuple[QWidget, Toast]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    toast = Toast(window)
    window.show()
    return window, toast


def test_undo_acts_once_and_the_toast_goes(qtbot: QtBot, look: Look) -> None:
    _window, toast = make(qtbot)
    acts: list[str] = []
    toast.tell("Answer deleted.", action="Undo", act=lambda: acts.append("undo"))
    toast.findChildren(Button)[0].click()
    assert (acts, toast.isVisible()) == (["undo"], False)


def test_the_toast_goes_by_itself_after_six_seconds(qtbot: QtBot, look: Look) -> None:
    _window, toast = make(qtbot)
    toast.tell("Saved.")
    timer = toast.findChildren(QTimer)[0]
    assert (SHOWN_MS, timer.interval(), timer.isActive()) == (6000, 6000, True)
    timer.timeout.emit()
    assert not toast.isVisible()


def test_the_toast_stays_bottom_left_and_clear_of_the_sidebar(qtbot: QtBot, look: Look) -> None:
    window, toast = make(qtbot)
    toast.keep_clear(204)
    toast.tell("Answer deleted.", action="Undo")
    assert toast.x() == 204 + 16
    window.resize(700, 480)
    assert toast.geometry().bottom() < 480
    toast.tell("A sentence that is much longer than the window is wide " * 5)
    assert toast.geometry().right() < 700


def test_a_long_sentence_goes_on_on_another_line_and_stays_longer(qtbot: QtBot, look: Look) -> None:
    window, toast = make(qtbot)
    toast.tell("Saved.")
    one_line = toast.height()
    sentence = (
        "Your recordings are safe, but the history cannot be read. Move the file away to begin anew. " * 2
    )
    toast.tell(sentence)
    assert toast.height() > one_line
    assert toast.geometry().right() <= window.width()
    label = next(one for one in toast.findChildren(QLabel) if one.isVisible())
    assert label.heightForWidth(label.width()) <= label.height()
    assert toast.findChildren(QTimer)[0].interval() > SHOWN_MS


def test_ctrl_z_undoes_while_undo_is_offered_and_only_then(qtbot: QtBot, look: Look) -> None:
    window, toast = make(qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    acts: list[str] = []

    def press() -> None:
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    toast.tell("Saved.", action="Review it", act=lambda: acts.append("review"))
    press()
    assert acts == []
    toast.tell("Answer deleted.", action="Undo", act=lambda: acts.append("undo"))
    press()
    press()
    assert acts == ["undo"]
    toast.tell("Answer deleted.", action="Undo", act=lambda: acts.append("late"))
    toast.findChildren(QTimer)[0].timeout.emit()
    press()
    assert acts == ["undo"]


def told(toast: Toast) -> tuple[str, str]:
    """What it says, and what its button does."""
    button = toast.findChildren(Button)[0]
    return toast.accessibleName(), button.text() if button.isVisible() else ""


def test_what_is_wrong_is_told_one_after_another_the_most_pressing_first(qtbot: QtBot, look: Look) -> None:
    _window, toast = make(qtbot)
    toast.tell("A bank cannot be read.", rank=6)
    toast.tell("No model.", rank=4)
    toast.tell("No history.", rank=1)
    toast.tell("A setting cannot be that.", rank=6)
    assert told(toast) == ("No history.", "3 more")
    toast.findChildren(QTimer)[0].timeout.emit()
    assert told(toast) == ("No model.", "2 more")
    toast.findChildren(Button)[0].click()
    assert told(toast) == ("A bank cannot be read.", "1 more")
    toast.findChildren(Button)[0].click()
    assert told(toast) == ("A setting cannot be that.", "")
    toast.findChildren(QTimer)[0].timeout.emit()
    assert not toast.isVisible()


def test_what_was_just_done_comes_at_once_and_what_is_wrong_comes_again_after_it(
    qtbot: QtBot, look: Look
) -> None:
    _window, toast = make(qtbot)
    acts: list[str] = []
    toast.tell("No model.", rank=4)
    toast.tell("Answer deleted.", action="Undo", act=lambda: acts.append("undo"))
    assert told(toast) == ("Answer deleted.", "Undo")
    toast.tell("No history.", rank=1)
    assert told(toast) == ("Answer deleted.", "Undo"), "nothing takes away what can be undone"
    toast.findChildren(Button)[0].click()
    assert (acts, told(toast)) == (["undo"], ("No history.", "1 more"))
    toast.findChildren(Button)[0].click()
    assert (acts, told(toast)) == (["undo"], ("No model.", ""))


def test_what_is_told_after_an_undo_waits_until_the_time_to_undo_is_over(qtbot: QtBot, look: Look) -> None:
    _window, toast = make(qtbot)
    toast.tell("Answer deleted.", action="Undo", act=lambda: None)
    toast.tell("No history.", rank=1)
    toast.tell("Your answer is saved.", action="Review it", act=lambda: None)
    assert told(toast) == ("Answer deleted.", "Undo")
    toast.findChildren(QTimer)[0].timeout.emit()
    assert told(toast) == ("Your answer is saved.", "Review it")
    toast.findChildren(QTimer)[0].timeout.emit()
    assert told(toast) == ("No history.", "")


def test_of_two_undos_the_later_comes_first_and_the_earlier_again_after_it(qtbot: QtBot, look: Look) -> None:
    _window, toast = make(qtbot)
    timer, button = toast.findChildren(QTimer)[0], toast.findChildren(Button)[0]
    acts: list[str] = []
    for name in ("first", "second", "third"):
        toast.tell("Point deleted.", action="Undo", act=lambda name=name: acts.append(name))  # type: ignore[misc]
    button.click()
    assert (acts, told(toast)) == (["third"], ("Point deleted.", "Undo"))
    timer.timeout.emit()  # the second may go
    button.click()
    assert (acts, toast.isVisible()) == (["third", "first"], False)


def test_an_undo_that_made_way_comes_for_the_rest_of_its_time_after_what_is_wrong(
    qtbot: QtBot, look: Look
) -> None:
    _window, toast = make(qtbot)
    timer = toast.findChildren(QTimer)[0]
    toast.tell("Answer deleted.", action="Undo", act=lambda: None)
    timer.start(SHOWN_MS * 2 // 3)
    toast.tell("Point deleted.", action="Undo", act=lambda: None)
    assert timer.interval() == SHOWN_MS
    toast.tell("The disk is full.", rank=1)
    timer.timeout.emit()
    assert told(toast) == ("The disk is full.", "1 more")
    timer.timeout.emit()
    assert told(toast) == ("Answer deleted.", "Undo")
    assert SHOWN_MS // 2 < timer.interval() < SHOWN_MS


def test_an_undo_that_made_way_at_the_end_of_its_time_still_stays_long_enough_to_be_reached(
    qtbot: QtBot, look: Look
) -> None:
    _window, toast = make(qtbot)
    timer = toast.findChildren(QTimer)[0]
    toast.tell("Answer deleted.", action="Undo", act=lambda: None)
    timer.start(1)
    toast.tell("Point deleted.", action="Undo", act=lambda: None)
    timer.timeout.emit()
    assert (told(toast), timer.interval()) == (("Answer deleted.", "Undo"), SHOWN_MS // 2)


def test_what_is_told_twice_is_shown_once_and_what_has_been_read_does_not_come_again(
    qtbot: QtBot, look: Look
) -> None:
    _window, toast = make(qtbot)
    timer = toast.findChildren(QTimer)[0]
    toast.tell("No model.", rank=4)
    toast.tell("No model.", rank=4)
    toast.tell("No history.", rank=1)
    toast.tell("No model.", rank=4)
    assert told(toast) == ("No history.", "1 more")
    timer.start(SHOWN_MS // 3)  # most of its time is over
    toast.tell("Answer deleted.", action="Undo")
    timer.timeout.emit()
    assert told(toast) == ("No model.", "")


def test_ctrl_z_in_a_field_is_the_field_s(qtbot: QtBot, look: Look) -> None:
    window, toast = make(qtbot)
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    QTest.keyClicks(field, "why")
    acts: list[str] = []
    toast.tell("Question deleted.", action="Undo", act=lambda: acts.append("undo"))
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (acts, field.text()) == ([], "")


def test_the_key_is_shown_only_where_it_undoes_that(qtbot: QtBot, look: Look) -> None:
    window, toast = make(qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field, other = QLineEdit(window), QPushButton("Other", window)
    field.show()
    other.show()
    button = toast.findChildren(Button)[0]
    field.setFocus()
    toast.tell("Question deleted.", action="Undo", act=lambda: None)
    assert button.key == ""
    narrow = toast.width()
    other.setFocus()
    assert button.key == "Ctrl+Z"
    assert toast.width() > narrow
    field.setFocus()
    assert (button.key, toast.width()) == ("", narrow)
    field.setReadOnly(True)
    toast.tell("Question deleted.", action="Undo", act=lambda: None)
    assert button.key == "Ctrl+Z"
    toast.tell("Saved.", action="Review it", act=lambda: None)
    toast.findChildren(QTimer)[0].timeout.emit()
    assert (told(toast), button.key) == (("Saved.", "Review it"), "")


def test_what_was_done_gives_way_to_what_is_wrong_unless_it_can_be_undone(qtbot: QtBot, look: Look) -> None:
    _window, toast = make(qtbot)
    toast.tell("Your answer is saved.", action="Review it", act=lambda: None)
    toast.tell("It could not be kept.", rank=1)
    assert told(toast) == ("It could not be kept.", "")
    toast.findChildren(QTimer)[0].timeout.emit()
    assert not toast.isVisible()


def test_while_one_speaks_only_what_cannot_wait_is_told_and_the_rest_after_it(
    qtbot: QtBot, look: Look
) -> None:
    _window, toast = make(qtbot)
    toast.tell("No model.", rank=4)
    toast.tell("A bank cannot be read.", rank=6)
    toast.hold_back(speaks=True)
    assert not toast.isVisible()
    toast.tell("No voice.", rank=5)
    assert not toast.isVisible()
    toast.tell("The disk is full.", rank=1)
    assert told(toast) == ("The disk is full.", "")
    toast.findChildren(QTimer)[0].timeout.emit()
    assert not toast.isVisible()
    toast.hold_back(speaks=False)
    assert told(toast) == ("No model.", "2 more")
    toast.findChildren(QTimer)[0].start(SHOWN_MS // 3)  # most of its time is over
    toast.hold_back(speaks=True)
    toast.hold_back(speaks=False)
    assert told(toast) == ("No voice.", "1 more")


def test_a_screen_reader_is_told_each_word_once_and_how_it_is_undone(qtbot: QtBot, look: Look) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    said: list[str] = []
    toast = Toast(window, announce=said.append)
    window.show()
    toast.tell("Saved.")
    toast.tell("Answer deleted.", action="Undo", act=lambda: None)
    toast.tell("The disk is full.", rank=1)
    toast.tell("The model is gone.", rank=4)
    assert said == ["Saved.", "Answer deleted. Undo, Ctrl+Z"]
    toast.findChildren(QTimer)[0].timeout.emit()
    assert said[2:] == ["The disk is full."]
