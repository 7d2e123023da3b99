"""How a story knows that the app has come to rest."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.stories.running import end, wait_until_at_rest

FAMILY = """
import subprocess, sys
for code in ("import time; time.sleep(60)", {busy!r}):
    subprocess.Popen([sys.executable, "-c", code])
import time; time.sleep(60)
"""


@pytest.fixture
def family(request: pytest.FixtureRequest) -> Iterator[int]:
    """A process with two helpers, of which one does what the test says."""
    code = FAMILY.format(busy=request.param)
    process = subprocess.Popen([sys.executable, "-c", code], env=dict(os.environ))
    yield process.pid
    end(process)


@pytest.mark.parametrize("family", ["import time; time.sleep(60)"], indirect=True)
def test_an_app_whose_threads_all_sleep_is_at_rest(family: int) -> None:
    wait_until_at_rest(family, within_s=20)


@pytest.mark.parametrize("family", ["while True: pass"], indirect=True)
def test_an_app_with_a_busy_helper_is_not_at_rest_though_nothing_is_seen_to_move(family: int) -> None:
    with pytest.raises(TimeoutError):
        wait_until_at_rest(family, within_s=1)
