"""What a computer tells of its battery and its plug."""

from __future__ import annotations

from pathlib import Path

from audio.power import discharging, on_battery


def supply(folder: Path, name: str, **told: str) -> None:
    (folder / name).mkdir()
    for what, value in told.items():
        (folder / name / what).write_text(f"{value}\n")


def test_a_discharging_battery_with_the_plug_out_is_battery(tmp_path: Path) -> None:
    supply(tmp_path, "AC", type="Mains", online="0")
    supply(tmp_path, "BAT0", type="Battery", status="Discharging")
    assert discharging(tmp_path)


def test_with_the_plug_in_it_is_not(tmp_path: Path) -> None:
    supply(tmp_path, "AC", type="Mains", online="1")
    supply(tmp_path, "BAT0", type="Battery", status="Not charging")
    assert not discharging(tmp_path)


def test_a_mouse_that_runs_on_its_own_battery_does_not_count(tmp_path: Path) -> None:
    supply(tmp_path, "hidpp_battery_0", type="Battery", status="Discharging", scope="Device")
    assert not discharging(tmp_path)


def test_a_computer_that_tells_nothing_is_not(tmp_path: Path) -> None:
    assert not discharging(tmp_path)
    assert not discharging(tmp_path / "missing")


def test_this_computer_can_be_asked() -> None:
    assert on_battery() in (True, False)
