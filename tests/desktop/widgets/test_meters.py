"""Clock, target bar, level and progress: what they say, and that they stand still."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.style.look import Look
from desktop.widgets.clock import Clock
from desktop.widgets.level_meter import LevelMeter, part_of
from desktop.widgets.live_words import LiveWords
from desktop.widgets.progress_line import ProgressLine
from desktop.widgets.target_bar import TargetBar


def test_the_note_beside_the_timer_never_moves_within_ten_minutes(qtbot: QtBot, look: Look) -> None:
    clock = Clock()
    qtbot.addWidget(clock)
    wide = set()
    for seconds in (0, 1, 11, 48, 71, 111, 200, 599):
        clock.show_time(seconds, note="of 1:00 to 2:00")
        wide.add(clock.minimumSizeHint().width())
    assert len(wide) == 1


def test_the_timer_tells_screen_readers_time_and_note(qtbot: QtBot, look: Look) -> None:
    clock = Clock()
    qtbot.addWidget(clock)
    clock.show_time(71.9, note="of 1:00 to 2:00")
    assert (clock.text, clock.accessibleName()) == ("1:11", "1:11 of 1:00 to 2:00")


@pytest.mark.parametrize(
    ("level_db", "part"), [(-90.0, 0.0), (-60.0, 0.0), (-30.0, 0.5), (0.0, 1.0), (6.0, 1.0)]
)
def test_the_meter_shows_sixty_decibels(level_db: float, part: float) -> None:
    assert part_of(level_db) == pytest.approx(part)


def test_a_loud_level_lights_the_amber_bars(qtbot: QtBot, look: Look) -> None:
    meter = LevelMeter()
    qtbot.addWidget(meter)
    meter.show_level(part_of(-26))
    assert (meter.lit, meter.accessibleName()) == (16, "Microphone level: good")
    meter.show_level(part_of(-3))
    assert (meter.lit, meter.accessibleName()) == (27, "Microphone level: loud")
    meter.show_level(0)
    assert meter.accessibleName() == "Microphone level: quiet"


def test_the_target_bar_turns_amber_past_the_target(qtbot: QtBot, look: Look) -> None:
    bar = TargetBar(target_s=(60, 120))
    qtbot.addWidget(bar)
    bar.resize(500, bar.height())
    bar.show_time(119)
    before = bar.grab().toImage().pixelColor(20, 8)
    bar.show_time(131)
    after = bar.grab().toImage().pixelColor(20, 8)
    assert (before.name(), after.name()) == ("#1c6a4c", "#83510a")
    assert bar.accessibleName() == "2:11 of 1:00 to 2:00"


def test_progress_stays_between_none_and_all(qtbot: QtBot, look: Look) -> None:
    line = ProgressLine(name="Reading the question")
    qtbot.addWidget(line)
    for given, shown in ((-1.0, 0.0), (0.62, 0.62), (7.0, 1.0)):
        line.show_part(given)
        assert line.part == shown
    assert line.accessibleName() == "Reading the question: 100%"


def test_live_words_keep_their_room_and_show_the_end(qtbot: QtBot, look: Look) -> None:
    words = LiveWords()
    qtbot.addWidget(words)
    words.resize(300, words.height())
    high = words.height()
    empty = words.grab().toImage()
    words.say("and then we wrote down what fresh and complete meant " * 5)
    first = words.grab().toImage()
    words.say(words.words + "and that was that")
    assert words.height() == high
    assert empty != first != words.grab().toImage()
