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


def test_an_answer_kept_before_pitch_was_followed_has_a_level_and_no_melody() -> None:
    heard = said()
    found = voice(replace(heard, sound=replace(heard.sound, pitch_hz=())))
    assert found.pitch_sd_semitones is None
    assert found.level_db == pytest.approx(-20)


def test_an_answer_without_any_sound_has_no_voice() -> None:
    assert voice(Heard(Transcript(()), Sound(0.0))).level_db is None
