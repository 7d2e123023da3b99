"""A practice goes from state to state, and nothing that was recorded is ever lost."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from audio.errors import (
    AudioError,
    DiskFull,
    LoudspeakerMissing,
    MicrophoneBusy,
    MicrophoneSilent,
    MicrophoneVanished,
    ModelDamaged,
    RecordingFailed,
    VoiceMissing,
    WorkerDied,
)
from audio.listening import Load
from audio.models import ModelFolder
from audio.take import Take
from audio.worker import Failed, Finished, Loaded
from coach.attempt import Attempt
from coach.errors import JudgeDamaged
from coach.history import History
from coach.transcript import Heard
from desktop.keeping import About, Keeper
from desktop.notices import Choice
from desktop.refusals import Refusal
from desktop.scene import QUIET_DB
from desktop.session import LET_GO_WITHIN_S
from desktop.settings import Settings
from tests.desktop.fakes_practice import (
    BANK,
    BUILT_IN,
    NOON,
    OTHER,
    QUESTION,
    YETI,
    SilentVoice,
    ToldRecorder,
    heard,
)
from tests.desktop.stage import Stage


def _refused() -> History:
    raise PermissionError(13, "Permission denied", "history.db")


@pytest.fixture
def stages() -> Iterator[Callable[..., Stage]]:
    made: list[Stage] = []

    def make(folder: Path, **parts: Any) -> Stage:
        made.append(Stage(folder, **parts))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def stage(tmp_path: Path, stages: Callable[..., Stage]) -> Stage:
    return stages(tmp_path)


def test_one_who_has_to_wait_for_the_words_is_told_for_how_long(stage: Stage) -> None:
    stage.answer()
    length_s = stage.session.scene.elapsed_s
    stage.now = NOON + timedelta(seconds=10)
    stage.worker.settle("I built", upto_s=length_s / 2)
    stage.session.tick()
    assert stage.session.scene.wait == "about 10 s"
    stage.hear("I built the thing")
    stage.ask()
    stage.session.start()
    stage.session.stop()
    assert stage.session.scene.wait == ""


def test_live_words_never_jump_back_when_a_listener_begins_anew(stage: Stage) -> None:
    stage.session.use(replace(Settings(), live_words=True))
    stage.record().tell(elapsed_s=30.0)
    for words, upto_s in (("I built it alone", 25.0), ("I built", 5.0), ("I built it", 20.0)):
        stage.worker.settle(words, upto_s=upto_s)
        stage.session.tick()
        assert stage.session.scene.said == "I built it alone"
    stage.worker.settle("I built it alone in May", upto_s=27.0)
    stage.session.tick()
    assert stage.session.scene.said == "I built it alone in May"


def test_what_is_shown_without_its_last_words_has_all_that_are_known(stage: Stage) -> None:
    stage.record()
    stage.session.stop()
    for words, upto_s in (("I built it alone", 1.5), ("I", 0.5)):
        stage.worker.settle(words, upto_s=upto_s)
        stage.session.tick()
        assert stage.session.scene.progress == 0.75
    stage.session.show_now()
    assert stage.awaited[-1].review.heard.transcript.text == "I built it alone"


@pytest.mark.parametrize("is_shown", [False, True])
def test_the_wait_is_told_by_the_pace_of_the_listener_that_began_anew(stage: Stage, is_shown: bool) -> None:
    stage.frames = 100 * 16_000
    stage.record().tell(elapsed_s=100.0)
    stage.worker.settle("I built it alone", upto_s=60.0)
    stage.session.tick()
    stage.session.stop()
    if is_shown:
        stage.session.show_now()

    def told() -> str | None:
        scene = stage.session.scene
        return stage.session.words_wait(stage.awaited[-1].id) if is_shown else scene.wait

    stage.worker.settle("I", upto_s=10.0)
    stage.session.tick()
    assert told() == ""
    stage.now += timedelta(seconds=10)
    stage.worker.settle("I built", upto_s=50.0)
    stage.session.tick()
    assert told() == "about 15 s"


def test_what_is_known_of_one_answer_hides_nothing_of_the_next(stage: Stage) -> None:
    stage.session.use(replace(Settings(), live_words=True))
    stage.record()
    stage.worker.settle("I built it alone", upto_s=25.0)
    stage.session.tick()
    stage.session.stop()
    stage.hear()
    stage.record()
    stage.worker.settle("Later", upto_s=2.0)
    stage.session.tick()
    assert stage.session.scene.said == "Later"


def test_what_was_said_is_judged_while_one_speaks_on(stage: Stage) -> None:
    stage.record()
    stage.run.names.clear()
    for words in (10, 30, 40, 60):
        stage.worker.settle("so " * words, upto_s=words / 2)
        stage.session.tick()
    assert stage.run.names == ["judging ahead", "judging ahead"]
    assert stage.kept == []
    assert stage.state == "recording"


def test_the_longer_the_answer_the_rarer_it_is_judged_ahead(stage: Stage) -> None:
    stage.record()
    stage.worker.settle("so " * 800, upto_s=300.0)
    stage.session.tick()
    stage.run.names.clear()
    for words in (830, 870, 910, 990):
        stage.worker.settle("so " * words, upto_s=300.0)
        stage.session.tick()
    assert stage.run.names == ["judging ahead"]


def test_in_a_long_answer_what_judging_took_is_handed_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed_back_s: list[float] = []
    monkeypatch.setattr(
        "audio.allocator.hand_back", lambda: handed_back_s.append(stage.session.scene.elapsed_s)
    )
    recorder = stage.record()
    for elapsed_s in (60.0, 170.0, 200.0):
        recorder.tell(elapsed_s=elapsed_s)
        stage.session.tick()
        stage.worker.settle("so " * int(elapsed_s * 2), upto_s=elapsed_s)
        stage.session.tick()
    assert stage.run.names.count("judging ahead") == 3
    assert handed_back_s == [200.0]


def test_nothing_is_judged_ahead_while_the_listener_is_behind(stage: Stage) -> None:
    stage.record().tell(elapsed_s=60.0)
    stage.session.tick()
    stage.run.names.clear()
    stage.worker.settle("so " * 80, upto_s=40.0)
    stage.session.tick()
    assert stage.run.names == []
    stage.worker.settle("so " * 90, upto_s=55.0)
    stage.session.tick()
    assert stage.run.names == ["judging ahead"]


def test_at_stop_after_a_silence_what_is_known_is_judged_at_once(stage: Stage) -> None:
    stage.record().tell(elapsed_s=9.0)
    stage.session.tick()
    stage.worker.settle("so " * 10, upto_s=8.0)
    stage.session.tick()
    stage.run.names.clear()
    stage.session.stop()
    assert stage.run.names == ["judging ahead", "closing the take"]


def test_at_stop_right_after_the_last_words_they_are_waited_for(stage: Stage) -> None:
    stage.record().tell(elapsed_s=9.0)
    stage.session.tick()
    stage.worker.settle("so " * 20, upto_s=5.0)
    stage.session.tick()
    stage.run.names.clear()
    stage.session.stop()
    assert stage.run.names == ["closing the take"]


def test_an_answer_is_written_down_only_after_it_has_been_handed_up_to_be_shown(stage: Stage) -> None:
    at_showing: list[tuple[int, int]] = []
    stage.let_show = lambda: at_showing.append((len(stage.kept), len(stage.history())))
    stage.answer()
    stage.hear()
    assert at_showing == [(1, 0)]
    assert len(stage.history()) == 1


def test_a_whole_practice_ends_in_an_answer_that_is_kept(stage: Stage) -> None:
    stage.ask()
    assert stage.state == "hearing"
    assert stage.voice.said == [QUESTION.prompt]
    stage.player.stop()
    stage.session.tick()
    assert stage.state == "ready"
    stage.session.start()
    assert stage.state == "recording"
    stage.session.stop()
    assert stage.state == "finishing"
    stage.hear("I built the thing")
    assert stage.state == "reviewed"
    (attempt,) = stage.history()
    assert attempt.question == QUESTION
    assert attempt.review.heard.transcript.text == "I built the thing"
    assert attempt.recording is not None
    assert (stage.recordings / attempt.recording).stat().st_size > 0
    assert list(stage.unfinished.iterdir()) == []


def test_sound_that_was_lost_is_told_after_stop_and_kept_with_the_answer(stage: Stage) -> None:
    recorder = stage.record()
    assert recorder.take is not None
    recorder.take.note_lost(1.2)
    stage.session.stop()
    assert (stage.state, stage.session.scene.lost) == (
        "finishing",
        "The computer missed about 1.2 s of your answer.",
    )
    stage.worker.draft("I built")
    stage.session.tick()
    assert [one.review.heard.sound.lost_s for one in stage.history()] == [1.2]
    stage.hear()
    assert [one.review.heard.sound.lost_s for one in stage.history()] == [1.2]
    stage.record()
    assert stage.session.scene.lost == ""


def test_a_loss_too_short_to_matter_is_kept_and_told_to_nobody(stage: Stage) -> None:
    recorder = stage.record()
    assert recorder.take is not None
    recorder.take.note_lost(0.1)
    stage.session.stop()
    assert stage.session.scene.lost == ""
    stage.hear()
    assert stage.history()[0].review.heard.sound.lost_s == 0.1


def test_sound_that_was_lost_before_a_crash_is_told_too(stage: Stage, stages: Callable[..., Stage]) -> None:
    recorder = stage.record()
    assert recorder.take is not None
    recorder.take.note_lost(34.0)
    stage.session.close()
    (left,) = Take.unfinished(stage.unfinished)
    later = stages(stage.folder / "x")
    later.session.recover(left, awaited=False)
    assert later.session.scene.lost == "The computer missed about 34.0 s of your answer."
    later.hear()
    assert later.history()[0].review.heard.sound.lost_s == 34.0


def test_the_listening_process_reads_the_take_while_it_grows_and_is_told_its_end(stage: Stage) -> None:
    stage.answer()
    follow, close = stage.worker.calls
    assert follow[0] == "follow"
    assert follow[1].parent.parent == stage.unfinished
    assert close == ("close", 32_000)


def test_starting_silences_the_voice_at_once(stage: Stage) -> None:
    stage.record()
    assert not stage.player.is_playing


def test_the_question_is_read_again_without_rendering_it_again(stage: Stage) -> None:
    stage.ask()
    stage.session.hear()
    assert stage.player.is_playing
    assert stage.voice.said == [QUESTION.prompt]


def test_leaving_while_the_voice_is_rendered_never_speaks_afterwards(stage: Stage) -> None:
    stage.run.held = True
    stage.ask()
    assert stage.session.leave()
    stage.run.release()
    stage.session.tick()
    assert not stage.player.is_playing
    assert stage.state == "idle"


def test_without_a_voice_the_question_stays_and_can_be_answered(
    tmp_path: Path, stages: Callable[..., Stage]
) -> None:
    stage = stages(tmp_path, voice=SilentVoice(error=VoiceMissing()))
    stage.ask()
    assert stage.state == "ready"
    assert stage.told.startswith("No voice found")
    stage.session.start()
    assert stage.state == "recording"


def test_a_loudspeaker_that_goes_away_leaves_the_question_on_the_screen(stage: Stage) -> None:
    stage.ask()
    stage.player.told_error = LoudspeakerMissing()
    stage.player.stop()
    stage.session.tick()
    assert stage.state == "ready"
    assert stage.told.startswith("No loudspeaker found")


def test_without_a_microphone_the_question_can_still_be_heard(stage: Stage) -> None:
    stage.microphones.clear()
    stage.ask()
    stage.session.start()
    assert stage.state == "ready"
    assert stage.told.startswith("No microphone found")
    stage.session.hear()
    assert stage.state == "hearing"


def test_a_microphone_that_cannot_be_opened_leaves_no_take_behind(stage: Stage) -> None:
    stage.recorder_error = AudioError("held by another program")
    stage.ask()
    stage.session.start()
    assert stage.state == "ready"
    assert list(stage.unfinished.iterdir()) == []


def test_the_chosen_microphone_is_used_and_the_usual_one_where_it_is_missing(stage: Stage) -> None:
    stage.session.use(replace(Settings(), microphone="Blue Yeti"))
    assert stage.record().device == "Blue Yeti"
    stage.session.leave()
    stage.session.throw_away()
    stage.microphones.remove(YETI)
    assert stage.record().device == "Built-in Microphone"


def test_leaving_while_recording_asks_and_the_recording_goes_on(stage: Stage) -> None:
    recorder = stage.record()
    assert not stage.session.leave()
    assert stage.state == "asking"
    assert not recorder.stopped
    recorder.tell(elapsed_s=3.0)
    stage.session.tick()
    assert stage.session.scene.elapsed_s == 3.0
    assert stage.told.startswith("Keep what you said so far?")
    stage.session.go_on()
    assert stage.state == "recording"


def test_keeping_from_the_question_ends_in_a_review(stage: Stage) -> None:
    stage.record()
    stage.session.leave()
    stage.session.stop()
    stage.hear()
    assert len(stage.history()) == 1


def test_throwing_away_is_the_only_way_to_lose_a_take(stage: Stage) -> None:
    recorder = stage.record()
    stage.session.throw_away()
    assert stage.state == "recording", "one is asked first"
    stage.session.leave()
    stage.session.throw_away()
    assert stage.state == "idle"
    assert recorder.stopped
    assert list(stage.unfinished.iterdir()) == []
    assert ("cancel",) in stage.worker.calls


def test_another_question_cannot_push_a_recording_aside(stage: Stage) -> None:
    stage.record()
    assert not stage.session.practise(BANK, OTHER)
    assert stage.state == "asking"
    assert stage.session.scene.question == QUESTION


def test_five_seconds_of_silence_ask_for_the_right_microphone_until_something_is_heard(stage: Stage) -> None:
    recorder = stage.record()
    recorder.tell(elapsed_s=4.9, silent_for_s=4.9)
    stage.session.tick()
    assert stage.told == ""
    recorder.tell(elapsed_s=5.1, silent_for_s=5.1)
    stage.session.tick()
    assert stage.told == "Nothing heard yet. Is Built-in Microphone the right one?"
    recorder.tell(elapsed_s=6.0, silent_for_s=0.0)
    stage.session.tick()
    assert stage.told == ""


def test_a_long_thought_is_no_silence(stage: Stage) -> None:
    recorder = stage.record()
    recorder.tell(elapsed_s=30.0, silent_for_s=8.0)
    stage.session.tick()
    assert stage.told == ""


def test_a_microphone_that_vanishes_leaves_the_answer_safe_and_reviewable(stage: Stage) -> None:
    recorder = stage.record()
    recorder.tell(elapsed_s=48.0, error=MicrophoneVanished("Built-in Microphone"))
    stage.session.tick()
    assert stage.state == "trouble"
    assert stage.told.startswith("Your answer up to 0:48 is safe")
    assert recorder.stopped
    stage.session.stop()
    stage.hear("what I said")
    assert stage.history()[0].review.heard.transcript.text == "what I said"


def test_a_microphone_that_falls_silent_without_a_word_is_noticed_too(stage: Stage) -> None:
    stage.record().tell(elapsed_s=2.0, stalled=True)
    stage.session.tick()
    assert stage.state == "trouble"


def test_after_it_vanished_one_goes_on_in_the_same_take_with_another(stage: Stage) -> None:
    first = stage.record()
    first.tell(elapsed_s=2.0, stalled=True)
    stage.session.tick()
    stage.microphones.remove(BUILT_IN)
    stage.session.go_on_with_other()
    assert stage.state == "recording"
    second = stage.recorders[-1]
    assert second.device == "Blue Yeti"
    assert second.take is first.take
    stage.session.stop()
    assert stage.worker.calls[-1] == ("close", 64_000)


def in_trouble(stage: Stage) -> None:
    stage.record().tell(elapsed_s=48.0, error=MicrophoneVanished("Built-in Microphone"))
    stage.session.tick()


def test_going_on_while_no_microphone_is_there_still_offers_a_way_on_and_what_was_said(stage: Stage) -> None:
    in_trouble(stage)
    stage.microphones.clear()
    stage.session.go_on_with_other()
    assert stage.state == "trouble"
    assert stage.told.startswith("Your answer up to 0:48 is safe")
    notice = stage.session.scene.notice
    assert notice is not None
    assert [one.wish for one in notice.choices] == ["go_on_with_other", "review", "start_again"]
    stage.microphones.append(BUILT_IN)
    stage.session.go_on_with_other()
    assert stage.state == "recording"


def test_the_card_of_a_microphone_that_vanished_says_when_it_is_back_and_when_it_is_gone_again(
    stage: Stage,
) -> None:
    in_trouble(stage)
    stage.microphones.clear()
    stage.session.look_again()
    gone = "Your answer up to 0:48 is safe The microphone “Built-in Microphone” went away."
    assert stage.told.startswith(gone)
    stage.microphones.append(BUILT_IN)
    stage.session.look_again()
    back = "Your answer up to 0:48 is safe The microphone “Built-in Microphone” is back. Go on when you like."
    assert stage.told == back
    assert [choice.wish for choice in choices(stage)] == ["go_on_with_other", "review", "start_again"]
    stage.microphones.clear()
    stage.session.look_again()
    assert stage.told.startswith(gone)
    stage.microphones.append(BUILT_IN)
    stage.session.look_again()
    stage.session.go_on_with_other()
    assert (stage.state, stage.recorders[-1].device) == ("recording", "Built-in Microphone")
    assert not stage.session.awaits_microphone


def choices(stage: Stage) -> tuple[Choice, ...]:
    """The ways on that the card offers."""
    notice = stage.session.scene.notice
    return notice.choices if notice is not None else ()


def test_while_it_is_gone_the_card_names_the_one_with_which_going_on_would_go_on(stage: Stage) -> None:
    in_trouble(stage)
    stage.microphones.remove(BUILT_IN)
    stage.session.look_again()
    assert choices(stage)[0].label == "Go on with Blue Yeti"
    stage.session.go_on_with_other()
    assert stage.recorders[-1].device == "Blue Yeti"


def test_one_that_is_back_is_the_one_that_goes_on_though_it_is_the_usual_one_no_longer(stage: Stage) -> None:
    in_trouble(stage)
    stage.microphones[:] = [replace(YETI, is_default=True), replace(BUILT_IN, is_default=False)]
    stage.session.look_again()
    assert "“Built-in Microphone” is back." in stage.told
    stage.session.go_on_with_other()
    assert stage.recorders[-1].device == "Built-in Microphone"


def test_where_none_was_there_to_go_on_the_card_says_when_one_is(stage: Stage) -> None:
    in_trouble(stage)
    stage.microphones.clear()
    stage.session.go_on_with_other()
    stage.session.look_again()
    assert "No microphone is here yet." in stage.told
    stage.microphones.append(YETI)
    stage.session.look_again()
    assert choices(stage)[0].label == "Go on with Blue Yeti"


def test_where_none_was_there_to_change_to_the_card_says_when_one_is(stage: Stage) -> None:
    stage.record().tell(elapsed_s=48.0)
    stage.session.tick()
    stage.microphones.clear()
    stage.session.use(Settings(microphone=YETI.name))
    stage.session.change_microphone()
    assert "No microphone is here yet." in stage.told
    stage.microphones.append(YETI)
    stage.session.look_again()
    assert choices(stage)[0].label == "Go on with Blue Yeti"
    stage.session.go_on_with_other()
    assert (stage.state, stage.recorders[-1].device) == ("recording", YETI.name)


def test_nobody_looks_for_the_one_that_vanished_before_it_is_closed(stage: Stage) -> None:
    stage.record().tell(elapsed_s=48.0, error=MicrophoneVanished("Built-in Microphone"))
    stage.run.held = True  # till then the list of devices is that of before
    stage.session.tick()
    stage.session.look_again()
    assert stage.session.awaits_microphone
    assert "looking for microphones" not in stage.run.names
    stage.run.release()
    stage.session.look_again()
    assert "is back" in stage.told


def test_a_look_that_ends_after_one_has_gone_on_changes_no_card(stage: Stage) -> None:
    in_trouble(stage)
    stage.run.held = True
    stage.session.look_again()
    stage.session.stop()
    stage.run.release()
    assert (stage.state, stage.told) == ("finishing", "")


def test_what_is_no_matter_of_a_missing_microphone_is_not_looked_at_again(stage: Stage) -> None:
    stage.record().tell(elapsed_s=48.0, error=OSError(errno.ENOSPC, "full"))
    stage.session.tick()
    told = stage.told
    stage.session.look_again()
    assert (stage.state, stage.told, stage.session.awaits_microphone) == ("trouble", told, False)


def test_a_microphone_that_another_program_holds_meanwhile_can_be_changed(stage: Stage) -> None:
    in_trouble(stage)
    stage.recorder_error = MicrophoneBusy("Built-in Microphone")
    stage.session.go_on_with_other()
    assert stage.state == "trouble"
    assert stage.told.startswith("Your answer up to 0:48 is safe")
    notice = stage.session.scene.notice
    assert notice is not None
    assert {"review", "change_microphone"} <= {one.wish for one in notice.choices}
    stage.recorder_error = None
    stage.session.use(Settings(microphone="Blue Yeti"))
    stage.session.change_microphone()
    assert (stage.state, stage.recorders[-1].device) == ("recording", "Blue Yeti")


def test_starting_again_hands_up_what_was_thrown_away_so_that_it_can_be_taken_back(stage: Stage) -> None:
    in_trouble(stage)
    said = stage.recorders[-1].take
    assert said is not None
    assert stage.session.start_again() is said
    assert stage.state == "ready"
    said.restore()
    assert said.folder.exists()


def test_while_a_microphone_is_opened_no_level_of_the_one_before_is_shown(stage: Stage) -> None:
    stage.record().tell(elapsed_s=6.0, level_db=-20.0, peak_db=-15.0)
    stage.session.tick()
    stage.run.held = True
    stage.session.change_microphone()
    scene = stage.session.scene
    assert (scene.state, scene.level_db, scene.peak_db) == ("starting", QUIET_DB, QUIET_DB)
    stage.run.release()


def test_one_who_speaks_before_a_slow_microphone_is_told_that_nobody_hears_it(stage: Stage) -> None:
    stage.ask()
    stage.run.held = True
    stage.session.start()
    stage.now += timedelta(seconds=2)
    stage.session.tick()
    assert stage.told == ""
    stage.now += timedelta(seconds=3)
    stage.session.tick()
    assert stage.told.startswith("Nothing is recorded now.")
    stage.run.release()
    assert (stage.state, stage.told) == ("recording", "")


def test_one_leaves_a_microphone_that_does_not_come_to_be_opened(stage: Stage) -> None:
    stage.ask()
    stage.run.held = True
    stage.session.start()
    assert stage.session.leave()
    assert stage.state == "idle"
    stage.run.release()
    assert stage.state == "idle"
    assert stage.recorders[-1].stopped
    assert list(stage.unfinished.iterdir()) == []


def left_before_it_opened(stage: Stage) -> None:
    """An answer that was to begin, left since its microphone did not come, and another one begun."""
    stage.ask()
    stage.run.held = True
    stage.session.start()
    stage.session.leave()
    stage.session.practise(BANK, OTHER, aloud=False)
    stage.session.start()


def test_a_new_answer_waits_until_the_microphone_of_the_one_that_was_left_is_let_go(stage: Stage) -> None:
    left_before_it_opened(stage)
    assert (stage.state, stage.run.names.count("starting to record")) == ("starting", 1)
    stage.now += timedelta(seconds=5)
    stage.session.tick()
    assert stage.told == "Nothing is recorded now. The microphone does not answer yet. Esc leaves it."
    stage.run.waiting.pop(0)()  # it is open, and is to be let go: that takes its time too
    assert (len(stage.recorders), stage.state) == (1, "starting")
    stage.run.release()
    assert (stage.state, stage.told) == ("recording", "")
    assert [one.stopped for one in stage.recorders] == [True, False]
    (take,) = Take.unfinished(stage.unfinished)
    assert About.read(take.about).question == OTHER


def test_a_new_answer_waits_for_no_microphone_but_its_own(stage: Stage) -> None:
    stage.ask()
    stage.run.held = True
    stage.session.start()
    stage.session.leave()
    stage.session.use(replace(Settings(), microphone="Blue Yeti"))
    stage.session.practise(BANK, OTHER, aloud=False)
    stage.session.start()
    assert stage.run.names.count("starting to record") == 2
    stage.run.release()
    assert (stage.state, stage.session.scene.microphone) == ("recording", "Blue Yeti")
    assert [one.stopped for one in stage.recorders] == [True, False]


def test_a_microphone_that_is_never_let_go_keeps_nobody_from_the_next_answer(stage: Stage) -> None:
    left_before_it_opened(stage)
    never = stage.run.waiting.pop(0)
    stage.now += timedelta(seconds=LET_GO_WITHIN_S)
    stage.session.tick()
    stage.run.release()
    assert stage.state == "recording"
    never()  # after all
    assert stage.state == "recording"
    assert [one.stopped for one in stage.recorders] == [False, True]
    assert len(Take.unfinished(stage.unfinished)) == 1
    stage.session.use(Settings(microphone=YETI.name))
    stage.session.change_microphone()
    assert stage.recorders[-1].before_stopped == (True, True)


def test_one_that_could_not_be_opened_in_the_end_is_tried_again_for_the_new_answer(stage: Stage) -> None:
    left_before_it_opened(stage)
    stage.recorder_error = MicrophoneSilent("Built-in Microphone")
    stage.run.waiting.pop(0)()
    assert stage.state == "starting"
    stage.recorder_error = None
    stage.run.release()
    assert (stage.state, stage.told) == ("recording", "")


def test_nothing_is_opened_for_a_new_answer_that_was_left_meanwhile_as_well(stage: Stage) -> None:
    left_before_it_opened(stage)
    stage.session.leave()
    stage.run.release()
    assert stage.state == "idle"
    assert [one.stopped for one in stage.recorders] == [True]
    assert list(stage.unfinished.iterdir()) == []


def test_a_microphone_that_opens_and_gives_no_sound_is_told_as_that(stage: Stage) -> None:
    stage.ask()
    stage.recorder_error = MicrophoneSilent("Built-in Microphone")
    stage.session.start()
    assert stage.state == "ready"
    assert stage.told == (
        "Nothing is recorded yet. “Built-in Microphone” was opened and gives no sound. "
        "If it has a plug, plugging it in anew may help."
    )


def test_one_that_cannot_be_opened_after_all_disturbs_nobody_who_has_left(stage: Stage) -> None:
    stage.ask()
    stage.run.held = True
    stage.recorder_error = MicrophoneBusy("Built-in Microphone")
    stage.session.start()
    assert stage.session.leave()
    stage.run.release()
    assert (stage.state, stage.told) == ("idle", "")


def test_an_answer_stays_when_its_next_microphone_does_not_come_to_be_opened(stage: Stage) -> None:
    first = stage.record()
    first.tell(elapsed_s=48.0)
    stage.session.tick()
    stage.run.held = True
    stage.session.change_microphone()
    assert not stage.session.leave()
    assert stage.state == "trouble"
    assert stage.told == (
        "Your answer up to 0:48 is safe The microphone does not answer yet. Go on tries again."
    )
    assert stage.session.scene.notice is not None
    assert stage.session.scene.notice.choices[0].label == "Go on"
    stage.run.release()  # the late one is let go, and what it would have gone on with is not
    assert stage.state == "trouble"
    assert stage.recorders[-1].stopped
    assert first.take is not None
    assert first.take.folder.exists()
    stage.session.stop()
    stage.hear("what I said")
    assert stage.history()[0].review.heard.transcript.text == "what I said"


def left_while_opening(stage: Stage) -> ToldRecorder:
    """An answer whose next microphone does not come to be opened, left; the recorder that began it."""
    first = stage.record()
    stage.run.held = True
    stage.session.change_microphone()
    stage.session.leave()
    return first


def test_going_on_waits_for_the_microphone_that_is_being_opened_for_this_answer(stage: Stage) -> None:
    first = left_while_opening(stage)
    stage.session.go_on_with_other()
    assert (stage.state, stage.told) == ("starting", "")
    assert len(stage.run.waiting) == 1
    stage.run.release()
    assert stage.state == "recording"
    assert [one.stopped for one in stage.recorders] == [True, False]
    assert stage.recorders[-1].take is first.take
    assert first.take is not None
    assert first.take.frames == 2 * stage.frames


def test_one_that_came_too_late_is_let_go_before_another_opens_for_the_same_answer(stage: Stage) -> None:
    left_while_opening(stage)
    stage.run.waiting.pop()()  # it is open, and is to be let go: that takes its time too
    assert len(stage.recorders) == 2
    stage.session.go_on_with_other()
    assert (stage.state, len(stage.run.waiting)) == ("starting", 1)  # that, and no other opener yet
    stage.run.release()
    assert stage.state == "recording"
    assert [one.stopped for one in stage.recorders] == [True, True, False]


def test_one_waited_for_that_cannot_be_opened_after_all_is_told_and_can_be_tried_again(stage: Stage) -> None:
    left_while_opening(stage)
    stage.recorder_error = MicrophoneBusy("Built-in Microphone")
    stage.session.go_on_with_other()
    stage.run.release()
    assert stage.state == "trouble"
    assert "cannot be opened now" in stage.told
    stage.recorder_error = None
    stage.session.go_on_with_other()
    assert stage.state == "recording"


def test_one_that_cannot_be_opened_after_leaving_is_no_longer_waited_for(stage: Stage) -> None:
    left_while_opening(stage)
    stage.recorder_error = MicrophoneBusy("Built-in Microphone")
    stage.run.release()
    stage.recorder_error = None
    assert "Go on tries again" in stage.told
    stage.session.go_on_with_other()
    assert stage.state == "recording"


def test_another_microphone_chosen_while_one_is_opened_follows_it(stage: Stage) -> None:
    left_while_opening(stage)
    stage.session.use(Settings(microphone=YETI.name))
    stage.session.change_microphone()
    stage.run.release()
    assert stage.state == "recording"
    assert [one.device for one in stage.recorders][1:] == [BUILT_IN.name, YETI.name]
    assert [one.stopped for one in stage.recorders] == [True, True, False]


def test_the_next_microphone_waits_until_the_one_in_trouble_is_let_go(stage: Stage) -> None:
    recorder = stage.record()
    stage.run.held = True
    recorder.tell(elapsed_s=48.0, error=MicrophoneVanished("Built-in Microphone"))
    stage.session.tick()
    stage.session.go_on_with_other()
    assert [stage.state, *stage.run.names[-2:]] == [
        "starting",
        "closing the microphone",
        "starting to record",
    ]
    stage.run.waiting.pop()()  # the second thread comes first
    assert [one.before_stopped for one in stage.recorders] == [(), (True,)]
    stage.run.release()
    assert stage.state == "recording"
    assert not stage.recorders[-1].stopped


def test_a_new_answer_waits_until_the_microphone_of_the_one_thrown_away_is_let_go(stage: Stage) -> None:
    in_trouble(stage)
    stage.run.held = True
    stage.recorders[-1].stopped = False
    stage.session.start_again()
    stage.session.start()
    stage.run.waiting.pop()()
    assert [one.before_stopped for one in stage.recorders] == [(), (True,)]
    stage.run.release()
    assert stage.state == "recording"


def test_a_full_disk_says_what_is_saved(stage: Stage) -> None:
    recorder = stage.record()
    full = AudioError("the disk is full")
    full.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    recorder.tell(elapsed_s=72.0, error=full)
    stage.session.tick()
    assert stage.state == "trouble"
    assert "1:12" in stage.told


def test_of_a_recording_that_broke_off_only_what_is_on_disk_is_called_safe(stage: Stage) -> None:
    stage.record().tell(elapsed_s=72.0, unwritten_s=20.0, error=RecordingFailed())
    stage.session.tick()
    assert (stage.state, stage.session.scene.elapsed_s) == ("trouble", 52.0)
    assert stage.told.startswith("Your answer up to 0:52 is safe The recording broke off")


def test_an_answer_of_which_little_could_be_written_is_no_slip(stage: Stage) -> None:
    stage.frames = 4_000
    recorder = stage.record()
    recorder.tell(elapsed_s=20.0, unwritten_s=19.75, error=RecordingFailed())
    stage.session.tick()
    assert recorder.take is not None
    recorder.take.note_lost(19.75)  # as the recorder does at its end
    stage.session.stop()
    assert stage.state == "finishing"
    assert stage.session.scene.lost == "The computer missed about 19.8 s of your answer."
    stage.hear("I")
    assert [one.review.heard.transcript.text for one in stage.history()] == ["I"]


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (DiskFull(Path("sound.pcm")), "The disk is full; free about 50 MB, then answer again."),
        (RecordingFailed(), "The recording broke off; the log has the details. Answer again when you like."),
    ],
)
def test_an_answer_of_which_nothing_could_be_written_is_told(
    stage: Stage, error: AudioError, line: str
) -> None:
    stage.frames = 0
    stage.record().tell(elapsed_s=20.0, unwritten_s=20.0, error=error)
    stage.session.tick()
    assert stage.told.startswith("Nothing of this answer is on the disk yet")
    stage.session.stop()
    assert (stage.state, stage.session.scene.elapsed_s) == ("ready", 0.0)
    assert stage.told == f"Nothing of this answer could be written to the disk. {line}"
    assert stage.history() == ()
    assert list(stage.unfinished.iterdir()) == []


def test_a_listener_that_dies_while_one_speaks_costs_only_the_wait_for_the_words(stage: Stage) -> None:
    recorder = stage.record()
    recorder.tell(elapsed_s=20.0)
    stage.worker.fail(WorkerDied())
    stage.session.tick()
    assert (stage.state, stage.kept) == ("recording", [])
    assert stage.worker.calls[-1][0] == "follow"  # nothing is tried anew while one speaks on
    stage.session.stop()
    assert [call[0] for call in stage.worker.calls[-2:]] == ["follow", "close"]
    stage.worker.finish("what I said")
    stage.session.tick()
    assert stage.state == "reviewed"
    assert stage.history()[0].review.heard.transcript.text == "what I said"


def test_one_that_dies_again_after_stop_leaves_the_sound(stage: Stage) -> None:
    stage.record()
    stage.worker.fail(WorkerDied())
    stage.session.tick()
    stage.session.stop()
    stage.worker.fail(WorkerDied())
    stage.session.tick()
    assert stage.state == "reviewed"
    assert stage.told.startswith("The sound is saved")
    assert len(stage.history()) == 1


def test_silence_is_kept_as_sound_and_told(stage: Stage) -> None:
    stage.answer()
    stage.hear("")
    assert stage.told.startswith("The sound is saved. No words were heard")
    assert len(stage.history()) == 1


def test_a_damaged_model_costs_the_words_never_the_sound(stage: Stage) -> None:
    stage.worker.queue = []
    stage.worker.fail(ModelDamaged("tiny.en"))
    stage.record()
    stage.session.tick()
    stage.session.stop()
    assert stage.state == "reviewed"
    assert stage.told.startswith("Your recordings are fine")
    (attempt,) = stage.history()
    assert attempt.recording is not None
    assert (stage.recordings / attempt.recording).exists()


def test_a_model_that_cannot_be_loaded_is_told_before_one_speaks(stage: Stage) -> None:
    stage.worker.queue = []
    stage.ask()
    stage.worker.fail(ModelDamaged("base"))
    stage.session.tick()
    assert stage.told.startswith("Your recordings are fine. The speech model is damaged")
    assert stage.state == "hearing"
    assert stage.session.scene.model_gone
    stage.worker.queue.append(Loaded("tiny.en", 0.1))
    stage.session.tick()
    assert stage.session.scene.model_ready
    assert not stage.session.scene.model_gone


def test_another_model_that_fails_leaves_the_take_to_the_one_that_is_loaded(stage: Stage) -> None:
    stage.record()
    stage.session.tick()
    stage.worker.fail(ModelDamaged("base"))
    stage.session.tick()
    assert (stage.state, stage.told) == ("recording", "")  # nobody is disturbed who speaks
    stage.session.stop()
    stage.hear()
    assert stage.history()[0].review.heard.transcript.text == "I built the thing"
    assert stage.told.startswith("Your recordings are fine. The speech model is damaged")
    stage.answer()
    stage.hear()
    assert stage.told == ""


def test_a_model_that_is_killed_while_it_is_loaded_is_told_and_the_one_before_goes_on(stage: Stage) -> None:
    stage.session.tick()
    assert not stage.session.is_busy
    stage.worker.loading = "large-v3"
    assert stage.session.is_busy  # or nobody would look, away from the stage
    stage.worker.fail_to_load("large-v3", left="base")
    stage.session.tick()
    assert stage.told.startswith("Your recordings are fine. The speech model could not be loaded")
    assert stage.told.endswith("Another one writes your answers down meanwhile.")
    assert stage.session.scene.model_ready


def nothing_is_loaded(stage: Stage) -> None:
    """Another model was asked for and failed, and the one before did not come back."""
    asked = Load(ModelFolder("base", stage.folder, 145, "own"), threads=1)
    stage.worker.queue.append(Failed(ModelDamaged("base"), load=asked))
    stage.session.tick()


def test_where_no_model_is_left_an_answer_is_kept_as_sound_and_nobody_waits(stage: Stage) -> None:
    stage.record()
    stage.session.tick()
    nothing_is_loaded(stage)
    assert (stage.state, stage.session.scene.model_gone) == ("recording", True)
    stage.session.stop()
    assert stage.state == "reviewed"
    assert stage.told.startswith("Your recordings are fine")
    assert len(stage.history()) == 1
    assert stage.worker.calls[-1] == ("cancel",), "a later model must not tell of this answer as of another"


def test_an_answer_that_waits_for_its_words_is_kept_when_no_model_is_left(stage: Stage) -> None:
    stage.answer()
    stage.session.tick()
    nothing_is_loaded(stage)
    assert stage.state == "reviewed"
    assert len(stage.history()) == 1
    stage.session.await_model()
    stage.worker.queue.append(Loaded("tiny.en", 0.1))
    stage.answer()
    stage.session.tick()
    stage.hear("and the next is heard")
    assert stage.history()[-1].review.heard.transcript.text == "and the next is heard"


@pytest.mark.parametrize("comes", ["while one speaks", "after Stop"])
def test_an_answer_that_lost_its_model_is_read_from_its_start_by_the_next_one(
    stage: Stage, comes: str
) -> None:
    stage.record()
    stage.session.tick()
    nothing_is_loaded(stage)
    stage.session.await_model()
    if comes == "after Stop":
        stage.session.stop()
    stage.worker.queue.append(Loaded("tiny.en", 0.1))
    stage.session.tick()
    if comes == "while one speaks":
        stage.session.stop()
    assert [call[0] for call in stage.worker.calls] == ["follow", "cancel", "follow", "close"]
    stage.hear("all that I said")
    assert stage.history()[0].review.heard.transcript.text == "all that I said"
    stage.answer()
    stage.hear("and the next one")
    assert len(stage.history()) == 2
    assert not stage.session.is_busy


def test_where_the_quick_model_stands_in_an_answer_waits_for_it_and_that_is_told(stage: Stage) -> None:
    stage.worker.queue = []
    stage.ask()
    stage.worker.fail_to_load("large-v3", left="tiny.en")
    stage.session.tick()
    assert stage.told.endswith("Quick writes your answers down meanwhile.")
    stage.answer()
    assert (stage.state, stage.session.scene.model_gone) == ("finishing", False)
    stage.worker.queue.append(Loaded("tiny.en", 0.1))
    stage.session.tick()
    stage.hear("what I said")
    assert stage.history()[0].review.heard.transcript.text == "what I said"


CANNOT_BE_LOADED = "Your recordings are fine. The speech model could not be loaded"


def model_fails(stage: Stage) -> None:
    """Another model was asked for and cannot be loaded; the one before goes on."""
    stage.worker.fail_to_load("large-v3", left="base")
    stage.session.tick()


def test_a_model_change_that_fails_again_is_told_again(stage: Stage) -> None:
    stage.session.tick()
    model_fails(stage)
    stage.session.await_model()
    assert stage.told == ""
    told = len(stage.scenes)
    model_fails(stage)
    assert len(stage.scenes) > told
    assert stage.told.startswith(CANNOT_BE_LOADED)


def test_a_model_change_that_fails_while_the_words_are_awaited_is_told_with_the_answer(stage: Stage) -> None:
    stage.answer()
    stage.session.tick()
    model_fails(stage)
    assert (stage.state, stage.told) == ("finishing", "")
    stage.hear()
    assert stage.state == "reviewed"
    assert stage.told.startswith(CANNOT_BE_LOADED)


def show_now(stage: Stage) -> None:
    stage.session.stop()
    stage.session.show_now()


def throw_away(stage: Stage) -> None:
    stage.session.leave()
    stage.session.throw_away()


def leave_while_finishing(stage: Stage) -> None:
    stage.session.stop()
    stage.session.leave()


@pytest.mark.parametrize("ends", [show_now, throw_away, leave_while_finishing])
def test_a_model_change_that_failed_while_one_spoke_is_told_however_the_answer_ends(
    stage: Stage, ends: Callable[[Stage], None]
) -> None:
    stage.record()
    stage.session.tick()
    model_fails(stage)
    assert stage.told == ""
    ends(stage)
    assert stage.session.is_busy  # or nobody would look
    stage.session.tick()
    assert stage.told.startswith(CANNOT_BE_LOADED)


def test_a_model_change_that_failed_while_one_spoke_is_told_after_a_slip(stage: Stage) -> None:
    stage.frames = 4_000
    stage.record()
    stage.session.tick()
    model_fails(stage)
    stage.session.stop()
    assert (stage.state, stage.told) == ("ready", "")
    stage.session.tick()
    assert stage.told.startswith(CANNOT_BE_LOADED)


@pytest.mark.parametrize("words", ["I built the thing", ""])
def test_a_model_change_that_failed_is_told_beside_what_the_answer_has_to_tell_itself(
    stage: Stage, words: str
) -> None:
    stage.record()
    stage.session.tick()
    model_fails(stage)
    stage.session.stop()
    stage.worker.queue.append(Finished(heard(words), hastened=True))
    stage.session.tick()
    told = [scene.notice.head for scene in stage.scenes if scene.state == "reviewed" and scene.notice]
    assert told[0] in ("The quick model wrote down the rest.", "The sound is saved.")
    assert told[-1] == "Your recordings are fine."


def test_a_model_change_that_failed_is_told_where_the_answer_cannot_be_kept(
    tmp_path: Path, stages: Callable[..., Stage]
) -> None:
    stage = stages(tmp_path, open_history=_refused)
    stage.record()
    stage.session.tick()
    model_fails(stage)
    stage.session.stop()
    stage.hear()
    stage.session.tick()
    told = " ".join(scene.notice.line for scene in stage.scenes if scene.notice)
    assert "cannot be written" in told
    assert "could not be loaded" in told


def test_the_card_of_a_microphone_stays_while_a_model_change_fails_and_that_is_told_after_it(
    stage: Stage,
) -> None:
    stage.session.tick()
    stage.ask()
    stage.recorder_error = MicrophoneBusy("Built-in Microphone")
    stage.session.start()
    model_fails(stage)
    assert "cannot be opened" in stage.told
    assert not stage.session.is_busy
    stage.session.look_again()
    assert stage.session.is_busy
    stage.session.tick()
    assert stage.told.startswith(CANNOT_BE_LOADED)


def test_a_model_that_cannot_be_found_costs_no_answer_its_words(stage: Stage) -> None:
    stage.answer()
    stage.session.tick()
    stage.session.tell_no_model(Refusal("There is no speech model “large”."))
    assert stage.state == "finishing"
    stage.hear("what I said")
    assert stage.history()[0].review.heard.transcript.text == "what I said"
    assert "There is no speech model “large”." in stage.told


def test_an_answer_that_is_closed_late_leaves_the_next_one_as_it_is(stage: Stage) -> None:
    stage.record()
    stage.run.held = True
    stage.session.stop()
    stage.session.practise(BANK, OTHER, aloud=False)
    stage.run.release()
    assert (stage.state, stage.session.scene.elapsed_s, stage.session.scene.lost) == ("ready", 0.0, "")


def test_a_listener_that_falls_over_costs_the_words_never_the_sound(stage: Stage) -> None:
    stage.answer()
    stage.session.tick()
    stage.worker.fail(AudioError("the process ended"))
    stage.session.tick()
    assert stage.state == "reviewed"
    assert stage.told.startswith("The sound is saved")
    assert len(stage.history()) == 1


def test_one_is_told_when_the_quick_model_wrote_down_the_rest(stage: Stage) -> None:
    stage.answer()
    stage.worker.queue.append(Finished(heard("I built the thing"), hastened=True))
    stage.session.tick()
    assert stage.state == "reviewed"
    assert stage.told.startswith("The quick model wrote down the rest.")


def test_what_was_drafted_is_shown_at_once_and_again_when_it_was_read_as_a_whole(stage: Stage) -> None:
    stage.answer()
    stage.worker.draft("I built a thing")
    stage.session.tick()
    assert stage.state == "reviewed"
    assert [one.review.heard.transcript.text for one in stage.kept] == ["I built a thing"]
    assert [one.review.heard.transcript.text for one in stage.history()] == ["I built a thing"]
    assert len(Take.unfinished(stage.unfinished)) == 1, "its sound is packed when its words stay"
    stage.hear("I built the thing")
    assert stage.state == "reviewed"
    assert [one.review.heard.transcript.text for one in stage.history()] == ["I built the thing"]
    assert len({one.id for one in stage.kept}) == 1
    assert Take.unfinished(stage.unfinished) == ()


def test_a_draft_stays_where_the_listener_falls_over_before_it_is_read_again(stage: Stage) -> None:
    stage.answer()
    stage.worker.draft("I built a thing")
    stage.session.tick()
    stage.worker.fail(AudioError("the process ended"))
    stage.session.tick()
    assert stage.session.unheard is None
    assert [one.review.heard.transcript.text for one in stage.history()] == ["I built a thing"]
    assert Take.unfinished(stage.unfinished) == ()


def test_better_words_wait_until_the_draft_is_written_down(stage: Stage) -> None:
    stage.answer()
    written: list[str] = []

    def let_show() -> None:
        if not written:
            written.append("draft")
            stage.hear("I built the thing")

    stage.let_show = let_show
    stage.worker.draft("I built a thing")
    stage.session.tick()
    assert [one.review.heard.transcript.text for one in stage.history()] == ["I built the thing"]


def test_an_answer_without_words_is_no_draft(stage: Stage) -> None:
    stage.answer()
    stage.worker.draft("")
    stage.session.tick()
    assert stage.state == "finishing"
    stage.hear("")
    assert stage.state == "reviewed"


def test_words_that_could_not_be_written_down_are_another_time(stage: Stage) -> None:
    stage.answer()
    stage.session.tick()
    stage.worker.fail(AudioError("the process ended"))
    stage.session.tick()
    (take,) = Take.unfinished(stage.unfinished)
    stage.session.recover(take, awaited=False)
    stage.hear("at the second try")
    (attempt,) = stage.history()
    assert attempt.review.heard.transcript.text == "at the second try"
    assert Take.unfinished(stage.unfinished) == ()


def left(stage: Stage) -> Take:
    """The only take that is there, found once more on the disk."""
    (take,) = Take.unfinished(stage.unfinished)
    return take


def words_kept(stage: Stage) -> list[str]:
    return [one.review.heard.transcript.text for one in stage.history()]


def without_words(stage: Stage) -> None:
    """An answer is kept as sound, since the listening process fell over."""
    stage.answer()
    stage.session.tick()
    stage.worker.fail(AudioError("the process ended"))
    stage.session.tick()
    assert words_kept(stage) == [""]


def test_an_answer_that_is_written_down_already_is_waited_for_and_not_written_down_twice(
    stage: Stage,
) -> None:
    without_words(stage)
    stage.worker.calls.clear()
    for _place in ("the review page", "the card"):
        assert stage.session.recover(left(stage), awaited=True)
        assert stage.session.leave()
    stage.session.recover(left(stage), awaited=True)
    assert [call[0] for call in stage.worker.calls] == ["follow", "close"]
    assert stage.state == "finishing"
    stage.hear("at the second try")
    assert stage.state == "reviewed"
    stage.worker.fail(AudioError("the process ended"))
    stage.session.tick()
    assert words_kept(stage) == ["at the second try"]
    assert Take.unfinished(stage.unfinished) == ()


def test_one_who_comes_back_to_an_answer_while_its_sound_is_made_small_is_shown_it(stage: Stage) -> None:
    stage.answer()
    take = left(stage)
    stage.session.leave()
    stage.worker.finish("the words")
    stage.run.held = True
    stage.session.tick()
    (keeping,) = stage.run.waiting
    stage.run.waiting = []
    again = Take.at(take.folder)
    assert again is not None

    def come_back() -> None:
        assert stage.session.recover(again, awaited=True)
        stage.session.show_now()

    stage.let_show, stage.run.held = come_back, False
    keeping()
    assert stage.state == "reviewed"
    assert stage.kept[-1].review.heard.transcript.text == "the words"
    assert stage.session.words_wait(take.id) is None
    assert not stage.session.is_in_hand(take.id)


def test_one_who_wants_the_words_while_the_sound_is_still_being_kept_gets_them(stage: Stage) -> None:
    stage.answer()
    take = left(stage)
    asked: list[bool] = []
    stage.let_show = lambda: asked.append(stage.session.recover(take, awaited=True)) if not asked else None
    stage.session.tick()
    stage.worker.fail(AudioError("the process ended"))
    stage.session.tick()
    assert stage.state == "finishing"
    assert stage.session.is_in_hand(take.id)
    stage.hear("at the second try")
    assert stage.state == "reviewed"
    assert words_kept(stage) == ["at the second try"]


def test_an_answer_that_is_kept_with_its_words_never_loses_them_to_a_try_that_failed(stage: Stage) -> None:
    without_words(stage)
    take = left(stage)
    (silent,) = stage.history()
    stage.kept_again(replace(silent, review=replace(silent.review, heard=heard("said before"))))
    stage.session.recover(take, awaited=True)
    stage.worker.fail(AudioError("the process ended"))
    stage.session.tick()
    assert words_kept(stage) == ["said before"]
    assert stage.kept[-1].review.heard.transcript.text == "said before"


def test_a_history_that_cannot_be_written_leaves_the_take_for_the_next_start(
    tmp_path: Path, stages: Callable[..., Stage]
) -> None:
    stage = stages(tmp_path, open_history=_refused)
    stage.answer()
    stage.hear()
    assert stage.state == "reviewed"
    assert "cannot be written" in stage.told
    assert len(Take.unfinished(stage.unfinished)) == 1
    assert len(stage.kept) == 1, "it is shown all the same"


def test_an_answer_is_in_hand_from_stop_until_its_sound_is_a_file(stage: Stage) -> None:
    stage.record()
    stage.session.stop()
    (take,) = Take.unfinished(stage.unfinished)
    assert stage.session.is_in_hand(take.id)
    stage.run.held = True
    stage.hear()
    assert stage.session.is_in_hand(take.id)
    stage.run.release()
    assert not stage.session.is_in_hand(take.id)
    assert not take.folder.exists()


def test_an_answer_that_cannot_be_kept_and_a_slip_are_not_in_hand(
    tmp_path: Path, stages: Callable[..., Stage]
) -> None:
    stage = stages(tmp_path, open_history=_refused)
    stage.answer()
    (take,) = Take.unfinished(stage.unfinished)
    stage.hear()
    assert not stage.session.is_in_hand(take.id)
    stage.frames = 4_000
    slipped = stage.record().take
    stage.session.stop()
    assert slipped is not None
    assert not stage.session.is_in_hand(slipped.id)


def test_leaving_while_the_last_words_are_written_keeps_the_answer(stage: Stage) -> None:
    stage.answer()
    assert stage.session.leave()
    assert stage.state == "idle"
    stage.hear()
    assert stage.state == "idle"
    assert len(stage.history()) == 1


def test_one_may_answer_again_while_the_last_answer_is_written_down(stage: Stage) -> None:
    stage.answer()
    stage.record()
    assert stage.state == "recording"
    assert [call[0] for call in stage.worker.calls] == ["follow", "close"]
    stage.hear("the first")
    assert [call[0] for call in stage.worker.calls] == ["follow", "close", "follow"]
    stage.session.stop()
    stage.hear("the second")
    assert {one.review.heard.transcript.text for one in stage.history()} == {"the first", "the second"}


def test_one_may_go_to_the_recording_before_its_words_are_there(stage: Stage) -> None:
    stage.answer()
    (take,) = Take.unfinished(stage.unfinished)
    stage.worker.settle("I built", upto_s=1.0)
    stage.session.tick()
    assert stage.session.words_wait(take.id) is None
    stage.session.show_now()
    assert stage.state == "reviewed"
    assert stage.kept == [], "what was heard so far is not its words"
    (shown,) = stage.awaited
    assert (shown.id, shown.recording, shown.question) == (take.id, f"{take.id}.flac", QUESTION)
    assert shown.review.heard.transcript.text == "I built"
    assert shown.review.coverage is None, "nobody has judged it"
    sound = shown.review.heard.sound
    assert sound.duration_s == take.duration_s
    assert sound.loudness_db == pytest.approx([-20.0] * round(take.duration_s * 10), abs=0.1)
    assert stage.session.words_wait(take.id) == ""
    stage.hear("the words")
    assert [one.review.heard.transcript.text for one in stage.kept] == ["the words"]
    assert stage.kept[0].id == take.id
    assert stage.session.words_wait(take.id) is None


def test_how_long_the_words_will_take_is_told_on_beside_the_recording(stage: Stage) -> None:
    stage.answer()
    (take,) = Take.unfinished(stage.unfinished)
    stage.now = NOON + timedelta(seconds=10)
    stage.worker.settle("I built", upto_s=take.duration_s / 2)
    stage.session.tick()
    stage.session.show_now()
    assert stage.session.words_wait(take.id) == "about 10 s"
    stage.now = NOON + timedelta(seconds=20)
    for _ in range(2):
        stage.worker.settle("I built the", upto_s=take.duration_s * 0.8)
        stage.session.tick()
    assert stage.session.words_wait(take.id) == "about 5 s"
    assert len(stage.awaited) == 2, "it is told again only where it has changed"
    stage.record()
    stage.session.stop()
    assert stage.session.scene.wait == ""
    assert stage.session.words_wait(take.id) == "about 5 s"


def test_words_that_come_before_the_recording_can_be_shown_are_shown_with_it(stage: Stage) -> None:
    stage.answer()
    stage.run.held = True
    stage.session.show_now()
    assert stage.state == "finishing"
    showing, stage.run.waiting, stage.run.held = stage.run.waiting, [], False
    stage.hear("the words")
    for go in showing:
        go()
    assert stage.state == "reviewed"
    assert len(stage.kept) == 1
    assert stage.awaited == []


def test_a_recording_that_one_has_left_meanwhile_is_not_shown(stage: Stage) -> None:
    stage.answer()
    stage.run.held = True
    stage.session.show_now()
    stage.session.leave()
    stage.run.release()
    assert stage.state == "idle"
    assert stage.awaited == []


def test_a_recording_that_nobody_could_listen_to_waits_for_no_words(stage: Stage) -> None:
    stage.answer()
    (take,) = Take.unfinished(stage.unfinished)
    stage.session.show_now()
    stage.worker.fail(WorkerDied())
    stage.session.tick()
    assert stage.session.words_wait(take.id) is None
    assert not stage.kept[-1].review.heard.model


def test_a_recording_that_cannot_be_judged_waits_for_no_words(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_keeper: Keeper, _take: Take, _heard: Heard | None) -> Attempt:
        raise JudgeDamaged(Path("reader.onnx"))

    stage.answer()
    take = left(stage)
    stage.worker.settle("I built", upto_s=1.0)
    stage.session.tick()
    stage.session.show_now()
    monkeypatch.setattr(Keeper, "judge", refuse)
    stage.hear("I built the thing")
    assert stage.session.words_wait(take.id) is None
    (given_up,) = stage.given_up
    assert (given_up.id, given_up.was_listened_to) == (take.id, False)
    assert given_up.review.heard.sound.duration_s == take.duration_s
    assert take.sound.exists(), "it can be tried again"


def test_an_answer_of_an_earlier_run_is_finished(stage: Stage, stages: Callable[..., Stage]) -> None:
    stage.record()
    stage.session.close()
    (take,) = Take.unfinished(stage.unfinished)
    later = stages(stage.folder / "x")
    later.session.recover(take, awaited=False)
    assert later.state == "finishing"
    assert later.worker.calls[-1] == ("close", 32_000, "in no hurry")
    later.hear("what was said before the crash")
    (attempt,) = later.history()
    assert attempt.question == QUESTION
    assert attempt.started_at == NOON
    assert attempt.review.heard.transcript.text == "what was said before the crash"


def test_live_words_are_shown_to_those_who_want_them(stage: Stage) -> None:
    stage.record()
    stage.worker.settle("so far so good", upto_s=2.0)
    stage.session.tick()
    assert stage.session.scene.said == ""
    stage.session.use(replace(Settings(), live_words=True))
    stage.worker.settle("so far so good", upto_s=2.0)
    stage.session.tick()
    assert stage.session.scene.said == "so far so good"


def test_trying_again_begins_at_the_question_without_reading_it(stage: Stage) -> None:
    stage.record().tell(stalled=True)
    stage.session.tick()
    stage.session.start_again()
    assert stage.state == "ready"
    assert list(stage.unfinished.iterdir()) == []


def test_leaving_after_the_microphone_vanished_keeps_what_was_said(stage: Stage) -> None:
    stage.record().tell(elapsed_s=2.0, stalled=True)
    stage.session.tick()
    assert stage.session.leave()
    assert stage.state == "idle"
    stage.hear("what I said")
    assert stage.history()[0].review.heard.transcript.text == "what I said"


def test_an_answer_that_cannot_be_kept_does_not_interrupt_the_next_one(
    tmp_path: Path, stages: Callable[..., Stage]
) -> None:
    stage = stages(tmp_path, open_history=_refused)
    stage.answer()
    stage.session.leave()
    stage.record()
    stage.hear("the first")
    assert stage.state == "recording"
    assert stage.session.is_recording


def test_start_and_stop_within_a_second_is_no_answer(stage: Stage) -> None:
    stage.frames = 4_000
    stage.answer()
    assert stage.state == "ready"
    assert stage.session.scene.elapsed_s == 0.0
    assert stage.history() == ()
    assert list(stage.unfinished.iterdir()) == []
    assert ("cancel",) in stage.worker.calls
    stage.frames = 32_000
    stage.session.start()
    stage.session.stop()
    stage.hear("I built it")
    assert len(stage.history()) == 1
