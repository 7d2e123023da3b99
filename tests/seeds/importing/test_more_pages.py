"""Pages of other layouts, which the reader was not made for."""

from __future__ import annotations

import pytest

from seeds.importer import read_bank
from tests.seeds.importing.layouts import Layout
from tests.seeds.importing.more_layouts import MORE_LAYOUTS

EVERY_LAYOUT = pytest.mark.parametrize("layout", MORE_LAYOUTS, ids=lambda layout: layout.name)


@EVERY_LAYOUT
def test_every_question_is_there_once_and_in_order(layout: Layout) -> None:
    found = read_bank(layout.page.encode(), name="developer")
    assert tuple(question.prompt for question in found.bank.questions) == layout.asked
    assert found.format == layout.form


@EVERY_LAYOUT
def test_every_answer_and_its_guidance_are_with_their_question(layout: Layout) -> None:
    found = read_bank(layout.page.encode(), name="developer").bank.questions
    assert tuple(question.model_answer for question in found) == layout.answers
    assert tuple(question.guidance for question in found) == (layout.guidance or ("",) * len(layout.asked))
