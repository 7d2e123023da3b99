"""A bank is kept whole or not at all, and never outside its folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.bank import Bank, Question
from seeds.errors import BankNotKept
from seeds.keeping import name_for, put_back, remove, safe_name, save
from seeds.shelf import Shelf

BANK = Bank("mine", "Mine", (Question("q", "Why?"),))


def test_a_kept_bank_is_on_the_shelf(tmp_path: Path) -> None:
    folder = tmp_path / "banks"
    assert save(BANK, folder) == folder / "mine.toml"
    assert Shelf(folder).bank("mine") == BANK
    assert [path.name for path in folder.iterdir()] == ["mine.toml"]


def test_keeping_again_replaces_it(tmp_path: Path) -> None:
    save(BANK, tmp_path)
    save(Bank("mine", "Another", ()), tmp_path)
    assert Shelf(tmp_path).bank("mine").title == "Another"


@pytest.mark.parametrize(
    "name",
    [
        "../../x",
        "/etc/passwd",
        "..\\..\\x",
        "C:\\x",
        "..",
        ".hidden",
        "",
        "con",
        "NUL.toml",
        "a/b",
        "x" * 500,
        "é" * 300,
    ],
)
def test_a_bank_is_never_written_outside_its_folder(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "banks"
    path = save(Bank(name, "T", ()), folder)
    assert path.parent == folder
    assert [each.name for each in folder.iterdir()] == [path.name]
    assert [each.name for each in tmp_path.iterdir()] == ["banks"]


@given(st.text())
def test_a_safe_name_stays_the_same_when_it_is_made_safe_again(name: str) -> None:
    made = safe_name(name)
    assert safe_name(made) == made
    assert made
    assert not set(made) & set('/\\:*?"<>|\0')
    assert not made.startswith(".")
    assert len(made.encode()) <= 90


def test_a_link_in_the_folder_is_replaced_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.toml"
    outside.write_text("kept", encoding="utf-8")
    folder = tmp_path / "banks"
    folder.mkdir()
    (folder / "mine.toml").symlink_to(outside)
    save(BANK, folder)
    assert outside.read_text(encoding="utf-8") == "kept"
    assert Shelf(folder).bank("mine") == BANK


def test_a_bank_that_could_not_be_read_again_is_not_kept(tmp_path: Path) -> None:
    save(BANK, tmp_path)
    with pytest.raises(BankNotKept, match="“prompt” is empty"):
        save(Bank("mine", "T", (Question("q", ""),)), tmp_path)
    assert Shelf(tmp_path).bank("mine") == BANK


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "banks").write_text("a file", encoding="utf-8")
    with pytest.raises(BankNotKept, match="cannot be written"):
        save(BANK, tmp_path / "banks")


def test_a_failed_write_leaves_the_old_bank_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(BANK, tmp_path)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BankNotKept, match=r"No space left.*; make room .* try again"):
        save(Bank("mine", "Another", ()), tmp_path)
    assert Shelf(tmp_path).bank("mine") == BANK
    assert [path.name for path in tmp_path.iterdir()] == ["mine.toml"]


def test_deleting_gives_back_what_undo_needs(tmp_path: Path) -> None:
    path = save(BANK, tmp_path)
    content = path.read_bytes()
    assert remove("mine", tmp_path) == content
    assert remove("mine", tmp_path) is None
    assert not path.exists()
    put_back("mine", tmp_path, content=content)
    assert path.read_bytes() == content


def test_undo_never_writes_over_a_bank_that_came_meanwhile(tmp_path: Path) -> None:
    save(BANK, tmp_path)
    with pytest.raises(BankNotKept, match="another one"):
        put_back("mine", tmp_path, content=b"old")
    assert Shelf(tmp_path).bank("mine") == BANK


def test_names_come_from_titles() -> None:
    assert name_for("Data Engineer Interview Questions") == "data-engineer-interview-questions"
    assert name_for("数据工程师") == "数据工程师"
