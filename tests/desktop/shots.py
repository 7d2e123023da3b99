"""Draws the pages with realistic values into PNG files: `python -m tests.desktop.shots FOLDER [WORD ...]`.

Without a word every page is drawn; with some, only files whose name contains one of them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from desktop import notices
from desktop.notices import Where
from desktop.pages.practice import PracticePage, StageState
from desktop.style.look import Look

SIZES = ((1280, 800), (1024, 640))
QUESTION = "Tell me about a pipeline you built that other teams depended on."
STAGE = StageState(
    question=QUESTION,
    place="Data engineer · 3 of 12",
    microphone="Built-in Microphone",
    elapsed_s=48.2,
    level_db=-26.0,
    hint="Easy pace",
    said="so who needs what by when, and who gets the call if it slips. Then uh I added some checks that ran "
    "before each release.",
)
SAFE = Where(safe_s=48.2, microphone="Blue Yeti", other_microphone="Built-in Microphone")
STAGES: dict[str, StageState] = {
    "hearing": replace(STAGE, moment="hearing", progress=0.62),
    "ready": replace(STAGE, moment="ready", progress=1.0, model_ready=False),
    "no-voice": replace(STAGE, moment="ready", notice=notices.no_voice()),
    "no-microphone": replace(STAGE, moment="ready", notice=notices.no_microphone()),
    "starting": replace(STAGE, moment="starting", elapsed_s=0.0, level_db=-90.0, hint="", said=""),
    "recording": replace(STAGE, moment="recording"),
    "recording-words": replace(STAGE, moment="recording", live_words=True),
    "nothing-heard": replace(
        STAGE,
        moment="recording",
        hint="",
        elapsed_s=5.4,
        notice=notices.nothing_heard_yet("Built-in Microphone"),
    ),
    "past": replace(STAGE, moment="recording", elapsed_s=131.0, level_db=-5.0, hint="A little quick"),
    "asking": replace(STAGE, moment="asking", notice=notices.leave_question()),
    "microphone-vanished": replace(STAGE, moment="trouble", notice=notices.microphone_vanished(SAFE)),
    "finishing": replace(STAGE, moment="finishing", elapsed_s=71.4, progress=0.78),
    "finishing-slow": replace(STAGE, moment="finishing", elapsed_s=71.4, progress=0.2, wait="about 20 s"),
    "no-words": replace(STAGE, moment="finishing", elapsed_s=71.4, notice=notices.no_words()),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to draw: its file's name without theme and size, and how it is made."""

    name: str
    make: Callable[[], QWidget]


def _stage(state: StageState) -> QWidget:
    page = PracticePage()
    page.show_state(state)
    return page


def sheets() -> Iterator[Sheet]:
    """Every page in every state worth a look."""
    for name, state in STAGES.items():
        yield Sheet(f"practice-{name}", lambda state=state: _stage(state))


def draw(sheet: Sheet, *, size: tuple[int, int], file: Path) -> None:
    """Draw one page of this size (pixels) into a file."""
    page = sheet.make()
    page.resize(*size)
    page.show()
    for _ in range(6):
        QApplication.processEvents()
    page.grab().save(str(file))
    page.close()
    page.deleteLater()


def main(folder: Path, words: list[str]) -> None:
    """Draw light and dark in both sizes, and light with text twice as large."""
    app = QApplication.instance()
    look = Look(app if isinstance(app, QApplication) else QApplication(sys.argv[:1]))
    folder.mkdir(parents=True, exist_ok=True)
    for shade, scale, sizes in (("light", 1.0, SIZES), ("dark", 1.0, SIZES), ("light", 2.0, SIZES)):
        look.choose(shade, scale=scale)
        for sheet in sheets():
            for size in sizes:
                name = f"{sheet.name}-{shade}{'' if scale == 1 else '-text200'}-{size[0]}"
                if not words or any(word in name for word in words):
                    draw(sheet, size=size, file=folder / f"{name}.png")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]), sys.argv[2:])
