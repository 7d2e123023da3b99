"""First run: three checks, then a first question."""

from desktop.pages.first_run.checks import CheckName, CheckView
from desktop.pages.first_run.page import FirstRunPage

__all__ = ["CheckName", "CheckView", "FirstRunPage"]
