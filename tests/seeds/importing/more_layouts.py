"""More pages, written after the reader and never looked at while it was made."""

from __future__ import annotations

from tests.seeds.importing.layouts import Layout

GIT = "What is the difference between a merge and a rebase?"
TEST = "Describe a bug that your tests did not find."
TEAM = "Where do you see yourself in five years?"
CODE = "How would you review code written by a senior colleague?"
SAY_GIT = (
    "A merge keeps both histories and adds a commit that joins them. A rebase writes my commits anew "
    "on top of the other branch, so I never do it on a branch that others have."
)
SAY_TEST = (
    "A date was read in the wrong zone, and all our test machines ran on universal time. It was off "
    "for eleven customers. I added a test that runs in three zones."
)
SAY_TEAM = (
    "I would like to lead a small team of four or five by then. I have begun to mentor two juniors, "
    "and I have asked my lead to take me along to planning."
)
SAY_CODE = (
    "I read the ticket first and then the tests. I ask questions instead of giving orders, and I say "
    "what I like. Last month I found a lock that was never released."
)
ALL = (GIT, TEST, TEAM, CODE)
ANSWERS = (SAY_GIT, SAY_TEST, SAY_TEAM, SAY_CODE)

MORE_LAYOUTS = (
    Layout(
        "question, bullet tips, sample answer",
        f"""How to prepare
Four questions every developer gets, and what to say.

Question 1: {GIT}
Tips:
- Mention when you would use each.
- Explain what happens to the history.
Sample Answer: {SAY_GIT}

Question 2: {TEST}
Tips:
- Describe what happened and what you changed.
Sample Answer: {SAY_TEST}

Question 3: {TEAM}
Sample Answer: {SAY_TEAM}

Question 4: {CODE}
Sample Answer: {SAY_CODE}

Get the free e-book
Enter your e-mail
Subscribe
""",
        asked=ALL,
        answers=ANSWERS,
        guidance=(
            "Mention when you would use each.\n\nExplain what happens to the history.",
            "Describe what happened and what you changed.",
            "",
            "",
        ),
    ),
    Layout(
        "answers in quotes without any label",
        f"""{GIT}
Interviewers want to see that you know the tool.
"{SAY_GIT}"
{TEST}
"{SAY_TEST}"
{TEAM}
“{SAY_TEAM}”
{CODE}
“{SAY_CODE}”
""",
        asked=ALL,
        answers=ANSWERS,
        guidance=("Interviewers want to see that you know the tool.", "", "", ""),
    ),
    Layout(
        "numbers and dashes, example in the middle of a paragraph",
        f"""20 Developer Interview Questions
Updated March 3, 2024
By Jane Example
5 min read
1) {GIT} - {SAY_GIT}
2) {TEST}
This question shows honesty. Example answer: "{SAY_TEST}"
3) {TEAM}
This question shows plans. Example answer: "{SAY_TEAM}"
4) {CODE}
Example answer: "{SAY_CODE}"
Leave a comment
Great article, thanks! Can you add one about databases?
""",
        asked=ALL,
        answers=ANSWERS,
        guidance=("", "This question shows honesty.", "This question shows plans.", ""),
    ),
    Layout(
        "a table in a page",
        f"""<table><tr><th>Question</th><th>Answer</th></tr>
<tr><td>{GIT}</td><td>{SAY_GIT}</td></tr><tr><td>{TEST}</td><td>{SAY_TEST}</td></tr>
<tr><td>{TEAM}</td><td>{SAY_TEAM}</td></tr><tr><td>{CODE}</td><td>{SAY_CODE}</td></tr></table>""",
        asked=ALL,
        answers=ANSWERS,
        form="html",
    ),
    Layout(
        "definition list",
        f"""<h1>Developers</h1><dl><dt>{GIT}</dt><dd>{SAY_GIT}</dd><dt>{TEST}</dt><dd>{SAY_TEST}</dd>
<dt>{TEAM}</dt><dd>{SAY_TEAM}</dd><dt>{CODE}</dt><dd>{SAY_CODE}</dd></dl>
<p>Copyright Some Site</p>""",
        asked=ALL,
        answers=ANSWERS,
        form="html",
    ),
    Layout(
        "contents with links, then headings of level three",
        f"""<html><body><h1>Developer interview</h1><p>Table of contents</p>
<ul><li><a href="#a">{GIT}</a></li><li><a href="#b">{TEST}</a></li>
<li><a href="#c">{TEAM}</a></li><li><a href="#d">{CODE}</a></li></ul>
<h2>Technical questions</h2><h3>1. {GIT}</h3><p>Why they ask</p>
<p>They check the basics.</p><p>How to answer</p>
<p>Explain both and say when you use which.</p><p>Example</p><p>{SAY_GIT}</p>
<h3>2. {TEST}</h3><p>Example</p><p>{SAY_TEST}</p>
<h2>Personal questions</h2><h3>3. {TEAM}</h3><p>Example</p><p>{SAY_TEAM}</p>
<h3>4. {CODE}</h3><p>Example</p><p>{SAY_CODE}</p>
<h2>Conclusion</h2><p>Now you are ready. Good luck with your interview.</p></body></html>""",
        asked=ALL,
        answers=ANSWERS,
        guidance=("They check the basics.\n\nExplain both and say when you use which.", "", "", ""),
        form="html",
    ),
    Layout(
        "an answer of several paragraphs",
        f"""{GIT}
Answer Example: "A merge keeps both histories and adds a commit that joins them.

A rebase writes my commits anew on top of the other branch, so I never do it on a branch that others have."
Help us improve this answer. / -
{TEST}
Answer Example: "{SAY_TEST}"
Help us improve this answer. / -
{TEAM}
Answer Example: "{SAY_TEAM}"
{CODE}
Answer Example: "{SAY_CODE}"
""",
        asked=ALL,
        answers=(
            SAY_GIT.replace(". A rebase", ".\n\nA rebase"),
            *ANSWERS[1:],
        ),
    ),
    Layout(
        "questions in capitals and without question marks, in a list first",
        f"""1. Your greatest strength
2. A conflict with a colleague
3. {TEAM}

1. Your greatest strength
Answer: {SAY_GIT}
2. A conflict with a colleague
Answer: {SAY_TEST}
3. {TEAM}
Answer: {SAY_TEAM}
""",
        asked=("Your greatest strength", "A conflict with a colleague", TEAM),
        answers=ANSWERS[:3],
    ),
)
