from __future__ import annotations

from dataclasses import replace

import pytest

from coach.drawn_out import find_drawn_out
from coach.review import review
from coach.transcript import Heard, Sound, Span, Transcript, Word

USUAL = "we took all the old logs and put them in one big box so that no one lost a thing"
"""Twenty words of a syllable each, and a last one that is looked at nowhere."""


def said(*, drawn: str = "", lasts_s: float = 0.6, usual: str = USUAL, is_timed: bool = True) -> Heard:
    """The usual words, 0.2 s each, and one that is drawn out, after the tenth; a voice all along."""
    texts = usual.split()
    lasts = [0.2] * len(texts)
    if drawn:
        texts.insert(10, drawn)
        lasts.insert(10, lasts_s)
    words, now = list[Word](), 0.0
    for text, length_s in zip(texts, lasts, strict=True):
        until = now + length_s
        words.append(Word(text, now, until, 0.9, is_timed=is_timed))
        now = until
    return Heard(Transcript(tuple(words)), Sound(now, speech=(Span(0.0, now),)))


def drawn_out(heard: Heard) -> list[str]:
    return [one.text for one in find_drawn_out(heard)]


@pytest.mark.parametrize("word", ["the", "And,", "so...", "We", "to", "I"])
def test_a_word_that_binds_others_and_lasts_three_times_as_long_is_drawn_out(word: str) -> None:
    [found] = find_drawn_out(said(drawn=word))
    assert (found.text, found.kind) == (word, "drawn_out")
    assert (found.start_s, found.end_s) == pytest.approx((2.0, 2.6))


@pytest.mark.parametrize("word", ["box", "now", "went", "on", "that", "to.", "so?", "because"])
def test_what_may_be_stressed_ends_a_sentence_or_has_more_syllables_is_not(word: str) -> None:
    assert drawn_out(said(drawn=word)) == []


def test_limits_are_times_the_speakers_own_syllable_and_not_below_four_tenths_of_a_second() -> None:
    assert drawn_out(said(drawn="the", lasts_s=0.5)) == []
    slow = said(drawn="the", lasts_s=0.56)
    assert drawn_out(slow) == ["the"]
    quick = [replace(word, start_s=word.start_s / 2, end_s=word.end_s / 2) for word in slow.transcript.words]
    assert drawn_out(replace(slow, transcript=Transcript(tuple(quick)))) == []


def test_only_times_found_in_the_sound_count_and_only_what_there_is_of_a_voice() -> None:
    assert drawn_out(said(drawn="the", is_timed=False)) == []
    heard = said(drawn="the")
    silent = (Span(0.0, 2.2), Span(2.5, heard.sound.duration_s))
    assert drawn_out(replace(heard, sound=replace(heard.sound, speech=silent))) == []


def test_a_few_words_do_not_show_how_long_ones_syllables_are() -> None:
    few = " ".join(USUAL.split()[:15])
    assert drawn_out(said(drawn="the", usual=few)) == []


def test_a_last_word_is_longer_anyway() -> None:
    heard = said()
    *others, last = heard.transcript.words
    so = replace(last, text="so", end_s=last.end_s + 1.0)
    speech = (Span(0.0, so.end_s),)
    words = (*others, so)
    assert drawn_out(Heard(Transcript(words), Sound(so.end_s, speech=speech))) == []


def test_they_are_kept_with_the_repetitions_in_time_order_and_are_no_fillers() -> None:
    heard = said(drawn="the", usual=f"or or {USUAL} yes if if not")
    found = review(heard, question=None)
    assert [(one.text, one.kind) for one in found.repeats] == [
        ("or or", "repetition"),
        ("the", "drawn_out"),
        ("if if", "repetition"),
    ]
    assert found.fillers == ()
