"""Takes the pictures in `docs/images`: the real app, a month of believable answers, one real practice.

    python -m docs.make_images [--all] [--banks] [FOLDER]

A temporary data folder is filled through the coach's own code; then the app is opened, reads a question
through a virtual loudspeaker, hears `tests/data/bottles.flac` through a virtual microphone, and is
photographed on the way, light and dark. `--all` adds 1024x640 and text twice as large; `--banks` takes only
the two pages of one's own questions, which need no answer.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from coach.attempt import Attempt
from coach.history import History
from coach.review import review
from coach.transcript import Heard, Sound, Span, Transcript, Word
from seeds.bank import Bank, Question
from seeds.shelf import Shelf
from tests import sound
from tests.sound import SoundCard

if TYPE_CHECKING:
    from desktop.app import App

PROJECT = Path(__file__).resolve().parent.parent
ANSWER = PROJECT / "tests" / "data" / "bottles.flac"
BANK, QUESTION = "computer-vision-engineer", "hard-bug"
FIRST_DAYS_AGO, ANSWERS = 33, 14
TOLD_S = 8.0  # until what was told in passing has gone
SPEAKING_S = 36.0  # into the answer, when the stage is photographed


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a window, in pixels, and of its text."""

    width: int
    height: int
    text: float = 1.0

    @property
    def name(self) -> str:
        """How it is called in a file's name."""
        return f"{self.width}" + ("" if self.text == 1 else f"-text{round(self.text * 100)}")


USUAL, MORE = Size(1280, 800), (Size(1024, 640), Size(1280, 800, 2.0))


# --- a month of answers


def spoken(text: str, *, words_per_minute: float, um_every: int, chance: random.Random) -> Heard:
    """The text as if it had been heard: at this rate, with pauses at full stops and an um now and then."""
    words, at_s = list[Word](), 0.4
    for place, word in enumerate(text.split()):
        if place % um_every == um_every - 1:
            words.append(Word("um,", at_s, at_s + 0.4, 0.8, "filled_pause"))
            at_s += 0.55
        length_s = 60 / words_per_minute * (0.45 + 0.07 * len(word))
        words.append(Word(word, at_s, at_s + length_s * 0.95, 0.9))
        at_s += length_s + (chance.uniform(0.4, 1.3) if word.endswith(".") else 0)
    frames = int(at_s * 10) + 5
    loudness_db = tuple(chance.uniform(-34, -16) for _ in range(frames))
    speech = tuple(Span(one.start_s, one.end_s) for one in words)
    return Heard(Transcript(tuple(words)), Sound(frames / 10, 0.1, loudness_db, speech), "tiny.en")


def answers(bank: Bank, *, now: datetime, chance: random.Random) -> Iterator[Attempt]:
    """A month of practice: later answers say more of the model answer, more calmly and with fewer ums."""
    questions = [one for one in bank.questions if one.id == QUESTION] + list(bank.questions[:4])
    for number in range(ANSWERS):
        question, progress = questions[number % len(questions)], number / (ANSWERS - 1)
        sentences = question.model_answer.replace("\n", " ").split(". ")
        said = max(3, round(len(sentences) * (0.3 + 0.5 * progress + chance.uniform(-0.1, 0.1))))
        heard = spoken(
            ". ".join(sentences[:said]).rstrip(".") + ".",
            words_per_minute=chance.uniform(150, 170) + 35 * (1 - progress),
            um_every=round(9 + 20 * progress + chance.uniform(-2, 2)),
            chance=chance,
        )
        days_ago = FIRST_DAYS_AGO * (1 - progress) + 1
        started_at = now - timedelta(days=days_ago, hours=chance.uniform(0, 4))
        yield attempt(number, heard, bank=bank, question=question, started_at=started_at)


def attempt(number: int, heard: Heard, *, bank: Bank, question: Question, started_at: datetime) -> Attempt:
    """One answer as the app keeps it, without its sound."""
    judged = review(heard, question=question)
    return Attempt(
        f"{started_at:%Y%m%d-%H%M%S}-{number:06x}", bank.name, bank.title, question, started_at, judged
    )


def fill(home: Path) -> Bank:
    """Write a month of answers into a data folder; returns the bank they belong to."""
    bank, chance = Shelf(None).bank(BANK), random.Random(7)
    history = History.open(home / "history.db")
    for one in answers(bank, now=datetime.now().astimezone(), chance=chance):
        history.add(one)
    history.close()
    return bank


# --- the pictures


class Camera:
    """Photographs the app's window in every look and size that is wanted."""

    def __init__(self, app: App, *, folder: Path, sizes: tuple[Size, ...]) -> None:
        self._app, self._folder, self._sizes = app, folder, sizes

    def take(self, name: str) -> None:
        """Save NAME-light.png, NAME-dark.png and so on, and go back to the usual look."""
        for size in self._sizes:
            for shade in ("light", "dark"):
                self._wear(shade, size)
                end = "" if size == USUAL else f"-{size.name}"
                self._app.window.grab().save(str(self._folder / f"{name}-{shade}{end}.png"))
        self._wear("light", USUAL)

    def _wear(self, shade: str, size: Size) -> None:
        self._app.change(appearance=shade, text_scale=size.text)
        self._app.window.resize(size.width, size.height)
        wait(0.35)


