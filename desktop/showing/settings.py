"""Shows what can be chosen on this computer, and applies each choice at once."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audio import pace_of_machine
from coach.spelled import size
from desktop.library import Library
from desktop.pages.settings import SettingsPage
from desktop.pages.settings.view import Option, SettingsView
from desktop.paths import Paths
from desktop.reading import Runs
from desktop.settings import Settings
from desktop.showing.models import TITLES
from desktop.widgets.level_meter import part_of
from desktop.widgets.model_row import ModelLine

if TYPE_CHECKING:
    from desktop.instruments import Instruments
    from desktop.microphone_test import MicrophoneTest

_STANDS_IN = (
    "Until it is, another one writes your answers down: choose one, fetch it, or add it from a folder below."
)
_UNTIL_CLOSED = "writes your answers down, until Greenroom is closed."
_FOR_AFTER = "For the time after that choose another one, fetch it, or add it from a folder below."
_BROUGHT_BACK = "Installing Greenroom again brings it back; another model can be fetched below."
_BUNDLED = frozenset({"tiny.en", "base"})
NOTES = {"base": "Hears more accurately", "base.en": "Hears more accurately"}


@dataclass(frozen=True, slots=True)
class Found:
    """What this computer has: devices, voices, whole models, names of damaged ones, and how much is kept.

    `usual_model` is the one that the automatic choice falls on now, `usual_reason` why, "" if nobody knows.
    """

    microphones: tuple[Option, ...] = ()
    loudspeakers: tuple[Option, ...] = ()
    voices: tuple[Option, ...] = ()
    models: tuple[ModelLine, ...] = ()
    damaged: tuple[str, ...] = ()
    usual_model: str = ""
    usual_reason: str = ""
    default_microphone: str = ""
    default_loudspeaker: str = ""
    size_bytes: int = 0


class SettingsDesk:
    """Looks for devices off the UI thread each time one turns to the page.

    `automatic` is the model that the automatic choice fell on in this run, "" while one is sought or chosen.
    """

    def __init__(
        self,
        page: SettingsPage,
        *,
        run: Runs,
        library: Library,
        paths: Paths,
        settings: Callable[[], Settings],
        heard_by: Callable[[], str],
        in_use: Callable[[], str],
        on_found: Callable[[Found], None],
    ) -> None:
        self._page = page
        self._run = run
        self._library = library
        self._paths = paths
        self._settings = settings
        self._heard_by = heard_by
        self._in_use = in_use
        self.automatic = ""
        self._on_look = on_found
        self._instruments: Instruments | None = None
        self._test: MicrophoneTest | None = None
        self.found = Found()
        self._is_looking = True

    def take_instruments(self, made: Instruments, test: MicrophoneTest) -> None:
        """From now on there is something to look for, and to test."""
        self._instruments, self._test = made, test
        self._page.microphone_tested.connect(self._on_tested)

    def look(self) -> None:
        """Look for everything anew, and show what is known meanwhile."""
        self.show()
        if self._instruments is not None:
            self._run(
                _looking(self._instruments, paths=self._paths),
                name="looking for devices",
                on_done=self._on_found,
            )

    def show(self) -> None:
        """Show what is known."""
        settings, found = self._settings(), self.found
        self._page.show_view(
            SettingsView(
                settings=settings,
                microphones=found.microphones,
                loudspeakers=found.loudspeakers,
                voices=found.voices,
                models=found.models,
                model_fault="" if self._is_looking else self._model_fault(),
                model=settings.model or self._automatic(),
                next_model=self._next_model(),
                default_microphone=found.default_microphone,
                default_loudspeaker=found.default_loudspeaker,
                answers=len(self._library.lines),
                size_bytes=found.size_bytes,
                folder=str(self._paths.home),
                is_looking=self._is_looking,
            )
        )

    def _automatic(self) -> str:
        """The model that writes, or will in a moment; while one is sought the one that will be found."""
        running = self._in_use() if self.automatic else ""
        return running if any(one.name == running for one in self.found.models) else self.found.usual_model

    def _next_model(self) -> str:
        """The measure is kept while the app runs, and holds from the next start on."""
        found, running = self.found, self._automatic()
        stands_in = running != self.automatic
        if self._settings().model or stands_in or running == found.usual_model:
            return ""
        reason = found.usual_reason
        why = f": {reason[:1].lower()}{reason[1:]}" if reason else "."
        return f"From the next start on it will be {_title(found.usual_model)}{why}"

    def _model_fault(self) -> str:
        return model_fault(self.found, chosen=self._settings().model, heard_by=self._heard_by())

    def show_level(self, level_db: float) -> None:
        """The microphone under test."""
        self._page.show_level(part_of(level_db))

    def end_test(self) -> None:
        """One has left the page."""
        if self._test is not None:
            self._test.stop()
        self._page.show_level(None)

    def _on_found(self, found: Found) -> None:
        self.found = found
        self._is_looking = False
        self.show()
        self._on_look(found)

    def _on_tested(self, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        if self._test is None:
            return
        if on:
            self._test.start(self._settings().microphone)
        else:
            self._test.stop()


def _looking(made: Instruments, *, paths: Paths) -> Generator[None, None, Found]:
    """Each look may fail alone: a missing voice hides no microphone."""
    yield
    microphones: tuple[Any, ...] = _or_nothing(made.microphones)
    loudspeakers: tuple[Any, ...] = _or_nothing(made.loudspeakers)
    voices: tuple[Any, ...] = _or_nothing(made.voice.voices)
    models, damaged = _models(paths)
    usual = _usual(models, paths=paths)
    return Found(
        microphones=tuple(Option(one.name, one.name) for one in microphones),
        loudspeakers=tuple(Option(one.name, one.name) for one in loudspeakers),
        voices=tuple(Option(one.id, one.name) for one in voices),
        models=models,
        damaged=damaged,
        usual_model=usual.model,
        usual_reason=usual.reason,
        default_microphone=_default(microphones),
        default_loudspeaker=_default(loudspeakers),
        size_bytes=sum(file.stat().st_size for file in paths.recordings.glob("*.flac")),
    )


def _or_nothing(look: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
    from audio.errors import AudioError

    try:
        return look()
    except AudioError:
        return ()


def model_fault(found: Found, *, chosen: str = "", heard_by: str = "") -> str:
    """What is wrong with a model, and how to mend it; also that the `chosen` one is not here, if one is.

    `heard_by` is the name of the one that is loaded, which goes on when its files are gone, "" for none.
    """
    if not found.damaged:
        return _model_gone(found, chosen=chosen, heard_by=heard_by)
    names = ", ".join(map(_title, found.damaged))
    if found.models:
        other = "Until then choose another one."
    elif heard_by:
        other = f"{_title(heard_by)} is still loaded and {_UNTIL_CLOSED}"
    else:
        other = "Until then answers are kept as sound."
    if not _BUNDLED.isdisjoint(found.damaged):
        mend = "Installing Greenroom again brings a whole copy; another model can be fetched below."
    else:
        mend = "Download it again below."
    return f"{names} is damaged. {mend} {other}"


def _model_gone(found: Found, *, chosen: str, heard_by: str) -> str:
    here = {one.name for one in found.models}
    if heard_by and heard_by not in here and (not here or chosen in ("", heard_by)):
        after = _BROUGHT_BACK if heard_by in _BUNDLED else _FOR_AFTER
        return f"{_title(heard_by)} is no longer on this computer. It still {_UNTIL_CLOSED} {after}"
    if chosen and here and chosen not in here:
        return f"{_title(chosen)} is not on this computer. {_STANDS_IN}"
    return ""


def _title(name: str) -> str:
    return TITLES.get(name, name)


def _models(paths: Paths) -> tuple[tuple[ModelLine, ...], tuple[str, ...]]:
    """The whole models, and the names of damaged ones; sizes are compared, which takes no time."""
    from audio import models
    from audio.errors import ModelError

    whole: list[ModelLine] = []
    damaged: list[str] = []
    for one in models.known(own=paths.models, cache=paths.models):
        try:
            models.check(one)
        except ModelError:
            damaged.append(one.name)
            continue
        title = _title(one.name)
        whole.append(ModelLine(one.name, title, size(one.size_mb * 10**6), note=NOTES.get(one.name, "")))
    return tuple(whole), tuple(damaged)


def _usual(whole: tuple[ModelLine, ...], *, paths: Paths) -> pace_of_machine.Choice:

    names = tuple(one.name for one in whole)
    usual = pace_of_machine.choose(pace_of_machine.kept(paths.pace), installed=names)
    return usual if usual.model in names else pace_of_machine.Choice(next(iter(names), ""), "")


def _default(devices: tuple[Any, ...]) -> str:
    return next((str(one.name) for one in devices if one.is_default), "")
