"""What the pages of banks show in tests and pictures: a page as one pastes it, and what it holds."""

from __future__ import annotations

from desktop.pages.add_questions import AddQuestionsPage
from desktop.pages.editor import EditorPage
from desktop.showing.add_questions import Text, understand
from seeds.bank import Bank

PAGE = """Data Engineer Interview Questions
Get ready for your Data Engineer interview. See what the role needs and how a good answer sounds.

Tell me about a pipeline you built that other teams depended on.
Employers ask this to see ownership beyond your own desk. In your answer, describe the consumers, \
the contract you agreed on, how you tested it, and what happened when it broke.
Answer Example: "I owned the orders pipeline that finance and the warehouse both read. We wrote down \
a schema contract with freshness and completeness targets, and I added tests that ran before every \
release."
Help us improve this answer. / -

How do you decide between batch and streaming?
Employers ask this to learn whether you start from the need or from the tool. In your answer, weigh \
latency needs, cost, and operational burden.
Answer Example: "I ask who acts on the data and how fast they can act. Most of the time an hourly \
batch is enough."
Help us improve this answer. / -

A nightly job starts failing one run in five. Walk me through your first hour.
Employers ask this to watch you debug. In your answer, cover reading the logs, comparing good and \
bad runs, and limiting the damage first.
Answer Example: "I limit the damage first: I pause what reads the output. Then I compare a good and \
a bad run."
Help us improve this answer. / -

Why do you want to work on data here?
Employers ask this to hear whether you know what they do. In your answer, mention past work and one \
of their problems.
Help us improve this answer. / -
"""


def bank() -> Bank:
    """The bank in the page."""
    return Bank("data-engineer", "Data engineer", understand(Text(PAGE.encode())).questions)


def add_page(text: str = PAGE) -> AddQuestionsPage:
    """Add questions, with this text understood."""
    page = AddQuestionsPage()
    page.open(())
    if text:
        page.show_text(text)
        page.show_understood(understand(Text(text.encode())))
    return page


def editor_page(made: Bank | None = None, *, opened: bool = False) -> EditorPage:
    """The editor with this bank."""
    page = EditorPage()
    shown = made or bank()
    page.show_bank(shown, stand_on=shown.questions[0].id if opened and shown.questions else "")
    return page
