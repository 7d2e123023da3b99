from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from sqlite_utils import Database

from coach.attempt import Attempt, AttemptSummary
from coach.errors import (
    AttemptDamaged,
    HistoryBusy,
    HistoryDamaged,
    HistoryError,
    HistoryFull,
    HistoryReadOnly,
    HistoryTooNew,
)
from coach.history import History
from coach.migrations import migrations
from coach.pacing import shown
from coach.rows import answer_row, attempt_row, point_rows
from coach.transcript import Sound, Span
from coach.voice import voice
from tests.coach.attempts import NOON, QUESTION, attempt
from tests.coach.made_up import attempts
from tests.roaming import examples


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "greenroom.db"


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    opened = History.open(path)
    yield opened
    opened.close()


def alter(path: Path, change: str, *values: str) -> None:
    """Changes the file behind the history's back."""
    raw = sqlite3.connect(path)
    raw.execute(change, values)
    raw.commit()
    raw.close()


# ---- keeping and reading


def test_an_attempt_comes_back_exactly_as_it_was_kept(history: History) -> None:
    kept = attempt()
    history.add(kept)
    assert history.attempt(kept.id) == kept
    assert history.attempts() == (kept,)


def test_it_is_still_there_after_a_restart(path: Path) -> None:
    first = History.open(path)
    first.add(attempt())
    first.close()
    again = History.open(path)
    assert again.attempts() == (attempt(),)
    again.close()


def test_an_answer_of_silence_is_kept_too(history: History) -> None:
    silent = attempt(answer="")
    history.add(silent)
    assert history.attempt(silent.id) == silent
    assert history.summaries()[0].words_per_minute is None


def test_attempts_are_oldest_first_and_can_be_chosen_by_bank_and_question(history: History) -> None:
    other = replace(QUESTION, id="other")
    made = [
        attempt(1, days=2),
        attempt(2, days=1),
        attempt(3, days=3, question=other),
        attempt(4, days=0, bank="common"),
    ]
    for one in made:
        history.add(one)
    assert [one.id for one in history.attempts()] == ["attempt-4", "attempt-2", "attempt-1", "attempt-3"]
    assert [one.id for one in history.attempts(bank="data", question_id="pipeline")] == [
        "attempt-2",
        "attempt-1",
    ]
    assert [one.id for one in history.summaries(bank="common")] == ["attempt-4"]


def test_summaries_say_the_same_as_the_attempts_they_are_of(history: History) -> None:
    for number in range(4):
        history.add(attempt(number, days=number, answer="We checked row counts." if number % 2 else ""))
    assert history.summaries() == tuple(map(AttemptSummary.of, history.attempts()))


def test_times_are_kept_in_utc_and_ordered_across_zones(history: History, path: Path) -> None:
    tokyo = timezone(timedelta(hours=9))
    early = replace(attempt(1), started_at=datetime(2026, 3, 1, 20, 0, tzinfo=tokyo))
    history.add(attempt(2))
    history.add(early)
    assert [one.id for one in history.summaries()] == ["attempt-1", "attempt-2"]
    assert history.attempts()[0].started_at == early.started_at
    assert history.attempts()[0].started_at.utcoffset() == timedelta(0)


def test_keeping_the_same_attempt_again_replaces_it(history: History) -> None:
    history.add(attempt())
    history.add(attempt(answer="Something else entirely."))
    (only,) = history.attempts()
    assert only.review.heard.transcript.text == "Something else entirely."


def test_a_question_edited_later_does_not_change_the_past(history: History) -> None:
    history.add(attempt(1))
    history.add(attempt(2, question=replace(QUESTION, prompt="Another prompt", points=()), days=1))
    assert [one.question.prompt for one in history.attempts()] == [QUESTION.prompt, "Another prompt"]
    assert history.attempts()[0].question == QUESTION


