from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pytest

from audio.clip import MODEL_RATE_HZ
from audio.filled_pause import kind_of
from audio.forced_alignment import ForcedAligner, forced_aligner, spans_in
from coach.transcript import Span, Word
from tests.recordings import pieces_of, sound_of

HAS_A_PACKAGE = sys.version_info[:2] in {(3, 11), (3, 13)}
with_package = pytest.mark.skipif(not HAS_A_PACKAGE, reason="PocketSphinx has no package for this Python")


@pytest.fixture(scope="module")
def aligner() -> ForcedAligner:
    return ForcedAligner()


def spoken_pieces_of(name: str) -> list[dict[str, Any]]:
    return [piece for piece in pieces_of(name) if piece["kind"] != "silence"]


def roughly_timed(pieces: list[dict[str, Any]]) -> list[Word]:
    """Every word of the pieces, spread evenly and a quarter of a second late."""
    words = []
    for piece in pieces:
        texts = piece["text"].split()
        each_s = (piece["end_s"] - piece["start_s"]) / len(texts)
        for at, text in enumerate(texts):
            start_s = piece["start_s"] + at * each_s + 0.25
            words.append(Word(text, start_s, start_s + each_s, 0.9, kind_of(text)))
    return words


def edges_off(pieces: list[dict[str, Any]], spans: tuple[Span | None, ...]) -> list[float]:
    """How far first and last words of the pieces are from where the pieces begin and end."""
    off_s, first = [], 0
    for piece in pieces:
        last = first + len(piece["text"].split()) - 1
        begin, end = spans[first], spans[last]
        assert begin is not None
        assert end is not None
        off_s += [abs(begin.start_s - piece["start_s"]), abs(end.end_s - piece["end_s"])]
        first = last + 1
    return off_s


@with_package
@pytest.mark.parametrize("name", ["short", "bottles", "answer"])
def test_words_are_found_where_they_were_said(name: str, aligner: ForcedAligner) -> None:
    pieces = spoken_pieces_of(name)
    upto_s = 25.0
    pieces = [piece for piece in pieces if piece["end_s"] < upto_s]
    sound = sound_of(name, upto_s=upto_s)
    if len(sound) == round(upto_s * MODEL_RATE_HZ):
        sound = sound[: round((pieces[-1]["end_s"] + 0.1) * MODEL_RATE_HZ)]
    assert median(edges_off(pieces, aligner.spans(roughly_timed(pieces), sound))) < 0.04


@with_package
def test_words_are_found_in_order_and_inside_the_sound(aligner: ForcedAligner) -> None:
    pieces = spoken_pieces_of("short")
    sound = sound_of("short")
    spans = [span for span in aligner.spans(roughly_timed(pieces), sound) if span is not None]
    edges_s = [edge for span in spans for edge in (span.start_s, span.end_s)]
    assert edges_s == sorted(edges_s)
    assert 0.0 <= edges_s[0] <= edges_s[-1] <= len(sound) / MODEL_RATE_HZ + 0.01


@with_package
def test_the_same_words_in_the_same_sound_are_always_found_at_the_same_place(aligner: ForcedAligner) -> None:
    words, sound = roughly_timed(spoken_pieces_of("short")), sound_of("short")
    first = aligner.spans(words, sound)
    aligner.spans(roughly_timed(spoken_pieces_of("bottles"))[:20], sound_of("bottles")[:160_000])
    assert aligner.spans(words, sound) == first == ForcedAligner().spans(words, sound)


@with_package
def test_words_that_were_never_said_are_not_found_and_leave_the_others_alone(aligner: ForcedAligner) -> None:
    pieces = spoken_pieces_of("short")
    sound = sound_of("short")
    length_s = len(sound) / MODEL_RATE_HZ
    unsaid = [
        Word(text, length_s + 1.0 + at / 50, length_s + 1.01 + at / 50, 0.1)
        for at, text in enumerate(["strawberries"] * 40)
    ]
    silence = np.zeros(2 * MODEL_RATE_HZ, np.float32)
    spans = aligner.spans([*roughly_timed(pieces), *unsaid], np.concatenate((sound, silence)))
    known = spans[: len(spans) - len(unsaid)]
    assert any(span is None for span in spans[len(known) :])
    assert sum(span is not None for span in known) > len(known) // 2


@with_package
@pytest.mark.timeout(60)
def test_short_words_that_were_never_said_are_given_up_in_the_end(aligner: ForcedAligner) -> None:
    sound = sound_of("short")
    each_s = len(sound) / MODEL_RATE_HZ / 80
    words = [
        Word(text, at * each_s, (at + 1) * each_s, 0.9)
        for at, text in enumerate(["a", "I", "the", "to"] * 20)
    ]
    assert len(aligner.spans(words, sound)) == len(words)


@with_package
@pytest.mark.parametrize(
    "text", ["ab" * 3000, "Ŵyl", "日本語", "—", "'", "", "٣", "a\0b", "<sil>", "12345678901234"]
)
def test_any_word_is_looked_for(text: str, aligner: ForcedAligner) -> None:
    sound = sound_of("short")[: 2 * MODEL_RATE_HZ]
    assert len(aligner.spans([Word(text, 0.0, 1.0, 0.9)], sound)) == 1


@with_package
def test_two_threads_find_what_one_does(aligner: ForcedAligner) -> None:
    words, sound = roughly_timed(spoken_pieces_of("short")), sound_of("short")
    with ThreadPoolExecutor(2) as both:
        found = list(both.map(lambda _: aligner.spans(words, sound), range(4)))
    assert found == [aligner.spans(words, sound)] * 4


@with_package
@pytest.mark.parametrize("samples", [0, 10, 400])
def test_in_next_to_no_sound_nothing_is_found(samples: int, aligner: ForcedAligner) -> None:
    word = Word("hello", 0.0, 0.5, 0.9)
    assert aligner.spans([word], np.zeros(samples, np.float32)) == (None,)


@with_package
def test_no_words_are_found_nowhere(aligner: ForcedAligner) -> None:
    assert aligner.spans([], np.zeros(16_000, np.float32)) == ()


def test_where_pocketsphinx_is_missing_there_is_no_aligner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pocketsphinx", None)
    assert forced_aligner() is None


@with_package
def test_where_the_dictionary_is_empty_there_is_no_aligner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "en-us").mkdir()
    (tmp_path / "en-us" / "cmudict-en-us.dict").touch()
    monkeypatch.setattr("pocketsphinx.get_model_path", lambda: str(tmp_path))
    assert forced_aligner() is None


@with_package
def test_an_aligner_that_cannot_be_loaded_in_another_thread_finds_nothing_there(
    aligner: ForcedAligner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pocketsphinx.get_model_path", lambda: str(tmp_path))
    words = [Word("hello", 0.0, 0.5, 0.9)] * 2
    with ThreadPoolExecutor(1) as other:
        found = other.submit(spans_in, np.zeros(16_000, np.float32), words, aligner=aligner)
    assert found.result() == (None, None)


def test_without_an_aligner_no_word_is_found() -> None:
    assert spans_in(np.zeros(16_000, np.float32), [Word("hello", 0.0, 0.5, 0.9)], aligner=None) == (None,)
