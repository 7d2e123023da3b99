"""Whisper writes down one piece of sound at a time: the only door to faster-whisper."""

from __future__ import annotations

import math
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from audio.clip import MODEL_RATE_HZ, Samples
from audio.dereverberation import dereverberated
from audio.doubt import Doubt, all_say, doubt, in_circles, said_again
from audio.errors import ModelDamaged
from audio.filled_pause import in_one_spelling, kind_of
from audio.forced_alignment import forced_aligner, spans_in
from audio.misheard import Mishearing, filled_pauses
from audio.models import ModelFolder, ready
from coach.transcript import Span, Word, WordKind

HESITANT = " Um, uh, hmm, er, ah."
"""Said to Whisper as if it stood before the piece, so that it goes on writing such sounds down."""
CONTEXT_TOKENS = 100
_BEAM = 5
_BEAM_WHILE_ONE_WAITS, _CONTEXT_WHILE_ONE_WAITS = 2, 50
"""For the last seconds of an answer, after Stop: a quarter to a third quicker than with five (one core)."""
_LONG_S = 12.0
"""A piece of this length needs `_PAD_FRAMES` of room after it, no more; shorter ones then loop more often."""
_FRAMES_A_SECOND = 100
_PAD_FRAMES = 400
_WHOLE_S = 30.0
_HURRIED_S = 10.0
_TOKENS_A_SECOND = 9
_TOKENS_AT_LEAST = 16
_MOST_TOKENS = 448
_SOFT, _USUAL = 0.1, 0.2
"""What one sample in a hundred exceeds: below the first a piece is soft, the second is usual speech."""
_MOST_LIFT = 31.6
"""30 dB: more would only lift the room."""
_SHAPES_KEPT = "16"
"""oneDNN keeps the code and the room of the encoder's convolutions for each length of sound it has met, a
megabyte a length, for 1024 of them: 10 MB a minute while one speaks. Few lengths ever come again."""
_NEVER = 1e-30
_LATENESS_S = {"tiny.en": (0.082, 0.091), "base": (-0.069, -0.069)}
"""How late a model's word starts and ends are: medians on 16 readers with hand-verified times
(TIMIT), measured before there was this code; no command here repeats it."""


@dataclass(frozen=True, slots=True)
class WrittenWord:
    """A word of one piece, timed from the piece's start, with the tokens it was written in.

    The word's own times are Whisper's; `found` is where its phones are in the sound, if they were found. Only
    the model called `writer` knows what the tokens mean.
    """

    word: Word
    tokens: tuple[int, ...]
    found: Span | None = None
    writer: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What one piece says; `no_speech` is Whisper's own chance that nobody speaks."""

    words: tuple[WrittenWord, ...]
    no_speech: float = 0.0
    mean_log_probability: float = 0.0


