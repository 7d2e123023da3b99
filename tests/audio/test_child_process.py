from __future__ import annotations

import subprocess
import sys
import threading
import time

from audio.child_process import end_with_the_parent


def live_on() -> None:
    """A child that would outlive its parent by far."""
    end_with_the_parent()
    print("begun", flush=True)
    time.sleep(20)
    print("still here", flush=True)


def test_a_child_whose_parent_is_killed_ends_at_once() -> None:
    code = (
        "from multiprocessing import get_context\n"
        "from tests.audio.test_child_process import live_on\n"
        "get_context('spawn').Process(target=live_on).start()\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    assert parent.stdout.readline() == "begun\n"
    parent.kill()
    assert parent.stdout.read() == ""  # it ends only once nobody is left who could write
    parent.wait()
    parent.stdout.close()


def test_where_no_process_of_ours_started_this_one_nothing_is_watched() -> None:
    before = threading.active_count()
    end_with_the_parent()
    assert threading.active_count() == before
