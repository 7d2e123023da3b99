"""The nouns of what can be asked: a bank holds questions, a question holds the points of a good answer."""

from __future__ import annotations

from dataclasses import dataclass

DEFAULT_TARGET_S = 90.0


@dataclass(frozen=True, slots=True)
class RubricPoint:
    """One thing that a good answer says.

    `name` is a few words for a row, `text` one sentence for the judge, `terms` are synonyms and technical
    terms that count as saying it. `source` tells where an imported point came from ("": its author wrote it).
    """

    id: str
    name: str
    text: str
    terms: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as an interviewer says it, with what helps to answer it; `target_s` is its length."""

    id: str
    prompt: str
    guidance: str = ""
    model_answer: str = ""
    target_s: float = DEFAULT_TARGET_S
    category: str = ""
    difficulty: str = ""
    points: tuple[RubricPoint, ...] = ()
    follow_ups: tuple[str, ...] = ()

    @property
    def target_band_s(self) -> tuple[float, float]:
        """Shortest and longest answer inside the target, in seconds: a third to either side, in fives."""
        return 5.0 * round(self.target_s * 2 / 15), 5.0 * round(self.target_s * 4 / 15)


@dataclass(frozen=True, slots=True)
class Bank:
    """A named set of questions; `name` is the file's stem and how the command line calls it."""

    name: str
    title: str
    questions: tuple[Question, ...]
    description: str = ""

    def question(self, question_id: str) -> Question | None:
        """The question with this id, or None."""
        return next((one for one in self.questions if one.id == question_id), None)
