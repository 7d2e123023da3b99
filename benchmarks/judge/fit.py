"""Fits how the judge weighs its inputs, and checks it on questions or topics that it did not see.

    python -m benchmarks.judge.fit --argkp FOLDER [--answers FOLDER] [--out FILE]

Logistic regressions: for short answers on ArgKP dev (the reader was trained on train), for longer ones on
the spoken answers' tune part (the reader was trained on train); and what makes a probability of it where the
author gave terms, on the answers to the built-in questions. What it prints is held out by topic or
question: no figure comes from an answer it was fitted on.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.judge.answers import arguments, lessons_in, spoken
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.scores import auc, average_precision, best_f1, calibration_error
from benchmarks.judge.sheet_text import as_question, as_transcript
from coach.fused import INPUTS, LONG_INPUTS, SHORT, FusedJudge, Fusion, Weighing
from coach.network import FOLDER
from coach.reasons import log_odds
from seeds.bank import Question
from seeds.shelf import Shelf

Figures = npt.NDArray[np.float64]
STRENGTH, LONG_STRENGTH = 1.0, 20.0
"""Of the penalty: there are few spoken answers to fit weights to."""
COVERED, PARTLY = 0.74, 0.4
"""On the tune part seven of eight points called covered were made, and .85 of those made are heard."""


@dataclass(frozen=True, slots=True)
class Table:
    """Inputs (rows, inputs), labels 0 to 1, and the group that must stay together when holding out."""

    inputs: Figures
    labels: Figures
    groups: tuple[str, ...]


def main() -> None:
    """Fits, tells, writes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--argkp", type=Path, required=True)
    parser.add_argument("--answers", type=Path, default=Path(__file__).parent / "answers")
    parser.add_argument("--built-in", type=Path, default=Path(__file__).with_name("built_in.jsonl"))
    parser.add_argument("--out", type=Path, default=FOLDER / "fusion.json")
    asked = parser.parse_args()
    short, long = short_table(asked.argkp), long_table(asked.answers)
    _tell("arguments", short, strength=STRENGTH)
    _tell("spoken answers", long, strength=LONG_STRENGTH)
    kept = {
        "inputs": {"short": list(INPUTS), "long": list(LONG_INPUTS)},
        "short": weighed(short, strength=STRENGTH),
        "long": weighed(long, strength=LONG_STRENGTH),
        "terms": {"weights": [1.0], "shift": 0.0},
        "covered": COVERED,
        "partly": PARTLY,
    }
    _write(kept, asked.out)
    terms = terms_table(asked.built_in, fusion=Fusion.read(asked.out))
    _tell("built-in questions", terms, strength=STRENGTH)
    _write({**kept, "terms": weighed(terms, strength=STRENGTH)}, asked.out)


def _write(kept: dict[str, object], path: Path) -> None:
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def weighed(table: Table, *, strength: float) -> dict[str, object]:
    """Weights and shift on the inputs as they are."""
    mean, spread = table.inputs.mean(0), table.inputs.std(0) + 1e-9
    weights, shift = fitted((table.inputs - mean) / spread, table.labels, strength=strength)
    plain = weights / spread
    return {
        "weights": [round(float(one), 5) for one in plain],
        "shift": round(float(shift - (plain * mean).sum()), 5),
    }


def short_table(argkp: Path) -> Table:
    """`INPUTS` of every labelled point of ArgKP dev, arguments too long to be compared left out."""
    return _tabled([one for one in arguments(argkp, part="dev") if not _is_long(one)], by_topic=True)


def long_table(answers: Path) -> Table:
    """`LONG_INPUTS` of every labelled point of the spoken answers kept for tuning."""
    return _tabled([one for one in spoken(answers, part="tune") if _is_long(one)], by_topic=False)


def _is_long(lesson: Lesson) -> bool:
    return len(as_transcript(lesson.answer).spoken) > SHORT


