"""The review page: every word and key does what it shows, nothing jumps as words come, nothing is cut."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coach.coverage import NAMED, NOT_DONE, OF_OTHERS, Coverage
from coach.norms import NOTES
from coach.pacing import Pause
from coach.spelled import clock
from coach.transcript import Span
from coach.voice import Voice
from desktop.pages.review import ReviewPage
from desktop.pages.review.page import ReviewPage as Page
from desktop.pages.review.points import SIDE_PX, counted
from desktop.style.look import Look
from desktop.style.theme import current
from desktop.widgets.button import QUIET_PX, Button
from desktop.widgets.coverage_row import CoverageRow, PointLine
from desktop.widgets.label import Label
from desktop.widgets.state_dots import StateDots
from desktop.window import Window
from tests.desktop import shown
from tests.desktop.fits import misfits, settle
from tests.desktop.opened import BESIDE_NAVIGATION_PX, opened

LOOKS = [
    (1280, 800, 1.0),
    (1024, 640, 1.0),
    (1280, 800, 1.5),
    (1280, 800, 2.0),
    (640, 480, 1.0),
]


@pytest.fixture
def page(qtbot: QtBot, look: Look) -> ReviewPage:
    made = ReviewPage()
    made.show_view(shown.view())
    opened(made, qtbot, width=BESIDE_NAVIGATION_PX)
    made.setFocus()
    settle()
    return made


def words(page: Page) -> str:
    return " | ".join(label.accessibleName() for label in page.findChildren(QLabel) if label.isVisible())


def test_a_click_on_a_word_plays_from_there_to_the_end(page: ReviewPage, qtbot: QtBot) -> None:
    word = page.words.script.words[6]
    cursor = page.words.textCursor()
    cursor.setPosition(word.start + 1)
    place = page.words.cursorRect(cursor).center()
    with qtbot.waitSignal(page.play_wished) as told:
        viewport = page.words.viewport()
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert told.args == [word.start_s, None]


def test_a_click_on_a_point_plays_its_words_and_tints_them(page: ReviewPage, qtbot: QtBot) -> None:
    coverage = shown.judged().coverage
    assert coverage is not None
    evidence = coverage.points[2].evidence
    assert evidence is not None
    with qtbot.waitSignal(page.play_wished) as told:
        page.points.rows[2].click()
    assert told.args is not None
    assert told.args[0] == evidence.start_s
    assert told.args[1] == pytest.approx(evidence.end_s, abs=1.0)
    assert page.points.rows[2].isChecked()


def test_a_point_that_was_not_heard_opens_the_model_answer(page: ReviewPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.play_wished):
        page.points.rows[5].click()
    assert page.model.is_open


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Qt.Key.Key_Space, "toggle_wished"),
        (Qt.Key.Key_T, "try_again_wished"),
        (Qt.Key.Key_N, "next_wished"),
    ],
)
def test_keys_do_what_buttons_do(page: ReviewPage, qtbot: QtBot, key: Qt.Key, signal: str) -> None:
    with qtbot.waitSignal(getattr(page, signal)):
        QTest.keyClick(page, key)


def test_brackets_go_to_the_answers_before_and_after(page: ReviewPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.attempt_wished) as told:
        QTest.keyClick(page, Qt.Key.Key_BracketLeft)
    assert told.args == [-1]
    with qtbot.assertNotEmitted(page.attempt_wished):
        QTest.keyClick(page, Qt.Key.Key_BracketRight)
    page.show_view(replace(shown.view(), number=1, count=3))
    with qtbot.waitSignal(page.attempt_wished) as told:
        QTest.keyClick(page, Qt.Key.Key_BracketRight)
    assert told.args == [1]


def test_j_and_k_go_over_the_points_and_enter_plays(page: ReviewPage, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_K):
        QTest.keyClick(page, key)
    assert page.points.chosen == 1
    with qtbot.waitSignal(page.play_wished):
        QTest.keyClick(page, Qt.Key.Key_Return)


def test_m_opens_and_closes_the_model_answer(page: ReviewPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_M)
    assert page.model.is_open
    assert shown.QUESTION.model_answer in words(page)
    QTest.keyClick(page, Qt.Key.Key_M)
    assert not page.model.is_open


def test_keys_work_while_the_transcript_has_the_focus(page: ReviewPage, qtbot: QtBot) -> None:
    page.words.setFocus(Qt.FocusReason.TabFocusReason)
    for key, signal in ((Qt.Key.Key_Space, page.toggle_wished), (Qt.Key.Key_T, page.try_again_wished)):
        with qtbot.waitSignal(signal):
            QTest.keyClick(page.words, key)


def test_a_figure_tells_how_it_is_measured_and_its_source(page: ReviewPage) -> None:
    pace = page.delivery.figures[1]
    pace.click()
    assert NOTES["pace"].source in page.delivery.note
    page.delivery.figures[3].click()
    assert NOTES["fillers"].source in page.delivery.note
    assert not pace.isChecked()
    page.delivery.figures[3].click()
    assert page.delivery.note == ""


def known(page: Page) -> list[str]:
    return [one.value.key for one in page.voice.delivery.figures if not one.isHidden()]


def test_voice_and_pauses_are_closed_at_first_and_open_under_the_six(page: ReviewPage) -> None:
    figure = page.voice.delivery.figures[0]
    assert page.voice.button.isVisible()
    assert not figure.isVisible()
    page.voice.button.click()
    settle()
    assert figure.isVisible()
    assert known(page) == ["melody", "loudness_range", "fading_ends", "signal_to_noise", "clause_pauses"]
    assert figure.mapTo(page, QPoint(0, 0)).y() > page.delivery.mapTo(page, QPoint(0, 0)).y()
    page.voice.button.click()
    assert not figure.isVisible()


def test_the_figures_of_the_voice_are_those_the_coach_worked_out(page: ReviewPage) -> None:
    made = shown.judged()
    melody, loudness, fading, room, clauses, _ = page.voice.delivery.figures
    assert melody.value.value == made.voice.pitch_sd_semitones
    assert loudness.value.value == made.voice.level_range_db
    assert fading.value.unit == f"of {made.voice.phrase_count}"
    assert room.value.value == made.voice.signal_to_noise_db
    assert clauses.value.value == made.delivery.long_pauses_inside_clause


def test_a_figure_of_the_voice_tells_its_source_and_what_is_only_convention(page: ReviewPage) -> None:
    page.voice.button.click()
    for figure in page.voice.delivery.figures:
        figure.click()
        assert NOTES[figure.value.key].source in page.voice.delivery.note
    page.voice.delivery.figures[0].click()
    assert "Hincks and Edlund (2009)" in page.voice.delivery.note
    assert "convention" in page.voice.delivery.note


def test_a_figure_without_a_norm_is_neither_inside_nor_outside_a_band(page: ReviewPage) -> None:
    said = page.voice.delivery.figures[1].accessibleName()
    assert "the band" not in said
    assert said.endswith("No agreed norm")


def test_a_figure_that_reads_as_its_limit_is_not_above_it(page: ReviewPage) -> None:
    whole = shown.view()
    delivery = replace(whole.review.delivery, articulation_rate_syllables_per_s=5.52, duration_s=120.6)
    page.show_view(replace(whole, review=replace(whole.review, delivery=delivery)))
    length, _pace, articulation = (one.accessibleName() for one in page.delivery.figures[:3])
    assert articulation == "Articulation: 5.5 syll/s. Inside the band. Usual 3.5 to 5.5"
    assert length == "Length: 2:00. Inside the band. Target 1:00 to 2:00"


def test_an_answer_of_a_few_words_says_why_it_has_no_pace(page: ReviewPage) -> None:
    whole = shown.view()
    assert "Too little was said" not in words(page)
    short = replace(whole.review.delivery, words_per_minute=None, word_count=4)
    page.show_view(replace(whole, review=replace(whole.review, delivery=short)))
    assert "Too little was said to tell a pace" in words(page)
    assert page.delivery.figures[1].accessibleName() == "Pace: not known. Quiet band 110 to 175"


def test_an_opened_point_shows_all_of_its_evidence(qtbot: QtBot, look: Look) -> None:
    quote = "so we looked at two hundred of the pictures that it got wrong, all of them by hand, and then"
    row, brief = (
        CoverageRow(PointLine("Looked", "covered", quote=quote)),
        CoverageRow(PointLine("Looked", "covered", quote="so we looked")),
    )
    qtbot.addWidget(row)
    qtbot.addWidget(brief)
    assert row.heightForWidth(300) == brief.heightForWidth(300)
    row.setChecked(True)
    brief.setChecked(True)
    assert row.heightForWidth(300) == brief.heightForWidth(300) + 2 * current().line_px("quote")


def test_a_voice_that_hardly_moves_is_said_to_be_flat_and_where(page: ReviewPage) -> None:
    whole = shown.view()
    flat = replace(whole.review.voice, pitch_sd_semitones=1.2, flat_stretches=(Span(12.0, 30.0),))
    page.show_view(replace(whole, review=replace(whole.review, voice=flat)))
    said = page.voice.delivery.figures[0].accessibleName()
    assert said.startswith("Melody: 1.2 st. Below the band.")
    assert said.endswith("Flattest from 0:12")


def test_the_moments_of_fading_ends_and_broken_clauses_are_told(page: ReviewPage) -> None:
    whole = shown.view()
    ends = tuple(Span(at_s, at_s + 0.5) for at_s in (5.0, 12.0, 40.0, 62.0))
    fading = replace(whole.review.voice, fading_ends=ends, phrase_count=9)
    long = (Pause(20.0, 21.5, "inside"), Pause(31.0, 33.0, "inside"), Pause(50.0, 53.0, "clause_end"))
    delivery = replace(whole.review.delivery, long_pauses_inside_clause=2)
    review = replace(whole.review, voice=fading, pauses=long, delivery=delivery)
    page.show_view(replace(whole, review=review))
    assert page.voice.delivery.figures[2].accessibleName().endswith("To be heard at 0:05, 0:12, 0:40, …")
    said = page.voice.delivery.figures[4].accessibleName()
    assert said == "Clause pauses: 2 over 1 s. Above the band. Usual up to 1. To be heard at 0:20 and 0:31"


def test_a_recording_that_was_too_loud_says_so(page: ReviewPage) -> None:
    whole = shown.view()
    for share, there in ((0.004, True), (0.0004, False)):
        sound = replace(whole.review.heard.sound, clipped_share=share)
        heard = replace(whole.review.heard, sound=sound)
        page.show_view(replace(whole, review=replace(whole.review, heard=heard)))
        assert ("clipped" in known(page)) == there


def test_what_is_not_known_of_an_old_answer_is_not_shown(page: ReviewPage) -> None:
    page.voice.button.click()
    page.voice.delivery.figures[0].click()
    whole = shown.view()
    old = replace(whole.review.voice, pitch_sd_semitones=None, signal_to_noise_db=None)
    page.show_view(replace(whole, review=replace(whole.review, voice=old)))
    settle()
    assert known(page) == ["loudness_range", "fading_ends", "clause_pauses"]
    assert page.voice.delivery.note == ""
    places = [one.geometry() for one in page.voice.delivery.figures if not one.isHidden()]
    assert places[0].x() == 0
    assert not any(one.intersects(other) for one in places for other in places if one != other)
    unplaced = tuple(replace(one, place="") for one in whole.review.pauses)
    page.show_view(replace(whole, review=replace(whole.review, voice=Voice(), pauses=unplaced)))
    assert not page.voice.isVisible()


def test_another_answer_begins_with_its_voice_closed(page: ReviewPage) -> None:
    page.voice.button.click()
    page.show_view(replace(shown.view(), summary="Another line."))
    assert page.voice.is_open
    page.show_view(replace(shown.view(), attempt_id="other"))
    assert not page.voice.is_open


@pytest.mark.parametrize(("width", "height", "scale"), LOOKS)
def test_nothing_is_cut_with_the_voice_open(
    qtbot: QtBot, look: Look, width: int, height: int, scale: float
) -> None:
    look.choose("dark", scale=scale)
    page = ReviewPage()
    whole = shown.view()
    heard = replace(whole.review.heard, sound=replace(whole.review.heard.sound, clipped_share=0.004))
    page.show_view(replace(whole, review=replace(whole.review, heard=heard)))
    page.voice.open()
    page.voice.delivery.figures[4].click()
    window = Window({"review": page}, stages=frozenset())
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    assert misfits(page) == []
    grid = page.voice.delivery.grid
    assert all(grid.rect().contains(figure.geometry()) for figure in page.voice.delivery.figures)


def test_screen_readers_hear_figures_and_points_as_the_design_says(page: ReviewPage) -> None:
    assert page.delivery.figures[1].accessibleName().startswith("Pace: 136 wpm.")
    assert "Quiet band 110 to 175" in page.delivery.figures[1].accessibleName()
    said = page.points.rows[2].accessibleName()
    assert said == "The contract you agreed on: Covered. “we wrote down what fresh and complete meant,”"
    assert "which tests" in page.points.rows[3].accessibleDescription()


def test_while_words_arrive_nothing_jumps(page: ReviewPage) -> None:
    def places() -> list[QPoint]:
        parts = (page.sound, page.delivery, page.voice, page.words, page.points)
        return [part.mapTo(page, QPoint(0, 0)) for part in parts]

    whole = shown.view()
    page.show_view(None)
    said = " ".join(shown.SPOKEN.split()[:30])
    so_far = replace(shown.view(said), is_settling=True, summary="", suggestions=(), wait="about 20 s")
    page.show_view(so_far)
    settle()
    before, wide = places(), page.words.width()
    page.show_view(whole)
    settle()
    assert places()[:4] == before[:4]
    assert page.words.width() == wide, "what was there already would break elsewhere"
    page.show_view(replace(whole, is_settling=True, summary="", suggestions=()))
    settle()
    assert all(figure.value.value is None for figure in page.delivery.figures)
    before = places()[:4]
    page.show_view(whole)
    settle()
    assert places()[:4] == before
    assert page.delivery.figures[1].value.text == "136"


def test_another_wait_for_the_words_makes_nothing_anew(
    page: ReviewPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = replace(shown.view(), is_settling=True, summary="", suggestions=(), wait="about 20 s")
    page.show_view(waiting)
    assert "The words follow in about 20 s." in words(page)
    rows = page.points.rows
    monkeypatch.setattr(page.words, "show_script", None)
    page.show_view(replace(waiting, wait=""))
    assert "The words follow in a moment." in words(page)
    assert page.points.rows == rows
    assert page.view == replace(waiting, wait="")


def test_what_was_heard_so_far_is_marked_nowhere_as_all_there_was(page: ReviewPage) -> None:
    page.show_view(replace(shown.view(), is_settling=True, summary="", suggestions=()))
    strip = page.sound.strip._strip
    assert (strip.points, strip.fillers_s, strip.pauses_s) == ((), (), ())
    page.show_view(shown.view())
    strip = page.sound.strip._strip
    assert strip.points
    assert strip.fillers_s
    assert strip.pauses_s


def test_more_of_the_same_answer_keeps_what_is_chosen(page: ReviewPage) -> None:
    page.points.rows[2].click()
    page.show_view(replace(shown.view(), summary="Another line."))
    assert page.points.chosen == 2
    page.show_view(replace(shown.view(), attempt_id="other"))
    assert page.points.chosen is None


def test_silence_is_said_kindly_and_leaves_three_ways_on(page: ReviewPage, qtbot: QtBot) -> None:
    page.show_view(shown.empty_view())
    assert [button.text() for button in page.notice.buttons] == ["Listen", "Test the microphone", "Try again"]
    assert not page.delivery.isVisible()
    assert not page.voice.isVisible()
    with qtbot.waitSignal(page.toggle_wished):
        page.notice.buttons[0].click()
    with qtbot.waitSignal(page.wished) as told:
        page.notice.buttons[1].click()
    assert told.args == ["test_microphone"]


def test_an_answer_nobody_listened_to_is_not_called_one_without_words(page: ReviewPage, qtbot: QtBot) -> None:
    silent = shown.empty_view()
    unheard = replace(silent.review, heard=replace(silent.review.heard, model=""))
    page.show_view(replace(silent, review=unheard))
    assert "No words were heard in it." not in words(page)
    with qtbot.waitSignal(page.wished) as told:
        page.notice.buttons[0].click()
    assert (page.notice.buttons[0].text(), told.args) == ("Write it down", ["try_again"])
    page.show_view(replace(silent, attempt_id="other"))
    assert "No words were heard in it." in words(page)


def test_before_the_first_answer_there_is_a_way_to_it(qtbot: QtBot, look: Look) -> None:
    page = ReviewPage()
    qtbot.addWidget(page)
    page.resize(1076, 800)
    page.show()
    assert "Your first answer will be here." in words(page)
    with qtbot.assertNotEmitted(page.toggle_wished):
        QTest.keyClick(page, Qt.Key.Key_Space)


def test_without_its_sound_an_answer_can_still_be_read(page: ReviewPage) -> None:
    page.show_view(replace(shown.view(), has_sound=False))
    settle()
    assert not page.sound.play_button.isVisible()
    assert "The sound of this answer is not kept" in words(page)
    assert page.words.isVisible()


def test_an_answer_of_which_neither_sound_nor_words_are_left_promises_neither(page: ReviewPage) -> None:
    silent = replace(shown.empty_view(), has_sound=False)
    page.show_view(silent)
    assert "not kept. No words were heard in it." in words(page)
    assert not page.notice.isVisible()
    review = replace(silent.review, heard=replace(silent.review.heard, model=""))
    page.show_view(replace(silent, review=review))
    assert "not kept. It was not written down before." in words(page)
    assert not page.notice.isVisible()


def test_where_sound_was_lost_it_says_how_much_beside_the_figures(page: ReviewPage) -> None:
    assert not page.sound.lost.isVisible()
    whole = shown.view()
    page.show_view(shown.with_lost_sound(whole, lost_s=1.2))
    told = "The computer missed about 1.2 s of your answer; words, pace and pauses are less sure."
    assert page.sound.lost.isVisible()
    assert page.sound.lost.words == told
    page.show_view(replace(shown.with_lost_sound(whole, lost_s=1.2), is_settling=True))
    assert page.sound.lost.words == "The computer missed about 1.2 s of your answer."
    page.show_view(shown.with_lost_sound(whole, lost_s=0.1))
    assert not page.sound.lost.isVisible()


def test_deleting_asks_with_the_answer_s_id(page: ReviewPage, qtbot: QtBot) -> None:
    button = next(one for one in page.findChildren(type(page.sound.play_button)) if "Delete" in one.text())
    with qtbot.waitSignal(page.delete_wished) as told:
        button.click()
    assert told.args == ["a3"]


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    LOOKS,
)
@pytest.mark.parametrize("silent", [False, True])
def test_nothing_is_cut(
    qtbot: QtBot, look: Look, width: int, height: int, scale: float, silent: bool
) -> None:
    look.choose("light", scale=scale)
    page = ReviewPage()
    page.show_view(shown.empty_view() if silent else shown.view())
    window = Window({"review": page}, stages=frozenset())
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    assert misfits(page) == []


def test_the_focus_stays_where_it_is_when_the_page_is_laid_out_anew(
    qtbot: QtBot, look: Look, page: ReviewPage
) -> None:
    with qtbot.waitActive(page):
        page.show()
    page.words.setFocus(Qt.FocusReason.TabFocusReason)
    look.choose("light", scale=2.0)
    qtbot.waitUntil(page.words.hasFocus)


def test_larger_text_is_worn_by_an_open_page(page: ReviewPage, look: Look) -> None:
    look.choose("dark", scale=2.0)
    page.resize(1200, 800)
    assert misfits(page) == []


def test_f6_goes_from_region_to_region_and_out_to_the_window(qtbot: QtBot, look: Look) -> None:
    page = ReviewPage()
    page.show_view(shown.view())
    window = Window({"review": page}, stages=frozenset())
    qtbot.addWidget(window)
    window.show_place("review")
    window.resize(1280, 800)
    with qtbot.waitActive(window):
        window.show()
    page.setFocus()
    met = []
    for _step in range(5):
        focused = window.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_F6)
        settle()
        met.append(window.focusWidget())
    assert met[0] is page.head.next_button
    assert met[1:3] == [page.sound.play_button, page.words]
    assert met[3] is page.points.rows[0]
    assert met[4] is not None
    assert not page.isAncestorOf(met[4])


def test_tab_goes_from_the_head_to_the_sound_the_words_and_the_points(page: ReviewPage) -> None:
    page.head.next_button.setFocus(Qt.FocusReason.TabFocusReason)
    met = []
    for _step in range(40):
        focused = page.focusWidget()
        if focused not in met:
            met.append(focused)
        page.focusNextChild()
    head, sound = page.head, page.sound
    wanted = [head.next_button, head.again_button, sound.play_button, sound.strip, page.words]
    assert [one for one in met if one in wanted] == wanted
    assert sum(row in met for row in page.points.rows) == 1


def test_the_second_opinion_is_there_only_where_it_is_offered(page: ReviewPage, qtbot: QtBot) -> None:
    second = page.points.second
    assert second.isHidden()
    with qtbot.assertNotEmitted(page.opinion_wished):
        QTest.keyClick(page, Qt.Key.Key_O)
    page.show_opinions(shown.opinions())
    assert second.isVisible()
    with qtbot.waitSignal(page.opinion_wished):
        QTest.keyClick(page, Qt.Key.Key_O)
    with qtbot.waitSignal(page.opinion_wished):
        QTest.keyClick(second.ask, Qt.Key.Key_Return)
    page.show_view(replace(shown.view(), is_settling=True))
    assert second.isHidden()
    page.show_view(shown.view())
    page.show_opinions(replace(shown.opinions(), is_offered=False))
    assert second.isHidden()
    assert not any(row.line.opinion for row in page.points.rows)


def test_opinions_stand_in_their_rows_and_the_chosen_row_stays(page: ReviewPage) -> None:
    page.points.rows[1].click()
    high = page.points.rows[1].heightForWidth(300)
    page.show_opinions(shown.opinions())
    assert page.points.chosen == 1
    assert page.points.rows[1].isChecked()
    assert page.points.rows[1].heightForWidth(300) > high
    assert "Second opinion (llama3.2): not heard." in page.points.rows[1].accessibleName()


@pytest.mark.parametrize(("width", "height", "scale"), LOOKS)
def test_opinions_of_a_model_with_a_long_name_are_not_cut(
    qtbot: QtBot, look: Look, width: int, height: int, scale: float
) -> None:
    look.choose("light", scale=scale)
    page = ReviewPage()
    page.show_view(shown.view())
    page.show_opinions(shown.opinions("Llama-3.2-3B-Instruct-GGUF:…"))
    window = Window({"review": page}, stages=frozenset())
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    settle()
    assert misfits(page) == []


@pytest.mark.parametrize(
    "prompt", ["See https://example.org/" + "averylongword" * 8, "Walk me through it. " * 25]
)
def test_an_odd_question_leaves_the_buttons_and_most_of_the_page(
    qtbot: QtBot, look: Look, prompt: str
) -> None:
    page = ReviewPage()
    qtbot.addWidget(page)
    page.resize(968, 640)
    view = shown.view()
    assert view.question is not None
    page.show_view(replace(view, question=replace(view.question, prompt=prompt)))
    page.show()
    assert misfits(page) == []
    assert page.sound.mapTo(page, page.sound.rect().topLeft()).y() < page.height() / 2
    page.resize(1280, 800)
    settle()
    page.resize(968, 640)
    settle()
    [said] = [one for one in page.head.findChildren(Label) if one.words == prompt and one.isVisible()]
    assert said.font().pixelSize() == (16 if len(prompt) > 200 else 22)


def test_the_target_in_the_summary_is_not_torn_apart_at_the_end_of_a_line(page: ReviewPage) -> None:
    page.show_view(replace(shown.view(), summary="0:45, shorter than your target of 1:05 to 2:05."))
    assert "target of 1:05\u00a0to\u00a02:05." in words(page)


def test_one_filled_pause_is_um_or_uh(page: ReviewPage) -> None:
    view = shown.view()
    filled = tuple(one for one in view.review.fillers if one.kind == "filled_pause")
    for fillers, told in ((filled[:1], "1 um or uh"), (filled[:2], "2 um and uh"), ((), "0 um and uh")):
        page.show_view(replace(view, review=replace(view.review, fillers=fillers)))
        assert told in words(page)


def test_of_thirty_points_the_summary_says_how_many_there_is_no_row(page: ReviewPage) -> None:
    view = shown.view()
    coverage = view.review.coverage
    assert coverage is not None
    page.show_view(view)
    assert page.findChildren(StateDots)[0].isVisible()
    many = replace(coverage, points=coverage.points * 5)
    page.show_view(replace(view, review=replace(view.review, coverage=many)))
    assert not page.findChildren(StateDots)[0].isVisible()


def test_a_chosen_point_says_what_counts_as_said(page: ReviewPage) -> None:
    view = shown.view()
    assert view.review.coverage is not None
    told = tuple(
        replace(one, text=f"Says in so many words: {one.name}") for one in view.review.coverage.points
    )
    page.show_view(replace(view, review=replace(view.review, coverage=Coverage.of(told))))
    settle()
    row, heights = page.points.rows[5], [made.height() for made in page.points.rows]
    assert told[5].text in row.accessibleDescription()
    row.click()
    settle()
    assert row.height() > heights[5]
    page.points.rows[1].click()
    settle()
    assert row.height() == heights[5]
    assert page.points.rows[1].height() > heights[1]


@pytest.mark.parametrize("name", ["Tells the cost.", "Tells the cost"])
def test_a_point_whose_name_is_all_there_is_says_it_once(qtbot: QtBot, look: Look, name: str) -> None:
    row = CoverageRow(PointLine(name, "missed", text="Tells the cost."))
    qtbot.addWidget(row)
    high = row.heightForWidth(320)
    row.setChecked(True)
    assert row.heightForWidth(320) == high
    assert row.accessibleDescription() == ""


def test_a_point_that_was_denied_says_so_and_plays_the_words_that_deny_it(
    page: ReviewPage, qtbot: QtBot
) -> None:
    view = shown.view()
    coverage = view.review.coverage
    assert coverage is not None
    heard = coverage.points[3].evidence
    assert heard is not None
    denied = replace(coverage.points[5], evidence=heard, missing=NOT_DONE)
    points = (*coverage.points[:3], denied)
    page.show_view(replace(view, review=replace(view.review, coverage=Coverage.of(points))))
    settle()
    row = page.points.rows[3]
    assert row.line.link == clock(heard.start_s)
    assert row.accessibleName() == f"{denied.name}: Said not done. “{heard.text}”"
    with qtbot.waitSignal(page.play_wished) as told:
        row.click()
    assert told.args is not None
    assert told.args[0] == heard.start_s
    assert not page.model.is_open


def _unbroken(told: str) -> str:
    """The count as it is written: a line may end between two numbers only, not within "1 not heard"."""
    return " · ".join(part.replace(" ", "\u00a0") for part in told.split(" · "))


def test_points_that_were_spoken_of_and_not_made_are_counted_apart_from_those_not_heard() -> None:
    coverage = shown.view().review.coverage
    assert coverage is not None
    missed = coverage.points[5]
    reasons = [replace(missed, missing=reason) for reason in (NAMED, OF_OTHERS, NOT_DONE)]
    assert counted(coverage) == _unbroken("4 covered · 1 partly · 1 not heard")
    assert counted(Coverage.of((*coverage.points, *reasons))) == _unbroken(
        "4 covered · 1 partly · 3 not made · 1 not heard"
    )
    assert counted(Coverage.of((reasons[0],))) == _unbroken("1 not made")
    assert counted(Coverage.of((replace(missed, missing="cost"),))) == _unbroken("1 not heard")


@pytest.mark.parametrize(("width", "height", "scale"), [*LOOKS, (640, 480, 2.0)])
def test_the_longest_count_of_points_is_whole_and_told_to_screen_readers(
    qtbot: QtBot, look: Look, width: int, height: int, scale: float
) -> None:
    look.choose("light", scale=scale)
    view = shown.view()
    coverage = view.review.coverage
    assert coverage is not None
    denied = tuple(replace(coverage.points[5], missing=NOT_DONE) for _ in range(10))
    page = ReviewPage()
    page.show_view(replace(view, review=replace(view.review, coverage=Coverage.of(coverage.points + denied))))
    window = Window({"review": page}, stages=frozenset())
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    settle()
    assert misfits(page) == []
    assert _unbroken("4 covered · 1 partly · 10 not made · 1 not heard") in words(page)


def test_a_row_that_tells_why_a_point_was_missed_does_not_say_that_it_was_not_heard(
    qtbot: QtBot, look: Look
) -> None:
    heights = []
    missed = PointLine("Cost", "missed", missing=NOT_DONE)
    for line in (missed, replace(missed, state="partial")):
        row = CoverageRow(line)
        qtbot.addWidget(row)
        heights.append(row.heightForWidth(320))
    assert heights[0] == heights[1]


def test_what_can_be_done_with_an_answer_stands_under_what_can_be_opened(page: ReviewPage) -> None:
    """Its icon under the chevrons, its ground outside of the column."""
    first = next(one for one in page.findChildren(Button) if one.text() == "Earlier answer")
    assert first.isVisible()
    words_at = first.mapTo(page, QPoint(QUIET_PX, 0)).x()
    assert words_at == page.model.button.mapTo(page, QPoint(0, 0)).x()


@pytest.mark.parametrize("width", [1076, 600])
def test_next_try_and_points_keep_the_edge_of_their_column(page: ReviewPage, width: int) -> None:
    page.resize(width, 800)
    settle()
    if width < 820:
        at = page.next_try.mapTo(page, QPoint(SIDE_PX, 0)).x()
        assert at == page.sound.mapTo(page, QPoint(0, 0)).x()
        assert page.points.mapTo(page, QPoint(SIDE_PX, 0)).x() == at
    assert misfits(page) == []


def test_the_wave_under_words_is_named_where_there_is_one(page: ReviewPage) -> None:
    """What was said twice is no filler, and stands in no count of them."""
    again = shown.view("We, we did it, and the the load stopped. " + shown.SPOKEN)
    filled = page.sound._fillers.words
    assert not page.word_key.isVisible()
    page.show_view(again)
    settle()
    assert page.word_key.isVisible()
    assert page.word_key.words == "1 said twice, 1 begun again"
    assert page.sound._fillers.words == filled
    page.show_view(replace(again, is_settling=True, summary="", suggestions=()))
    assert not page.word_key.isVisible()
    page.show_view(replace(again, review=replace(again.review, repeats=())))
    assert not page.word_key.isVisible()
