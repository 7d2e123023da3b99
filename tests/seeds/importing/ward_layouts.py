# ruff: noqa: E501  (pages have long lines)
"""Files as people bring them, in layouts other than the sample's.

The expectations were written together with the files, and some of the reader was mended on them: they keep
what works from breaking, and say nothing of pages nobody here has seen.
"""

from __future__ import annotations

from dataclasses import dataclass

FAMILY = "Tell me about a patient whose family disagreed with the plan."
NIGHT = "How do you keep track of eight patients on a busy night?"
DOSE = "What would you do if a doctor ordered the wrong dose?"
WARD = "Why did you choose this ward?"
SAY_FAMILY = (
    "A daughter wanted her father to stay on the drip. I sat down with both for twenty minutes,"
    " drew the week on a sheet, and called the doctor in. They agreed on a trial of three days."
)
SAY_NIGHT = (
    "I write one line per patient at handover and mark the two who may get worse. Every hour I "
    "walk the round in the same order, and I ask for help before the third bell rings."
)
SAY_DOSE = (
    "I would stop and read the chart again. Then I call the doctor, say the dose and the "
    "weight, and ask to have it repeated. I write down the time of the call."
)
SAY_WARD = (
    "Your ward sends nurses to the stroke course in their first year. I lost an aunt to a late "
    "diagnosis, and I want to be quick where it counts."
)
WHY_FAMILY = (
    "Hiring managers want to know whether you can listen. Mention who was there, what you said "
    "first, and what was agreed."
)
WHY_NIGHT = "This shows how you sort what is urgent."


@dataclass(frozen=True, slots=True)
class Brought:
    """A file with the questions in it, in order, and what belongs to each."""

    name: str
    file_name: str
    text: str
    asked: tuple[str, ...]
    answers: tuple[str, ...]
    guidance: tuple[str, ...]
    encoding: str = "utf-8"