def test_nothing_is_found_where_nothing_was_kept(history: History) -> None:
    assert history.attempt("none") is None
    assert not history.attempts()
    assert not history.summaries()


# ---- deleting


def test_a_deleted_attempt_is_gone_from_every_list_until_it_is_restored(history: History) -> None:
    history.add(attempt(1))
    history.add(attempt(2, days=1))
    history.delete("attempt-1")
    assert [one.id for one in history.attempts()] == [one.id for one in history.summaries()] == ["attempt-2"]
    history.restore("attempt-1")
    assert history.attempts() == (attempt(1), attempt(2, days=1))


def test_letting_go_of_the_sound_keeps_all_else(history: History) -> None:
    history.add(attempt(1))
    whole = history.attempt("attempt-1")
    assert whole is not None
    assert whole.recording is not None
    history.let_go_of_sound("attempt-1")
    assert history.attempt("attempt-1") == replace(whole, recording=None)


@dataclass
class Disk:
    """Lets go of recordings, or holds them."""

    holds: bool = False
    asked: list[str] = field(default_factory=list)

    def let_go(self, attempt_id: str, name: str | None) -> bool:
        self.asked.append(name or attempt_id)
        return not self.holds


def test_purging_removes_the_deleted_for_good_once_their_recordings_are_gone(
    history: History, path: Path
) -> None:
    history.add(attempt(1))
    history.add(attempt(2))
    history.delete("attempt-1")
    disk = Disk(holds=True)
    history.purge(disk.let_go)
    assert history.attempt("attempt-1") is not None
    disk.holds = False
    history.purge(disk.let_go)
    assert disk.asked == ["1.flac", "1.flac"]
    history.restore("attempt-1")
    assert [one.id for one in history.attempts()] == ["attempt-2"]
    raw = sqlite3.connect(path)
    counts = raw.execute("select (select count(*) from answers), (select count(*) from attempts)").fetchone()
    raw.close()
    assert counts == (1, 1)
    history.purge(disk.let_go)
    assert len(disk.asked) == 2


def test_an_attempt_deleted_while_it_is_being_kept_is_kept_as_deleted(history: History) -> None:
    history.delete("attempt-1")
    history.add(attempt(1))
    assert not history.attempts()
    assert not history.summaries()
    history.restore("attempt-1")
    assert history.attempts() == (attempt(1),)
    history.delete("attempt-1")
    disk = Disk()
    history.purge(disk.let_go)
    assert disk.asked == ["1.flac"]


def test_purging_asks_for_the_sound_of_what_was_deleted_before_it_was_kept_too(history: History) -> None:
    history.delete("attempt-1")
    history.delete("attempt-2")
    history.restore("attempt-2")
    history.add(replace(attempt(3), recording=None))
    history.delete("attempt-3")
    disk = Disk()
    history.purge(disk.let_go)
    assert disk.asked == ["attempt-1", "attempt-3"]
    assert history.attempt("attempt-3") is None


def test_a_deleted_attempt_is_known_to_be_until_it_is_purged(history: History) -> None:
    history.add(attempt(1))
    assert not history.is_deleted("attempt-1")
    history.delete("attempt-1")
    assert history.is_deleted("attempt-1")
    assert not history.is_deleted("attempt-2")
    history.purge(Disk().let_go)
    assert not history.is_deleted("attempt-1")


def test_a_deleted_attempt_that_is_kept_again_without_its_sound_stays_deleted(history: History) -> None:
    history.add(attempt(1))
    history.delete("attempt-1")
    history.add(replace(attempt(1), recording=None))
    assert history.attempts() == ()


# ---- older, newer, broken


def write_first_version(path: Path, kept: Attempt) -> None:
    """The file as the first version of the schema left it."""
    db = Database(sqlite3.connect(path), execute_plugins=False)
    migrations.apply(db, stop_before="m002_repeats")
    with db.atomic():
        db.table("attempts").insert(attempt_row(kept))
        db.table("points").insert_all(point_rows(kept))
        answer = answer_row(kept)
        del answer["repeats"]
        db.table("answers").insert(answer)
    db.close()


