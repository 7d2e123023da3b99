from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.fillers import find_fillers
from coach.pacing import Delivery, Pause, measure, pace_along, pauses, shown, why_no_rates
from coach.transcript import Heard, Sound, Span, Transcript, Word
from tests.coach.spoken import spoken


def delivery(heard: Heard) -> Delivery:
    return measure(heard, pauses=pauses(heard), fillers=find_fillers(heard.transcript))


def word(text: str, start_s: float, end_s: float) -> Word:
    return Word(text, start_s, end_s, 1.0)


def um(start_s: float, end_s: float) -> Word:
    return Word("um", start_s, end_s, 1.0, "filled_pause")


def test_silence_between_voices_is_a_pause_from_a_quarter_second_on() -> None:
    heard = spoken("one [0.25] two [0.24] three [1.5] four")
    assert [round(pause.length_s, 3) for pause in pauses(heard)] == [0.25, 1.5]


def test_the_sound_and_not_the_words_says_where_a_pause_is() -> None:
    words = (word("we", 1.0, 2.4), word("stopped", 2.4, 3.0))
    heard = Heard(Transcript(words), Sound(4.0, speech=(Span(1.1, 1.3), Span(2.5, 2.9))))
    assert pauses(heard) == (Pause(1.3, 2.5),)


def test_silence_before_the_first_word_and_after_the_last_is_no_pause() -> None:
    heard = spoken("hello there", start_s=5.0)
    assert pauses(heard) == ()


def test_a_noise_before_the_first_word_makes_no_pause() -> None:
    words = (word("hello", 3.0, 3.5), word("there", 3.5, 4.0))
    heard = Heard(Transcript(words), Sound(9.0, speech=(Span(0.2, 0.5), Span(3.0, 4.0), Span(8.0, 8.4))))
    assert pauses(heard) == ()


def test_a_filled_pause_splits_a_gap_and_silence_beside_it_still_counts() -> None:
    words = (word("we", 1.0, 1.3), um(2.0, 2.4), word("built", 2.5, 3.0))
    unheard = Heard(Transcript(words), Sound(4.0, speech=(Span(1.0, 1.3), Span(2.5, 3.0))))
    heard = Heard(Transcript(words), Sound(4.0, speech=(Span(1.0, 1.3), Span(2.0, 2.4), Span(2.5, 3.0))))
    assert pauses(unheard) == pauses(heard) == (Pause(1.3, 2.0, kind="filled"),)


def test_a_gap_that_a_filled_pause_fills_is_no_silent_pause() -> None:
    words = (word("we", 1.0, 1.3), um(1.45, 1.9), word("built", 2.0, 3.0))
    heard = Heard(Transcript(words), Sound(4.0, speech=(Span(1.0, 1.3), Span(2.0, 3.0))))
    assert pauses(heard) == ()


def test_a_filled_pause_drawn_too_long_does_not_eat_the_silence_around_it() -> None:
    words = (word("we", 1.0, 1.3), um(1.3, 3.0), word("built", 3.0, 3.5))
    heard = Heard(Transcript(words), Sound(4.0, speech=(Span(1.0, 1.3), Span(1.4, 2.4), Span(3.0, 3.5))))
    assert pauses(heard) == (Pause(2.4, 3.0, kind="filled"),)


def test_a_word_too_soft_for_the_detector_parts_a_gap() -> None:
    words = (word("we", 1.0, 1.3), word("softly", 2.0, 2.4), word("built", 3.0, 3.5))
    heard = Heard(Transcript(words), Sound(4.0, speech=(Span(1.0, 1.3), Span(3.0, 3.5))))
    assert pauses(heard) == (Pause(1.3, 2.0), Pause(2.4, 3.0))


def test_a_word_without_length_in_a_silence_does_not_part_it() -> None:
    words = (word("we", 1.0, 1.3), word("so", 2.0, 2.02), word("built", 3.0, 3.5))
    heard = Heard(Transcript(words), Sound(4.0, speech=(Span(1.0, 1.3), Span(3.0, 3.5))))
    assert pauses(heard) == (Pause(1.3, 3.0),)


@pytest.mark.parametrize(("loud_db", "parted"), [(-60.0, False), (-40.0, True)])
def test_an_um_where_the_sound_is_still_does_not_part_the_silence(loud_db: float, parted: bool) -> None:
    words = (word("we", 1.0, 1.3), um(1.8, 2.2), word("built", 3.0, 3.5))
    loudness_db = [-60.0] * 40
    loudness_db[10:13] = loudness_db[30:35] = [-20.0] * 4
    loudness_db[18:22] = [loud_db] * 4
    speech = (Span(1.0, 1.3), Span(3.0, 3.5))
    heard = Heard(Transcript(words), Sound(4.0, loudness_db=tuple(loudness_db), speech=speech))
    assert (len(pauses(heard)) == 2) is parted


