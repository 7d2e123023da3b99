"""How much made-up input a test tries: in the suite what it says itself, in `make fuzz` what that says."""

from __future__ import annotations

from hypothesis import settings


def examples(usual: int) -> int:
    """For `max_examples`: a number given there would hold in `make fuzz` as well, where more is wanted."""
    asked = settings().max_examples
    return asked if asked == settings.get_profile("roaming").max_examples else usual
