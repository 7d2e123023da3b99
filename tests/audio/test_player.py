"""The player knows where it is, when it is over, and when the loudspeaker went away."""

from __future__ import annotations

import time
from collections.abc import Iterator
from types import SimpleNamespace

import numpy as np
import pytest

from audio import devices, player
from audio.clip import Clip
from audio.errors import LoudspeakerVanished
from audio.player import Player, _Playing
from tests.audio.fakes_sound import NoStream, tone


class HandedPlayer(Player):
    """A player whose loudspeaker is the test: `take` is what PortAudio would call."""

    def begin(self, clip: Clip, *, start_s: float = 0.0, latency_s: float = 0.0) -> None:
        self._device = "Headphones"
        self._playing = _Playing(clip.samples, rate_hz=clip.rate_hz, start_s=start_s)
        self._playing.stream = self.nothing = NoStream(latency_s=latency_s)

    def take(self, count: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        assert self._playing is not None
        out = np.full((count, 2), 9.0, np.float32)
        try:
            self._playing.on_frames(out, count, None, None)
        except type(devices.stop_after_this()):
            self._playing.on_end()
        return out


@pytest.fixture
def playing() -> Iterator[HandedPlayer]:
    one = HandedPlayer()
    one.begin(Clip(tone(1.0), 16_000))
    yield one
    one.stop()


def test_every_sample_is_handed_out_on_both_sides_and_then_silence(playing: HandedPlayer) -> None:
    out = np.concatenate([playing.take(1_000) for _ in range(18)])
    assert np.array_equal(out[:16_000, 0], tone(1.0))
    assert np.array_equal(out[:, 0], out[:, 1])
    assert not out[16_000:].any()


def test_the_position_is_what_was_heard(playing: HandedPlayer) -> None:
    assert playing.position_s == 0
    playing.take(8_000)
    assert playing.position_s == 0.5
    playing.take(16_000)
    assert playing.position_s == 1.0


def test_the_end_is_known_and_closes_the_stream(playing: HandedPlayer) -> None:
    playing.take(8_000)
    assert playing.is_playing
    playing.take(16_000)
    assert not playing.is_playing
    assert playing.position_s == 1.0
    assert playing.error is None
    assert playing.nothing.closed == 1


def test_it_starts_anywhere(playing: HandedPlayer) -> None:
    playing.begin(Clip(tone(1.0), 16_000), start_s=0.75)
    assert playing.position_s == 0.75
    assert np.array_equal(playing.take(100)[:, 0], tone(1.0)[12_000:12_100])
    playing.begin(Clip(tone(1.0), 16_000), start_s=5)
    assert playing.position_s == 1.0


def test_a_loudspeaker_that_goes_away_is_told_and_not_raised(playing: HandedPlayer) -> None:
    playing.take(8_000)
    assert playing._playing is not None
    playing._playing.on_end()
    assert not playing.is_playing
    assert isinstance(playing.error, LoudspeakerVanished)
    assert playing.position_s == 0.5


def test_a_loudspeaker_that_takes_nothing_is_told(
    playing: HandedPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    playing.take(100)
    assert playing._playing is not None
    playing._playing.called_at = time.monotonic() - player._STALLED_S - 1
    assert not playing.is_playing
    assert isinstance(playing.error, LoudspeakerVanished)


def test_silence_is_handed_out_after_the_end_as_long_as_a_system_may_drop_what_it_holds(
    playing: HandedPlayer,
) -> None:
    playing.begin(Clip(tone(1.0), 16_000), latency_s=10.0)
    assert playing._playing is not None
    playing.take(19_199)
    assert not playing._playing.has_ended
    playing.take(1)
    assert playing._playing.has_ended
    assert not playing.is_playing
    assert playing.error is None


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time for the player: its only entry is now."""
    now = [100.0]
    monkeypatch.setattr("audio.player.time", SimpleNamespace(monotonic=lambda: now[0]))
    return now


def test_what_is_still_on_its_way_to_the_loudspeaker_was_not_heard_yet(
    playing: HandedPlayer, clock: list[float]
) -> None:
    playing.begin(Clip(tone(1.0), 16_000), latency_s=0.2)
    playing.take(8_000)
    assert playing.position_s == pytest.approx(0.3)
    clock[0] += 0.15
    assert playing.position_s == pytest.approx(0.45)
    clock[0] += 0.15
    assert playing.position_s == pytest.approx(0.5)


@pytest.mark.parametrize(("silent_s", "plays"), [(2.9, True), (3.1, False)])
def test_a_loudspeaker_that_asks_for_nothing_for_three_seconds_is_gone(
    silent_s: float, plays: bool, playing: HandedPlayer, clock: list[float]
) -> None:
    playing.begin(Clip(tone(9.0), 16_000))
    clock[0] += silent_s
    assert playing.is_playing is plays


def test_a_clip_is_brought_to_the_loudspeakers_rate_once(playing: HandedPlayer) -> None:
    clip, other = Clip(tone(0.2), 16_000), Clip(tone(0.3), 16_000)
    first = playing._at(clip, 48_000)
    assert playing._at(clip, 48_000) is first
    assert len(playing._at(clip, 8_000)) == 1_600
    assert len(playing._at(other, 8_000)) == 2_400


def test_stopping_is_harmless_when_nothing_plays() -> None:
    one = Player()
    one.stop()
    assert not one.is_playing
    assert one.position_s == 0
