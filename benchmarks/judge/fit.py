"""Fits how the judge weighs its inputs and where its verdicts part, and checks it on questions or topics
that it did not see.

    python -m benchmarks.judge.fit --argkp FOLDER [--answers FOLDER] [--model FOLDER]

Logistic regressions: for short answers on ArgKP dev (the reader was trained on train) and on sentences cut
out of the spoken answers' tune part, for longer ones on that tune part; and what makes a probability of it
where the author gave terms, on the answers to the built-in questions. The verdicts part where, held out,
seven of eight points called covered were made, and .85 of those made are heard. What it prints is held out by
topic or question: no figure comes from an answer it was fitted on. Written to `fusion.json` beside the
`reader.onnx` that it belongs to.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from itertools import permutations
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.judge.answers import arguments, lessons_in, spoken
from benchmarks.judge.cuts import cuts
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.scenes import UNKNOWN, scenes
from benchmarks.judge.scores import auc, average_precision, best_f1, calibration_error
from benchmarks.judge.sheet_text import as_question, as_transcript
from coach.fused import INPUTS, LONG_INPUTS, SHORT, FusedJudge, Fusion, Weighing
from coach.network import FOLDER
from coach.reader import Reader
from coach.reasons import REASONS
from seeds.bank import Question
from seeds.shelf import Shelf

Figures = npt.NDArray[np.float64]
STRENGTH, LONG_STRENGTH = 1.0, 20.0
"""Of the penalty: there are few spoken answers to fit weights to."""
SURE, HEARD = 7 / 8, 0.85
"""Of the points called covered so many were made; of the points made so many are covered or partly so."""
LEAST = 0.25
"""What is less likely than that is never partly covered."""
OF_OTHERS = 0.12
"""Of the points of one question so many at most may be covered by the model answer to another."""
_PAIRS = 120
_CUTS, _CUT_SEED = 2, 7
UNKNOWN_LABEL = -1.0
"""The label of a point of whose deciding words a cut has a part only."""
_LABELS = {REASONS.index("made"): 1.0, REASONS.index("half"): 0.5, UNKNOWN: UNKNOWN_LABEL}
_NOTHING = Weighing((1.0,), 0.0, 1.0, 1.0)
BUILT_IN = Path(__file__).with_name("built_in.jsonl")


@dataclass(frozen=True, slots=True)
class Table:
    """Inputs (rows, inputs), labels 0 to 1, and the group that must stay together when holding out."""

    inputs: Figures
    labels: Figures
    groups: tuple[str, ...]

    def __add__(self, other: Table) -> Table:
        return Table(
            np.concatenate([self.inputs, other.inputs]),
            np.concatenate([self.labels, other.labels]),
            self.groups + other.groups,
        )


def main() -> None:
    """Fits, tells, writes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--argkp", type=Path, required=True)
    parser.add_argument("--answers", type=Path, default=Path(__file__).parent / "answers")
    parser.add_argument("--model", type=Path, default=FOLDER, help="folder of the reader")
    asked = parser.parse_args()
    fit(asked.argkp, asked.answers, asked.model)


def fit(argkp: Path, answers: Path, model: Path) -> None:
    """Fits to what the reader in `model` says, and writes `fusion.json` beside it."""
    reader = Reader(model)
    argued, cut = short_table(argkp, reader), cut_table(answers, reader)
    short, long = argued + cut, long_table(answers, reader)
    held = held_out(short, strength=STRENGTH)
    _tell("arguments", argued, held[: len(argued.labels)])
    _tell("cuts", cut, held[len(argued.labels) :])
    to_short = weighed(short, limits(held, short.labels), strength=STRENGTH)
    held = held_out(long, strength=LONG_STRENGTH)
    _tell("spoken answers", long, held)
    to_long = weighed(long, limits(held, long.labels), strength=LONG_STRENGTH)
    judge = FusedJudge(reader=reader, fusion=Fusion(to_short, to_long, _NOTHING, _NOTHING))
    asked = built_in(BUILT_IN)
    terms = terms_table(asked, judge)
    held = held_out(terms, strength=STRENGTH)
    _tell("built-in questions", terms, held)
    to_terms = weighed(terms, limits(held, terms.labels), strength=STRENGTH)
    cut_terms = terms_table(cut_built_in(asked), judge)
    held_cut = np.array([to_terms.probability(row) for row in cut_terms.inputs])
    _tell("cuts of built-in questions", cut_terms, held_cut)
    both = terms + cut_terms
    covered, partly = limits(np.concatenate([held, held_cut]), both.labels)
    to_short_terms = replace(to_terms, covered=covered, partly=partly)
    _write(Fusion(to_short, to_long, _kept_from_others(to_terms, judge), to_short_terms), model)