FILES = (
    Brought(
        "numbered headings with reasons",
        "h2.html",
        f"""<html><head><title>Nurse interview guide - CareJobs</title></head><body><div id=cookie-banner>This website uses cookies. <button>OK</button></div><nav>Jobs Salaries</nav><h1>Nurse interview guide</h1><p>By Ann Example, RN | Updated May 2, 2025 | 7 min read</p>
<h2>1. {FAMILY}</h2><h3>Why interviewers ask this</h3><p>{WHY_FAMILY}</p><h3>What to say</h3><p>Name the family, and keep it short.</p><h3>Sample answer</h3><p>{SAY_FAMILY}</p>
<h2>2. {NIGHT}</h2><h3>Why interviewers ask this</h3><p>{WHY_NIGHT}</p><h3>Sample answer</h3><p>{SAY_NIGHT}</p>
<h2>3. {DOSE}</h2><h3>Sample answer</h3><p>{SAY_DOSE}</p><p>Was this helpful? 👍 12 👎 1</p>
<h2>Frequently asked questions about nursing jobs</h2><p>Ask us anything.</p><div class=newsletter><h3>Get interview tips in your inbox</h3><input><button>Subscribe</button></div><h2>Related articles</h2><a>How do you write a nurse CV?</a></body></html>""",
        (FAMILY, NIGHT, DOSE),
        (SAY_FAMILY, SAY_NIGHT, SAY_DOSE),
        (f"{WHY_FAMILY}\n\nName the family, and keep it short.", WHY_NIGHT, ""),
    ),
    Brought(
        "an accordion of buttons",
        "accordion.html",
        f"""<div class="faq"><div class=item><button aria-expanded=false>{FAMILY}</button><div hidden><p>{SAY_FAMILY}</p></div></div><div class=item><button>{NIGHT}</button><div><p>{SAY_NIGHT}</p></div></div><div class=item><button>{DOSE}</button><div><p>{SAY_DOSE}</p></div></div></div><div><button>Load more</button><button>Share</button></div>""",
        (FAMILY, NIGHT, DOSE),
        (SAY_FAMILY, SAY_NIGHT, SAY_DOSE),
        ("", "", ""),
    ),
    Brought(
        "exported by a word processor",
        "word.html",
        f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--><style>p.MsoNormal{{}}</style></head><body><p class=MsoTitle>Nurse questions<o:p></o:p></p>
<p class=MsoListParagraph><b><span>1.<span>&nbsp;&nbsp;&nbsp; </span></span>{FAMILY}<o:p></o:p></b></p><p class=MsoNormal>{SAY_FAMILY}<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoListParagraph><b>2.&nbsp;&nbsp; {NIGHT}</b></p><p class=MsoNormal>{SAY_NIGHT}</p><p class=MsoListParagraph><b>3.&nbsp;&nbsp; {DOSE}</b></p><p class=MsoNormal>{SAY_DOSE}</p></body></html>""",
        (FAMILY, NIGHT, DOSE),
        (SAY_FAMILY, SAY_NIGHT, SAY_DOSE),
        ("", "", ""),
    ),
    Brought(
        "a thread of a forum",
        "forum.txt",
        f"""Thread: Ward interview on Monday
nightowl22
Posted on March 3, 2024
I had mine last week. These came up:
1. {FAMILY}
2. {NIGHT}
3. {DOSE}
4. {WARD}
Likes: 14
Reply
Report
careful_kate
Posted on March 4, 2024
Good luck!
Reply
""",
        (FAMILY, NIGHT, DOSE, WARD),
        ("", "", "", ""),
        ("", "", "", ""),
    ),
    Brought(
        "copied from print, with page numbers",
        "pdf.txt",
        f"""Interview Handbook for Nurses
Page 1 of 2

1. {FAMILY}

Why they ask: Hiring managers want to know whether you can
listen. Mention who was there, what you said first, and what
was agreed.

Sample answer: A daughter wanted her father to stay on the
drip. I sat down with both for twenty minutes, drew the week

Page 2 of 2

on a sheet, and called the doctor in. They agreed on a trial
of three days.

2. {NIGHT}

Sample answer: I write one line per patient at handover and
mark the two who may get worse. Every hour I walk the round in
the same order, and I ask for help before the third bell rings.

3. {DOSE}

Sample answer: I would stop and read the chart again. Then I
call the doctor, say the dose and the weight, and ask to have
it repeated. I write down the time of the call.
""",
        (FAMILY, NIGHT, DOSE),
        (SAY_FAMILY, SAY_NIGHT, SAY_DOSE),
        (WHY_FAMILY, "", ""),
    ),
    Brought(
        "windows-1252",
        "cp1252.txt",
        f"""Nurse questions – night shift

Question: {FAMILY}
Model answer: “{SAY_FAMILY.replace("daughter", "fiancée")}”

Question: {NIGHT}
Model answer: “{SAY_NIGHT}”
""".replace("\n", "\r\n"),
        (FAMILY, NIGHT),
        (SAY_FAMILY.replace("daughter", "fiancée"), SAY_NIGHT),
        ("", ""),
        encoding="cp1252",
    ),
    Brought(
        "utf-16, paragraphs only",
        "utf16.txt",
        f"""{FAMILY}

{SAY_FAMILY}

{NIGHT}

{SAY_NIGHT}
""".replace("\n", "\r\n"),
        (FAMILY, NIGHT),
        (SAY_FAMILY, SAY_NIGHT),
        ("", ""),
        encoding="utf-16",
    ),
    Brought(
        "Q, why and A",
        "qa.txt",
        f"""Q: {FAMILY}
Why: {WHY_NIGHT}
A: {SAY_FAMILY}
---
Q: {NIGHT}
A: {SAY_NIGHT}
Q: {DOSE}
A: {SAY_DOSE}
""",
        (FAMILY, NIGHT, DOSE),
        (SAY_FAMILY, SAY_NIGHT, SAY_DOSE),
        (WHY_NIGHT, "", ""),
    ),
    Brought(
        "a table in Markdown",
        "table.md",
        f"""# Nurse

| Question | Why | Example |
|---|---|---|
| {FAMILY} | {WHY_NIGHT} | {SAY_FAMILY} |
| {NIGHT} | | {SAY_NIGHT} |
| {DOSE} | To see courage. | {SAY_DOSE} |
""",
        (FAMILY, NIGHT, DOSE),
        (SAY_FAMILY, SAY_NIGHT, SAY_DOSE),
        (WHY_NIGHT, "", "To see courage."),
    ),
    Brought(
        "a table of three columns in a page",
        "table.html",
        f"""<table><thead><tr><th>Question</th><th>Why they ask</th><th>Example</th></tr></thead><tbody><tr><td>{FAMILY}</td><td>{WHY_NIGHT}</td><td>{SAY_FAMILY}</td></tr><tr><td>{NIGHT}</td><td>{WHY_NIGHT}</td><td>{SAY_NIGHT}</td></tr></tbody></table>""",
        (FAMILY, NIGHT),
        (SAY_FAMILY, SAY_NIGHT),
        (WHY_NIGHT, WHY_NIGHT),
    ),
    Brought(
        "nested lists in Markdown",
        "nested.md",
        f"""# Nurse interview

- **{FAMILY}**
  - Who was there: names the family
  - What was agreed: says the outcome
- **{NIGHT}**
  - Handover: writes a line for each patient
  - Round: walks in the same order
""",
        (FAMILY, NIGHT),
        ("", ""),
        ("", ""),
    ),
    Brought(
        "cards with lists and gaps",
        "anki.txt",
        f"""#separator:tab
#html:true
#tags column:3
<div>{FAMILY}</div>\t<ul><li>names the family</li><li>says the outcome</li></ul>\tward::night
The {{{{c1::chart}}}} is read {{{{c2::twice}}}}.\t\tward
{NIGHT}\t{SAY_NIGHT}\t
""",
        (FAMILY, "The … is read ….", NIGHT),
        ("names the family\nsays the outcome", "The chart is read twice.", SAY_NIGHT),
        ("", "", ""),
    ),
    Brought(
        "tabs without names",
        "tsv.tsv",
        f"""{FAMILY}\t{SAY_FAMILY}
{NIGHT}\t{SAY_NIGHT}
{DOSE}\t{SAY_DOSE}
""",
        (FAMILY, NIGHT, DOSE),
        (SAY_FAMILY, SAY_NIGHT, SAY_DOSE),
        ("", "", ""),
    ),
    Brought(
        "exported notes",
        "notion.md",
        f"""# Ward interview

Created: March 3, 2024 9:12 PM
Tags: nurse

### ❓ {FAMILY}

> 💡 {WHY_FAMILY}

**Sample answer**

{SAY_FAMILY}

---

### ❓ {NIGHT}

**Sample answer**

{SAY_NIGHT}
""",
        (FAMILY, NIGHT),
        (SAY_FAMILY, SAY_NIGHT),
        (f"💡 {WHY_FAMILY}", ""),
    ),
    Brought(
        "exported by an office on the web",
        "gdocs.html",
        f"""<html><head><title>Ward</title><style>.c1{{}}</style></head><body class="c4 doc-content"><p class="c0 title"><span>Ward interview</span></p><p class=c0><span class="c1"></span></p><h3 class=c2><span>{FAMILY}</span></h3><p><span>Answer: </span><span class=c1>{SAY_FAMILY}</span></p><h3><span>{NIGHT}</span></h3><p><span>Answer: </span><span>{SAY_NIGHT}</span></p><h3><span>{DOSE}</span></h3><p><span>Answer: </span><span>{SAY_DOSE}</span></p></body></html>""",
        (FAMILY, NIGHT, DOSE),
        (SAY_FAMILY, SAY_NIGHT, SAY_DOSE),
        ("", "", ""),
    ),
    Brought(
        "half of the list is told",
        "only-list.txt",
        f"""Nurse Interview Questions
{FAMILY}
{NIGHT}
{DOSE}
{WARD}
Help us improve this article.
-
{NIGHT}
Employers ask this to see order.
Sample response: ‘{SAY_NIGHT}’
-
{WARD}
Sample response: ‘{SAY_WARD}’
""",
        (FAMILY, NIGHT, DOSE, WARD),
        ("", SAY_NIGHT, "", SAY_WARD),
        ("", "Employers ask this to see order.", "", ""),
    ),
)
