"""The editor of a bank: its questions on the left, all of one of them on the right, saved as one goes."""

from desktop.pages.editor.page import EditorPage

__all__ = ["EditorPage"]