def test_a_file_of_the_first_version_is_brought_up_to_date_with_all_it_holds(path: Path) -> None:
    kept = attempt()
    write_first_version(path, kept)
    opened = History.open(path)
    assert opened.attempts() == (replace(kept, review=replace(kept.review, repeats=())),)
    opened.add(attempt(2, days=1))
    assert opened.attempts()[1] == attempt(2, days=1)
    opened.close()


def test_a_file_from_a_newer_version_is_refused_and_left_as_it_is(path: Path) -> None:
    History.open(path).close()
    alter(path, "insert into _sqlite_migrations values (99, 'greenroom', 'm999_mood', '2031-01-01')")
    before = path.read_bytes()
    with pytest.raises(HistoryTooNew, match=r"safe.*newer.*Update"):
        History.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to be one" * 40, b"SQLite format 3\0junk" * 99]
)
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(HistoryDamaged, match="recordings are safe"):
        History.open(path)
    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_a_database_of_another_program_is_refused_and_left_as_it_is(path: Path) -> None:
    alter(path, "create table bookmarks (url text)")
    before = path.read_bytes()
    with pytest.raises(HistoryDamaged):
        History.open(path)
    assert path.read_bytes() == before


def test_a_history_cut_off_in_the_middle_is_refused(path: Path) -> None:
    opened = History.open(path)
    for number in range(20):
        opened.add(attempt(number))
    opened.close()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    with pytest.raises(HistoryDamaged):
        History.open(path).attempts()


def test_an_empty_file_is_a_new_history(path: Path) -> None:
    path.touch()
    opened = History.open(path)
    opened.add(attempt())
    opened.close()


def test_a_folder_in_place_of_the_file_is_an_error_of_the_family(path: Path) -> None:
    path.mkdir()
    (path / "inside").touch()
    with pytest.raises(HistoryError):
        History.open(path)


# ---- nowhere to write


def told_to_nobody(path: Path) -> list[str]:
    """What one is told who opens it and writes and may not write there; root may write anywhere.

    No deadline of its own: the machine may stand still meanwhile.
    """
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from tests.coach.attempts import attempt\n"
        "from coach.history import History\n"
        "import sqlite_utils, sqlite_utils.migrations\n"
        "made = attempt(2)\n"  # what that imports may lie where nobody may read
        "os.getuid() or os.setuid(65534)\n"
        "try:\n"
        "    history = History.open(Path(sys.argv[1]))\n"
        "    print(len(history.attempts()))\n"
        "    history.add(made)\n"
        "except Exception as error:\n"
        "    print(type(error).__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.fixture
def shut_folder() -> Iterator[Path]:
    """Everybody may come to it. Not pytest's own folder: another run closes that to others as it starts."""
    folder = Path(tempfile.mkdtemp(prefix="gr"))
    for parent in (folder, *folder.parents):
        if parent.stat().st_uid == os.getuid() and not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o011)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_that_may_not_be_written_to_says_so(shut_folder: Path) -> None:
    shut_folder.chmod(0o555)
    assert told_to_nobody(shut_folder / "greenroom.db") == ["HistoryReadOnly"]


def test_a_history_that_may_only_be_read_is_read(shut_folder: Path) -> None:
    opened = History.open(shut_folder / "greenroom.db")
    opened.add(attempt())
    opened.close()
    (shut_folder / "greenroom.db").chmod(0o444)
    shut_folder.chmod(0o555)
    assert told_to_nobody(shut_folder / "greenroom.db") == ["1", "HistoryReadOnly"]


