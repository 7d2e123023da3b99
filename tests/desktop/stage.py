"""A session with everything around it faked but the disk and the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from audio.devices import Device
from coach.attempt import Attempt
from coach.history import History
from desktop.keeping import Keeper
from desktop.scene import Scene
from desktop.session import Parts, Session
from desktop.settings import Settings
from tests.desktop.fakes_practice import (
    BANK,
    BUILT_IN,
    NOON,
    QUESTION,
    YETI,
    Runner,
    SilentPlayer,
    SilentVoice,
    ToldRecorder,
    ToldWorker,
)


@dataclass
class Stage:
    """The session, what it is made of, and what it told."""

    folder: Path
    run: Runner = field(default_factory=Runner)
    voice: SilentVoice = field(default_factory=SilentVoice)
    player: SilentPlayer = field(default_factory=SilentPlayer)
    worker: ToldWorker = field(default_factory=ToldWorker)
    microphones: list[Device] = field(default_factory=lambda: [BUILT_IN, YETI])
    recorders: list[ToldRecorder] = field(default_factory=list)
    recorder_error: Exception | None = None
    frames: int = 32_000
    scenes: list[Scene] = field(default_factory=list)
    kept: list[Attempt] = field(default_factory=list)
    awaited: list[Attempt] = field(default_factory=list)
    given_up: list[Attempt] = field(default_factory=list)
    open_history: Callable[[], History] | None = None
    let_show: Callable[[], None] = lambda: None
    kept_in: History | None = None
    now: datetime = NOON

    def __post_init__(self) -> None:
        self.unfinished.mkdir(parents=True)
        keeper = Keeper(self.recordings, self.open_history or self._history, let_show=self._let_show)
        parts = Parts(
            run=self.run,
            voice=self.voice,
            player=self.player,
            worker=self.worker,
            keeper=keeper,
            unfinished=self.unfinished,
            new_recorder=self._new_recorder,
            microphones=lambda: tuple(self.microphones),
            now=lambda: self.now,
        )
        self.session = Session(
            parts,
            settings=Settings(),
            tell=self.scenes.append,
            on_kept=self.kept.append,
            on_awaited=self.awaited.append,
            on_given_up=self.given_up.append,
        )

    @property
    def recordings(self) -> Path:
        return self.folder / "recordings"

    @property
    def unfinished(self) -> Path:
        return self.recordings / "unfinished"

    @property
    def state(self) -> str:
        return self.session.scene.state

    @property
    def told(self) -> str:
        notice = self.session.scene.notice
        return f"{notice.head} {notice.line}" if notice else ""

    def _history(self) -> History:
        if self.kept_in is None:
            self.kept_in = History.open(self.folder / "history.db")
        return self.kept_in

    def _let_show(self) -> None:
        self.let_show()

    def _new_recorder(self, device: str | None) -> ToldRecorder:
        before = tuple(one.stopped for one in self.recorders)
        self.recorders.append(ToldRecorder(device, error=self.recorder_error, before_stopped=before))
        self.recorders[-1].frames = self.frames
        return self.recorders[-1]

    def ask(self) -> None:
        self.session.practise(BANK, QUESTION)

    def record(self) -> ToldRecorder:
        self.ask()
        self.session.start()
        return self.recorders[-1]

    def answer(self) -> None:
        """Record an answer, and stop: its words are still to come."""
        self.record()
        self.session.stop()

    def hear(self, words: str = "I built the thing") -> None:
        """The listening process tells all words, and the session looks."""
        self.worker.finish(words)
        self.session.tick()

    def history(self) -> tuple[Attempt, ...]:
        return self._history().attempts()

    def kept_again(self, attempt: Attempt) -> None:
        """The history has this of the answer."""
        self._history().add(attempt)

    def close(self) -> None:
        self.session.close()
        if self.kept_in is not None:
            self.kept_in.close()
