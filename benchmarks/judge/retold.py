"""What one epoch of the reader sees: answers told, asked and worn otherwise, some drills, some arguments.

Told otherwise as in `benchmarks/judge/scenes.py`. Asked otherwise: some points are of another question, and
now and then all are: who answers another question has not made them. Worn: punctuation lost, a word lost or
stammered, as a recogniser does it. Drills and ArgKP's arguments are short: they teach to read a sentence.
And, where there are teachers who say what is true of them, answers with the points of a question that is
near, of which nobody has labelled anything.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.judge.lesson import Lesson
from benchmarks.judge.scenes import ABSENT, UNKNOWN, Scene, arguing, drilled, mates, scenes, varied
from coach.reader import TOGETHER
from coach.stems import content

DRILLED, ARGUED = 0.3, 1 / 3
"""The share of the drills and of the arguments that an epoch sees."""
NEAR = 0.35
"""The share of the answers that are seen with a near question's points as well."""
ALL_STRANGE, STRANGE = 0.08, 0.3
"""How often all points are of another question, and how often one to three are."""
_TOO_LIKE = 0.3
_NEAREST = 8
_BARE, _WORN, _LOST = 0.4, 0.5, 0.02
_PUNCTUATION = ".,!?;:"

Points = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class School:
    """All that is taught: answers as scenes, with others to the same question, the drills, and arguments."""

    taught: tuple[Scene, ...]
    others: tuple[tuple[Scene, ...], ...]
    drills: tuple[Scene, ...]
    questions: tuple[Points, ...]
    argued: tuple[Scene, ...]
    near: dict[Points, tuple[Points, ...]] = field(default_factory=dict)

    @staticmethod
    def of(lessons: Sequence[Lesson], *, drills: Path, argued: Sequence[Lesson] = ()) -> School:
        """The school of these answers, of the train part of the drills in `drills/*.jsonl`, and of these
        arguments.
        """
        taught = scenes(lessons)
        questions = tuple(sorted({one.points for one in lessons}))
        return School(
            taught, mates(lessons, taught), drilled(drills, part="train"), questions, arguing(argued)
        )

    def with_near(self) -> School:
        """The same, and answers with the points of a near question, of kind `UNKNOWN` throughout."""
        return replace(self, near=_nearest(self.questions))

    def epoch(self, seed: int) -> list[Scene]:
        """What is seen in one epoch, the same for the same seed."""
        chance = random.Random(seed)
        told = [varied(one, few, chance=chance) for one, few in zip(self.taught, self.others, strict=True)]
        seen = [worn(_mixed(asked_otherwise(one, self.questions, chance), chance), chance) for one in told]
        if self.near:
            some = chance.sample(told, int(NEAR * len(told)))
            seen += [worn(_near(one, self.near, chance), chance) for one in some]
        seen += [worn(one, chance) for one in chance.sample(self.drills, int(DRILLED * len(self.drills)))]
        argued = chance.sample(self.argued, int(ARGUED * len(self.argued)))
        return seen + [worn(_few(one, chance), chance) for one in argued]


def _mixed(scene: Scene, chance: random.Random) -> Scene:
    """The same answer with its points in another order: a point's place says nothing."""
    return scene.only(chance.sample(range(len(scene.points)), len(scene.points)))


def asked_otherwise(scene: Scene, questions: Sequence[Points], chance: random.Random) -> Scene:
    """The same answer held against points of other questions too, or against them alone, or as it was.

    A point that shares three tenths of its words with one of the answer's own is passed over.
    """
    drawn = chance.random()
    if drawn < ALL_STRANGE:
        strange = [one for one in chance.choice(questions) if not _is_like(one, scene.points)]
        return against(scene, strange) if strange else scene
    if drawn < ALL_STRANGE + STRANGE:
        for _point in range(chance.randint(1, 3)):
            point = chance.choice(chance.choice(questions))
            if not _is_like(point, scene.points):
                scene = _with_point(scene, point, chance)
    return scene


def against(scene: Scene, points: Sequence[str], *, kind: int = ABSENT) -> Scene:
    """The same answer held against other points, that it does not make or all of another kind."""
    return replace(
        scene, points=tuple(points), kinds=(kind,) * len(points), spans=(None,) * len(points), is_whole=True
    )


def _with_point(scene: Scene, point: str, chance: random.Random) -> Scene:
    """With a point that is not made, added or in the place of another."""
    at = len(scene.points)
    if at >= TOGETHER or chance.random() < 0.5:
        at = chance.randrange(len(scene.points))
    return replace(
        scene,
        points=(*scene.points[:at], point, *scene.points[at + 1 :]),
        kinds=(*scene.kinds[:at], ABSENT, *scene.kinds[at + 1 :]),
        spans=(*scene.spans[:at], None, *scene.spans[at + 1 :]),
    )


def _is_like(point: str, others: Sequence[str]) -> bool:
    mine = set(content(point))
    theirs = (set(content(one)) for one in others)
    return any(len(mine & one) > _TOO_LIKE * max(1, min(len(mine), len(one))) for one in theirs)


def _near(scene: Scene, near: dict[Points, tuple[Points, ...]], chance: random.Random) -> Scene:
    return against(scene, chance.choice(near.get(scene.points) or (scene.points,)), kind=UNKNOWN)


def _nearest(questions: Sequence[Points]) -> dict[Points, tuple[Points, ...]]:
    """For every question's points those of the eight that share most words, a rare word counting more."""
    words = [Counter(content(" ".join(points))) for points in questions]
    seen = Counter(word for one in words for word in one)
    worth = {word: math.log(len(questions) / count) for word, count in seen.items()}
    length = [math.sqrt(sum((n * worth[word]) ** 2 for word, n in one.items())) or 1.0 for one in words]
    found = {}
    for at, points in enumerate(questions):
        alike = [
            sum(n * worth[word] ** 2 * other[word] for word, n in words[at].items()) / length[place]
            for place, other in enumerate(words)
        ]
        ranked = sorted(range(len(questions)), key=lambda place: -alike[place])
        found[points] = tuple(questions[place] for place in ranked if place != at)[:_NEAREST]
    return found


def _few(scene: Scene, chance: random.Random) -> Scene:
    """As many of its points as a reader reads at once, in another order."""
    count = len(scene.points)
    return scene.only(chance.sample(range(count), min(TOGETHER, count)))


def worn(scene: Scene, chance: random.Random) -> Scene:
    """The same words as a poor recogniser writes them; their places stay, so a lost one leaves its place to
    the word before it, said twice, or to "uh".
    """
    said = list(scene.said)
    if chance.random() < _BARE:
        said = [one.strip(_PUNCTUATION) or one for one in said]
    if chance.random() < _WORN:
        for at in range(1, len(said)):
            if chance.random() < _LOST:
                said[at] = said[at - 1] if chance.random() < 0.5 else "uh"
    return replace(scene, said=tuple(said))
