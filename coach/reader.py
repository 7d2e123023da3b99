"""Reads a whole answer with all its points at once: is each made, and where was that seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coach.coverage import IDEAL, IN_PART, NAMED, NOT_DONE, OF_OTHERS, UNCLEAR
from coach.kept import Kept
from coach.network import FOLDER, THREADS, Network
from coach.reasons import REASONS, Reason, chances_of, log_odds, made_of

Figures = npt.NDArray[np.float32]

_Stretch = tuple[tuple[str, ...], tuple[str, ...]]

READ = ("read", "read_negated", "read_named", "read_of_others")
"""Log odds that the point is made, and how likely it is only touched."""
_FIRST, _BETWEEN = 101, 102
LONGEST = 512
"""Tokens that have a place."""
_POINT = 30
"""Tokens of a point that are read: some 23 words."""
STRETCH = 220
"""Words read at once, of most answers all."""
TOGETHER = 7
"""Points read at once: as many as a question had that it learned from."""
_ROOM = LONGEST - 2 - TOGETHER * (_POINT + 1)
"""Tokens that the words of a stretch may have, whatever the points; 220 spoken words seldom have more."""
_PIECES = 12
"""Tokens of a word that are read. What people say has 7 at most; an address or a line of Chinese more."""
_SIDE_BY_SIDE = 2
"""Stretches on their way at once: where both cores are free, the wait for a long answer is half of it."""
_KEPT = 256
_SURE = 0.5
_SUREST = 0.999
"""Where short answers are ranked: the chance from which on nobody is surer."""
_SHOWN = 24
"""Words in a row that are shown: those that were looked at most."""
_WORDS: dict[Reason, str] = {
    "negated": NOT_DONE,
    "named": NAMED,
    "others": OF_OTHERS,
    "hypothetical": IDEAL,
    "half": IN_PART,
    "vague": UNCLEAR,
}
_ABSENT = REASONS.index("absent")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Points and answer as tokens: "[CLS] point [SEP] point [SEP] ... answer [SEP]".

    `asked` (points, tokens): a row a point, its own tokens adding up to one; `said`: 1 for the answer's
    tokens; `words`: for each token its word in the answer, or -1.
    """

    ids: tuple[int, ...]
    parts: tuple[int, ...]
    asked: Figures
    said: tuple[float, ...]
    words: tuple[int, ...]


