"""The same practice seen from inside, where one can read what the pages say: real sound and real Whisper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import App
from desktop.paths import Paths
from desktop.settings import Settings, SettingsFile
from seeds.bank import Question, RubricPoint
from tests.sound import SoundCard
from tests.word_errors import word_error_rate

ANSWER = Path(__file__).parent.parent / "data" / "short.flac"
SAID = "I would look at the images first. Then I would check how they were labelled, and train a small model."
QUESTION = Question(
    id="first-step",
    prompt="What do you do first with a new data set?",
    target_s=30,
    points=(
        RubricPoint("look", "Looks at the images", "Looks at the images before anything else."),
        RubricPoint("labels", "Checks the labels", "Checks how the images were labelled."),
        RubricPoint("split", "Splits by patient", "Splits training and test images by patient."),
    ),
)

pytestmark = [pytest.mark.story, pytest.mark.sound, pytest.mark.timeout(180)]


@pytest.fixture
def app(qapp: QApplication, home: Path, sound_card: SoundCard) -> Iterator[App]:
    """The whole app, built as `greenroom` builds it, with the computer's real instruments."""
    SettingsFile(home / "settings.toml").write(Settings(welcomed=True))
    one = App(qapp, Paths(home))
    one.show()
    yield one
    one.close()


def words_on(page: QWidget) -> str:
    """Everything a person, or their screen reader, reads on a page."""
    shown = [part for part in page.findChildren(QWidget) if part.isVisible()]
    texts = [part.toPlainText() for part in shown if isinstance(part, QTextEdit)]
    return "\n".join([*texts, *(part.accessibleName() for part in shown)])


def answer(app: App, *, card: SoundCard, qtbot: QtBot, path: Path = ANSWER) -> None:
    """Say an answer on the stage, from Space to Space, and wait until the review is shown."""
    QTest.keyClick(app.stage, Qt.Key.Key_Space)
    qtbot.waitUntil(card.is_recorded, timeout=10_000)
    speaking = card.speak(path)
    qtbot.waitUntil(lambda: speaking.poll() is not None, timeout=60_000)
    QTest.keyClick(app.stage, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: app.window.place == "review", timeout=30_000)


def test_the_review_says_what_was_said_and_plays_it(app: App, sound_card: SoundCard, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: app.session is not None and app.session.scene.model_ready, timeout=30_000)
    app.practise(None, QUESTION, aloud=False)
    answer(app, card=sound_card, qtbot=qtbot)

    attempt = app.review.attempt
    assert attempt is not None
    assert word_error_rate(attempt.review.heard.transcript.text, said=SAID) < 0.15
    page = words_on(app.review_page)
    assert QUESTION.prompt in page
    assert "look at the images first" in page
    assert "Looks at the images" in page
    assert "Splits by patient" in page

    qtbot.waitUntil(lambda: any((app.room.paths.recordings).glob("*.flac")), timeout=10_000)
    QTest.keyClick(app.review_page, Qt.Key.Key_Space)
    qtbot.waitUntil(sound_card.is_playing, timeout=10_000)
    qtbot.waitUntil(lambda: not sound_card.is_playing(), timeout=30_000)
