"""How good a ranking and a probability are: AUC, average precision, F1, calibration error."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def auc(scores: Sequence[float], truth: Sequence[bool]) -> float:
    """The chance that a true one scores above a false one, ties counting half (Mann and Whitney 1947)."""
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    values = np.asarray(scores, float)
    ranks[order] = np.arange(1, len(scores) + 1)
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.bincount(inverse, ranks) / counts)[inverse]
    good = np.asarray(truth, bool)
    positives, negatives = int(good.sum()), int((~good).sum())
    if not positives or not negatives:
        return float("nan")
    return float((ranks[good].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def average_precision(scores: Sequence[float], truth: Sequence[bool]) -> float:
    """The mean of the precision at every true one, going down the ranking; ties are taken together."""
    values, good = np.asarray(scores, float), np.asarray(truth, bool)
    if not good.any():
        return float("nan")
    order = np.argsort(-values, kind="stable")
    values, good = values[order], good[order]
    last = np.r_[np.flatnonzero(np.diff(values)), len(values) - 1]
    found = np.cumsum(good)[last]
    recall, precision = found / good.sum(), found / (last + 1)
    return float((np.diff(np.r_[0.0, recall]) * precision).sum())


def best_f1(scores: Sequence[float], truth: Sequence[bool]) -> float:
    """The highest F1 over all thresholds."""
    values, good = np.asarray(scores, float), np.asarray(truth, bool)
    found = np.cumsum(good[np.argsort(-values, kind="stable")])
    at = np.arange(1, len(values) + 1)
    return float((2 * found / (at + good.sum())).max())


def calibration_error(scores: Sequence[float], truth: Sequence[float], *, bins: int = 10) -> float:
    """Expected calibration error: the mean gap between what is claimed and what is true, over equal bins."""
    values, good = np.asarray(scores, float), np.asarray(truth, float)
    place = np.minimum((values * bins).astype(int), bins - 1)
    gaps = [
        abs(values[place == one].mean() - good[place == one].mean()) * (place == one).mean()
        for one in range(bins)
        if (place == one).any()
    ]
    return float(sum(gaps))


def within(groups: Sequence[tuple[Sequence[float], Sequence[float]]]) -> float:
    """The AUC among the points of one answer, over the answers that have both kinds, by pairs compared."""
    won = pairs = 0.0
    for scores, labels in groups:
        made = [score for score, label in zip(scores, labels, strict=True) if label == 1]
        other = [score for score, label in zip(scores, labels, strict=True) if label == 0]
        won += sum((one > two) + 0.5 * (one == two) for one in made for two in other)
        pairs += len(made) * len(other)
    return won / pairs if pairs else float("nan")
