from __future__ import annotations

from dataclasses import replace

import pytest

from coach.attempt import AttemptSummary
from coach.coverage import NAMED, NOT_DONE, OF_OTHERS, Coverage, Evidence, PointCoverage, Verdict
from coach.norms import NOTES, Norms
from coach.pacing import PacePoint, why_no_rates
from coach.review import Review, review
from coach.suggestions import Suggestion, suggest, summary
from tests.coach.attempts import QUESTION, attempt
from tests.coach.spoken import spoken

NORMS = Norms()
CALM = "We built it in [0.5] three weeks. [0.7] "


def covered(*verdicts: Verdict) -> Coverage:
    return Coverage.of(
        tuple(
            PointCoverage(f"p{place}", f"Point {place}", "", verdict, 0.5, Evidence("so", 1, 2))
            for place, verdict in enumerate(verdicts)
        )
    )


def judged(*verdicts: Verdict, length_s: float = 71.9, text: str = CALM * 3) -> Review:
    made = review(spoken(text), question=None)
    return replace(
        made,
        delivery=replace(made.delivery, duration_s=length_s, speaking_s=length_s),
        coverage=covered(*verdicts) if verdicts else None,
    )


def at_an_easy_pace(made: Review) -> Review:
    return replace(made, delivery=replace(made.delivery, words_per_minute=140.0))


def advice(made: Review, *earlier: AttemptSummary) -> tuple[Suggestion, ...]:
    return suggest(made, question=QUESTION, earlier=earlier, norms=NORMS)


@pytest.mark.parametrize(
    ("verdicts", "length_s", "line"),
    [
        (
            ("covered",) * 4 + ("partial", "missed"),
            71.9,
            "Four of six points came across, and one in part. 1:11, inside your target.",
        ),
        (("covered", "missed"), 90, "One of two points came across. 1:30, inside your target."),
        (("covered", "covered"), 90, "Both points came across. 1:30, inside your target."),
        (("covered",), 90, "The point came across. 1:30, inside your target."),
        (
            ("partial", "partial", "missed"),
            90,
            "Two of three points came across in part. 1:30, inside your target.",
        ),
        (
            ("missed",) * 3,
            90,
            "None of the three points was heard this time. 1:30, inside your target.",
        ),
        (("missed",), 90, "The point was not heard this time. 1:30, inside your target."),
        (
            ("partial",),
            90,
            "The point came across in part. 1:30, inside your target.",
        ),
        (
            ("covered", "partial"),
            154,
            "One of two points came across, and one in part. 2:34, past your target of 1:00 to 2:00.",
        ),
        (
            ("covered", "partial"),
            31,
            "One of two points came across, and one in part. 0:31, shorter than your target of 1:00 to 2:00.",
        ),
        ((), 71.9, "1:11, inside your target."),
        (("covered",) * 14 + ("missed",), 60, "14 of 15 points came across. 1:00, inside your target."),
        ((), 120.9, "2:00, inside your target."),
    ],
)
def test_one_line_sums_an_answer_up(verdicts: tuple[Verdict, ...], length_s: float, line: str) -> None:
    assert summary(judged(*verdicts, length_s=length_s), question=QUESTION, norms=NORMS) == line


def test_an_answer_without_words_is_told_kindly() -> None:
    silent = review(spoken(""), question=QUESTION)
    assert (
        summary(silent, question=QUESTION, norms=NORMS)
        == "The sound is saved, but no words were heard in it."
    )
    assert advice(silent) == ()


def test_without_a_question_the_usual_length_is_the_measure() -> None:
    assert summary(judged(length_s=71), question=None, norms=NORMS) == "1:11, inside the usual length."


def test_a_calm_answer_gets_no_suggestion() -> None:
    assert advice(judged("covered", "missed")) == ()


def test_a_point_missed_again_and_again_comes_first() -> None:
    made = review(spoken(CALM * 3), question=QUESTION)
    made = replace(made, delivery=replace(made.delivery, duration_s=300))
    before = AttemptSummary.of(attempt(1, answer="Nothing of it."))
    first = suggest(made, question=QUESTION, earlier=(before, before), norms=NORMS)[0]
    assert first == Suggestion(
        "Bring in: How you tested it",
        "Not heard in your last three answers to this question.",
        "See the model answer",
        "model_answer",
    )


def test_whole_attempts_may_stand_for_the_earlier_ones() -> None:
    made = review(spoken(CALM * 3), question=QUESTION)
    made = replace(made, delivery=replace(made.delivery, duration_s=80))
    (first,) = suggest(made, question=QUESTION, earlier=(attempt(1, answer="Nothing."),), norms=NORMS)
    assert first.line == "Not heard in your last two answers to this question."


