"""Add questions: a pasted text on the left, what was understood of it on the right; Keep stores it."""

from desktop.pages.add_questions.footer import BankChoice, Kept
from desktop.pages.add_questions.page import AddQuestionsPage
from desktop.pages.add_questions.understood import Sheaf, Understood

__all__ = ["AddQuestionsPage", "BankChoice", "Kept", "Sheaf", "Understood"]
