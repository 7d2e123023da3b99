"""Settings and the first start: each choice applies at once, and is written a moment later."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from audio.errors import AudioError
from audio.pace_of_machine import QUICK
from desktop.analyze import find_model
from desktop.refusals import Refusal
from desktop.showing.first_run import FirstRunDesk
from desktop.showing.models import TITLES, ModelsDesk
from desktop.showing.second_opinion import OpinionTrial
from desktop.showing.settings import Found, SettingsDesk
from desktop.tasks import at_once
from desktop.widgets.navigation import PROMISE, PROMISE_OF_A_NETWORK
from desktop.wishes.plugging import Plugging
from desktop.wishes.room import Room, open_outside

if TYPE_CHECKING:
    from audio.models import ModelFolder
    from desktop.paths import Paths
    from desktop.wishes.answers import Answers

log = logging.getLogger(__name__)

SAMPLE = "This is how I will read the questions to you."
SAVE_AFTER_MS = 300


class Choosing:
    """Answers to wishes of the settings and of the first page."""

    def __init__(self, room: Room, answers: Answers) -> None:
        self._room = room
        self._answers = answers
        self.choices = SettingsDesk(
            room.pages.settings,
            run=room.tasks.run,
            library=room.library,
            paths=room.paths,
            settings=lambda: room.settings,
            heard_by=self._heard_by,
            in_use=self._in_use,
            on_found=self._on_found,
        )
        self.welcome = FirstRunDesk(room.pages.first_run)
        self._plugging = Plugging(room, self.choices)
        self.models = ModelsDesk(
            room.pages.settings,
            tasks=room.tasks,
            folder=room.paths.models,
            on_new=self._on_new_model,
            tell_error=room.tell_error,
        )
        self.trial = OpinionTrial(room.pages.settings, tasks=room.tasks, settings=lambda: room.settings)
        self._saving = QTimer(singleShot=True, interval=SAVE_AFTER_MS)
        self._saving.timeout.connect(self.save)
        self._promise()
        self._connect()

    def _connect(self) -> None:
        page, first = self._room.pages.settings, self._room.pages.first_run
        page.changed.connect(self._on_chosen)
        page.hear_wished.connect(self.hear_voice)
        page.loudspeaker_test_wished.connect(self.hear_voice)
        page.import_wished.connect(self._on_import)
        page.open_folder_wished.connect(lambda: open_outside(self._room.paths.home))
        first.acted.connect(self._on_first_run_act)

    def change(self, **chosen: Any) -> None:
        """Choose these settings."""
        room = self._room
        before, room.settings = room.settings, replace(room.settings, **chosen)
        now = room.settings
        if now == before:
            return
        self._saving.start()
        if room.session is not None:
            room.session.use(now)
        if room.playback is not None:
            room.playback.loudspeaker = now.loudspeaker
        room.look.choose(now.appearance, scale=now.text_scale)
        self._promise()
        if now.model != before.model:
            self.load_model()
        if now.keep_sound_of_last != before.keep_sound_of_last:
            self._answers.thin()
        if room.place == "settings":
            self.choices.show()
        room.on_answers()

    def _on_chosen(self, name: str, value: Any) -> None:
        """What was chosen in Settings, or came anew; the chosen model once more is a wish to try it again."""
        again = name == "model" and value == self._room.settings.model
        if again and not self._is_heard_by(value):
            self.load_model()
        self.change(**{name: value})

    def _is_heard_by(self, model: str) -> bool:
        """Whether this model itself writes the answers down, or will in a moment."""
        return model in (self._heard_by(), self._loading())

    def _in_use(self) -> str:
        """The name of the model that writes the answers down, or will in a moment; "" while there is none."""
        return self._loading() or self._heard_by()

    def _loading(self) -> str:
        made = self._room.instruments
        return made.worker.loading if made is not None else ""

    def _heard_by(self) -> str:
        session = self._room.session
        return session.heard_by if session is not None else ""

    def _promise(self) -> None:
        there = self._room.settings.words_go_to
        self._room.window.navigation.promise(PROMISE_OF_A_NETWORK if there else PROMISE)

    def save(self) -> None:
        """Write the settings now."""
        self._saving.stop()
        try:
            self._room.file.write(self._room.settings)
        except OSError as error:
            self._room.tell_error(error)

    def end(self) -> None:
        """The app ends: nothing is looked for any more, and what was chosen is written."""
        self._plugging.end()
        self.save()

    def load_model(self) -> None:
        """Have the listening process take the chosen model."""
        room = self._room
        if room.instruments is None:
            return
        self.choices.automatic = ""
        wanted = room.settings.model
        room.tasks.run(
            at_once(lambda: _found(wanted, paths=room.paths)),
            name="finding the model",
            on_done=lambda found: self._on_model_found(found, wanted=wanted),
            on_failure=lambda error: self._on_no_model(error, wanted=wanted),
        )

    def use_quick_model(self) -> None:
        """The quick model, whatever this computer keeps up with; where it is damaged, the first whole one."""
        found = self.choices.found
        whole = next((one.name for one in found.models), "")
        quick = QUICK if QUICK not in found.damaged else whole
        if quick == self._room.settings.model:
            self.load_model()
        self.change(model=quick)

    def hear_voice(self) -> None:
        """Say a sentence through the chosen loudspeaker; once more falls silent."""
        self._room.with_session(lambda one: one.read_out(SAMPLE))

    def show_level(self, level_db: float) -> None:
        """The microphone under test."""
        self.choices.show_level(level_db)
        self.welcome.show_level(level_db)
        self._room.pulse()

    def _on_model_found(self, found: _Usable, *, wanted: str) -> None:
        """It may have taken long (joined from its parts), and another one been chosen meanwhile."""
        if self._room.instruments is None or wanted != self._room.settings.model:
            return
        self._room.instruments.worker.load(found.model, otherwise=found.otherwise)
        self._room.with_session(lambda one: one.await_model())
        fault, name = found.fault, found.model.name
        self.choices.automatic = "" if wanted else name
        if self._room.place == "settings":
            self.choices.show()
        if fault is not None:
            self._room.with_session(lambda one: one.tell_stand_in(fault, model=name))

    def _on_no_model(self, error: BaseException, *, wanted: str) -> None:
        """The session tells it when it disturbs nobody; of one that nobody wants any more nothing is told."""
        if wanted == self._room.settings.model:
            self._room.with_session(lambda one: one.tell_no_model(error))

    def _on_import(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._room.window, "A folder with a speech model")
        if folder:
            self.models.bring_in(Path(folder))

    def _on_new_model(self, name: str) -> None:
        self.choices.look()
        self._room.tell(
            f"{TITLES.get(name, name)} is here.",
            action="Use it",
            act=lambda: self._on_chosen("model", name),
        )

    def _on_found(self, found: Found) -> None:
        self.models.show_here(frozenset(one.name for one in found.models))
        self.welcome.show_found(found)
        self._plugging.show_found(found)
        if self._room.place == "first_run" and found.microphones and self._room.test is not None:
            self._room.test.start(self._room.settings.microphone)

    def _on_first_run_act(self, check: str) -> None:
        if check == "voice" and self.choices.found.voices:
            self.hear_voice()
        elif check == "microphone" and not self.choices.found.microphones:
            self.choices.look()
        else:
            self._room.go("settings")


@dataclass(frozen=True, slots=True)
class _Usable:
    """The model to load, and the one that stands in where memory cannot hold it.

    `fault` says why it is not the one that was chosen; None where it is.
    """

    model: ModelFolder
    otherwise: ModelFolder | None = None
    fault: Exception | None = None


def _found(wanted: str, *, paths: Paths) -> _Usable:
    """Off the UI thread: the model, or for a chosen one that is missing or damaged the quick one, or any."""
    try:
        model = find_model(wanted, paths=paths)
    except (Refusal, AudioError) as error:
        log.warning("the speech model %s cannot be used", wanted, exc_info=error)
        for other in (QUICK, "") if wanted else ():
            with suppress(Refusal, AudioError, OSError):
                return _Usable(find_model(other, paths=paths), fault=error)
        raise
    if model.name != QUICK:
        with suppress(Refusal, AudioError, OSError):
            return _Usable(model, find_model(QUICK, paths=paths))
    return _Usable(model)