def test_a_point_heard_in_between_is_not_held_against_anyone() -> None:
    missed = AttemptSummary.of(attempt(1, answer="Nothing of it."))
    heard = replace(missed, verdicts=(("tests", "covered"), ("result", "covered")))
    made = review(spoken(CALM * 3), question=QUESTION)
    made = replace(made, delivery=replace(made.delivery, duration_s=80))
    assert suggest(made, question=QUESTION, earlier=(missed, heard), norms=NORMS) == ()


def test_an_answer_past_its_target_can_be_heard_from_there() -> None:
    (one,) = advice(judged(length_s=154))
    assert one == Suggestion(
        "Come to the end a little sooner",
        "2:34, where 1:00 to 2:00 is enough.",
        "Hear 2:00",
        "moment",
        120.0,
    )


def test_a_short_answer_is_told_how_much_room_there_is() -> None:
    (one,) = advice(judged(length_s=31))
    assert one.line == "0:31, and there is room for 1:00 to 2:00."


@pytest.mark.parametrize("length_s", [60.0, 120.9])
def test_at_the_edges_of_the_target_there_is_nothing_to_say_about_the_length(length_s: float) -> None:
    assert advice(judged(length_s=length_s)) == ()


def test_an_answer_of_a_few_seconds_hears_of_the_room_and_of_no_rate() -> None:
    made = judged("missed", length_s=6)
    hurried = replace(made, delivery=replace(made.delivery, words_per_minute=198.0))
    (one,) = advice(hurried)
    assert one.line == "0:06, and there is room for 1:00 to 2:00."


def test_two_words_are_told_how_much_room_there_is() -> None:
    (one,) = advice(judged(length_s=3, text="I did."))
    assert one.head == "Stay with it a little longer"


def test_a_pace_that_quickens_names_the_moment() -> None:
    made = judged()
    pace = tuple(PacePoint(10.0 * place, wpm) for place, wpm in enumerate([140, 144, 142, 186, 184, 190]))
    (one,) = advice(replace(made, delivery=replace(made.delivery, pace=pace)))
    assert one == Suggestion(
        "Take your time from 0:30 on",
        "From 0:30 you went from 142 to 187 words a minute.",
        "Hear 0:30",
        "moment",
        30.0,
    )


@pytest.mark.parametrize(
    ("wpm", "turns"),
    [
        ([140, 144, 142, 142, 142, 190], False),  # one quick window is no turn
        ([140, 142, 186, 190], True),
        ([150, 150, 170, 170], False),  # less than a fifth
        ([100, 100, 140, 140], False),  # still an easy pace
    ],
)
def test_a_pace_has_quickened_where_it_rises_by_a_fifth_and_stays_there(
    wpm: list[float], turns: bool
) -> None:
    made = at_an_easy_pace(judged())
    pace = tuple(PacePoint(10.0 * place, one) for place, one in enumerate(wpm))
    found = advice(replace(made, delivery=replace(made.delivery, pace=pace)))
    assert [one.head for one in found] == (["Take your time from 0:20 on"] if turns else [])


def test_a_quick_pace_that_stays_the_same_names_the_band() -> None:
    made = judged()
    pace = tuple(PacePoint(10.0 * place, 190) for place in range(6))
    (one,) = advice(replace(made, delivery=replace(made.delivery, pace=pace, words_per_minute=190.2)))
    assert one.line == "190 words a minute; 110 to 175 is comfortable to follow."


def test_a_slow_pace_names_the_band_too() -> None:
    made = judged()
    (one,) = advice(replace(made, delivery=replace(made.delivery, words_per_minute=84.0)))
    assert one.line.startswith("84 words a minute")


def test_ums_after_pauses_are_a_pattern() -> None:
    made = judged(
        text="We built it. [0.6] Um we ran it. [0.6] Uh we saw it. [0.6] Um it was um fine. " + CALM
    )
    one = advice(made)[0]
    assert one.head == "A silent second instead of um"
    assert one.line == "Three of four came right after a pause, before a new thought."
    assert one.at_s == pytest.approx(1.95)


def test_many_ums_anywhere_name_their_rate() -> None:
    made = judged(text="We um built um it uh and um it uh ran in three weeks there. " * 4)
    one = next(one for one in advice(made) if "um" in one.line)
    assert one.line.endswith("um and uh a minute; below 5 hardly anyone notices them.")
    assert one.at_s == pytest.approx(0.8)


def test_a_long_pause_inside_a_clause_is_found_by_the_words_before_it() -> None:
    made = judged(text="In March the supplier [2.3] changed a field. [3.0] " + CALM)
    (one,) = advice(at_an_easy_pace(made))
    assert one.line == "2.3 s in the middle of a sentence, after “the supplier”."
    pause_s = made.pauses[0].start_s
    assert (one.link, one.at_s) == ("moment", max(0.0, pause_s - 2.0))


