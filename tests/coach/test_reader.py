"""The reader: points and answer as one text, read in stretches, looked at by word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from coach.coverage import NAMED, NOT_DONE, OF_OTHERS
from coach.network import FOLDER
from coach.reader import STRETCH, Reader, Reading, _decided, laid_out, stretches
from coach.reasons import REASONS

POINTS = ("Closed the valve by hand.", "Rang the plumber.", "Wrote it down for the next one.")
TOLD = (
    "it was a monday and the cellar was wet all over and my boss was away. so I went down "
    "on my knees and closed the valve by hand with the big key. then we had tea and "
    "somebody told the old story of the flood and in the evening it was dry again"
)
ANSWER = TOLD.split()


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(FOLDER / "tokenizer.json"))


def test_points_come_first_and_every_token_of_the_answer_knows_its_word() -> None:
    sheet = laid_out(_tokenizer(), POINTS, ANSWER)
    assert len(sheet.ids) == len(sheet.parts) == len(sheet.said) == len(sheet.words)
    assert [one for one in dict.fromkeys(sheet.words) if one >= 0] == list(range(len(ANSWER)))
    assert sheet.asked.shape == (3, len(sheet.ids))
    assert np.allclose(sheet.asked.sum(1), 1.0)
    first_said = sheet.said.index(1.0)
    assert (sheet.asked[:, first_said:] == 0).all()
    assert set(sheet.parts[first_said:]) == {1}


def test_what_is_too_long_is_cut_where_the_answer_ends() -> None:
    sheet = laid_out(_tokenizer(), POINTS, ["unbelievable"] * 900)
    assert len(sheet.ids) == 512
    assert sheet.said[-1] == 0.0
    assert np.allclose(sheet.asked.sum(1), 1.0)


def test_stretches_hold_every_word_and_settled_ones_stay_as_an_answer_grows() -> None:
    assert stretches([1] * STRETCH) == ((0, STRETCH),)
    assert stretches([1] * 271) == ((0, 180), (90, 270), (180, 271))
    for size in (1, 3, 40):
        for count in (1, 50, 181, 270, 271, 600):
            found = stretches([size] * count)
            assert {at for start, end in found for at in range(start, end)} == set(range(count))
            assert all(end - start <= STRETCH for start, end in found)
            assert found[:-1] == stretches([size] * (count + 90))[: len(found) - 1]


@pytest.mark.parametrize("word", ["https://a.example/x-y_z?q=1&r=2%20", "我们修复了服务器", "£1,234,567.89"])
def test_words_of_many_pieces_are_all_read_in_shorter_stretches(word: str) -> None:
    tokenizer = _tokenizer()
    said = [word] * 200
    sizes = [len(one.ids) for one in tokenizer.encode_batch(said, add_special_tokens=False)]
    points = [" ".join(["unbelievable"] * 40)] * 7
    cuts = stretches(sizes)
    assert len(cuts) > 2
    for start, end in cuts:
        sheet = laid_out(tokenizer, points, said[start:end])
        assert set(sheet.words) == {-1, *range(end - start)}


def test_as_an_answer_grows_only_its_last_stretch_is_read_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[int] = []
    once = Reader._together

    def counted(self: Reader, one: tuple[tuple[str, ...], tuple[str, ...]]) -> Reading:
        read.append(len(one[1]))
        return once(self, one)

    monkeypatch.setattr(Reader, "_together", counted)
    reader = Reader()
    said = ANSWER * 8
    for count in (200, 230, 300):
        reader.read(POINTS, said[:count])
    assert sorted(read) == [110, 120, 140, 180, 180]
    grown = reader.read(POINTS, said[:300])
    assert len(read) == 5
    assert np.array_equal(grown.chances, Reader().read(POINTS, said[:300]).chances)


def test_every_point_has_chances_and_looks_that_add_up_to_one(reader: Reader) -> None:
    found = reader.read(POINTS, ANSWER)
    assert found.chances.shape == (3, len(REASONS))
    assert np.allclose(found.chances.sum(1), 1.0, atol=1e-4)
    assert found.looks.shape == (3, len(ANSWER))
    assert np.allclose(found.looks.sum(1), 1.0, atol=1e-3)


def test_the_point_that_is_told_stands_above_those_that_are_not_and_its_words_are_seen(
    reader: Reader,
) -> None:
    found = reader.read(POINTS, ANSWER)
    made = found.chances[:, REASONS.index("made")]
    assert made.argmax() == 0
    where = ANSWER.index("valve")
    assert found.looks[0, where - 4 : where + 5].sum() > found.looks[0].sum() / 2


def test_of_a_long_answer_the_stretch_decides_in_which_the_point_is_made(reader: Reader) -> None:
    filler = (
        "and then the bus came late again as it does on mondays and we talked about the weather " * 12
    ).split()
    found = reader.read(POINTS, [*filler, *ANSWER])
    assert found.looks.shape == (3, len(filler) + len(ANSWER))
    assert found.chances[:, REASONS.index("made")].argmax() == 0
    assert found.looks[0, len(filler) :].sum() > 0.5


def test_many_points_are_read_in_groups(reader: Reader) -> None:
    many = [f"Point number {at} was made." for at in range(17)]
    said = ANSWER * 5
    found = reader.read(many, said)
    assert found.chances.shape == (17, len(REASONS))
    for at in (0, 7, 14):
        alone = reader.read(many[at : at + 7], said)
        assert np.array_equal(found.chances[at : at + 7], alone.chances)
        assert np.array_equal(found.looks[at : at + 7], alone.looks)


def test_one_reader_has_the_points_from_the_last_to_the_first_and_what_both_say_is_told_of_its_own_point(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader, places = Reader(), []

    def spoken_of(fed: Mapping[str, npt.NDArray[Any]]) -> list[npt.NDArray[np.float32]]:
        """Logits by the ids of a point, looks at the word that has the point's place in this row."""
        own = (fed["asked"] > 0) * fed["ids"][:, None]
        places.append([[row[row > 0].tolist() for row in rows] for rows in own])
        logits = np.zeros((*own.shape[:2], len(REASONS)), np.float32)
        logits[..., 0] = own.sum(-1) / 10_000
        looks = np.zeros(own.shape, np.float32)
        first = fed["said"][0].argmax()
        for row in looks:
            np.fill_diagonal(row[:, first:], 1.0)
        return [logits, looks]

    monkeypatch.setattr(reader._network, "run", spoken_of)
    found = reader.read(POINTS, ["one", "two", "three"])
    ((forth, back),) = places
    assert back == forth[::-1]
    made = np.exp([sum(ids) / 10_000 for ids in forth])
    assert np.allclose(found.chances[:, 0], made / (made + len(REASONS) - 1), atol=1e-5)
    assert np.allclose(found.looks, (np.eye(3) + np.eye(3)[::-1]) / 2)


