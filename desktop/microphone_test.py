"""Listens to a microphone without keeping anything, so that a person sees whether it hears them."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from desktop.reading import Runs

if TYPE_CHECKING:
    from audio.recorder import Recorder


class MicrophoneTest:
    """One microphone at a time; opened and closed off the UI thread."""

    def __init__(
        self,
        *,
        run: Runs,
        new_recorder: Callable[[str | None], Recorder],
        on_level: Callable[[float], None],
        on_failure: Callable[[BaseException], None],
    ) -> None:
        self._run = run
        self._new_recorder = new_recorder
        self._on_level = on_level
        self._on_failure = on_failure
        self._recorder: Recorder | None = None
        self._turn = 0

    @property
    def is_on(self) -> bool:
        """Whether it listens."""
        return self._recorder is not None

    def start(self, microphone: str) -> None:
        """Listen to this one ("" for the system's choice); `on_level` is told dBFS at each tick."""
        self.stop()
        turn = self._turn
        self._run(
            self._opening(microphone),
            name="testing the microphone",
            on_done=lambda recorder: self._on_open(recorder, turn=turn),
            on_failure=lambda error: self._on_closed(error, turn=turn),
        )

    def stop(self) -> None:
        """Listen no more."""
        self._turn += 1
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            self._run(_closing(recorder), name="closing the microphone", on_failure=_ignored)

    def close(self) -> None:
        """The app ends: let go of the microphone before going on."""
        if self._recorder is not None:
            self._recorder.stop()
            self._recorder = None

    def tick(self) -> None:
        """Tell the level, or that the microphone went away."""
        if self._recorder is None:
            return
        state = self._recorder.state()
        if state.error is not None:
            self.stop()
            self._on_failure(state.error)
        else:
            self._on_level(state.level_db)

    def _opening(self, microphone: str) -> Generator[None, None, Recorder]:
        yield
        recorder = self._new_recorder(microphone or None)
        recorder.listen()
        return recorder

    def _on_open(self, recorder: Recorder, *, turn: int) -> None:
        if turn == self._turn:
            self._recorder = recorder
            self.tick()
        else:
            self._run(_closing(recorder), name="closing the microphone", on_failure=_ignored)

    def _on_closed(self, error: BaseException, *, turn: int) -> None:
        if turn == self._turn:
            self._on_failure(error)


def _closing(recorder: Recorder) -> Generator[None, None, None]:
    yield
    recorder.stop()


def _ignored(_error: BaseException) -> None:
    """Nobody listens any more."""