def laid_out(tokenizer: Any, points: Sequence[str], said: Sequence[str]) -> Sheet:
    """Points and the answer's words as tokens; what is longer than 512 tokens is cut at the end.

    Of a point 30 tokens are read, of a word 12; of `stretches` nothing is cut.
    """
    pieces = tokenizer.encode_batch([*points, *said], add_special_tokens=False)
    ids, owners = [_FIRST], [-1]
    for at, piece in enumerate(pieces[: len(points)]):
        ids += [*piece.ids[:_POINT], _BETWEEN]
        owners += [at] * len(piece.ids[:_POINT]) + [-1]
    start, words = len(ids), [-1] * len(ids)
    for at, piece in enumerate(pieces[len(points) :]):
        ids += piece.ids[:_PIECES]
        words += [at] * len(piece.ids[:_PIECES])
    ids, words = [*ids[: LONGEST - 1], _BETWEEN], [*words[: LONGEST - 1], -1]
    asked = np.zeros((len(points), len(ids)), np.float32)
    for at in range(len(points)):
        own = [place for place, owner in enumerate(owners) if owner == at]
        asked[at, own] = 1.0 / max(1, len(own))
    return Sheet(
        tuple(ids),
        (0,) * start + (1,) * (len(ids) - start),
        asked,
        tuple(float(one >= 0) for one in words),
        tuple(words),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one point in the whole answer: `figures` as in `READ`; the first and last of the words
    that were looked at most; why the point is not made, or "".
    """

    figures: tuple[float, ...]
    seen: tuple[int, int]
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """For every point the chance of each of `REASONS` (points, reasons) in the stretch of the answer that
    decides, and how much each spoken word was looked at there (points, words), a row adding up to one.
    """

    chances: Figures
    looks: Figures

    def log_odds(self) -> tuple[float, ...]:
        """That each point is made, as far as they go."""
        return tuple(log_odds(float(one), surest=_SUREST) for one in made_of(self.chances))

    def told(self) -> tuple[Told, ...]:
        """What is said of every point."""
        return tuple(
            Told(_figures(row), _seen(looked), _why(row))
            for row, looked in zip(self.chances, self.looks, strict=True)
        )


class Reader:
    """The model in `folder` (`reader.onnx`, int8), loaded at the first answer.

    MPNet's six lowest layers, trained on spoken answers written for this project and on arguments;
    `python -m benchmarks.judge.train` makes it.
    """

    def __init__(self, folder: Path = FOLDER, *, threads: int = THREADS) -> None:
        self._network = Network(folder, threads=threads)
        self._read: Kept[_Stretch, Reading] = Kept(_KEPT)

    def read(self, points: Sequence[str], said: Sequence[str]) -> Reading:
        """All points read with the answer's spoken words; a longer answer is read in stretches that overlap.

        What was read before is not read again: of a growing answer only the last stretch is new. There is at
        least one point, and one word.
        """
        groups = [points[at : at + TOGETHER] for at in range(0, len(points), TOGETHER)]
        pieces = self._network.tokenizer().encode_batch(list(said), add_special_tokens=False)
        cuts = stretches([len(piece.ids) for piece in pieces])
        wanted = [(tuple(few), tuple(said[start:end])) for few in groups for start, end in cuts]
        parts = self._read.each(wanted, self._read_now)
        rows = [
            _decided(parts[at : at + len(cuts)], cuts, count=len(said))
            for at in range(0, len(parts), len(cuts))
        ]
        return Reading(
            np.concatenate([one.chances for one in rows]), np.concatenate([one.looks for one in rows])
        )

    def load(self) -> None:
        """Loads the model now, so that the first answer need not wait for it."""
        self._network.load()

    def _read_now(self, new: Sequence[_Stretch]) -> list[Reading]:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(min(_SIDE_BY_SIDE, len(new)), "reader") as pool:
            return list(pool.map(self._together, new))

    def _together(self, one: _Stretch) -> Reading:
        points, said = one
        sheet = laid_out(self._network.tokenizer(), points, said)
        if not any(sheet.said):
            return _nothing(len(points), len(said))
        logits, looks = self._network.run(
            {
                "ids": np.array([sheet.ids], np.int64),
                "mask": np.ones((1, len(sheet.ids)), np.int64),
                "parts": np.array([sheet.parts], np.int64),
                "asked": sheet.asked[None],
                "said": np.array([sheet.said], np.float32),
            }
        )
        held = np.zeros((len(points), len(said)), np.float32)
        words = np.array(sheet.words)
        for row, seen in zip(held, looks[0], strict=True):
            np.add.at(row, words[words >= 0], seen[words >= 0])
        return Reading(chances_of(logits[0]), held)


def stretches(sizes: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """First word and the one after the last of every stretch that is read, of words of so many tokens each.

    220 words, fewer where they are long; the next begins in the middle.
    """
    found: list[tuple[int, int]] = []
    start = end = 0
    while not found or end < len(sizes):
        end, left = start, _ROOM
        while end < len(sizes) and end < start + STRETCH and min(sizes[end], _PIECES) <= left:
            left -= min(sizes[end], _PIECES)
            end += 1
        found.append((start, end))
        start += (end - start) // 2
    return tuple(found)


def _decided(parts: Sequence[Reading], cuts: Sequence[tuple[int, int]], *, count: int) -> Reading:
    """Of several stretches the one that decides about a point, and what all say that hold the words looked at
    there: the mean of two looks at the same words is surer than the higher of them.
    """
    chances = np.stack([one.chances for one in parts])
    held = np.zeros(chances.shape[1:], np.float32)
    looks = np.zeros((chances.shape[1], count), np.float32)
    for at, part in enumerate(_deciding(chances).tolist()):
        start, end = cuts[part]
        looks[at, start:end] = parts[part].looks[at]
        first, last = (start + one for one in _seen(parts[part].looks[at]))
        alike = [one for one, (start, end) in enumerate(cuts) if start <= first and last < end]
        held[at] = chances[alike, at].mean(0)
    return Reading(held, looks)


def _deciding(chances: Figures) -> npt.NDArray[np.intp]:
    """For every point the stretch that decides, (stretches, points, reasons) -> (points,): where it is made,
    unless a later one denies it; where it is made nowhere, the one in which it is spoken of most.
    """
    made, denied = made_of(chances), chances[:, :, REASONS.index("negated")]
    places = np.arange(len(chances))[:, None]
    last_made, last_denied = (np.where(one >= _SURE, places, -1).max(0) for one in (made, denied))
    told = np.where(last_denied > last_made, last_denied, made.argmax(0))
    chosen: npt.NDArray[np.intp] = np.where(last_made >= 0, told, chances[:, :, _ABSENT].argmin(0))
    return chosen


def _nothing(points: int, said: int) -> Reading:
    """Of signs that are no word nothing is made of any point."""
    chances = np.zeros((points, len(REASONS)), np.float32)
    chances[:, _ABSENT] = 1.0
    return Reading(chances, np.zeros((points, said), np.float32))


def _figures(row: Figures) -> tuple[float, ...]:
    negated, named, others, ideal = (
        float(row[REASONS.index(one)]) for one in ("negated", "named", "others", "hypothetical")
    )
    return log_odds(float(made_of(row))), negated, named, others + ideal


def _seen(looked: Figures) -> tuple[int, int]:
    size = min(_SHOWN, len(looked))
    first = int(np.convolve(looked, np.ones(size), "valid").argmax())
    return first, first + size - 1


def _why(row: Figures) -> str:
    """The reason that is at least as likely as not; of less likely ones hardly a third are right."""
    surest = int(row.argmax())
    return _WORDS.get(REASONS[surest], "") if row[surest] >= _SURE else ""
