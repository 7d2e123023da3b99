"""Which words were heard wrong, sorted by kind, and which of them another way of hearing got right.

    python -m benchmarks.listening AUDIO-DIR --way greenroom --way "faster-whisper default" --json > out.json
    python -m benchmarks.word_errors AUDIO-DIR out.json [--places]

Texts are compared in one spelling, without filled pauses. The kinds are counted in words, so they add up to
the errors of `wer_alike`; "alone" are those where the other ways of the same room have nothing wrong. With
--places each error stands with the words before it: what was said, what was heard.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from benchmarks.recordings import recordings
from benchmarks.scoring import FILLED, align, tokens_alike

_BEFORE = 4
Kind = Literal["swapped", "left out", "added", "said twice"]


@dataclass(frozen=True, slots=True)
class WordError:
    """Words heard wrong on end: what was said from the word at this `place` on, and what was heard there.

    `twice` says that the words that are too many are those beside them once more.
    """

    place: int
    said: tuple[str, ...]
    heard: tuple[str, ...]
    twice: bool = False

    @property
    def kinds(self) -> Mapping[Kind, int]:
        """How many words are wrong in which way; one too many that is the one beside it is said twice."""
        swapped = min(len(self.said), len(self.heard))
        left_out, added = len(self.said) - swapped, len(self.heard) - swapped
        found: dict[Kind, int] = {"swapped": swapped, "left out": left_out}
        found["said twice" if self.twice else "added"] = added
        return {kind: count for kind, count in found.items() if count}

    def meets(self, others: Iterable[WordError]) -> bool:
        """Whether one of these has something wrong at the same words."""
        return any(self.place <= one.last and one.place <= self.last for one in others)

    @property
    def last(self) -> int:
        """The place of the last word that was said there."""
        return self.place + max(0, len(self.said) - 1)


def word_errors(reference: str, heard: str) -> tuple[WordError, ...]:
    """Every difference between two texts in one spelling, in their order."""
    return tuple(_errors(_words(reference), _words(heard)))


def kinds(errors: Iterable[WordError]) -> dict[str, int]:
    """How many words are wrong in each way."""
    found = Counter[str]()
    for error in errors:
        found.update(error.kinds)
    return dict(found)


def main() -> None:
    """Prints the kinds for each room and way, and the places if they are wanted."""
    options = _options()
    said = {one.path.name: one.truth.said for one in recordings(options.folder)}
    rows = json.loads(options.heard.read_text(encoding="utf-8"))["results"]
    for room in dict.fromkeys(row["room"] for row in rows):
        found = {row["way"]: _by_file(row["files"], said=said) for row in rows if row["room"] == room}
        for way, files in found.items():
            others = [one for name, one in found.items() if name != way]
            _show(room, way, files, others=others)
            if options.places:
                _show_places(files, others=others, said=said)


def _by_file(files: Mapping[str, Any], *, said: Mapping[str, str]) -> dict[str, tuple[WordError, ...]]:
    return {name: word_errors(said[name], row["text"]) for name, row in files.items()}


_Files = Mapping[str, Sequence[WordError]]


def _show(room: str, way: str, files: _Files, *, others: Sequence[_Files]) -> None:
    errors = [(name, error) for name, row in files.items() for error in row]
    alone = [error for name, error in errors if not _met(name, error, others)]
    print(f"{room}  {way}  {kinds(error for _, error in errors)}  alone {kinds(alone)}")


def _show_places(files: _Files, *, others: Sequence[_Files], said: Mapping[str, str]) -> None:
    for name, row in files.items():
        words = _words(said[name])
        for error in row:
            before = " ".join(words[max(0, error.place - _BEFORE) : error.place])
            sign = " " if _met(name, error, others) else "*"
            heard = " ".join(error.heard) or "-"
            print(f"  {sign} {name} {error.place}: {before} [{' '.join(error.said) or '-'}: {heard}]")


def _met(name: str, error: WordError, others: Sequence[_Files]) -> bool:
    return any(error.meets(one.get(name, ())) for one in others)


def _words(text: str) -> list[str]:
    return [word for word in tokens_alike(text) if word != FILLED]


def _errors(said: Sequence[str], heard: Sequence[str]) -> Iterator[WordError]:
    place = at = 0
    missed, found = list[str](), list[str]()
    for one, other in (*align(said, heard), ("", "")):
        if one == other:
            if missed or found:
                before, after = heard[: at - len(found)][-1:], heard[at : at + 1]
                twice = len(found) > len(missed) and (found[:1] == before or found[-1:] == after)
                yield WordError(place - len(missed), tuple(missed), tuple(found), twice)
            missed, found = [], []
        missed += [one] if one is not None and one != other else []
        found += [other] if other is not None and one != other else []
        place, at = place + (one is not None), at + (other is not None)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("heard", type=Path, help="what benchmarks.listening printed with --json")
    parser.add_argument("--places", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
