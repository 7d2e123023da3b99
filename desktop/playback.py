"""Plays a kept recording on the review page: from any word, pausing anywhere, telling where it is."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop.reading import Runs

if TYPE_CHECKING:
    from audio.clip import Clip
    from audio.player import Player


class Tells(Protocol):
    """Is told the position in seconds and whether it plays."""

    def __call__(self, at_s: float, *, plays: bool) -> None:
        """Now it is here."""


class Playback:
    """One recording at a time; it is read when it is first heard, off the UI thread.

    `tell` is called whenever the position or whether it plays has changed.
    """

    def __init__(
        self,
        *,
        run: Runs,
        player: Player,
        tell: Tells,
        on_failure: Callable[[BaseException], None],
    ) -> None:
        self._run = run
        self._player = player
        self._tell = tell
        self._on_failure = on_failure
        self._turn = 0
        self._path: Path | None = None
        self._clip: Clip | None = None
        self._at_s = 0.0
        self._until_s: float | None = None
        self._is_playing = False
        self.loudspeaker = ""

    def open(self, path: Path | None) -> None:
        """This recording from now on, at its start; None for none."""
        self.pause()
        if path != self._path:
            self._path, self._clip = path, None
        self._at_s = 0.0
        self._tell(0.0, plays=False)

    def toggle(self) -> None:
        """Play on from where it is, or pause."""
        if self._is_playing:
            self.pause()
        else:
            self.play(self._at_s)

    def play(self, at_s: float, *, until_s: float | None = None) -> None:
        """Play from this second, up to another one or the end."""
        if self._path is None:
            return
        self.pause()
        self._at_s, self._until_s = max(0.0, at_s), until_s
        turn = self._turn
        self._run(
            self._playing(self._path, turn=turn),
            name="playing the recording",
            on_done=lambda clip: self._on_playing(clip, turn=turn),
            on_failure=self._on_failure,
        )

    def seek(self, at_s: float) -> None:
        """Go to this second; it plays on if it played."""
        if self._is_playing:
            self.play(at_s)
        else:
            self._at_s = max(0.0, at_s)
            self._tell(self._at_s, plays=False)

    def pause(self) -> None:
        """Be silent at once, and stay here."""
        self._turn += 1
        if self._is_playing:
            self._at_s = self._player.position_s
            self._is_playing = False
            self._player.stop()
            self._tell(self._at_s, plays=False)

    @property
    def is_playing(self) -> bool:
        """Whether one hears something."""
        return self._is_playing

    def tick(self) -> None:
        """Tell where it is; called while it plays."""
        if not self._is_playing:
            return
        at_s = self._player.position_s
        if self._until_s is not None and at_s >= self._until_s:
            self.pause()
        elif not self._player.is_playing:
            self._is_playing = False
            self._at_s = 0.0
            self._tell(0.0, plays=False)
        else:
            self._tell(at_s, plays=True)

    def _playing(self, path: Path, *, turn: int) -> Generator[None, None, Clip]:
        clip = self._clip or self._read(path)
        yield
        if turn == self._turn:
            self._player.play(clip, start_s=self._at_s, device=self.loudspeaker or None)
        return clip

    def _read(self, path: Path) -> Clip:
        from audio.clip import read_clip

        return _of_take(path) or read_clip(path)

    def _on_playing(self, clip: Clip, *, turn: int) -> None:
        if turn == self._turn:
            self._clip = clip
            self._is_playing = True
            self.tick()


def _of_take(path: Path) -> Clip | None:
    """An answer whose sound is not a file yet, being made small or left as it was by a full disk."""
    from audio.take import Take

    take = None if path.exists() else Take.at(path.parent / "unfinished" / path.stem)
    try:
        clip = take.read() if take is not None else None
    except FileNotFoundError:  # it became the file meanwhile
        return None
    return clip if clip is not None and len(clip.samples) else None
