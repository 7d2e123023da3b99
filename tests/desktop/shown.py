"""Answers to show on the pages: one that somebody might give, laid out in time, and many in one line each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import sin
from random import Random

from coach.attempt import Attempt, AttemptSummary
from coach.coverage import Coverage, Evidence, PointCoverage, Verdict
from coach.review import Review, review
from coach.suggestions import Suggestion
from coach.transcript import Heard, Sound, Span, Transcript, Word
from desktop.pages.review import OpinionView, ReviewView
from desktop.pages.settings import Option, SettingsView
from desktop.widgets.model_row import ModelLine
from seeds.bank import Question, RubricPoint

NOW = datetime(2026, 11, 23, 23, 10, tzinfo=UTC)
POINTS: tuple[tuple[str, Verdict, str], ...] = (
    ("Your own part in it", "covered", "I owned the orders pipeline"),
    ("Who depended on it", "covered", "Finance and the warehouse both read from it"),
    ("The contract you agreed on", "covered", "we wrote down what fresh and complete meant,"),
    ("How you tested it", "partial", "I added some checks that ran before each release."),
    ("What happened when it broke", "covered", "a supplier changed a currency field without telling anyone,"),
    ("The result, with a number", "missed", ""),
)
QUESTION = Question(
    id="pipeline",
    prompt="Tell me about a pipeline you built that other teams depended on.",
    guidance="They ask this to see ownership beyond your own desk.",
    model_answer="I owned the pipeline that finance and the warehouse read from. We agreed in writing what "
    "fresh and complete meant, and every release ran the checks first. When a supplier changed a field in "
    "March, the check stopped the load, and late reports fell from nine a month to one.",
    points=tuple(RubricPoint(f"p{number}", name, name) for number, (name, _, _) in enumerate(POINTS)),
)
SPOKEN = """
[1.9] So um~ [0.5] I owned the orders pipeline at my last company. Finance and the warehouse both
read from it every morning, so if it was late, two teams started their day with nothing. [0.9] um~
The first thing I did was sit down with both of them, and we wrote down what fresh and complete
meant, so who needs what by when, and who gets the call if it slips. [0.7] Then uh~ I added some
checks that ran before each release. [1.8] um~ you know the hard part was not the code, it was
agreeing on one definition of an order. [0.6] In March a supplier changed a currency field without
telling anyone, and the check stopped the load, and I called both teams within ten minutes. [1.3]
uh~ We fixed the mapping, I reran the night, and by, like, nine o'clock everybody had their numbers.
[0.8] And I think what I learned is that a contract only works if um~ people know it is there, so we
put it on the same page as the dashboard, and basically, we went through it every quarter.
"""
SUGGESTIONS = (
    Suggestion(
        "End on the result, with a number",
        "Not heard in your last three answers to this question.",
        "See the model answer",
        "model_answer",
    ),
    Suggestion(
        "Let the story about March breathe",
        "From 0:43 you went from 138 to 171 words a minute.",
        "Hear 0:43",
        "moment",
        43.0,
    ),
    Suggestion(
        "A silent second instead of um",
        "Three of six came right after a pause, before a new thought.",
        "Hear them",
        "moment",
        2.2,
    ),
)


def laid_out(text: str) -> tuple[tuple[Word, ...], float]:
    """Words with times, about 0.16 s a syllable; [1.8] is a silence, a tilde marks um and uh."""
    words: list[Word] = []
    now = 0.0
    for piece in text.split():
        if piece.startswith("["):
            now += float(piece.strip("[]"))
            continue
        kept = piece.rstrip("~")
        syllables = max(1, len(re.findall(r"[aeiouy]+", kept.lower())))
        length = 0.42 if piece.endswith("~") else 0.15 * syllables + 0.12
        kind = "filled_pause" if piece.endswith("~") else "word"
        words.append(Word(kept, now, now + length, 0.9, "filled_pause" if kind == "filled_pause" else "word"))
        now += length + 0.03 + (0.2 if kept[-1] in ".," else 0.0)
    return tuple(words), now + 0.6


def heard(text: str = SPOKEN) -> Heard:
    """The answer as a listener hands it up, with a loudness that follows its words."""
    words, duration_s = laid_out(text)
    speech = tuple(Span(word.start_s, word.end_s) for word in words)
    frames = [-58.0 + 3 * sin(number) for number in range(int(duration_s * 10) + 1)]
    for number, word in enumerate(words):
        for frame in range(int(word.start_s * 10), int(word.end_s * 10) + 1):
            frames[frame] = -26.0 + 6 * sin(number * 1.7 + frame) + 7 * sin(number * 0.9)
    pitch = tuple(118 * 2 ** (3.6 * sin(at / 9) / 12) if db > -50 else 0.0 for at, db in enumerate(frames))
    sound = Sound(duration_s, 0.1, tuple(frames), speech, pitch_hz=pitch)
    return Heard(Transcript(words), sound, "tiny.en")


def judged(text: str = SPOKEN) -> Review:
    """The answer with its delivery as the coach measures it, and its points as `POINTS` says."""
    plain = review(heard(text), question=None)
    words = plain.heard.transcript.words
    points = tuple(
        PointCoverage(
            f"p{number}",
            name,
            name,
            verdict,
            0.7 if quote else 0.1,
            _evidence(words, quote),
            "which tests, what they caught" if verdict == "partial" else "",
        )
        for number, (name, verdict, quote) in enumerate(POINTS)
    )
    return replace(plain, coverage=Coverage.of(points))


def _evidence(words: tuple[Word, ...], quote: str) -> Evidence | None:
    wanted = quote.split()
    for at in range(len(words) - len(wanted) + 1 if wanted else 0):
        inside = words[at : at + len(wanted)]
        if [word.text for word in inside] == wanted:
            return Evidence(quote, inside[0].start_s, inside[-1].end_s)
    return None


def attempt(text: str = SPOKEN) -> Attempt:
    """The answer as it is kept."""
    began = NOW - timedelta(minutes=6)
    return Attempt("a3", "data-engineer", "Data engineer", QUESTION, began, judged(text), "a3.flac")


def view(text: str = SPOKEN) -> ReviewView:
    """The answer as the review page shows it, the third of three."""
    return replace(
        ReviewView.of(attempt(text), earlier=summaries(2), now=NOW), suggestions=SUGGESTIONS, count=3
    )


def with_lost_sound(shown: ReviewView, *, lost_s: float) -> ReviewView:
    """The same answer, of which so much was not recorded."""
    heard = shown.review.heard
    lacking = replace(heard, sound=replace(heard.sound, lost_s=lost_s))
    return replace(shown, review=replace(shown.review, heard=lacking))


def opinions(model: str = "llama3.2") -> OpinionView:
    """What a language model says of the points, halfway through."""
    words = ("covered", "not heard", "no clear answer", "partly covered")
    lines = {f"p{number}": f"Second opinion ({model}): {said}." for number, said in enumerate(words)}
    return OpinionView(
        is_offered=True, is_asking=True, words=f"Asking {model}: 5 of {len(POINTS)}.", lines=lines
    )


def empty_view() -> ReviewView:
    """A recording in which nobody speaks."""
    silent = Heard(Transcript(()), Sound(12.0, 0.1, (-70.0,) * 120), "tiny.en")
    kept = Attempt(
        "a0", "data-engineer", "Data engineer", QUESTION, NOW, review(silent, question=QUESTION), "a0"
    )
    return ReviewView.of(kept, earlier=(), now=NOW)


def long_text(words: int) -> str:
    """An answer of many words, with its ums and pauses."""
    chance = Random(3)
    said = [piece for piece in SPOKEN.split() if not piece.startswith("[")]
    made = [chance.choice(said) + (" [1.4]" if place % 40 == 39 else "") for place in range(words)]
    return " ".join(made)


def settings_view() -> SettingsView:
    """A computer with everything on it."""
    return SettingsView(
        microphones=(Option("Built-in Microphone", "Built-in Microphone"), Option("Blue Yeti", "Blue Yeti")),
        loudspeakers=(Option("Headphones", "Headphones"),),
        voices=(Option("en-us", "English (US)"), Option("en-gb", "English (Great Britain)")),
        models=(
            ModelLine("tiny.en", "Quick", "39 MB", speed="ready in 0.4 s"),
            ModelLine("base", "Balanced", "74 MB", "Hears most um and uh", "ready in 0.8 s"),
        ),
        model="base",
        default_microphone="Built-in Microphone",
        default_loudspeaker="Headphones",
        answers=46,
        size_bytes=312_000_000,
        folder="/home/someone/.local/share/greenroom",
    )


def summaries(count: int) -> tuple[AttemptSummary, ...]:
    """Answers over weeks, oldest first, slowly getting calmer."""
    return tuple(_summaries(count))


def _summaries(count: int) -> Iterator[AttemptSummary]:
    chance = Random(5)
    prompts = (
        QUESTION.prompt,
        "How do you decide between batch and streaming?",
        "Why do you want to work here?",
    )
    for place in range(count):
        calm = place / max(1, count)
        yield AttemptSummary(
            id=f"s{place}",
            bank="data-engineer",
            bank_title="Data engineer",
            question_id=f"q{place % 3}",
            prompt=prompts[place % 3],
            started_at=NOW - timedelta(days=1.8 * (count - place))
            if count < 400
            else NOW - timedelta(hours=count - place),
            duration_s=60 + chance.random() * 50,
            word_count=180,
            words_per_minute=176 - 24 * calm + chance.gauss(0, 9),
            filled_pauses_per_minute=max(0.4, 9 - 5.5 * calm + chance.gauss(0, 1.1)),
            coverage=min(1.0, max(0.1, 0.48 + 0.28 * calm + chance.gauss(0, 0.09))),
            verdicts=(("p0", "covered"), ("p1", "missed")),
            model="tiny.en",
            recording=f"s{place}.flac",
        )
