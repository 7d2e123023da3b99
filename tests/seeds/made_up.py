"""Banks that hypothesis makes up: any tidy text where a text may be, unusual letters and signs among them."""

from __future__ import annotations

from hypothesis import strategies as st

from seeds.bank import Bank, Question, RubricPoint
from seeds.checker import DIFFICULTIES
from seeds.letters import tidy_line, tidy_text

# Signs that mean something in one of the formats, beside any letter there is.
_SIGNS = "aZ é?.:;,\"'`#*-_|\\/\t<>&[](){}=+~^!$%@0123456789“”‘’—…\n"
_letters = st.sampled_from(_SIGNS) | st.characters()

texts = st.text(_letters, max_size=60).map(tidy_text)
lines = st.text(_letters, max_size=30).map(tidy_line)
full_lines = lines.filter(bool)
ids = st.text("abcxyz019-", min_size=1, max_size=12)


@st.composite
def points(draw: st.DrawFn, point_id: str) -> RubricPoint:
    return RubricPoint(
        id=point_id,
        name=draw(full_lines),
        text=draw(full_lines),
        terms=tuple(draw(st.lists(full_lines, max_size=3))),
        source=draw(lines),
    )


@st.composite
def questions(draw: st.DrawFn, question_id: str) -> Question:
    point_ids = draw(st.lists(ids, max_size=3, unique=True))
    return Question(
        id=question_id,
        prompt=draw(full_lines),
        guidance=draw(texts),
        model_answer=draw(texts),
        target_s=draw(st.integers(10, 1800) | st.floats(10, 1800)),
        category=draw(lines),
        difficulty=draw(st.sampled_from(("", *DIFFICULTIES))),
        points=tuple(draw(points(each)) for each in point_ids),
        follow_ups=tuple(draw(st.lists(full_lines, max_size=3))),
    )


@st.composite
def banks(draw: st.DrawFn, *, at_least: int = 0) -> Bank:
    question_ids = draw(st.lists(ids, min_size=at_least, max_size=3, unique=True))
    return Bank(
        name="made-up",
        title=draw(full_lines),
        questions=tuple(draw(questions(each)) for each in question_ids),
        description=draw(texts),
    )
