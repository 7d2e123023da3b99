"""What was heard, held against what is known: words, filled pauses, their times, pauses and rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, median
from typing import Any

from benchmarks.recordings import Truth
from benchmarks.scoring import align, score, tokens, tokens_alike, total, word_difference
from coach.review import review
from coach.rubric import Judge, cover
from coach.transcript import Heard, Span, Transcript, Word
from seeds.bank import Question
from seeds.shelf import Shelf

_NEAR_S = 0.25


@dataclass(frozen=True, slots=True)
class Result:
    """One recording, heard in one way, as a text or with times.

    `took_s` is by the clock, `cpu_s` of the processor; `drafted` is what was there at Stop, where one spoke.
    """

    name: str
    truth: Truth
    heard: str | Heard
    took_s: float
    length_s: float
    cpu_s: float = 0.0
    drafted: Heard | None = None

    @property
    def text(self) -> str:
        """All that was heard."""
        return self.heard if isinstance(self.heard, str) else self.heard.transcript.text


def figures(results: Sequence[Result]) -> dict[str, Any]:
    """Every figure that these results allow, over all of them together."""
    scores = [score(one.truth.said, one.text) for one in results]
    summed, length_s = total(scores), sum(one.length_s for one in results)
    found = [one.recall for one in scores if one.hits + one.misses]
    alike = total(score(one.truth.said, one.text, cut=tokens_alike) for one in results)
    return {
        "precision": round(summed.precision, 3),
        "recall": round(summed.recall, 3),
        "f1": round(summed.f1, 3),
        "hits": summed.hits,
        "misses": summed.misses,
        "false_alarms": summed.false_alarms,
        "wer": round(summed.word_error_rate, 4),
        "word_errors": summed.word_errors,
        "words": summed.words,
        "wer_alike": round(alike.word_error_rate, 4),
        "word_errors_alike": alike.word_errors,
        "words_alike": alike.words,
        "recall_mean_file": round(mean(found), 3) if found else None,
        "recall_worst_file": round(min(found), 3) if found else None,
        "minutes": round(length_s / 60, 2),
        "false_alarms_in_10_min": round(600 * summed.false_alarms / length_s, 2),
        "rtf": round(sum(one.took_s for one in results) / length_s, 4),
        "cpu_s_per_minute": round(60 * sum(one.cpu_s for one in results) / length_s, 2),
        **_settling_figures(results),
        **_event_figures(results),
        **_pause_figures(results),
        **_edge_figures(results),
    }


def _event_figures(results: Sequence[Result]) -> dict[str, Any]:
    """Filled pauses found within 0.25 s of their true middle, and how far off their starts and ends are."""
    pairs: list[tuple[Span, Word]] = []
    found = true = 0
    for one in results:
        if not isinstance(one.heard, Heard) or one.truth.filled is None:
            continue
        words = [word for word in one.heard.transcript.words if word.kind == "filled_pause"]
        found, true = found + len(words), true + len(one.truth.filled)
        pairs += _nearest(one.truth.filled, words)
    if not true:
        return {}
    off_s = [abs(span.start_s - word.start_s) for span, word in pairs]
    off_s += [abs(span.end_s - word.end_s) for span, word in pairs]
    return {
        "event_f1": round(2 * len(pairs) / (found + true), 3),
        "filled_off_ms": round(1000 * median(off_s)) if off_s else None,
    }


def _nearest(spans: Sequence[Span], words: Sequence[Word]) -> list[tuple[Span, Word]]:
    left, pairs = list(words), []
    for span in spans:
        near = [word for word in left if abs(_middle(span) - _middle(word)) <= _NEAR_S]
        if near:
            word = min(near, key=lambda one: abs(_middle(span) - _middle(one)))
            left.remove(word)
            pairs.append((span, word))
    return pairs


def _middle(one: Span | Word) -> float:
    return (one.start_s + one.end_s) / 2


def _settling_figures(results: Sequence[Result]) -> dict[str, Any]:
    """What was there at Stop: its own errors, and how much of it changes until the words stay."""
    pairs = [
        (one, one.drafted, one.heard)
        for one in results
        if one.drafted is not None and isinstance(one.heard, Heard)
    ]
    if not pairs:
        return {}
    summed = total(score(one.truth.said, drafted.transcript.text) for one, drafted, _ in pairs)
    change = [word_difference(drafted.transcript.text, heard.transcript.text) for _, drafted, heard in pairs]
    changed = points = 0
    for _, drafted, heard in pairs:
        changed_here, points_here = verdicts_changed(drafted.transcript, heard.transcript)
        changed, points = changed + changed_here, points + points_here
    return {
        "drafted_f1": round(summed.f1, 3),
        "drafted_wer": round(summed.word_error_rate, 4),
        "drafted_words_changed_median": round(median(change), 4),
        "drafted_words_changed_most": round(max(change), 4),
        "verdicts": points,
        "verdicts_changed": changed,
    }


def verdicts_changed(
    drafted: Transcript,
    settled: Transcript,
    *,
    questions: Sequence[Question] | None = None,
    judge: Judge | None = None,
) -> tuple[int, int]:
    """How many verdicts another text of the same answer changes, of how many: those of one question.

    No recording names its question: it is the one of which the settled words cover most.
    """
    asked = questions or [one for bank in Shelf(None).banks() for one in bank.questions]
    judged = [(cover(one, settled, judge=judge), one) for one in asked]
    best, question = max(judged, key=lambda pair: pair[0].score)
    before = cover(question, drafted, judge=judge)
    changed = sum(a.verdict != b.verdict for a, b in zip(before.points, best.points, strict=True))
    return changed, len(best.points)


def _pause_figures(results: Sequence[Result]) -> dict[str, Any]:
    """Pauses as a review shows them. Those that meet no known one are left out of the total, since phrases
    hide some; in F1 they count as false.
    """
    known = [
        (one.heard, one.truth)
        for one in results
        if isinstance(one.heard, Heard) and one.truth.pauses is not None
    ]
    if not known:
        return {}
    found_s, true_s, rates, shown = [], [], [], 0
    for heard, truth in known:
        judged = review(heard, question=None)
        true = truth.pauses or ()
        shown += len(judged.pauses)
        found_s += [gap.length_s for gap in judged.pauses if any(_meet(gap, span) for span in true)]
        true_s += [gap.length_s for gap in true]
        rate, truly = judged.delivery.words_per_minute, truth.words_per_minute
        rates += [abs(rate / truly - 1)] if rate and truly else []
    return {
        "pauses_found": len(found_s),
        "pauses_true": len(true_s),
        "pauses_shown": shown,
        "pause_f1": round(2 * len(found_s) / max(1, shown + len(true_s)), 3),
        "pause_total_error": round(sum(found_s) / sum(true_s) - 1, 3) if true_s else None,
        "rate_error": round(median(rates), 3) if rates else None,
    }


def _meet(one: Any, other: Span) -> bool:
    return bool(min(one.end_s, other.end_s) > max(one.start_s, other.start_s))


def _edge_figures(results: Sequence[Result]) -> dict[str, Any]:
    """How far the first and last words of phrases are from where the phrases begin and end."""
    off_s = [
        off for one in results if isinstance(one.heard, Heard) for off in _edges_off(one.truth, one.heard)
    ]
    return {"phrase_edges_off_ms": round(1000 * median(off_s))} if off_s else {}


def _edges_off(truth: Truth, heard: Heard) -> list[float]:
    said = [(token, at) for at, (text, _) in enumerate(truth.phrases) for token in tokens(text)]
    words = [(token, word) for word in heard.transcript.spoken for token in tokens(word.text)]
    i = j = 0
    ends: dict[int, list[tuple[int, Word]]] = {}
    for a, b in align([token for token, _ in said], [token for token, _ in words]):
        if a is not None and a == b:
            ends.setdefault(said[i][1], []).append((i, words[j][1]))
        i, j = i + (a is not None), j + (b is not None)
    off_s = []
    for at, pairs in ends.items():
        of_phrase = [place for place, (_, phrase) in enumerate(said) if phrase == at]
        span = truth.phrases[at][1]
        off_s += [abs(word.start_s - span.start_s) for place, word in pairs if place == of_phrase[0]]
        off_s += [abs(word.end_s - span.end_s) for place, word in pairs if place == of_phrase[-1]]
    return off_s
