"""The questions page: what one looks for is found, every key does what it shows, nothing is cut off."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from desktop.pages.questions import QuestionsPage
from desktop.style.look import Look
from desktop.widgets.attempt_row import AttemptLine, AttemptRow
from desktop.widgets.question_sheet import QuestionSheet
from desktop.widgets.state_dots import in_brief
from desktop.window import Window
from tests.desktop import shots
from tests.desktop.fits import misfits, settle
from tests.desktop.opened import BESIDE_NAVIGATION_PX, opened
from tests.desktop.shots import BANKS, DETAIL, ROWS, Shell


@pytest.fixture
def page(qtbot: QtBot, look: Look) -> QuestionsPage:
    made = opened(shots.questions_page(), qtbot, width=BESIDE_NAVIGATION_PX)
    made.list.setFocus()
    return made


def shown(page: QuestionsPage) -> list[str]:
    return [row.id for row in page.list.rows]


def words(page: QuestionsPage) -> str:
    settle()
    parts = [*page.findChildren(QLabel), *page.findChildren(QAbstractButton)]
    return " | ".join(part.accessibleName() for part in parts if part.isVisible())


def test_the_first_question_is_stood_on_and_asked_for(qtbot: QtBot, look: Look) -> None:
    page = QuestionsPage()
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.question_chosen, timeout=1000) as told:
        page.show_rows(ROWS)
    assert told.args == ["q0"]
    assert page.list.current_id == "q0"


def test_enter_in_the_list_practises_the_question_one_stands_on(qtbot: QtBot, page: QuestionsPage) -> None:
    with qtbot.waitSignal(page.practise_wished, timeout=1000) as told:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert told.args == ["q0"]


def test_a_click_on_a_row_shows_it_and_does_not_practise(qtbot: QtBot, page: QuestionsPage) -> None:
    place = page.list.visualRect(page.list.model().index(2, 0)).center()
    with qtbot.assertNotEmitted(page.practise_wished), qtbot.waitSignal(page.question_chosen) as told:
        QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["q2"]


@pytest.mark.parametrize(("key", "expected"), [(Qt.Key.Key_J, "q1"), (Qt.Key.Key_Down, "q1")])
def test_j_and_arrows_move_in_the_list(qtbot: QtBot, page: QuestionsPage, key: Qt.Key, expected: str) -> None:
    with qtbot.waitSignal(page.question_chosen, timeout=1000) as told:
        QTest.keyClick(page.list, key)
    assert told.args == [expected]
    QTest.keyClick(page.list, Qt.Key.Key_K)
    assert page.list.current_id == "q0"


def test_r_hears_the_question_and_m_opens_the_model_answer(qtbot: QtBot, page: QuestionsPage) -> None:
    with qtbot.waitSignal(page.hear_wished, timeout=1000) as told:
        QTest.keyClick(page.list, Qt.Key.Key_R)
    assert told.args == ["q0"]
    assert page.sheet is not None
    assert not page.sheet.is_model_shown
    assert "Show the model answer" in words(page)
    QTest.keyClick(page.list, Qt.Key.Key_M)
    assert page.sheet.is_model_shown
    assert "Hide the model answer" in words(page)


def test_one_may_go_through_as_many_questions_as_one_likes(page: QuestionsPage) -> None:
    for number in range(60):
        page.show_detail(replace(DETAIL, id=f"q{number}"))
        settle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert page.sheet is not None
    assert page.sheet.detail.id == "q59"
    assert len(page.findChildren(QuestionSheet)) == 1


def test_letters_sleep_while_one_types(qtbot: QtBot, page: QuestionsPage) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_Slash)
    assert page.search.hasFocus()
    with qtbot.assertNotEmitted(page.hear_wished):
        QTest.keyClicks(page.search, "r m")
    assert page.search.text() == "r m"


def test_a_search_looks_through_questions_and_answers(page: QuestionsPage) -> None:
    rows = (*ROWS, replace(ROWS[0], id="deep", text="Another one", searched="We used KAFKA for it."))
    page.show_rows(rows)
    page.search.setText("kafka used")
    assert shown(page) == ["deep"]


def test_a_search_without_a_find_says_so_and_is_cleared(qtbot: QtBot, page: QuestionsPage) -> None:
    page.search.setText("kafka")
    assert "No question contains “kafka”." in words(page)
    clear = next(part for part in page.findChildren(QAbstractButton) if part.text() == "Clear")
    clear.click()
    assert len(shown(page)) == len(ROWS)
    assert page.search.text() == ""


def answer_for(page: QuestionsPage) -> None:
    """Have the page's wishes for a question answered, as the app does."""
    page.question_chosen.connect(lambda wanted: page.show_detail(replace(DETAIL, id=wanted)))


