"""On the stage: what a person wishes before, while and after they answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop.notices import no_words
from desktop.scene import Scene
from desktop.showing.stage import stage_state
from desktop.tasks import at_once
from desktop.wishes.answers import Answers
from desktop.wishes.banks import Banks
from desktop.wishes.choosing import Choosing
from desktop.wishes.room import Room, open_outside

if TYPE_CHECKING:
    from audio.take import Take
    from desktop.notices import Notice
    from seeds.bank import Bank, Question


LOOK_EVERY_MS = 2000


class Practising:
    """Answers to the wishes of the stage, and to wishes that lead to it."""

    def __init__(self, room: Room, *, answers: Answers, choosing: Choosing, banks: Banks) -> None:
        self._room = room
        self._answers = answers
        self._choosing = choosing
        self._banks = banks
        self._wanted: Callable[[], None] | None = None
        self._starts = False
        self._told: Notice | None = None
        self.offer: Callable[[Take], None] = _nothing
        self.on_recovering: Callable[[Take], None] = _nothing
        self._looking = QTimer(interval=LOOK_EVERY_MS)
        self._looking.timeout.connect(lambda: room.with_session(lambda one: one.look_again()))
        self._connect()

    def _connect(self) -> None:
        room, pages = self._room, self._room.pages
        stage, review = pages.stage, pages.review
        stage.start_wished.connect(self._start)
        stage.stop_wished.connect(lambda: room.with_session(lambda one: one.stop()))
        stage.hear_wished.connect(lambda: room.with_session(lambda one: one.hear()))
        stage.show_now_wished.connect(lambda: room.with_session(lambda one: one.show_now()))
        stage.wished.connect(self.on_wish)
        stage.microphone_picked.connect(self._on_microphone)
        review.wished.connect(self.on_wish)
        review.try_again_wished.connect(self.try_again)
        review.next_wished.connect(self.next_question)
        review.practise_wished.connect(self.next_question)
        pages.progress.practise_wished.connect(self.next_question)
        pages.questions.practise_wished.connect(self._on_practise)
        pages.first_run.start_wished.connect(self._on_welcomed)

    def on_awake(self) -> None:
        """There is sound now: what was wished before begins, unless the stage was left again."""
        wanted, self._wanted = self._wanted, None
        if wanted is None or self._room.place != "practice":
            return
        wanted()
        if self._starts:
            self._start()

    def _start(self) -> None:
        """Begin the answer; as soon as there is sound, where there is none yet."""
        self._starts = self._room.session is None
        self._room.with_session(lambda one: one.start())

    def practise(self, bank: Bank | None, question: Question, *, aloud: bool = True) -> None:
        """Go on the stage with a question; as soon as there is sound, where there is none yet."""
        room = self._room
        self._answers.review.silence()
        self._choosing.choices.end_test()
        self._choosing.trial.end()
        if room.session is None:
            scene = Scene(state="ready", bank=bank, question=question)
            room.pages.stage.show_state(stage_state(scene, room.settings))
            self._wanted, self._starts = partial(self.practise, bank, question, aloud=aloud), False
        elif not room.session.practise(bank, question, aloud=aloud):
            return
        room.window.show_place("practice")
        room.pulse()

    def to_stage(self) -> None:
        """The stage without a choice: the question that stood there last, else the next one."""
        scene = self._room.session.scene if self._room.session is not None else None
        if self._room.place == "practice":
            return
        if scene is not None and scene.question is not None:
            self.practise(scene.bank, scene.question, aloud=False)
        else:
            self.next_question()

    def next_question(self) -> None:
        """The question that is due next, other than the one that was just answered."""
        attempt = self._answers.review.attempt
        questions = self._banks.questions
        question = questions.next_question(after=attempt.question.id if attempt else "")
        if question is not None:
            self.practise(questions.bank, question)

    def try_again(self) -> None:
        """The same question once more."""
        session, attempt = self._room.session, self._answers.review.attempt
        if session is not None and session.is_recording:
            self._offer_undo(session.start_again())
        elif attempt is not None:
            self.practise(self._banks.questions.named(attempt.bank), attempt.question, aloud=False)

    def recover(self, take: Take, *, awaited: bool = True) -> bool:
        """Finish an answer that was not finished, for whose words one waits; False while one is recorded."""
        room = self._room
        if room.session is None or not room.session.recover(take, awaited=awaited):
            return False
        self.on_recovering(take)
        room.window.show_place("practice")
        room.pulse()
        return True

    def show_scene(self, scene: Scene) -> None:
        """The session has come to another moment."""
        room = self._room
        room.pages.stage.show_state(stage_state(scene, room.settings))
        self._choosing.welcome.show_scene(scene)
        self._look_while_missing()
        if scene.state == "reviewed" and room.place == "practice":
            # The page has just been filled; laying it out and showing it are steps of their own, so that no
            # step is long.
            QTimer.singleShot(0, room.window, partial(self._lay_out_review, scene))
        else:
            self._tell_of(scene)
        room.pulse()

    def _lay_out_review(self, scene: Scene) -> None:
        self._room.pages.review.lay_out()
        QTimer.singleShot(0, self._room.window, partial(self._turn_to_review, scene))

    def _turn_to_review(self, scene: Scene) -> None:
        """What this scene has to tell is told, also where another one with a notice of its own came since."""
        room = self._room
        is_reviewed = room.session is not None and room.session.scene.state == "reviewed"
        if is_reviewed and room.place == "practice":
            room.window.show_place("review")
            room.window.announce("Review ready")
        self._tell_of(scene)

    def _tell_of(self, scene: Scene) -> None:
        """Where no card of the stage shows a notice it is told in passing, once."""
        told, self._told = self._told, scene.notice
        notice, elsewhere = scene.notice, self._room.place not in ("practice", "first_run")
        if notice == no_words() and self._room.place == "review":
            return  # the page itself says so
        if notice is not None and notice != told and elsewhere:
            self._room.tell_notice(notice)

    def on_wish(self, wish: str) -> None:
        """What a button in a notice asks for."""
        act = self._acts().get(wish)
        if act is not None:
            act()
            self._room.pulse()

    def _acts(self) -> dict[str, Callable[[], object]]:
        session, go, paths = self._room.session, self._room.go, self._room.paths
        if session is None:
            return {}
        return {
            "keep": session.stop,
            "go_on": session.go_on,
            "throw_away": self._throw_away,
            "go_on_with_other": session.go_on_with_other,
            "review": self._review_it,
            "start_again": self.try_again,
            "start_answering": session.start,
            "try_again": self._retry,
            "look_again": session.look_again,
            "open_settings": partial(go, "settings"),
            "change_microphone": self._offer_microphones,
            "choose_voice": partial(go, "settings"),
            "test_microphone": partial(go, "settings"),
            "use_quick_model": self._choosing.use_quick_model,
            "repair_model": partial(go, "settings"),
            "open_folder": partial(open_outside, paths.home),
            "open_log": partial(open_outside, paths.log),
        }

    def _look_while_missing(self) -> None:
        """A microphone that is plugged in appears by itself; nobody looks while none is missed."""
        session = self._room.session
        missing = session is not None and session.awaits_microphone
        if missing != self._looking.isActive():
            if missing:
                self._looking.start()
            else:
                self._looking.stop()

    def _offer_microphones(self) -> None:
        found, room = self._choosing.choices.found, self._room
        if not found.microphones:
            room.go("settings")
            return
        using = room.session.scene.microphone if room.session is not None else ""
        choices = [(one.value, one.words) for one in found.microphones]
        room.pages.stage.offer_microphones(choices, chosen=using)

    def _on_microphone(self, name: str) -> None:
        """The same answer goes on with another microphone; before it, the stage only shows which."""
        self._choosing.change(microphone=name)
        session = self._room.session
        if session is not None and session.is_recording:
            session.change_microphone()
        elif session is not None:
            session.look_again()
        self._room.pulse()

    def _on_welcomed(self) -> None:
        self._choosing.change(welcomed=True)
        self.next_question()

    def _on_practise(self, question_id: str) -> None:
        bank = self._banks.questions.bank
        question = bank.question(question_id) if bank else None
        if question is not None:
            self.practise(bank, question)

    def _throw_away(self) -> None:
        session = self._room.session
        take = session.throw_away() if session is not None else None
        if take is not None:
            self._room.go("questions")
            self._offer_undo(take)

    def _offer_undo(self, take: Take | None) -> None:
        if take is not None:
            self._room.tell("Thrown away.", action="Undo", act=partial(self._take_back, take))

    def _take_back(self, take: Take) -> None:
        work = at_once(take.restore)
        self._room.tasks.run(work, name="taking it back", on_done=lambda _: self._retake(take))

    def _retake(self, take: Take) -> None:
        """It is finished at once, unless one speaks already: then it waits where one chooses questions."""
        session = self._room.session
        if session is not None and session.is_recording:
            self.offer(take)
            self._room.tell("Kept. After this answer you find it above the questions.")
        else:
            self.recover(take)

    def _review_it(self) -> None:
        if self._room.session is not None and self._room.session.is_recording:
            self._room.session.stop()

    def _retry(self) -> None:
        session = self._room.session
        if session is None:
            return
        if session.scene.state == "trouble":
            session.go_on_with_other()
        elif session.scene.state == "ready":
            session.start()  # the card of the microphone asks for it, not an answer of before without words
        elif session.unheard is not None:
            self.recover(session.unheard)
        elif self._room.place == "review":
            self._write_down_shown()
        else:
            session.start()

    def _write_down_shown(self) -> None:
        """The answer on the review page has no words: what lies of it on disk is listened to again."""
        from audio.take import Take

        attempt = self._answers.review.attempt
        if attempt is not None:
            folder = self._room.paths.unfinished / attempt.id
            work = at_once(partial(Take.at, folder))
            self._room.tasks.run(work, name="looking for the take", on_done=self._on_take)

    def _on_take(self, take: Take | None) -> None:
        if take is None:
            self._room.tell("Only the sound of this answer is left; its question can be tried again.")
        else:
            self.recover(take)


def _nothing(_take: Take) -> None:
    """Nobody offers it, or has it offered, yet."""
