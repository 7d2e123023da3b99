"""Banks come in and go out as files, and nothing is ever written over or outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.bank_files import exported, import_into, name_for
from desktop.cli import answer
from desktop.refusals import Refusal
from seeds.shelf import Shelf

BANK = "computer-vision-engineer"


def test_an_exported_bank_imports_as_the_same_bank(tmp_path: Path) -> None:
    bank = Shelf(None).bank(BANK)
    file = tmp_path / "out.toml"
    file.write_text(exported(bank, form="toml"), "utf-8")
    kept = import_into(tmp_path / "banks", file=file, name="Mine too")
    assert kept.questions == bank.questions
    assert Shelf(tmp_path / "banks").bank("mine-too").questions == bank.questions


def test_a_bank_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "out.toml"
    file.write_text(exported(Shelf(None).bank(BANK), form="toml"), "utf-8")
    import_into(tmp_path / "banks", file=file, name="x")
    with pytest.raises(Refusal, match="already"):
        import_into(tmp_path / "banks", file=file, name="x")


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("../../etc/x", "etc-x"),
        ("Ünï côde", "uni-code"),
        ("a" * 99, "a" * 48),
        ("面试/问题", "面试-问题"),
        ("أسئلة", "أسئلة"),
        ("CON", "bank-con"),
    ],
)
def test_no_path_hides_in_a_name(told: str, kept: str) -> None:
    assert name_for(Path("file.toml"), name=told) == kept


def test_a_file_whose_name_has_no_latin_letters_is_kept_under_it(tmp_path: Path, home: Path) -> None:
    file = tmp_path / "面试 问题🎤.txt"
    file.write_text("Why us?\nWhat would you change here?\n", "utf-8")
    assert answer(["banks", "import", str(file)]) == 0
    assert [path.stem for path in (home / "banks").glob("*.toml")] == ["面试 问题🎤"]


def test_what_is_no_bank_is_told_in_one_sentence(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "broken.toml"
    file.write_text("title = 3\n[[questions]]\nprompt = 1\n", "utf-8")
    assert answer(["banks", "import", str(file), "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert "title" in err
    assert "prompt" in err
    assert not home.exists()


def test_the_command_line_exports_and_imports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["banks", "export", BANK]) == 0
    file = tmp_path / "again.toml"
    file.write_text(capsys.readouterr().out, "utf-8")
    assert answer(["banks", "import", str(file)]) == 0
    assert "24 questions as again" in capsys.readouterr().out


PAGE = b"""Interview Questions for Bakers
How do you know that dough has risen enough?
Employers ask this to hear whether you look or guess. Mention the finger test, the time and the warmth.
Answer Example: "I press it with a finger, and if the dent comes back slowly it is ready."
"""


@pytest.mark.parametrize("form", ["toml", "json", "md", "csv"])
def test_a_pasted_page_is_kept_and_goes_out_and_in_again_in_every_form(tmp_path: Path, form: str) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(PAGE)
    kept = import_into(tmp_path / "banks", file=page, name="bakers")
    assert [one.prompt for one in kept.questions] == ["How do you know that dough has risen enough?"]
    assert kept.questions[0].points
    file = tmp_path / f"out.{form}"
    file.write_text(exported(kept, form=form), "utf-8")
    assert import_into(tmp_path / "banks", file=file, name="again").questions == kept.questions


def test_a_file_of_fifty_megabytes_is_one_sentence_with_the_limit_that_holds(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "large.txt"
    with file.open("wb") as opened:
        opened.truncate(50_000_000)
    assert answer(["banks", "import", str(file), "--json"]) == 2
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert "larger than 20 MB" in err
    assert not home.exists()


@pytest.mark.parametrize(
    "asked",
    [
        ["show", "nobody", "--json"],
        ["export", "nobody"],
        ["export", BANK, "--format", "docx"],
        ["import", "no-such-file.txt", "--json"],
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_nothing_else(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(["banks", *asked]) == 2
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
