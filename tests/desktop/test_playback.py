"""A recording plays from any word, pauses anywhere, and never plays on behind."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from audio.clip import Clip
from audio.take import Take
from desktop.playback import Playback
from tests.desktop.fakes_practice import Runner, SilentPlayer


class Review:
    """Whoever is told where it is."""

    def __init__(self, tmp_path: Path) -> None:
        self.told: list[tuple[float, bool]] = []
        self.run = Runner()
        self.player = SilentPlayer()
        self.errors: list[BaseException] = []
        self.playback = Playback(
            run=self.run, player=self.player, tell=self.tell, on_failure=self.errors.append
        )
        self.path = tmp_path / "answer.flac"

    def tell(self, at_s: float, *, plays: bool) -> None:
        self.told.append((at_s, plays))


@pytest.fixture
def review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Review:
    made = Review(tmp_path)
    clip = Clip(np.zeros(160_000, np.float32), 16_000)
    monkeypatch.setattr(Playback, "_read", lambda _self, _path: clip)
    made.playback.open(made.path)
    return made


def test_it_plays_from_a_word_and_tells_where_it_is(review: Review) -> None:
    review.playback.play(3.5)
    review.player.at_s = 3.7
    review.playback.tick()
    assert review.told[-2:] == [(3.5, True), (3.7, True)]


def test_pausing_stays_there_and_playing_goes_on_from_there(review: Review) -> None:
    review.playback.play(3.5)
    review.player.at_s = 4.25
    review.playback.toggle()
    assert review.told[-1] == (4.25, False)
    assert not review.player.is_playing
    review.playback.toggle()
    assert review.player.at_s == 4.25
    assert review.player.is_playing


@pytest.mark.parametrize("is_kept", [False, True])
def test_what_has_just_been_answered_is_heard_at_once_though_its_sound_is_not_made_small_yet(
    tmp_path: Path, is_kept: bool
) -> None:
    take = Take.begin(tmp_path / "unfinished", rate_hz=16_000, about={})
    take.write(np.full(8_000, 0.25, np.float32))
    take.close()
    review = Review(tmp_path)
    review.playback.open(tmp_path / f"{take.id}.flac")
    if is_kept:
        take.keep(tmp_path / f"{take.id}.flac")
    review.playback.play(0.0)
    assert review.errors == []
    assert review.player.playing is not None
    assert review.player.playing.duration_s == 0.5
    assert review.told[-1] == (0.0, True)


def test_the_end_goes_back_to_the_start(review: Review) -> None:
    review.playback.play(9.0)
    review.player.stop()
    review.playback.tick()
    assert review.told[-1] == (0.0, False)


def test_a_stretch_ends_where_it_should(review: Review) -> None:
    review.playback.play(1.0, until_s=2.0)
    review.player.at_s = 2.01
    review.playback.tick()
    assert review.told[-1] == (2.01, False)
    assert not review.player.is_playing


def test_opening_another_recording_falls_silent_at_once(review: Review, tmp_path: Path) -> None:
    review.playback.play(1.0)
    review.playback.open(tmp_path / "other.flac")
    assert not review.player.is_playing
    assert review.told[-1] == (0.0, False)


def test_leaving_while_the_file_is_read_never_plays_it_afterwards(review: Review) -> None:
    review.run.held = True
    review.playback.play(1.0)
    review.playback.open(None)
    review.run.release()
    assert not review.player.is_playing


def test_a_recording_that_is_gone_is_told(tmp_path: Path) -> None:
    review = Review(tmp_path)
    review.playback.open(review.path)
    review.playback.play(0.0)
    assert len(review.errors) == 1