def test_where_nothing_is_found_no_question_is_left_to_practise(qtbot: QtBot, page: QuestionsPage) -> None:
    answer_for(page)
    page.list.stand_on("q4")
    page.list.step(0)
    page.search.setFocus()
    page.search.setText("kafka")
    assert page.sheet is None
    assert "Practise" not in words(page)
    with qtbot.assertNotEmitted(page.practise_wished):
        QTest.keyClick(page.search, Qt.Key.Key_Return)
        QTest.keyClick(page, Qt.Key.Key_Return)
    page.search.clear()
    assert page.list.current_id == "q4"
    assert page.sheet is not None
    assert page.sheet.detail.id == "q4"


def test_enter_on_nothing_found_leaves_the_keys_in_the_search(page: QuestionsPage) -> None:
    answer_for(page)
    page.search.setFocus()
    QTest.keyClicks(page.search, "kafka")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert page.search.hasFocus()
    QTest.keyClick(page.search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.search, Qt.Key.Key_Backspace)
    assert len(shown(page)) == len(ROWS)
    assert page.search.hasFocus()
    QTest.keyClicks(page.search, "/a")
    assert page.search.text() == "/a"


def test_one_comes_back_to_a_search_without_a_find_by_its_field(page: QuestionsPage) -> None:
    page.search.setText("kafka")
    page.add.setFocus()
    page.setFocus()
    assert page.search.hasFocus()


def test_a_list_that_becomes_empty_hands_the_keys_on(page: QuestionsPage) -> None:
    page.show_rows(())
    assert page.search.hasFocus()


def test_a_search_says_that_the_list_is_narrowed_and_how_it_is_cleared(page: QuestionsPage) -> None:
    assert "found" not in words(page)
    word = ROWS[3].text.split()[-1]
    page.search.setText(word)
    page.show_rows(ROWS)  # as when one comes back from practice: the search is kept
    assert page.search.text() == word
    assert f"{len(shown(page))} of 10 questions found" in words(page)
    clear = next(
        part for part in page.findChildren(QAbstractButton) if part.accessibleName() == "Clear the search"
    )
    clear.click()
    assert (page.search.text(), len(shown(page))) == ("", len(ROWS))
    assert page.list.hasFocus()


def test_segments_count_and_narrow(page: QuestionsPage) -> None:
    assert "All 10 | Up next 3 | Not tried 4" in words(page)
    page.segments.picked.emit("untried")
    page.segments.choose("untried")
    page.segments.picked.emit("untried")
    assert shown(page) == ["q3", "q6", "q7", "q9"]


def test_new_values_leave_one_where_one_stood(page: QuestionsPage) -> None:
    page.list.stand_on("q4")
    page.show_rows(ROWS)
    assert page.list.current_id == "q4"
    page.show_rows(ROWS, chosen="q6")
    assert page.list.current_id == "q6"


def test_an_empty_bank_offers_to_add_questions(qtbot: QtBot, page: QuestionsPage) -> None:
    page.show_rows(())
    page.show_detail(None)
    assert "No questions here yet." in words(page)
    add = next(part for part in page.findChildren(QAbstractButton) if part.text() == "Add questions")
    with qtbot.waitSignal(page.add_wished, timeout=1000):
        add.click()


def test_a_bank_is_chosen_by_its_name(qtbot: QtBot, page: QuestionsPage) -> None:
    page.search.setText("pipeline")
    with qtbot.waitSignal(page.bank_chosen, timeout=1000) as told:
        QTest.keyClick(page.banks, Qt.Key.Key_Down)
    assert told.args == [BANKS[1].name]
    assert page.search.text() == ""


def test_an_attempt_is_opened_by_its_line(qtbot: QtBot, page: QuestionsPage) -> None:
    line = page.findChildren(AttemptRow)[1]
    assert line.accessibleName() == "Yesterday, 22:41. 3 of 6 points covered, 1 partly. 1:39. 171 wpm"
    with qtbot.waitSignal(page.attempt_opened, timeout=1000) as told:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert told.args == ["a2"]


def test_what_is_shown_of_the_points_is_said_to_be_of_the_last_answer(page: QuestionsPage) -> None:
    page.show_detail(replace(DETAIL, said="today"))
    assert "from your last answer, today" in words(page)


