from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from audio.bands import BANDS, Bands
from audio.clip import MODEL_RATE_HZ, Samples
from audio.echo import Echo, without_echo
from audio.edges import STEP_S
from audio.speech import Speech
from coach.transcript import Span
from tests.recordings import sound_of

PAUSE_S = 0.25


def in_a_room(sound: Samples, *, dies_in_s: float) -> Samples:
    """The sound with an echo that dies by 60 dB in so many seconds, together as loud as the sound itself."""
    seconds = np.arange(round(1.2 * dies_in_s * MODEL_RATE_HZ)) / MODEL_RATE_HZ
    tail = np.random.default_rng(5).standard_normal(len(seconds)) * 10 ** (-3 * seconds / dies_in_s)
    tail[: round(0.004 * MODEL_RATE_HZ)] = 0.0
    tail /= np.sqrt((tail**2).sum())
    tail[0] = 1.0
    size = len(sound) + len(tail)
    heard = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(tail, size), size)[: len(sound)]
    return np.asarray(heard * (np.abs(sound).max() / np.abs(heard).max()), np.float32)


def noisy(sound: Samples, *, level: float) -> Samples:
    noise = np.random.default_rng(6).standard_normal(len(sound))
    return np.asarray(sound + level * noise, np.float32)


def answer() -> Samples:
    return sound_of("answer")


def looked_at(sound: Samples, *, block: int = MODEL_RATE_HZ) -> Speech:
    speech = Speech()
    for first in range(0, len(sound), block):
        speech.hear(sound[first : first + block])
    speech.end()
    return speech


def echo_of(sound: Samples) -> Echo:
    bands, echo = Bands(), Echo()
    bands.hear(sound)
    bands.end()
    echo.follow(bands, to_the_end=True)
    return echo


def pauses_s(speech: Speech) -> list[float]:
    gaps_s = (after.start_s - before.end_s for before, after in pairwise(speech.spans()))
    return [gap_s for gap_s in gaps_s if gap_s >= PAUSE_S]


def test_a_dry_room_has_no_echo_to_tell_of() -> None:
    assert echo_of(answer()).rate_db_s is None


def test_noise_is_not_taken_for_an_echo() -> None:
    assert echo_of(noisy(answer(), level=0.01)).rate_db_s is None


@pytest.mark.parametrize("dies_in_s", [0.4, 0.6])
def test_how_fast_an_echo_dies_is_learned_from_the_speech_in_it(dies_in_s: float) -> None:
    assert echo_of(in_a_room(answer(), dies_in_s=dies_in_s)).rate_db_s == pytest.approx(
        60 / dies_in_s, rel=0.25
    )


def test_silence_says_nothing_about_the_room() -> None:
    assert echo_of(np.zeros(8 * MODEL_RATE_HZ, np.float32)).rate_db_s is None
    assert Echo().rate_db_s is None


@pytest.mark.parametrize("dies_in_s", [0.4, 0.7])
def test_pauses_in_an_echoing_room_are_as_long_as_they_were(dies_in_s: float) -> None:
    dry, wet = pauses_s(looked_at(answer())), pauses_s(looked_at(in_a_room(answer(), dies_in_s=dies_in_s)))
    assert sum(wet) == pytest.approx(sum(dry), rel=0.1)
    assert abs(len(wet) - len(dry)) <= 1


def test_pauses_in_noise_are_as_long_as_they_were() -> None:
    dry, noised = pauses_s(looked_at(answer())), pauses_s(looked_at(noisy(answer(), level=0.01)))
    assert sum(noised) == pytest.approx(sum(dry), rel=0.1)
    assert len(noised) == len(dry)


def test_in_an_echo_too_it_does_not_matter_in_which_blocks_the_sound_arrives() -> None:
    sound = in_a_room(answer()[: 20 * MODEL_RATE_HZ], dies_in_s=0.6)
    assert looked_at(sound, block=7_777).spans() == looked_at(sound).spans()


def test_while_one_speaks_the_stretches_are_in_order_and_within_what_was_heard() -> None:
    speech = Speech()
    sound = in_a_room(answer()[: 24 * MODEL_RATE_HZ], dies_in_s=0.6)
    for first in range(0, len(sound), MODEL_RATE_HZ):
        speech.hear(sound[first : first + MODEL_RATE_HZ])
        ends_s = [0.0, *(span.end_s for span in speech.spans())]
        assert all(span.start_s >= end_s for span, end_s in zip(speech.spans(), ends_s, strict=False))
        assert ends_s[-1] <= speech.duration_s


def test_a_stretch_ends_where_only_the_echo_is_left_and_is_parted_by_it() -> None:
    floor = np.full(BANDS, -90.0, np.float32)
    levels = np.full((200, BANDS), -30.0, np.float32)
    fall = -34.0 - np.arange(60)
    levels[60:90] = fall[:30, None]
    levels[140:200] = fall[:, None]
    found = without_echo([Span(0.2, 1.9)], levels, from_s=0.0, floor=floor, rate_db_s=100.0)
    assert [span.start_s for span in found] == pytest.approx([0.2, 0.9], abs=2 * STEP_S)
    assert [span.end_s for span in found] == pytest.approx([0.63, 1.43], abs=3 * STEP_S)


def test_a_stretch_without_anything_new_is_left_alone() -> None:
    floor = np.full(BANDS, -90.0, np.float32)
    levels = np.broadcast_to((-30.0 - np.arange(60))[:, None], (60, BANDS)).astype(np.float32)
    spans = [Span(0.2, 0.5)]
    assert without_echo(spans, levels, from_s=0.0, floor=floor, rate_db_s=100.0) == spans
