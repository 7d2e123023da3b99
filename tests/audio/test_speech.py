from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.clip import MODEL_RATE_HZ, Samples
from audio.cuts import best_cut_s
from audio.speech import Speech
from tests.audio.bursts import WORD_S, BurstDetector, spoken, tone
from tests.roaming import examples


def looked_at(sound: Samples, *, block: int = 16_000) -> Speech:
    speech = Speech(BurstDetector())
    for first in range(0, len(sound), block):
        speech.hear(sound[first : first + block])
    speech.end()
    return speech


def test_speech_begins_and_ends_where_the_sound_does() -> None:
    spans = looked_at(spoken([0.5, 1.0, 0.4])).spans()
    starts_s = [0.5, 1.8, 2.5]
    assert [span.start_s for span in spans] == pytest.approx(starts_s, abs=0.02)
    assert [span.end_s for span in spans] == pytest.approx([start + WORD_S for start in starts_s], abs=0.02)


@settings(max_examples=examples(30), deadline=None)
@given(st.integers(100, 40_000))
def test_it_does_not_matter_in_which_blocks_the_sound_arrives(block: int) -> None:
    sound = spoken([0.3, 0.2, 0.9, 0.15, 2.0])
    assert looked_at(sound, block=block).sound() == looked_at(sound).sound()


def test_spans_are_in_order_and_never_overlap() -> None:
    spans = looked_at(spoken([0.12, 0.6, 0.11, 0.55, 0.7, 0.2])).spans()
    ends_s = [0.0, *(span.end_s for span in spans)]
    assert all(span.start_s >= end_s for span, end_s in zip(spans, ends_s, strict=False))


def test_loudness_is_in_dbfs_every_tenth_of_a_second() -> None:
    sound = looked_at(tone(0.1, 1.0)).sound()
    assert sound.frame_s == pytest.approx(0.1)
    assert sound.loudness_db == pytest.approx([-20.0] * 10, abs=0.1)


def test_a_hum_louder_than_the_voice_changes_neither_its_edges_nor_how_loud_the_room_is() -> None:
    sound = spoken([0.5, 1.0, 0.4])
    hum = 0.04 * np.sin(2 * np.pi * 50 * np.arange(len(sound)) / MODEL_RATE_HZ)
    plain, hummed = looked_at(sound), looked_at(np.asarray(sound + hum, np.float32))
    assert [span.start_s for span in hummed.spans()] == pytest.approx(
        [span.start_s for span in plain.spans()], abs=0.02
    )
    assert min(hummed.sound().loudness_db) < -45.0


def test_while_it_comes_in_one_can_ask_how_long_it_is_and_how_long_nobody_has_spoken() -> None:
    speech, sound = Speech(BurstDetector()), spoken([0.5])  # a word up to 0.8 s, and a second of quiet
    speech.hear(sound)
    assert speech.duration_s == pytest.approx(0.5 + WORD_S + 1.0)
    assert speech.silent_for_s == pytest.approx(1.0, abs=0.1)


def test_clipping_is_told_as_a_share() -> None:
    sound = np.zeros(MODEL_RATE_HZ, np.float32)
    sound[: MODEL_RATE_HZ // 4] = 1.0
    assert looked_at(sound).sound().clipped_share == pytest.approx(0.25)


def test_digital_silence_has_no_speech_and_a_finite_loudness() -> None:
    sound = looked_at(np.zeros(MODEL_RATE_HZ, np.float32)).sound()
    assert sound.speech == ()
    assert min(sound.loudness_db) >= -100.0


def test_a_long_sound_is_cut_in_the_last_real_pause() -> None:
    speech = looked_at(spoken([0.1] * 20 + [0.6] + [0.1] * 10))
    pause_s = 20 * (0.1 + WORD_S)
    assert best_cut_s(speech, start_s=0.0, end_s=12.0) == pytest.approx(pause_s + 0.3, abs=0.05)


def test_without_a_pause_the_cut_still_comes_late_and_before_the_end() -> None:
    speech = looked_at(np.full(30 * MODEL_RATE_HZ, 0.1, np.float32))
    assert 10.0 <= best_cut_s(speech, start_s=0.0, end_s=25.0) <= 25.0
