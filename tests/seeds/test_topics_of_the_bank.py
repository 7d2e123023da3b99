"""The bank for computer-vision engineers asks about what it is meant to, in this order, and all of it."""

from __future__ import annotations

import re

import pytest

from seeds.bank import Question
from seeds.shelf import Shelf

QUESTIONS = Shelf(None).bank("computer-vision-engineer").questions

# For each question: what must be in its prompt, then how each part of a good answer is said. A part is found
# in the points, their terms or the guidance: what a person is told to bring, not only what one answer says.
TOPICS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"project.*owned.*problem.*production",
        (
            r"business|stakeholder",
            r"\bdata",
            r"model choice|why this model",
            r"iteration|version one",
            r"deploy|went live",
            r"measured",
        ),
    ),
    (
        r"classification, detection, segmentation or keypoints",
        (r"decision", r"(labelling|annotation) cost|cost of labelling", r"latency", r"metric", r"example"),
    ),
    (
        r"few hundred labelled",
        (
            r"transfer learning",
            r"self-supervis",
            r"synthetic",
            r"augmentation",
            r"active learning",
            r"weak label",
            r"\bplan\b",
            r"checkpoint",
        ),
    ),
    (
        r"real time.*edge",
        (
            r"backbone",
            r"quanti[sz]ation",
            r"pruning",
            r"input size",
            r"batch",
            r"TensorRT",
            r"ONNX",
            r"Core ?ML",
            r"profil",
            r"trade-off",
            r"on the device",
        ),
    ),
    (
        r"live video.*light and motion",
        (
            r"exposure",
            r"colou?r|white balance",
            r"temporal smoothing",
            r"fallback",
            r"drift",
            r"health",
            r"alert threshold",
            r"edge cases",
        ),
    ),
    (
        r"classical computer vision over deep learning",
        (
            r"simple",
            r"structured",
            r"hard real time",
            r"threshold",
            r"morpholog",
            r"feature matching",
            r"example",
            r"cost|cheaper",
        ),
    ),
    (
        r"metrics.*goals of the product",
        (
            r"cost of an error|mistake costs|each error costs",
            r"recall for safety",
            r"precision for trust",
            r"calibrat",
            r"threshold",
            r"report",
        ),
    ),
    (
        r"without retraining from scratch",
        (
            r"drift",
            r"fine-tun",
            r"adaptation",
            r"test-time augmentation",
            r"replay",
            r"regulari[sz]ation",
            r"shadow",
            r"canary",
        ),
    ),
    (
        r"calibration and multi-view geometry",
        (r"intrinsic", r"extrinsic", r"distortion", r"stereo", r"epipolar constraint", r"tools", r"pitfall"),
    ),
    (
        r"tracking or SLAM",
        (r"algorithm", r"why this|why you chose|why", r"constraints", r"results", r"fails"),
    ),
    (
        r"well in training and poorly on new",
        (
            r"learning curve",
            r"leakage",
            r"split",
            r"augmentation",
            r"regulari[sz]ation",
            r"simpler baseline",
            r"error analysis",
        ),
    ),
    (
        r"small team.*requirements are vague and change",
        (r"one-pager", r"must-have", r"milestone", r"demo", r"alignment"),
    ),
    (
        r"reproducible.*maintainable",
        (
            r"data version|hash of the data",
            r"configuration",
            r"seeds",
            r"pinned environment|pinned",
            r"tests",
            r"track",
        ),
    ),
    (
        r"model into production and keep it healthy",
        (r"CI/CD", r"registry", r"artefact", r"canary", r"monitor", r"rollback|roll back"),
    ),
    (
        r"privacy, security and responsible AI",
        (
            r"on-device|on the device",
            r"anonymi[sz]",
            r"minimi[sz]ation",
            r"consent",
            r"bias",
            r"regulation|GDPR",
            r"safeguard",
        ),
    ),
    (
        r"outside your job description",
        (r"initiative", r"built", r"impact|what it changed", r"learn"),
    ),
    (
        r"explain a model.*not technical",
        (r"plain language|plain words", r"visual|pictures", r"KPI", r"uncertainty"),
    ),
    (
        r"halfway.*training.*leadership",
        (r"salvage", r"re-validat", r"rapid", r"MVP", r"communicat|told the team|tells leadership"),
    ),
    (
        r"keep up.*reaches production",
        (r"sources", r"small reproduction", r"criteria", r"made it|example"),
    ),
    (
        r"why.*this product.*why here",
        (r"domain", r"outsized impact|one person matters", r"challenge", r"why them|here|their"),
    ),
    (
        r"hardest bug or failure",
        (r"root cause", r"\bfix", r"prevention|stays away", r"learn"),
    ),
    (
        r"labelling pipeline.*quality",
        (r"guideline", r"gold set", r"agreement", r"audit", r"active learning", r"metric"),
    ),
    (
        r"receipts with a phone",
        (
            r"detect|finds",
            r"rectification",
            r"recognition",
            r"post-correction",
            r"on-device|on the phone",
            r"server",
            r"feedback loop",
        ),
    ),
    (
        r"vision transformer.*convolutional network.*production",
        (r"data", r"robust", r"efficiency", r"constraints", r"benchmark", r"own data"),
    ),
)


def told(question: Question) -> str:
    """What a person is told to bring."""
    points = (" ".join((point.name, point.text, *point.terms)) for point in question.points)
    return " ".join((question.guidance, *points))


def parts_found(parts: tuple[str, ...], question: Question) -> list[str]:
    return [part for part in parts if re.search(part, told(question), re.IGNORECASE)]


def test_there_is_a_question_for_each_topic_in_their_order() -> None:
    assert len(QUESTIONS) == len(TOPICS) == 24
    wrong = [
        question.prompt
        for question, (asked, _) in zip(QUESTIONS, TOPICS, strict=True)
        if not re.search(asked, question.prompt, re.IGNORECASE)
    ]
    assert wrong == []


@pytest.mark.parametrize("number", range(24), ids=[question.id for question in QUESTIONS])
def test_a_question_brings_every_part_of_its_topic_and_more_of_it_than_any_other(number: int) -> None:
    _, parts = TOPICS[number]
    assert parts_found(parts, QUESTIONS[number]) == list(parts)
    others = [question for at, question in enumerate(QUESTIONS) if at != number]
    assert all(len(parts_found(parts, other)) < len(parts) for other in others)
