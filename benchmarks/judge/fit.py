"""Fits how the judge weighs its inputs, and checks it on questions or topics that it did not see.

    python -m benchmarks.judge.fit --argkp FOLDER [--answers FOLDER] [--out FILE]

A logistic regression on ArgKP dev (the matcher was trained on train) and the spoken answers' train part; what
it prints is held out by topic or question: no figure comes from an answer it was fitted on.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.judge.answers import arguments, spoken
from benchmarks.judge.scores import auc, average_precision, best_f1, calibration_error
from benchmarks.judge.sheet_text import as_question, as_transcript
from coach.fused import INPUTS, FusedJudge, Fusion, Weighing
from coach.meaning import FOLDER

Figures = npt.NDArray[np.float64]
STRENGTH = 1.0
COVERED, PARTLY = 0.6, 0.35


@dataclass(frozen=True, slots=True)
class Table:
    """Inputs (rows, len(INPUTS)), labels 0 to 1, and the group that must stay together when holding out."""

    inputs: Figures
    labels: Figures
    groups: tuple[str, ...]
    is_argument: npt.NDArray[np.bool_]

    @property
    def is_long(self) -> npt.NDArray[np.bool_]:
        """Which rows come from an answer of more than one passage."""
        return self.inputs[:, INPUTS.index("passages")] > 0

    def only(self, rows: npt.NDArray[np.bool_]) -> Table:
        """The table of these rows."""
        groups = tuple(group for group, keep in zip(self.groups, rows, strict=True) if keep)
        return Table(self.inputs[rows], self.labels[rows], groups, self.is_argument[rows])


def main() -> None:
    """Fits, tells, writes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--argkp", type=Path, required=True)
    parser.add_argument("--answers", type=Path, default=Path(__file__).parent / "answers")
    parser.add_argument("--out", type=Path, default=FOLDER / "fusion.json")
    asked = parser.parse_args()
    table = tabled(asked.argkp, asked.answers)
    _tell(table)
    kept = {
        "inputs": list(INPUTS),
        "short": weighed(table.only(~table.is_long)),
        "long": weighed(table),
        "covered": COVERED,
        "partly": PARTLY,
    }
    asked.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def weighed(table: Table) -> dict[str, object]:
    """Weights and shift on the inputs as they are."""
    mean, spread = table.inputs.mean(0), table.inputs.std(0) + 1e-9
    weights, shift = fitted((table.inputs - mean) / spread, table.labels)
    plain = weights / spread
    return {
        "weights": [round(float(one), 5) for one in plain],
        "shift": round(float(shift - (plain * mean).sum()), 5),
    }


def tabled(argkp: Path, answers: Path) -> Table:
    """The inputs of every labelled point of ArgKP dev and of the spoken answers to train on."""
    none = Weighing((0.0,) * len(INPUTS), 0.0)
    judge = FusedJudge(fusion=Fusion(none, none, COVERED, PARTLY))
    inputs: list[Sequence[float]] = []
    labels: list[float] = []
    groups: list[str] = []
    argued: list[bool] = []
    for lesson in (*arguments(argkp, part="dev"), *spoken(answers, part="train")):
        inputs += judge.inputs(as_question(lesson), as_transcript(lesson.answer))
        labels += lesson.labels
        argued += [lesson.kind == "argument"] * len(lesson.labels)
        groups += [lesson.source if lesson.kind == "argument" else lesson.question] * len(lesson.labels)
    return Table(np.array(inputs), np.array(labels), tuple(groups), np.array(argued))


def fitted(inputs: Figures, labels: Figures, *, rounds: int = 40) -> tuple[Figures, float]:
    """Weights and shift of a logistic regression with an L2 penalty, by Newton's method."""
    x = np.c_[inputs, np.ones(len(inputs))]
    weights = np.zeros(x.shape[1])
    penalty = np.diag([STRENGTH] * inputs.shape[1] + [0.0])
    for _round in range(rounds):
        chance = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (chance - labels) + penalty @ weights
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + penalty
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-8:
            break
    return weights[:-1], float(weights[-1])


def held_out(table: Table) -> Figures:
    """Every row's probability from a fit that has not seen its group: ten parts, by topic or question."""
    groups = np.array(table.groups)
    held = np.zeros(len(groups))
    names = sorted(set(table.groups))
    for part in range(min(10, len(names))):
        out = np.isin(groups, names[part::10])
        for chosen, learnt in ((out & ~table.is_long, ~out & ~table.is_long), (out & table.is_long, ~out)):
            mean, spread = table.inputs[learnt].mean(0), table.inputs[learnt].std(0) + 1e-9
            weights, shift = fitted((table.inputs[learnt] - mean) / spread, table.labels[learnt])
            held[chosen] = 1 / (1 + np.exp(-((table.inputs[chosen] - mean) / spread @ weights + shift)))
    return held


def _tell(table: Table) -> None:
    """Figures of what is held out, arguments and spoken answers apart."""
    held = held_out(table)
    for name, chosen in (("arguments", table.is_argument), ("spoken answers", ~table.is_argument)):
        clear = chosen & (table.labels != 0.5)
        if not clear.any():
            continue
        truth = (table.labels[clear] == 1).tolist()
        scores = held[clear].tolist()
        error = calibration_error(held[chosen].tolist(), table.labels[chosen].tolist())
        print(
            f"held out, {name}: AP {average_precision(scores, truth):.3f}, AUC {auc(scores, truth):.3f}, "
            f"F1 {best_f1(scores, truth):.3f}, calibration error {error:.3f}"
        )


if __name__ == "__main__":
    main()
