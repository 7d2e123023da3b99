"""A whole practice with nothing faked: real window, voice, microphone, loudspeaker and Whisper.

Somebody opens the app, hears a question, answers it aloud, presses Stop, and finds the answer again tomorrow.
Told twice: once from outside, where the app is a process that knows of no test, and once from inside, where
one can read what the pages say.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import soundfile as sf

from desktop.settings import Settings, SettingsFile
from tests.alignment import RATE_HZ, find, lost_s, mono
from tests.recordings import BEGINNING_S, said_in, sound_of
from tests.screen import Screen
from tests.sound import SoundCard
from tests.stories.running import App, kept, running, wait_until
from tests.word_errors import word_error_rate

LISTEN_S = 6.0

pytestmark = [pytest.mark.story, pytest.mark.sound, pytest.mark.timeout(300)]


@pytest.fixture(autouse=True)
def has_been_here_before(home: Path) -> None:
    """The three checks of the very first start have a story of their own."""
    SettingsFile(home / "settings.toml").write(Settings(welcomed=True))


def hear_the_question(app: App, *, card: SoundCard, into: Path) -> float:
    """Choose the first question and let it be read to the end; returns the seconds of voice one heard."""
    with card.hear(into) as ear:
        app.press("Return")
        wait_until(card.is_playing, within_s=30, what="voice")
        wait_until(lambda: not card.is_playing(), within_s=60, what="end of the question")
    return ear.loud_s()


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    """What is said: half a minute, so that it is read in more than one piece."""
    sf.write(tmp_path / "answer.wav", sound_of("answer", upto_s=BEGINNING_S), RATE_HZ)
    return tmp_path / "answer.wav"


def say(answer: Path, *, app: App, card: SoundCard) -> None:
    """Start, say the answer into the microphone, stop."""
    app.press("space")
    wait_until(card.is_recorded, within_s=10, what="recording")
    card.speak(answer).wait(90)
    app.press("space")


def listen_again(app: App, *, card: SoundCard, into: Path, to: Path) -> float:
    """Play the beginning of the recording on the review page; returns how like the answer it is, 0 to 1."""
    with card.hear(into):
        app.press("space")
        wait_until(card.is_playing, within_s=10, what="playback")
        time.sleep(LISTEN_S)
        app.press("space")
        wait_until(lambda: not card.is_playing(), within_s=10, what="silence")
    _, alike = find(mono(to)[: 4 * RATE_HZ], within=mono(into))
    return alike


def complaints(home: Path) -> list[str]:
    """What the app said on stderr, but for ALSA's word that a busy machine played with a gap."""
    lines = home.with_suffix(".stderr").read_text().splitlines()
    return [line for line in lines if not (line.startswith("ALSA lib") and "underrun" in line)]


def test_a_question_is_heard_and_answered_and_the_answer_is_still_there_tomorrow(
    home: Path, screen: Screen, sound_card: SoundCard, answer: Path, tmp_path: Path
) -> None:
    with running(home=home, screen=screen, card=sound_card) as app:
        assert hear_the_question(app, card=sound_card, into=tmp_path / "question.wav") > 1.5
        say(answer, app=app, card=sound_card)
        (attempt,) = wait_until(lambda: kept(home), within_s=30, what="answer in the database")
        assert listen_again(app, card=sound_card, into=tmp_path / "again.wav", to=answer) > 0.8
        assert app.connections() == []
        assert app.close() == 0

    recording = home / "recordings" / str(attempt.recording)
    said = " ".join(word.text for word in attempt.review.heard.transcript.spoken)
    assert word_error_rate(said, said=said_in("answer", upto_s=BEGINNING_S)) < 0.15
    assert attempt.review.delivery.duration_s == pytest.approx(sf.info(recording).duration, abs=0.01)
    assert abs(lost_s(recording, of=answer)) < 0.02
    assert list((home / "recordings" / "unfinished").iterdir()) == []
    assert not home.with_suffix(".watch").exists(), "the app tried to reach the network"
    assert complaints(home) == []

    with running(home=home, screen=screen, card=sound_card) as app:
        app.press("ctrl+3")
        assert listen_again(app, card=sound_card, into=tmp_path / "tomorrow.wav", to=answer) > 0.8
        assert app.close() == 0
    assert kept(home) == (attempt,)
