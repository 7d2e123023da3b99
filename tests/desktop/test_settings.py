"""Settings are read, written and never lost."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import toml_text
from desktop.settings import Settings, SettingsFile, parse

CHOSEN = replace(
    Settings(),
    microphone='Blue "Yeti" \\ ümlaut\n\x7f',
    length_s=(30.0, 90.0),
    live_words=True,
    appearance="dark",
    keep_sound_of_last=20,
)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "new" / "settings.toml")
    file.write(CHOSEN)
    assert file.read().settings == CHOSEN
    assert file.read().faults == ()


def test_no_file_means_the_usual_settings(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path / "settings.toml").read().settings == Settings()


def test_an_unreadable_value_falls_back_alone_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('text_scale = 9\nmicrophone = "Yeti"\nlive_words = "yes"\nlength_s = [90, 30]\n', "utf-8")
    reading = SettingsFile(path).read()
    assert reading.settings == replace(Settings(), microphone="Yeti")
    assert [fault.split()[2] for fault in reading.faults] == ["length_s", "live_words", "text_scale"]


def test_keys_of_a_newer_version_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('mood = "calm"\nday = 2026-11-24\n[later]\nx = [1, 2.5]\n', "utf-8")
    file = SettingsFile(path)
    file.write(replace(file.read().settings, live_words=True))
    raw = tomllib.loads(path.read_text("utf-8"))
    assert raw["mood"] == "calm"
    assert raw["later"] == {"x": [1, 2.5]}
    assert str(raw["day"]) == "2026-11-24"
    assert raw["live_words"] is True


@pytest.mark.parametrize("content", [b"= broken", b"\xff\xfe\x00", b"a = 1\na = 2\n"])
def test_a_broken_file_is_set_aside_not_lost(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    file = SettingsFile(path)
    reading = file.read()
    assert reading.settings == Settings()
    assert len(reading.faults) == 1
    file.write(CHOSEN)
    assert (tmp_path / "settings.toml.unreadable").read_bytes() == content
    assert file.read().settings == CHOSEN


def test_a_crash_while_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.toml"
    file = SettingsFile(path)
    file.write(CHOSEN)

    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        file.write(Settings())
    monkeypatch.undo()
    assert SettingsFile(path).read().settings == CHOSEN
    assert [one.name for one in tmp_path.iterdir()] == ["settings.toml"]


_plain = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), _plain))
def test_any_plain_value_survives_being_written_as_toml(table: dict[str, object]) -> None:
    try:
        text = toml_text.dumps(table).encode("utf-8").decode("utf-8")
    except UnicodeEncodeError:
        return  # lone surrogates have no place in a file
    assert tomllib.loads(text) == table


@given(st.dictionaries(st.sampled_from(sorted(Settings.__dataclass_fields__)), _plain))
def test_whatever_a_file_holds_settings_come_out(raw: dict[str, object]) -> None:
    reading = parse(raw)
    assert parse({name: getattr(reading.settings, name) for name in raw}).faults == ()


def test_the_words_counted_as_markers_are_the_users_own() -> None:
    assert parse({"markers": ["at the end of the day", " like ", "like", ""]}).settings.markers == (
        "at the end of the day",
        "like",
    )
    assert parse({"markers": []}).settings.markers == ()
    assert parse({"markers": [3]}).faults
