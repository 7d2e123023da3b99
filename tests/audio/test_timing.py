from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from audio.filled_pause import kind_of
from audio.timing import snapped
from audio.transcriber import WrittenWord
from coach.transcript import Span, Word

TIMES = st.floats(0.0, 20.0).map(lambda value: round(value, 2))


def written(*words: tuple[str, float, float]) -> list[WrittenWord]:
    return [WrittenWord(Word(text, a, b, 0.9, kind_of(text)), (1,)) for text, a, b in words]


def times(words: tuple[WrittenWord, ...]) -> list[tuple[float, float]]:
    return [(word.word.start_s, word.word.end_s) for word in words]


def test_words_beside_a_pause_begin_and_end_where_the_sound_does() -> None:
    words = written(("We", 0.1, 0.3), ("tried", 0.3, 0.9), ("again", 1.4, 2.2))
    moved = snapped(words, voiced=[Span(0.02, 0.75), Span(1.6, 2.05)])
    assert times(moved) == [(0.02, 0.3), (0.3, 0.75), (1.6, 2.05)]


def test_only_the_first_and_the_last_word_of_a_stretch_go_to_its_edges() -> None:
    words = written(("I", 1.0, 1.1), ("built", 1.15, 1.6), ("it", 1.65, 1.8))
    assert times(snapped(words, voiced=[Span(0.95, 1.9)])) == [(0.95, 1.1), (1.15, 1.6), (1.65, 1.9)]


def test_a_filled_pause_goes_into_no_voice_that_ended_long_before_it() -> None:
    words = written(("okay.", 0.2, 0.8), ("Um,", 3.05, 3.3), ("I", 3.3, 3.6))
    for end_s, there in ((2.0, False), (2.2, True)):
        voices = [Span(0.2, 0.8), Span(end_s - 0.3, end_s), Span(3.0, 3.6)]
        assert (times(snapped(words, voiced=voices))[1] == (end_s - 0.3, end_s)) is there


def test_a_filled_pause_owns_the_voice_before_it() -> None:
    words = written(("fast.", 0.2, 0.8), ("Um,", 1.95, 2.0), ("this", 2.0, 2.3))
    moved = snapped(words, voiced=[Span(0.2, 0.8), Span(1.45, 2.3)])
    assert times(moved)[1] == (1.45, 2.0)


def test_a_filled_pause_does_not_swallow_the_word_before_it() -> None:
    words = written(("so", 0.2, 0.5), ("um", 0.9, 1.0))
    moved = snapped(words, voiced=[Span(0.2, 1.0)])
    assert times(moved) == [(0.2, 0.5), (0.5, 1.0)]


def test_a_filled_pause_timed_into_the_next_word_goes_to_the_voice_that_has_no_word() -> None:
    words = written(("okay.", 0.2, 0.8), ("Um,", 2.05, 2.1), ("I", 2.1, 2.3))
    moved = snapped(words, voiced=[Span(0.2, 0.8), Span(1.4, 1.8), Span(2.1, 2.6)])
    assert times(moved) == [(0.2, 0.8), (1.4, 1.8), (2.1, 2.3)]


def test_a_filled_pause_goes_into_no_voice_that_is_far_before_it() -> None:
    words = written(("okay.", 0.2, 0.8), ("Um,", 5.05, 5.3), ("I", 5.3, 5.6))
    moved = snapped(words, voiced=[Span(0.2, 0.8), Span(1.4, 1.8), Span(5.0, 5.6)])
    assert times(moved)[1] == (5.0, 5.3)


def test_a_first_filled_pause_begins_with_the_voice_not_with_the_silence_before_it() -> None:
    words = written(("Uh,", 0.0, 1.29), ("so", 1.6, 1.8))
    assert times(snapped(words, voiced=[Span(1.26, 2.9)])) == [(1.26, 1.6), (1.6, 1.8)]


def test_words_stand_where_the_sound_has_their_phones() -> None:
    rough = written(("we", 0.1, 0.3), ("tried", 0.3, 0.9), ("again", 0.9, 1.2))
    found = (None, Span(0.45, 0.8), Span(0.8, 1.5))
    words = [replace(one, found=span) for one, span in zip(rough, found, strict=True)]
    moved = snapped(words, voiced=[Span(0.1, 1.5)])
    assert times(moved) == [(0.1, 0.3), (0.45, 0.8), (0.8, 1.5)]
    assert [one.word.is_timed for one in moved] == [False, True, True]


def test_a_word_far_from_any_voice_is_left_alone() -> None:
    words = written(("so", 5.0, 5.4))
    assert times(snapped(words, voiced=[Span(0.0, 1.0)])) == [(5.0, 5.4)]


@given(st.lists(TIMES, min_size=2, max_size=20), st.lists(TIMES, min_size=2, max_size=12))
def test_words_stay_in_order_and_never_overlap(at_s: list[float], edges_s: list[float]) -> None:
    at_s, edges_s = sorted(at_s), sorted(set(edges_s))
    words = written(*(("um" if n % 3 == 0 else "word", a, b) for n, (a, b) in enumerate(pairwise(at_s))))
    voiced = [Span(a, b) for a, b in zip(edges_s[::2], edges_s[1::2], strict=False)]
    moved = times(snapped(words, voiced=voiced))
    assert all(start_s <= end_s for start_s, end_s in moved)
    assert all(before[1] <= after[0] for before, after in pairwise(moved))
