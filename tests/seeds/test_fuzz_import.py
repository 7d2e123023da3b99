"""What coverage-guided fuzzing begins with is in order, and its check tells what is not."""

from __future__ import annotations

import pytest

from seeds.bank import Bank
from tests.seeds.fuzz_import import beginnings, check


def test_every_beginning_is_understood_and_comes_back_the_same() -> None:
    texts = list(beginnings())
    assert len(texts) >= 20
    for text in texts:
        check(text)


def test_a_bank_that_does_not_come_back_the_same_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from seeds import writer

    def forgetful(bank: Bank, form: str) -> str:
        return writer_text(Bank(bank.name, bank.title, bank.questions[:1]), form)

    writer_text = writer.export_text
    monkeypatch.setattr(writer, "export_text", forgetful)
    with pytest.raises(AssertionError):
        check(b"\0Why so?\nBecause.\n\nWhy not?\nIt is not.\n")