def terms_table(path: Path, *, fusion: Fusion) -> Table:
    """The log odds of reading and wording together, of every labelled point of the built-in questions; in
    answers that are short the wording decides alone.
    """
    judge = FusedJudge(fusion=fusion)
    inputs: list[Sequence[float]] = []
    labels: list[float] = []
    groups: list[str] = []
    for one in (one for one in built_in(path) if _is_long(one.lesson)):
        together = judge.with_terms(one.question, as_transcript(one.lesson.answer))
        inputs += [(log_odds(chance),) for chance in together]
        labels += one.lesson.labels
        groups += [one.question.id] * len(together)
    return Table(np.array(inputs), np.array(labels), tuple(groups))


@dataclass(frozen=True, slots=True)
class Asked:
    """A built-in question, with the points and terms that it has today, and a labelled answer to it."""

    question: Question
    lesson: Lesson


def built_in(path: Path) -> tuple[Asked, ...]:
    """The answers in `path`; raises ValueError where a bank has lost the question."""
    shelf, found = Shelf(None), []
    lines = path.read_text(encoding="utf-8").splitlines()
    for line, lesson in zip(map(json.loads, lines), lessons_in(path), strict=True):
        question = shelf.bank(line["bank"]).question(line["question_id"])
        if question is None:
            raise ValueError(f"{line['id']}: the bank has no such question any more")
        found.append(Asked(question, lesson))
    return tuple(found)


def _tabled(lessons: Sequence[Lesson], *, by_topic: bool) -> Table:
    long = Weighing((0.0,) * len(LONG_INPUTS), 0.0)
    short = Weighing((0.0,) * len(INPUTS), 0.0)
    judge = FusedJudge(fusion=Fusion(short, long, Weighing((1.0,), 0.0), COVERED, PARTLY))
    inputs: list[Sequence[float]] = []
    labels: list[float] = []
    groups: list[str] = []
    for lesson in lessons:
        inputs += judge.inputs(as_question(lesson), as_transcript(lesson.answer))
        labels += lesson.labels
        groups += [lesson.source if by_topic else lesson.question] * len(lesson.labels)
    return Table(np.array(inputs), np.array(labels), tuple(groups))


def fitted(inputs: Figures, labels: Figures, *, strength: float, rounds: int = 40) -> tuple[Figures, float]:
    """Weights and shift of a logistic regression with an L2 penalty, by Newton's method."""
    x = np.c_[inputs, np.ones(len(inputs))]
    weights = np.zeros(x.shape[1])
    penalty = np.diag([strength] * inputs.shape[1] + [0.0])
    for _round in range(rounds):
        chance = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (chance - labels) + penalty @ weights
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + penalty
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-8:
            break
    return weights[:-1], float(weights[-1])


def held_out(table: Table, *, strength: float) -> Figures:
    """Every row's probability from a fit that has not seen its group: ten parts, by topic or question."""
    groups = np.array(table.groups)
    held = np.zeros(len(groups))
    names = sorted(set(table.groups))
    for part in range(min(10, len(names))):
        out = np.isin(groups, names[part::10])
        mean, spread = table.inputs[~out].mean(0), table.inputs[~out].std(0) + 1e-9
        weights, shift = fitted((table.inputs[~out] - mean) / spread, table.labels[~out], strength=strength)
        held[out] = 1 / (1 + np.exp(-((table.inputs[out] - mean) / spread @ weights + shift)))
    return held


def _tell(name: str, table: Table, *, strength: float) -> None:
    """Figures of what is held out."""
    held = held_out(table, strength=strength)
    clear = table.labels != 0.5
    truth, scores = (table.labels[clear] == 1).tolist(), held[clear].tolist()
    error = calibration_error(held.tolist(), table.labels.tolist())
    print(
        f"held out, {name}: AP {average_precision(scores, truth):.3f}, AUC {auc(scores, truth):.3f}, "
        f"F1 {best_f1(scores, truth):.3f}, calibration error {error:.3f}"
    )


if __name__ == "__main__":
    main()
