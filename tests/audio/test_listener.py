from __future__ import annotations

import gc
import sys
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.clip import MODEL_RATE_HZ, Samples
from audio.detector import FRAME_S
from audio.filled_pause import kind_of
from audio.listener import LONGEST_PIECE_S, Listener, _last_said
from audio.prosody import Melody
from audio.rumble import RumbleFilter
from audio.speech import Speech
from audio.transcriber import Written, WrittenWord
from coach.transcript import Heard, Span, Word
from tests.audio.bursts import WORD_S, BurstDetector, BurstWriter, spoken
from tests.roaming import examples

GAPS_S = st.lists(
    st.sampled_from([0.1, 0.1, 0.15, 0.2, 0.2, 0.35, 0.35, 0.6, 0.6, 1.2, 4.0, 9.0]), min_size=1, max_size=90
)
"""Long silences are rarer than breaths: nearly all of the time a test took went into them."""


def listen(sound: Samples, *, writer: BurstWriter, block: int, ahead: bool) -> Heard:
    listener = Listener(writer, speech=Speech(BurstDetector()))
    for first in range(0, len(sound), block):
        listener.hear(sound[first : first + block])
        for _ in listener.work(ahead=ahead):
            pass
    *_, heard = listener.finish()
    return listener.settle() or heard


@settings(max_examples=examples(60), deadline=None)
@given(GAPS_S, st.sampled_from([800, 1_600, 16_000, 480_000]), st.booleans())
def test_no_word_is_lost_doubled_or_torn_however_the_sound_arrives(
    gaps_s: list[float], block: int, ahead: bool
) -> None:
    heard = listen(spoken(gaps_s), writer=BurstWriter(), block=block, ahead=ahead)
    assert heard.transcript.text.split() == [f"w{number}" for number in range(len(gaps_s))]


@settings(max_examples=examples(40), deadline=None)
@given(GAPS_S, st.integers(0, 2**32 - 1))
def test_wherever_the_sound_is_cut_the_words_and_their_times_stay_the_same(
    gaps_s: list[float], seed: int
) -> None:
    sound, chance = spoken(gaps_s), np.random.default_rng(seed)
    listener = Listener(BurstWriter(), speech=Speech(BurstDetector()))
    for part in np.split(sound, np.sort(chance.integers(0, len(sound), 2 * len(gaps_s)))):
        listener.hear(part)
        if chance.integers(2):
            for _ in listener.work(ahead=bool(chance.integers(2))):
                pass
    *_, cut = listener.finish()
    whole = listen(sound, writer=BurstWriter(), block=len(sound), ahead=False)
    assert cut.transcript.text == whole.transcript.text
    assert cut.sound.duration_s == whole.sound.duration_s
    starts_s, whole_s = ([word.start_s for word in one.transcript.words] for one in (cut, whole))
    assert np.allclose(starts_s, whole_s, atol=0.012)


@settings(max_examples=examples(30), deadline=None)
@given(GAPS_S, st.booleans())
def test_words_are_timed_from_the_start_of_the_recording(gaps_s: list[float], ahead: bool) -> None:
    heard = listen(spoken(gaps_s), writer=BurstWriter(), block=1_600, ahead=ahead)
    starts_s = np.cumsum(gaps_s) + WORD_S * np.arange(len(gaps_s))
    assert np.allclose([word.start_s for word in heard.transcript.words], starts_s, atol=0.012)


def test_no_piece_is_longer_than_the_longest() -> None:
    writer = BurstWriter()
    listen(spoken([0.2] * 200), writer=writer, block=8_000, ahead=False)
    assert max(writer.pieces_s) <= LONGEST_PIECE_S
    assert writer.pieces_s[0] > LONGEST_PIECE_S * 0.4


def test_silence_is_never_given_to_the_writer() -> None:
    writer = BurstWriter()
    heard = listen(np.zeros(120 * MODEL_RATE_HZ, np.float32), writer=writer, block=16_000, ahead=True)
    assert writer.pieces_s == []
    assert heard.transcript.words == ()
    assert heard.sound.duration_s == 120.0


