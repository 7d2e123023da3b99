"""The worst evening, with nothing faked: first the recogniser is killed, then the app, in mid-answer.

Whoever starts it again finds the answer offered, takes it with one key, and has it with its words.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import psutil
import pytest

from desktop.settings import Settings, SettingsFile
from tests.alignment import RATE_HZ, find, mono
from tests.recordings import DATA
from tests.screen import Screen
from tests.sound import SoundCard
from tests.stories.running import App, kept, running, wait_until

pytestmark = [pytest.mark.story, pytest.mark.sound, pytest.mark.timeout(240)]

ANSWER = DATA / "answer.flac"
SPOKEN_S = 9.0
MOST_LOST_S = 0.5


def listening_process(app: App) -> psutil.Process:
    """The one of its children that holds a speech model."""
    children = psutil.Process(app.process.pid).children(recursive=True)
    return max(children, key=lambda one: one.memory_info().rss)


def test_an_answer_outlives_the_recogniser_and_the_app(
    home: Path, screen: Screen, sound_card: SoundCard
) -> None:
    SettingsFile(home / "settings.toml").write(Settings(welcomed=True))
    with running(home=home, screen=screen, card=sound_card) as app:
        app.press("Return")
        wait_until(sound_card.is_playing, within_s=30, what="question")
        app.press("space")
        wait_until(sound_card.is_recorded, within_s=10, what="recording")
        speaking = sound_card.speak(ANSWER)
        time.sleep(SPOKEN_S / 2)
        listening_process(app).kill()
        time.sleep(SPOKEN_S / 2)
        [sound] = (home / "recordings" / "unfinished").glob("*/sound.pcm")
        app.process.kill()
        app.process.wait(10)
        speaking.terminate()
        speaking.wait(10)
        on_disk = sound.stat().st_size
    about = json.loads(sound.with_name("take.json").read_text())
    assert on_disk / 2 / about["rate_hz"] > SPOKEN_S - MOST_LOST_S

    with running(home=home, screen=screen, card=sound_card) as app:
        app.press("Return")
        (attempt,) = wait_until(lambda: kept(home), within_s=60, what="answer in the database")
        assert app.close() == 0
    assert attempt.review.delivery.duration_s > SPOKEN_S - MOST_LOST_S
    assert "apples on a tree" in attempt.review.heard.transcript.text
    said, heard = mono(ANSWER), mono(home / "recordings" / str(attempt.recording))
    first_s, _ = find(said[: 2 * RATE_HZ], within=heard)
    late_s, alike = find(said[5 * RATE_HZ : 7 * RATE_HZ], within=heard)
    assert alike > 0.8
    assert late_s - first_s == pytest.approx(5.0, abs=0.02)
    assert list((home / "recordings" / "unfinished").iterdir()) == []
