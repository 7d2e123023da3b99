"""The settings page: sections one below the other, each applied at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from coach.spelled import size
from desktop.pages.settings.band_fields import BandFields
from desktop.pages.settings.marker_words import MarkerWords
from desktop.pages.settings.more_models import MoreModels
from desktop.pages.settings.recordings import Recordings
from desktop.pages.settings.second_opinion import SecondOpinionChoice
from desktop.pages.settings.section import Section
from desktop.pages.settings.sound import LoudspeakerChoice, MicrophoneChoice, VoiceChoice
from desktop.pages.settings.view import SettingsView
from desktop.settings import TEXT_SCALES
from desktop.style.theme import current
from desktop.widgets.button import Button
from desktop.widgets.check import Check
from desktop.widgets.flow import Flow
from desktop.widgets.label import Label
from desktop.widgets.layout import box, column, emptied, row, within
from desktop.widgets.model_row import ModelLine, ModelRow
from desktop.widgets.rule import Rule
from desktop.widgets.scroll import Scroll
from desktop.widgets.segments import Segments
from desktop.widgets.tab_order import tab_through
from desktop.words import count

_WIDEST_PX = 1000
_SHADES = (("system", "System"), ("light", "Light"), ("dark", "Dark"))
_MODEL_WORDS = "Writes down what you say."
_CHOSEN_WORDS = "Greenroom chooses it, so that this computer keeps up."
_NO_MODEL = "No speech model found. Answers are kept as sound; installing Greenroom again brings one back."
_OPINION_WORDS = (
    "Off by default. A language model that you run yourself (Ollama, llama.cpp, vLLM) says what it makes of "
    "the points, when you press a button. No verdict changes."
)
_MODEL_SPEED = "Times are measured on this computer, after Stop, for a 90 second answer."


class SettingsPage(QWidget):
    """Everything that can be chosen.

    `changed` is emitted with the name of a field of `desktop.settings.Settings` and its new value. Wishes:
    `microphone_tested(on)`, `loudspeaker_test_wished`, `hear_wished`, `open_folder_wished`, `export_wished`,
    `delete_all_wished` (after the question has been answered), and for speech models `fetch_wished(name)`,
    `cancel_wished(name)` and `import_wished`.
    """

    changed = Signal(str, object)
    microphone_tested = Signal(bool)
    loudspeaker_test_wished = Signal()
    hear_wished = Signal()
    open_folder_wished = Signal()
    export_wished = Signal()
    delete_all_wished = Signal()
    fetch_wished = Signal(str)
    cancel_wished = Signal(str)
    import_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName("Settings")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.microphone = MicrophoneChoice()
        self.loudspeaker = LoudspeakerChoice()
        self.voice = VoiceChoice()
        self.bands = BandFields()
        self.markers = MarkerWords()
        self.second_opinion = SecondOpinionChoice()
        self.recordings = Recordings()
        self.more_models = MoreModels()
        self.live_words = Check("Show the words while I speak")
        self.shade = Segments(_SHADES, name="Appearance")
        texts = [(f"{scale:g}", f"{scale:.0%}") for scale in TEXT_SCALES]
        self.text_scale = Segments([(texts[0][0], f"Text {texts[0][1]}"), *texts[1:]], name="Text size")
        self.models: tuple[ModelRow, ...] = ()
        self._lines: tuple[ModelLine, ...] = ()
        self._models = column()
        self._one_model = QButtonGroup(self)
        self.usual_model = Button("Back to the automatic choice", "disclose", icon="undo")
        self.usual_model.hide()
        self._no_model = Label(_NO_MODEL, "small", "amber", wrap=True)
        self._no_model.hide()
        self._model_fault = Label("", "small", "amber", wrap=True)
        self._model_fault.hide()
        self._sections = self._make_sections()
        self._lay_out()
        self._connect()

    # -- what is shown -------------------------------------------------------------------------------------

    def show_view(self, view: SettingsView) -> None:
        """Show what was chosen, and what there is."""
        settings = view.settings
        self.microphone.show_view(view)
        self.loudspeaker.show_view(view)
        self.voice.show_view(view)
        self._show_models(view)
        self.bands.show_settings(settings)
        self.markers.show_settings(settings)
        self.second_opinion.show_settings(settings)
        self.recordings.show_view(view)
        self.live_words.setChecked(settings.live_words)
        self.shade.choose(settings.appearance)
        nearest = min(TEXT_SCALES, key=lambda scale: abs(scale - settings.text_scale))
        self.text_scale.choose(f"{nearest:g}")
        kept = f"{count(view.answers, 'answer')}, {size(view.size_bytes)}."
        self._kept.say(kept if view.answers else "No answers yet.")

    def show_level(self, part: float | None, words: str = "") -> None:
        """The level of the microphone under test, 0 to 1; None ends the test."""
        self.microphone.show_level(part, words)

    def hideEvent(self, event: QHideEvent) -> None:
        """Who leaves the page stops listening."""
        self.microphone.show_level(None)
        super().hideEvent(event)

    def dress(self) -> None:
        """Take the widths anew."""
        self._arrange()

    def _show_models(self, view: SettingsView) -> None:
        if view.models != self._lines:
            emptied(self._models)
            self._lines = view.models
            self.models = tuple(ModelRow(line) for line in view.models)
            for number, made in enumerate(self.models):
                if number:
                    self._models.addWidget(Rule())
                made.picked.connect(self._on_model)
                self._one_model.addButton(made.choice)
                self._models.addWidget(made)
            tab_through(self.voice, *self.models, self.usual_model, self.more_models)
        for made in self.models:
            if made.line.name == view.model:
                made.choice.setChecked(True)
        self._no_model.setVisible(not view.models and not view.is_looking and not view.model_fault)
        self._model_fault.say(view.model_fault)
        self._model_fault.setVisible(bool(view.model_fault))
        self.usual_model.setVisible(bool(view.settings.model))
        self._model.say(_model_words(view))

    # -- how it is laid out --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Controls beside their words, or below them."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        single = current().is_single(self.window().width())
        for section in self._sections:
            section.arrange(single=single)

    def _make_sections(self) -> tuple[Section, ...]:
        looks = QWidget()
        looks.setLayout(Flow(self.shade, self.text_scale, gap=16))
        said = "Say a sentence in your interview voice. The bar should reach about the middle."
        guide = "Inside these, Greenroom says nothing. They are a guide, not a grade; your style may differ."
        self._model = Section(
            "Speech model",
            _MODEL_WORDS,
            column(
                self._no_model,
                self._model_fault,
                self._models,
                6,
                row(self.usual_model, None),
                self.more_models,
                None,
            ),
        )
        self._kept = Section("Your recordings", "", column(self.recordings))
        return (
            Section("Microphone", said, column(self.microphone)),
            Section("Loudspeaker", "Plays the questions and your answers.", column(self.loudspeaker)),
            Section("Voice", "Reads the questions to you.", column(self.voice)),
            self._model,
            Section(
                "While you speak",
                "Off by default: words on the screen distract.",
                column(self.live_words, None),
            ),
            Section("Quiet bands", guide, column(self.bands)),
            Section("Words to notice", "Counted apart from um and uh.", column(self.markers)),
            Section("Second opinion", _OPINION_WORDS, column(self.second_opinion)),
            self._kept,
            Section("Appearance", "", column(looks)),
        )

    def _lay_out(self) -> None:
        inner = column(5, row(Label("Settings", "title"), None), 8, margins=(40, 24, 40, 24))
        for number, section in enumerate(self._sections):
            if number:
                inner.addWidget(Rule())
            inner.addWidget(section)
        inner.addStretch(1)
        page = box(within(box(inner, name="page", max_width=_WIDEST_PX), left=True), name="page")
        self.setLayout(column(Scroll(page)))

    # -- how it is used ------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.microphone.picked.connect(lambda name: self.changed.emit("microphone", name))
        self.microphone.tested.connect(self.microphone_tested)
        self.loudspeaker.picked.connect(lambda name: self.changed.emit("loudspeaker", name))
        self.loudspeaker.test_wished.connect(self.loudspeaker_test_wished)
        self.voice.picked.connect(lambda name: self.changed.emit("voice", name))
        self.voice.rate_chosen.connect(lambda rate: self.changed.emit("voice_rate", rate))
        self.voice.hear_wished.connect(self.hear_wished)
        self.usual_model.clicked.connect(lambda: self._on_model(""))
        self.more_models.fetch_wished.connect(self.fetch_wished)
        self.more_models.cancel_wished.connect(self.cancel_wished)
        self.more_models.import_wished.connect(self.import_wished)
        self.bands.changed.connect(self.changed)
        self.markers.changed.connect(lambda words: self.changed.emit("markers", words))
        self.second_opinion.changed.connect(self.changed)
        self.live_words.clicked.connect(self._on_live_words)
        self.recordings.open_folder_wished.connect(self.open_folder_wished)
        self.recordings.export_wished.connect(self.export_wished)
        self.recordings.delete_all_wished.connect(self.delete_all_wished)
        self.recordings.keep_chosen.connect(lambda number: self.changed.emit("keep_sound_of_last", number))
        self.shade.picked.connect(lambda shade: self.changed.emit("appearance", shade))
        self.text_scale.picked.connect(lambda scale: self.changed.emit("text_scale", float(scale)))

    def _on_live_words(self) -> None:
        self.changed.emit("live_words", self.live_words.isChecked())

    def _on_model(self, name: str) -> None:
        self.changed.emit("model", name)


def _model_words(view: SettingsView) -> str:
    """What a model does, who chose it, and what its times mean, where there are any."""
    is_measured = any(line.speed for line in view.models)
    is_chosen_here = bool(view.models) and not view.settings.model
    chosen, speed = _CHOSEN_WORDS if is_chosen_here else "", _MODEL_SPEED if is_measured else ""
    return " ".join(part for part in (_MODEL_WORDS, chosen, view.next_model, speed) if part)
