"""The voice speaks fifty times in a row, stops when told, and says so when there is none."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from audio.errors import VoiceCancelled, VoiceMissing, VoiceTimeout
from audio.voice import Voice
from audio.voice_process import RESIDENT, VoiceName, english_first
from tests.audio.fakes_sound import wait_until

QUESTION = "Tell me about a project you are proud of."
PATIENT_S = 5.0
"""Time for a new process on a busy machine; one that hangs costs a test this long."""

WITHOUT = """
def init():
    raise RuntimeError("libespeak-ng.so.1: cannot open shared object file")
"""
HANGING = """
import os, time, wave
class Engine:
    rate = 200
    def getProperty(self, name):
        class English:
            id, name, languages = "en", "English", ["en-us"]
        return self.rate if name == "rate" else [English()]
    def setProperty(self, name, value):
        if name == "rate": self.rate = value
    def save_to_file(self, text, path): self.text, self.path = text, path
    def runAndWait(self):
        print("noise on stdout")
        mark = os.environ["VOICE_MARK"]
        first = not os.path.exists(mark)
        open(mark, "a").write("x")
        if self.text == "hang" or (self.text == "hang once" and first):
            time.sleep(60)
        if self.text == "die once" and first:
            os._exit(3)
        if self.text == "silent":
            return
        with wave.open(self.path, "wb") as file:
            file.setnchannels(1); file.setsampwidth(2); file.setframerate(22050)
            file.writeframes(b"\\x00\\x10" * 22050)
def init():
    return Engine()
"""
FORGETFUL = (
    HANGING.replace(
        "self.rate = value", "self.rate, self.asked = (self.rate if self.asked != value else value), value"
    )
    .replace("rate = 200", "rate, asked = 200, 0")
    .replace("* 22050)", "* (22050 * 155 // self.rate))")
)
HASTY = HANGING.replace(
    "def runAndWait(self):",
    """def runAndWait(self):
        import threading
        threading.Timer(0.3, self.write).start()
    def write(self):""",
)


@pytest.fixture
def voice() -> Iterator[Voice]:
    one = Voice()
    yield one
    one.stop()


def played(folder: Path, source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the voice's process find this in place of pyttsx3."""
    (folder / "pyttsx3.py").write_text(source)
    monkeypatch.setenv("VOICE_MARK", str(folder / "mark"))
    monkeypatch.syspath_prepend(str(folder))


def test_a_question_becomes_sound_without_silence_around_it(voice: Voice) -> None:
    clip = voice.say(QUESTION)
    assert 1.5 < clip.duration_s < 4
    loud = np.flatnonzero(np.abs(clip.samples) > 0.01)
    assert loud[0] < 0.1 * clip.rate_hz
    assert len(clip.samples) - loud[-1] < 0.3 * clip.rate_hz
    assert np.abs(clip.samples).max() == pytest.approx(0.7)


def test_fifty_questions_in_a_row_are_all_spoken(voice: Voice) -> None:
    lengths = {voice.say(f"Question {number}: what is it, and why?").duration_s for number in range(50)}
    assert min(lengths) > 1
    assert len(lengths) > 10


def test_a_question_said_before_is_there_at_once(voice: Voice) -> None:
    assert voice.say(QUESTION) is voice.say(QUESTION)
    assert voice.say(QUESTION, rate=1.3).duration_s < voice.say(QUESTION).duration_s


def test_a_warm_voice_answers_without_another_process(voice: Voice) -> None:
    voice.warm()
    voice.voices()
    warmed = [one.pid for one in multiprocessing.active_children()]
    voice.say(QUESTION)
    assert [one.pid for one in multiprocessing.active_children()] == warmed


def test_there_is_an_english_voice_and_one_is_the_usual(voice: Voice) -> None:
    voices = voice.voices()
    assert voices[0].is_default
    assert sum(one.is_default for one in voices) == 1
    assert all(one.language.startswith("en") for one in voices)


def test_another_voice_sounds_different_and_one_that_is_gone_is_the_usual(voice: Voice) -> None:
    usual, gone = voice.say(QUESTION), voice.say(QUESTION, voice="no such voice")
    assert gone.duration_s == pytest.approx(usual.duration_s, rel=0.01)  # espeak-ng's noise differs each time
    other = voice.say(QUESTION, voice=voice.voices()[-1].id)
    assert other.duration_s != pytest.approx(usual.duration_s, rel=0.01)


