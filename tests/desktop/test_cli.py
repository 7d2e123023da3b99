"""The command line answers without Qt, in one sentence or one JSON object."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from audio.clip import read_clip
from desktop.cli import answer

DATA = Path(__file__).parents[1] / "data"
BANK, QUESTION = "computer-vision-engineer", "few-labels"
DELIVERY = (
    "duration_s",
    "speaking_s",
    "time_to_first_word_s",
    "words_per_minute",
    "articulation_rate_syllables_per_s",
    "filled_pause_count",
    "filled_pauses_per_minute",
    "discourse_marker_count",
    "pause_count",
    "longest_pause_s",
)
POINT = {"id", "text", "verdict", "score", "evidence"}
ASKED = {"id", "prompt", "guidance", "model_answer", "target_s", "category", "points", "follow_ups"}
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


def test_a_damaged_model_is_bad_input_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GREENROOM_HOME", str(tmp_path))
    folder = tmp_path / "models" / "small.en"
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(b"x")
    assert answer(["analyze", str(DATA / "short.flac"), "--model", "small.en"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "small.en" in told.err


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


def test_a_recording_is_analysed_as_promised(capfd: pytest.CaptureFixture[str]) -> None:
    assert answer(["analyze", str(DATA / "short.flac"), "--question", f"{BANK}/{QUESTION}", "--json"]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert len(out.splitlines()) == 1
    plain = json.loads(out)
    assert plain["schema"] == 1
    assert plain["model"] == "tiny.en"
    assert plain["audio"]["duration_s"] == pytest.approx(read_clip(DATA / "short.flac").duration_s, abs=0.01)
    assert " ".join(word["text"] for word in plain["words"]) == plain["text"]
    assert set(plain["words"][0]) == {"text", "start_s", "end_s", "probability", "kind"}
    assert set(DELIVERY) <= set(plain["delivery"])
    assert all(pause["end_s"] > pause["start_s"] for pause in plain["pauses"])
    assert all(set(one) >= POINT for one in plain["coverage"]["points"])


def test_without_json_a_readable_page_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    assert answer(["analyze", str(DATA / "short.flac")]) == 0
    out, _ = capfd.readouterr()
    assert "Pace" in out
    assert "look" in out


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([str(DATA / "README.md")], "holds no sound"),
        ([str(DATA / "short.flac"), "--question", f"{BANK}/nothing"], "no question"),
        ([str(DATA / "short.flac"), "--question", "nothing/at-all"], "no bank"),
        ([str(DATA / "short.flac"), "--question", "nothing"], "BANK/ID"),
        ([str(DATA / "short.flac"), "--bank", str(DATA / "README.md")], "README.md"),
        ([str(DATA / "short.flac"), "--bank", "no-such-bank.toml"], "no-such-bank.toml"),
        ([str(DATA / "short.flac"), "--model", "tiny.ne"], "did you mean “tiny.en”"),
    ],
)
def test_what_cannot_be_analysed_is_told_with_the_nearest_right_name(
    args: list[str], words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert answer(["analyze", *args, "--json"]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert words in err
    assert len(err.splitlines()) == 1


def test_a_bank_of_ones_own_is_named_by_its_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    bank = tmp_path / "mine.toml"
    bank.write_text(
        'title = "Mine"\n[[questions]]\nid = "one"\nprompt = "Why?"\n'
        '[[questions.points]]\nid = "p"\nname = "Look"\ntext = "Says where to look."\n',
        "utf-8",
    )
    assert answer(["analyze", str(DATA / "short.flac"), "--bank", str(bank), "--json"]) == 0
    plain = json.loads(capfd.readouterr().out)
    assert [one["id"] for one in plain["coverage"]["points"]] == ["p"]


def test_the_shipped_bank_is_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["banks", "list", "--json"]) == 0
    assert BANK in [one["name"] for one in json.loads(capsys.readouterr().out)["banks"]]
    assert answer(["banks", "show", BANK, "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert set(plain) == {"schema", "name", "title", "description", "questions"}
    assert (plain["name"], plain["title"], len(plain["questions"])) == (BANK, "Computer Vision Engineer", 24)
    promised = {"id", "prompt", "guidance", "model_answer", "target_s", "category", "points", "follow_ups"}
    for question in plain["questions"]:
        assert set(question) == promised | {"difficulty"}
        assert isinstance(question["target_s"], float)
        assert all(isinstance(one, str) and one for one in question["follow_ups"])
        for point in question["points"]:
            assert set(point) == {"id", "name", "text", "terms", "source"}
            assert all(isinstance(one, str) and one for one in point["terms"])


def test_ones_own_bank_is_listed_beside_the_shipped_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bakers.md"
    file.write_text("# Bakers\n\n## How do you know that dough has risen enough?\n", "utf-8")
    assert answer(["banks", "import", str(file)]) == 0
    capsys.readouterr()
    assert answer(["banks", "list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "bakers  Bakers, 1 question",
        f"{BANK}  Computer Vision Engineer, 24 questions",
    ]
    assert answer(["banks", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "schema": 1,
        "banks": [
            {"name": "bakers", "title": "Bakers", "questions": 1},
            {"name": BANK, "title": "Computer Vision Engineer", "questions": 24},
        ],
    }


def test_answers_are_judged_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "answers.jsonl"
    line = {"question": "Why?", "answer": "we labelled images", "points": ["labelled images", "cats"]}
    file.write_text(f"{json.dumps(line)}\n\n{json.dumps(line)}\n", "utf-8")
    assert answer(["coverage", str(file)]) == 0
    lines = [json.loads(one) for one in capsys.readouterr().out.splitlines()]
    keys = {"score", "verdict", "evidence", "missing"}
    assert [[set(point) for point in one["points"]] for one in lines] == [[keys] * 2] * 2
    made, absent = lines[0]["points"]
    assert (made["evidence"], made["verdict"]) == ("we labelled images", "covered")
    assert (absent["evidence"], absent["missing"], absent["verdict"]) == (None, "", "missed")


def test_filled_pauses_are_no_words_of_an_answer_in_writing_either(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "so we had a look at the pictures and drew a box around every dog by hand, all of us, and then"
    hesitant = "Um, so uh we had em a look at hmm the pictures and er drew a box erm around every um dog"
    points = ["Labelled the images by hand.", "Split off a test set.", "Trained a model."]
    asked = {"question": "What did you do with the images?", "points": points}
    rest = " by hand, uh, all of us, and um... then"
    answers = (f"{said} we measured 4 mm of rain.", f"{hesitant}{rest} we measured 4 mm of rain.")
    file = tmp_path / "answers.jsonl"
    file.write_text("".join(json.dumps(asked | {"answer": one}) + "\n" for one in answers), "utf-8")
    assert answer(["coverage", str(file)]) == 0
    fluent, halting = (json.loads(one)["points"] for one in capsys.readouterr().out.splitlines())
    assert fluent == halting


def test_why_a_point_of_an_answer_in_writing_is_not_made_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = "No, we never wrote any tests for it, there was no time for that, and we never looked at it again."
    line = {"question": "How did you work?", "answer": told, "points": ["Wrote tests.", "Held a review."]}
    file = tmp_path / "answers.jsonl"
    file.write_text(json.dumps(line), "utf-8")
    assert answer(["coverage", str(file)]) == 0
    point = json.loads(capsys.readouterr().out)["points"][0]
    assert (point["verdict"], point["missing"]) == ("missed", "Said not done")
    assert "never wrote any tests" in point["evidence"]


@pytest.mark.parametrize("text", ["{", "[]", '{"question": 1, "answer": "", "points": []}', "3"])
def test_a_line_that_cannot_be_judged_is_named(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text(text, "utf-8")
    assert answer(["coverage", str(file)]) == 2
    assert "Line 1" in capsys.readouterr().err


def test_a_line_is_answered_before_the_next_one_is_there() -> None:
    """Another program can talk to it through pipes; what comes after a bad line is not guessed at."""
    line = {"question": "Why?", "answer": "we labelled images", "points": ["labelled images"]}
    with subprocess.Popen(
        [sys.executable, "-m", "desktop", "coverage", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as talk:
        assert talk.stdin is not None
        assert talk.stdout is not None
        assert talk.stderr is not None
        talk.stdin.write(json.dumps(line).encode() + b"\n")
        talk.stdin.flush()
        point = json.loads(talk.stdout.readline())["points"][0]
        assert 0 <= point["score"] <= 1
        assert point["verdict"] in ("covered", "partial", "missed")
        talk.stdin.write(b'{"question": "Why?"}\n')
        talk.stdin.close()
        assert talk.stdout.read() == b""
        told = talk.stderr.read().decode().splitlines()
        assert len(told) == 1
        assert "Line 2" in told[0]
        assert talk.wait() == 2


def test_the_doctor_tells_everything_in_one_object(capfd: pytest.CaptureFixture[str]) -> None:
    assert answer(["doctor", "--json"]) == 0
    plain = json.loads(capfd.readouterr().out)
    names = [check["name"] for check in plain["checks"]]
    assert names == ["microphones", "loudspeakers", "voices", "models", "data folder", "history", "banks"]
    assert all(bool(check["wrong"]) <= bool(check["mend"]) for check in plain["checks"])
    assert plain["versions"]["greenroom"] == "0.1.0"
