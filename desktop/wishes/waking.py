"""Wakes what sounds and hears, once the window has been painted, and lets go of it at the end."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from audio.pace_of_machine import keep
from desktop.tasks import at_once
from desktop.wishes.answers import Answers
from desktop.wishes.choosing import Choosing
from desktop.wishes.practising import Practising
from desktop.wishes.room import Room
from desktop.wishes.unfinished import Unfinished
from desktop.wishes.warming import Warming

if TYPE_CHECKING:
    from coach.attempt import Attempt
    from desktop.instruments import Instruments

SHOWN_WITHIN_S = 0.4
"""By then the review is on the screen; writing before that made it wait (longest block 209 ms, two cores)."""


class Waking:
    """Makes session, playback and microphone test from the instruments, which are made off the UI thread."""

    def __init__(
        self,
        room: Room,
        *,
        wake: Callable[[], Instruments],
        answers: Answers,
        choosing: Choosing,
        practising: Practising,
    ) -> None:
        self._room = room
        self._wake = wake
        self._answers = answers
        self._choosing = choosing
        self._practising = practising
        self._warming = Warming(room, then=self._warm_judge)
        self._is_judge_warm = False
        self._unfinished = Unfinished(room, recover=partial(practising.recover, awaited=False))
        practising.offer = self._unfinished.offer
        practising.on_recovering = lambda take: self._unfinished.drop(take.id)

    def begin(self) -> None:
        """Wake the instruments."""
        work = at_once(self._made)
        self._room.tasks.run(work, name="waking the instruments", on_done=self._on_awake)

    def end(self) -> None:
        """Fall silent and let go of microphone and session; a take that is open stays on disk."""
        room = self._room
        self._warming.stop()
        if room.test is not None:
            room.test.close()
        if room.playback is not None:
            room.playback.pause()
        if room.session is not None:
            room.session.close()

    def put_away(self) -> None:
        """End the processes."""
        made = self._room.instruments
        if made is not None:
            made.player.stop()
            made.worker.stop()
            made.voice.stop()

    def _made(self) -> Instruments:
        """Off the UI thread: the instruments, what `_on_awake` imports, and which takes a crash left."""
        from desktop import keeping, microphone_test, playback, session  # noqa: F401  # only loaded

        self._unfinished.note()
        return self._wake()

    def _on_awake(self, made: Instruments) -> None:
        room = self._room
        room.instruments = made
        made.worker.on_pace = partial(keep, path=room.paths.pace)
        self._make_session(made)
        self._make_playback(made)
        self._make_test(made)
        self._choosing.load_model()
        room.tasks.run(at_once(made.voice.warm), name="warming the voice", on_failure=_ignored)
        room.tasks.when_free(self._choosing.choices.look)
        room.tasks.when_free(self._unfinished.look)
        room.tasks.when_free(self._warming.begin)
        self._practising.on_awake()
        room.pulse()

    @property
    def is_done(self) -> bool:
        """Whether everything is there, the judge as well, which comes last."""
        return self._is_judge_warm and self._room.tasks.is_free

    def _warm_judge(self) -> None:
        """The judge is wanted last, some ten seconds into an answer: if that comes first, it loads then."""
        self._room.tasks.run(
            at_once(_warm_judge),
            name="warming the judge",
            on_done=lambda _: self._on_judge_warm(),
            on_failure=lambda _error: self._on_judge_warm(),  # it is told when an answer is to be judged
        )

    def _on_judge_warm(self) -> None:
        self._is_judge_warm = True

    def _make_session(self, made: Instruments) -> None:
        from desktop.keeping import Keeper
        from desktop.session import Parts, Session

        room = self._room
        parts = Parts(
            run=room.tasks.run,
            voice=made.voice,
            player=made.player,
            worker=made.worker,
            keeper=Keeper(
                room.paths.recordings,
                room.library.history,
                markers=lambda: room.settings.markers,
                let_show=lambda: time.sleep(SHOWN_WITHIN_S),
            ),
            unfinished=room.paths.unfinished,
            new_recorder=made.new_recorder,
            microphones=made.microphones,
            now=room.now,
        )
        room.session = Session(
            parts,
            settings=room.settings,
            tell=self._practising.show_scene,
            on_kept=self._on_kept,
            on_awaited=self._answers.on_awaited,
            on_given_up=self._answers.on_given_up,
        )

    def _on_kept(self, attempt: Attempt) -> None:
        self._answers.on_kept(attempt)
        self._unfinished.drop(attempt.id)

    def _make_playback(self, made: Instruments) -> None:
        from desktop.playback import Playback

        room = self._room
        room.playback = Playback(
            run=room.tasks.run, player=made.player, tell=self._on_place, on_failure=room.tell_error
        )
        room.playback.loudspeaker = room.settings.loudspeaker
        self._answers.review.take_playback(room.playback)

    def _make_test(self, made: Instruments) -> None:
        from desktop.microphone_test import MicrophoneTest

        room = self._room
        room.test = MicrophoneTest(
            run=room.tasks.run,
            new_recorder=made.new_recorder,
            on_level=self._choosing.show_level,
            on_failure=self._on_not_tested,
        )
        self._choosing.choices.take_instruments(made, room.test)

    def _on_not_tested(self, error: BaseException) -> None:
        """The microphone under test went away, or was never there: no level of it stands there any more."""
        from audio.errors import MicrophoneVanished

        choices, place = self._choosing.choices, self._room.place
        choices.end_test()
        # The first page tries what is found at once: one that only fails to open would be tried for ever.
        if place == "settings" or (place == "first_run" and isinstance(error, MicrophoneVanished)):
            choices.look()
        self._room.tell_error(error)

    def _on_place(self, at_s: float, *, plays: bool) -> None:
        self._room.pages.review.show_place(at_s, plays=plays)
        self._room.pulse()


def _warm_judge() -> None:
    from audio import allocator
    from coach.rubric import warm  # brings numpy, which the window must not wait for

    warm()
    allocator.hand_back()  # 30 MB that only loading took


def _ignored(_error: BaseException) -> None:
    """It is told when the voice is wanted."""