def test_a_full_disk_says_so_and_keeps_what_was_there(history: History) -> None:
    history.add(attempt(1))
    pages = history._db.execute("pragma page_count").fetchone()[0]
    history._db.execute(f"pragma max_page_count = {pages}").fetchone()
    with pytest.raises(HistoryFull, match="disk is full"):
        history.add(attempt(2, answer="word " * 20_000))
    history._db.execute("pragma max_page_count = 1000000").fetchone()
    assert history.attempts() == (attempt(1),)
    history.add(attempt(2))
    assert len(history.attempts()) == 2


def test_a_history_that_another_program_holds_says_so(history: History, path: Path) -> None:
    history._db.execute("pragma busy_timeout = 20").fetchone()
    other = sqlite3.connect(path)
    other.execute("begin exclusive")
    with pytest.raises(HistoryBusy):
        history.add(attempt())
    other.rollback()
    other.close()
    history.add(attempt())


def test_every_error_says_what_is_safe_and_names_its_file(path: Path) -> None:
    for kind in (HistoryTooNew, HistoryDamaged, HistoryReadOnly, HistoryFull, HistoryBusy, AttemptDamaged):
        error = kind(path)
        assert "safe" in str(error)
        assert error.path == path
        assert "!" not in str(error)


# ---- one record is damaged


