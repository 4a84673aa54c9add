"""The heap of the process: the threads of the pages share it, and what is free is returned."""

import re
import subprocess
import sys

import pytest

ALLOCATE = """
import ctypes, threading
from pokrovsk_front.server import heap

{before}
together = threading.Barrier(12)
kept = []
def page():
    kept.append(bytes(100_000))
    together.wait()
threads = [threading.Thread(target=page) for _ in range(12)]
for each in threads: each.start()
for each in threads: each.join()
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
told = ctypes.c_void_p(libc.fopen(b"/dev/stdout", b"w"))
libc.malloc_info(0, told)
libc.fflush(told)
"""


@pytest.mark.parametrize(
    ("before", "is_shared"), [("heap.share_among_threads()", True), ("", False)]
)
def test_threads_share_two_heaps(before: str, is_shared: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ALLOCATE.format(before=before)],
        capture_output=True,
        text=True,
        check=True,
    )
    heaps = len(re.findall("<heap nr=", done.stdout))
    assert (heaps <= 2) == is_shared, heaps


FREE_BETWEEN = """
import ctypes, time
from pathlib import Path
from pokrovsk_front.server import heap

ctypes.pythonapi.mallopt(-3, 1 << 30)  # M_MMAP_THRESHOLD: all of it lies in the heap
def held_mb():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6
between = [bytes(100_000) for _ in range(1000)]
last = bytearray(100_000)  # what comes after it in the heap is not given back by itself
before = held_mb()
del between
with heap.trimmed({seconds}):
    deadline = time.monotonic() + {wait}
    while held_mb() > before - 50 and time.monotonic() < deadline:
        time.sleep(0.01)
print(held_mb() < before - 50)
"""


@pytest.mark.parametrize(("seconds", "wait", "is_returned"), [(0.01, 30, True), (60, 0.5, False)])
def test_what_is_free_is_returned_now_and_then(
    seconds: float, wait: float, is_returned: bool
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FREE_BETWEEN.format(seconds=seconds, wait=wait)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str(is_returned)
