"""Other ways to hear a recording, to be measured beside Greenroom's own with the same model."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from audio import models
from audio.clip import MODEL_RATE_HZ, Samples

_HESITANT = " Um, uh, hmm, er, ah."
_CONTEXT = 100
_PIECE_S = 25.0
_FRAMES_A_SECOND = 100
_WHOLE = 30 * _FRAMES_A_SECOND
_LOOPING = 2.4


def loaded(folder: models.ModelFolder, *, threads: int = 2) -> Any:
    """The model as faster-whisper itself loads it, int8."""
    from faster_whisper import WhisperModel

    path = str(models.ready(folder).path)
    return WhisperModel(path, device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True)


def text_of(model: Any, sound: Samples, **options: Any) -> str:
    """What faster-whisper's own call on the whole sound says, beam 5, the rest as it comes."""
    segments, _ = model.transcribe(sound, language="en", beam_size=5, **options)
    return " ".join(segment.text for segment in segments)


class RecipeA:
    """Pieces of up to 25 s; the words so far and then hesitations as prompt; the encoder's input kept short.

    With `all_sound` everything is given to Whisper and cut in the middle of the gaps; without it only what
    the voice detector calls speech.
    """

    def __init__(self, model: Any, *, all_sound: bool) -> None:
        from faster_whisper.tokenizer import Tokenizer

        self._model = model
        self._all_sound = all_sound
        self._tokenizer: Any = Tokenizer(
            model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language="en"
        )
        self._hesitant = list(self._tokenizer.encode(_HESITANT))

    def text_of(self, sound: Samples) -> str:
        """What is heard in the whole sound."""
        said: list[int] = []
        for piece in self._pieces(sound):
            said += self._heard_in(piece, said)
        text: str = self._tokenizer.decode(said)
        return text

    def _pieces(self, sound: Samples) -> Iterator[Samples]:
        from faster_whisper.vad import VadOptions, get_speech_timestamps

        speech = get_speech_timestamps(
            sound,
            VadOptions(min_silence_duration_ms=300, speech_pad_ms=200, max_speech_duration_s=_PIECE_S),
        )
        parts = [(one["start"], one["end"]) for one in speech]
        if self._all_sound and parts:
            cuts = [(a[1] + b[0]) // 2 for a, b in pairwise(parts)]
            parts = list(zip([0, *cuts], [*cuts, len(sound)], strict=True))
        piece: list[Samples] = []
        for start, end in parts:
            if piece and sum(map(len, piece)) + end - start > _PIECE_S * MODEL_RATE_HZ:
                yield np.concatenate(piece)
                piece = []
            piece.append(sound[start:end])
        if piece:
            yield np.concatenate(piece)

    def _heard_in(self, piece: Samples, said: list[int]) -> list[int]:
        from faster_whisper.audio import pad_or_trim

        features = self._model.feature_extractor(piece)
        frames = min(_WHOLE, len(piece) * _FRAMES_A_SECOND // MODEL_RATE_HZ + 2 * _FRAMES_A_SECOND)
        tokens = self._generated(pad_or_trim(features, frames), said)
        raw = self._tokenizer.decode(tokens).encode()
        if raw and len(raw) / len(zlib.compress(raw)) > _LOOPING:
            tokens = self._generated(pad_or_trim(features, _WHOLE), said)
        return tokens

    def _generated(self, features: Any, said: list[int]) -> list[int]:
        tokenizer = self._tokenizer
        prompt = [tokenizer.sot_prev, *said[-_CONTEXT:], *self._hesitant]
        prompt += [*tokenizer.sot_sequence, tokenizer.no_timestamps]
        result = self._model.model.generate(
            self._model.encode(features), [prompt], beam_size=5, max_length=448, suppress_tokens=[-1]
        )[0]
        return [token for token in result.sequences_ids[0] if token < tokenizer.eot]
