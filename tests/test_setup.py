"""What a person is told who types `make run` where something is missing: fake commands, the real script."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
COMMANDS = ("sh", "dirname", "awk", "tr", "cat", "cksum", "mkdir", "tail", "uname", "env", "rm", "true")


class Machine:
    """A Debian with hardly anything on it; every command that is faked writes its call into `calls`."""

    def __init__(self, folder: Path) -> None:
        self.project, self.bin, self.calls = folder / "project", folder / "bin", folder / "calls"
        shutil.copytree(PROJECT / "packaging", self.project / "packaging")
        self.calls.write_text("")
        self.bin.mkdir()
        for name in ("uv.lock", "pyproject.toml"):
            (self.project / name).write_text(name)
        for name in COMMANDS:
            (self.bin / name).symlink_to(shutil.which(name) or name)
        self.has("dpkg-query", "echo espeak-ng installed; echo libglib2.0-0t64 installed; echo sudo removed")
        self.has("python3", "exit 0")
        self.has("apt-get", "true")
        self.has("id", "echo 1000")
        self.has("uv", '[ "$1" != sync ] || mkdir -p .venv')

    def has(self, name: str, does: str) -> None:
        command = self.bin / name
        command.write_text(f'#!/bin/sh\nprintf "%s\\n" "{name} $*" >>"{self.calls}"\n{does}\n')
        command.chmod(0o755)

    def call(self, script: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", f"packaging/{script}", *words],
            cwd=self.project,
            env={"PATH": str(self.bin), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def called(self, name: str) -> list[str]:
        return [line for line in self.calls.read_text().splitlines() if line.split()[0] == name]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_without_sudo_the_one_command_is_told_and_nothing_is_installed(machine: Machine) -> None:
    told = machine.call("setup.sh", "run")
    assert told.returncode == 1
    assert "    su -c 'apt-get update && apt-get install" in told.stderr
    assert "libportaudio2" in told.stderr
    assert machine.called("apt-get") == []


def test_what_is_there_is_not_asked_for_also_under_its_newer_name(machine: Machine) -> None:
    told = machine.call("setup.sh", "run").stderr
    assert "espeak-ng" not in told
    assert "libglib2.0-0" not in told


def test_with_a_password_but_no_terminal_the_one_command_is_told(machine: Machine) -> None:
    machine.has("sudo", "exit 1")
    told = machine.call("setup.sh", "run")
    assert told.returncode == 1
    assert "    sudo sh -c 'apt-get update && apt-get install" in told.stderr
    assert machine.called("apt-get") == []


def test_with_sudo_it_installs_and_says_so(machine: Machine) -> None:
    machine.has("sudo", '[ "$1" = -n ] || "$@"')
    told = machine.call("setup.sh", "run")
    assert told.returncode == 0, told.stderr
    assert "Installing Debian packages with apt-get" in told.stderr
    update, install = machine.called("apt-get")
    assert update == "apt-get update"
    assert "--no-install-recommends libportaudio2" in install
    assert install.endswith(" -o DPkg::Lock::Timeout=300")  # while something else installs
    assert "xvfb" not in install


def test_an_administrator_needs_no_sudo_and_tests_need_more(machine: Machine) -> None:
    machine.has("id", "echo 0")
    assert machine.call("setup.sh", "test").returncode == 0
    assert "xvfb pulseaudio" in machine.called("apt-get")[1]


def test_where_apt_fails_its_last_words_and_the_command_are_told(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.has("apt-get", "echo 'E: no network'; exit 100")
    told = machine.call("setup.sh", "run")
    assert told.returncode == 1
    assert "E: no network" in told.stderr
    assert "    sh -c 'apt-get update && apt-get install" in told.stderr


def test_the_second_time_nothing_is_asked_of_the_network(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.call("setup.sh", "run")
    installed = " ".join(machine.called("apt-get")[1].split()[4:-2])
    machine.has("dpkg-query", f"for one in espeak-ng libglib2.0-0 {installed}; do echo $one installed; done")
    machine.calls.write_text("")
    again = machine.call("setup.sh", "run")
    assert (again.returncode, again.stderr) == (0, "")
    assert [line.split()[0] for line in machine.calls.read_text().splitlines()] == ["dpkg-query"]


def test_a_new_lock_brings_the_new_libraries(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.call("setup.sh", "run")
    (machine.project / "uv.lock").write_text("newer")
    machine.call("setup.sh", "run")
    assert sum("sync --frozen" in line for line in machine.called("uv")) == 2


def test_on_another_system_it_says_what_is_needed_and_goes_on(machine: Machine) -> None:
    (machine.bin / "apt-get").unlink()
    told = machine.call("setup.sh", "run")
    assert told.returncode == 0, told.stderr
    assert "PortAudio" in told.stderr
    assert "uv run greenroom" in told.stderr


def test_an_old_python_is_told_in_one_sentence(machine: Machine) -> None:
    (machine.bin / "apt-get").unlink()
    (machine.bin / "uv").unlink()
    machine.has("python3", '[ "$1" = --version ] && echo Python 3.9.2 || exit 1')
    told = machine.call("setup.sh", "run")
    assert told.returncode == 1
    assert "Greenroom needs Python 3.11 or newer; Python 3.9.2 here." in told.stderr


def test_without_a_screen_the_window_says_so(machine: Machine) -> None:
    told = machine.call("run.sh")
    assert told.returncode == 1
    assert "no screen here" in told.stderr
