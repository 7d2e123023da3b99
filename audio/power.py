"""Whether this computer runs on its battery."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

SUPPLIES = Path("/sys/class/power_supply")
_MAC_ANSWERS_WITHIN_S = 2.0


def on_battery() -> bool:
    """Whether it does now; in doubt no."""
    with suppress(OSError, ValueError, subprocess.SubprocessError):
        if sys.platform == "win32":
            return _windows()
        if sys.platform == "darwin":
            return _mac()
        return discharging(SUPPLIES)
    return False


def discharging(supplies: Path) -> bool:
    """Whether a battery of the computer itself is, with no plug in.

    `supplies` is the folder in which Linux lists batteries and plugs (its `sysfs-class-power`).
    """
    found = [(_told(one, "type"), one) for one in sorted(supplies.glob("*"))]
    if any(_told(one, "online") == "1" for kind, one in found if kind != "Battery"):
        return False
    own = [one for kind, one in found if kind == "Battery" and _told(one, "scope") != "Device"]
    return any(_told(one, "status") == "Discharging" for one in own)


def _told(supply: Path, what: str) -> str:
    try:
        return (supply / what).read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _mac() -> bool:
    told = subprocess.run(
        ["/usr/bin/pmset", "-g", "batt"],
        check=False,
        capture_output=True,
        text=True,
        timeout=_MAC_ANSWERS_WITHIN_S,
    )
    return "Battery Power" in told.stdout


def _windows() -> bool:
    if sys.platform != "win32":
        return False
    told = (ctypes.c_ubyte * 12)()  # SYSTEM_POWER_STATUS; its first byte is 0 on battery, 1 on the mains
    return bool(ctypes.windll.kernel32.GetSystemPowerStatus(ctypes.byref(told))) and told[0] == 0
