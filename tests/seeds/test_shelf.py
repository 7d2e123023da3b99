"""The shelf holds what comes with Greenroom and what is the user's own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from seeds.errors import BankMissing
from seeds.shelf import Shelf

MINE = 'title = "Mine"\n[[questions]]\nid = "q"\nprompt = "Why?"\n'
SHIPPED = "computer-vision-engineer"


def test_the_shipped_bank_is_there_without_a_folder() -> None:
    for shelf in (Shelf(None), Shelf(Path("nowhere"))):
        assert SHIPPED in shelf.names()
        assert shelf.faults() == ()
        assert shelf.is_shipped(SHIPPED)
        assert not shelf.is_own(SHIPPED)


def test_the_users_banks_stand_beside_it(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(MINE, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no bank", encoding="utf-8")
    (tmp_path / ".mine.toml.part").write_text("half", encoding="utf-8")
    shelf = Shelf(tmp_path)
    assert shelf.names() == (SHIPPED, "mine")
    assert shelf.bank("mine").title == "Mine"
    assert shelf.is_own("mine")


def test_the_users_copy_hides_the_shipped_bank(tmp_path: Path) -> None:
    (tmp_path / f"{SHIPPED}.toml").write_text(MINE, encoding="utf-8")
    shelf = Shelf(tmp_path)
    assert shelf.names() == (SHIPPED,)
    assert shelf.bank(SHIPPED).title == "Mine"


def test_a_broken_bank_hides_nothing_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("title =", encoding="utf-8")
    (tmp_path / f"{SHIPPED}.toml").write_bytes(b"\xff")
    (tmp_path / "mine.toml").write_text(MINE, encoding="utf-8")
    shelf = Shelf(tmp_path)
    assert shelf.names() == (SHIPPED, "mine")
    assert len(shelf.bank(SHIPPED).questions) == 24
    assert [fault.file for fault in shelf.faults()] == ["a.toml", f"{SHIPPED}.toml"]


def test_a_bank_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(BankMissing, match=f"no bank called “x”.*{SHIPPED}"):
        Shelf(None).bank("x")


def test_a_new_shelf_sees_what_changed(tmp_path: Path) -> None:
    assert "mine" not in Shelf(tmp_path).names()
    (tmp_path / "mine.toml").write_text(MINE, encoding="utf-8")
    assert "mine" in Shelf(tmp_path).names()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in folders there")
def test_a_pipe_or_a_folder_called_like_a_bank_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "folder.toml").mkdir()
    assert Shelf(tmp_path).names() == (SHIPPED,)
