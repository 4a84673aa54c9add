"""The heap of the process, which the threads of the pages share."""

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