def test_words_alone_give_pauses_where_the_sound_shows_no_voice_at_all() -> None:
    heard = Heard(Transcript((word("a", 1.0, 1.2), word("b", 2.0, 2.2))), Sound(3.0))
    assert pauses(heard) == (Pause(1.2, 2.0, "inside"),)


def test_pace_is_words_without_filled_pauses_over_the_time_from_first_word_to_last() -> None:
    heard = spoken("Um we built a um model that [13.0] works well for all of them")
    words = heard.transcript.spoken
    made = delivery(heard)
    assert made.word_count == 11
    assert made.words_per_minute == pytest.approx(11 * 60 / (words[-1].end_s - words[0].start_s))


def test_articulation_takes_silent_and_filled_pauses_out() -> None:
    model = " ".join(["model"] * 5)
    made = delivery(spoken(f"{model} um [13.0] {model}"))
    assert made.syllable_count == 20
    assert made.articulation_rate_syllables_per_s == pytest.approx(20 / (10 * 0.25 + 9 * 0.05), rel=0.02)


def test_the_first_word_is_not_an_um() -> None:
    assert delivery(spoken("Um [2.0] hello there", start_s=1.0)).time_to_first_word_s == pytest.approx(3.25)


def test_counts_and_rates_of_fillers_are_per_minute_of_the_answer_not_of_the_recording() -> None:
    heard = spoken("We um built, like, a thing [13.0] and uh it all worked fine", start_s=30.0)
    made = delivery(heard)
    span_s = heard.transcript.words[-1].end_s - heard.transcript.words[0].start_s
    assert (made.filled_pause_count, made.discourse_marker_count) == (2, 1)
    assert made.filled_pauses_per_minute == pytest.approx(120 / span_s)
    assert made.discourse_markers_per_minute == pytest.approx(60 / span_s)


def test_long_pauses_are_those_over_a_second() -> None:
    made = delivery(spoken("one [0.9] two [1.1] three [2.5] four"))
    assert (made.pause_count, made.long_pause_count) == (3, 2)
    assert made.longest_pause_s == pytest.approx(2.5)


def test_a_pause_that_reads_as_a_second_is_not_over_a_second() -> None:
    assert delivery(spoken("one [1.04] two [1.06] three")).long_pause_count == 1


def test_speaking_is_what_is_left_of_an_answer_without_its_pauses() -> None:
    heard = spoken("one [1.0] two [0.5] three")
    made = delivery(heard)
    assert made.pause_total_s == pytest.approx(1.5)
    assert made.speaking_s == pytest.approx(3 * 0.25)
    assert made.speaking_share == pytest.approx(3 * 0.25 / heard.sound.duration_s)


def test_syllables_a_minute_are_those_of_the_words_over_the_same_time() -> None:
    heard = spoken("um model [13.0] pipeline works and so did we on that day", start_s=20.0)
    made, words = delivery(heard), heard.transcript.spoken
    assert made.syllables_per_minute == pytest.approx(12 * 60 / (words[-1].end_s - words[0].start_s))
    assert delivery(spoken("pipeline")).syllables_per_minute is None


def test_only_a_pause_right_beside_an_um_is_part_of_one_that_holds_it() -> None:
    made = delivery(spoken("we [0.6] built um it [0.6] and [0.6] uh there"))
    assert (made.pause_count, made.filled_silence_count) == (3, 1)
    assert [one.kind for one in pauses(spoken("we [0.6] um [0.7] built"))] == ["filled", "filled"]


def test_pauses_inside_a_clause_are_counted_and_the_long_ones_apart() -> None:
    made = delivery(spoken("We built [0.5] the [1.5] pipeline. [2.0] It worked, [0.5] fine."))
    assert (made.pauses_inside_clause, made.long_pauses_inside_clause) == (2, 1)


def test_the_syllables_of_each_window_are_those_of_its_words() -> None:
    words = spoken(" ".join(["model"] * 40)).transcript.spoken
    (only,) = pace_along(words)
    assert only.syllables_per_minute == pytest.approx(2 * only.words_per_minute)
    assert only.end_s == words[-1].end_s


def test_an_answer_of_no_words_has_zeros_and_no_rates() -> None:
    made = delivery(Heard(Transcript(()), Sound(12.0, speech=(Span(1, 2),))))
    assert made == Delivery(12.0)
    assert made.words_per_minute is None
    assert made.time_to_first_word_s is None


def test_an_answer_of_one_word_has_counts_but_no_rates() -> None:
    made = delivery(spoken("Yes."))
    assert (made.word_count, made.words_per_minute, made.articulation_rate_syllables_per_s) == (1, None, None)
    assert made.filled_pauses_per_minute is None
    assert made.time_to_first_word_s == 0.5
    assert made.pace == ()


