"""An answer is analysed without one try to reach the network, in any process; and a try would be seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent.parent
ANSWER = PROJECT / "tests" / "data" / "short.flac"


@pytest.fixture
def watched(tmp_path: Path) -> dict[str, str]:
    """An environment in which tries to reach the network are written into the file GREENROOM_WATCH."""
    folder, file = str(PROJECT / "tests" / "watch"), str(tmp_path / "watch")
    return {**os.environ, "PYTHONPATH": folder, "GREENROOM_WATCH": file}


def run(*words: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )


def test_a_try_is_seen_in_a_child_process_too(watched: dict[str, str]) -> None:
    child = "import socket; s = socket.socket(); s.settimeout(0.1); s.connect_ex(('127.0.0.1', 9))"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    run("-c", parent, environment=watched)
    assert "('127.0.0.1', 9)" in Path(watched["GREENROOM_WATCH"]).read_text()


@pytest.mark.timeout(120)
def test_an_analysis_never_tries_to_reach_the_network(watched: dict[str, str]) -> None:
    done = run("-m", "desktop", "analyze", str(ANSWER), "--json", environment=watched)
    assert done.returncode == 0, done.stderr
    assert "look at the images first" in json.loads(done.stdout)["text"]
    assert not Path(watched["GREENROOM_WATCH"]).exists()
