"""Draws review, progress, settings and first run into PNG files, in every size and shade that matters.

    python -m tests.desktop.draw_pages FOLDER [PAGE ...]

Nothing is heard or kept; the values are those of `tests.desktop.shown`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from coach.norms import Norms
from desktop.pages.first_run import CheckView, FirstRunPage
from desktop.pages.progress import ProgressPage
from desktop.pages.review import ReviewPage
from desktop.pages.settings import SettingsPage, SettingsView
from desktop.settings import Settings
from desktop.style.look import Look
from desktop.widgets.navigation import PROMISE_OF_A_NETWORK
from desktop.widgets.scroll import Scroll
from desktop.window import Window
from tests.desktop import shown

LOOKS = (
    ("light", 1280, 800, 1.0),
    ("dark", 1280, 800, 1.0),
    ("light", 1024, 640, 1.0),
    ("dark", 1024, 640, 1.0),
    ("light", 1280, 800, 1.5),
    ("light", 1280, 800, 2.0),
)


def review() -> QWidget:
    page = ReviewPage()
    page.show_view(shown.view())
    page.show_place(21.5, plays=False)
    page.points.picked.emit(2)
    page.show_place(21.5, plays=False)
    return page


def review_silent() -> QWidget:
    page = ReviewPage()
    page.show_view(shown.empty_view())
    return page


def review_lost() -> QWidget:
    page = ReviewPage()
    page.show_view(shown.with_lost_sound(shown.view(), lost_s=1.2))
    return page


def review_empty() -> QWidget:
    return ReviewPage()


def progress() -> QWidget:
    page = ProgressPage()
    page.show_answers(shown.summaries(30), norms=Norms())
    return page


def progress_table() -> QWidget:
    page = ProgressPage()
    page.show_answers(shown.summaries(30), norms=Norms())
    page.as_table.click()
    return page


def progress_first() -> QWidget:
    page = ProgressPage()
    page.show_answers(shown.summaries(1), norms=Norms())
    return page


def progress_many() -> QWidget:
    page = ProgressPage()
    page.show_answers(shown.summaries(2000), norms=Norms())
    page.span.offer((("", "All answers"),), chosen="")
    page.span.picked.emit("")
    return page


def settings() -> QWidget:
    page = SettingsPage()
    page.show_view(shown.settings_view())
    page.microphone.test.click()
    page.show_level(0.5)
    return page


def settings_chosen() -> QWidget:
    """A model was chosen, so there is a way back."""
    page = SettingsPage()
    page.show_view(replace(shown.settings_view(), settings=Settings(model="tiny.en"), model="tiny.en"))
    return page


def settings_bare() -> QWidget:
    page = SettingsPage()
    page.show_view(SettingsView(folder="/home/someone/.local/share/greenroom"))
    page.bands.length[0].setText("3:00")
    page.bands.length[0].editingFinished.emit()
    return page


def first() -> QWidget:
    page = FirstRunPage()
    page.show_check(
        "microphone", CheckView("ok", "Built-in Microphone", "Say something; the bar should move.", "Change")
    )
    page.show_check(
        "voice", CheckView("ok", "English, natural voice", "Reads the questions to you.", "Hear it")
    )
    waiting = "Getting ready, about 10 seconds. Only the first time."
    page.show_check("model", CheckView("waiting", "Balanced speech model", waiting, "Change", 0.55))
    page.show_level(0.5)
    return page


def first_trouble() -> QWidget:
    page = FirstRunPage()
    plug = "No microphone found. Plug one in; it will appear by itself. You can still hear the questions."
    page.show_check("microphone", CheckView("trouble", "Microphone", plug, "Look again"))
    silent = "No voice found, so questions stay on the screen."
    page.show_check("voice", CheckView("trouble", "Voice", silent, "Voices"))
    return page


def review_settling() -> QWidget:
    page = ReviewPage()
    whole = shown.view()
    page.show_view(replace(whole, is_settling=True, summary="", suggestions=(), wait="about 20 s"))
    return page


def review_asked() -> QWidget:
    page = ReviewPage()
    page.show_view(shown.view())
    page.delivery.figures[3].click()
    page.model.open()
    page.show_place(43.0, plays=True)
    return page


def review_voice() -> QWidget:
    page = ReviewPage()
    page.show_view(shown.view())
    page.voice.open()
    page.voice.delivery.figures[0].click()
    return page


def review_opinion() -> QWidget:
    page = ReviewPage()
    page.show_view(shown.view())
    page.show_opinions(shown.opinions())
    page.points.picked.emit(1)
    page.show_place(9.0, plays=False)
    return page


def settings_opinion() -> QWidget:
    """The section on the second opinion, scrolled to."""
    page = SettingsPage()
    chosen = Settings(
        second_opinion=True, opinion_address="http://192.168.1.20:11434/v1", opinion_model="qwen2.5:7b"
    )
    page.show_view(replace(shown.settings_view(), settings=chosen))
    page.second_opinion.show_trial(
        "It answered in 2.1 s and found the point of a made-up answer, as it should. It can be asked."
    )
    QTimer.singleShot(0, page, lambda: page.findChildren(Scroll)[0].ensureWidgetVisible(page.recordings))
    return page


PAGES: dict[str, Callable[[], QWidget]] = {
    "review": review,
    "review-asked": review_asked,
    "review-opinion": review_opinion,
    "settings-opinion": settings_opinion,
    "review-settling": review_settling,
    "review-voice": review_voice,
    "review-silent": review_silent,
    "review-lost": review_lost,
    "review-empty": review_empty,
    "settings": settings,
    "settings-chosen": settings_chosen,
    "settings-bare": settings_bare,
    "first": first,
    "first-trouble": first_trouble,
    "progress": progress,
    "progress-table": progress_table,
    "progress-first": progress_first,
    "progress-many": progress_many,
}


def draw(folder: Path, *, names: list[str]) -> None:
    """Every page in every look."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    look = Look(app)
    for shade, width, height, scale in LOOKS:
        look.choose(shade, scale=scale)
        for name in names:
            place = name.split("-")[0]
            window = Window({place: PAGES[name]()}, stages=frozenset({"first"}))
            if name == "settings-opinion":
                window.navigation.promise(PROMISE_OF_A_NETWORK)
            window.show_place(place)
            window.resize(width, height)
            window.show()
            for _turn in range(8):
                app.processEvents()
            text = "" if scale == 1.0 else f"-text{scale:.0%}".removesuffix("%")
            window.grab().save(str(folder / f"{name}-{shade}-{width}x{height}{text}.png"))
            window.close()
            window.deleteLater()
            app.processEvents()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    draw(target, names=sys.argv[2:] or list(PAGES))