def _write(fusion: Fusion, model: Path) -> None:
    kept = {
        "reader": hashlib.sha256((model / "reader.onnx").read_bytes()).hexdigest(),
        "inputs": {"short": list(INPUTS), "long": list(LONG_INPUTS)},
        **asdict(fusion),
    }
    (model / "fusion.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def limits(chances: Figures, labels: Figures) -> tuple[float, float]:
    """From which probability on a point is covered, and partly covered; what is half made is not made."""
    order = np.argsort(-chances, kind="stable")
    made = labels[order] == 1
    right = np.cumsum(made) / np.arange(1, len(made) + 1)
    sure = np.flatnonzero(right >= SURE)
    covered = float(chances[order[sure[-1]]]) if len(sure) else 1.0
    heard = float(np.quantile(chances[labels == 1], 1 - HEARD))
    return _rounded(covered), min(_rounded(covered), _rounded(max(LEAST, heard)))


def _rounded(chance: float) -> float:
    return round(chance, 2)


def _kept_from_others(terms: Weighing, judge: FusedJudge) -> Weighing:
    """Not less sure than keeps the model answer to one built-in question from covering the points of another:
    told answers raise all points a little in the eyes of the reader.
    """
    questions = [question for bank in Shelf(None).banks() for question in bank.questions]
    pairs = list(permutations(questions, 2))
    some = pairs[1 :: len(pairs) // _PAIRS]  # not those of the test
    chances = [
        terms.probability((one,))
        for question, other in some
        for one in judge.with_terms(question, as_transcript(other.model_answer))
    ]
    least = _rounded(float(np.quantile(chances, 1 - OF_OTHERS)) + 0.005)
    covered = np.mean(np.array(chances) >= terms.covered)
    print(f"of other questions {covered:.3f} would be covered from {terms.covered}, {OF_OTHERS} from {least}")
    return replace(terms, covered=max(terms.covered, least))


def weighed(table: Table, limits: tuple[float, float], *, strength: float) -> Weighing:
    """Weights and shift on the inputs as they are."""
    mean, spread = table.inputs.mean(0), table.inputs.std(0) + 1e-9
    weights, shift = fitted((table.inputs - mean) / spread, table.labels, strength=strength)
    plain = weights / spread
    return Weighing(
        tuple(round(float(one), 5) for one in plain), round(float(shift - (plain * mean).sum()), 5), *limits
    )


def short_table(argkp: Path, reader: Reader | None = None) -> Table:
    """`INPUTS` of every labelled point of ArgKP dev, arguments too long to be compared left out."""
    short = [one for one in arguments(argkp, part="dev") if not is_long(one)]
    return _tabled(short, reader or Reader(), by_topic=True)


def cut_table(answers: Path, reader: Reader) -> Table:
    """`INPUTS` of the sentences cut out of the spoken answers kept for tuning."""
    cut = [one for _, one in cut_short(spoken(answers, part="tune"))]
    return _tabled(cut, reader, by_topic=False)


def cut_short(lessons: Sequence[Lesson]) -> list[tuple[int, Lesson]]:
    """Sentences cut out of the answers, each with the place of its answer."""
    found = []
    for at, one in cuts(scenes(lessons), each=_CUTS, seed=_CUT_SEED):
        labels = tuple(_LABELS.get(kind, 0.0) for kind in one.kinds)
        reasons = tuple(REASONS[kind] if kind != UNKNOWN else "" for kind in one.kinds)
        nowhere = ("",) * len(labels)
        said = " ".join(one.said)
        found.append(
            (at, replace(lessons[at], answer=said, labels=labels, reasons=reasons, evidence=nowhere))
        )
    return found


def cut_built_in(asked: Sequence[Asked]) -> list[Asked]:
    """Sentences cut out of the answers to the built-in questions."""
    return [replace(asked[at], lesson=one) for at, one in cut_short([one.lesson for one in asked])]


def long_table(answers: Path, reader: Reader) -> Table:
    """`LONG_INPUTS` of every labelled point of the spoken answers kept for tuning."""
    return _tabled([one for one in spoken(answers, part="tune") if is_long(one)], reader, by_topic=False)


def is_long(lesson: Lesson) -> bool:
    """Whether the answer is read as a longer one."""
    return len(as_transcript(lesson.answer).spoken) > SHORT


def terms_table(asked: Sequence[Asked], judge: FusedJudge) -> Table:
    """The log odds of reading and wording together, of every labelled point of these answers."""
    inputs: list[Sequence[float]] = []
    labels: list[float] = []
    groups: list[str] = []
    for one in asked:
        together = judge.with_terms(one.question, as_transcript(one.lesson.answer))
        known = _known(one.lesson)
        inputs += [(together[at],) for at in known]
        labels += [one.lesson.labels[at] for at in known]
        groups += [one.question.id] * len(known)
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


def _tabled(lessons: Sequence[Lesson], reader: Reader, *, by_topic: bool) -> Table:
    judge = FusedJudge(reader=reader, fusion=Fusion(_NOTHING, _NOTHING, _NOTHING, _NOTHING))
    inputs: list[Sequence[float]] = []
    labels: list[float] = []
    groups: list[str] = []
    for lesson in lessons:
        rows = judge.inputs(as_question(lesson), as_transcript(lesson.answer))
        known = _known(lesson)
        inputs += [rows[at] for at in known]
        labels += [lesson.labels[at] for at in known]
        groups += [lesson.source if by_topic else lesson.question] * len(known)
    return Table(np.array(inputs), np.array(labels), tuple(groups))


def _known(lesson: Lesson) -> list[int]:
    return [at for at, label in enumerate(lesson.labels) if label != UNKNOWN_LABEL]


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


def _tell(name: str, table: Table, held: Figures) -> None:
    """Figures of what is held out."""
    clear = table.labels != 0.5
    truth, scores = (table.labels[clear] == 1).tolist(), held[clear].tolist()
    error = calibration_error(held.tolist(), table.labels.tolist())
    print(
        f"held out, {name}: AP {average_precision(scores, truth):.3f}, AUC {auc(scores, truth):.3f}, "
        f"F1 {best_f1(scores, truth):.3f}, calibration error {error:.3f}"
    )


if __name__ == "__main__":
    main()
