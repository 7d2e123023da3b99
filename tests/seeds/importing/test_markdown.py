"""Markdown: headings are questions, lists are points."""

from __future__ import annotations

import pytest

from seeds.importer import read_bank

TEXT = """---
tags: x
---
# Waiter

For a *small* house.

## Service

### How do you **greet** guests?

Say what you [look for](https://example.org) first.

- Looks up: sees them before they wait
- **Names**: asks for the name
  - Terms: reservation, booking
1. Offers a place

#### Answer

I look up,
even with three plates.\\
Then I smile.

#### Follow-ups

- And if you are alone?

### What do you do with a long queue?

> Offer water.
"""


def test_headings_are_questions_and_lists_are_points() -> None:
    found = read_bank(TEXT.encode(), name="w", file_name="w.md")
    first, second = found.bank.questions
    assert (found.format, found.bank.title, found.bank.description) == (
        "markdown",
        "Waiter",
        "For a small house.",
    )
    assert (first.prompt, second.prompt) == ("How do you greet guests?", "What do you do with a long queue?")
    assert (first.category, first.guidance) == ("Service", "Say what you look for first.")
    assert first.model_answer == "I look up, even with three plates.\nThen I smile."
    assert [point.name for point in first.points] == ["Looks up", "Names", "Offers a place"]
    assert first.points[1].terms == ("reservation", "booking")
    assert first.follow_ups == ("And if you are alone?",)
    assert second.guidance == "Offer water."


@pytest.mark.parametrize("sign", ["#", "##", "###"])
def test_any_level_of_heading_may_ask(sign: str) -> None:
    text = f"{sign} Why this?\n\nBecause.\n\n{sign} Why that?\n\n- It is so\n"
    found = read_bank(text.encode(), name="w").bank
    assert [question.prompt for question in found.questions] == ["Why this?", "Why that?"]


def test_markup_that_would_run_elsewhere_is_only_text() -> None:
    picture = "![x](https://example.org/p.gif) <img src=x onerror=y> So."
    text = f"## Why <script>alert(1)</script> this?\n\n{picture}\n\n## And?\n"
    first = read_bank(text.encode(), name="w").bank.questions[0]
    assert "<" not in first.prompt + first.guidance
    assert "example.org" not in first.guidance
