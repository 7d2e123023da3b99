"""Reads a question aloud: the voice renders it elsewhere, the player plays it, and it stops at any moment."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from audio.clip import Clip
    from audio.player import Player
    from audio.voice import Voice


class Runs(Protocol):
    """Runs a generator off the UI thread, as `desktop.tasks.Tasks.run` does."""

    def __call__(
        self,
        work: Any,
        *,
        name: str,
        on_value: Callable[[Any], None] | None = None,
        on_done: Callable[[Any], None] | None = None,
        on_failure: Callable[[BaseException], None] | None = None,
    ) -> object:
        """Begin; what is not asked for is dropped."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is to be said, by whom ("" for the usual voice), how fast (1.0 is usual) and through what."""

    text: str
    voice: str = ""
    rate: float = 1.0
    loudspeaker: str = ""


class Reading:
    """One utterance at a time; the last one is kept, so that hearing it again begins at once."""

    def __init__(self, *, run: Runs, voice: Voice, player: Player) -> None:
        self._run = run
        self._voice = voice
        self._player = player
        self._turn = 0
        self._awaited = False
        self._kept: tuple[Utterance, Clip] | None = None
        self._playing: Clip | None = None
        self._on_end: Callable[[], None] = _nothing
        self._on_failure: Callable[[BaseException], None] = _ignored

    def say(
        self,
        utterance: Utterance,
        *,
        on_end: Callable[[], None],
        on_failure: Callable[[BaseException], None],
    ) -> None:
        """Say it; `on_end` when it is said, `on_failure` when it cannot be; neither once it is stopped."""
        self.stop()
        self._on_end, self._on_failure = on_end, on_failure
        turn = self._turn
        self._awaited = True
        self._run(
            self._say(utterance, turn=turn),
            name="reading the question",
            on_done=lambda clip: self._on_playing(utterance, clip, turn=turn),
            on_failure=lambda error: self._on_unsaid(error, turn=turn),
        )

    def stop(self) -> None:
        """Be silent at once."""
        self._turn += 1
        self._awaited = False
        if self._playing is not None:
            self._playing = None
            self._player.stop()

    def prepare(self, utterance: Utterance) -> None:
        """Render it ahead of time, so that it can begin at once; failures wait until it is asked for."""
        self._run(
            self._render(utterance),
            name="preparing the voice",
            on_done=lambda clip: self._keep(utterance, clip),
            on_failure=_ignored,
        )

    @property
    def is_reading(self) -> bool:
        """Whether something is said, or about to be."""
        return self._playing is not None or self._awaited

    @property
    def progress(self) -> float:
        """How much of it has been said, 0 to 1."""
        if self._playing is None or not self._playing.duration_s:
            return 0.0
        return min(1.0, max(0.0, self._player.position_s / self._playing.duration_s))

    def tick(self) -> None:
        """Notice the end."""
        if self._playing is not None and not self._player.is_playing:
            self._playing = None
            if self._player.error is not None:
                self._on_failure(self._player.error)
            else:
                self._on_end()

    def _say(self, utterance: Utterance, *, turn: int) -> Generator[None, None, Clip]:
        clip = yield from self._render(utterance)
        if turn == self._turn:
            self._player.play(clip, device=utterance.loudspeaker or None)
        return clip

    def _render(self, utterance: Utterance) -> Generator[None, None, Clip]:
        kept = self._kept
        yield
        if kept is not None and kept[0] == utterance:
            return kept[1]
        return self._voice.say(utterance.text, voice=utterance.voice or None, rate=utterance.rate)

    def _on_playing(self, utterance: Utterance, clip: Clip, *, turn: int) -> None:
        self._keep(utterance, clip)
        if turn == self._turn:
            self._awaited = False
            self._playing = clip
        elif self._playing is None:
            self._player.stop()  # it was stopped between rendering and playing

    def _on_unsaid(self, error: BaseException, *, turn: int) -> None:
        if turn == self._turn:
            self._awaited = False
            self._on_failure(error)

    def _keep(self, utterance: Utterance, clip: Clip) -> None:
        self._kept = (utterance, clip)


def _nothing() -> None:
    """Nobody waits for the end."""


def _ignored(_error: BaseException) -> None:
    """Told again, where it can be seen, when the question is to be read."""
