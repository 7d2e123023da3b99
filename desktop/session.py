"""One practice as states: asks, listens, and hands up an answer that is kept; knows no widget.

idle -> hearing -> ready -> starting -> recording -> finishing -> reviewed
                                        recording <-> asking   (leave? the recording goes on)
                                        recording  -> trouble  (the microphone went away, the disk is full)

Every wish is a method, and `tick` looks at the player, the recorder and the listening process. Slow steps run
through `Parts.run`; what comes back after the person has moved on is put away, never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.lost_sound import lost_sound
from desktop import notices
from desktop.awaited import Awaited
from desktop.drafts import Drafts
from desktop.hearings import Hearings
from desktop.held_back import HeldBack
from desktop.keeping import About, Keeper
from desktop.notices import Notice, Where, notice_for
from desktop.pace_hint import PaceHint
from desktop.reading import Reading, Runs, Utterance
from desktop.recovery import SHORTEST_S
from desktop.scene import QUIET_DB, Scene, State
from desktop.settings import Settings
from desktop.words_wait import WordsWait

if TYPE_CHECKING:
    from audio.devices import Device
    from audio.player import Player
    from audio.recorder import Recorder, RecorderState
    from audio.take import Take
    from audio.voice import Voice
    from audio.worker import Drafted, Finished, Worker
    from coach.attempt import Attempt
    from coach.transcript import Heard
    from seeds.bank import Bank, Question

NOTHING_HEARD_S = 5.0
SLOW_TO_OPEN_S = 4.0
"""A headset may take two seconds; after that one who speaks already should know that nobody hears it."""
LET_GO_WITHIN_S = 10.0
"""A microphone that nobody wants any more is open by then, and let go again; or it never will be."""
LAST_WORDS = 24
JUDGED_AFTER_WORDS, JUDGED_AFTER_SHARE = 25, 8
"""So many new words, some ten seconds, are judged while one speaks on, in a long answer an eighth of what was
said: the last stretch is read again each time, and the wording looked through from the start."""
SILENT_S = 1.5
"""With no more sound than that after what was written down, nothing more may have been said: at Stop it is
judged at once. Else the last words are waited for: what is read without them has to be read again."""
BEHIND_S = 12.0
"""With so much sound not written down yet the processor belongs to the listener."""
HANDED_BACK_AFTER_S = 180.0
"""In a longer answer the judge's memory is handed back after each judging ahead. To take it again costs 17 of
some 100 ms at the next, which one who stops sooner need not wait for."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a session works with; all of it comes from the builder."""

    run: Runs
    voice: Voice
    player: Player
    worker: Worker
    keeper: Keeper
    unfinished: Path
    new_recorder: Callable[[str | None], Recorder]
    microphones: Callable[[], tuple[Device, ...]]
    now: Callable[[], datetime]


@dataclass(slots=True)
class Taking:
    """A recording in the making: the take, the recorder that writes it, and where in the take that began.

    `is_closed` once its recorder is, since the microphone went away, or another one that was chosen could not
    be opened: only then are devices listed anew.
    """

    take: Take
    recorder: Recorder
    microphone: str
    from_s: float = 0.0
    is_closed: bool = False


@dataclass(slots=True)
class Opening:
    """A microphone that is being opened, or let go again; for which take (None: a new one), in which turn.

    `before` is the one with which the answer was recorded so far, "" for none.
    `awaited_in` is the turn in which a new answer waits until it is let go: of a device that lets in only one
    another opener would hear that it is held, by us.
    """

    take: Take | None
    wanted: str
    turn: int
    before: str = ""
    awaited_in: int | None = None