class Writer(Protocol):
    """Whoever turns a piece of sound into words."""

    @property
    def name(self) -> str:
        """The model's name."""
        ...

    def tokens_of(self, text: str) -> tuple[int, ...]:
        """A word that another model wrote, as this one would have written it."""
        ...

    def write_down(
        self,
        samples: Samples,
        *,
        context: Sequence[int] = (),
        voiced: Sequence[Span] = (),
        hurried: bool = False,
        awaited: bool = False,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> Written:
        """The words of a piece of at most 30 s at 16 kHz.

        `context` are the tokens said just before the piece; `voiced` are stretches, from the piece's start,
        that should have words; `hurried` trades some of the accuracy of short pieces for speed, `awaited` a
        little more, since somebody sits and waits; once `is_wanted` says no, what is found so far is handed
        back, perhaps nothing.
        """
        ...


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to read a piece: what the encoder made of it, and what was said before."""

    encoded: Any
    prompt: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way the piece was read, what speaks against it, and what it says again and again.

    Where all ways say the same as often, somebody did; a reading that was broken off proves nothing.
    """

    words: tuple[WrittenWord, ...]
    doubt: Doubt
    again: tuple[str, ...] | None
    mean_log_probability: float
    no_speech: float


class Transcriber:
    """A loaded model, for as many threads at once as it was given `readers`; each uses so many `threads`.

    One that `drafts_with_room` gives the encoder of a draft 10 s instead of 4 s more than its length: for
    tiny.en some 0.02 s longer, and a twentieth of the errors fewer. And of a draft that is waited for it asks
    which words were filled pauses: 0.1 to 0.2 s where there are some.
    """

    def __init__(
        self, folder: ModelFolder, *, threads: int = 2, readers: int = 1, drafts_with_room: bool = False
    ) -> None:
        # Read once, at the first convolution of the process.
        os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", _SHAPES_KEPT)
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer

        folder = ready(folder)
        try:
            self._model: Any = WhisperModel(
                str(folder.path),
                device="cpu",
                compute_type="int8",
                cpu_threads=threads,
                num_workers=readers,
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
        self._drafts_with_room = drafts_with_room
        self._aligner = forced_aligner()

    @property
    def name(self) -> str:
        """The model's name."""
        return self._name

    def tokens_of(self, text: str) -> tuple[int, ...]:
        """A word that another model wrote, as this one would have written it."""
        return tuple(self._tokenizer.encode(f" {text}"))

    def warm_up(self) -> None:
        """The first drafts after this take no longer than the others."""
        for awaited in (True, False):
            self.write_down(np.zeros(MODEL_RATE_HZ, np.float32), hurried=True, awaited=awaited)

    def pace_s(self) -> float:
        """Seconds for a fixed piece of work: 10 s of sound encoded, 24 tokens decoded, as in a draft."""
        encoded = self._encoded(np.zeros(6 * MODEL_RATE_HZ, np.float32), pad_to_s=_HURRIED_S)
        start = [*self._tokenizer.sot_sequence, self._tokenizer.no_timestamps]
        silenced = [*self._silenced, self._tokenizer.eot]
        began = time.perf_counter()
        self._encoded(np.zeros(6 * MODEL_RATE_HZ, np.float32), pad_to_s=_HURRIED_S)
        self._model.model.generate(
            encoded, [start], beam_size=_BEAM, max_length=len(start) + 24, suppress_tokens=silenced
        )
        return time.perf_counter() - began

    def write_down(
        self,
        samples: Samples,
        *,
        context: Sequence[int] = (),
        voiced: Sequence[Span] = (),
        hurried: bool = False,
        awaited: bool = False,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> Written:
        """The words of a piece of at most 30 s at 16 kHz, filled pauses among them.

        The encoder is used to half a minute: with less, short pieces loop and stop early more often, so only
        long ones and hurried readings get less (base, one core: .8 s for half a minute, .32 s for 20 s, .12
        s for 10 s), the hurried ones with one second try only, the awaited ones with none: somebody waits.
        The hesitant prompt has a price too: now and then a reading runs in circles or leaves out what was
        said. One that does is done again in other ways, with all the room there is, and the best is kept.
        A room's late echo is taken out before all but the hurried ones: words and times get better by it.
        One is asked whether it `is_wanted` before each step that takes long.
        """
        if not is_wanted():
            return Written(())
        length_s = len(samples) / MODEL_RATE_HZ
        best: tuple[_Reading, _Way] | None = None
        rows: dict[tuple[int, ...], tuple[str, ...] | None] = {}
        near = samples if hurried else dereverberated(samples)
        for way in self._ways(near, context=context, hurried=hurried, awaited=awaited):
            if not is_wanted():
                break
            beam = _BEAM_WHILE_ONE_WAITS if awaited else _BEAM
            reading = self._read(way, length_s=length_s, voiced=voiced, beam=beam, is_wanted=is_wanted)
            if reading is None:
                break
            rows[way.prompt] = reading.again
            if best is None or reading.doubt.weight < best[0].doubt.weight:
                best = reading, way
            if not reading.doubt.serious or not is_wanted():
                break
        if best is None:
            return Written(())
        reading, way = best
        sane = reading.words if all_say(rows.values()) else _without_circles(reading.words)
        if (not hurried or (awaited and self._drafts_with_room)) and is_wanted():
            sane = self._with_filled_pauses(sane, way)
        if not awaited and is_wanted():
            spans = spans_in(near, [written.word for written in sane], aligner=self._aligner)
            sane = tuple(replace(written, found=span) for written, span in zip(sane, spans, strict=True))
        return Written(sane, reading.no_speech, reading.mean_log_probability)

    def _ways(
        self, samples: Samples, *, context: Sequence[int], hurried: bool, awaited: bool
    ) -> Iterator[_Way]:
        """The ways to read a piece, the usual one first; each is prepared only when it is asked for."""
        known = _CONTEXT_WHILE_ONE_WAITS if awaited else CONTEXT_TOKENS
        hesitant = (*tuple(context)[-known:], *self._hesitant)
        if hurried:
            is_short = awaited and not self._drafts_with_room
            quick = self._encoded(samples, pad_to_s=0.0 if is_short else _HURRIED_S)
            yield _Way(quick, hesitant)
            if not awaited:
                yield _Way(quick, self._hesitant)
            return
        is_long = len(samples) >= _LONG_S * MODEL_RATE_HZ
        whole = self._encoded(samples, pad_to_s=0.0 if is_long else _WHOLE_S)
        yield _Way(whole, hesitant)
        whole = self._encoded(samples, pad_to_s=_WHOLE_S) if is_long else whole
        yield _Way(whole, self._hesitant)
        yield _Way(whole, ())

    def _encoded(self, samples: Samples, *, pad_to_s: float) -> Any:
        """The encoder's view of the piece, padded with mean features: with silence short pieces loop."""
        from faster_whisper.audio import pad_or_trim

        features = self._model.feature_extractor(_loud_enough(samples))
        frames = max(features.shape[-1] + _PAD_FRAMES, round(pad_to_s * _FRAMES_A_SECOND))
        return self._model.encode(pad_or_trim(features, min(frames, round(_WHOLE_S * _FRAMES_A_SECOND))))

    def _read(
        self,
        way: _Way,
        *,
        length_s: float,
        voiced: Sequence[Span],
        beam: int,
        is_wanted: Callable[[], bool],
    ) -> _Reading | None:
        """The piece as read in this way; none where nobody wants it any more before its words are timed."""
        tokenizer = self._tokenizer
        start = [tokenizer.sot_prev, *way.prompt] if way.prompt else []
        start += [*tokenizer.sot_sequence, tokenizer.no_timestamps]
        most = min(_TOKENS_AT_LEAST + round(_TOKENS_A_SECOND * length_s), _MOST_TOKENS - len(start))
        result = self._model.model.generate(
            way.encoded,
            [start],
            beam_size=beam,
            max_length=len(start) + most,
            return_scores=True,
            return_no_speech_prob=True,
            suppress_tokens=self._silenced,
        )[0]
        if not is_wanted():
            return None
        tokens = tuple(token for token in result.sequences_ids[0] if token < tokenizer.eot)
        words = self._timed(way.encoded, tokens, length_s=length_s)
        plain, complete = [word.word for word in words], len(tokens) < most
        against = doubt(plain, voiced=voiced, complete=complete)
        again = said_again(plain) if complete else None
        return _Reading(words, against, again, float(result.scores[0]), float(result.no_speech_prob))

    def _with_filled_pauses(self, words: tuple[WrittenWord, ...], way: _Way) -> tuple[WrittenWord, ...]:
        """The words with a filled pause where one was written as a word like it."""
        tokens = [written.tokens for written in words]
        found = filled_pauses(
            [written.word.text for written in words],
            tokens,
            hesitant=lambda text: kind_of(text) == "filled_pause",
            spelled=self.tokens_of,
            log_probabilities=partial(self._log_probabilities, way),
        )
        return tuple(
            _hesitating(written, found[at], self.tokens_of(found[at].text)) if at in found else written
            for at, written in enumerate(words)
        )

    def _log_probabilities(self, way: _Way, text: Sequence[int]) -> list[float]:
        """How likely each token of a text is, given the sound and what is before it."""
        tokenizer = self._tokenizer
        start = [tokenizer.sot_prev, *(way.prompt or self._hesitant), *tokenizer.sot_sequence]
        [row] = self._model.model.align(way.encoded, start, [list(text)], 2 * way.encoded.shape[1])
        return [math.log(max(chance, _NEVER)) for chance in row.text_token_probs]

    def _timed(self, encoded: Any, tokens: tuple[int, ...], *, length_s: float) -> tuple[WrittenWord, ...]:
        """Each word with its times, read from the decoder's attention to the sound."""
        if not tokens:
            return ()
        [found] = self._model.find_alignment(
            self._tokenizer, [list(tokens)], encoded, max(2, round(length_s * 100))
        )
        words = _with_punctuation(found)
        texts = [in_one_spelling(word["word"].strip()) for word in words]
        return tuple(
            _written(
                word,
                text=text,
                kind=kind_of(text, before=before, after=after),
                late_s=self._late_s,
                length_s=length_s,
                writer=self._name,
            )
            for word, text, before, after in zip(words, texts, ["", *texts], [*texts[1:], ""], strict=False)
        )


def _hesitating(written: WrittenWord, heard_as: Mishearing, tokens: tuple[int, ...]) -> WrittenWord:
    """The word as the filled pause it was: as sure as its text is likelier, not as the word seemed to be."""
    sure = round(heard_as.confidence, 3)
    word = replace(written.word, text=heard_as.text, kind="filled_pause", probability=sure)
    return replace(written, word=word, tokens=tokens)


def _without_circles(words: tuple[WrittenWord, ...]) -> tuple[WrittenWord, ...]:
    again = in_circles([written.word for written in words])
    return tuple(written for at, written in enumerate(words) if at not in again)


def _loud_enough(samples: Samples) -> Samples:
    """A soft piece as loud as people usually are: of soft ones Whisper leaves out fillers, and some words."""
    peak = float(np.percentile(np.abs(samples), 99)) if len(samples) else 0.0
    if not 0.0 < peak < _SOFT:
        return samples
    return samples * np.float32(min(_MOST_LIFT, _USUAL / peak))


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


def _written(
    part: dict[str, Any],
    *,
    text: str,
    kind: WordKind,
    late_s: tuple[float, float],
    length_s: float,
    writer: str,
) -> WrittenWord:
    start_s = min(max(0.0, float(part["start"]) - late_s[0]), length_s)
    end_s = min(max(start_s, float(part["end"]) - late_s[1]), length_s)
    word = Word(text, start_s, end_s, round(float(part["probability"]), 3), kind)
    return WrittenWord(word, tuple(part["tokens"]), writer=writer)
