"""How alike the labels of the judge's answers are where somebody labelled them a second time, blind.

    python -m benchmarks.agreement [--json]

A line for each file of `judge/blind`: points with the same label of 1, 0.5 and 0, and Cohen's kappa (1960),
held against the labels as they are now. Where two readings differed the text was made clearer or a label
decided, so most files show what was left of the difference, not the first look.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

JUDGE = Path(__file__).parent / "judge"
Labels = Sequence[float]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two readings of the same points."""

    name: str
    answers: int
    points: int
    same: int
    kappa: float


def main() -> None:
    """Prints a line for each file; with --json one object."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    held = held_now(JUDGE)
    found = [agreement(path.stem, _labels(path), held) for path in sorted((JUDGE / "blind").glob("*.jsonl"))]
    if asked.json:
        print(json.dumps({"results": [asdict(one) for one in found]}, indent=1))
        return
    for one in found:
        same = f"{one.same} of {one.points} points alike"
        print(f"{one.name:28} {one.answers:4d} answers  {same:28} kappa {one.kappa:.2f}")


def held_now(folder: Path) -> dict[str, Labels]:
    """The labels of every answer, by its id."""
    files = [folder / "built_in.jsonl", *folder.glob("answers/*.jsonl"), *folder.glob("exam*/*.jsonl")]
    return {name: labels for path in files for name, labels in _labels(path).items()}


def agreement(name: str, second: Mapping[str, Labels], held: Mapping[str, Labels]) -> Agreement:
    """How often the second labels are those that are held, and how much more often than by chance."""
    pairs = [pair for one, labels in second.items() for pair in zip(held[one], labels, strict=True)]
    ours, theirs = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    same = sum(one == other for one, other in pairs)
    chance = sum(ours[label] * theirs[label] for label in ours) / len(pairs) ** 2
    kappa = (same / len(pairs) - chance) / (1 - chance) if chance < 1 else 1.0
    return Agreement(name, len(second), len(pairs), same, round(kappa, 4))


def _labels(path: Path) -> dict[str, Labels]:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row["labels"] for row in rows if "id" in row}


if __name__ == "__main__":
    main()
