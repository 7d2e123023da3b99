"""The command line answers without Qt, in one sentence or one JSON object."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.cli import answer

HEAVY = (
    "PySide6",
    "numpy",
    "ctranslate2",
    "faster_whisper",
    "onnxruntime",
    "av",
    "sounddevice",
    "sqlite_utils",
)


def test_the_version_is_told_without_loading_anything_heavy() -> None:
    code = (
        "import sys; from desktop.cli import answer; answer(['--version']);"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines() == ["greenroom 0.1.0", "[]"]


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in ("analyze", "banks", "history", "doctor", "coverage"))


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["analyse"], "No such command"),
        (["analyze"], "Missing argument"),
        (["analyze", "no-such-file.wav"], "no-such-file.wav"),
        (["banks", "export", "x", "--format", "doc"], "doc"),
        (["coverage", "no-such-file.jsonl"], "no-such-file.jsonl"),
    ],
)
def test_bad_input_is_one_sentence_on_stderr_and_exit_code_two(
    args: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert len(err.splitlines()) == 1


def test_history_without_answers_is_empty_and_makes_no_file(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(["history", "list", "--json"]) == 0
    assert capsys.readouterr().out == '{"schema": 1, "attempts": []}\n'
    assert not home.exists()