def wait(seconds: float, *, until: Callable[[], bool] = lambda: False) -> None:
    """Let the app go on for some time, or until something is true."""
    from PySide6.QtCore import QCoreApplication

    end = time.monotonic() + seconds
    while time.monotonic() < end and not until():
        QCoreApplication.processEvents()
        time.sleep(0.01)


def practise(app: App, *, bank: Bank, card: SoundCard, camera: Camera) -> None:
    """One real answer, from the question to its review."""
    question = next(one for one in bank.questions if one.id == QUESTION)
    app.practise(bank, question)
    wait(20, until=card.is_playing)
    wait(1.5)
    camera.take("practice-hearing")
    wait(30, until=lambda: state(app) == "ready")
    app.stage.start_wished.emit()
    wait(5, until=lambda: state(app) == "recording")
    speaking = card.speak(ANSWER)
    wait(SPEAKING_S)
    camera.take("practice")
    wait(60, until=lambda: speaking.poll() is not None)
    app.stage.stop_wished.emit()
    wait(30, until=lambda: app.window.place == "review")
    wait(60, until=lambda: is_settled(app))
    wait(2)
    camera.take("review")


def show(app: App) -> None:
    """Open the window, and wait until everything is awake."""
    app.show()
    wait(30, until=lambda: app.session is not None and app.session.scene.model_ready)
    wait(3)


def is_settled(app: App) -> bool:
    """Whether the words of the answer are those that stay."""
    view = app.review_page.view
    return view is not None and view.has_words and not view.is_settling and not view.is_read_again


def state(app: App) -> str:
    """Where the practice stands."""
    return app.session.scene.state if app.session is not None else ""


def photograph(app: App, *, bank: Bank, card: SoundCard, camera: Camera) -> None:
    """Every page but the one of the first run."""
    app.change(welcomed=True, bank=BANK)
    show(app)
    camera.take("questions")
    practise(app, bank=bank, card=card, camera=camera)
    for page in ("progress", "settings"):
        app.go(page)
        wait(0.8)
        camera.take(page)
    photograph_banks(app, camera=camera)


def photograph_banks(app: App, *, camera: Camera) -> None:
    """A pasted page as it was understood, and the bank it becomes; that bank is the chosen one afterwards."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from tests.desktop.shown_banks import PAGE

    app.go("questions")
    wait(20, until=app.questions_page.add.isVisible)
    app.questions_page.add.click()
    page = app.adding.add_page
    page.text.setPlainText(PAGE)
    wait(10, until=lambda: page.footer.can_keep)
    page.text.setFocus()
    wait(0.5)
    camera.take("add-questions")
    QTest.keyClick(page.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(10, until=lambda: app.window.place == "questions" and app.settings.bank != BANK)
    wait(0.5)
    kept = app.questions.bank
    if kept is None:
        raise RuntimeError("the pasted questions were not kept")
    wait(TOLD_S)
    app.adding.edit(kept.questions[0].id)
    wait(0.8)
    camera.take("editor")


def main() -> None:
    """Take them all."""
    words = argparse.ArgumentParser(description="Takes the pictures for the README.")
    words.add_argument("folder", type=Path, nargs="?", default=PROJECT / "docs" / "images")
    words.add_argument("--all", action="store_true", help="also 1024x640 and large text")
    words.add_argument("--banks", action="store_true", help="only the pages of one's own questions")
    asked = words.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    run = Path(tempfile.mkdtemp(prefix="gr"))
    os.environ.update({"QT_QPA_PLATFORM": "offscreen", **sound.environment(run)})
    card = SoundCard(run)
    card.start()
    sizes = (USUAL, *(MORE if asked.all else ()))
    try:
        if asked.banks:
            open_for_banks(run, folder=asked.folder, sizes=sizes)
        else:
            open_and_photograph(run, card=card, folder=asked.folder, sizes=sizes)
    finally:
        card.stop()
        shutil.rmtree(run, ignore_errors=True)


def open_for_banks(run: Path, *, folder: Path, sizes: tuple[Size, ...]) -> None:
    """The app after a month of practice, only for the pages of one's own questions."""
    from PySide6.QtWidgets import QApplication

    from desktop.app import App
    from desktop.paths import Paths

    home = run / "greenroom"
    home.mkdir()
    fill(home)
    app = App(QApplication(sys.argv[:1]), Paths(home))
    try:
        app.change(welcomed=True, bank=BANK)
        show(app)
        photograph_banks(app, camera=Camera(app, folder=folder, sizes=sizes))
    finally:
        app.close()


def open_and_photograph(run: Path, *, card: SoundCard, folder: Path, sizes: tuple[Size, ...]) -> None:
    """The app as `greenroom` builds it: the first time, and after a month of practice."""
    from PySide6.QtWidgets import QApplication

    from desktop.app import App
    from desktop.paths import Paths

    qt = QApplication(sys.argv[:1])
    first = App(qt, Paths(run / "first"))
    try:
        show(first)
        Camera(first, folder=folder, sizes=sizes).take("first-run")
    finally:
        first.close()
    home = run / "greenroom"
    home.mkdir()
    bank = fill(home)
    app = App(qt, Paths(home))
    try:
        photograph(app, bank=bank, card=card, camera=Camera(app, folder=folder, sizes=sizes))
    finally:
        app.close()


if __name__ == "__main__":
    main()
