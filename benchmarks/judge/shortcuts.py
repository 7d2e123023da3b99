"""How far a point's label can be guessed without understanding: by length, negations, numbers, first words.

    python -m benchmarks.judge.shortcuts [FOLDER...] [--without KIND]...

One AUC a shortcut, over every point of every answer in `FOLDER/*.jsonl` (made against not made; halves are
left out as in `benchmarks.coverage`). .50 is chance, and .40 tells as much as .60, so both ends are marked.
What has to be learned (first words, the words of the answer without the point, the words of the point without
the answer) is learned from the other questions only: naive Bayes with one added count. No model is needed.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.judge.answers import spoken
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.scores import auc

HERE = Path(__file__).parent
FOLDERS = tuple(HERE / name for name in ("answers", "exam", "exam2", "exam3", "exam4"))
MARKED = 0.60
_NEGATION = re.compile(r"\b(?:not|no|never|nothing|nobody|none|nowhere|neither|nor|without)\b|n't\b")
_NUMBER = re.compile(
    r"\d+|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|half|twice|dozen|percent)\b"
)
_WORD = re.compile(r"[a-z']+")
Count = Callable[[Lesson, int], float]
Clues = Callable[[Lesson, int], Iterable[str]]
Tally = tuple[Counter[str], Counter[str]]


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One way to guess, and how well it does: the AUC over all points."""

    name: str
    auc: float

    @property
    def marked(self) -> bool:
        """Whether it tells more than it may, in either direction."""
        return max(self.auc, 1 - self.auc) > MARKED


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _per_word(pattern: re.Pattern[str]) -> Count:
    return lambda lesson, _: len(pattern.findall(lesson.answer.lower())) / len(lesson.answer.split())


COUNTED: dict[str, Count] = {
    "length of the answer": lambda lesson, _: len(lesson.answer.split()),
    "negation words": lambda lesson, _: len(_NEGATION.findall(lesson.answer.lower())),
    "negation words a word": _per_word(_NEGATION),
    "numbers": lambda lesson, _: len(_NUMBER.findall(lesson.answer.lower())),
    "numbers a word": _per_word(_NUMBER),
    "length of the point": lambda lesson, at: len(lesson.points[at].split()),
    "place of the point": lambda _, at: at,
}
LEARNED: dict[str, Clues] = {
    "first word": lambda lesson, _: _words(lesson.answer)[:1],
    "first three words": lambda lesson, _: _words(lesson.answer)[:3],
    "answer without point": lambda lesson, _: set(_words(lesson.answer)),
    "point without answer": lambda lesson, at: set(_words(lesson.points[at])),
}


def shortcuts(lessons: Sequence[Lesson]) -> tuple[Shortcut, ...]:
    """Every shortcut on these answers."""
    clear = [(lesson, at) for lesson in lessons for at, label in enumerate(lesson.labels) if label in (0, 1)]
    made = [lesson.labels[at] == 1 for lesson, at in clear]
    counted = {name: [count(*one) for one in clear] for name, count in COUNTED.items()}
    learned = {name: _guessed(clear, clues) for name, clues in LEARNED.items()}
    return tuple(Shortcut(name, auc(scores, made)) for name, scores in {**counted, **learned}.items())


def _guessed(clear: Sequence[tuple[Lesson, int]], clues: Clues) -> list[float]:
    """The log odds that a point was made, by clues that were counted over the other questions."""
    whole: Tally = (Counter(), Counter())
    own: dict[str, Tally] = defaultdict(lambda: (Counter(), Counter()))
    for lesson, at in clear:
        made = lesson.labels[at] == 1
        seen = list(clues(lesson, at))
        whole[made].update(seen)
        own[lesson.question][made].update(seen)
    kinds = len({*whole[0], *whole[1]})

    def odds(question: str) -> Callable[[str], float]:
        counts = [whole[side] - own[question][side] for side in (False, True)]
        sums = [one.total() + kinds for one in counts]
        return lambda clue: (
            math.log((counts[1][clue] + 1) / sums[1]) - math.log((counts[0][clue] + 1) / sums[0])
        )

    by_question = {question: odds(question) for question in own}
    return [sum(map(by_question[lesson.question], clues(lesson, at))) for lesson, at in clear]


def main() -> None:
    """Prints a table for each folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="*", default=list(FOLDERS), metavar="FOLDER")
    parser.add_argument("--without", action="append", default=[], metavar="KIND", help="such as namedrop")
    asked = parser.parse_args()
    for folder in asked.folders:
        lessons = [lesson for lesson in spoken(folder) if lesson.kind not in asked.without]
        points = sum(len(lesson.points) for lesson in lessons)
        if not points:
            parser.error(
                f"No answers in {folder}: give a folder with .jsonl files such as {FOLDERS[0].name}."
            )
        print(f"{folder.name}: {len(lessons)} answers, {points} points")
        for one in shortcuts(lessons):
            print(f"  {one.name:24} {one.auc:.2f}{'  <- more than it may' if one.marked else ''}")


if __name__ == "__main__":
    main()