def test_the_next_piece_knows_what_was_said_before() -> None:
    writer = BurstWriter()
    listen(spoken([0.35] * 100), writer=writer, block=480_000, ahead=False)
    first = round(writer.pieces_s[0] / (0.35 + WORD_S))
    assert writer.contexts[1] == tuple(range(first))


@dataclass
class NotingWriter(BurstWriter):
    """Notes which pieces were read as a whole, and after which words; drafts are rubbish."""

    whole: list[tuple[float, tuple[int, ...]]] = field(default_factory=list)
    drafts: int = 0

    def write_down(self, samples: Samples, **options: Any) -> Written:
        written = super().write_down(samples, **options)
        if not options.get("hurried"):
            self.whole.append((round(len(samples) / MODEL_RATE_HZ, 1), tuple(options["context"])))
            return written
        self.drafts += 1
        return Written(
            tuple(replace(one, word=replace(one.word, text="draft"), tokens=(0,)) for one in written.words)
        )


@settings(max_examples=examples(40), deadline=None)
@given(GAPS_S, st.sampled_from([800, 1_600, 16_000]))
def test_what_stays_of_live_words_was_read_as_a_file_is(gaps_s: list[float], block: int) -> None:
    live, file = NotingWriter(), NotingWriter()
    sound = spoken(gaps_s)
    heard = listen(sound, writer=live, block=block, ahead=True)
    assert heard.transcript.text == listen(sound, writer=file, block=block, ahead=False).transcript.text
    assert "draft" not in heard.transcript.text
    assert live.whole == file.whole


def test_after_a_pause_nothing_is_left_to_draft_at_the_end() -> None:
    writer = NotingWriter()
    listener = Listener(writer, speech=Speech(BurstDetector()))
    sound = spoken([0.2] * 30)
    for first in range(0, len(sound), 1_600):
        listener.hear(sound[first : first + 1_600])
        for _ in listener.work(ahead=True):
            pass
    drafts = writer.drafts
    list(listener.finish())
    assert writer.drafts == drafts > 2
    heard = listener.settle()
    assert heard is not None
    assert len(heard.transcript.words) == 30


NO_DATA = (type, ModuleType, FunctionType, BuiltinFunctionType, MethodType)


def held(root: object) -> int:
    """Bytes of everything that can be reached from an object, what an array is a view of included."""
    seen, left = dict[int, object](), [root]
    while left:
        one = left.pop()
        if id(one) in seen or isinstance(one, NO_DATA):
            continue
        seen[id(one)] = one
        left += gc.get_referents(one)
        if isinstance(one, np.ndarray) and one.base is not None:
            left.append(one.base)
    return sum(map(sys.getsizeof, seen.values()))


def test_two_hours_are_heard_in_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    # What takes long and keeps nothing is left out.
    monkeypatch.setattr(RumbleFilter, "_mended", lambda _, samples: samples)
    monkeypatch.setattr(Melody, "_candidates", lambda _, frames: [[] for _ in frames])
    listener = Listener(BurstWriter(), speech=Speech(BurstDetector()))
    sound, hours_s, looked_s = spoken([0.5] * 60), 2 * 3600.0, 0.0
    most = 3_000_000 + sound.nbytes  # the open piece, and what is being looked at
    while listener.heard_s < hours_s:
        listener.hear(sound)
        for _ in listener.work():
            pass
        if listener.heard_s - looked_s >= hours_s / 12:
            looked_s = listener.heard_s
            assert held(listener) < most + 12_000 * looked_s, "5 KB a second twice, as rows double, and words"
    assert listener.heard_s - looked_s < hours_s / 12


def test_of_a_long_stretch_at_once_no_sound_is_kept_that_was_looked_at() -> None:
    speech = Speech(BurstDetector())
    speech.hear(spoken([0.5] * 150))
    assert held(speech) < 1_500_000 + 12_000 * speech.duration_s


@dataclass
class AskingWriter(BurstWriter):
    """Is told after its first piece that nobody wants to know any more."""

    wanted: list[bool] = field(default_factory=list)

    def write_down(self, samples: Samples, **options: Any) -> Written:
        self.wanted.append(options["is_wanted"]())
        return super().write_down(samples, **options)

    def is_wanted(self) -> bool:
        return len(self.pieces_s) < 1