def test_a_question_never_tried_shows_no_states(page: QuestionsPage) -> None:
    page.show_detail(replace(DETAIL, id="new", said="", attempts=(), model_answer="", guidance=""))
    told = words(page)
    assert "Attempts" not in told
    assert "model answer" not in told
    assert "from your last answer" not in told


def test_in_one_column_enter_opens_the_question_and_esc_comes_back(qtbot: QtBot, page: QuestionsPage) -> None:
    page.resize(800, 640)
    settle()
    assert page.is_single
    with qtbot.assertNotEmitted(page.practise_wished):
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    settle()
    assert page.sheet is not None
    assert page.sheet.isVisible()
    assert not page.list.isVisible()
    with qtbot.waitSignal(page.practise_wished, timeout=1000):
        QTest.keyClick(page.sheet.practise, Qt.Key.Key_Return)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    settle()
    assert page.list.isVisible()
    assert not page.leave()


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("size", [(1280, 800), (1024, 640), (800, 640), (640, 480)])
def test_nothing_is_cut_off(qtbot: QtBot, look: Look, scale: float, size: tuple[int, int]) -> None:
    look.choose("light", scale=scale)
    page = shots.questions_page(model=True)
    shell = Shell(page, place="questions")
    qtbot.addWidget(shell)
    shell.resize(*size)
    shell.show()
    assert misfits(shell) == []
    if page.is_single:
        page.list.picked.emit("q0")
        assert misfits(shell) == []


def test_a_search_among_some_of_the_questions_says_nothing_of_the_others(page: QuestionsPage) -> None:
    page.segments.choose("untried")
    page.segments.picked.emit("untried")
    untried = shown(page)
    assert 0 < len(untried) < len(ROWS)
    word = next(row.text for row in ROWS if row.id == untried[0])
    page.search.setText(word)
    assert f"1 of {len(untried)} questions found" in words(page)
    page.search.setText(next(row.text for row in ROWS if row.tried))
    assert "No question in “Not tried” contains" in words(page)


def test_in_the_smallest_window_with_the_largest_text_nothing_pokes_out(qtbot: QtBot, look: Look) -> None:
    look.choose("light", scale=2.0)
    page = shots.questions_page(model=True)
    window = Window({"questions": page}, stages=frozenset())
    qtbot.addWidget(window)
    window.resize(640, 480)
    window.show()
    assert misfits(page) == []
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.sheet is not None
    assert page.sheet.isVisible()
    assert misfits(page) == []


def test_a_new_look_keeps_the_question_as_it_was(page: QuestionsPage, look: Look) -> None:
    assert page.sheet is not None
    page.sheet.turn_model_answer()
    look.choose("dark", scale=1.25)
    settle()
    assert page.sheet.is_model_shown
    assert page.list.current_id == "q0"


ENDLESS = "See https://example.org/" + "averylongword" * 8
STORY = "You take over a service that nobody has touched for two years, and whose tests do not run. " * 4


@pytest.mark.parametrize("text", [ENDLESS, STORY])
def test_an_odd_question_pushes_nothing_out_of_the_window(qtbot: QtBot, look: Look, text: str) -> None:
    shell = shots.Shell(page := shots.questions_page(), place="questions")
    qtbot.addWidget(shell)
    points = (replace(shots.DETAIL.points[0], name=text), *shots.DETAIL.points[1:])
    page.show_rows((replace(shots.ROWS[0], text=text), *shots.ROWS[1:]))
    page.show_detail(replace(shots.DETAIL, text=text, points=points))
    shell.resize(1024, 640)
    shell.show()
    assert misfits(shell) == []
    assert page.sheet is not None
    practise = page.sheet.practise
    assert practise.mapTo(shell, practise.rect().bottomLeft()).y() < shell.height()


def test_thirty_points_are_a_number_and_leave_room_for_when_it_was(qtbot: QtBot, look: Look) -> None:
    assert in_brief(shots.states("cpm")) == ""
    assert in_brief(shots.states("c" * 26 + "p" * 4)) == "26 of 30"
    rows = [
        AttemptRow(AttemptLine("a", "Today, 23:04", "1:11", "151 wpm", shots.states("c" * 12 + rest)))
        for rest in ("p" * 18, "m" * 18)
    ]
    for one in rows:
        qtbot.addWidget(one)
        one.resize(400, one.height())
    assert rows[0].grab().toImage() == rows[1].grab().toImage()