def test_the_model_has_a_reader_for_each_order() -> None:
    import onnxruntime

    session = onnxruntime.InferenceSession(str(FOLDER / "reader.onnx"))
    assert {one.shape[0] for one in session.get_inputs()} == {2}


def test_where_no_stretch_makes_the_point_the_one_decides_that_speaks_of_it_most() -> None:
    silent, denied = _reading([0.5, 0.5]), _reading([1.0, 0.0], negated=0.7)
    for parts, start in (((silent, denied), 2), ((denied, silent), 0)):
        found = _decided(parts, ((0, 2), (2, 4)), count=4)
        assert found.chances[0, REASONS.index("negated")] == pytest.approx(0.7)
        assert found.looks[0].tolist() == [float(at == start) for at in range(4)]


def _reading(looked: Sequence[float], **chances: float) -> Reading:
    left = 1.0 - sum(chances.values())
    row = [chances.get(one, left if one == "absent" else 0.0) for one in REASONS]
    return Reading(np.array([row], np.float32), np.array([looked], np.float32))


@pytest.mark.parametrize(
    ("reason", "words"), [("negated", NOT_DONE), ("named", NAMED), ("others", OF_OTHERS), ("absent", "")]
)
def test_why_a_point_is_not_made_is_told_where_it_is_known(reason: str, words: str) -> None:
    (told,) = _reading([1.0], **{reason: 0.8}).told()
    assert told.why == words


def test_no_reason_is_given_on_a_guess() -> None:
    (told,) = _reading([1.0], negated=0.4, others=0.3).told()
    assert told.why == ""


def test_what_is_shown_is_the_passage_that_was_looked_at_most() -> None:
    here = [0.01] * 60 + [0.05] * 20 + [0.01] * 60
    (told,) = _reading(here, made=0.9).told()
    first, last = told.seen
    assert last - first == 23
    assert first <= 60
    assert last >= 79


def test_of_few_words_all_are_shown() -> None:
    (told,) = _reading([0.2] * 5, made=0.9).told()
    assert told.seen == (0, 4)
