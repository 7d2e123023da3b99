from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from audio import models
from audio.clip import MODEL_RATE_HZ, Samples
from audio.dereverberation import dereverberated
from audio.listener import Listener
from audio.misheard import Mishearing
from audio.transcriber import Transcriber
from benchmarks.rooms import ROOMS
from coach.transcript import Heard
from tests.recordings import BEGINNING_S, said_in, sound_of
from tests.word_errors import word_error_rate


@pytest.fixture(scope="module")
def transcriber() -> Transcriber:
    return Transcriber(models.find("tiny.en"), threads=2)


def heard(sound: Samples, transcriber: Transcriber) -> Heard:
    listener = Listener(transcriber)
    listener.hear(sound)
    for _ in listener.work():
        pass
    *_, whole = listener.finish()
    return whole


@pytest.fixture(scope="module")
def answer(transcriber: Transcriber) -> Heard:
    """The whole of the long recording, heard once."""
    return heard(sound_of("answer"), transcriber)


def test_an_answer_is_written_down(answer: Heard) -> None:
    assert word_error_rate(answer.transcript.text, said=said_in("answer")) < 0.1


@pytest.mark.parametrize(
    ("way", "with_room", "is_asked"),
    [
        ({}, False, True),
        ({"hurried": True}, True, False),
        ({"hurried": True, "awaited": True}, True, True),
        ({"hurried": True, "awaited": True}, False, False),
    ],
)
def test_which_words_were_filled_pauses_is_asked_where_there_is_time_for_it(
    way: dict[str, bool],
    with_room: bool,
    is_asked: bool,
    transcriber: Transcriber,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def filled_pauses(texts: list[str], _tokens: object, **_ways: object) -> dict[int, Mishearing]:
        asked.extend(texts)
        return {0: Mishearing("Um,", margin=-1.0)}

    monkeypatch.setattr("audio.transcriber.filled_pauses", filled_pauses)
    monkeypatch.setattr(transcriber, "_drafts_with_room", with_room)
    written = transcriber.write_down(sound_of("short"), **way).words  # type: ignore[arg-type]
    assert bool(asked) == is_asked
    assert (written[0].word.kind == "filled_pause") == is_asked
    assert (written[0].word.probability == 0.269) == is_asked  # not the confidence of the word it replaced


def test_whether_a_word_is_a_filled_pause_is_told_by_its_spelling_and_the_words_beside_it(
    transcriber: Transcriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = (" Em,", " we", " err", " on", " err,", " 4", " mm")
    found = [
        {"word": word, "tokens": [at], "start": at, "end": at + 0.5, "probability": 0.5}
        for at, word in enumerate(said)
    ]
    monkeypatch.setattr(transcriber._model, "find_alignment", lambda *_args: [found])
    words = [one.word for one in transcriber._timed(None, tuple(range(len(said))), length_s=9.0)]
    assert [word.text for word in words] == ["Um,", "we", "err", "on", "err,", "4", "mm"]
    assert [word.text for word in words if word.kind == "filled_pause"] == ["Um,", "err,"]


def test_an_answer_before_a_quiet_microphone_is_written_down_alike(transcriber: Transcriber) -> None:
    sound = sound_of("short")
    plain = transcriber.write_down(sound)
    soft = transcriber.write_down(np.asarray(sound * 0.01, np.float32))
    assert [one.word.text for one in soft.words] == [one.word.text for one in plain.words]


def test_words_are_in_time_order_and_inside_the_recording(answer: Heard) -> None:
    starts_s = [word.start_s for word in answer.transcript.words]
    assert starts_s == sorted(starts_s)
    assert all(0 <= word.start_s <= word.end_s <= answer.sound.duration_s for word in answer.transcript.words)


def test_an_um_that_reads_as_and_is_told_by_its_sound(answer: Heard) -> None:
    words = answer.transcript.words
    assert sum(word.kind == "filled_pause" for word in words) >= 3
    assert sum(word.text == "And" for word in words) == 2


@pytest.mark.parametrize("hurried", [False, True])
def test_a_room_is_taken_out_of_a_piece_but_not_of_a_draft(
    hurried: bool, transcriber: Transcriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    piece = ROOMS["echo"](sound_of("answer", upto_s=7.0))
    near = transcriber._model.feature_extractor(piece if hurried else dereverberated(piece))
    encode, given = transcriber._model.encode, list[Any]()

    def noting(features: Any) -> Any:
        given.append(features)
        return encode(features)

    monkeypatch.setattr(transcriber._model, "encode", noting)
    transcriber.write_down(piece, hurried=hurried, awaited=hurried)
    assert np.allclose(given[0][:, : near.shape[-1]], near)


@pytest.mark.parametrize(
    ("length_s", "hurried", "awaited", "room_s"),
    [(5, False, False, 30), (20, False, False, 24), (5, True, False, 10), (2, True, True, 6)],
)
def test_only_a_short_piece_that_nobody_waits_for_is_encoded_as_half_a_minute(
    length_s: int,
    hurried: bool,
    awaited: bool,
    room_s: int,
    transcriber: Transcriber,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    encode, given_s = transcriber._model.encode, list[float]()

    def noting(features: Any) -> Any:
        given_s.append(features.shape[-1] / 100)
        return encode(features)

    monkeypatch.setattr(transcriber._model, "encode", noting)
    piece = sound_of("answer")[: length_s * MODEL_RATE_HZ]
    transcriber.write_down(piece, hurried=hurried, awaited=awaited)
    assert given_s[0] == pytest.approx(room_s, abs=0.05)


STEPS = ["encode", "generate", "find_alignment"]


@pytest.mark.parametrize("after", range(4))
def test_a_reading_that_nobody_wants_any_more_ends_after_the_step_it_is_at(
    after: int, transcriber: Transcriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, wanted = list[str](), True

    def noting(name: str, step: Any) -> Any:
        def noted(*given: Any, **options: Any) -> Any:
            nonlocal wanted
            done.append(name)
            wanted = wanted and len(done) < after
            return step(*given, **options)

        return noted

    whisper = transcriber._model.model
    for holder, name in ((transcriber._model, "encode"), (transcriber._model, "find_alignment")):
        monkeypatch.setattr(holder, name, noting(name, getattr(holder, name)))
    monkeypatch.setattr(transcriber._model, "model", Noted(whisper, noting("generate", whisper.generate)))
    for name in ("filled_pauses", "spans_in"):
        monkeypatch.setattr(f"audio.transcriber.{name}", noting(name, lambda *_, **__: {}))
    wanted = after > 0
    written = transcriber.write_down(sound_of("short"), is_wanted=lambda: wanted)
    assert done == STEPS[:after]
    assert bool(written.words) == (after == len(STEPS))


class Noted:
    """A model whose decoder is another's."""

    def __init__(self, model: Any, generate: Any) -> None:
        self._model, self.generate = model, generate

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)


def test_for_the_phones_of_the_last_words_nobody_waits(transcriber: Transcriber) -> None:
    piece = sound_of("short")
    draft, tail = (transcriber.write_down(piece, hurried=True, awaited=awaited) for awaited in (False, True))
    assert any(one.found for one in draft.words)
    assert tail.words
    assert not any(one.found for one in tail.words)


@pytest.mark.parametrize("seed", [1, 2])
def test_cut_at_random_while_it_comes_in_the_answer_has_the_same_words(
    seed: int, transcriber: Transcriber
) -> None:
    sound, chance = sound_of("answer", upto_s=BEGINNING_S), np.random.default_rng(seed)
    cuts = np.sort(chance.integers(0, len(sound), 40))
    listener = Listener(transcriber)
    for part in np.split(sound, cuts):
        listener.hear(part)
        for _ in listener.work(ahead=bool(chance.integers(2))):
            pass
    *_, cut = listener.finish()
    assert word_error_rate(cut.transcript.text, said=said_in("answer", upto_s=BEGINNING_S)) < 0.1
    starts_s = [word.start_s for word in cut.transcript.words]
    assert starts_s == sorted(starts_s)


@pytest.mark.parametrize("sound", ["silence", "room"])
def test_silence_and_an_empty_room_give_no_words(sound: str, transcriber: Transcriber) -> None:
    assert heard(sound_of(sound), transcriber).transcript.words == ()


def test_loud_steady_noise_gives_no_words(transcriber: Transcriber) -> None:
    noise = np.random.default_rng(3).normal(0, 0.1, 20 * MODEL_RATE_HZ).astype(np.float32)
    assert heard(noise, transcriber).transcript.words == ()