def test_nothing_to_say_is_silence(voice: Voice) -> None:
    assert voice.say("  ").duration_s == 0


def test_a_voice_process_that_is_killed_is_replaced(voice: Voice) -> None:
    voice.voices()
    (child,) = [one for one in multiprocessing.active_children() if one.name == "greenroom-voice"]
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    assert voice.say(QUESTION).duration_s > 1


def test_no_voice_at_all_is_told_with_the_way_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played(tmp_path, WITHOUT, monkeypatch)
    voice = Voice()
    with pytest.raises(VoiceMissing, match="apt install espeak-ng"):
        voice.say(QUESTION)
    with pytest.raises(VoiceMissing):
        voice.voices()


@pytest.mark.skipif(not RESIDENT, reason="elsewhere an engine speaks only once")
def test_a_rate_that_the_engine_did_not_take_at_first_is_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played(tmp_path, FORGETFUL, monkeypatch)
    voice = Voice()
    assert voice.say(QUESTION).duration_s == pytest.approx(1.0, abs=0.1)
    assert (tmp_path / "mark").read_text() == "xx"
    voice.stop()


@pytest.mark.parametrize("text", ["hang once", "die once"])
def test_a_voice_that_hangs_or_dies_is_tried_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    played(tmp_path, HANGING, monkeypatch)
    voice = Voice(within_s=PATIENT_S)
    assert voice.say(text).duration_s == pytest.approx(1, abs=0.2)
    assert (tmp_path / "mark").read_text() == "xx"
    voice.stop()


def test_an_engine_that_comes_back_before_it_has_spoken_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played(tmp_path, HASTY, monkeypatch)
    voice = Voice(within_s=5)
    assert voice.say(QUESTION).duration_s == pytest.approx(1, abs=0.2)
    assert (tmp_path / "mark").read_text() == "x"
    voice.stop()


def test_the_first_text_is_whole_however_long_it_is(voice: Voice) -> None:
    assert voice.say(" ".join([QUESTION] * 40)).duration_s > 60


@pytest.mark.parametrize("text", ["hang", "silent"])
def test_a_voice_that_never_speaks_is_told_after_two_tries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    played(tmp_path, HANGING, monkeypatch)
    voice = Voice(within_s=PATIENT_S)
    with pytest.raises(VoiceTimeout):
        voice.say(text)
    assert (tmp_path / "mark").read_text() == "xx"
    voice.stop()


def test_an_engine_that_speaks_only_once_is_renewed_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audio.voice.RESIDENT", False)
    voice = Voice()
    assert voice.say("One question.").duration_s > 0.5
    first = {one.pid for one in multiprocessing.active_children()}
    assert voice.say("Another question.").duration_s > 0.5
    assert first.isdisjoint(one.pid for one in multiprocessing.active_children())
    voice.stop()


def test_stop_in_the_middle_takes_effect_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    played(tmp_path, HANGING, monkeypatch)
    voice, told = Voice(), []

    def say() -> None:
        try:
            voice.say("hang")
        except VoiceCancelled as error:
            told.append(error)

    thread = threading.Thread(target=say)
    thread.start()
    wait_until((tmp_path / "mark").exists)
    voice.cancel()
    thread.join(5)
    assert told
    assert voice.say("hello").duration_s > 0.5
    voice.stop()


def test_a_voice_nobody_holds_any_more_leaves_no_process() -> None:
    Voice().voices()
    assert not [one for one in multiprocessing.active_children() if one.name == "greenroom-voice"]


def test_it_speaks_from_a_program_too_and_prints_nothing(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "from audio.voice import Voice\n"
        "if __name__ == '__main__':\n"
        f"    print(Voice().say({QUESTION!r}).duration_s > 1)\n"
    )
    done = subprocess.run(
        [sys.executable, str(program)],
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert (done.stdout, done.stderr) == ("True\n", "")


def test_the_usual_voice_is_american_then_british_then_any_english() -> None:
    scots = VoiceName("c", "Scots", "en-gb-scotland")
    british, american, french = (
        VoiceName("b", "British", "en_GB"),
        VoiceName("a", "American", "en-US"),
        VoiceName("f", "French", "fr"),
    )
    assert english_first((french, scots, british, american))[0].id == "a"
    assert [one.id for one in english_first((french, scots, british))] == ["b", "c"]
    assert english_first((french,))[0].is_default
    assert english_first(()) == ()