@pytest.mark.parametrize(
    ("text", "is_enough"),
    [
        ("Yes [20.0] no", False),  # two words
        (" ".join(["word"] * 40), False),  # 12 s
        (" ".join(["word"] * 51), True),
        (" ".join(["word"] * 9 + ["[13.0] word"]), True),
    ],
)
def test_rates_are_shown_from_ten_words_and_fifteen_seconds_on(text: str, is_enough: bool) -> None:
    measured = delivery(spoken(text))
    assert len(rates(measured)) == 5
    assert measured.pace
    made = shown(measured)
    assert len(rates(made)) == (5 if is_enough else 0)
    assert bool(made.pace) == is_enough
    assert bool(why_no_rates(measured)) == bool(why_no_rates(made)) != is_enough
    assert made.word_count == measured.word_count


def rates(made: Delivery) -> list[float]:
    found = (
        made.words_per_minute,
        made.syllables_per_minute,
        made.articulation_rate_syllables_per_s,
        made.filled_pauses_per_minute,
        made.discourse_markers_per_minute,
    )
    return [rate for rate in found if rate is not None]


def test_why_there_is_no_pace_is_told_of_few_words_and_not_of_none() -> None:
    assert why_no_rates(delivery(spoken("It just failed once"))) == (
        "Too little was said to tell a pace: it is shown from 15 seconds and ten words on, since a shorter "
        "stretch varies too much."
    )
    assert why_no_rates(delivery(spoken("um"))) == ""


def test_a_word_too_short_to_be_there_is_counted_all_the_same() -> None:
    made = delivery(Heard(Transcript((word("a", 1.0, 1.02),)), Sound(3.0, speech=(Span(2.0, 2.5),))))
    assert (made.word_count, made.time_to_first_word_s, made.pause_count) == (1, 1.0, 0)


def test_only_ums_have_no_first_word_and_no_pace() -> None:
    made = delivery(spoken("um [2.0] uh"))
    assert (made.word_count, made.filled_pause_count, made.time_to_first_word_s) == (0, 2, None)
    assert made.words_per_minute is None


def test_pace_along_the_answer_comes_in_windows_of_ten_seconds() -> None:
    slow = " ".join(["word [0.75]"] * 20)
    fast = " ".join(["word"] * 34)
    along = delivery(spoken(f"{slow} {fast}")).pace
    assert [round(point.start_s, 1) for point in along] == [0.5, 10.5, 20.5]
    assert [round(point.words_per_minute) for point in along] == pytest.approx([60, 60, 200], abs=7)


def test_a_short_rest_joins_the_window_before_it() -> None:
    words = spoken(" ".join(["word"] * 45)).transcript.spoken
    (only,) = pace_along(words)
    assert only.words_per_minute == pytest.approx(200, abs=2)
    assert pace_along(words[:10]) == ()


# ---- whatever is heard

times = st.floats(0, 60, allow_nan=False)


@st.composite
def anything_heard(draw: st.DrawFn) -> Heard:
    edges = sorted(draw(st.lists(times, max_size=24, unique=True)))
    spans = [Span(first, last) for first, last in zip(edges[::2], edges[1::2], strict=False)]
    edges = sorted(draw(st.lists(times, max_size=24, unique=True)))
    words = tuple(
        Word("word", first, last, 1.0, draw(st.sampled_from(["word", "filled_pause"])))
        for first, last in zip(edges[::2], edges[1::2], strict=False)
    )
    return Heard(Transcript(words), Sound(61.0, speech=tuple(spans)))


@given(anything_heard())
def test_pauses_are_in_order_long_enough_and_never_where_a_voice_is(heard: Heard) -> None:
    found = pauses(heard)
    assert all(pause.length_s >= 0.25 for pause in found)
    assert all(one.end_s <= other.start_s for one, other in pairwise(found))
    for pause in found:
        assert not any(
            span.start_s < pause.end_s and pause.start_s < span.end_s for span in heard.sound.speech
        )


@given(anything_heard())
def test_pauses_never_hold_a_whole_word(heard: Heard) -> None:
    lasting = [word for word in heard.transcript.words if word.end_s - word.start_s >= 0.06]
    for pause in pauses(heard):
        assert not any(pause.start_s < word.start_s and word.end_s < pause.end_s for word in lasting)


@given(anything_heard())
def test_the_totals_add_up(heard: Heard) -> None:
    made, words = delivery(heard), heard.transcript.words
    assert made.pause_total_s == pytest.approx(sum(pause.length_s for pause in pauses(heard)))
    assert 0 <= made.long_pause_count <= made.pause_count
    assert 0 <= made.speaking_share <= 1
    if words:
        span_s = words[-1].end_s - words[0].start_s
        assert made.speaking_s + made.pause_total_s <= span_s + 1e-9
    assert made.word_count + made.filled_pause_count == len(words)


@given(anything_heard())
def test_every_word_is_in_one_window_of_the_pace(heard: Heard) -> None:
    words = heard.transcript.spoken
    along = pace_along(words)
    if along:
        ends = [point.start_s for point in along[1:]] + [words[-1].end_s]
        said = sum(
            point.words_per_minute * (end - point.start_s) / 60
            for point, end in zip(along, ends, strict=True)
        )
        assert said == pytest.approx(len(words))
