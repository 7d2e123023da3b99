"""A bank written as TOML is the same bank when it is read."""

from __future__ import annotations

from hypothesis import given

from seeds.as_toml import bank_as_toml
from seeds.bank import Bank
from seeds.loader import parse_bank
from tests.seeds import made_up


@given(made_up.banks())
def test_what_is_written_is_read_back(bank: Bank) -> None:
    assert parse_bank(bank_as_toml(bank).encode(), name=bank.name, file="f.toml") == bank


def test_long_texts_are_wrapped_for_reading_in_git() -> None:
    long = Bank("n", "T", (), description="word " * 60 + '"quoted" \\ end"')
    written = bank_as_toml(long)
    assert max(map(len, written.splitlines())) <= 110
    assert parse_bank(written.encode(), name="n", file="f").description == long.description
