"""Settings: everything that can be chosen, applied at once."""

from desktop.pages.settings.page import SettingsPage
from desktop.pages.settings.view import Option, SettingsView

__all__ = ["Option", "SettingsPage", "SettingsView"]
