"""Whisper writes down one piece of sound at a time: the only door to faster-whisper."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from audio.clip import MODEL_RATE_HZ, Samples
from audio.errors import ModelDamaged
from audio.models import ModelFolder, ready
from coach.transcript import Word, WordKind

FILLED_PAUSE = re.compile(r"(u+h*m+|u+h+|e+r+m*|a+h+|e+h+|h+m+|m+h*m+)", re.IGNORECASE)
HESITANT = " Um, uh, hmm, er, ah."
"""Said to Whisper as if it stood before the piece, so that it goes on writing such sounds down."""
CONTEXT_TOKENS = 100
_BEAM = 5
_LOOPING = 2.4
"""Compression ratio above which a text repeats itself: Whisper's own threshold (Radford et al. 2022)."""
_PAD_S = 2.0
_WHOLE_S = 30.0
_TOKENS_A_SECOND = 9
_TOKENS_AT_LEAST = 16
_MOST_TOKENS = 448
_LATENESS_S = {"tiny.en": (0.082, 0.091), "base": (-0.069, -0.069)}
"""How late a model's word starts and ends are: medians on 16 readers with hand-verified times (TIMIT)."""


@dataclass(frozen=True, slots=True)
class WrittenWord:
    """A word of one piece, timed from the piece's start, with the tokens it was written in."""

    word: Word
    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What one piece says; `doubt` is 0 for a sure reading, up to 1; `no_speech` is Whisper's own chance."""

    words: tuple[WrittenWord, ...]
    no_speech: float = 0.0
    mean_log_probability: float = 0.0


class Writer(Protocol):
    """Whoever turns a piece of sound into words."""

    @property
    def name(self) -> str:
        """The model's name."""
        ...

    def write_down(
        self, samples: Samples, *, context: Sequence[int] = (), given: Sequence[int] = ()
    ) -> Written:
        """The words of a piece of at most 30 s at 16 kHz.

        `context` are the tokens said just before the piece; `given` those at its start that are known already
        and are only timed anew.
        """
        ...


@dataclass(frozen=True, slots=True)
class _Reading:
    tokens: tuple[int, ...]
    text: str
    mean_log_probability: float
    no_speech: float
    complete: bool

    @property
    def loops(self) -> bool:
        return not self.complete or repeats_itself(self.text)


