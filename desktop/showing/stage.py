"""Shows the session on the stage, and hands the stage's wishes to the session."""

from __future__ import annotations

from desktop.scene import Scene
from desktop.settings import Settings
from desktop.widgets.stage_state import Moment, StageState
from seeds.bank import Bank, Question

_MOMENTS: dict[str, Moment] = {
    "hearing": "hearing",
    "ready": "ready",
    "starting": "starting",
    "recording": "recording",
    "asking": "asking",
    "trouble": "trouble",
    "finishing": "finishing",
    "reviewed": "finishing",
}


def stage_state(scene: Scene, settings: Settings) -> StageState:
    """The scene as the stage shows it."""
    question = scene.question
    return StageState(
        moment=_MOMENTS.get(scene.state, "ready"),
        question=question.prompt if question else "",
        place=place(scene.bank, question),
        target_s=question.target_band_s if question else settings.length_s,
        microphone=scene.microphone,
        progress=scene.progress,
        elapsed_s=scene.elapsed_s,
        level_db=scene.level_db,
        hint=scene.hint,
        said=scene.said,
        live_words=settings.live_words,
        wait=scene.wait,
        lost=scene.lost,
        model_ready=scene.model_ready,
        model_gone=scene.model_gone,
        notice=scene.notice,
    )


def place(bank: Bank | None, question: Question | None) -> str:
    """Where the question stands: "Data engineer · 3 of 12"."""
    if bank is None or question is None:
        return ""
    ids = [one.id for one in bank.questions]
    if question.id not in ids:
        return bank.title
    return f"{bank.title} · {ids.index(question.id) + 1} of {len(ids)}"