@pytest.mark.parametrize("ahead", [False, True])
def test_once_nobody_wants_to_know_any_more_nothing_is_read(ahead: bool) -> None:
    writer = AskingWriter()
    listener = Listener(writer, speech=Speech(BurstDetector()), is_wanted=writer.is_wanted)
    listener.hear(spoken([0.2] * 150))
    list(listener.work(ahead=ahead))
    list(listener.finish(awaited=True))
    assert writer.wanted == [True]


def test_what_is_known_so_far_grows_and_never_shrinks() -> None:
    listener = Listener(BurstWriter(), speech=Speech(BurstDetector()))
    sound, counts = spoken([0.4] * 120), [0]
    for first in range(0, len(sound), 1_600):
        listener.hear(sound[first : first + 1_600])
        counts += [len(heard.transcript.words) for heard in listener.work(ahead=True)]
    assert counts == sorted(counts)
    assert counts[-1] > 100


@settings(max_examples=examples(30), deadline=None)
@given(GAPS_S, st.integers(0, 60), st.booleans())
def test_another_writer_may_take_over_at_any_moment(gaps_s: list[float], after_s: int, ahead: bool) -> None:
    listener, second = Listener(BurstWriter(), speech=Speech(BurstDetector())), BurstWriter()
    sound = spoken(gaps_s)
    for first in range(0, len(sound), 1_600):
        if first == after_s * MODEL_RATE_HZ:
            listener.go_on_with(second)
        listener.hear(sound[first : first + 1_600])
        for _ in listener.work(ahead=ahead):
            pass
    *_, heard = listener.finish()
    assert heard.transcript.text.split() == [f"w{number}" for number in range(len(gaps_s))]
    assert second.contexts == [] or second.contexts[0] == tuple(range(len(second.contexts[0])))


def test_where_another_writer_took_over_both_are_named() -> None:
    listener = Listener(BurstWriter("base"), speech=Speech(BurstDetector()))
    sound = spoken([0.2] * 60)
    listener.hear(sound[: 27 * MODEL_RATE_HZ])
    assert [heard.model for heard in listener.work()] == ["base"]
    listener.go_on_with(BurstWriter("tiny.en"))
    listener.hear(sound[27 * MODEL_RATE_HZ :])
    *_, heard = listener.finish()
    assert heard.model == "base, tiny.en"


def test_a_writer_that_took_over_before_any_word_is_the_only_one_named() -> None:
    listener = Listener(BurstWriter("base"), speech=Speech(BurstDetector()))
    listener.go_on_with(BurstWriter("tiny.en"))
    assert listener.heard().model == "tiny.en"


@dataclass
class QuickWriter(NotingWriter):
    """A smaller model with tokens of its own."""

    name: str = "small"

    def tokens_of(self, text: str) -> tuple[int, ...]:
        return (1_000 + super().tokens_of(text)[0],)


def live(listener: Listener, sound: Samples) -> Heard:
    """Everything up to Stop; the last words of it as drafted."""
    for first in range(0, len(sound), 1_600):
        listener.hear(sound[first : first + 1_600])
        for _ in listener.work(ahead=True):
            pass
    *_, heard = listener.finish()
    return heard


@settings(max_examples=examples(12), deadline=None)
@given(GAPS_S)
def test_a_smaller_model_drafts_what_another_reads_again(gaps_s: list[float]) -> None:
    writer, drafter, file = NotingWriter("large"), QuickWriter(), NotingWriter("large")
    listener = Listener(writer, drafter=drafter, speech=Speech(BurstDetector()))
    sound = spoken(gaps_s)
    heard = live(listener, sound)
    heard = listener.settle() or heard
    assert (writer.drafts, drafter.whole) == (0, [])
    assert heard.transcript == listen(sound, writer=file, block=1_600, ahead=False).transcript
    assert writer.whole == file.whole
    assert heard.model == "large"


