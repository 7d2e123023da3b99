"""Review: what happened in one answer, and what to do next."""

from desktop.pages.review.page import ReviewPage
from desktop.pages.review.second_opinion import OpinionView
from desktop.pages.review.view import ReviewView

__all__ = ["OpinionView", "ReviewPage", "ReviewView"]
