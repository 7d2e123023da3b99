"""When each word was said: its times are brought to where the sound has its phones, and to its own edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audio.transcriber import WrittenWord
from coach.transcript import Span, Word

_NEAR_S = 0.3
"""How far an edge may move: nine of ten of Whisper's times are nearer to the truth (TIMIT, as the lateness of
models in `audio/transcriber.py`)."""
_HESITANT_S = 0.8
"""How far a filled pause may reach back: Whisper looks at its end only, the voice before it is its own."""
_SILENT_S = 1.5
"""How long before that end such a voice may have ended."""
_BRIEF_S = 0.12
_USUAL_S = 0.35


def snapped(words: Sequence[WrittenWord], *, voiced: Sequence[Span]) -> tuple[WrittenWord, ...]:
    """The same words, the first in a stretch of voice begun with it, the last ended with it, in order."""
    words = [_where_found(written) for written in words]
    homes = [_home(written.word, voiced) for written in words]
    words = _in_empty_stretches(words, homes, voiced)
    moved: list[Word] = []
    for at, written in enumerate(words):
        word, home = written.word, homes[at]
        earliest_s = moved[-1].end_s if moved else 0.0
        if home is not None:
            first = at == 0 or homes[at - 1] != home
            last = at == len(words) - 1 or homes[at + 1] != home
            word = _to_edges(word, voiced[home], first=first, last=last)
            latest_s = voiced[home].end_s if last else words[at + 1].word.start_s
            word = _filled_out(word, from_s=max(earliest_s, voiced[home].start_s), to_s=latest_s)
        moved.append(_after(word, earliest_s))
    return tuple(replace(written, word=word) for written, word in zip(words, moved, strict=True))


def _where_found(written: WrittenWord) -> WrittenWord:
    """With the times at which the sound has its phones, where they were found."""
    if written.found is None:
        return written
    found = written.found
    word = replace(written.word, start_s=found.start_s, end_s=found.end_s, is_timed=True)
    return replace(written, word=word)


def _home(word: Word, voiced: Sequence[Span]) -> int | None:
    """Which stretch the word lies in for the most part, or nearly in; none if it is far from all."""
    best, best_s = None, -_NEAR_S
    for at, span in enumerate(voiced):
        shared_s = min(word.end_s, span.end_s) - max(word.start_s, span.start_s)
        if shared_s > best_s:
            best, best_s = at, shared_s
    return best


def _in_empty_stretches(
    words: Sequence[WrittenWord], homes: list[int | None], voiced: Sequence[Span]
) -> list[WrittenWord]:
    """Puts a filled pause that Whisper times into the next word's voice where a voice before has no word.

    Somebody says "um", is silent, and goes on: Whisper looks at the end of the silence. Changes `homes` too.
    """
    placed = list(words)
    for at, written in enumerate(words):
        before = homes[at - 1] if at else -1
        after = homes[at + 1] if at + 1 < len(words) else len(voiced)
        if written.word.kind == "word" or before is None or after is None or homes[at] not in (None, after):
            continue
        latest_s = written.word.end_s + _NEAR_S
        empty = [place for place in range(before + 1, after) if _may_hold(voiced[place], latest_s=latest_s)]
        if empty:
            homes[at] = home = max(empty, key=lambda place: voiced[place].length_s)
            span = voiced[home]
            placed[at] = replace(written, word=replace(written.word, start_s=span.start_s, end_s=span.end_s))
    return placed


def _may_hold(span: Span, *, latest_s: float) -> bool:
    """Whether a voice is as long as a filled pause and ends soon enough before a moment."""
    return latest_s - _SILENT_S < span.end_s <= latest_s and _BRIEF_S <= span.length_s <= _HESITANT_S


def _to_edges(word: Word, span: Span, *, first: bool, last: bool) -> Word:
    start_s, end_s = word.start_s, word.end_s
    if (first and abs(span.start_s - start_s) <= _NEAR_S) or start_s < span.start_s:
        start_s = span.start_s
    if (last and abs(span.end_s - end_s) <= _NEAR_S) or end_s > span.end_s:
        end_s = span.end_s
    if end_s - start_s < min(_BRIEF_S, word.end_s - word.start_s):
        if word.start_s >= span.start_s - _NEAR_S:
            return word
        end_s = max(end_s, start_s)
    return replace(word, start_s=start_s, end_s=end_s)


def _filled_out(word: Word, *, from_s: float, to_s: float) -> Word:
    """A filled pause takes the voice before it; what is too brief to be said takes the voice around it."""
    start_s, end_s = word.start_s, word.end_s
    hesitant = word.kind == "filled_pause"
    if hesitant or end_s - start_s < _BRIEF_S:
        start_s = min(start_s, max(from_s, start_s - (_HESITANT_S if hesitant else _USUAL_S)))
    if end_s - start_s < _BRIEF_S:
        end_s = max(end_s, min(to_s, start_s + _USUAL_S))
    return replace(word, start_s=start_s, end_s=end_s)


def _after(word: Word, earliest_s: float) -> Word:
    start_s = max(word.start_s, earliest_s)
    return replace(word, start_s=start_s, end_s=max(word.end_s, start_s))