def test_what_is_played_for_a_broken_clause_begins_two_seconds_before_the_break() -> None:
    made = judged(text=CALM + "In March the supplier [2.3] changed a field. " + CALM)
    (one,) = advice(at_an_easy_pace(made))
    (broken,) = (pause for pause in made.pauses if pause.length_s > 2.0)
    assert one.at_s == pytest.approx(broken.start_s - 2.0)
    assert broken.start_s > 2.0


def test_a_long_pause_between_sentences_does_no_harm() -> None:
    assert advice(at_an_easy_pace(judged(text="In March it changed. [3.0] " + CALM * 2))) == ()


def test_a_late_first_word_is_told() -> None:
    made = judged()
    (one,) = advice(replace(made, delivery=replace(made.delivery, time_to_first_word_s=6.24)))
    assert one.line == "Your first word came after 6.2 s."


def test_there_are_never_more_than_three() -> None:
    made = judged(
        length_s=300,
        text="In March the [3.0] supplier um changed um it [0.6] um and [0.6] uh and [0.6] um and so on.",
    )
    late = replace(made.delivery, time_to_first_word_s=9.0, words_per_minute=200.0)
    assert len(advice(replace(made, delivery=late))) == 3


def test_the_bands_are_the_users_to_change() -> None:
    made = judged()
    wide = Norms(first_word_s=(0.0, 20.0))
    slow = replace(made, delivery=replace(made.delivery, time_to_first_word_s=6.24))
    assert suggest(slow, question=QUESTION, earlier=(), norms=wide) == ()


@pytest.mark.parametrize("figure", NOTES)
def test_every_band_says_how_it_is_measured_and_where_it_comes_from(figure: str) -> None:
    band = NORMS.band(figure)
    assert band is None or 0 <= band[0] < band[1]
    assert NOTES[figure].measured.endswith(".")
    assert NOTES[figure].source.endswith(".")
    assert NOTES[figure].measured in NOTES[figure].text


def test_what_is_said_of_a_figure_agrees_with_the_figure_as_it_is_written() -> None:
    made = at_an_easy_pace(judged())
    just = replace(made.delivery, articulation_rate_syllables_per_s=5.54, time_to_first_word_s=4.04)
    assert advice(replace(made, delivery=just)) == ()
    more = replace(made.delivery, articulation_rate_syllables_per_s=5.56)
    (one,) = advice(replace(made, delivery=more))
    assert one.line == "5.6 syllables a second while you speak; up to 5.5 is usual."


def test_nothing_is_said_of_a_rate_that_is_not_shown() -> None:
    heard = spoken("We um built it and uh it ran in three weeks. " * 3)  # 10 s of words, 20 s of sound
    made = review(replace(heard, sound=replace(heard.sound, duration_s=20.0)), question=None)
    assert why_no_rates(made.delivery)
    heads = [one.head for one in suggest(made, question=None, earlier=(), norms=NORMS)]
    assert heads == ["Stay with it a little longer"]


def missed(reason: str, *, evidence: Evidence | None = None) -> Review:
    made = judged(text=CALM * 6, length_s=90)
    point = PointCoverage("tests", "How you tested it", "", "missed", 0.1, evidence, reason)
    return at_an_easy_pace(replace(made, coverage=Coverage.of((point,))))


@pytest.mark.parametrize(
    ("reason", "head", "told"),
    [
        (NOT_DONE, "If you did it, say so: How you tested it", "said not done"),
        (OF_OTHERS, "Tell what you did yourself: How you tested it", "said of others"),
        (NAMED, "Explain: How you tested it", "named, not explained"),
    ],
)
def test_a_point_that_was_spoken_of_is_not_said_to_be_unheard_and_can_be_heard(
    reason: str, head: str, told: str
) -> None:
    before = AttemptSummary.of(attempt(1, answer="Nothing of it."))
    made = missed(reason, evidence=Evidence("we never tested it", 12.3, 14.0))
    assert advice(made, before) == (
        Suggestion(
            head,
            f"It did not come across in your last two answers; this time it was {told}.",
            "Hear 0:12",
            "moment",
            12.3,
        ),
    )


def test_where_the_words_of_such_a_point_are_not_kept_the_model_answer_is_offered() -> None:
    before = AttemptSummary.of(attempt(1, answer="Nothing of it."))
    (only,) = advice(missed(NOT_DONE), before)
    assert (only.head, only.link) == ("If you did it, say so: How you tested it", "model_answer")


def test_points_that_were_denied_are_not_summed_up_as_unheard() -> None:
    made = missed(NOT_DONE)
    assert summary(made, question=QUESTION, norms=NORMS).startswith("The point did not come across this")
    assert made.coverage is not None
    both = replace(made, coverage=Coverage.of(made.coverage.points * 2))
    assert summary(both, question=QUESTION, norms=NORMS).startswith("None of the two points came across this")