class Never(Executor):
    """Does what it is given much later."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        return Future()


def test_who_wrote_the_words_that_are_there_is_named() -> None:
    listener = Listener(
        BurstWriter("large"), drafter=BurstWriter("small"), speech=Speech(BurstDetector()), aside=Never()
    )
    assert listener.heard().model == "large"
    assert live(listener, spoken([0.2] * 30)).model == "small"


def test_each_model_is_given_what_was_said_in_its_own_tokens() -> None:
    writer, drafter = BurstWriter("large"), QuickWriter()
    listener = Listener(writer, drafter=drafter, speech=Speech(BurstDetector()))
    live(listener, spoken([0.35] * 100))
    assert all(token < 1_000 for context in writer.contexts for token in context)
    first = round(writer.pieces_s[0] / (0.35 + WORD_S))
    after = [context for context in drafter.contexts if len(context) >= first]
    assert after[0][:first] == tuple(range(1_000, 1_000 + first))


def test_what_a_second_look_has_found_is_told_to_no_model() -> None:
    said = [
        WrittenWord(Word(text, at, at + 0.5, 1.0, "word"), tokens=tokens, writer="large")
        for at, (text, tokens) in enumerate((("we", (1,)), ("um,", ()), ("built", (2,))))
    ]
    assert _last_said([said], BurstWriter("large")) == (1, 2)
    assert _last_said([said], BurstWriter("small")) == (*map(ord, "we"), *map(ord, "built"))


def test_who_falls_behind_goes_on_with_the_smaller_model() -> None:
    writer, drafter = NotingWriter("large"), QuickWriter()
    listener = Listener(writer, drafter=drafter, speech=Speech(BurstDetector()))
    listener.hear(spoken([0.2] * 120))
    for _ in listener.work(ahead=True):
        pass
    assert writer.pieces_s == []
    *_, heard = listener.finish()
    assert len(heard.transcript.words) == 120
    assert heard.model == "small"


@dataclass
class FindingWriter(BurstWriter):
    """Knows where in the sound its words are, and leaves out the sixth, or hears an um there."""

    sixth: str = ""

    def made_of(self, samples: Samples) -> Written:
        words = [
            replace(one, found=Span(one.word.start_s, one.word.end_s), writer=self.name)
            for one in super().made_of(samples).words
        ]
        words = [one if one.word.text != "w5" else self._as_heard(one) for one in words]
        return Written(tuple(one for one in words if one.word.text))

    def _as_heard(self, one: WrittenWord) -> WrittenWord:
        return replace(one, word=replace(one.word, text=self.sixth, kind=kind_of(self.sixth)))


@pytest.mark.parametrize("ahead", [False, True])
def test_what_the_writer_left_out_is_heard_by_the_smaller_model_live_and_from_a_file(ahead: bool) -> None:
    writer, drafter = FindingWriter("large"), FindingWriter("small", sixth="um")
    listener = Listener(writer, drafter=drafter, speech=Speech(BurstDetector()))
    sound = spoken([0.2] * 12)
    for first in range(0, len(sound), 1_600):
        listener.hear(sound[first : first + 1_600])
        for _ in listener.work(ahead=ahead):
            pass
    *_, heard = listener.finish()
    heard = listener.settle() or heard
    assert heard.transcript.text == "w0 w1 w2 w3 w4 um w6 w7 w8 w9 w10 w11"
    um = heard.transcript.words[5]
    assert abs(um.start_s - 5 * (0.2 + WORD_S) - 0.2) < 0.1
    assert um.probability == 0.5
    assert heard.model == "large"


def test_no_pause_is_drafted_sooner_than_one_was_told_to_rest() -> None:
    listener = Listener(BurstWriter(), speech=Speech(BurstDetector()), part_s=99.0)
    sound, at = spoken([0.2, 0.2, 0.2, 0.2, 0.35, 0.2, 0.2, 0.6, 0.2, 1.2]), 0
    drafts = rests = 0
    while at < len(sound):
        rest = max(0, int((listener.rests_s - 2 * FRAME_S) * MODEL_RATE_HZ))
        for first in range(at, min(at + rest, len(sound)) - 160, 160):
            listener.hear(sound[first : first + 160])
            at = first + 160
            assert not list(listener.work(ahead=True)), "within the rest nothing comes due"
        listener.hear(sound[at : at + 160])
        at += 160
        drafts += len(list(listener.work(ahead=True)))
        rests += 1
    assert drafts >= 3
    assert rests < len(sound) / 160 / 3
