"""The sound strip: clicks and keys seek, marks keep apart, soft recordings show."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.widgets.sound_strip import SoundStrip, Strip, bars, spread


@pytest.fixture
def strip(qtbot: QtBot) -> SoundStrip:
    made = SoundStrip()
    qtbot.addWidget(made)
    made.resize(400, 92)
    made.show_strip(Strip(duration_s=80.0, loudness_db=(-60.0, -20.0, -30.0, -60.0)))
    made.show()
    return made


def test_a_click_goes_to_its_place(strip: SoundStrip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(strip.place_chosen) as told:
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(100, 40))
    assert told.args == [pytest.approx(20.0)]


def test_arrows_move_two_seconds_and_stop_at_the_ends(strip: SoundStrip, qtbot: QtBot) -> None:
    strip.show_place(79.0)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.now_s == 80.0
    QTest.keyClick(strip, Qt.Key.Key_Home)
    assert strip.now_s == 0.0
    QTest.keyClick(strip, Qt.Key.Key_Left)
    assert strip.now_s == 0.0


def test_a_screen_reader_hears_where_one_is_after_a_move(strip: SoundStrip, qtbot: QtBot) -> None:
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.accessibleName().startswith("Recording, 0:02 of 1:20.")


def test_a_soft_recording_fills_the_strip_as_a_loud_one_does() -> None:
    loud = bars([-60.0, -10.0, -20.0, -12.0], count=4)
    soft = bars([-80.0, -30.0, -40.0, -32.0], count=4)
    assert loud == pytest.approx(soft)


def test_silence_stays_flat() -> None:
    assert max(bars([-75.0] * 50, count=10)) < 0.1
    assert bars([], count=3) == (0.0, 0.0, 0.0)


@given(st.lists(st.floats(0, 300), max_size=12).map(sorted))
def test_marks_never_lie_on_one_another_where_there_is_room(places: list[float]) -> None:
    moved = spread(places, gap=15, high=300)
    assert all(after - before >= 15 - 1e-6 for before, after in pairwise(moved))
    assert all(place <= 300 for place in moved)
