"""Loaded by every Python process of a watched app: writes down each try to reach the network.

A story puts this folder on PYTHONPATH; child processes inherit it. The file named by GREENROOM_WATCH gets a
line for each look-up of a name and each address other than a local socket's.
"""

from __future__ import annotations

import os
import sys


def note(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: see the list of audit events in Python's documentation."""
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        tell(f"{event} {arguments[0]}")
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg") and isinstance(arguments[1], tuple):
        tell(f"{event} {arguments[1]}")


def tell(line: str) -> None:
    """Add a line, in one write."""
    file = os.open(os.environ["GREENROOM_WATCH"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(file, f"{os.getpid()} {line}\n".encode())
    os.close(file)


if "GREENROOM_WATCH" in os.environ:
    sys.addaudithook(note)
