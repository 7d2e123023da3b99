"""What was heard, held against what is known: words, filled pauses, their times, pauses and rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from benchmarks.recordings import Truth
from benchmarks.scoring import align, score, tokens, tokens_alike, total
from coach.review import review
from coach.transcript import Heard, Span, Word

_NEAR_S = 0.25


@dataclass(frozen=True, slots=True)
class Result:
    """One recording, heard in one way, as a text or with times."""

    name: str
    truth: Truth
    heard: str | Heard
    took_s: float
    length_s: float

    @property
    def text(self) -> str:
        """All that was heard."""
        return self.heard if isinstance(self.heard, str) else self.heard.transcript.text


def figures(results: Sequence[Result]) -> dict[str, Any]:
    """Every figure that these results allow, over all of them together."""
    summed = total(score(one.truth.said, one.text) for one in results)
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
        "rtf": round(sum(one.took_s for one in results) / sum(one.length_s for one in results), 4),
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


def _pause_figures(results: Sequence[Result]) -> dict[str, Any]:
    """Pauses as a review shows them; those that meet no known one are left out, since phrases hide some."""
    known = [
        (one.heard, one.truth)
        for one in results
        if isinstance(one.heard, Heard) and one.truth.pauses is not None
    ]
    if not known:
        return {}
    found_s, true_s, rates = [], [], []
    for heard, truth in known:
        judged = review(heard, question=None)
        true = truth.pauses or ()
        found_s += [gap.length_s for gap in judged.pauses if any(_meet(gap, span) for span in true)]
        true_s += [gap.length_s for gap in true]
        rate, truly = judged.delivery.words_per_minute, truth.words_per_minute
        rates += [abs(rate / truly - 1)] if rate and truly else []
    return {
        "pauses_found": len(found_s),
        "pauses_true": len(true_s),
        "pause_total_error": round(sum(found_s) / max(0.01, sum(true_s)) - 1, 3),
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
