from __future__ import annotations

import math
from dataclasses import replace

import pytest

from coach.transcript import Heard, Sound, Span, Transcript, Word
from coach.voice import voice

FRAMES = 300


def said(*, swing: float = 3.0, pitched: bool = True) -> Heard:
    """Thirty seconds of one voice whose pitch swings about 120 Hz, a second of room on both sides."""
    pitch = tuple(
        120 * 2 ** (swing * math.sin(at / 7) / 12) if 10 <= at < FRAMES - 10 and pitched else 0.0
        for at in range(FRAMES)
    )
    level = tuple(-20.0 if 10 <= at < FRAMES - 10 else -60.0 for at in range(FRAMES))
    sound = Sound(30.0, loudness_db=level, speech=(Span(1.0, 29.0),), pitch_hz=pitch)
    return Heard(Transcript((Word("we", 1.0, 29.0, 0.9),)), sound)


def test_melody_is_the_spread_in_semitones_about_the_speakers_own_median() -> None:
    found = voice(said(swing=3.0))
    assert found.pitch_median_hz == pytest.approx(120, rel=0.02)
    assert found.pitch_sd_semitones == pytest.approx(3 / math.sqrt(2), abs=0.1)
    assert found.flat_stretches == ()


def test_a_voice_that_hardly_moves_is_flat_all_along() -> None:
    (flat,) = voice(said(swing=1.0)).flat_stretches
    assert flat.start_s == pytest.approx(1.0, abs=0.2)
    assert flat.end_s == pytest.approx(29.0, abs=0.2)


def test_errors_of_an_octave_change_nothing() -> None:
    heard = said()
    wrong = tuple(2.1 * one if at % 12 == 0 else one for at, one in enumerate(heard.sound.pitch_hz))
    found = voice(replace(heard, sound=replace(heard.sound, pitch_hz=wrong)))
    assert found.pitch_sd_semitones == pytest.approx(3 / math.sqrt(2), abs=0.15)


def test_level_and_background_stand_apart() -> None:
    found = voice(said())
    assert (found.level_db, found.background_db, found.signal_to_noise_db) == pytest.approx((-20, -60, 40))


def test_an_end_that_fades_is_found_and_an_even_one_is_not() -> None:
    heard = said()
    assert voice(heard).fading_ends == ()
    level = [*heard.sound.loudness_db]
    level[284:290] = [-34.0] * 6
    found = voice(replace(heard, sound=replace(heard.sound, loudness_db=tuple(level))))
    assert found.fading_ends == (Span(28.5, 29.0),)
    assert found.phrase_count == 1


@pytest.mark.parametrize(
    ("softer_db", "room_db", "fades"), [(9, -60, False), (11, -60, True), (11, -34, False)]
)
def test_an_end_fades_from_ten_decibels_on_in_a_room_that_lets_one_tell(
    softer_db: float, room_db: float, fades: bool
) -> None:
    heard = said()
    level = [room_db if db == -60.0 else db for db in heard.sound.loudness_db]
    level[285:290] = [-20.0 - softer_db] * 5
    found = voice(replace(heard, sound=replace(heard.sound, loudness_db=tuple(level))))
    assert bool(found.fading_ends) is fades


def test_a_moment_of_room_is_not_enough_to_know_it_by() -> None:
    heard, beside_the_voice = said(), 2
    for room, known in ((4, False), (5, True)):
        level = (*heard.sound.loudness_db[10:290], *[-60.0] * (room + beside_the_voice))
        pitch = (*heard.sound.pitch_hz[10:290], *[0.0] * (room + beside_the_voice))
        sound = Sound(28.0 + room / 10, loudness_db=level, speech=(Span(0.0, 28.0),), pitch_hz=pitch)
        assert (voice(replace(heard, sound=sound)).background_db is not None) is known


@pytest.mark.parametrize(("voiced_s", "told"), [(4.5, False), (5.5, True)])
def test_a_melody_is_told_from_five_seconds_of_voice_on(voiced_s: float, told: bool) -> None:
    heard = said()
    pitch = tuple(
        one if 100 <= at < 100 + 10 * voiced_s else 0.0 for at, one in enumerate(heard.sound.pitch_hz)
    )
    found = voice(replace(heard, sound=replace(heard.sound, pitch_hz=pitch)))
    assert (found.pitch_sd_semitones is not None) is told


def test_a_track_that_swings_more_than_any_voice_is_not_told_as_one() -> None:
    assert voice(said(swing=12.0)).pitch_sd_semitones is None


def test_an_answer_kept_before_pitch_was_followed_has_a_level_and_no_melody() -> None:
    heard = said()
    found = voice(replace(heard, sound=replace(heard.sound, pitch_hz=())))
    assert found.pitch_sd_semitones is None
    assert found.level_db == pytest.approx(-20)


def test_an_answer_without_any_sound_has_no_voice() -> None:
    assert voice(Heard(Transcript(()), Sound(0.0))).level_db is None
