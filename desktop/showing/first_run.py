"""Runs the three checks of the first page: a microphone, a voice, a speech model."""

from __future__ import annotations

from desktop.pages.first_run import FirstRunPage
from desktop.pages.first_run.checks import CheckView
from desktop.scene import Scene
from desktop.showing.settings import Found
from desktop.widgets.level_meter import part_of


class FirstRunDesk:
    """Shows how each check stands as it becomes known."""

    def __init__(self, page: FirstRunPage) -> None:
        self._page = page

    def show_found(self, found: Found) -> None:
        """Devices and voices were looked for."""
        self._page.show_check("microphone", microphone_check(found))
        self._page.show_check("voice", voice_check(found))
        if not found.models:
            line = "Answers are kept as sound; installing Greenroom again brings one back."
            self._page.show_check("model", CheckView("trouble", "No speech model found", line))

    def show_scene(self, scene: Scene) -> None:
        """The model has been loaded, or cannot be."""
        if scene.model_ready:
            self._page.show_check("model", CheckView("ok", "Speech model", "Writes down what you say."))
        elif scene.notice is not None and scene.notice.icon == "chip":
            view = CheckView("trouble", scene.notice.head, scene.notice.line, action="Settings")
            self._page.show_check("model", view)

    def show_level(self, level_db: float) -> None:
        """The microphone hears this."""
        self._page.show_level(part_of(level_db))


def microphone_check(found: Found) -> CheckView:
    """How the microphone stands."""
    if not found.microphones:
        line = "Plug one in; it will appear by itself."
        return CheckView("trouble", "No microphone found", line, action="Look again")
    name = found.default_microphone or found.microphones[0].words
    return CheckView("ok", name, "Say something; the bar should move.", action="Change")


def voice_check(found: Found) -> CheckView:
    """How the voice stands."""
    if not found.voices:
        line = "Questions stay on the screen; “apt install espeak-ng” brings a voice on Debian and Ubuntu."
        return CheckView("trouble", "No voice found", line, action="Look again")
    return CheckView("ok", found.voices[0].words, "Reads the questions to you.", action="Hear it")
