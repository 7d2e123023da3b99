"""What was understood of a text, and what a person made of it: pure values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from desktop.words import count
from seeds import editing
from seeds.bank import Question, RubricPoint

_LONGEST_QUOTE = 48
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


@dataclass(frozen=True, slots=True)
class Understood:
    """The questions found in a text, the lines that were left out, and what else there is to say of it."""

    questions: tuple[Question, ...] = ()
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One question as it was found and as it is now; `is_kept` is its tick."""

    found: Question
    now: Question
    is_kept: bool = True


@dataclass(frozen=True, slots=True)
class Sheaf:
    """All questions of a text, each with its tick."""

    leaves: tuple[Leaf, ...] = ()

    def renewed(self, found: Iterable[Question]) -> Sheaf:
        """The questions of the text as it reads now; those that read as before keep their edits and ticks."""
        before = {_essence(leaf.found): leaf for leaf in self.leaves}
        leaves = []
        for one in found:
            old = before.get(_essence(one))
            leaves.append(Leaf(one, one) if old is None else _carried(old, one))
        return Sheaf(tuple(leaves))

    def edited(self, question: Question) -> Sheaf:
        """With this question as it is now."""
        return self._with(question.id, lambda leaf: replace(leaf, now=question))

    def ticked(self, question_id: str, *, on: bool) -> Sheaf:
        """With this tick set or taken away."""
        return self._with(question_id, lambda leaf: replace(leaf, is_kept=on))

    def with_point(self, question_id: str, point: RubricPoint, *, at: int) -> Sheaf:
        """With a point put back."""
        return self._with(
            question_id, lambda leaf: replace(leaf, now=editing.with_point(leaf.now, point, at=at))
        )

    def question(self, question_id: str) -> Question | None:
        """The question of this id as it is now."""
        return next((leaf.now for leaf in self.leaves if leaf.now.id == question_id), None)

    @property
    def kept(self) -> tuple[Question, ...]:
        """The questions with a tick, as they can be kept."""
        whole = (editing.complete_question(leaf.now) for leaf in self.leaves if leaf.is_kept)
        return tuple(one for one in whole if one.prompt)

    def _with(self, question_id: str, change: Callable[[Leaf], Leaf]) -> Sheaf:
        return Sheaf(tuple(change(one) if one.now.id == question_id else one for one in self.leaves))


def summary(understood: Understood) -> str:
    """What was understood, in one or two sentences: “Four questions with their points. Lines such as …”."""
    number = len(understood.questions)
    if not number:
        return ""
    told = (
        f"{_NUMBERS[number]} question{'' if number == 1 else 's'}"
        if number < 11
        else count(number, "question")
    )
    pointed = sum(bool(one.points) for one in understood.questions)
    told += {number: " with their points." if number > 1 else " with its points.", 0: "."}.get(
        pointed, f", {pointed} with points."
    )
    if understood.left_out:
        told += f" Lines such as “{_short(_telling(understood.left_out))}” were left out."
    return told


def _telling(left_out: tuple[str, ...]) -> str:
    """The line that was left out most often; of those that were once, the last."""
    return max(reversed(left_out), key=left_out.count)


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1].rstrip()}…"


def _essence(question: Question) -> Question:
    return replace(question, id="")


def _carried(old: Leaf, found: Question) -> Leaf:
    return Leaf(found, replace(old.now, id=found.id), old.is_kept)
