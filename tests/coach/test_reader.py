"""The reader: points and answer as one text, read in stretches, looked at by word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from coach.coverage import IN_PART, NAMED, NOT_DONE, OF_OTHERS, UNCLEAR
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
    assert stretches([1] * 271) == ((0, 220), (110, 271))
    for size in (1, 3, 40):
        for count in (1, 50, 221, 330, 331, 600):
            found = stretches([size] * count)
            assert {at for start, end in found for at in range(start, end)} == set(range(count))
            assert all(end - start <= STRETCH for start, end in found)
            assert found[:-1] == stretches([size] * (count + 110))[: len(found) - 1]


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
    for count in (240, 270, 340):
        reader.read(POINTS, said[:count])
    assert sorted(read) == [120, 130, 160, 220, 220]
    grown = reader.read(POINTS, said[:340])
    assert len(read) == 5
    assert np.array_equal(grown.chances, Reader().read(POINTS, said[:340]).chances)


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


def test_where_no_stretch_makes_the_point_the_one_decides_that_speaks_of_it_most() -> None:
    silent, denied = _reading([0.5, 0.5]), _reading([1.0, 0.0], negated=0.7)
    for parts, start in (((silent, denied), 2), ((denied, silent), 0)):
        found = _decided(parts, ((0, 2), (2, 4)), count=4)
        assert found.chances[0, REASONS.index("negated")] == pytest.approx(0.7)
        assert found.looks[0].tolist() == [float(at == start) for at in range(4)]


def test_what_a_later_stretch_denies_is_not_made_any_more() -> None:
    made, denied = _reading([1.0, 0.0], made=0.9), _reading([0.0, 1.0], negated=0.6)
    cuts = ((0, 2), (2, 4))
    taken_back = _decided((made, denied), cuts, count=4)
    assert taken_back.chances[0, REASONS.index("negated")] == pytest.approx(0.6)
    done_after_all = _decided((denied, made), cuts, count=4)
    assert done_after_all.chances[0, REASONS.index("made")] == pytest.approx(0.9)
    hardly = _decided((made, _reading([0.0, 1.0], negated=0.4)), cuts, count=4)
    assert hardly.chances[0, REASONS.index("made")] == pytest.approx(0.9)


def test_what_two_stretches_hold_is_as_likely_as_both_say_together() -> None:
    early, late = [0.0] * 30 + [1.0, 0.0], [1.0] + [0.0] * 31
    sure, unsure = _reading(early, made=0.9), _reading(late, made=0.5)
    both = _decided((sure, unsure), ((0, 32), (4, 36)), count=36)
    assert both.chances[0, REASONS.index("made")] == pytest.approx(0.7)
    assert both.looks[0].argmax() == 30
    apart = _decided((sure, unsure), ((0, 32), (16, 48)), count=48)
    assert apart.chances[0, REASONS.index("made")] == pytest.approx(0.9)


def test_signs_that_are_no_word_make_no_point(reader: Reader) -> None:
    found = reader.read(POINTS, ["\u200b", "\u200d"])
    assert found.chances[:, REASONS.index("absent")].tolist() == [1.0] * 3
    assert found.looks.shape == (3, 2)
    assert np.isfinite(found.looks).all()


def test_odds_are_ranked_further_than_they_are_weighed() -> None:
    found = _reading([1.0], made=0.995)
    assert found.log_odds()[0] == pytest.approx(np.log(0.995 / 0.005), rel=1e-4)
    assert found.told()[0].figures[0] == pytest.approx(np.log(0.98 / 0.02))
    assert _reading([1.0], made=1.0).log_odds()[0] == pytest.approx(np.log(999), rel=1e-4)
    assert _reading([1.0], half=0.5).log_odds()[0] == pytest.approx(np.log(1 / 3), rel=1e-4)


def test_the_model_takes_one_answer_with_any_number_of_points_and_says_each_reason() -> None:
    import onnxruntime

    session = onnxruntime.InferenceSession(str(FOLDER / "reader.onnx"))
    taken = {one.name: one.shape for one in session.get_inputs()}
    assert taken == {
        "ids": [1, "tokens"],
        "mask": [1, "tokens"],
        "parts": [1, "tokens"],
        "asked": [1, "points", "tokens"],
        "said": [1, "tokens"],
    }
    reasons, looks = session.get_outputs()
    assert (reasons.name, reasons.shape[-1], looks.name) == ("reasons", len(REASONS), "looks")


def _reading(looked: Sequence[float], **chances: float) -> Reading:
    left = 1.0 - sum(chances.values())
    row = [chances.get(one, left if one == "absent" else 0.0) for one in REASONS]
    return Reading(np.array([row], np.float32), np.array([looked], np.float32))


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("negated", NOT_DONE),
        ("named", NAMED),
        ("others", OF_OTHERS),
        ("vague", UNCLEAR),
        ("half", IN_PART),
        ("absent", ""),
    ],
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