def damage(path: Path, column: str, *, old: str, new: str | None) -> None:
    """Writes something else into the record of the first answer."""
    if new is None:
        alter(path, "delete from answers where attempt_id = 'attempt-1'")
    else:
        change = f"update answers set {column} = replace({column}, ?, ?) where attempt_id = 'attempt-1'"  # noqa: S608  # ours
        alter(path, change, old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"pitch_hz":[120.0,', '"pitch_hz":[null,'),
        ('"loudness_db":[-20.0,', '"loudness_db":["loud",'),
        ('"loudness_db":[', '"loudness_db":null,"other":['),
        ('"speech":[{"start_s":0.0', '"speech":[{"start_s":null'),
        ('"speech":[', '"speech":7,"other":['),
        ('"frame_s":0.1', '"frame_s":null'),
        ('"duration_s"', '"duration_s":null,"other"'),
        ('"clipped_share":0.0', '"clipped_share":{}'),
        ('"lost_s":0.0', '"lost_s":"some"'),
        ('"lost_s":0.0', '"other":0.0'),
        ('{"duration_s"', '["duration_s"'),
    ],
)
def test_a_damaged_sound_costs_an_answer_its_figures_of_the_voice_only(
    history: History, path: Path, old: str, new: str
) -> None:
    kept = attempt(1)
    sound = Sound(30.0, loudness_db=(-20.0,) * 300, speech=(Span(0.0, 30.0),), pitch_hz=(120.0,) * 300)
    heard = replace(kept.review.heard, sound=sound)
    kept = replace(kept, review=replace(kept.review, heard=heard, voice=voice(heard)))
    history.add(kept)
    before = answer_row(kept)["sound"]
    assert old in before
    damage(path, "sound", old=old, new=new)
    (found,) = history.attempts()
    assert found.review.heard.transcript == kept.review.heard.transcript
    assert found.review.delivery == kept.review.delivery
    assert found.review.coverage == kept.review.coverage
    for series in (found.review.heard.sound.loudness_db, found.review.heard.sound.pitch_hz):
        assert all(isinstance(one, float) for one in series)


@pytest.mark.parametrize(
    ("column", "old", "new"),
    [
        ("words", "[[", "[" * 100_000),
        ("words", "[[", "[["[:1]),
        ("words", '["Um",0.5', '["Um",null'),
        ("words", "[", "{"),
        ("pauses", "[", "[[1.0],"),
        ("fillers", "[", "[7,"),
        ("delivery", '"duration_s"', '"length_s"'),
        ("", "", None),
    ],
)
def test_a_damaged_record_costs_only_itself(
    history: History, path: Path, column: str, old: str, new: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    history.add(attempt(1))
    history.add(attempt(2, days=1))
    assert old in answer_row(attempt(1)).get(column, "")
    damage(path, column, old=old, new=new)
    assert history.attempts() == (attempt(2, days=1),)
    assert "attempt-1 is damaged" in caplog.text
    with pytest.raises(AttemptDamaged, match="other answers and the recordings are safe"):
        history.attempt("attempt-1")
    assert [one.id for one in history.summaries()] == ["attempt-1", "attempt-2"]
    history.add(attempt(1))
    assert history.attempt("attempt-1") == attempt(1)


@pytest.mark.parametrize(
    "change",
    [
        "update attempts set started_at = 'noon' where id = 'attempt-1'",
        "update attempts set started_at = '2026-03-01T12:00:00' where id = 'attempt-1'",
        "update attempts set duration_s = 'x' where id = 'attempt-1'",
        "update attempts set duration_s = 9e999 where id = 'attempt-1'",
        "update attempts set words_per_minute = 'fast' where id = 'attempt-1'",
        "update attempts set bank_title = null where id = 'attempt-1'",
        "update points set verdict = 'cover' where attempt_id = 'attempt-1'",
    ],
)
def test_a_line_that_no_page_could_draw_hides_one_answer_only(
    history: History, path: Path, change: str, caplog: pytest.LogCaptureFixture
) -> None:
    history.add(attempt(1))
    history.add(attempt(2, days=1))
    alter(path, change)
    assert [one.id for one in history.summaries()] == ["attempt-2"]
    assert "attempt-1 is damaged" in caplog.text


def kept_by_an_older_version(
    history: History, path: Path, *, words: int, duration_s: float, spoken_s: float
) -> Attempt:
    """Keeps an answer with rates, though so few words were said in so short a time."""
    made = attempt()
    delivery = replace(
        made.review.delivery,
        duration_s=duration_s,
        word_count=words,
        speaking_s=spoken_s - 1.0,
        pause_total_s=1.0,
        words_per_minute=words * 60 / spoken_s,
        filled_pauses_per_minute=40.0,
    )
    history.add(replace(made, review=replace(made.review, delivery=delivery)))
    rates = f"words_per_minute = {words * 60 / spoken_s}, filled_pauses_per_minute = 40"
    alter(path, f"update attempts set {rates}")  # noqa: S608  # ours
    (kept,) = history.attempts()
    assert kept.review.delivery == delivery
    return kept


@pytest.mark.parametrize(
    ("words", "duration_s", "spoken_s"),
    [(4, 60.0, 60.0), (60, 4.0, 4.0), (30, 60.0, 12.0), (30, 60.0, 14.9), (30, 60.0, 15.0), (60, 60.0, 60.0)],
)
def test_the_rates_that_an_older_version_kept_are_in_lists_where_the_review_shows_them(
    history: History, path: Path, words: int, duration_s: float, spoken_s: float
) -> None:
    kept = kept_by_an_older_version(history, path, words=words, duration_s=duration_s, spoken_s=spoken_s)
    seen = shown(kept.review.delivery)
    (found,) = history.summaries()
    assert found.words_per_minute == seen.words_per_minute
    assert found.filled_pauses_per_minute == seen.filled_pauses_per_minute
    assert (found.words_per_minute is not None) == (words >= 10 and spoken_s >= 15.0)


def test_a_line_whose_figures_cannot_be_read_goes_by_the_length_of_its_sound(
    history: History, path: Path
) -> None:
    kept_by_an_older_version(history, path, words=30, duration_s=60.0, spoken_s=12.0)
    for damage in ("{", "[]", '{"speaking_s":null}', '{"speaking_s":"a","pause_total_s":1}'):
        alter(path, "update answers set delivery = ?", damage)
        (found,) = history.summaries()
        assert found.words_per_minute == 150.0


@pytest.mark.parametrize(
    "change",
    [
        "update attempts set prompt = cast(x'ff6162' as text) where id = 'attempt-1'",
        "update answers set words = replace(words, 'checked', cast(x'ff6162' as text))",
    ],
)
def test_a_letter_that_cannot_be_read_costs_no_answer(history: History, path: Path, change: str) -> None:
    history.add(attempt(1))
    history.add(attempt(2, days=1))
    alter(path, change)
    assert [one.id for one in history.summaries()] == ["attempt-1", "attempt-2"]
    assert [one.id for one in history.attempts()] == ["attempt-1", "attempt-2"]
    assert "\ufffdab" in str((history.summaries(), history.attempts()))


# ---- the power goes off


def test_a_program_killed_while_writing_leaves_a_whole_history(path: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tests.coach.attempts import attempt\n"
        "from coach.history import History\n"
        "history = History.open(Path(sys.argv[1]))\n"
        "number = 0\n"
        "while True:\n"
        "    history.add(attempt(number, days=number, answer='word ' * 300))\n"
        "    print(number, flush=True)\n"
        "    number += 1\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    told = [writer.stdout.readline() for _turn in range(5)]
    writer.kill()
    rest = writer.stdout.read().split()
    writer.wait(timeout=10)
    writer.stdout.close()
    last = int(rest[-1]) if rest else int(told[-1])
    opened = History.open(path)
    kept = opened.attempts()
    opened.close()
    assert len(kept) in (last + 1, last + 2)
    assert all(len(one.review.heard.transcript.words) == 300 for one in kept)


def test_a_write_that_the_power_cut_off_is_undone_at_the_next_start(path: Path, tmp_path: Path) -> None:
    opened = History.open(path)
    opened.add(attempt(1))
    opened._db.execute("pragma cache_size = 1").fetchone()
    cut_off = tmp_path / "after" / "greenroom.db"
    cut_off.parent.mkdir()
    with opened._db.atomic():
        opened._db.execute("update attempts set prompt = 'half'")
        for number in range(40):
            opened._db.table("answers").insert(answer_row(attempt(100 + number)) | {"attempt_id": None})
        for file in path.parent.glob("greenroom.db*"):
            (cut_off.parent / file.name).write_bytes(file.read_bytes())
    opened.close()
    assert (cut_off.parent / "greenroom.db-journal").stat().st_size > 0
    again = History.open(cut_off)
    assert again.attempts() == (attempt(1),)
    assert again.summaries()[0].prompt == QUESTION.prompt
    again.close()


def test_what_fails_halfway_leaves_nothing_behind(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_rows(_attempt: Attempt) -> dict[str, object]:
        raise OSError(errno.EIO, "the disk is gone")

    monkeypatch.setattr("coach.history.answer_row", no_rows)
    with pytest.raises(HistoryError):
        history.add(attempt())
    monkeypatch.undo()
    assert not history.attempts()
    assert not history.summaries()


def test_several_threads_may_use_it_at_once(history: History) -> None:
    def work(first: int) -> None:
        for number in range(first, first + 5):
            history.add(attempt(number, days=number))
            history.summaries()

    threads = [threading.Thread(target=work, args=(first,)) for first in (0, 10, 20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(history.summaries()) == 15


def test_two_thousand_attempts_are_all_listed(path: Path) -> None:
    opened = History.open(path)
    one = attempt(answer="word " * 30)
    with opened._writing():
        for number in range(2000):
            named = replace(one, id=f"a{number}", started_at=NOON + timedelta(hours=number))
            opened._db.table("attempts").insert(attempt_row(named))
            opened._db.table("points").insert_all(point_rows(named))
            opened._db.table("answers").insert(answer_row(named))
    listed = opened.summaries()
    opened.close()
    assert len(listed) == 2000


# ---- whatever is kept comes back


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(attempts)
def test_whatever_is_kept_comes_back_the_same(history: History, kept: Attempt) -> None:
    kept = replace(kept, review=replace(kept.review, voice=voice(kept.review.heard)))
    history.add(kept)
    assert history.attempt(kept.id) == kept
    assert AttemptSummary.of(kept) in history.summaries()
