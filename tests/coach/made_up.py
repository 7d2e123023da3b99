"""Reviews and attempts that hypothesis makes up: any text and any finite figure where one may be."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from coach.attempt import Attempt
from coach.coverage import Coverage, Evidence, PointCoverage
from coach.disfluency import Repeat
from coach.fillers import Filler
from coach.pacing import Delivery, PacePoint, Pause
from coach.review import Review
from coach.transcript import Heard, Sound, Span, Transcript, Word
from seeds.bank import Question, RubricPoint
from tests.coach.attempts import NOON

texts = st.text(max_size=20)
figures = st.floats(allow_nan=False, allow_infinity=False)
spans = st.builds(Span, figures, figures)
words = st.builds(Word, texts, figures, figures, figures, st.sampled_from(["word", "filled_pause"]))
rates = st.none() | figures
points = st.builds(
    PointCoverage,
    texts,
    texts,
    texts,
    st.sampled_from(["covered", "partial", "missed"]),
    figures,
    st.none() | st.builds(Evidence, texts, figures, figures),
    texts,
)
questions = st.builds(
    Question,
    id=texts,
    prompt=texts,
    guidance=texts,
    model_answer=texts,
    target_s=figures,
    category=texts,
    difficulty=texts,
    points=st.lists(
        st.builds(RubricPoint, texts, texts, texts, st.lists(texts, max_size=3).map(tuple), texts), max_size=3
    ).map(tuple),
    follow_ups=st.lists(texts, max_size=2).map(tuple),
)
sounds = st.builds(
    Sound,
    figures,
    figures,
    st.lists(st.floats(allow_nan=False), max_size=5).map(tuple),
    st.lists(spans, max_size=3).map(tuple),
    figures,
    lost_s=figures,
)
deliveries = st.builds(
    Delivery,
    duration_s=figures,
    speaking_s=figures,
    words_per_minute=rates,
    filled_pauses_per_minute=rates,
    word_count=st.integers(0, 10_000),
    pace=st.lists(st.builds(PacePoint, figures, figures), max_size=3).map(tuple),
).map(lambda made: replace(made, speaking_s=min(made.speaking_s, made.duration_s)))
"""Nobody speaks for longer than the recording is."""
repeat_kinds = st.sampled_from(["repetition", "restart", "drawn_out"])
reviews = st.builds(
    Review,
    heard=st.builds(Heard, st.builds(Transcript, st.lists(words, max_size=6).map(tuple)), sounds, texts),
    pauses=st.lists(st.builds(Pause, figures, figures), max_size=3).map(tuple),
    fillers=st.lists(
        st.builds(
            Filler, texts, st.sampled_from(["filled_pause", "discourse_marker"]), figures, figures, figures
        ),
        max_size=3,
    ).map(tuple),
    delivery=deliveries,
    coverage=st.none() | st.builds(Coverage, figures, st.lists(points, max_size=3).map(tuple)),
    repeats=st.lists(
        st.builds(Repeat, texts, st.sampled_from(["repetition", "restart", "drawn_out"]), figures, figures),
        max_size=2,
    ).map(tuple),
)
whenever = st.datetimes(
    min_value=NOON.replace(year=1971, tzinfo=None),
    max_value=NOON.replace(year=2200, tzinfo=None),
    timezones=st.timezones(),
).filter(lambda when: when.utcoffset() == when.replace(fold=1).utcoffset())
"""Without the hour that a clock shows twice: Python calls it unequal to any time elsewhere (PEP 495)."""
attempts = st.builds(Attempt, texts, texts, texts, questions, whenever, reviews, st.none() | texts)
