"""Pages of questions in many layouts, written for these tests; each with what is in it."""

from __future__ import annotations

from dataclasses import dataclass

FLOOR = "Tell me about a time you had to calm an angry guest."
SHIFT = "How do you plan a shift when two people are ill?"
WINE = "Which wine would you recommend with grilled fish?"
WHY_FLOOR = "Employers ask this to see patience. Describe the guest, what you said, and how it ended."
WHY_SHIFT = "Interviewers want to hear priorities. Mention how you decide who does what, and whom you call."
SAY_FLOOR = (
    "A guest waited fifty minutes for a table he had booked. I let him finish, said what I could do, and "
    "brought him to the bar with a plate of olives. He came back the week after and asked for my section."
)
SAY_SHIFT = (
    "I first close four tables so that nobody waits in vain. Then I ask the two colleagues who live nearby, "
    "and I take the till myself. We served ninety guests that evening with three people."
)
SAY_WINE = (
    "I ask what the guest usually drinks before I name a bottle. With grilled fish I like a dry white with "
    "some salt in it, and I always have one under thirty euros in mind."
)


@dataclass(frozen=True, slots=True)
class Layout:
    """A page; `asked` are its questions in order, the other two what belongs to some of them."""

    name: str
    page: str
    asked: tuple[str, ...] = (FLOOR, SHIFT, WINE)
    answers: tuple[str, ...] = (SAY_FLOOR, SAY_SHIFT, SAY_WINE)
    guidance: tuple[str, ...] = ()
    title: str = ""
    form: str = "page"