class Session:
    """One practice; `tell` is called with each new scene, `on_kept` with each answer that is known.

    `on_awaited` is called with an answer that is to be shown before its words, and again when it is known
    better how long those take; `on_given_up` with one whose words were awaited so and will not come, as an
    answer that nobody has listened to.
    """

    def __init__(
        self,
        parts: Parts,
        *,
        settings: Settings,
        tell: Callable[[Scene], None],
        on_kept: Callable[[Attempt], None],
        on_awaited: Callable[[Attempt], None],
        on_given_up: Callable[[Attempt], None],
    ) -> None:
        self._parts = parts
        self._settings = settings
        self._tell = tell
        self._on_kept = on_kept
        self._on_awaited = on_awaited
        self._on_given_up = on_given_up
        self._reading = Reading(run=parts.run, voice=parts.voice, player=parts.player)
        self._hearings = Hearings(
            parts.worker,
            on_so_far=self._on_so_far,
            on_drafted=self._on_drafted,
            on_heard=self._on_heard,
            on_failure=self._on_not_heard,
            on_model_failure=self._on_no_model,
        )
        self._drafts = Drafts()
        self._awaited = Awaited()
        self._scene = Scene()
        self._turn = 0
        self._taking: Taking | None = None
        self._last: Recorder | None = None
        self._opening: Opening | None = None
        self._finishing: Take | None = None
        self._in_hand: dict[str, Take] = {}
        self._so_far: Heard | None = None
        self.unheard: Take | None = None
        self._held = HeldBack()
        self._pace = PaceHint()
        self._upto_s = self._reached_s = 0.0  # where the words end, and where the one who listens now is
        self._wait = WordsWait(parts.now())
        self._judging, self._judged_words = False, 0
        self._opened_at = parts.now()

    @property
    def scene(self) -> Scene:
        """The present moment."""
        return self._scene

    @property
    def is_recording(self) -> bool:
        """Whether a take is open that the person has not ended."""
        return self._scene.state in ("starting", "recording", "asking", "trouble")

    @property
    def is_busy(self) -> bool:
        """Whether `tick` has something to look at."""
        moving = self._scene.state not in ("idle", "ready", "reviewed") or self._reading.is_reading
        awaits = self._hearings.awaits_model or self._parts.worker.is_loading
        tells = self._held.due(self._scene) is not None
        return moving or tells or self._hearings.is_busy or awaits

    def is_read_again(self, take_id: str) -> bool:
        """Whether the last words of this answer are shown as drafted, and are read once more now."""
        return self._drafts.holds(take_id)

    def words_wait(self, take_id: str) -> str | None:
        """How long the words of an answer that is shown before them will take, "" while nobody knows.

        None where they are there, or it is not shown yet.
        """
        return self._awaited.told(take_id)

    def is_in_hand(self, take_id: str) -> bool:
        """Whether the words of this answer are still being written down, or its sound is made small."""
        return take_id in self._in_hand

    def is_waited_for(self, take_id: str) -> bool:
        """Whether one waits on the stage for what there is of this answer."""
        finishing = self._finishing
        return self._scene.state == "finishing" and finishing is not None and finishing.id == take_id

    # What one may wish

    def use(self, settings: Settings) -> None:
        """From now on these settings hold."""
        self._settings = settings

    def prepare(self, question: Question) -> None:
        """Have the question's sound ready before it is asked for."""
        self._reading.prepare(self._utterance(question.prompt))

    def practise(self, bank: Bank | None, question: Question, *, aloud: bool = True) -> bool:
        """Go on the stage with this question and read it aloud; while one is recorded, ask first."""
        if not self.leave():
            return False
        self._show("ready", bank=bank, question=question, microphone=self._settings.microphone, elapsed_s=0.0)
        if aloud:
            self.hear()
        return True

    def hear(self) -> None:
        """Read the question aloud, or again."""
        question = self._scene.question
        if question is None or self._scene.state not in ("hearing", "ready"):
            return
        self._show("hearing", progress=0.0, notice=None)
        self._reading.say(
            self._utterance(question.prompt),
            on_end=lambda: self._show("ready", progress=1.0),
            on_failure=lambda error: self._show("ready", notice=notice_for(error)),
        )

    def read_out(self, words: str) -> None:
        """Read words aloud away from the stage; again while they are read means silence."""
        if self._scene.state not in ("idle", "reviewed"):
            return
        if self._reading.is_reading:
            self._reading.stop()
            return
        self._reading.say(self._utterance(words), on_end=_nothing, on_failure=self._on_unread)

    def start(self) -> None:
        """Begin to record, at once; the voice falls silent."""
        if self._scene.state not in ("hearing", "ready"):
            return
        self._reading.stop()
        self._so_far, self._pace = None, PaceHint()
        self._upto_s = self._reached_s = 0.0
        self._judged_words = 0
        fresh: dict[str, Any] = {"elapsed_s": 0.0, "hint": "", "said": "", "lost": ""}
        if self._opening is None:
            self._begin(None, **fresh)
        else:
            self._opening.awaited_in = self._turn
            self._show_opening(**fresh)
            self._wait_no_longer(self._opening)

    def stop(self) -> None:
        """The answer is over: close the take and have the last words written down."""
        taking = self._taking
        if taking is None or self._scene.state not in ("recording", "asking", "trouble"):
            return
        self._taking, self._finishing = None, taking.take
        self._in_hand[taking.take.id] = taking.take
        self._wait = WordsWait(self._parts.now(), self._reached_s)
        self._show("finishing", progress=0.0, wait="", hint="", notice=None)
        if self._so_far is not None and self._scene.elapsed_s - self._upto_s <= SILENT_S:
            self._judge_ahead(taking.take, self._so_far, least=1)
        self._parts.run(
            _closing(taking),
            name="closing the take",
            on_done=lambda frames: self._on_closed(taking, frames),
            on_failure=lambda _error: self._on_closed(taking, taking.take.frames),
        )

    def leave(self) -> bool:
        """Leave the stage if nothing is being recorded, else ask; says whether one may go.

        An answer whose last words are still being written down goes on by itself. So does one that could not
        be recorded to its end: what is there of it is kept. A microphone that does not come to be opened
        keeps nobody: before an answer one leaves at once, within one the answer stands where it stood.
        """
        if self._scene.state == "trouble":
            self.stop()
        elif self._scene.state == "recording":
            self._show("asking", notice=notices.leave_question())
        elif self._scene.state == "starting" and self._taking is not None:
            self._turn += 1
            self._show("trouble", notice=notices.microphone_does_not_answer(self._where(self._taking)))
        elif self._scene.state == "starting":
            return self._leave()
        return not self.is_recording and self._leave()

    def _leave(self) -> bool:
        self._turn += 1
        self._reading.stop()
        self._finishing = None
        self._show("idle", notice=None)
        return True

    def go_on(self) -> None:
        """Stay, and go on recording."""
        if self._scene.state == "asking":
            self._show("recording", notice=None)

    def throw_away(self) -> Take | None:
        """Put away what was recorded, by the person's own wish; the take, which can be restored for a day."""
        taking = self._taking
        if taking is None or self._scene.state not in ("asking", "trouble"):
            return None
        self._turn += 1
        self._taking = None
        self._hearings.drop(taking.take)
        self._parts.run(_discarding(taking), name="throwing away")
        self._show("idle", notice=None)
        return taking.take

    def look_again(self) -> None:
        """Look for a microphone that was plugged in since, before an answer or after its own went away."""
        taking, turn = self._taking, self._turn
        if self._scene.state == "ready":
            self._parts.run(
                self._looking(),
                name="looking for microphones",
                on_done=self._on_looked,
                on_failure=lambda error: self._on_not_started(error, turn=turn),
            )
        elif taking is not None and taking.is_closed and self.awaits_microphone:
            self._parts.run(
                self._looking(before=taking.microphone),
                name="looking for the microphone that went away",
                on_done=lambda microphone: self._on_looked_for(taking, microphone),
                on_failure=_ignored,
            )

    @property
    def awaits_microphone(self) -> bool:
        """Whether a card tells that a microphone is missed, or is back: it stays true by looking again."""
        notice, taking = self._scene.notice, self._taking
        if self._scene.state == "trouble" and taking is not None and notice is not None:
            return notice.icon == "mic-off" or notice == notices.microphone_back(self._where(taking))
        return self._scene.state == "ready" and notice == notices.no_microphone()

    def start_again(self) -> Take | None:
        """Throw away what was said so far and stand before the question again; the take, for an undo."""
        bank, question = self._scene.bank, self._scene.question
        take = self.throw_away()
        if question is not None:
            self.practise(bank, question, aloud=False)
        return take

    def go_on_with_other(self) -> None:
        """Go on with the same answer after the microphone went away, with whichever one there is.

        One that is still being opened for this answer is waited for: two would write into one take, and of
        a device that lets in only one the second would hear that another program holds it.
        """
        taking, opening = self._taking, self._opening
        if taking is None or self._scene.state != "trouble":
            return
        if opening is not None and opening.take is taking.take:
            opening.turn = self._turn
            self._show_opening()
        else:
            self._begin(taking.take)

    def change_microphone(self) -> None:
        """Go on with the same answer through the microphone that is chosen now."""
        if self._scene.state == "trouble":
            self.go_on_with_other()
        elif self._taking is not None and self._scene.state == "recording":
            self._begin(self._taking.take)

    def show_now(self) -> None:
        """Go to the recording without waiting for its words; they are added when they are there."""
        take = self._finishing
        if self._scene.state == "finishing" and take is not None:
            self._parts.run(
                _before_words(self._parts.keeper, take, heard=self._so_far),
                name="showing the recording",
                on_done=lambda attempt: self._on_shown(take, attempt),
            )

    def recover(self, take: Take, *, awaited: bool) -> bool:
        """Finish an answer that was not finished, maybe of an earlier run; False while one records.

        Where somebody waits for its words (`awaited`) they come as soon as they can. One that is in hand
        already is only waited for: heard twice at once, it might be kept without the words of the other time.
        """
        if not self.leave():
            return False
        in_hand = self._in_hand.get(take.id)
        self._so_far, self._finishing, self.unheard = None, in_hand or take, None
        self._upto_s = 0.0
        self._reached_s = take.duration_s if in_hand else 0.0  # the wait is told from where that one is
        self._wait = WordsWait(self._parts.now())
        question = About.read(take.about).question
        lost = lost_sound(take.lost_s, has_figures=False)
        self._show("finishing", bank=None, question=question, elapsed_s=take.duration_s, wait="", lost=lost)
        if in_hand is None:
            self._listen_to(take, awaited=awaited)
        return True

    def _listen_to(self, take: Take, *, awaited: bool) -> None:
        self._in_hand[take.id] = take
        self._hearings.follow(take)
        self._hearings.close(take, frames=take.frames, awaited=awaited)

    def await_model(self) -> None:
        """A model is being loaded, maybe after one that could not be."""
        self._hearings.hope()
        self._held.take()
        if self._scene.notice is not None and self._scene.notice.icon == "chip":
            self._show(self._scene.state, notice=None)  # should this one fail as well, that is told anew
        self._show_model()

    def tell_stand_in(self, error: BaseException, *, model: str) -> None:
        """The chosen model cannot be used, and the one of this name is being loaded in its place."""
        self._held.notice = notice_for(error, where=Where(heard_by=model))
        self._tell_held()

    @property
    def heard_by(self) -> str:
        """The name of the speech model that writes the answers down, "" while there is none."""
        return self._hearings.heard_by if self._hearings.model_ready else ""

    def tell_no_model(self, error: BaseException) -> None:
        """There is no model to wait for: answers are kept as sound."""
        self._hearings.give_up(error)
        self._show_model()

    def tick(self) -> None:
        """Look at everything that moves by itself; called some fifteen times a second, oftener at the end."""
        self._reading.tick()
        self._hearings.tick()
        self._show_model()
        if self._scene.state == "hearing":
            self._show("hearing", progress=self._reading.progress)
        if self._scene.state == "starting":
            slow = (self._parts.now() - self._opened_at).total_seconds() >= SLOW_TO_OPEN_S
            self._show("starting", notice=notices.microphone_slow() if slow else None)
            if self._opening is not None:
                self._wait_no_longer(self._opening)
        if self._taking is not None and self._scene.state in ("recording", "asking"):
            self._on_level(self._taking, self._taking.recorder.state())
        self._tell_held()

    def _show_model(self) -> None:
        ready = self._hearings.model_ready
        gone = not ready and not self._hearings.awaits_model
        self._show(self._scene.state, model_ready=ready, model_gone=gone)

    def close(self) -> None:
        """The app ends: a take that is open stays on disk, whole, and is offered at the next start."""
        self._turn += 1
        self._reading.stop()
        if self._taking is not None:
            self._taking.recorder.stop()
            self._taking = None

    # What comes back

    def _begin(self, take: Take | None, **changes: Any) -> None:
        """Open a microphone, once the recorder before has let go of its own, and of the take."""
        self._show_opening(**changes)
        before = self._taking.microphone if self._taking is not None else ""
        opening = self._opening = Opening(take, self._settings.microphone, self._turn, before)
        self._parts.run(
            self._taking_up(opening, last=self._last),
            name="starting to record",
            on_done=lambda taking: self._on_started(opening, taking),
            on_failure=lambda error: self._on_not_opened(opening, error),
        )

    def _show_opening(self, **changes: Any) -> None:
        """Until a microphone is open there is no level, also none of the one before."""
        self._opened_at = self._parts.now()
        self._show("starting", notice=None, level_db=QUIET_DB, peak_db=QUIET_DB, **changes)

    def _wait_no_longer(self, opening: Opening) -> None:
        """A new answer waits only for the microphone it wants itself, and not for ever."""
        if opening.awaited_in != self._turn:
            return
        waited_s = (self._parts.now() - self._opened_at).total_seconds()
        if opening.wanted != self._settings.microphone or waited_s >= LET_GO_WITHIN_S:
            opening.awaited_in = None
            self._begin(None)

    def _taking_up(self, opening: Opening, *, last: Recorder | None) -> Generator[None, None, Taking]:
        """Off the UI thread: find the microphone, begin the take (or go on with it), open the recorder."""
        yield
        from audio.take import Take

        if last is not None:
            last.stop()
        microphone = _choose(self._parts.microphones(), wanted=opening.wanted, before=opening.before)
        take, rate_hz = opening.take, microphone.rate_hz
        fresh = take or Take.begin(self._parts.unfinished, rate_hz=rate_hz, about=self._about())
        from_s = fresh.duration_s
        recorder = self._parts.new_recorder(microphone.name)
        try:
            recorder.start(fresh)
        except BaseException:
            if take is None:
                fresh.discard()
            raise
        return Taking(fresh, recorder, microphone.name, from_s)

    def _looking(self, *, before: str = "") -> Generator[None, None, Device | None]:
        yield
        found = self._parts.microphones()
        return _choose(found, wanted=self._settings.microphone, before=before) if found else None

    def _on_looked(self, microphone: Device | None) -> None:
        if self._scene.state != "ready":
            return
        if microphone is None:
            self._show("ready", notice=notices.no_microphone())
        else:
            self._show("ready", notice=None, microphone=microphone.name)

    def _on_looked_for(self, taking: Taking, microphone: Device | None) -> None:
        """An answer stands still: with which microphone it would go on, if there is one."""
        if self._taking is not taking or not self.awaits_microphone:
            return
        where = self._where(taking)
        if microphone is not None and microphone.name == taking.microphone:
            self._show("trouble", notice=notices.microphone_back(where))
        elif microphone is not None:
            where = replace(where, other_microphone=microphone.name)
            self._show("trouble", notice=notices.microphone_vanished(where))
        elif self._scene.notice != notices.no_microphone_to_go_on(where):
            self._show("trouble", notice=notices.microphone_vanished(where))

    def _on_started(self, opening: Opening, taking: Taking) -> None:
        if opening.turn != self._turn:
            self._parts.run(
                _discarding(taking) if opening.take is None else _closing(taking),
                name="putting away",
                on_done=lambda _: self._on_let_go(opening),
                on_failure=lambda _error: self._on_let_go(opening),
            )
            return
        self._forget(opening)
        again = self._taking is not None
        self._taking, self._last = taking, taking.recorder
        if not again:
            self._hearings.follow(taking.take)
        self._show("recording", microphone=taking.microphone, notice=None)
        if opening.wanted != self._settings.microphone:  # another one was chosen meanwhile
            self.change_microphone()

    def _on_let_go(self, opening: Opening) -> None:
        """Nobody wanted it when it came; whoever wished to go on since has one opened again."""
        self._forget(opening)
        if opening.awaited_in == self._turn:
            self._begin(None)
        elif opening.turn == self._turn:
            self._begin(opening.take)

    def _on_not_opened(self, opening: Opening, error: BaseException) -> None:
        if opening.awaited_in == self._turn:
            self._on_let_go(opening)
            return
        self._forget(opening)
        if self._taking is not None and self._taking.take is opening.take:
            self._taking.is_closed = True  # before the next one was looked for
        self._on_not_started(error, turn=opening.turn)

    def _forget(self, opening: Opening) -> None:
        if self._opening is opening:
            self._opening = None

    def _on_not_started(self, error: BaseException, *, turn: int) -> None:
        if turn != self._turn:
            return
        where = Where(microphone=self._settings.microphone)
        if self._taking is not None:
            self._show("trouble", notice=notice_for(error, where=self._where(self._taking)))
        else:
            self._show("ready", notice=notice_for(error, where=where))

    def _on_level(self, taking: Taking, state: RecorderState) -> None:
        if state.error is not None or state.stalled:
            self._on_trouble(taking, state)
            return
        notice = self._scene.notice
        if self._scene.state == "recording":
            here_s = state.elapsed_s - taking.from_s
            silent = state.silent_for_s >= max(NOTHING_HEARD_S, here_s - 0.5)
            notice = notices.nothing_heard_yet(taking.microphone) if silent else None
        self._show(
            self._scene.state,
            elapsed_s=state.elapsed_s,
            level_db=state.level_db,
            peak_db=state.peak_db,
            hint=self._pace.text,
            notice=notice,
        )

    def _on_trouble(self, taking: Taking, state: RecorderState) -> None:
        """The recording cannot go on; what is on disk is safe, and the recorder is closed behind it."""
        self._show("trouble", elapsed_s=state.elapsed_s - state.unwritten_s)
        where = self._where(taking)
        told = (
            notices.microphone_vanished(where)
            if state.error is None
            else notice_for(state.error, where=where)
        )
        self._show("trouble", notice=told)
        self._parts.run(
            _closing(taking),
            name="closing the microphone",
            on_done=lambda _: self._on_let_go_of(taking),
            on_failure=_ignored,
        )

    def _on_let_go_of(self, taking: Taking) -> None:
        taking.is_closed = True

    def _where(self, taking: Taking) -> Where:
        return Where(safe_s=self._scene.elapsed_s, microphone=taking.microphone)

    def _on_closed(self, taking: Taking, frames: int) -> None:
        take, state = taking.take, taking.recorder.state()
        if max(take.duration_s, state.elapsed_s) < SHORTEST_S:
            self._on_slip(take)
            return
        if not take.frames:
            self._on_nothing_written(take, state)
            return
        if self._finishing is take:
            lost = lost_sound(take.lost_s, has_figures=False)
            self._show("finishing", elapsed_s=take.duration_s, lost=lost)
        self._hearings.close(take, frames=frames)

    def _on_slip(self, take: Take) -> None:
        """Start and Stop were pressed in one second: that is no answer, and one stands where one stood."""
        self._hearings.drop(take)
        self._in_hand.pop(take.id, None)
        self._parts.run(_putting_away(take), name="putting away")
        if self._finishing is take:
            self._finishing = None
            self._show("ready", elapsed_s=0.0)

    def _on_nothing_written(self, take: Take, state: RecorderState) -> None:
        """Something was said, and nothing of it is on disk: there is no answer, and that is told."""
        from audio.errors import RecordingFailed

        here: State = "ready" if self._finishing is take else self._scene.state
        self._on_slip(take)
        self._show(here, notice=notices.nothing_written(state.error or RecordingFailed()))

    def _on_shown(self, take: Take, attempt: Attempt | None) -> None:
        """Its sound can be heard now; nobody needs that where its words were faster, or one has left."""
        if attempt is None or self._finishing is not take:
            return
        self._finishing = None
        self._awaited.begin(attempt, wait=self._wait, told=self._scene.wait)
        self._on_awaited(attempt)
        self._show("reviewed")

    def _on_so_far(self, take: Take, heard: Heard, upto_s: float) -> None:
        awaited = self._awaited.on_so_far(take, upto_s=upto_s, now=self._parts.now())
        if awaited is not None:
            self._on_awaited(awaited)
        is_finishing = self._finishing is take
        if not is_finishing and (self._taking is None or self._taking.take is not take):
            return
        if upto_s < self._reached_s:  # another one listens, from the start
            self._wait = WordsWait(self._parts.now(), upto_s)
        self._reached_s = upto_s
        if is_finishing:
            wait = self._wait.told(now=self._parts.now(), upto_s=upto_s, duration_s=take.duration_s)
            progress = min(1.0, max(upto_s, self._upto_s) / max(take.duration_s, 0.1))
            self._show("finishing", progress=progress, wait=wait)
        if upto_s < self._upto_s:  # more than that is known since the one before
            return
        self._so_far, self._upto_s = heard, upto_s
        if not is_finishing:
            self._on_words(take, heard)

    def _on_words(self, take: Take, heard: Heard) -> None:
        """More is known of what one says now."""
        words = max(JUDGED_AFTER_WORDS, self._judged_words // JUDGED_AFTER_SHARE)
        if self._scene.elapsed_s - self._upto_s <= BEHIND_S:
            self._judge_ahead(take, heard, least=words)
        band = self._settings.pace_wpm
        self._pace = self._pace.after(heard.transcript, upto_s=self._upto_s, band=band)
        said = " ".join(word.text for word in heard.transcript.words[-LAST_WORDS:])
        self._show(self._scene.state, said=said if self._settings.live_words else "")

    def _judge_ahead(self, take: Take, heard: Heard, *, least: int) -> None:
        """Has the judge read what was said so far, so that after Stop only the last stretch is new to it."""
        words = len(heard.transcript.words)
        if self._judging or words - self._judged_words < least:
            return
        self._judging, self._judged_words = True, words
        self._parts.run(
            _judging_ahead(self._parts.keeper, take, heard, upto_s=self._scene.elapsed_s),
            name="judging ahead",
            on_done=lambda _: self._on_judged_ahead(),
            on_failure=lambda _: self._on_judged_ahead(),
        )

    def _on_judged_ahead(self) -> None:
        self._judging = False

    def _on_drafted(self, take: Take, drafted: Drafted) -> None:
        """All words are there, the last ones as drafted: shown and kept so until those are read again."""
        heard = drafted.heard
        if not heard.transcript.words:
            return
        self._drafts.begin(take, heard)
        notice = notices.quick_model_took_over() if drafted.hastened else None
        self._parts.run(
            self._parts.keeper.keep_draft(take, heard),
            name="keeping the draft",
            on_value=lambda attempt: self._on_judged(take, attempt, notice=notice),
            on_done=lambda _: self._drafts.on_kept(take),
            on_failure=lambda _error: self._drafts.on_kept(take),  # it is told when the answer is kept
        )

    def _on_heard(self, take: Take, finished: Finished) -> None:
        notice = notices.quick_model_took_over() if finished.hastened else None
        heard = finished.heard
        told = notice if heard.transcript.words else notices.no_words()
        self._drafts.then(take, lambda: self._keep(take, heard, notice=told))

    def _on_not_heard(self, take: Take, error: BaseException) -> None:
        draft = self._drafts.heard_of(take)
        if draft is not None:  # its last words stay as they are
            self._drafts.then(take, lambda: self._keep(take, draft, notice=None))
            return
        self.unheard = take
        known = notice_for(error)
        self._keep(take, None, notice=known if known.icon == "chip" else notices.words_later())

    def _on_unread(self, error: BaseException) -> None:
        self._show(self._scene.state, notice=notice_for(error))

    def _on_no_model(self, error: BaseException) -> None:
        """It is told at once, or, where one speaks or waits for the words, after that."""
        self._held.notice = notice_for(error, where=Where(heard_by=self._hearings.heard_by))
        self._tell_held()

    def _tell_held(self) -> None:
        if self._held.due(self._scene) is not None:
            self._show(self._scene.state, notice=self._held.take())

    def _keep(self, take: Take, heard: Heard | None, *, notice: Notice | None) -> None:
        self._parts.run(
            self._parts.keeper.keep(take, heard),
            name="keeping the answer",
            on_value=lambda attempt: self._on_judged(take, attempt, notice=notice),
            on_done=lambda attempt: self._on_packed(take, attempt, heard=heard, notice=notice),
            on_failure=lambda error: self._on_not_kept(take, error),
        )

    def _on_packed(self, take: Take, attempt: Attempt, *, heard: Heard | None, notice: Notice | None) -> None:
        """It is kept; who has come back for its words since is shown them, or has it listened to again."""
        self._in_hand.pop(take.id, None)
        if self._finishing is not take and self._awaited.told(take.id) is None:
            return
        if heard is None:
            self.unheard = None
            self._listen_to(take, awaited=True)
        else:
            self._on_judged(take, attempt, notice=notice)

    def _on_judged(self, take: Take, attempt: Attempt, *, notice: Notice | None) -> None:
        was_shown = self._awaited.end(take) is not None
        self._on_kept(attempt)
        if self._finishing is take:
            self._finishing = None
            self._show("reviewed", progress=1.0, notice=notice or self._held.take())
        elif was_shown and notice is not None and self._scene.state == "reviewed":
            self._show("reviewed", notice=notice)

    def _on_not_kept(self, take: Take, error: BaseException) -> None:
        self._in_hand.pop(take.id, None)
        state = self._scene.state  # of a later answer, maybe, which this one must not interrupt
        if self._finishing is take:
            self._finishing, state = None, "reviewed"
        shown = self._awaited.end(take)
        if shown is not None:
            self._on_given_up(self._parts.keeper.without_words(shown))
        self._show(state, notice=notice_for(error, where=Where(safe_s=take.duration_s)))

    def _about(self) -> dict[str, str]:
        bank, question = self._scene.bank, self._scene.question
        if question is None:
            raise RuntimeError("one answers a question")
        about = About(bank.name if bank else "", bank.title if bank else "", question, self._parts.now())
        return about.written()

    def _utterance(self, words: str) -> Utterance:
        chosen = self._settings
        return Utterance(words, chosen.voice, chosen.voice_rate, chosen.loudspeaker)

    def _show(self, state: State, **changes: Any) -> None:
        scene = replace(self._scene, state=state, **changes)
        if scene != self._scene:
            self._scene = scene
            self._tell(scene)


def _choose(microphones: tuple[Device, ...], *, wanted: str, before: str = "") -> Device:
    """The microphone of that name, else the one before, else the system's own choice, else the first."""
    from audio.errors import MicrophoneMissing

    if not microphones:
        raise MicrophoneMissing
    named = [one for name in (wanted, before) for one in microphones if one.name == name]
    usual = [one for one in microphones if one.is_default]
    return (named or usual or list(microphones))[0]


def _closing(taking: Taking) -> Generator[None, None, int]:
    """Off the UI thread: close the recorder; the frames that are on disk."""
    yield
    taking.recorder.stop()
    return taking.take.frames


def _discarding(taking: Taking) -> Generator[None, None, None]:
    yield
    taking.recorder.stop()
    taking.take.discard()


def _putting_away(take: Take) -> Generator[None, None, None]:
    yield
    take.discard()


def _before_words(
    keeper: Keeper, take: Take, *, heard: Heard | None
) -> Generator[None, None, Attempt | None]:
    """None where its words were faster, and the take is a file by now."""
    yield
    try:
        return keeper.before_words(take, heard)
    except FileNotFoundError:
        return None


def _judging_ahead(keeper: Keeper, take: Take, heard: Heard, *, upto_s: float) -> Generator[None, None, None]:
    yield
    keeper.judge(take, heard)
    if upto_s > HANDED_BACK_AFTER_S:
        from audio import allocator

        allocator.hand_back()


def _nothing() -> None:
    """It has been read."""


def _ignored(_error: BaseException) -> None:
    """The trouble was told already."""
