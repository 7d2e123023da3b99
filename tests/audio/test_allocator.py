from __future__ import annotations

import subprocess
import sys

import pytest

HOLDS_AND_HANDS_BACK = """
import ctypes, psutil
from audio import allocator

def held_mb():
    return psutil.Process().memory_info().rss / 2**20

libc = ctypes.CDLL("libc.so.6")
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]
allocator.hold_on()
before = held_mb()
room = libc.malloc(100 << 20)
ctypes.memset(room, 1, 100 << 20)
libc.free(room)
held = held_mb() - before
allocator.hand_back()
print(held, held_mb() - before)
"""


SHARES_ONE_HEAP = """
import ctypes, re, threading
from audio import allocator

allocator.hold_on()
libc = ctypes.CDLL("libc.so.6")
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
places = []
threads = [threading.Thread(target=lambda: places.append(libc.malloc(1000))) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
[heap] = re.findall(r"(?m)^(\\w+)-(\\w+) .*\\[heap\\]$", open("/proc/self/maps").read())
print(all(int(heap[0], 16) <= place < int(heap[1], 16) for place in places))
"""


READS_SOUND_OF_MANY_LENGTHS = """
import numpy as np, psutil
from audio import allocator, models
from audio.transcriber import Transcriber

allocator.hold_on()
transcriber = Transcriber(models.find(models.BUNDLED), threads=1)

def held_mb(lengths):
    for length in lengths:
        transcriber.write_down(np.zeros(length, np.float32), hurried=True, awaited=True)
    allocator.hand_back()
    return psutil.Process().memory_info().rss / 2**20

before = held_mb([16_000, 80_000])
print(held_mb(range(17_600, 80_000, 1_600)) - before)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only glibc is told")
def test_what_is_held_does_not_grow_with_each_length_of_sound_that_is_read() -> None:
    told = subprocess.run(
        [sys.executable, "-c", READS_SOUND_OF_MANY_LENGTHS], capture_output=True, text=True, check=True
    )
    assert float(told.stdout) < 15


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only glibc is told")
def test_freed_memory_stays_for_the_next_piece_until_it_is_handed_back() -> None:
    told = subprocess.run(
        [sys.executable, "-c", HOLDS_AND_HANDS_BACK], capture_output=True, text=True, check=True
    )
    held_mb, after_mb = map(float, told.stdout.split())
    assert held_mb > 90
    assert after_mb < 10


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only glibc is told")
def test_what_one_thread_has_freed_serves_the_others() -> None:
    told = subprocess.run([sys.executable, "-c", SHARES_ONE_HEAP], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "True"