LAYOUTS = (
    Layout(
        "list first, curly quotes, votes and links",
        f"""Waiter Interview Questions
Questions for people who serve guests, with answers that show experience and calm.
Accept all cookies
{FLOOR}
{SHIFT}
{WINE}
Read on for what to say.
* * *
{FLOOR}
{WHY_FLOOR}
Answer Example: “{SAY_FLOOR}”
12 upvotes
Share this answer
{SHIFT}
{WHY_SHIFT}
Answer Example: “{SAY_SHIFT}”
Help us improve this answer. / -
{WINE}
Answer Example: “{SAY_WINE}”
Was this helpful? Yes No
Related articles
How to write a CV for a waiter
What does a sommelier do?
© 2024 Some Site. All rights reserved.
""",
        guidance=(WHY_FLOOR, WHY_SHIFT, ""),
        title="Waiter Interview Questions",
    ),
    Layout(
        "numbered, sample answer, straight quotes",
        f"""Top 3 interview questions for waiters

1. {FLOOR}
{WHY_FLOOR}
Sample answer: "{SAY_FLOOR}"

2. {SHIFT}
{WHY_SHIFT}
Sample answer: "{SAY_SHIFT}"

3) {WINE}
Sample answer: "{SAY_WINE}"
""",
        guidance=(WHY_FLOOR, WHY_SHIFT, ""),
    ),
    Layout(
        "Q and A",
        f"Q: {FLOOR}\nA: {SAY_FLOOR}\n\nQ: {SHIFT}\nA: {SAY_SHIFT}\n\nQ: {WINE}\nA: {SAY_WINE}\n",
    ),
    Layout(
        "numbered Q and A on one line",
        f"Q1. {FLOOR}\nAns. {SAY_FLOOR}\nQ2. {SHIFT} A: {SAY_SHIFT}\n"
        f"Question 3: {WINE}\nAnswer: {SAY_WINE}\n",
    ),
    Layout(
        "questions and paragraphs only",
        f"Serving guests\n\n{FLOOR}\n\n{SAY_FLOOR}\n\n{SHIFT}\n\n{SAY_SHIFT}\n\n{WINE}\n\n{SAY_WINE}\n",
        title="Serving guests",
    ),
    Layout(
        "labels on lines of their own",
        f"""1. {FLOOR}
Why interviewers ask this question:
{WHY_FLOOR}
Example answer
{SAY_FLOOR}

2. {SHIFT}
Why interviewers ask this question:
{WHY_SHIFT}
Example answer
{SAY_SHIFT}

3. {WINE}
Example answer
{SAY_WINE}
Next question
""",
        guidance=(WHY_FLOOR, WHY_SHIFT, ""),
    ),
    Layout(
        "broken at a fixed width",
        """Interview questions for waiters

1. Tell me about a time you had to calm an angry
   guest.

Employers ask this to see patience. Describe the guest, what you said,
and how it ended.

Example answer: "A guest waited fifty minutes for a table he had
booked. I let him finish, said what I could do, and brought him to the
bar with a plate of olives. He came back the week after and asked for my
section."

2. How do you plan a shift when two people are ill?

Interviewers want to hear priorities. Mention how you decide who does
what, and whom you call.

Example answer: "I first close four tables so that nobody waits in vain.
Then I ask the two colleagues who live nearby, and I take the till
myself. We served ninety guests that evening with three people."

3. Which wine would you recommend with grilled fish?

Example answer: "I ask what the guest usually drinks before I name a
bottle. With grilled fish I like a dry white with some salt in it, and I
always have one under thirty euros in mind."
""",
        guidance=(WHY_FLOOR, WHY_SHIFT, ""),
    ),
    Layout(
        "a list only",
        f"Interview questions\n• {FLOOR}\n• {SHIFT}\n• {WINE}\n",
        answers=("", "", ""),
    ),
    Layout(
        "one question in the list only, one without guidance",
        f"""{FLOOR}
{SHIFT}
{WINE}
-
{FLOOR}
{WHY_FLOOR}
Answer Example: "{SAY_FLOOR}"
-
{WINE}
Answer Example: "{SAY_WINE}"
""",
        answers=(SAY_FLOOR, "", SAY_WINE),
        guidance=(WHY_FLOOR, "", ""),
    ),
    Layout(
        "a page from a browser: headings, accordions, menus, scripts",
        f"""<!DOCTYPE html><html><head><title>Waiter questions | Some Site</title>
<script>var q = "<p>What is a script doing here?</p>"; fetch("https://example.org/x")</script>
<style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li>What do we offer?</li></ul></nav>
<header><h1>Waiter Interview Questions</h1></header>
<div class="cookie">We use cookies to make this site better. <button>Accept all</button></div>
<p>Three questions that come up in every interview for the service.</p>
<h2>{FLOOR}</h2><p><em>{WHY_FLOOR}</em></p><h3>Sample answer:</h3>
<blockquote>&ldquo;{SAY_FLOOR}&rdquo;</blockquote>
<div><a href="#">Upvote 12</a> <a href="#">Share</a></div>
<h2>{SHIFT}</h2><p>{WHY_SHIFT}</p><p><strong>Sample answer:</strong> &quot;{SAY_SHIFT}&quot;</p>
<img src="https://example.org/pixel.gif" onerror="alert(1)">
<h2>{WINE}</h2><p><b>Sample answer:</b> {SAY_WINE}</p>
<h2>Related articles</h2><ul><li><a href="/cv">How do you write a CV?</a></li></ul>
<footer>© Some Site. Do you have a question?</footer></body></html>
""",
        guidance=(WHY_FLOOR, WHY_SHIFT, ""),
        title="Waiter Interview Questions",
        form="html",
    ),
    Layout(
        "a page with details and bold questions",
        f"""<div><details open><summary>{FLOOR}</summary><div>{SAY_FLOOR}</div></details>
<details><summary>{SHIFT}</summary><div>{SAY_SHIFT}</div></details>
<details><summary>{WINE}</summary><div>{SAY_WINE}</div></details></div>""",
        form="html",
    ),
    Layout(
        "bold questions at the start of paragraphs",
        f"""<html><body><h1>Service</h1><p><strong>1. {FLOOR}</strong><br>{SAY_FLOOR}</p>
<p><strong>2. {SHIFT}</strong> {SAY_SHIFT}</p><p><b>3. {WINE}</b></p><p>{SAY_WINE}</p></body></html>""",
        title="Service",
        form="html",
    ),
    Layout(
        "an ordered list with answers inside",
        f"""<ol><li><p>{FLOOR}</p><p>{SAY_FLOOR}</p></li><li><p>{SHIFT}</p><p>{SAY_SHIFT}</p></li>
<li><p>{WINE}</p><p>{SAY_WINE}</p></li></ol>""",
        form="html",
    ),
    Layout(
        "sections above questions",
        f"""Interview Questions for Waiters
General questions
1. {FLOOR}
Answer: {SAY_FLOOR}
2. {SHIFT}
Answer: {SAY_SHIFT}
Questions about wine
3. {WINE}
Answer: {SAY_WINE}
About the author
Jo Doe has served guests for ten years. What would you like to ask her?
""",
    ),
)
