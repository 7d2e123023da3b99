"""The only door to PocketSphinx: words that are known are found in the sound, phone by phone."""

from __future__ import annotations

import mmap
import re
import threading
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from audio.clip import MODEL_RATE_HZ, Samples
from audio.pronunciation import pronunciations
from coach.transcript import Span, Word

_FRAME_S = 0.01
_BEAM = 1e-64
"""How unlikely what is still followed may be. With 1e-48 a fifth is saved, but three times as many words are
found at a wrong place (1.3 % are 250 ms off, not .5 %)."""
_DENSITIES = 2
"""Of each phone's mixture that are reckoned with; four, the usual, cost a fifth more."""
_SILENCE = 0.5
"""How likely a silence is after each word. With PocketSphinx's own .005 noisy sentences fit less often."""
_LEAST_WORDS = 4
_MOST_CUTS = 6
"""Within one another. Words that do not fit at all were tried for a fifth of the sound's length without."""
_ANY_VOWEL = ("AH",)
_SHORTEST_S = 0.1
_LOUD = 0.5
_VARIANT = re.compile(rb"\(\d+\)$")
_NEAR = 16_384
_ERRORS = (ImportError, OSError, RuntimeError, ValueError, MemoryError)
"""A missing package, an unreadable or empty file, PocketSphinx's own, no memory."""


def forced_aligner() -> ForcedAligner | None:
    """A forced aligner, or None where PocketSphinx is not to be had: it has no package for some systems."""
    try:
        return ForcedAligner()
    except _ERRORS:
        return None


def spans_in(
    samples: Samples, words: Sequence[Word], *, aligner: ForcedAligner | None
) -> tuple[Span | None, ...]:
    """When each word is said; None for all where no aligner is, or it fails: no more is lost then."""
    if aligner is not None:
        with suppress(*_ERRORS):  # in another thread it is loaded anew, which may fail as well
            return aligner.spans(words, samples)
    return (None,) * len(words)


class ForcedAligner(threading.local):
    """Finds when known words are said, with the hidden Markov models of phones that PocketSphinx brings.

    Loading takes 20 ms and 6 MB, once for each thread; aligning about 2 % of the sound's length.
    """

    def __init__(self) -> None:
        import pocketsphinx

        models = Path(pocketsphinx.get_model_path(), "en-us")
        self._dictionary = _Dictionary(models / "cmudict-en-us.dict")
        self._decoder: Any = pocketsphinx.Decoder(
            hmm=str(models / "en-us"),
            lm=None,
            dict=None,
            beam=_BEAM,
            pbeam=_BEAM,
            wbeam=_BEAM,
            topn=_DENSITIES,
            bestpath=False,  # its search among all paths takes minutes where short words do not fit the sound
            silprob=_SILENCE,
            fillprob=_SILENCE,
            loglevel="FATAL",
        )
        self._names: dict[tuple[str, ...], str] = {}

    def spans(self, words: Sequence[Word], samples: Samples) -> tuple[Span | None, ...]:
        """When each word is said, from the start of the samples (16 kHz); None where it is not found.

        `words` come with rough times. Where they do not fit the sound as a whole, as when some were misheard,
        it is cut at the longest silence between two of them, as the rough times have it, and both parts are
        tried.
        """
        look_up = self._dictionary.look_up
        ways = tuple(
            pronunciations(word.text, lookup=look_up, hesitant=word.kind == "filled_pause") or _ANY_VOWEL
            for word in words
        )
        return self._found(words, ways, samples, begin_s=0.0, end_s=len(samples) / MODEL_RATE_HZ)

    def _found(
        self,
        words: Sequence[Word],
        ways: Sequence[tuple[str, ...]],
        samples: Samples,
        *,
        begin_s: float,
        end_s: float,
        cuts: int = _MOST_CUTS,
    ) -> tuple[Span | None, ...]:
        part = samples[round(begin_s * MODEL_RATE_HZ) : round(end_s * MODEL_RATE_HZ)]
        spans = self._aligned(ways, part)
        if len(spans) == len(words):
            return tuple(Span(begin_s + span.start_s, begin_s + span.end_s) for span in spans)
        if len(words) < 2 * _LEAST_WORDS or not cuts:
            return (None,) * len(words)
        places = range(_LEAST_WORDS, len(words) - _LEAST_WORDS + 1)
        at = max(places, key=lambda place: (_silence(words, place), -abs(2 * place - len(words))))
        cut_s = min(max(begin_s, (words[at - 1].end_s + words[at].start_s) / 2), end_s)
        before = self._found(words[:at], ways[:at], samples, begin_s=begin_s, end_s=cut_s, cuts=cuts - 1)
        after = self._found(words[at:], ways[at:], samples, begin_s=cut_s, end_s=end_s, cuts=cuts - 1)
        return before + after

    def _aligned(self, ways: Sequence[tuple[str, ...]], samples: Samples) -> tuple[Span, ...]:
        """The words' spans from the start of the samples; fewer where they do not fit."""
        if len(samples) < _SHORTEST_S * MODEL_RATE_HZ or not ways:
            return ()
        # Begun anew each time: with what it kept of the sound before, the same words came out a frame apart.
        self._decoder.reinit_feat()
        self._decoder.set_align_text(" ".join(self._name(way) for way in ways))
        self._decoder.start_utt()
        self._decoder.process_raw(_as_16_bit(samples), full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.seg()
        return tuple(
            Span(one.start_frame * _FRAME_S, (one.end_frame + 1) * _FRAME_S)
            for one in found or ()
            if one.word.startswith("w")
        )

    def _name(self, ways: tuple[str, ...]) -> str:
        """Under which name PocketSphinx knows a word that is said in these ways."""
        if ways not in self._names:
            name = self._names[ways] = f"w{len(self._names)}"
            for number, way in enumerate(ways, start=1):
                self._decoder.add_word(name if number == 1 else f"{name}({number})", way, number == len(ways))
        return self._names[ways]


class _Dictionary:
    """A pronouncing dictionary in CMU's form, looked through where it lies: as a table it takes 30 MB."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.look_up = lru_cache(maxsize=5_000)(self._look_up)

    def _look_up(self, word: str) -> tuple[str, ...]:
        name = word.encode()
        place = self._place(name)
        at = self._text.find(b"\n" + name + b" ", max(0, place - _NEAR), place + _NEAR)
        found = []
        while at >= 0:
            end = self._text.find(b"\n", at + 1)
            entry, _, phones = self._text[at + 1 : end].partition(b" ")
            if _VARIANT.sub(b"", entry) != name:
                break
            found.append(phones.strip().decode())
            at = end
        return tuple(found)

    def _place(self, name: bytes) -> int:
        """About where a word stands: the dictionary is in order but for some neighbours."""
        low, high = 0, len(self._text)
        while high - low > _NEAR // 4:
            middle = (low + high) // 2
            line = self._text.find(b"\n", middle) + 1
            if self._text[line : line + len(name)] < name:
                low = middle
            else:
                high = middle
        return low


def _silence(words: Sequence[Word], place: int) -> int:
    """How long the silence before a word is by the rough times, in whole frames: most words have none."""
    return round((words[place].start_s - words[place - 1].end_s) / _FRAME_S)


def _as_16_bit(samples: Samples) -> bytes:
    """16 bit samples, half as loud as can be: soft speech would be coarse."""
    loudest = float(np.abs(samples).max(initial=0.0))
    return (samples * (_LOUD * 32767 / max(loudest, 1e-4))).astype("<i2").tobytes()
