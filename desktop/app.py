"""The one builder: makes every part, passes it in, connects every signal, and undoes it all in reverse."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from desktop import instruments, logs
from desktop.analyze import find_model
from desktop.export import exporting
from desktop.keeping import About
from desktop.keys import Keys
from desktop.library import Library
from desktop.notices import not_finished, notice_for
from desktop.pages.first_run import FirstRunPage
from desktop.pages.practice import PracticePage
from desktop.pages.progress import ProgressPage
from desktop.pages.questions import QuestionsPage
from desktop.pages.review import ReviewPage
from desktop.pages.settings import SettingsPage
from desktop.paths import Paths
from desktop.scene import Scene
from desktop.settings import SettingsFile
from desktop.showing.first_run import FirstRunDesk
from desktop.showing.questions import QuestionsDesk
from desktop.showing.review import ReviewDesk, norms
from desktop.showing.settings import Found, SettingsDesk
from desktop.showing.stage import stage_state
from desktop.style.look import Look
from desktop.tasks import Tasks, at_once
from desktop.window import Window
from desktop.words import count

if TYPE_CHECKING:
    from audio.take import Take
    from coach.attempt import Attempt
    from desktop.instruments import Instruments
    from desktop.microphone_test import MicrophoneTest
    from desktop.playback import Playback
    from desktop.session import Session
    from seeds.bank import Bank, Question

CLOSE_WITHIN_S = 3.0
TICK_MS, LAST_WORDS_TICK_MS = 66, 15
SAMPLE = "This is how I will read the questions to you."


def open_window(paths: Paths) -> int:
    """Show the window and stay until it is closed; the exit code."""
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Greenroom")
    qt.setDesktopFileName("greenroom")
    logs.begin(paths.log)
    app = App(qt, paths)
    logs.catch_all(app.tell_error)
    app.show()
    try:
        return qt.exec()
    finally:
        app.close()


class App:
    """The whole of it. The window shows before anything that sounds or hears is imported."""

    def __init__(
        self,
        qt: QApplication,
        paths: Paths,
        *,
        wake: Callable[[], Instruments] = instruments.real,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        self._paths = paths
        self._wake = wake
        self._now = now
        self._file = SettingsFile(paths.settings)
        self._settings_read = self._file.read()
        self.settings = self._settings_read.settings
        self._tasks = Tasks(on_failure=self.tell_error)
        self.look = Look(qt, appearance=self.settings.appearance, scale=self.settings.text_scale)
        self.library = Library(
            paths.history, run=self._tasks.run, on_change=self._on_answers, on_failure=self.tell_error
        )
        self._instruments: Instruments | None = None
        self.session: Session | None = None
        self._playback: Playback | None = None
        self._test: MicrophoneTest | None = None
        self._wanted: Callable[[], None] | None = None
        self._stale: set[str] = set()
        self._closed = False
        self._make_pages()
        self._clock = QTimer()
        self._clock.timeout.connect(self._on_tick)
        self._saving = QTimer(singleShot=True, interval=300)
        self._saving.timeout.connect(self._save)

    # Begin and end

    def show(self) -> None:
        """Show the window; everything slow begins after it has been painted."""
        self.window.go_to_kept_place(self.settings.window)
        self.window.show_place("questions" if self.settings.welcomed else "first_run")
        self.window.painted.connect(self._on_painted)
        self.window.show()

    def close(self) -> None:
        """Undo everything in reverse, once; a take that is open stays on disk."""
        if self._closed:
            return
        self._closed = True
        self._clock.stop()
        if self._test is not None:
            self._test.close()
        if self._playback is not None:
            self._playback.pause()
        if self.session is not None:
            self.session.close()
        self.change(window=self.window.place_kept())
        self._save()
        made = self._instruments
        if made is not None:
            made.player.stop()
            made.worker.stop()
            made.voice.stop()
        self._tasks.close(deadline_s=CLOSE_WITHIN_S)
        self.library.close(recordings=self._paths.recordings)
        self.window.deleteLater()

    def _on_painted(self) -> None:
        for fault in self._settings_read.faults:
            self.window.toast.tell(fault)
        self._tasks.run(at_once(self._paths.make), name="making the data folder")
        self.library.load()
        self._tasks.run(at_once(self._read_banks), name="reading the banks", on_done=self._on_banks)
        self._tasks.run(at_once(self._wake), name="waking the instruments", on_done=self._on_awake)

    def _on_awake(self, made: Instruments) -> None:
        from desktop.keeping import Keeper
        from desktop.microphone_test import MicrophoneTest
        from desktop.playback import Playback
        from desktop.session import Parts, Session

        self._instruments = made
        parts = Parts(
            run=self._tasks.run,
            voice=made.voice,
            player=made.player,
            worker=made.worker,
            keeper=Keeper(self._paths.recordings, self.library.history),
            unfinished=self._paths.unfinished,
            new_recorder=made.new_recorder,
            microphones=made.microphones,
            now=self._now,
        )
        self.session = Session(parts, settings=self.settings, tell=self._on_scene, on_kept=self._on_kept)
        self._playback = Playback(
            run=self._tasks.run, player=made.player, tell=self._on_place, on_failure=self.tell_error
        )
        self._playback.loudspeaker = self.settings.loudspeaker
        self.review.take_playback(self._playback)
        self._test = MicrophoneTest(
            run=self._tasks.run,
            new_recorder=made.new_recorder,
            on_level=self._on_test_level,
            on_failure=self.tell_error,
        )
        self.choices.take_instruments(made, self._test)
        self.choices.look()
        self._load_model()
        self._tasks.run(at_once(made.voice.warm), name="warming the voice", on_failure=_ignored)
        self._look_for_unfinished()
        if self._wanted is not None:
            self._wanted()
        self._pulse()

    def _read_banks(self) -> tuple[tuple[Bank, ...], tuple[str, ...]]:
        from seeds.shelf import Shelf

        shelf = Shelf(self._paths.banks)
        return shelf.banks(), tuple(str(fault) for fault in shelf.faults())

    def _on_banks(self, read: tuple[tuple[Bank, ...], tuple[str, ...]]) -> None:
        banks, faults = read
        self.questions.show_banks(banks, chosen=self.settings.bank)
        if self.window.place == "questions":
            self.window.show_place("questions")  # the list took no focus while it was empty
        if faults:
            self.window.toast.tell(f"Your other questions are fine. One bank cannot be read: {faults[0]}")

    def _make_pages(self) -> None:
        self.stage = PracticePage()
        self.review_page = ReviewPage()
        self.questions_page = QuestionsPage()
        self.progress_page = ProgressPage()
        self.settings_page = SettingsPage()
        self.first_run_page = FirstRunPage()
        pages: dict[str, QWidget] = {
            "questions": self.questions_page,
            "practice": self.stage,
            "review": self.review_page,
            "progress": self.progress_page,
            "settings": self.settings_page,
            "first_run": self.first_run_page,
        }
        self.window = Window(pages, stages=frozenset({"practice", "first_run"}))
        self.review = ReviewDesk(
            self.review_page,
            library=self.library,
            recordings=self._paths.recordings,
            settings=lambda: self.settings,
            now=self._now,
        )
        self.questions = QuestionsDesk(
            self.questions_page,
            library=self.library,
            now=self._now,
            on_bank=lambda name: self.change(bank=name),
        )
        self.choices = SettingsDesk(
            self.settings_page,
            run=self._tasks.run,
            library=self.library,
            paths=self._paths,
            settings=lambda: self.settings,
            on_found=self._on_found,
        )
        self.welcome = FirstRunDesk(self.first_run_page)
        self._connect_settings()
        self._connect_questions()
        self._connect_window()
        self._connect_stage()
        self._connect_review()
        self.progress_page.opened.connect(self.open_attempt)
        self.progress_page.practise_wished.connect(self._on_next)
        self.progress_page.export_wished.connect(self._on_export)

    def _connect_window(self) -> None:
        self.window.place_wished.connect(self.go)
        self.window.leave_wished.connect(self._on_leave)
        self.keys = Keys(self.window)
        self.window.keys_wished.connect(self.keys.show_keys)

    def _connect_settings(self) -> None:
        page, first = self.settings_page, self.first_run_page
        page.changed.connect(lambda name, value: self.change(**{name: value}))
        page.hear_wished.connect(self._on_hear_voice)
        page.loudspeaker_test_wished.connect(self._on_hear_voice)
        page.open_folder_wished.connect(lambda: _open(self._paths.home))
        page.export_wished.connect(self._on_export)
        page.delete_all_wished.connect(self._on_delete_all)
        first.start_wished.connect(self._on_welcomed)
        first.paste_wished.connect(lambda: self.go("questions"))
        first.acted.connect(self._on_first_run_act)

    def _on_found(self, found: Found) -> None:
        self.welcome.show_found(found)
        if self.window.place == "first_run" and found.microphones and self._test is not None:
            self._test.start(self.settings.microphone)

    def _on_hear_voice(self) -> None:
        self._with_session(lambda one: one.read_out(SAMPLE))

    def _on_delete_all(self) -> None:
        self.review.show(None)
        self.library.delete_all(on_done=self._on_all_deleted)

    def _on_all_deleted(self, ids: tuple[str, ...]) -> None:
        said = f"{count(len(ids), 'answer')} deleted."
        self.window.toast.tell(said, action="Undo", act=lambda: self.library.restore_all(ids))

    def _on_welcomed(self) -> None:
        self.change(welcomed=True)
        self._on_next()

    def _on_first_run_act(self, check: str) -> None:
        if check == "voice" and self.choices.found.voices:
            self._on_hear_voice()
        elif check == "microphone" and not self.choices.found.microphones:
            self.choices.look()
        else:
            self.go("settings")

    def _connect_questions(self) -> None:
        page = self.questions_page
        page.practise_wished.connect(self._on_practise)
        page.hear_wished.connect(self._on_hear)
        page.attempt_opened.connect(self.open_attempt)

    def _connect_stage(self) -> None:
        self.stage.start_wished.connect(lambda: self._with_session(lambda one: one.start()))
        self.stage.stop_wished.connect(lambda: self._with_session(lambda one: one.stop()))
        self.stage.hear_wished.connect(lambda: self._with_session(lambda one: one.hear()))
        self.stage.show_now_wished.connect(lambda: self._with_session(lambda one: one.show_now()))
        self.stage.leave_wished.connect(self._on_leave)
        self.stage.wished.connect(self.on_wish)

    def _connect_review(self) -> None:
        page = self.review_page
        page.try_again_wished.connect(self._on_try_again)
        page.next_wished.connect(self._on_next)
        page.practise_wished.connect(self._on_next)
        page.delete_wished.connect(self.delete)
        page.wished.connect(self.on_wish)

    # Where one is

    def go(self, place: str) -> None:
        """Turn to a page; while something is recorded the stage asks first."""
        if place == "practice":
            self._on_to_stage()
            return
        if self.window.place == "practice" and self.session is not None and not self.session.leave():
            return
        if place != "review":
            self.review.silence()
        if self.window.place == "first_run":
            self.change(welcomed=True)
        if self.window.place in ("settings", "first_run"):
            self.choices.end_test()
        if place == "settings":
            self.choices.look()
        self._freshen(place)
        if place == "review" and self.review.attempt is None and self.library.lines:
            self.review.open(self.library.lines[-1].id)
        self.window.show_place(place)

    def practise(self, bank: Bank | None, question: Question, *, aloud: bool = True) -> None:
        """Go on the stage with a question; as soon as there is sound, where there is none yet."""
        self.review.silence()
        self.choices.end_test()
        if self.session is None:
            scene = Scene(state="ready", bank=bank, question=question)
            self.stage.show_state(stage_state(scene, self.settings))
            self._wanted = lambda: self.practise(bank, question, aloud=aloud)
        elif not self.session.practise(bank, question, aloud=aloud):
            return
        self.window.show_place("practice")
        self._pulse()

    def on_wish(self, wish: str) -> None:
        """What a button in a notice asks for."""
        act = self._acts().get(wish)
        if act is not None:
            act()
            self._pulse()

    def _acts(self) -> dict[str, Callable[[], object]]:
        session = self.session
        if session is None:
            return {}
        return {
            "keep": session.stop,
            "go_on": session.go_on,
            "throw_away": self._throw_away,
            "go_on_with_other": session.go_on_with_other,
            "review": self._review_it,
            "start_again": self._on_try_again,
            "start_answering": session.start,
            "try_again": self._on_retry,
            "look_again": session.look_again,
            "open_settings": lambda: self.go("settings"),
            "change_microphone": lambda: self.go("settings"),
            "choose_voice": lambda: self.go("settings"),
            "test_microphone": lambda: self.go("settings"),
            "use_quick_model": lambda: self.change(model=""),
            "repair_model": lambda: self.go("settings"),
            "open_folder": lambda: _open(self._paths.home),
            "open_log": lambda: _open(self._paths.log),
        }

    # What happens

    def _on_scene(self, scene: Scene) -> None:
        self.stage.show_state(stage_state(scene, self.settings))
        self.welcome.show_scene(scene)
        if scene.state == "reviewed" and self.window.place == "practice":
            self.window.show_place("review")
            self.window.announce("Review ready")
            if scene.notice is not None:
                self.window.toast.tell(f"{scene.notice.head} {scene.notice.line}")
        self._pulse()

    def _on_kept(self, attempt: Attempt) -> None:
        """An answer is known; it is shown unless one has gone elsewhere meanwhile."""
        self.library.note(attempt)
        self._thin()
        here, shown, session = self.window.place, self.review.attempt, self.session
        awaited = here == "practice" and session is not None and session.scene.state == "finishing"
        if awaited or (here == "review" and shown is not None and shown.id == attempt.id):
            self.review.show(attempt)
        else:
            self.window.toast.tell(
                "Your answer is saved.", action="Review it", act=lambda: self.open_attempt(attempt.id)
            )

    def _on_answers(self) -> None:
        """Only what is seen is drawn anew; the other pages are when one turns to them."""
        if self.window.place == "first_run" and self.library.lines:
            self.go("questions")
        if self.window.place == "review" and self.review.attempt is None and self.library.lines:
            self.review.open(self.library.lines[-1].id)
        self._stale = {"questions", "progress", "review"}
        self._freshen(self.window.place)

    def _freshen(self, place: str) -> None:
        if place not in self._stale:
            return
        self._stale.discard(place)
        if place == "questions":
            self.questions.refresh()
        elif place == "progress":
            self.progress_page.show_answers(self.library.lines, norms=norms(self.settings))
        elif place == "review":
            self.review.refresh()

    def _on_place(self, at_s: float, *, plays: bool) -> None:
        self.review_page.show_place(at_s, plays=plays)
        self._pulse()

    def _on_leave(self) -> None:
        if self.window.place in ("practice", "first_run"):
            self.go("questions")

    def _on_tick(self) -> None:
        if self.session is not None:
            self.session.tick()
        if self._playback is not None:
            self._playback.tick()
        if self._test is not None:
            self._test.tick()
        self._pulse()

    def _on_test_level(self, level_db: float) -> None:
        self.choices.show_level(level_db)
        self.welcome.show_level(level_db)
        self._pulse()

    def _pulse(self) -> None:
        """Tick while something moves, oftener while the last words are awaited, never when all is still."""
        session, playback, test = self.session, self._playback, self._test
        sounds = (playback is not None and playback.is_playing) or (test is not None and test.is_on)
        if session is None or not (session.is_busy or sounds):
            self._clock.stop()
            return
        wanted_ms = LAST_WORDS_TICK_MS if session.scene.state == "finishing" else TICK_MS
        if not self._clock.isActive() or self._clock.interval() != wanted_ms:
            self._clock.start(wanted_ms)

    def _with_session(self, act: Callable[[Session], object]) -> None:
        if self.session is not None:
            act(self.session)
            self._pulse()

    def _on_to_stage(self) -> None:
        """The stage without a choice: the question that stood there last, else the next one."""
        scene = self.session.scene if self.session is not None else None
        if self.window.place == "practice":
            return
        if scene is not None and scene.question is not None:
            self.practise(scene.bank, scene.question, aloud=False)
        else:
            self._on_next()

    def _on_try_again(self) -> None:
        session, attempt = self.session, self.review.attempt
        if session is not None and session.is_recording:
            session.start_again()
        elif attempt is not None:
            self.practise(self.questions.named(attempt.bank), attempt.question, aloud=False)

    def _on_next(self) -> None:
        """The question that is due next, other than the one that was just answered."""
        attempt = self.review.attempt
        question = self.questions.next_question(after=attempt.question.id if attempt else "")
        if question is not None:
            self.practise(self.questions.bank, question)

    def _on_practise(self, question_id: str) -> None:
        question = self.questions.bank.question(question_id) if self.questions.bank else None
        if question is not None:
            self.practise(self.questions.bank, question)

    def _on_hear(self, question_id: str) -> None:
        question = self.questions.bank.question(question_id) if self.questions.bank else None
        if question is not None:
            self._with_session(lambda one: one.read_out(question.prompt))

    def open_attempt(self, attempt_id: str) -> None:
        """Show an answer on the review page."""
        self.go("review")
        if self.window.place == "review":
            self.review.open(attempt_id)

    def delete(self, attempt_id: str) -> None:
        """Delete an answer, and offer to undo it."""
        self.library.delete(attempt_id)
        self.review.show(None)
        self.window.toast.tell("Answer deleted.", action="Undo", act=lambda: self._undelete(attempt_id))

    def _undelete(self, attempt_id: str) -> None:
        self.library.restore(attempt_id)
        self.open_attempt(attempt_id)

    def _throw_away(self) -> None:
        session = self.session
        take = session.throw_away() if session is not None else None
        if take is None:
            return
        self.window.show_place("questions")
        self.window.toast.tell("Thrown away.", action="Undo", act=lambda: self._take_back(take))

    def _take_back(self, take: Take) -> None:
        self._tasks.run(at_once(take.restore), name="taking it back", on_done=lambda _: self._recover(take))

    def _recover(self, take: Take) -> None:
        if self.session is not None:
            self.session.recover(take)
            self.window.show_place("practice")
            self._pulse()

    def _review_it(self) -> None:
        if self.session is not None and self.session.is_recording:
            self.session.stop()

    def _on_retry(self) -> None:
        session = self.session
        if session is None:
            return
        if session.scene.state == "trouble":
            session.go_on_with_other()
        elif session.unheard is not None:
            self._recover(session.unheard)
        else:
            session.start()

    def _look_for_unfinished(self) -> None:
        from desktop.recovery import find_unfinished

        work = find_unfinished(
            self._paths.unfinished, recordings=self._paths.recordings, history=self.library.history
        )
        self._tasks.run(work, name="looking for unfinished answers", on_done=self._on_unfinished)

    def _on_unfinished(self, takes: tuple[Take, ...]) -> None:
        if takes:
            take = takes[-1]
            at = About.read(take.about).started_at.astimezone().strftime("%H:%M")
            notice = not_finished(at)
            self.window.toast.tell(notice.head, action="Review it", act=lambda: self._recover(take))

    def _load_model(self) -> None:
        made = self._instruments
        if made is None:
            return
        work = at_once(lambda: find_model(self.settings.model, paths=self._paths))
        self._tasks.run(
            work, name="finding the model", on_done=made.worker.load, on_failure=self._on_no_model
        )

    def _on_no_model(self, error: BaseException) -> None:
        if self.session is not None:
            self.session.tell_no_model(error)
        self.tell_error(error)

    # Settings and errors

    def change(self, **chosen: Any) -> None:
        """Settings apply at once, and are written a moment later."""
        before, self.settings = self.settings, replace(self.settings, **chosen)
        now = self.settings
        if now == before:
            return
        self._saving.start()
        if self.session is not None:
            self.session.use(now)
        if self._playback is not None:
            self._playback.loudspeaker = now.loudspeaker
        self.look.choose(now.appearance, scale=now.text_scale)
        if now.model != before.model:
            self._load_model()
        if now.keep_sound_of_last != before.keep_sound_of_last:
            self._thin()
        if self.window.place == "settings":
            self.choices.show()
        self._on_answers()

    def _thin(self) -> None:
        self.library.thin(keep=self.settings.keep_sound_of_last, recordings=self._paths.recordings)

    def _on_export(self) -> None:
        """Write every answer beside the recordings, as JSON, and show the folder."""
        path = self._paths.home / "answers.json"
        work = exporting(self.library.history, path=path)
        self._tasks.run(work, name="exporting", on_done=lambda _: self._on_exported(path))

    def _on_exported(self, path: Path) -> None:
        self.window.toast.tell(
            f"All answers are in {path.name}.", action="Open folder", act=lambda: _open(path.parent)
        )

    def tell_error(self, error: BaseException) -> None:
        """Say it once, in passing; the log has the trace."""
        notice = notice_for(error)
        self.window.toast.tell(f"{notice.head} {notice.line}")

    def _save(self) -> None:
        self._saving.stop()
        try:
            self._file.write(self.settings)
        except OSError as error:
            self.tell_error(error)


def _open(path: Any) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _ignored(_error: BaseException) -> None:
    """It is told when the voice is wanted."""
