"""Progress: how answers change over time."""

from desktop.pages.progress.page import ProgressPage

__all__ = ["ProgressPage"]