class Transcriber:
    """A loaded model. Not for two threads at once."""

    def __init__(self, folder: ModelFolder, *, threads: int = 2) -> None:
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer

        folder = ready(folder)
        try:
            self._model: Any = WhisperModel(
                str(folder.path),
                device="cpu",
                compute_type="int8",
                cpu_threads=threads,
                local_files_only=True,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelDamaged(folder.name, file=Path(folder.path)) from error
        self._tokenizer: Any = Tokenizer(
            self._model.hf_tokenizer, self._model.model.is_multilingual, task="transcribe", language="en"
        )
        self._silenced = _silenced(self._tokenizer)
        self._hesitant: tuple[int, ...] = tuple(self._tokenizer.encode(HESITANT))
        self._late_s = _LATENESS_S.get(folder.name, (0.0, 0.0))
        self._name = folder.name

    @property
    def name(self) -> str:
        """The model's name."""
        return self._name

    def write_down(
        self, samples: Samples, *, context: Sequence[int] = (), given: Sequence[int] = ()
    ) -> Written:
        """The words of a piece of at most 30 s at 16 kHz, filled pauses among them.

        The encoder gets the piece and two seconds, not half a minute of nothing (7 to 15 times cheaper for a
        short piece). A reading that runs in circles is done again with the full half minute, then without the
        hesitant prompt, then without what was given.
        """
        encoded = self._encoded(samples, pad_to_s=0.0)
        prompt = (*tuple(context)[-CONTEXT_TOKENS:], *self._hesitant)
        limit = _TOKENS_AT_LEAST + round(_TOKENS_A_SECOND * len(samples) / MODEL_RATE_HZ)
        reading = self._read(encoded, prompt=prompt, given=given, limit=limit)
        if reading.loops:
            whole = self._encoded(samples, pad_to_s=_WHOLE_S)
            for again, kept in ((prompt, ()), ((), ())):
                reading = self._read(whole, prompt=again, given=kept, limit=limit)
                if not reading.loops:
                    break
        words = self._timed(encoded, reading.tokens, length_s=len(samples) / MODEL_RATE_HZ)
        return Written(words, reading.no_speech, reading.mean_log_probability)

    def _encoded(self, samples: Samples, *, pad_to_s: float) -> Any:
        length_s = max(len(samples) / MODEL_RATE_HZ + _PAD_S, pad_to_s)
        padded = np.pad(samples, (0, round(length_s * MODEL_RATE_HZ) - len(samples)))
        features = self._model.feature_extractor(padded, padding=0)
        return self._model.encode(features[:, : round(_WHOLE_S * 100)])

    def _read(self, encoded: Any, *, prompt: Sequence[int], given: Sequence[int], limit: int) -> _Reading:
        tokenizer = self._tokenizer
        start = [tokenizer.sot_prev, *prompt] if prompt else []
        start += [*tokenizer.sot_sequence, tokenizer.no_timestamps, *given]
        most = max(1, min(limit - len(given), _MOST_TOKENS - len(start)))
        result = self._model.model.generate(
            encoded,
            [start],
            beam_size=_BEAM,
            max_length=len(start) + most,
            return_scores=True,
            return_no_speech_prob=True,
            suppress_tokens=self._silenced,
        )[0]
        new = tuple(token for token in result.sequences_ids[0] if token < tokenizer.eot)
        tokens = (*given, *new)
        return _Reading(
            tokens,
            tokenizer.decode(list(tokens)),
            float(result.scores[0]),
            float(result.no_speech_prob),
            complete=len(new) < most,
        )

    def _timed(self, encoded: Any, tokens: tuple[int, ...], *, length_s: float) -> tuple[WrittenWord, ...]:
        """Each word with its times, read from the decoder's attention to the sound."""
        if not tokens:
            return ()
        [found] = self._model.find_alignment(
            self._tokenizer, [list(tokens)], encoded, max(2, round(length_s * 100))
        )
        words = _with_punctuation(found)
        return tuple(_written(word, late_s=self._late_s, length_s=length_s) for word in words)


def kind_of(text: str) -> WordKind:
    """Whether this is a filled pause (um, uh, er, ah, hmm, mm) or a word."""
    return "filled_pause" if FILLED_PAUSE.fullmatch(text.strip(" .,;:!?…-—\"'")) else "word"


def repeats_itself(text: str) -> bool:
    """Whether a text runs in circles: it compresses too well, or says a phrase five times on end."""
    raw = text.encode()
    if raw and len(raw) / len(zlib.compress(raw)) > _LOOPING:
        return True
    words = re.findall(r"[a-z0-9']+", text.lower())
    return any(_chants(words, length) for length in range(1, 7))


def _chants(words: list[str], length: int) -> bool:
    times, needed = 0, 5 * length - length
    for at in range(length, len(words)):
        times = times + 1 if words[at] == words[at - length] else 0
        if times >= needed:
            return True
    return False


def _silenced(tokenizer: Any) -> list[int]:
    """Tokens that are never speech: markup, music signs and Whisper's own marks."""
    marks = (
        tokenizer.transcribe,
        tokenizer.translate,
        tokenizer.sot,
        tokenizer.sot_prev,
        tokenizer.sot_lm,
        tokenizer.no_speech,
    )
    tokens = {*tokenizer.non_speech_tokens, *(mark for mark in marks if mark is not None)}
    return sorted(tokens)


def _with_punctuation(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Signs and parts that stand alone are put to the word before them, or to the first one."""
    words: list[dict[str, Any]] = []
    for part in found:
        starts = part["word"].startswith(" ") and re.search(r"\w", part["word"])
        if words and not (starts and re.search(r"\w", words[-1]["word"])):
            last = words.pop()
            part_of = {"word": last["word"] + part["word"], "tokens": [*last["tokens"], *part["tokens"]]}
            longer = part["end"] if re.search(r"\w", part["word"]) else last["end"]
            words.append({**last, **part_of, "end": longer})
        else:
            words.append(part)
    return [word for word in words if re.search(r"\w", word["word"])]


def _written(part: dict[str, Any], *, late_s: tuple[float, float], length_s: float) -> WrittenWord:
    text = part["word"].strip()
    start_s = min(max(0.0, float(part["start"]) - late_s[0]), length_s)
    end_s = min(max(start_s, float(part["end"]) - late_s[1]), length_s)
    word = Word(text, start_s, end_s, round(float(part["probability"]), 3), kind_of(text))
    return WrittenWord(word, tuple(part["tokens"]))
